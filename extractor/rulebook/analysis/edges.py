"""In: `Rulebook`. Out: tests of its edges: for each row values at and beside every bound, with the points they give.

The cases are kept beside the rulebook as `<plan>.tests.yaml`, travel with it, and are run again by `rulebook check`: a
tree that was changed by hand shows in them. Not handled: whether the points are right; a person reads that once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

import msgspec

from extractor.model.scored.expression import (
    Ceiling,
    Interpolate,
    Number,
    Observed,
    Quotient,
    Whole,
    print_number,
    walk,
)
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator
from extractor.model.scored.scorecard import Points
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.program import build_known, find_range
from extractor.rulebook.engine.score import find_inputs, lower_row
from extractor.rulebook.engine.values import find_bounds, parse_value, show_value
from extractor.rulebook.io.yaml_file import keep_printable

MOST_CASES = 120
"""Of one row: all combinations up to here, beyond it one input after the other."""
FINE = Decimal("0.01")
TESTS_SCHEMA = "county-rulebook-tests/1"


class EdgeCase(msgspec.Struct, frozen=True):
    """Values of a row's inputs, as a person writes them, and the points that they give."""

    row: str
    observed: tuple[tuple[str, str], ...]
    points: Points


def build_edges(rulebook: Rulebook) -> tuple[EdgeCase, ...]:
    """Return the cases of all rows, in their order."""
    with localcontext(prec=plain.DIGITS):
        return tuple(case for row in rulebook.indicators for case in _build_row(rulebook, row))


def _build_row(rulebook: Rulebook, row: RuledIndicator) -> Iterator[EdgeCase]:
    items = find_inputs(rulebook, row)
    choices = {item.name: find_edges(rulebook, row, item) for item in items}
    seen: set[tuple[Decimal | None, ...]] = set()
    for values in _combine(choices):
        key = tuple(values.get(item.name) for item in items)
        if key not in seen:
            seen.add(key)
            observed = tuple(
                (item.name, show_plain(item, values[item.name])) for item in items if item.name in values
            )  # fmt: skip
            yield EdgeCase(row.id, observed, score_case(rulebook, row, values))


def _combine(choices: Mapping[str, list[Decimal]]) -> Iterator[dict[str, Decimal]]:
    """Yield all combinations where they are few; else each input's values with the others low, middle and high."""
    total = 1
    for values in choices.values():
        total *= len(values)
    if total <= MOST_CASES:
        for combination in itertools.product(*choices.values()):
            yield dict(zip(choices, combination, strict=True))
    else:
        for place in (0, -1):
            base = {name: values[place] for name, values in choices.items()}
            for name, values in choices.items():
                for value in values:
                    yield base | {name: value}
        middle = {name: values[len(values) // 2] for name, values in choices.items()}
        for name, values in choices.items():
            for value in values:
                yield middle | {name: value}
    for name in choices:
        yield {other: values[-1] for other, values in choices.items() if other != name}


def find_edges(rulebook: Rulebook, row: RuledIndicator, item: Input) -> list[Decimal]:
    """Return the values of an input at which its row's points may turn: its ends, each bound, and right beside it."""
    low, high = find_range(item)
    high = min(high, item.reach) if item.reach is not None and item.reach > low else high
    if item.kind in {"yes_no", "choice"}:
        return [Decimal(value) for value in range(int(low), int(high) + 1)]
    step = Decimal(1) if item.whole else FINE
    turns = set(find_bounds(rulebook, item))
    for node in walk(row.tree):
        if isinstance(node, Interpolate) and Observed(item.name) in walk(node.of):
            turns |= {node.low, node.high, (node.low + node.high) / 2}
        if isinstance(node, Ceiling | Whole) and Observed(item.name) in walk(node.of):
            turns |= _find_steps(node, turns)
        if isinstance(node, Number):
            turns |= {abs(node.value)}
    values = {low, high, low + step, low + 2 * step, low + 3 * step}
    values |= {turn + add for turn in turns for add in (-step, Decimal(0), step)}
    values = {value.to_integral_value() if item.whole else value for value in values}
    top = item.maximum if item.maximum is not None else max(high, *turns, Decimal(0)) + step
    return sorted(value for value in values if low <= value <= top)


def _find_steps(node: Ceiling | Whole, turns: set[Decimal]) -> set[Decimal]:
    widths = [
        part.under.value for part in walk(node) if isinstance(part, Quotient) and isinstance(part.under, Number)
    ] or [Decimal(1)]  # fmt: skip
    return {turn + sign * width for turn in turns for width in widths for sign in (1, 2, -1, -2)}


def show_plain(item: Input, value: Decimal) -> str:
    """Return a value as a form has it: without its unit."""
    return print_number(value) if item.kind in {"count", "number", "rank", "points"} else show_value(item, value)


def score_case(rulebook: Rulebook, row: RuledIndicator, values: Mapping[str, Decimal]) -> Points:
    """Return the points of one row for exact values."""
    ends = lower_row(row, build_known(rulebook, values)).ends
    low, high = (plain.round_half_up(end, rulebook.rounding.places) for end in ends)
    return Points(low, high)


def check_edges(rulebook: Rulebook, cases: tuple[EdgeCase, ...]) -> Iterator[str]:
    """Yield the cases that give other points now than when they were written."""
    rows = {row.id: row for row in rulebook.indicators}
    items = {item.name: item for item in rulebook.inputs}
    with localcontext(prec=plain.DIGITS):
        for case in cases:
            row = rows.get(case.row)
            if row is None or any(name not in items for name, _ in case.observed):
                yield f"{case.row}：例子里的指标或观测项已经没有了"
                continue
            values = {name: parse_value(text, items[name], "") for name, text in case.observed}
            points = score_case(rulebook, row, values)
            if points != case.points:
                shown = "，".join(f"{items[name].label} {text}" for name, text in case.observed)
                yield f"“{row.name}”：{shown} 现在得{points}分，例子里是{case.points}分"


def render_edges(rulebook: Rulebook, cases: tuple[EdgeCase, ...]) -> str:
    """Return the file of the cases, one line each, grouped by row."""
    import json

    names = {row.id: row.name for row in rulebook.indicators}
    labels = {item.name: item.label for item in rulebook.inputs}
    lines = [
        f"# 由算法生成的边界例子：{keep_printable(rulebook.title or rulebook.plan)}",
        "# 改动规则后运行 rulebook check，不符的会列出。",
        f"schema: {TESTS_SCHEMA}",
        f"plan: {json.dumps(rulebook.plan, ensure_ascii=False)}",
        "rows:" if cases else "rows: []",
    ]
    for row, group in itertools.groupby(cases, key=lambda case: case.row):
        lines.append(f"- row: {json.dumps(row, ensure_ascii=False)} # {keep_printable(names[row])}")
        lines.append("  cases:")
        told = False
        for case in group:
            if not told:
                lines += [f"  # {name}：{keep_printable(labels[name])}" for name, _ in case.observed]
                told = True
            observed = ", ".join(f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in case.observed)
            ends = [print_number(case.points.low), print_number(case.points.high)]
            shown = ends[0] if ends[0] == ends[1] else f"[{', '.join(ends)}]"
            lines.append(f"  - {{observed: {{{observed}}}, points: {shown}}}")
    return "\n".join(lines) + "\n"


def parse_edges(text: str) -> tuple[EdgeCase, ...]:
    """Return the cases of a file that `render_edges` wrote."""
    import yaml

    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds text only
    cases = []
    for row in content.get("rows") or []:
        for case in row["cases"]:
            ends = case["points"] if isinstance(case["points"], list) else [case["points"]] * 2
            observed = tuple((case.get("observed") or {}).items())
            cases.append(EdgeCase(row["row"], observed, Points(Decimal(ends[0]), Decimal(ends[1]))))
    return tuple(cases)
