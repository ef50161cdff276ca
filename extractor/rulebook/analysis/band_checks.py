"""In: a row of a `Rulebook`. Out: what is wrong with its bands: gaps, overlaps, lines that fall.

Not handled: how many points the bands give (`row_checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from extractor.model.problem import Problem
from extractor.model.scored.expression import Choose, Compare, Expression, Fire, Number, Observed, print_number, walk
from extractor.model.scored.rulebook import Input, RuledIndicator
from extractor.rulebook.analysis.row_view import RowView
from extractor.rulebook.build.numbers.regions import BOTH_FIRM, TWICE
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain
from extractor.rulebook.engine.lower import OpenPart
from extractor.rulebook.engine.values import find_bounds


def check_gaps(view: RowView) -> Iterator[Problem]:
    """95%以上得10分，80%至90%得6分: 90%—95% has no rule. Values that no share can have are no gap."""
    told: set[str] = set()
    for gap in view.found.open_parts:
        if gap.kind != "gap" or _is_worst_end(view, gap):
            continue
        parts = [
            show_range(view.inputs[name], part)
            for name, part in gap.known.items()
            if part != view.known[name] and name in view.inputs and view.inputs[name].kind not in ANSWERED
        ]
        where = "、".join(parts)
        if where and where not in told:
            told.add(where)
            yield view.tell("band-gap", f"在{where}时没有规定", "values that no sentence covers")


ANSWERED = frozenset({"yes_no", "choice"})
"""Questions; an answer that no sentence names leaves no gap between numbers."""


def _is_worst_end(view: RowView, gap: OpenPart) -> bool:
    """Whether a gap is what lies below the lowest of several awards: it is open, and no office forgot it."""
    low, high = (plain.round_half_up(end, 4) for end in gap.span)
    ends = [
        part.least == view.known[name].least or part.most == view.known[name].most
        for name, part in gap.known.items()
        if part != view.known[name]
    ]
    return low == 0 and view.full is not None and high < view.full and all(ends)


def show_range(item: Input, part: Domain) -> str:
    """Return the values of a part in words: 办结率90%—95%（不含两端）."""
    low, high = plain.round_half_up(part.least, 4), plain.round_half_up(part.most, 4)
    if low == high:
        return f"{item.label}={_n(low)}{item.unit}"
    open_ends = (part.floor == low and part.floor_open, part.roof == high and part.roof_open)
    words = {(True, True): "（不含两端）", (True, False): f"（不含{_n(low)}）", (False, True): f"（不含{_n(high)}）"}
    return f"{item.label}{_n(low)}{item.unit}—{_n(high)}{item.unit}{words.get(open_ends, '')}"


def check_overlaps(view: RowView) -> Iterator[Problem]:
    """满意度85%至100%得10分，80%至90%得6分: 85%—90% earns both. One number that two bands print is a reading."""
    for part in view.found.open_parts:
        if part.reason not in {TWICE, BOTH_FIRM}:
            continue
        for name, known in part.known.items():
            if known == view.known[name] or name not in view.inputs:
                continue
            item = view.inputs[name]
            low, high = (plain.round_half_up(end, 4) for end in (known.least, known.most))
            if low != high or item.whole or part.reason == BOTH_FIRM:
                given = "和".join(f"{_n(plain.round_half_up(end, 4))}分" for end in reversed(part.span))
                yield view.tell(
                    "band-overlap", f"：{show_range(item, known)}同时在两档里，既得{given}",
                    "two bands hold at once and give different points",
                )  # fmt: skip


class Earned(msgspec.Struct, frozen=True):
    """A band of one input: the rule that gives points there, and how many."""

    rule: str
    points: Decimal


def check_falling(view: RowView) -> Iterator[Problem]:
    """90%以上得10分，95%以上得8分，80%以上得6分: 95%以上 lies wholly inside 90%以上 and earns less."""
    for node in walk(view.row.tree):
        if not isinstance(node, Choose) or not _is_over_one(node):
            continue
        bands = [band for part in (*(case.then for case in node.cases), node.otherwise) if (band := _read_band(part))]
        steps = [(one, two) for one, two in pairwise(bands) if one.points != two.points]
        rising = sum(two.points > one.points for one, two in steps)
        for one, two in steps:
            wrong = two.points < one.points if rising > len(steps) / 2 else rising and two.points > one.points
            if wrong and rising * 2 != len(steps) and two.points and one.points:
                yield from _tell_falling(view, one, two)
        if len(steps) == 2 and rising == 1 and bands[0].points and steps[1][1].points < steps[1][0].points:
            yield from _tell_falling(view, *steps[1])


def _tell_falling(view: RowView, one: Earned, two: Earned) -> Iterator[Problem]:
    inner, outer = _quote(view.row, two.rule), _quote(view.row, one.rule)
    yield view.tell(
        "band-falls", f"：“{inner}”的范围全在“{outer}”之内，得分反而少（{_n(two.points)}分、{_n(one.points)}分）",
        "a narrower band that is worth less",
    )  # fmt: skip


def _is_over_one(node: Choose) -> bool:
    names = set()
    for case in node.cases:
        match case.when:
            case Compare(Observed(name), _, Number()):
                names.add(name)
            case _:
                return False
    return len(names) == 1


def _read_band(part: Expression) -> Earned | None:
    match part:
        case Fire(rule, Number(value)):
            return Earned(rule, value)
    return None


def check_impossible(view: RowView) -> Iterator[Problem]:
    """公示率达到120%得10分: no share is above 100 %."""
    for item in view.inputs.values():
        if view.row.id not in item.rows or item.unit != "%" or not SHARE.search(item.label.split("（")[0]):
            continue
        for bound in sorted(find_bounds(view.rulebook, item)):
            if bound > HUNDRED:
                yield view.tell(
                    "bound-impossible", f"：{item.label}不会超过100%，评分标准却写了{_n(bound)}%",
                    f"a share cannot reach {bound} %",
                )  # fmt: skip


SHARE = re.compile(r"(?<![长速幅增用])(?:率|占比)$|占.+的?比[例重]$")
"""What is part of a whole; growth, speed and use (应用率) may pass 100 %."""
HUNDRED = Decimal(100)


def check_lines(view: RowView) -> Iterator[Problem]:
    """达到10%得2分，达到5%得8分，介于两者之间按比例: more of what is wanted is worth less."""
    if not LINE.search(view.row.criteria or ""):
        return
    ends = [
        (Decimal(match["bound"]), Decimal(match["points"]), match["unit"])
        for rule in view.row.rules
        if (match := REACHED.search(rule.reference.quote))
    ]
    for (low, few, unit), (high, many, _) in pairwise(sorted(ends)):
        if few > many > 0:
            yield view.tell(
                "line-falls", f"：达到{_n(low)}{unit}得{_n(few)}分，达到{_n(high)}{unit}只得{_n(many)}分，越多越少",
                "more is worth less",
            )  # fmt: skip


LINE = re.compile(r"介于|两者之间|按比例|插值|线性")
REACHED = re.compile(
    r"(?:达到?|不低于|不少于|超过)(?P<bound>\d+(?:\.\d+)?)(?P<unit>[^\d，,；;得]{0,3})(?:以上)?的?，?得(?P<points>\d+(?:\.\d+)?)分"
)


def _quote(row: RuledIndicator, rule: str) -> str:
    return next((known.reference.quote for known in row.rules if known.id == rule), rule)


def _n(number: Decimal) -> str:
    return print_number(number)
