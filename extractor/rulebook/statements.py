"""In: the phrases of one scoring sentence. Out: `Statement`, what the sentence does, and its words in standard form.

Not handled: how the statements of a row work together, which `assemble` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extractor.model.expression import Sign, print_number
from extractor.model.plan import RuleKind
from extractor.rulebook.numerals import parse_numeral
from extractor.rulebook.phrases import Phrase

WORDS_BELOW = ("低于", "少于", "小于", "不足", "不到", "未达到", "未达", "达不到")
SIGNS: dict[str, Sign] = {
    **dict.fromkeys(WORDS_BELOW, "<"),
    **dict.fromkeys(("高于", "大于", "多于", "超过"), ">"),
    **dict.fromkeys(("达到", "达", "至少", "不低于", "不少于", "不小于", "不得低于", "不得少于", "以上"), ">="),
    **dict.fromkeys(("不高于", "不超过", "不多于", "不大于", "不得高于", "不得超过", "以下", "以内", "内"), "<="),
    "为": "==",
    "不为": ">",
}
"""不为0 of a rate means above 0: rates are never negative."""
RANK_UNITS = ("名", "位")
RANK_SIGNS: dict[Sign, Sign] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "=="}
"""月均低于100名: a lower rank is a larger number."""
SHORT_UNITS = {"个工作日": "工作日", "个月": "月", "个百分点": "百分点"}
PRINTED_SIGNS: dict[Sign, str] = {">=": "达到", ">": "超过", "<=": "不超过", "<": "低于", "==": "为"}
NEGATED = re.compile(r"^(?:未能?|没有?|无|不)")
REST = re.compile(r"^(?:其余|其他|其它|否则|否$|除此之外)")
NOUN_TAIL = re.compile(r"(?:的|者|的单位|的部门|单位|部门)$")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that something is compared with; `label` says what is compared, as printed before it."""

    label: str = field(compare=False)
    sign: Sign
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Step:
    """The step of a rule that counts: 每后10名 is (10, 名, after), 缺少一个 is (1, 个, lack)."""

    n: Decimal
    unit: str
    after: bool = False
    lack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One scoring sentence, read. `label` names what is observed; it and the interval take no part in equality."""

    kind: RuleKind
    points: Decimal | Literal["full"] | None = None
    step: Step | None = None
    bounds: tuple[Bound, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    levels: tuple[str, ...] = ()
    whole: bool = False
    each: bool = False
    period: str | None = None
    extreme: Literal["most", "least"] | None = None
    factor: Decimal | None = None
    item: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    context: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    unread: str | None = field(default=None, compare=False)

    @property
    def negated(self) -> bool:
        """Whether the condition is that something was not done: 未上报的不得分."""
        return NEGATED.match(self.label.split(",")[-1]) is not None


def is_rest(statement: Statement) -> bool:
    """Whether a sentence says what holds everywhere else: 其余不得分."""
    return not statement.bounds and REST.match(statement.label) is not None


def parse_bounds(phrase: Phrase, label: str) -> tuple[Bound, ...]:
    """Return the comparison that a BOUND phrase makes; two for a range (90%-95%), both ends within."""
    parts = phrase.parts
    unit = SHORT_UNITS.get(parts.get("unit", ""), parts.get("unit", ""))
    if "low" in parts:
        ends: tuple[tuple[Sign, str], ...] = ((">=", parts["low"]), ("<=", parts["high"]))
        return tuple(Bound(label, sign, parse_numeral(end), unit) for sign, end in ends)
    if "same" in parts:
        return (Bound(label, "==", parse_numeral(parts["same"]), unit),)
    value = parse_numeral(parts["value"])
    if "first" in parts:
        return (Bound(label, "<=", value, unit),)
    sign = SIGNS[parts["word"]]
    return (Bound(label, RANK_SIGNS[sign] if unit in RANK_UNITS else sign, value, unit),)


def parse_step(phrase: Phrase) -> Step:
    """Return the step that a PER phrase counts by."""
    parts = phrase.parts
    n = parse_numeral(parts["n"]) if "n" in parts else Decimal(1)
    unit = "个" if "one" in parts else SHORT_UNITS.get(parts["unit"], parts["unit"])
    return Step(n, unit, "after" in parts, "lack" in parts)


def trim_label(words: str) -> str:
    """Return `words` without punctuation at its ends and without 的, 者, 的单位 behind.

    >>> trim_label(",有违约拖欠中小企业款项的")
    '有违约拖欠中小企业款项'
    """
    trimmed = words.strip(",:、.;。 ")
    bare = NOUN_TAIL.sub("", NOUN_TAIL.sub("", trimmed))
    return bare or ("" if trimmed in {"的", "者"} else trimmed)


def print_bound(bound: Bound) -> str:
    """Return the comparison in standard words.

    >>> print_bound(Bound("", ">", Decimal(100), "名")), print_bound(Bound("比例", "<", Decimal("0.3"), "%"))
    ('低于100名', '比例低于0.3%')
    """
    number = f"{print_number(bound.value)}{bound.unit}"
    if bound.unit in RANK_UNITS:
        if bound.sign == "<=":
            return f"{bound.label}前{number}"
        if bound.sign == "==":
            return f"{bound.label}第{number}"
        return bound.label + PRINTED_SIGNS[RANK_SIGNS[bound.sign]] + number
    return bound.label + PRINTED_SIGNS[bound.sign] + number


def print_bounds(bounds: tuple[Bound, ...]) -> str:
    """Return all comparisons of one sentence; the two ends of a range as 90-95%."""
    if len(bounds) == 2 and [b.sign for b in bounds] == [">=", "<="] and bounds[0].unit == bounds[1].unit:
        low, high = (print_number(bound.value) for bound in bounds)
        return f"{bounds[0].label}{low}-{high}{bounds[1].unit}"
    return "且".join(print_bound(bound) for bound in bounds)


def print_statement(statement: Statement) -> str:
    """Return the statement as a sentence in standard words; read again, it gives an equal statement.

    >>> once = Step(Decimal(1), "家")
    >>> print_statement(Statement(kind=RuleKind.DEDUCT_PER, points=Decimal(1), step=once, label="失信机构"))
    '失信机构，每1家，扣1分'
    """
    parts = (_print_lead(statement), _print_effect(statement))
    return "，".join(part for part in parts if part).replace(",", "，")


def _print_lead(statement: Statement) -> str:
    kind = statement.kind
    if kind is RuleKind.CONSTRAINT and statement.bounds:
        asked = statement.period or "每个单位"
        return asked + print_bound(replace(statement.bounds[0], label=statement.label))
    if kind in {RuleKind.FORMULA, RuleKind.RANK, RuleKind.PROPORTIONAL, RuleKind.INTERPOLATE, RuleKind.CONSTRAINT}:
        return ""
    if kind in {RuleKind.CAP, RuleKind.DEDUCT_CAP}:
        return statement.label if statement.each else ""
    pieces = [statement.period] if statement.period else []
    if statement.extreme:
        return "数量最多的" if statement.extreme == "most" else "数量最少的"
    if not statement.bounds and (statement.amounts or not statement.levels):
        pieces.append(statement.label)
    step = statement.step
    counts = [_print_step(step)] if step and not (statement.period and step.unit == statement.period[1]) else []
    bounds = [print_bounds(statement.bounds)] if statement.bounds else []
    pieces += bounds + counts if step and (step.lack or step.after) else counts + bounds
    return "，".join(piece for piece in pieces if piece)


def _print_step(step: Step) -> str:
    word = "每缺少" if step.lack else "每后" if step.after else "每"
    return f"{word}{print_number(step.n)}{step.unit}"


def _print_effect(statement: Statement) -> str:  # noqa: C901, PLR0911 - a case for each kind
    whole = "本项" if statement.whole else ""
    points = "" if statement.points in {None, "full"} else print_number(Decimal(statement.points or 0))
    amounts = [print_number(amount) for amount in statement.amounts]
    match statement.kind:
        case RuleKind.AWARD | RuleKind.AWARD_PER:
            if statement.levels:
                return f"分别得{'、'.join(amounts)}分" if amounts else f"{statement.levels[0]}级得{points}分"
            if amounts:
                return f"多一篇按{':'.join(amounts)}比例加分"
            return "得满分" if statement.points == "full" else f"得{points}分"
        case RuleKind.ZERO:
            return f"{whole}不得分"
        case RuleKind.DEDUCT | RuleKind.DEDUCT_PER:
            return f"分别扣{'、'.join(amounts)}分" if amounts else f"扣{points}分"
        case RuleKind.CAP:
            return f"{whole}{'每个单项' if statement.each else ''}最高得{points}分"
        case RuleKind.DEDUCT_CAP:
            return "扣完为止" if statement.points == "full" else f"最多扣{points}分"
        case RuleKind.INTERPOLATE:
            return "介于两者之间的按比例计分"
        case RuleKind.PROPORTIONAL:
            return f"按{statement.label}比例{'扣' if statement.factor else '计'}分"
        case RuleKind.FORMULA:
            return f"得分={print_number(statement.factor or Decimal(1))}*{statement.label}"
        case RuleKind.RANK | RuleKind.CONSTRAINT if not statement.bounds:
            return statement.label
    return ""
