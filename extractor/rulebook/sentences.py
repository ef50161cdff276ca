"""In: the phrases of one sentence and the production that it fits. Out: `Statement`s, appended in printed order.

Not handled: how the statements of a row work together, which `assemble` decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractor.model.plan import RuleKind
from extractor.rulebook.numerals import parse_numeral
from extractor.rulebook.phrases import Phrase
from extractor.rulebook.statements import Bound, Statement, Step, parse_bounds, parse_step, trim_label

SCORING_WORDS = re.compile(r"[得扣加减奖计]\S{0,2}\d\S{0,3}分|\d分|比例[计打得加扣]分|位次|加分|扣分|酌情|一票否决")
"""What is left in plain words and still speaks of points was not understood."""
UNREAD = "句中有计分的话，但不属于已知句式，未作解释"
NO_RANK_SCALE = "只写按位次计分，没有写每个位次得多少分"
NO_SHARE_SCALE = "只写按比例打分，没有写多少比例得多少分"
JUDGED = re.compile(r"^根据.*[打计]分$")
ASIDE = re.compile(r"^(?:以.*为准|根据.*|自.*起)$")
"""Clauses that name nothing: 以市信用办监测月报为准（平阴 no. 2）."""
SHORT = 5
"""A label shorter than this says too little without the clause before it: 每报一篇."""

SIMPLE: dict[str, tuple[RuleKind, str | None]] = {
    "award": (RuleKind.AWARD, None), "award_full": (RuleKind.AWARD, None), "award_level": (RuleKind.AWARD, None),
    "award_per": (RuleKind.AWARD_PER, None), "each_level": (RuleKind.AWARD, None), "beyond": (RuleKind.AWARD_PER, None),
    "zero": (RuleKind.ZERO, None), "deduct": (RuleKind.DEDUCT, None), "deduct_per": (RuleKind.DEDUCT_PER, None),
    "cap": (RuleKind.CAP, None), "loss_all": (RuleKind.DEDUCT_CAP, None), "loss_cap": (RuleKind.DEDUCT_CAP, None),
    "between": (RuleKind.INTERPOLATE, None), "share": (RuleKind.PROPORTIONAL, None),
    "share_loss": (RuleKind.PROPORTIONAL, None), "formula": (RuleKind.FORMULA, None),
    "of_place": (RuleKind.RANK, None), "average": (RuleKind.CONSTRAINT, None),
    "bare_rank": (RuleKind.RANK, NO_RANK_SCALE), "bare_share": (RuleKind.PROPORTIONAL, NO_SHARE_SCALE),
    "unread": (RuleKind.AWARD, UNREAD),
}  # fmt: skip
"""What each production of the grammar does, and why it cannot run where it cannot."""
BY_UNIT = {RuleKind.AWARD: RuleKind.AWARD_PER, RuleKind.DEDUCT: RuleKind.DEDUCT_PER}
FORMULA = re.compile(r"(?:(?P<factor>\d+(?:\.\d+)?)[*×xX])?(?P<name>[^\d*×/+\-]+)(?:[*×xX](?P<behind>\d+(?:\.\d+)?))?")


class SentenceReader:
    """Reads the sentences of one cell in order; `statements` holds what was read."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._item = ""
        self._context = ""

    def read(self, production: str, phrases: list[Phrase]) -> None:
        """Read one sentence: its phrases, the last of which is its effect (or its stop)."""
        lead = self._take_item(phrases[:-1])
        lead = self._take_requirements(lead, last=production == "remark")
        effect = phrases[-1]
        words = trim_label("".join(phrase.text for phrase in lead))
        if production == "remark":
            if SCORING_WORDS.search(words) and not JUDGED.match(words):
                self._add(_Sentence(lead, effect), RuleKind.AWARD, unread=UNREAD)
            self._context = words or self._context
            return
        if production == "nothing":
            return
        kind, unread = SIMPLE[production]
        sentence = _Sentence(lead, effect)
        options = _read_effect(production, sentence)
        if kind is RuleKind.FORMULA and "factor" not in options:
            unread = UNREAD
        kind = options.pop("kind", kind)
        if "by" in effect.parts and kind in BY_UNIT:  # 扣0.5分/次
            kind = BY_UNIT[kind]
            options["step"] = Step(Decimal(1), effect.parts["by"])
        if kind is RuleKind.AWARD and not words:
            self._share_lead(options)
        kind = self._count_periods(kind, sentence, options)
        self._add(sentence, kind, unread=unread, **options)
        if words and kind not in {RuleKind.CAP, RuleKind.DEDUCT_CAP}:
            self._context = words

    def _add(self, sentence: _Sentence, kind: RuleKind, **options: Any) -> None:
        options.setdefault("bounds", sentence.find_bounds())
        options.setdefault("label", sentence.find_label())
        statement = Statement(
            kind=kind, item=self._item, context=self._context, start=sentence.start, end=sentence.end, **options
        )
        self.statements.append(statement)

    def _share_lead(self, options: dict[str, Any]) -> None:
        """Divide 依法查处破坏渔业资源案件，年内无案例不得分，得3分（石城 no. 20）between its two effects."""
        last = self.statements[-1] if self.statements else None
        if last is None or last.kind is not RuleKind.ZERO or last.bounds or last.item != self._item:
            options["label"] = self._context
            return
        done, _, left_out = last.label.rpartition(",")
        if done:
            self.statements[-1] = replace(last, label=left_out)
            options["label"] = done

    def _take_item(self, lead: list[Phrase]) -> list[Phrase]:
        for phrase in lead:
            if phrase.kind == "ITEM":
                self._item, self._context = phrase.text, ""
        return [phrase for phrase in lead if phrase.kind != "ITEM"]

    def _take_requirements(self, lead: list[Phrase], *, last: bool) -> list[Phrase]:
        """Take out what is asked of each body or period: 每个部门（单位）出台制度文件不少于3件（平阴）."""
        kept: list[Phrase] = []
        clauses = _split(lead)
        for position, clause in enumerate(clauses):
            asked = any(phrase.kind == "EACH_BODY" or _is_each_period(phrase) for phrase in clause)
            numbers = [phrase for phrase in clause if phrase.kind in {"BOUND", "QUANTITY"}]
            several = sum(any(phrase.kind == "QUANTITY" for phrase in other) for other in clauses) > 1
            counted = any(phrase.kind in {"AND", "PER"} for phrase in clause)
            inside = last or position < len(clauses) - 1
            if asked and numbers and inside and not counted and not (several and _is_list(clauses)):
                self._add_requirements(clause, numbers)
            else:
                kept.extend(clause)
        return kept

    def _add_requirements(self, clause: list[Phrase], numbers: list[Phrase]) -> None:
        for phrase in numbers:
            before = clause[: clause.index(phrase)]
            label = trim_label("".join(part.text for part in before if part.kind == "WORDS").split("(")[-1])
            after = trim_label("".join(part.text for part in clause[clause.index(phrase) + 1 :]).split("(")[0])
            label = label.removeprefix("需要") + (after if phrase.kind == "QUANTITY" else "")
            bound = _as_bounds(phrase, label)[0]
            words = [part for part in clause if part.kind != "COMMA"]
            self._add(
                _Sentence(words[:-1], words[-1]), RuleKind.CONSTRAINT, bounds=(bound,), label=bound.label,
                period=next((part.text for part in clause if part.kind == "PERIOD"), None),
            )  # fmt: skip

    def _count_periods(self, kind: RuleKind, sentence: _Sentence, options: dict[str, Any]) -> RuleKind:
        """Turn 按月统计……为0的得0.2分，不为0的扣0.2分（成武 no. 4）into points for each month."""
        period = next((p.text for p in sentence.lead if p.kind == "PERIOD" and p.text.startswith("按")), None)
        each = next((p.text for p in sentence.lead if _is_each_period(p)), None)
        if each and kind is RuleKind.AWARD and sentence.find_bounds():  # 每月报送2条以上得1分: a point for each month
            options["period"] = each
            options["step"] = Step(Decimal(1), each.removeprefix("每").removeprefix("个"))
            return RuleKind.AWARD_PER
        last = self.statements[-1] if self.statements else None
        if period is None and kind in {RuleKind.DEDUCT, RuleKind.DEDUCT_PER} and last and last.period:
            period = last.period if last.kind is RuleKind.AWARD_PER else None
        if period is None:
            return kind
        options["period"] = period
        if kind in {RuleKind.AWARD, RuleKind.DEDUCT}:
            options["step"] = Step(Decimal(1), period[1])
            return RuleKind.AWARD_PER if kind is RuleKind.AWARD else RuleKind.DEDUCT_PER
        return kind


class _Sentence:
    """The phrases of one sentence with what they say together."""

    def __init__(self, lead: list[Phrase], effect: Phrase) -> None:
        while lead and lead[0].kind in {"COMMA", "AND"}:
            lead = lead[1:]
        self.lead, self.effect = lead, effect
        self.start = lead[0].start if lead else effect.start + (1 if effect.text.startswith(",") else 0)
        self.end = effect.end if effect.kind != "STOP" else effect.start

    @property
    def step(self) -> Step | None:
        """The step of the last 每…, None where nothing is counted."""
        per = self._per()
        return parse_step(self.lead[per]) if per is not None else None

    def _per(self) -> int | None:
        return max((place for place, phrase in enumerate(self.lead) if phrase.kind == "PER"), default=None)

    def find_bounds(self) -> tuple[Bound, ...]:
        """Return what numbers are compared with; a bound before 每… only says what is counted."""
        places = [place for place, phrase in enumerate(self.lead) if phrase.kind == "BOUND"]
        asked = [place for place, phrase in enumerate(self.lead) if phrase.kind == "QUANTITY"]
        joined = any(phrase.kind == "AND" for phrase in self.lead)
        if self.effect.kind in {"GAIN", "FULL"} and (len(asked) > 1 or (asked and places and joined)):
            places = sorted(places + asked)
        per, step = self._per(), self.step
        kept = step is not None and (step.lack or step.after)  # 低于90%的，每低1个百分点扣1分
        places = [place for place in places if per is None or place > per or kept]
        return tuple(bound for place in places for bound in _as_bounds(self.lead[place], self._bound_label(place)))

    def _bound_label(self, place: int) -> str:
        before = [clause for clause in _split(self.lead[:place]) if clause]
        for clause in reversed(before):
            numbers = [at for at, p in enumerate(clause) if p.kind in {"BOUND", "QUANTITY"}]
            names = clause[numbers[-1] + 1 :] if numbers else clause
            words = trim_label("".join(p.text for p in names if _names(p)).removeprefix("且"))
            if len(words) > 1 and not JUDGED.match(words):
                return words
        return trim_label("".join(p.text for p in self.lead[place + 1 :] if p.kind == "WORDS"))

    def find_label(self) -> str:
        """Return what is observed for this sentence, in its own words."""
        per = self._per()
        if per is None:
            clauses = [trim_label("".join(p.text for p in clause)) for clause in _split(self.lead)]
            return ",".join(words for words in clauses if words and not JUDGED.match(words))
        rest = trim_label("".join(p.text for p in self.lead[per + 1 :] if p.kind == "WORDS"))
        parts = self.lead[per].parts
        lack = parts.get("lack", parts.get("after", "")).replace("缺少", "缺")
        lack = lack if rest or not lack else f"{lack}{parts['unit']}"
        own = trim_label(lack + parts.get("verb", "") + rest + parts.get("rest", ""))
        clauses = [trim_label("".join(p.text for p in clause)) for clause in _split(self.lead[:per])]
        before = [words for words in clauses if words and not JUDGED.match(words) and not ASIDE.match(words)]
        if not own:
            return ",".join(before)
        if len(own) >= SHORT or not before:
            return own
        return before[-1] if own in before[-1] else before[-1] + own


def _read_effect(production: str, sentence: _Sentence) -> dict[str, Any]:  # noqa: C901, PLR0912 - each effect's own
    parts, text = sentence.effect.parts, sentence.effect.text
    options: dict[str, Any] = {}
    if "n" in parts:
        options["points"] = parse_numeral(parts["n"])
    if "amounts" in parts:
        options["amounts"] = tuple(parse_numeral(amount) for amount in re.split("[、:]", parts["amounts"]))
    if "whole" in parts or (production in {"zero", "award_full"} and any(_is_whole(p) for p in sentence.lead)):
        options["whole"] = True
    match production:
        case "award_full" | "loss_all":
            options["points"] = "full"
        case "zero":
            options["points"] = Decimal(0)
        case "cap" if "each" in parts:
            options |= {"each": True}
        case "each_level":
            words = next((phrase.text for phrase in sentence.lead if phrase.kind == "LEVELS"), "")
            options["levels"] = tuple(re.split("[、和]", words))
            options["kind"] = RuleKind.DEDUCT if parts["verb"] == "扣" else RuleKind.AWARD
        case "award_level":
            options["levels"] = (parts["level"],)
        case "share":
            options["label"] = parts["of"]
        case "share_loss":
            options |= {"label": parts["of"], "factor": Decimal(-1)}
        case "of_place" | "average" | "bare_rank" | "bare_share":
            options["label"] = text
        case "formula":
            options |= _read_formula(parts["formula"], sentence.find_label().split(",")[-1])
    options.setdefault("step", sentence.step)
    extremes = [phrase.kind for phrase in sentence.lead if phrase.kind in {"MOST", "LEAST"}]
    if extremes:
        options["extreme"] = "most" if extremes[-1] == "MOST" else "least"
    return options


def _read_formula(printed: str, before: str) -> dict[str, Any]:
    """得分=7*增速 after 信用贷款规模年增速 (郏县): the clause before says in full which growth is meant."""
    match = FORMULA.fullmatch(printed)
    if match is None:
        return {"label": printed}
    factor = match["factor"] or match["behind"] or "1"
    return {"label": before if before.endswith(match["name"]) else match["name"], "factor": Decimal(factor)}


def _is_whole(phrase: Phrase) -> bool:
    return phrase.kind == "WORDS" and phrase.text.endswith(("本项", "该项", "该项指标"))


def _names(phrase: Phrase) -> bool:
    """Whether the phrase belongs to the name of what is measured: 排名月均, but not 按月统计."""
    return phrase.kind in {"WORDS", "LEVELS", "AND"} or (phrase.kind == "PERIOD" and not phrase.text.startswith("按"))


def _is_each_period(phrase: Phrase) -> bool:
    return phrase.kind == "PERIOD" and phrase.text.startswith("每")


def _as_bounds(phrase: Phrase, label: str) -> tuple[Bound, ...]:
    if phrase.kind == "QUANTITY":
        return (Bound(label, ">=", parse_numeral(phrase.parts["value"]), phrase.parts["unit"]),)
    return parse_bounds(phrase, label)


def _split(lead: list[Phrase]) -> list[list[Phrase]]:
    """Return the clauses of `lead`; each keeps its comma at the end."""
    clauses: list[list[Phrase]] = [[]]
    for phrase in lead:
        clauses[-1].append(phrase)
        if phrase.kind == "COMMA":
            clauses.append([])
    return clauses


def _is_list(clauses: list[list[Phrase]]) -> bool:
    """Whether several quantities are asked for in one breath: 省级用稿1篇，市级用稿2篇，县级用稿2篇（石城）."""
    return all(any(phrase.kind == "QUANTITY" for phrase in clause) for clause in clauses if clause)
