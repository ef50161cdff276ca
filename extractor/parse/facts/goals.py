"""In: the clauses of a task and the quantities in them. Out: `Goal`s, the numbers that a duty must reach or keep to.

What makes a number a goal: a relation (不少于, 以上), a verb of change (提高5个百分点), a rate before a share, a verb
that a count answers (新建12个), or a period (每年2次). What makes it none: it says who is meant (800万元以上的项目),
what a recipient gets, a step (每引进1名), what is or was, an order (第3次). Not handled: goals without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extractor.language.clause_work import Clause, Work, find_work
from extractor.language.quantities import QuantityWords
from extractor.model.mappings import DeedsFile
from extractor.model.quantity import Change, Quantity, Sign
from extractor.parse.context import Context
from extractor.parse.facts.periods import Governing, find_governing

DIGIT = re.compile(r"\d")
ORDINAL = re.compile(r"(?:第|[\d./]|(?<!每)[年月])$")
SHARE_NAME = re.compile(r"(?:率|占比|比例|比重|占|覆盖|覆盖面|度)$")
ASSURED = re.compile(r"(?:确保|保证|实现|做到|达成|达到|力争|完成)$")
DURATION_METRIC = re.compile(r"(?:平均|时间|时长|用时|时限|周期|天数|公示期?|公告期?|期限)[^,。;\d]{0,6}$")
BY_PERIOD = re.compile(r"每(?:个?学)?[年季月周日天期](?:度)?[^,。;:\d]{0,12}$")
DAYS_METRIC = re.compile(r"天数[^,。;\d]{0,4}$")
NO_COUNT_BEFORE = re.compile(r"(?:[在于自从由向对为以等和与跟把将近前第共每各这该其按]|中|后)$")
COMPOUND = re.compile(r"^(?:式|制|体化|站式|条龙|揽子|到底|通办|次性|对一|把抓|张网|件事)")
"""一站式, 一单制, 一箱到底 are ways of doing."""
SUM_NAME = re.compile(r"(?:收入|产值|总额|投资|税收|营收|销售额|零售额|交易额|成交额|余额|进出口|增加值|资金|到位)$")
AIMED = re.compile(r"力争|确保|实现|达到|完成|目标|全年|到20\d{2}年")
SMALL_HAN = re.compile(r"^[一二两三四五六七八九几数]$")
VAGUE_UNITS = frozenset("个项批类种级期条层点步位部本面支名家套件处环段档款") | {"层级", "点位", "标段"}
SHORT_LEAD = 12
SENTENCE_MARK = re.compile(r"[。;!?:]")
DONE_UNITS = frozenset({"次", "场", "届", "场次", "轮", "期", "遍"})
"""组织开展一次 says how often; 一家, 一项 are articles."""
NEVER_COUNTED = frozenset({"批", "些", "类", "种", "款"})
NEVER_BARE = frozenset({"级", "期", "度", "分", "位", "点", "层", "环", "面", "段", "位次", "字", "成", "级次", "层级"})
FAR_LEAST = re.compile(
    r"(?P<word>不得?少于|不得?低于|至少|最少|不得?超过|不得?多于|不得?高于|至多|最多|(?<![不有要])只(?![要能])|仅限?|限)(?P<gap>[^,。;:\d]{0,12}?)$"
)
FAR_SHARE = re.compile(r"(?P<word>«before»)(?P<gap>[^,。;、:\d\"]{2,16}?)$")
LEVELS = frozenset({"级", "层", "度", "位", "层级"})
"""3层及以上 says which, not how many."""
FAR_BARE = ("达", "达到", "控制在")
AT_MOST = ("最多", "至多", "只", "仅", "仅限", "限", "不超过", "不得超过", "不多于", "不得多于", "不高于", "不得高于")
EACH_THING = re.compile(r"每(?P<gap>[^,。;:、\d每]{0,12}?)(?P<about>约|近|满|超过?)?$")
ATTRIBUTIVE = re.compile(
    r"^[^,。;:、\d(到在于为向由从并]{0,3}?(?<!标)的(?!标准|比例|目标|要求|水平|幅度|速度|份额)(?=[^,。;:])"
)
NOUN_BEHIND = re.compile(r"^(?![,。;:、)(]|$|的?(?:目标|水平|标准|要求)|和|及|与|并|且|或|以)[\u4e00-\u9fff]{2}")
LISTED = re.compile(r"^[^,。;:]{0,12}?(?:、|或者?|且|和|及|以及|并)")
CONDITION_LEAD = re.compile(
    r"^(?:(?:但|并|且|其中|同时)?(?:对于?|凡是?|针对|面向|支持|鼓励|推动|引导|为(?=[^,。;]{0,20}的)))"
)
OBLIGATION = (
    "不少于",
    "不低于",
    "至少",
    "不得少于",
    "不得低于",
    "不超过",
    "不得超过",
    "不小于",
    "最少",
    "不大于",
    "不高于",
)
EACH_DATE = re.compile(r"(?:前|月|日|旬|底|末|半年|季度)各(?:自)?[^,。;\d]{0,8}$")
LIST_BETWEEN = re.compile(r"[、和及]|到[^,。;、\d]{0,8}的?$")
"""Between two counts of one verb: 公园3个、广场2处; 选派10名骨干到有需求的10家企业."""
LIST_MARK = re.compile(r"[^。;:]*(?:、|和|及|以及)")
PERMITTED = re.compile(r"(?:允许|可以?|准予)(?:按照?|以|在)?$")
RECIPIENT = re.compile(r"(?:同一|每[户家个人]|单[户家个]|单个|每[家户]企业)")
BENEFIT_GAP = re.compile(r"奖|补|助|享受|贴|授信|贷款|跑")
CAP = re.compile(r"(?:最高|上限|封顶|限额|额度|每[人户亩家头]|标准)[^,。;]{0,8}$")


@dataclass(frozen=True, slots=True)
class Goal:
    """A number to reach, in text[start:end]; `what` is where the counted thing is named between verb and number."""

    start: int
    end: int
    op: Sign
    value: Decimal
    unit: str
    number: int
    period: Governing | None = None
    approx: bool = False
    most: Decimal | None = None
    change: Change | None = None
    what: tuple[int, int] | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DeedPatterns:
    """Patterns made of `phrases/deeds.yaml`; each is searched in the words right before a number."""

    verb: re.Pattern[str]
    adjacent: re.Pattern[str]
    money: re.Pattern[str]
    scope: re.Pattern[str]
    scope_before: re.Pattern[str]
    each: re.Pattern[str]


@lru_cache(maxsize=4)
def build_deeds(file: DeedsFile) -> DeedPatterns:
    """Return the patterns of verbs, longest word first."""
    verbs = _either(word for row in file.deeds for word in row.words)
    return DeedPatterns(
        verb=re.compile(rf"(?:{verbs})(?P<what>[^,。;:\d]{{0,20}}?)$"),
        adjacent=re.compile(rf"(?:{verbs}|确保|保证)了?(?:第一批|首批|至少|约|近)?$"),
        money=re.compile(rf"(?:{_either(file.money)})(?P<what>[^,。;:\d\"]{{0,14}}?)$"),
        scope=re.compile(rf"^[^,。;、]{{0,4}}?(?:{_either(file.scope)})"),
        scope_before=re.compile(rf"(?:{_either(file.scope_before)})$"),
        each=re.compile(rf"^(?:一?个|所|家|名|座|条)?[^,。;\d]{{0,6}}?(?:{_either(file.each)})"),
    )


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))  # type: ignore[call-overload]


def find_goals(context: Context, text: str, clauses: Sequence[Clause], start: int, stop: int) -> Iterator[Goal]:
    """Yield the goals among the quantities of text[start:stop], from left to right."""
    found = list(context.quantities.find(text, start, stop))
    deeds = build_deeds(context.mappings.deeds)
    before: Goal | None = None
    for index, one in enumerate(found):
        clause = find_work(clauses, one.number)
        if clause is None:
            continue
        following = found[index + 1] if index + 1 < len(found) and found[index + 1].number < clause.end else None
        previous = found[index - 1] if index and found[index - 1].number >= clause.start else None
        asked = _Asked(context.quantities, deeds, text, clause, one, (previous, following))
        goal = asked.read(before)
        if goal is not None:
            goal = _part_list(text, before, goal)
            before = goal
            yield goal


def _part_list(text: str, before: Goal | None, goal: Goal) -> Goal:
    """Name what is counted from the list's last mark on (建成重点镇2个、特色小镇5个)."""
    if before is None or goal.what is None or before.end > goal.start or "," in text[before.end : goal.start]:
        return goal
    mark = LIST_MARK.match(text[before.end : goal.start])
    if mark is None:
        return goal
    return replace(goal, what=(before.end + mark.end(), goal.what[1]), listed=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One number in its clause, with its neighbours; each question about it is a method."""

    words: QuantityWords
    deeds: DeedPatterns
    text: str
    clause: Clause
    one: Quantity
    beside: tuple[Quantity | None, Quantity | None]

    @property
    def lead(self) -> str:
        """The words of the clause before the number and its relation."""
        return self.text[self.clause.start : self.one.start]

    @property
    def rest(self) -> str:
        """The words of the clause behind the number."""
        return self.text[self.one.end : self.clause.end]

    @property
    def kind(self) -> str:
        """The kind of its measure."""
        return self.words.find_measure(self.one.unit).kind

    def read(self, before: Goal | None) -> Goal | None:
        """Return the goal that this number is, None where it is none; `before` is the goal read last."""
        if self.text[self.one.number] == "二" and self.one.value == 2:
            return None  # 二次污染, 二级医院: an order, for two are 两
        if self.clause.work is not Work.DUTY and not self._chosen_in_benefit():
            return None
        ordinal = ORDINAL.search(self.lead) and not self.one.stated
        if ordinal or self._is_step() or self._is_threshold() or not self._has_fit_measure() or self._is_permitted():
            return None
        period = find_governing(self.words, self.text, self.clause.sentence, self.clause.start, self.one.start)
        stated = self._find_sign()
        if stated is not None:
            return self._build(*stated, period)
        return self._read_bare(before, period)

    def _read_bare(self, before: Goal | None, period: Governing | None) -> Goal | None:
        """A number without relation: a share behind its rate, or a count behind its verb, period or list."""
        if self.kind in ("share", "point") and not self.one.change:
            named = SHARE_NAME.search(self.lead) or ASSURED.search(self.lead)
            return self._build(">=", self.one.start, period) if named and not self.one.approximate else None
        if self.kind in ("time", "none", "share", "point", "points", "ratio") or self.one.unit in NEVER_BARE:
            return None
        what = self._find_deed(before, period)
        return self._build(">=", what, period) if what is not None else None

    def _chosen_in_benefit(self) -> bool:
        """Among benefits a count of who is chosen is a goal (每年评选10家,给予奖励), what each gets is none."""
        if self.clause.work is not Work.BENEFIT or self.kind != "count":
            return False
        return not RECIPIENT.search(self.lead) and bool(
            re.search(r"(?:评选|遴选|认定|推荐|选树|表彰|评定)[^,。;\d]{0,10}$", self.lead)
        )

    def _has_fit_measure(self) -> bool:
        """Times are goals only of a duration that is named; sums of money that cap a benefit are none."""
        if self.kind == "time":
            if self.one.op and BY_PERIOD.search(self.lead):
                return True
            return bool(DURATION_METRIC.search(self.lead)) and bool(self.one.op or DAYS_METRIC.search(self.lead))
        if self.kind == "money" and (CAP.search(self.lead) or BENEFIT_GAP.search(self.rest[:4])):
            return False
        if self.kind == "none" and not (self.one.unit == "" and 0 < self.one.value < 1 and self.one.op):
            return False
        return not self.deeds.scope.match(self.rest) or self.kind in ("share", "point")

    def _is_permitted(self) -> bool:
        """可按不超过30%的比例 and 允许不超过五分之一 are caps of what one may do."""
        return self.one.stated in AT_MOST and PERMITTED.search(self.lead) is not None

    def _is_step(self) -> bool:
        """每引进1名, 每增加10个百分点, 每10名学生 count steps; 每镇1个 and 每个乡镇至少2个 do not."""
        if re.search(r"每$", self.lead):
            return True
        match = EACH_THING.search(self.lead + (self.one.stated if self.one.change else ""))
        if match is None:
            return False
        gap = match["gap"]
        if gap and re.match(rf"个?(?:{self.words.period})", gap):
            return False
        if self.deeds.each.match(gap) or (self.one.op and not self.one.change):
            return False
        return self.one.value == 1 or bool(self.one.change) or self.clause.work is not Work.DUTY

    def _is_threshold(self) -> bool:
        """Tell whether the number says who or what is meant, not how many there must be."""
        following = self.beside[1]
        if (self.one.op and ATTRIBUTIVE.match(self.rest)) or self.rest.startswith("的"):
            if CONDITION_LEAD.match(self.lead) or self.kind == "money":
                return True
            obliged = self.one.stated in OBLIGATION and self.deeds.verb.search(self.lead)
            return not (obliged or (self.kind == "share" and self.deeds.adjacent.search(self.lead)))
        if following is not None and LISTED.match(self.text[self.one.end : following.start] + "、"[:0]):
            joined = self.text[self.one.end : following.start]
            if re.search(r"[、或且和及并]", joined):
                other = _Asked(self.words, self.deeds, self.text, self.clause, following, (self.one, None))
                if other._is_threshold() and not self.deeds.adjacent.search(self.lead):
                    return True
        if self.one.op is None or self.one.approximate or self.one.stated:
            return self._is_attribute_range()
        if self.one.unit in LEVELS:
            return True
        adjacent = self.deeds.adjacent.search(self.text[self.clause.start : self.one.number])
        return bool(NOUN_BEHIND.match(self.rest)) and not adjacent and self.kind not in ("share", "point")

    def _is_attribute_range(self) -> bool:
        """6家250-1500头养猪场: a number between another one and the noun that both belong to."""
        previous = self.beside[0]
        if previous is None or previous.end != self.one.start or self.one.stated:
            return False
        return not self.text[: previous.number].endswith("第")

    def _find_sign(self) -> tuple[Sign, int] | None:
        """Return the relation that is printed at the number or before the verb in front of it, and where it begins."""
        one = self.one
        bare = one.stated in ("在", "为", "保持", "是")
        after = self.text[one.number : one.end]
        if one.op and not bare:
            return one.op, one.start
        if bare and one.op:
            worded = re.search(rf"(?:{self.words.after})$", after)
            if worded and one.stated == "在":
                return one.op, one.start
            if one.stated in ("为", "保持") and (self.kind == "share" or worded):
                return (">=" if one.value == 100 else one.op), one.start
        return self._find_far_sign()

    def _find_far_sign(self) -> tuple[Sign, int] | None:
        """最多推荐3个, 不低于合同金额的40%: the relation stands before the verb or the whole."""
        if self.kind in ("share", "point"):
            return self._find_far_share()
        match = FAR_LEAST.search(self.lead) if self.kind not in ("time", "none") else None
        if match is None or BENEFIT_GAP.search(match["gap"]):
            return None
        word = match["word"]
        at_most = word in AT_MOST or word.startswith("仅")
        return ("<=" if at_most else ">="), self.clause.start + match.start()

    def _find_far_share(self) -> tuple[Sign, int] | None:
        """占比达全县存续市场主体30%: the whole stands between."""
        match = _far_share(self.words).search(self.lead)
        row = self.words.relations.get(match["word"]) if match else None
        if match is None or row is None or "以" in match["gap"] or (row.bare and row.word not in FAR_BARE):
            return None
        return row.op, self.clause.start + match.start()

    def _find_deed(self, before: Goal | None, period: Governing | None) -> int | None:
        """Return where the words of the counted thing begin: behind the verb, the period, or the list before."""
        lead, one = self.lead, self.one
        if before is None or before.start < self.clause.start:
            lead = DIGIT.sub("#", lead)  # 培育年产值超10亿元的企业3家: the threshold between is no number of its own
        printed = self.text[one.number : one.end]
        if lead.endswith(("和", "及")) and self._is_listed(before):
            return one.start
        owed = period is not None or (self.deeds.each.search(lead.rpartition("每")[2]) is not None and "每" in lead)
        vague = self._is_vague(printed) and not (owed and one.unit not in NEVER_COUNTED)
        # 每年5月底前、11月底前各开展一次: the days say how often
        told = one.value == 1 and EACH_DATE.search(lead)
        if vague or told or NO_COUNT_BEFORE.search(lead) or self.deeds.scope_before.search(lead):
            return None
        match = (self.deeds.money if self.kind == "money" else self.deeds.verb).search(lead)
        if match is None and self.kind == "money" and SUM_NAME.search(lead):
            aimed = before is not None and before.start >= self.clause.sentence
            return one.start if aimed or AIMED.search(self.text[self.clause.sentence : one.start]) else None
        if match:
            return self.clause.start + match.start("what")
        if period is not None and period.start >= self.clause.start and self.kind != "money":
            return period.end
        return one.start if self._is_listed(before) else None

    def _is_listed(self, before: Goal | None) -> bool:
        """新建公园3个、广场2处; 培育省级企业10家,国家级2家: the verb before the list holds for both."""
        if before is None or before.op != ">=" or before.start < self.clause.sentence:
            return False
        between = self.text[before.end : self.one.start]
        if before.start >= self.clause.start:
            return LIST_BETWEEN.search(between) is not None
        same = self.words.find_measure(before.unit).kind == self.kind
        alike = same and not self.rest and len(self.lead) <= SHORT_LEAD
        return alike and SENTENCE_MARK.search(between) is None and between.count(",") == 1

    def _is_vague(self, printed: str) -> bool:
        """三个方面, 一批, 五大行动 count nothing that must be reached; 组织开展一次 does."""
        numeral = printed[0]
        if numeral == "二" or COMPOUND.match(self.rest):
            return True
        if not SMALL_HAN.match(numeral) or (len(printed) > 1 and printed[1] in "十百千万两三四五六七八九"):
            return False
        if numeral in "一两几数":
            return self.one.unit not in DONE_UNITS or self.lead.endswith("新")
        return self.one.unit in VAGUE_UNITS

    def _build(self, op: Sign, start: int, period: Governing | None) -> Goal:
        one = self.one
        share = self.kind in ("share", "point", "ratio")
        mean = period is not None and self.text[period.start : period.end].endswith("均")
        if self.kind != "count" and period is not None and (mean or period.start < self.clause.start):
            period = None
        counted = not share and self.kind != "time" and not one.change and not (one.op and not period)
        what = (min(start, one.start), one.start) if counted else None
        if counted and period is not None and one.op:
            what = (max(period.end, self.clause.start), one.start)
        begin = start if share and start < one.start else one.start
        return Goal(
            begin, one.end, op, one.value, one.unit, one.number, period, one.approximate, one.most, one.change, what
        )


@lru_cache(maxsize=4)
def _far_share(words: QuantityWords) -> re.Pattern[str]:
    return re.compile(FAR_SHARE.pattern.replace("«before»", words.before))
