"""In: the statements of one part of a row. Out: the same, told apart: quantities, states, counts, answers, limits.

Not handled: trees, which `parts` builds of the groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.model.facts.scoring import Act, Band, Edge, Statement, exact
from extractor.rulebook.build.quantities import Quantity, Ruled, is_change

SHARES = frozenset({"%", "‰", "百分点", "个百分点"})
DAYS = frozenset({"天", "日", "工作日", "自然日", "日历日"})
LADDERS = (
    ("优秀", "优良", "良好", "中等", "合格", "基本合格", "不合格", "达标", "不达标"),
    ("好", "较好", "一般", "较差", "差", "很好"),
    ("很满意", "非常满意", "满意", "比较满意", "较满意", "基本满意", "不满意"),
    ("优", "良", "中", "差"),
    ("高于", "持平", "低于", "等于", "下降", "上升", "提升"),
    ("A", "B", "C", "D", "A级", "B级", "C级", "D级"),
    ("一等奖", "二等奖", "三等奖", "特等奖"),
    ("完整", "较完整", "不完整", "规范", "较规范", "不规范", "齐全", "较齐全", "不齐全"),
)
"""Words of which one holds: a row of awards by them is a choice."""
DONE = re.compile(
    r"^(?:全面|按要求|如期|按时)?(?:完成|达成|实现)[^,;。]{0,16}(?:任务|目标|计划|指标|工作量)?(?:数|量)?$"
)
IN_TIME = re.compile(r"规定(?:时间|时限|期限)(?:内|之内)?|按时|按期|如期|限期内|时限内")
LATE = re.compile(r"逾期|超期|超时|延期|延迟|推迟")
NEGATED = re.compile(r"^(?:仍|均|都)?(?:未(?:能|按[要求时期规定]*)?|没有?|无|不(?:能|按[要求时期规定]*)?|尚未)")
LEVEL = re.compile(
    r"^(?:获得?|被|受到?|受|得到|列入|入选)?(?:国家(?:级|部委)?|部级?|省部?级?|市级?|县级?|区级?|乡镇?级?|镇级?)(?:以上)?[^,;。]{0,8}$"
)
DATED = re.compile(r"\d{1,2}(?:月|日|号)|[上下]半年|[一二三四]季度|年底|月底|季末")


def unit_key(unit: str) -> str:
    """Return by what units are told apart: points of per cent are per cent, 名 and 位 are ranks, days are days.

    >>> unit_key("百分点"), unit_key("位"), unit_key("工作日")
    ('%', '名', '天')
    """
    if unit in SHARES:
        return "‰" if unit == "‰" else "%"
    return "名" if unit in {"名", "位"} else "天" if unit in DAYS else unit


GENERIC = re.compile(r"^(?:完成|的|办结|处理|办理|以内|内|完成率|达到|实现|得分|为)*$")


def alike(one: str, other: str) -> bool:
    """Whether two subjects may be the same thing.

    >>> alike("完成率", "年度任务完成率"), alike("公示率", "合规率")
    (True, False)
    """
    return GENERIC.match(one) is not None or GENERIC.match(other) is not None or one in other or other in one


@dataclass(slots=True)
class Groups:
    """What the statements of a part are, in printed order inside each kind."""

    quantities: list[Quantity] = field(default_factory=list)
    states: list[Ruled] = field(default_factory=list)
    counts: list[Ruled] = field(default_factory=list)
    answers: list[Ruled] = field(default_factory=list)
    zeros: list[Ruled] = field(default_factory=list)
    several: list[Ruled] = field(default_factory=list)
    judged: list[Ruled] = field(default_factory=list)
    limits: list[Ruled] = field(default_factory=list)
    formulas: list[Ruled] = field(default_factory=list)
    shares: list[Ruled] = field(default_factory=list)
    periods: list[Ruled] = field(default_factory=list)
    beyond: list[Ruled] = field(default_factory=list)
    notes: list[Ruled] = field(default_factory=list)
    asked: list[Ruled] = field(default_factory=list)
    base: Ruled | None = None
    best: Ruled | None = None
    below: Ruled | None = None
    rest: Ruled | None = None
    lost: list[Ruled] = field(default_factory=list)


class Sorter:
    """Sorts the statements of one part; `start` makes a quantity."""

    def __init__(self, ruled: Sequence[Ruled], start: Callable[[str, str], Quantity]) -> None:
        self.ruled, self.start = list(ruled), start
        self.groups = Groups()

    def sort(self) -> Groups:
        """Return the groups."""
        self._mend()
        for pair in self.ruled:
            self._place(pair)
        self._find_states()
        self._join_shares()
        return self.groups

    def _join_shares(self) -> None:
        """本项按出台文件数量的比例计分，出台3件及以上的得满分: a share that stands before its bound."""
        groups = self.groups
        measured = [q for q in groups.quantities if q.share is None and any(s.act is Act.AWARD for _, s, _ in q.bands)]
        for pair in [p for p in groups.shares if "loss" not in p[1].names and not p[1].text.startswith("根据")]:
            if len(measured) == 1:
                measured[0].share = pair
                groups.shares.remove(pair)
        for quantity in groups.quantities:
            zero = next(
                (z for z in groups.zeros if NEGATED.match(z[1].subject) and quantity.unit not in {"%", "名", "天"}),
                None,
            )
            if (
                zero is not None
                and quantity.none is None
                and any(s.act is Act.AWARD for _, s, _ in quantity.bands)
                and not groups.answers
            ):
                core = NEGATED.sub("", zero[1].subject)
                if core[:2] in quantity.subject or quantity.subject in core:
                    quantity.none = zero
                    groups.zeros.remove(zero)

    def _mend(self) -> None:
        """Give words that stand for a number their band: 完成任务 is 100%, 持平 is 0, 按时 is 0 days late."""
        percent = [s for _, s in self.ruled if any(b.unit == "%" for b in s.bands)]
        shared = any(s.act is Act.PROPORTIONAL for _, s in self.ruled)
        late = next(
            (
                b
                for _, s in self.ruled
                for b in s.bands
                if unit_key(b.unit) in {"天", "小时", "月"} and LATE.search(b.subject)
            ),
            None,
        )
        late_step = next(
            (s for _, s in self.ruled if s.step and LATE.search(s.subject) and unit_key(s.step.unit) in {"天", "小时"}),
            None,
        )
        change = next((b for s in percent for b in s.bands if is_change(b.subject)), None)
        for place, (rule, statement) in enumerate(self.ruled):
            if statement.bands or statement.step or statement.series or statement.act not in {Act.AWARD, Act.ZERO}:
                continue
            band = None
            subject = statement.subject
            if (
                statement.act is Act.AWARD
                and DONE.match(subject)
                and (shared or any("完成" in b.subject for s in percent for b in s.bands))
            ):
                band = Band(subject=subject, unit="%", low=Edge(100, firm=True))
            elif (
                statement.act is Act.AWARD
                and IN_TIME.search(subject)
                and not NEGATED.match(subject)
                and (late or late_step)
            ):
                unit = late.unit if late else late_step.step.unit if late_step and late_step.step else "天"
                band = Band(subject=late.subject if late else "逾期", unit=unit, high=Edge(0, firm=True))
            elif change is not None and re.search(r"持平$", subject):
                band = Band(subject=change.subject, unit="%", low=Edge(0, firm=True), high=Edge(0, firm=True))
            elif change is not None and re.search(r"(?:下降|负增长|降低|减少)$", subject):
                band = Band(subject=change.subject, unit="%", high=Edge(0, closed=False, firm=True))
            elif change is not None and re.search(r"(?:正增长|上升|增长|提升)$", subject):
                band = Band(subject=change.subject, unit="%", low=Edge(0, closed=False, firm=True))
            if band is not None:
                self.ruled[place] = (rule, replace(statement, bands=(band,)))

    def _place(self, pair: Ruled) -> None:  # noqa: C901, PLR0912 - a case for each act
        groups, statement = self.groups, pair[1]
        match statement.act:
            case Act.CONSTRAINT:
                groups.asked.append(pair)
            case Act.RANK | Act.DEFINE | Act.ROUNDING | Act.GO_ON:
                groups.notes.append(pair)
            case Act.BELOW_ZERO:
                if statement.grade != "no_cap":
                    groups.below = pair
                groups.notes.append(pair)
            case Act.BEST:
                groups.best = pair
            case Act.CAP | Act.DEDUCT_CAP:
                groups.limits.append(pair)
            case Act.TOTAL_ZERO | Act.TOTAL_LOSS | Act.NOT_GRADE | Act.VETO:
                groups.beyond.append(pair)
            case Act.JUDGED:
                groups.judged.append(pair)
            case Act.ROUND_UP:
                quantity = next((q for q in reversed(groups.quantities) if q.step is not None), None)
                if quantity is not None:
                    quantity.round_up = True
                groups.notes.append(pair)
            case Act.BASE if statement.points is not None:
                groups.base = pair
            case Act.BASE:
                self._quantity(statement.bands[0]).base = pair
            case Act.INTERPOLATE | Act.PROPORTIONAL | Act.FORMULA:
                self._place_filler(pair)
            case _:
                self._place_award(pair)

    def _place_filler(self, pair: Ruled) -> None:
        """Put a line, a share or a formula to the quantity that it fills, or by itself."""
        groups, statement = self.groups, pair[1]
        quantity = groups.quantities[-1] if groups.quantities else None
        if statement.bands and quantity is not None and unit_key(statement.bands[0].unit) != unit_key(quantity.unit):
            quantity = None
        if statement.act is Act.INTERPOLATE:
            if quantity is not None:
                quantity.between = pair
            else:
                groups.lost.append(pair)
        elif statement.act is Act.PROPORTIONAL:
            if "loss" in statement.names or quantity is None:
                groups.shares.append(pair)
            else:
                quantity.share = pair
        elif quantity is not None and (statement.rest or statement.bands):
            quantity.formula = pair
        else:
            groups.formulas.append(pair)

    def _place_award(self, pair: Ruled) -> None:  # noqa: C901
        groups, statement = self.groups, pair[1]
        if statement.rest:
            quantity = groups.quantities[-1] if groups.quantities else None
            if quantity is not None:
                quantity.rest = pair
            elif groups.states or groups.answers:
                groups.rest = pair
            else:
                groups.lost.append(pair)
            return
        if "met" in statement.names or len(statement.bands) > 1:
            groups.several.append(pair)
            return
        if statement.period and statement.act is not Act.AWARD_PER and statement.act is not Act.DEDUCT_PER:
            groups.periods.append(pair)
            return
        if statement.step is not None:
            self._place_counted(pair)
            return
        if statement.bands:
            band = statement.bands[0]
            if not band.subject and band.against and not self._has_difference():
                groups.states.append(pair)
                return
            quantity = self._quantity(band)
            quantity.bands.append((pair[0], statement, band))
            return
        if statement.act is Act.ZERO:
            self._place_zero(pair)
        elif statement.series:
            groups.states.append(pair)
        else:
            groups.answers.append(pair)

    def _has_difference(self) -> bool:
        return any(b.against for q in self.groups.quantities for _, _, b in q.bands)

    def _place_zero(self, pair: Ruled) -> None:
        """未接入不得分 behind 接入20家以上得10分 is its zero; any other 不得分 is a gate."""
        core = NEGATED.sub("", pair[1].subject)
        for quantity in self.groups.quantities:
            if (
                NEGATED.match(pair[1].subject)
                and core
                and quantity.unit not in {"%", "名", "天"}
                and (core in quantity.subject or quantity.subject in core)
            ):
                quantity.none = pair
                return
        self.groups.zeros.append(pair)

    def _place_counted(self, pair: Ruled) -> None:
        """Steps away from a bound belong to its quantity; what is counted by itself does not."""
        groups, statement = self.groups, pair[1]
        step = statement.step
        if step is None:
            return
        key = unit_key(step.unit)
        relative = step.toward != "each" or key in {"%", "名"}
        near = next(
            (
                q
                for q in reversed(groups.quantities)
                if unit_key(q.unit) == key and q.step is None and q.bands + ([q.base] if q.base else [])
            ),
            None,
        )
        own = [band for band in statement.bands if not band.bare or band.low is None]
        if own and unit_key(own[-1].unit) == key and not statement.period:
            quantity = self._quantity(own[-1])
            if quantity.step is None:
                quantity.step = pair
                return
        if relative and near is not None and (key in {"%", "名"} or step.toward in {"less", "more"}):
            near.step = pair
            return
        required = next(
            (b for _, s in groups.asked for b in s.bands if unit_key(b.unit) == key and not _periodic(s)), None
        )
        if step.toward == "less" and required is not None and statement.act is Act.DEDUCT_PER:
            quantity = self._quantity(required)
            if quantity.step is None and not quantity.bands:
                quantity.step = (pair[0], replace(statement, bands=(replace(required, bare=False),)))
                return
        groups.counts.append(pair)

    def _quantity(self, band: Band) -> Quantity:
        """Return the quantity that a band is over: the last one with its unit and subject, or a new one."""
        key = unit_key(band.unit)
        for quantity in reversed(self.groups.quantities):
            same = unit_key(quantity.unit) == key or (not band.unit and quantity.unit in {"%", ""}) or not quantity.unit
            if same and alike(band.subject, quantity.subject):
                if not quantity.unit and band.unit:
                    quantity.unit = band.unit
                if len(band.subject) > len(quantity.subject) and not quantity.subject:
                    quantity.subject = band.subject
                return quantity
        unit = "%" if band.unit == "百分点" else "名" if band.unit == "位" else band.unit
        made = self.start(band.subject, unit)
        self.groups.quantities.append(made)
        return made

    def _find_states(self) -> None:
        """Tell alternatives (优秀得10分，良好得8分) from awards that add up (制定方案得1分，召开部署会得1分)."""
        groups = self.groups
        if groups.states or groups.best is not None:
            if groups.states:
                groups.states.extend(p for p in groups.answers if p[1].act is Act.AWARD)
                groups.states.extend(groups.zeros)
                groups.answers = [p for p in groups.answers if p[1].act is not Act.AWARD]
                groups.zeros = []
            return
        awards = [pair for pair in groups.answers if pair[1].act is Act.AWARD and not pair[1].bonus]
        if len(awards) < 2 and not (
            awards and groups.zeros and is_ladder([p[1].subject for p in (*awards, *groups.zeros)])
        ):
            return
        if groups.quantities or groups.counts:
            return
        subjects = [pair[1].subject for pair in (*awards, *groups.zeros)]
        points = [exact(s.points) for _, s in awards if isinstance(s.points, int | float)]
        full = next((s for _, s in awards if s.points == "full"), None)
        if all(LEVEL.match(subject) for subject in subjects):
            groups.best = groups.best or awards[0]
            return
        if is_ladder(subjects) or (full is not None and len(awards) > 1) or self._exceeds(points):
            groups.states = sorted([*awards, *groups.zeros], key=lambda pair: pair[1].order)
            groups.answers = [pair for pair in groups.answers if pair not in awards]
            groups.zeros = []

    def _exceeds(self, points: list[Decimal]) -> bool:
        probe = self.start("", "")
        return probe.worth is not None and len(points) > 1 and sum(points) > probe.worth >= max(points)


def _periodic(statement: Statement) -> bool:
    return re.search(r"每(?:个)?(?:月|季|年|周|半年)", statement.text) is not None


def is_ladder(subjects: Sequence[str]) -> bool:
    """Whether the subjects are states of one thing, of which one holds.

    >>> is_ladder(["优秀", "良好", "不合格"]), is_ladder(["已建立且正常运行", "已建立未运行", "未建立"])
    (True, True)
    >>> is_ladder(["制定方案", "召开部署会", "开展自查"])
    False
    """
    if len(subjects) < 2:
        return False
    for ladder in LADDERS:
        found = [
            next(
                (
                    word
                    for word in sorted(ladder, key=len, reverse=True)
                    if subject.endswith(word) or subject.startswith(word)
                ),
                None,
            )
            for subject in subjects
        ]
        if all(found) and len(set(found)) == len(found):
            return True
        if (
            sum(word is not None for word in found) >= 2
            and len(subjects) > 2
            and len({w for w in found if w}) >= len(subjects) - 1
        ):
            return True
    if all(DATED.search(subject) or LATE.search(subject) or NEGATED.match(subject) for subject in subjects):
        return True
    cores = [NEGATED.sub("", re.sub(r"^(?:已经?|全部|部分|基本|较为?|很)", "", subject)) for subject in subjects]
    stems = {core[:2] for core in cores if len(core) >= 2}
    negated = [bool(NEGATED.match(subject)) for subject in subjects]
    return len(stems) == 1 and len(subjects) == len(cores) and any(negated)
