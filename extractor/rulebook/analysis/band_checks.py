"""In: a row of a `Rulebook`. Out: what is wrong with its bands: gaps, overlaps, lines that fall.

Not handled: how many points the bands give (`row_checks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.expression import (
    Case,
    Choose,
    Compare,
    Every,
    Expression,
    Fire,
    Interpolate,
    Number,
    Observed,
    Test,
    print_number,
    walk,
)
from extractor.model.problem import Problem
from extractor.model.rulebook import Input, RuledIndicator
from extractor.rulebook.analysis.row_view import RowView
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain, Region, split
from extractor.rulebook.engine.lower import find_ends


def check_gaps(view: RowView) -> Iterator[Problem]:
    """95%以上得10分，80%至90%得6分: 90%—95% has no rule. Values that no share can have are no gap."""
    told: set[str] = set()
    for gap in view.found.open_parts:
        if gap.kind != "gap":
            continue
        parts = [
            show_range(view.inputs[name], part)
            for name, part in gap.known.items()
            if part != view.known[name] and name in view.inputs and not _is_beyond(view.inputs[name], part)
        ]
        where = "、".join(parts)
        if where and where not in told:
            told.add(where)
            yield view.tell("band-gap", f"在{where}时没有规定", "values that no sentence covers")


def _is_beyond(item: Input, part: Domain) -> bool:
    """Whether a range lies wholly above 100 % or below the least bound that anyone asks about."""
    low = plain.round_half_up(part.least, 4)
    return item.unit == "%" and low >= 100 and part.floor >= 100


def show_range(item: Input, part: Domain) -> str:
    """Return the values of a part in words: 办结率90%—95%（不含两端）."""
    low, high = plain.round_half_up(part.least, 4), plain.round_half_up(part.most, 4)
    if low == high:
        return f"{item.label}={_n(low)}{item.unit}"
    open_ends = (part.floor == low and part.floor_open, part.roof == high and part.roof_open)
    words = {(True, True): "（不含两端）", (True, False): f"（不含{_n(low)}）", (False, True): f"（不含{_n(high)}）"}
    return f"{item.label}{_n(low)}{item.unit}—{_n(high)}{item.unit}{words.get(open_ends, '')}"


def check_overlaps(view: RowView) -> Iterator[Problem]:
    """满意度85%至100%得10分，80%至90%得6分: 85%—90% earns both. Bands open to one side are meant to be nested."""
    for node in walk(view.row.tree):
        if isinstance(node, Choose):
            bands = [band for case in node.cases if (band := _read_band(case))]
            for place, one in enumerate(bands):
                for other in bands[place + 1 :]:
                    yield from _compare_bands(view, one, other)


@dataclass(frozen=True, slots=True)
class RuledBand:
    """A case over one input that gives a rule's points."""

    rule: str
    test: Test
    name: str
    signs: frozenset[str]
    points: Expression


def _read_band(case: Case) -> RuledBand | None:
    tests = case.when.tests if isinstance(case.when, Every) else (case.when,)
    names, signs = set(), set()
    for test in tests:
        match test:
            case Compare(Observed(name), sign, Number()):
                names.add(name)
                signs.add(sign[0])
            case _:
                return None
    match case.then:
        case Fire(rule, of) if len(names) == 1:
            return RuledBand(rule, case.when, names.pop(), frozenset(signs), of)
    return None


def _compare_bands(view: RowView, one: RuledBand, other: RuledBand) -> Iterator[Problem]:
    nested = len(one.signs) == len(other.signs) == 1 and one.signs == other.signs
    if one.name != other.name or one.points == other.points or nested or one.name not in view.inputs:
        return
    item = view.inputs[one.name]
    for inside in split(one.test, Region(plain.TRUE, view.known), find_ends)[0]:
        for both in split(other.test, inside, find_ends)[0]:
            part = both.known[one.name]
            point = plain.round_half_up(part.least, 4) == plain.round_half_up(part.most, 4)
            if point and not item.whole:
                continue  # 80%—90%, 90%—100%: an end that both print is a reading to confirm, no fault
            quotes = [_quote(view.row, rule) for rule in (one.rule, other.rule)]
            yield view.tell(
                "band-overlap", f"：{show_range(item, part)}既符合“{quotes[0]}”又符合“{quotes[1]}”，得分不同",
                "two bands hold at once and give different points",
            )  # fmt: skip


def check_lines(view: RowView) -> Iterator[Problem]:
    """达到10%得2分，达到5%得8分，介于两者之间按比例: more of what is wanted is worth less."""
    for node in walk(view.row.tree):
        match node:
            case Interpolate(Observed(name), low, Number(left), high, Number(right)):
                wanted = any(
                    isinstance(part, Compare) and part.left == Observed(name) and part.sign in {">=", ">"}
                    for part in walk(view.row.tree)
                )
                if left > right > 0 and wanted:
                    item = view.inputs[name]
                    yield view.tell(
                        "line-falls",
                        f"：{item.label}{_n(low)}{item.unit}得{_n(left)}分，{_n(high)}{item.unit}只得{_n(right)}分，越多越少",
                        "more is worth less",
                    )


def _quote(row: RuledIndicator, rule: str) -> str:
    return next((known.reference.quote for known in row.rules if known.id == rule), rule)


def _n(number: Decimal) -> str:
    return print_number(number)
