"""In: the folded words of a scoring cell. Out: `Statement`s: the one reading of a scoring sentence.

A statement ends with its effect (得5分, 不得分); what stands between the last effect and this one says when it holds.
What cannot be read is a statement with `unread`. Not handled: points that stand in another cell (见附表).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractor.model.facts.scoring import Act, Band, Edge, Number, Statement, Step
from extractor.parse.scoring.bands import FoundBand, find_bands
from extractor.parse.scoring.effects import Effect, find_effects
from extractor.parse.scoring.formulas import parse_formula
from extractor.parse.scoring.plain_words import find_consequence, find_doubt
from extractor.parse.scoring.scoring_words import ScoringWords, read_number, unit_class
from extractor.parse.scoring.steps import FoundStep, find_step
from extractor.parse.scoring.subjects import Piece, find_residue, find_subject, trim

MARKER = re.compile(r"(?:(?<![^。;,.|)])|(?<=分))(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]\)|[①-⑳])")
SENTENCE = re.compile(r"[。;|\n]")
REST = re.compile(
    r"^(?:其余|其他|其它|否则|余下|除此之外|此外|其他?情况|其他?情形)(?:的|情况|情形|单位|部门|乡镇|名次|位次|档次|等次|者|均|一律|则|,)*$"
)
UNMET = re.compile(
    r"^(?:未(?:能)?|没有?|不|尚未)(?:达到|达|达标|完成|满足|符合|实现|做到|到位)(?:要求|标准|目标|任务|上述要求|的|者|,|均|一律|则)*$"
)
MET = re.compile(
    r"(?:仅|只)?(?:满足|符合|达到|具备|做到|完成)(?:其中)?(?P<n>[一两二三四五六1-9])(?:项|个|条)(?:条件|要求|指标|标准)?的?,?$"
)
NONE_OF = re.compile(r"(?P<n>[两二三四五六七八九]|全|\d)?(?:项|个|者)?(?:均|都|全)(?:无|未|没有|不|缺)[^,;。]{0,8}$")
PERIOD = re.compile(
    r"(?:按|每)(?:个)?(?P<period>月|季度?|半年|年度?|周)(?:度)?(?:(?:统计|核算|计算|考核|计分|打分|评分|开展考核)*,?)"
)
LEAST = re.compile(r"(?:至少|不少于|不低于)")
EXTREME = re.compile(r"(?P<most>最多|最高|最大|最快|第一)|(?P<least>最少|最低|最小|最慢)")
TRIGGER = re.compile(
    r"分(?!别|类|级|管|析|布|局|公司|工|钟|期|批|支|散|解|享|配|成|店|部|队|为|离|包|层|段|组|行|校|院|所|会|子|户|歧|洪|开|时|田|红|之|清|拨|摊|明|寸|享|界|辨|流|拣)|扣|比例|插值|加满|权重|否决|酌情|就高|加倍|折半|减半|翻倍|封顶|清零|降档|降级|倒"
)
KNOWN_PLAIN = re.compile(
    r"^(?:根据|按照?|依据|结合|对)?[^。;]*(?:情况|程度|水平|数量|质量|结果|效率|比值|总量|率|领域|规模|材料|台账|报告)(?:\([^()]*\))?(?:情况)?(?:进行)?(?:打分|计分|评分|评定|赋分|考核|综合评定|给分|进行打分)$"
)
"""根据各部门落实情况打分: says what is looked at, and nothing of how much it gives."""
LOOKED_AT = re.compile(r"^[,;。:| ]*(?:根据|按照?|依据|结合)[^,;。]*?(?:进行)?(?:打分|计分|评分|赋分|给分),")
"""根据各部门有效异议信息数量计分，每出现一条扣0.1分: only says what is looked at."""
BY_WHAT = re.compile(r"^(?:根据|按照?|依据|结合)[^,;。]{1,16},")
BOUND = re.compile(
    r"不得?(?:低于|少于|超过|高于|多于)|至少|不小于|不大于|每(?:个|家)?(?:部门|单位|县|区|镇|街道|乡镇|年度?|季度?|月度?|周|半年)[^,。;\d]{0,24}?(?:\d|[一二三四五六])"
)
FULL_ACTS = {"full"}
GAIN = {"award", "bare", "full", "series"}
ACTS = {
    "zero": Act.ZERO, "full": Act.AWARD, "bare": Act.AWARD, "award": Act.AWARD, "deduct": Act.DEDUCT, "cap": Act.CAP,
    "cap_full": Act.CAP, "no_cap": Act.BELOW_ZERO, "deduct_cap": Act.DEDUCT_CAP, "formula": Act.FORMULA, "rank": Act.RANK,
    "interpolate": Act.INTERPOLATE, "proportional": Act.PROPORTIONAL, "share_loss": Act.PROPORTIONAL, "of_place": Act.RANK,
    "ratios": Act.AWARD_PER, "series": Act.AWARD, "judged": Act.JUDGED, "base": Act.BASE, "base_points": Act.BASE,
    "define": Act.DEFINE, "weight": Act.DEFINE, "total_zero": Act.TOTAL_ZERO, "total_loss": Act.TOTAL_LOSS,
    "not_grade": Act.NOT_GRADE, "veto": Act.VETO, "rounding": Act.ROUNDING, "go_on": Act.GO_ON, "round_up": Act.ROUND_UP,
    "best": Act.BEST, "below_zero": Act.BELOW_ZERO, "worth": Act.WORTH,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands before an effect: the last sentence, where it begins in the text, and what stands before that."""

    text: str
    start: int
    lead: str
    lead_start: int


CLAUSE = re.compile(r"(?:\([^()]*\)|[^,。;()|])+")
LEAD = re.compile(
    r"(?:^|[,;。])(?:以|按|根据)(?P<of>[^,;。\d]{2,20}?)(?:情况)?(?:进行)?(?:计分|评分|打分|赋分|分档计分|分段计分)(?=[,:;。])"
)
"""以办结率计分，90%得5分."""


class CriteriaReader:
    """Reads one cell; `part` grows with each numbered item."""

    def __init__(self, text: str, words: ScoringWords) -> None:
        self.text, self.words = text, words
        self.statements: list[Statement] = []
        self.part = 0
        self.monthly: str | None = None
        self.names: dict[str, str] = {}

    def read(self) -> tuple[Statement, ...]:
        """Return the statements of the cell in order."""
        at = 0
        for effect in find_effects(self.text):
            at = self._read_effect(effect, at)
        self._read_plain(at, len(self.text))
        return tuple(self.statements)

    def _read_effect(self, effect: Effect, at: int) -> int:
        found = self._cut(at, effect)
        if found.lead:
            self._read_plain(found.lead_start, found.lead_start + len(found.lead))
        statement = self._build(effect, found)
        if statement is not None and not (
            effect.name == "bare" and trim(found.text) in {"", "本项", "该项", "此项", "分值"} and not statement.step
        ):
            self.statements.append(self._lead_subject(statement, found))
        return effect.end

    def _lead_subject(self, statement: Statement, found: _Words) -> Statement:
        """以办结率计分，90%得5分: the lead names what is measured."""
        match = LEAD.search(found.lead + found.text)
        if match is None or not statement.bands or statement.bands[0].subject not in {"", trim(match.group())}:
            return statement
        bands = (replace(statement.bands[0], subject=match["of"]), *statement.bands[1:])
        unread = statement.unread if statement.unread and "计分" not in statement.unread else None
        return replace(statement, bands=bands, subject=match["of"], unread=unread)

    def _cut(self, at: int, effect: Effect) -> _Words:
        """Part the words before an effect into what belongs to it and plain sentences before that."""
        start = at
        for marker in MARKER.finditer(self.text, at, effect.start):
            if marker.start() >= at:
                self.part += 1
                self.monthly = None
                start = marker.end()
        if start > at:
            lead_start = at
            self._read_plain(lead_start, start)
        stretch = self.text[start : effect.start]
        cut = 0
        for mark in SENTENCE.finditer(stretch):
            after, before = stretch[mark.end() :], stretch[cut : mark.start()]
            if (
                mark.group() == ";"
                and trim(before)
                and not self._is_requirement(before)
                and cut == 0
                and start > at
                and trim(after)
            ):
                continue
            if trim(after) or not trim(before):
                cut = mark.end()
            if trim(before):
                self.monthly = None
        words = stretch[cut:]
        return _Words(words, start + cut, stretch[:cut], start)

    def _is_requirement(self, words: str) -> bool:
        return bool(find_bands(words, self.words)) or bool(TRIGGER.search(words))

    def _read_plain(self, start: int, end: int) -> None:
        """Read a stretch without an effect: requirements are statements, scoring words that were not read are unread."""
        for match in re.compile(r"[^。;|\n]+").finditer(self.text, start, end):
            sentence = trim(MARKER.sub("", match.group()))
            if not sentence or REST.match(sentence):
                continue
            known = len(self.statements)
            self._read_requirements(match.start(), match.end())
            left = self._left_over(match.start(), match.end(), self.statements[known:])
            doubt = find_doubt(MARKER.sub("", left), self.words.plain)
            if doubt:
                self._add(Act.CONSTRAINT, match.start(), match.end(), unread=f"“{doubt}”可能给分或扣分，未能读懂")
            elif not self._explained(sentence) and TRIGGER.search(self._plain(sentence)):
                self._add(Act.CONSTRAINT, match.start(), match.end(), unread="句中有计分的词，未能读懂")

    def _left_over(self, start: int, end: int, known: list[Statement]) -> str:
        """Return the words of a stretch that none of `known` holds."""
        rest = list(self.text[start:end])
        for one in known:
            left, right = max(one.start, start) - start, min(one.end, end) - start
            rest[left:right] = "," * max(right - left, 0)
        return "".join(rest)

    def _plain(self, sentence: str) -> str:
        return re.sub(r"\"[^\"]*\"|《[^》]*》", "", sentence)

    def _explained(self, sentence: str) -> bool:
        return (
            KNOWN_PLAIN.match(sentence) is not None
            or re.fullmatch(r"以[^,;。]{1,20}(?:计分|评分|打分|为准)", sentence) is not None
        )

    def _read_requirements(self, start: int, end: int) -> int:
        """Add the requirements of a stretch (不少于3件, 字数不少于300字) and return where the last one ends."""
        last = start
        for match in CLAUSE.finditer(self.text, start, end):
            inner = [(one.start(), one.group()) for one in re.finditer(r"(?<=\()[^()]+(?=\))", match.group())]
            outer = re.sub(r"\([^()]*\)", lambda one: "\0" * len(one.group()), match.group())
            for offset, clause in ((0, outer), *inner):
                if self._is_bound(clause):
                    at = match.start() + offset
                    bands = tuple(self._name_band(one, clause) for one in find_bands(clause, self.words))
                    stop = at + len(clause) if offset else self._extend(match.end(), end)
                    self._add(Act.CONSTRAINT, at, stop, bands=bands, subject=trim(re.sub("\0+", "", clause)))
                    last = max(last, match.end(), stop if not offset else 0)
        return last

    def _extend(self, at: int, end: int) -> int:
        """每个单位拓展1个"信易+"，便民惠企应用场景: a clause behind that says nothing of its own belongs to it."""
        following = CLAUSE.match(self.text, at + 1, end) if self.text[at : at + 1] == "," else None
        if following is None or len(following.group()) > 12 or (following.end() >= end - 1 and end == len(self.text)):
            return at
        words = following.group()
        plain = (
            not find_bands(words, self.words)
            and not TRIGGER.search(words)
            and not re.search(r"以.{1,16}为准|不|未|应(?!用)|须|要", words)
        )
        return following.end() if plain else at

    def _is_bound(self, clause: str) -> bool:
        if not BOUND.search(clause) or TRIGGER.search(clause):
            return False
        return bool(find_bands(clause, self.words)) or re.search(r"平均|均值|水平", clause) is not None

    def _add(self, act: Act, start: int, end: int, **more: object) -> None:
        left = start + len(self.text[start:end]) - len(self.text[start:end].lstrip(",、;。:)| \n"))
        right = end - (len(self.text[start:end]) - len(self.text[start:end].rstrip(",、;。:| \n")))
        self.statements.append(
            Statement(act=act, text=self.text[left:right], start=left, end=max(right, left + 1), part=self.part, **more)  # type: ignore[arg-type]
        )

    def _name_band(self, one: FoundBand, words: str, before: int = 0) -> Band:
        subject = (one.band.subject or find_subject(words, one.start, one.end, before)).replace("\0", "")
        return replace(one.band, subject=self.names.get(subject, subject))

    def _build(self, effect: Effect, found: _Words) -> Statement | None:  # noqa: C901, PLR0911, PLR0912 - a case for each form
        left = found.start + len(found.text) - len(found.text.lstrip(",、;。:)| \n"))
        base = Statement(
            act=ACTS[effect.name], text=self.text[left : effect.end], start=min(left, effect.start), end=effect.end,
            part=self.part, sentence=len(SENTENCE.findall(self.text[: effect.start])),
        )  # fmt: skip
        base = replace(base, text=self.text[base.start : base.end])
        parts = effect.parts
        if "points" in parts:
            base = replace(base, points=read_number(parts["points"]))
        match effect.name:
            case "define":
                self.names[parts["name"]] = parts["meaning"]
                self._rename(parts["name"], parts["meaning"])
                return base
            case "weight":
                return replace(base, subject=parts["name"], formula=(parts["value"],))
            case "rounding" | "go_on" | "round_up" | "no_cap" | "below_zero":
                if effect.name == "no_cap":
                    base = replace(base, grade="no_cap")
                return self._with_lead(base, found, effect)
            case "cap_full":
                return self._with_lead(replace(base, points="full"), found, effect)
            case "deduct_cap" if (
                base.points is None and trim(found.text) and "止" not in self.text[effect.start : effect.end]
            ):
                zero = replace(base, act=Act.ZERO, points=0)  # 情节严重的扣完该项分值
                return self._build_condition(zero, replace(effect, name="zero"), found)
            case "deduct_cap":
                return self._with_lead(replace(base, points=base.points or "full"), found, effect)
            case "base":
                return self._build_base(base, parts, found)
            case "base_points" if find_bands(found.text, self.words):
                return self._build_condition(replace(base, act=Act.AWARD), effect, found)
            case "base_points":
                return self._with_lead(base, found, effect)
            case "best":
                return self._build_best(base, found)
            case "cap":
                return self._build_cap(base, found, effect)
        return self._build_condition(base, effect, found)

    def _rename(self, letter: str, meaning: str) -> None:
        for place, known in enumerate(self.statements):
            bands = tuple(replace(band, subject=meaning) if band.subject == letter else band for band in known.bands)
            subject = meaning if known.subject == letter else known.subject
            formula = tuple(meaning if token == letter else token for token in known.formula)
            self.statements[place] = replace(known, bands=bands, subject=subject, formula=formula)

    def _with_lead(self, base: Statement, found: _Words, effect: Effect) -> Statement:
        """A limit or a note; the words before it may not bound anything."""
        words = trim(found.text)
        if words and (TRIGGER.search(self._plain(words)) or find_residue(words, ())):
            return replace(base, unread=f"“{words}”未能读懂")
        if words and effect.name in {"cap_full", "deduct_cap"} and len(words) > 8:
            self._read_requirements(found.start, effect.start)
        return replace(base, subject=words)

    def _build_base(self, base: Statement, parts: dict[str, str], found: _Words) -> Statement:
        value, unit = (
            parts.get("base") or parts.get("base2") or parts.get("base3") or "0",
            parts.get("unit") or parts.get("unit2") or parts.get("unit3") or "",
        )
        band = Band(subject=trim(found.text) or parts.get("of", ""), unit=unit, low=Edge(read_number(value), firm=True))
        return replace(base, bands=(band,), points=None)

    def _build_best(self, base: Statement, found: _Words) -> Statement:
        words = trim(found.text)
        return replace(base, subject=words, unread=f"“{words}”未能读懂" if find_residue(words, ()) else None)

    def _build_cap(self, base: Statement, found: _Words, effect: Effect) -> Statement | None:
        words = trim(found.text)
        step = find_step(found.text, self.words, ones=False)
        if step is not None and trim(found.text[step.end :]) == "":
            return replace(base, step=step.step, subject=trim(found.text[: step.start]))
        if words and (find_residue(words, ()) or find_bands(words, self.words)):
            return replace(base, unread=f"“{words}”未能读懂")
        self._read_requirements(found.start, effect.start)
        return replace(base, subject=words)

    def _build_condition(self, base: Statement, effect: Effect, found: _Words) -> Statement:  # noqa: C901, PLR0912, PLR0915
        words = found.text
        if base.act in {Act.PROPORTIONAL, Act.ZERO, Act.INTERPOLATE, Act.RANK, Act.FORMULA}:
            words, base = self._lead_requirements(words, base, found, effect)
        words = LOOKED_AT.sub("", words)
        period = None
        for match in PERIOD.finditer(words):
            period = match["period"]
            if words[match.start()] == "按":
                self.monthly = period
        held = re.match(r"[该本当](季度?|月|期|年|半年)", self.text[effect.start : effect.end])
        if effect.name == "zero" and held and held[1] in "季度月半年":
            period = held[1]
        inside = re.match(r"[,;。:| ]*[该本当](?P<period>季度?|月|半年)(?:度|份)?", words)
        if effect.name == "zero" and inside:
            period = inside["period"]
            words = words[inside.end() :]
        gains = effect.name in GAIN
        loss = effect.name in {"deduct", "total_loss", "share_loss", "judged", "ratios"}
        step = find_step(words, self.words, ones=(gains or loss) and effect.name != "judged")
        masked = words
        if step is not None:
            masked = words[: step.start] + "\0" * (step.end - step.start) + words[step.end :]
        bands = find_bands(masked, self.words)
        if effect.parts.get("each") and step is None:
            step = FoundStep(len(words), len(words), Step(n=1, unit=effect.parts["each"]), "")
        base = self._decide(base, effect, step)
        met = MET.search(words) if gains else None
        if met is not None and self._several_before():
            count = read_number(met["n"])
            edge = Edge(count, firm=True)
            return replace(
                base, act=ACTS[effect.name], step=None, subject=trim(words), names=("met",),
                bands=(Band(subject="满足的项数", unit="项", low=edge, high=edge),),
            )  # fmt: skip
        if bands and step is not None and not (loss or gains):
            step = None
        if gains and step is not None and "每" not in words[step.start : step.end] and not step.step.once:
            whole = find_bands(words, self.words)
            if any(not one.band.bare for one in whole):  # 一档：引进项目5个及以上，得10分
                step, masked, bands = None, words, whole
                base = replace(base, act=ACTS[effect.name], step=None)
        listed = (
            step is not None
            and any(b.band.bare and b.band.unit == step.step.unit for b in bands)
            and "每" not in words[step.start : step.end]
        )
        if listed and len(bands) > 1:  # 省级用稿1篇，市级用稿2篇，得5分: three bounds, no step
            step, masked = None, words
            bands = find_bands(words, self.words)
            base = replace(base, act=ACTS[effect.name], step=None)
        base = self._name(base, words, masked, step, bands, effect)
        pieces = tuple(Piece(one.start, one.end) for one in bands) + ((Piece(step.start, step.end),) if step else ())
        if step is not None and base.step is None:
            pieces = tuple(Piece(one.start, one.end) for one in bands)
        residue = (
            find_residue(words, pieces) or self._earlier_points(words) or find_consequence(words, self.words.plain)
        )
        if residue and not base.rest and base.unread is None and not base.period:
            left = PERIOD.sub("", words)
            residue = residue if left == words or find_residue(left, ()) else None
        if residue and not base.rest and base.unread is None:
            base = replace(base, unread=f"条件中的“{residue}”未能读懂")
        return replace(base, period=base.period or period or self.monthly)

    def _lead_requirements(self, words: str, base: Statement, found: _Words, effect: Effect) -> tuple[str, Statement]:
        """每个部门出台制度文件不少于3件，本项按…比例计分: a requirement in a clause of its own, then what it gives."""
        cut = max((match.end() for match in re.finditer(r",", words)), default=0)
        if not cut:
            return words, base
        last = self._read_requirements(found.start, found.start + cut)
        if last == found.start:
            return words, base
        start = last + len(self.text[last : effect.start]) - len(self.text[last : effect.start].lstrip(",、;。:)| "))
        return self.text[last : effect.start], replace(base, start=start, text=self.text[start : effect.end])

    def _earlier_points(self, words: str) -> str | None:
        """减少1%—3%的得一半分，其他不得分: a clause that gives points in words that were not read."""
        earlier = words.rpartition(",")[0]
        match = re.search(r"(?:得|扣|加|减|计)(?!到|以|力|益|知|出)[^,;。]{0,6}分(?!之|别|类|级)", self._plain(earlier))
        return match.group() if match else None

    def _several_before(self) -> bool:
        return bool(self.statements) and (len(self.statements[-1].bands) > 1 or len(self.statements[-1].names) > 1)

    def _decide(self, base: Statement, effect: Effect, step: FoundStep | None) -> Statement:  # noqa: C901, PLR0912 - a case for each form
        parts, act = effect.parts, base.act
        if effect.name == "full":
            base = replace(base, points="full")
            if parts is not None and "不扣分" in self.text[effect.start : effect.end]:
                return replace(base, act=Act.CONSTRAINT)
        if effect.name == "zero":
            base = replace(base, points=0)
        if effect.name == "series":
            series = tuple(
                read_number(one) for one in re.findall(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十]+", parts["series"])
            )
            verb = parts.get("verb") or ""
            base = replace(base, series=series, act=Act.DEDUCT if "扣" in verb or "减" in verb else Act.AWARD)
        if effect.name == "ratios":
            series = tuple(read_number(one) for one in re.findall(r"\d+(?:\.\d+)?", parts["amounts"]))
            base = replace(base, series=series, act=Act.DEDUCT_PER if parts["verb"] == "扣" else Act.AWARD_PER)
        if effect.name == "formula":
            base = replace(
                base,
                formula=parse_formula(parts["formula"]) or (),
                unread=None if parse_formula(parts["formula"]) else "公式未能读懂",
            )
        if effect.name in {"proportional", "share_loss"}:
            base = replace(
                base, names=("loss",) if effect.name == "share_loss" else (), subject=trim(parts.get("of") or "")
            )
        if effect.name == "not_grade":
            base = replace(base, grade=parts["grade"])
        if effect.name == "of_place":
            base = replace(base, grade=parts["where"])
        if effect.name == "judged":
            most = read_number(parts["most"]) if "most" in parts else None
            verb = self.text[effect.start : effect.end]
            base = replace(
                base, most=most, grade="loss" if "扣" in verb or "减" in verb else "gain" if "加" in verb else None
            )
        if effect.name in {"award", "bare", "deduct"}:
            verb = parts.get("verb") or ""
            base = replace(base, bonus="加" in verb or "奖" in verb)
        del act
        if (
            step is not None
            and base.act in {Act.AWARD, Act.DEDUCT}
            and effect.name != "series"
            and base.points != "full"
        ):
            base = replace(base, act=Act.AWARD_PER if base.act is Act.AWARD else Act.DEDUCT_PER, step=step.step)
        elif step is not None and effect.name in {"ratios", "total_loss", "series"}:
            base = replace(base, step=step.step)
        return base

    def _name(  # noqa: C901, PLR0911, PLR0913, PLR0917
        self,
        base: Statement,
        words: str,
        masked: str,
        step: FoundStep | None,
        bands: tuple[FoundBand, ...],
        effect: Effect,
    ) -> Statement:
        """Give the statement its subject, bands and names."""
        plain = trim(words)
        if REST.match(plain) or (plain in {"其余", "其他", "其它", "否则"}):
            return replace(base, rest=True, subject="")
        if UNMET.match(plain) and not bands:
            return replace(base, rest=True, subject=(base.subject if base.act is Act.PROPORTIONAL else "") or plain)
        if base.act in {Act.PROPORTIONAL} and not bands:  # noqa: FURB171
            return self._name_share(base, plain)
        if base.step is not None and step is not None:
            return self._name_counted(base, words, step, bands)
        if bands:
            named, at = [], 0
            for one in bands:
                named.append(self._name_band(one, masked, at))
                at = one.end
            names = split_names(named[0].subject)
            if len(names) > 1 and len(named) == 1 and re.search(r"均|都|分别|各", masked[: bands[0].start]):
                return replace(
                    base, bands=tuple(replace(named[0], subject=name) for name in names), names=names, subject=plain
                )
            if base.series:
                base = replace(base, subject=named[0].subject)
            together: Literal["all", "each"] = (
                "each"
                if re.search(r"或(?!者?等于)", masked[bands[0].end : bands[-1].start]) and len(bands) > 1
                else "all"
            )
            return replace(
                base, bands=tuple(named), subject=plain if len(named) > 1 else named[0].subject, together=together
            )
        against = find_against(plain)
        if against is not None:
            return replace(base, bands=(against,), subject=plain)
        if base.series:
            return self._name_series(base, plain)
        if base.period or PERIOD.search(words):
            return replace(base, subject=trim(clean_period(PERIOD.sub(",", words).strip(","))))
        if effect.name == "rank":
            return replace(
                base,
                subject=trim(
                    re.sub(r"(?:进行)?(?:计分|打分|评分|得分|赋分)$", "", self.text[effect.start : effect.end])
                ),
            )
        return replace(base, subject=BY_WHAT.sub("", plain) or plain)

    def _name_share(self, base: Statement, plain: str) -> Statement:
        subject = base.subject
        if plain and not subject:
            return replace(base, subject=plain, rest=bool(UNMET.match(plain)))
        return replace(base, rest=bool(re.match(r"未|没|不", plain)))

    def _name_counted(self, base: Statement, words: str, step: FoundStep, bands: tuple[FoundBand, ...]) -> Statement:
        before, after = words[: step.start], words[step.end :]
        named = []
        at = 0
        for one in bands:
            named.append(self._name_band(one, words, at))
            at = one.end
        clause = re.split(r"[,;。:|]", before)
        near = trim(clean_period(clause[-1]))
        verb = "" if step.verb and near.endswith(step.verb) else step.verb
        label = near + verb + trim(after)
        generic = {"", "出现", "发现", "发生", "有", "存在", "达到"} | {step.verb}
        if label in generic or (not near and len(label) <= 1):
            earlier = [trim(part) for part in clause[:-1] if trim(part)]
            band_clause = bool(named) and base.step is not None and base.step.toward != "each"
            if earlier and not band_clause:
                label = trim(clean_period(earlier[-1])) + (label if label not in earlier[-1] else "")
        if base.series and base.act in {Act.AWARD, Act.DEDUCT}:
            return self._name_counted_series(base, label)
        least = base.names or (("at_least",) if PERIOD.search(words) and LEAST.search(words) else ())
        return replace(base, subject=label, bands=tuple(named), names=least)

    def _name_counted_series(self, base: Statement, label: str) -> Statement:
        """省、市、县三级课题每立项一个分别加3分、2分、1分: a count for each of the three."""
        listed = re.match(
            r"(?P<names>[^、]{1,6}(?:、[^、]{1,6}?)+?)(?P<how>[两二三四五]级|各级)?(?P<what>(?<=级).*)?$", label
        )
        names = tuple(listed["names"].split("、")) if listed else ()
        if len(names) != len(base.series):
            return replace(base, subject=label, unread="分别所指的各项与分数的个数不同")
        what = (listed["what"] or "") if listed else ""
        act = Act.AWARD_PER if base.act is Act.AWARD else Act.DEDUCT_PER
        return replace(base, act=act, subject=label, names=tuple(f"{name}级{what}" if what else name for name in names))

    def _name_series(self, base: Statement, plain: str) -> Statement:
        head, _, tail = plain.rpartition("为")
        names = split_names(tail or plain)
        if len(names) != len(base.series):
            names = split_names(plain)
            head = ""
        if len(names) == len(base.series):
            return replace(base, names=names, subject=trim(head))
        return replace(base, unread="分别所指的各项与分数的个数不同", subject=plain)


QUOTA = re.compile(r"(?:按|每)(?:个)?(?:月度?|季度?|半年|年度?|周|学期)(?:至少|不少于)?")
QUOTA_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:不少于|至少)?(?:\d+|[一两二三四五六])(?:个|次|篇|条|期|场|项|份|件)(?=[\u4e00-\u9fff]|$)"
)


def clean_period(words: str) -> str:
    """Return words without 每半年至少 and the quota in it.

    >>> clean_period("每半年至少开展1次培训")
    '开展培训'
    """
    plain = QUOTA.sub("", words)
    return QUOTA_NUMBER.sub("", plain) if plain != words else words


def split_names(words: str) -> tuple[str, ...]:
    """Return the things that are listed.

    >>> split_names("公示率、合规率、及时率均")
    ('公示率', '合规率', '及时率')
    """
    plain = re.sub(r"(?:均|都|各|三级|两级|等次|的)+$", "", words)
    return tuple(one for one in (trim(part) for part in re.split(r"[、/]|和|与(?!否)", plain)) if one)


AGAINST = re.compile(
    r"^(?P<own>[^,;。]{0,24}?)(?P<op>大于或等于|大于等于|小于等于|不低于|不高于|不少于|不大于|不小于|高于|大于|超过|等于|低于|小于|少于|达到|未达到)"
    r"(?P<other>[^,;。\d]{0,12}?(?:平均(?:值|水平|数|线|分)?|均值|目标值|计划(?:数|值)|任务数|上年度?(?:同期)?(?:水平|数|值)?|去年(?:同期)?(?:水平|数)?|基准值|基期值))$"
)
SIGN = {"大于或等于": ">=", "大于等于": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "达到": ">=", "高于": ">", "大于": ">", "超过": ">", "等于": "==", "小于等于": "<=", "不高于": "<=", "不大于": "<=", "低于": "<", "小于": "<", "少于": "<", "未达到": "<"}  # fmt: skip


def find_against(words: str) -> Band | None:
    """Return a comparison with another quantity as a band of the difference: 指标值大于全县平均值.

    >>> find_against("指标值大于全县平均值").against, find_against("低于")
    ('全县平均值', None)
    """
    match = AGAINST.match(words)
    if match is None:
        return None
    sign = SIGN[match["op"]]
    edge = Edge(0, closed="=" in sign, firm=True)
    low = edge if sign[0] in ">=" else None
    high = edge if sign[0] in "<=" else None
    return Band(subject=match["own"], against=match["other"], low=low, high=high)


def read_criteria(text: str, words: ScoringWords) -> tuple[Statement, ...]:
    """Return the statements of a cell's folded words, repairs that need the whole cell made."""
    return _mend(CriteriaReader(text, words).read())


LEVEL = re.compile(r"^(?:获得?|被|受到?)?(?:国家|省部|部|省|市|县|区|镇|乡镇|村|校)(?:部)?级(?:以上)?[^,;。]{0,6}$")
LEVELLED = re.compile(r"(?:国家|中央|省部?|部|市|县|区|镇|乡镇)级")


def _go_on_counting(found: list[Statement]) -> list[Statement]:
    """国家级媒体刊发每篇加2分，省级1分: the second level is counted like the first."""
    for place, statement in enumerate(found[1:], 1):
        before = found[place - 1]
        plain = statement.act in {Act.AWARD, Act.DEDUCT} and not statement.bands and not statement.series
        counts = (
            before.act in {Act.AWARD_PER, Act.DEDUCT_PER} and before.step is not None and before.step.toward == "each"
        )
        if (
            plain
            and counts
            and before.sentence == statement.sentence
            and LEVEL.match(statement.subject)
            and LEVELLED.search(before.subject)
        ):
            found[place] = replace(statement, act=before.act, step=before.step, bonus=before.bonus or statement.bonus)
    return found


def _mend(found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """1件扣1分，2件扣3分 is a list of numbers, not 1 each: where bare numbers of one unit follow, the first is one too."""
    mended = _go_on_counting(list(found))
    found = tuple(mended)
    for place, statement in enumerate(found):
        step = statement.step
        if (
            step is None
            or step.n != 1
            or step.toward != "each"
            or statement.bands
            or "每" in statement.text
            or step.once
        ):
            continue
        around = [*found[place + 1 : place + 2], *reversed(found[max(0, place - 1) : place])]
        later = next(
            (one for one in around if one.bands and one.step is None and one.sentence == statement.sentence), None
        )
        if later is None or len(later.bands) != 1 or unit_class(later.bands[0].unit) != unit_class(step.unit):
            continue
        number: Number = 1
        act = Act.AWARD if statement.act is Act.AWARD_PER else Act.DEDUCT
        band = Band(subject=statement.subject, unit=step.unit, low=Edge(number, firm=True), bare=True)
        mended[place] = replace(statement, act=act, step=None, bands=(band,))
    return tuple(mended)
