"""In: `Rulebook`, a number of draws and a seed. Out: how totals and grades are distributed, for each table.

Draws are uniform and independent within each input's bounds (to its `reach`), from a generator that the seed fixes:
the same seed gives the same result everywhere. Not handled: how likely values are in life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random

from extractor.errors import ExtractorError
from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.model.scored.scenarios import Bin, Distribution
from extractor.model.scored.scorecard import Observations, Points
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.conflicts import build_condition, is_met, list_inputs
from extractor.rulebook.engine.program import find_range
from extractor.rulebook.engine.score import find_grades
from extractor.rulebook.engine.table import score_columns
from extractor.rulebook.engine.totals import find_full
from extractor.rulebook.engine.values import parse_observations, show_value

BINS = 20
QUANTILES = (5, 25, 50, 75, 95)
MOST_DRAWS = 1_000_000


Range = tuple[Decimal, Decimal]
"""From where to where an input is drawn."""


def simulate(
    rulebook: Rulebook,
    draws: int,
    *,
    seed: int = 0,
    observations: Observations | None = None,
    ranges: Mapping[str, Range] | None = None,
) -> tuple[Distribution, ...]:
    """Return the distribution of each table's total over `draws` random rows.

    What is in `observations` stays as observed; only the rest is drawn, within `ranges` where they name an input, else
    within all that is allowed. Where everything is observed there is one draw. Raises ExtractorError where `draws` is
    not between 1 and a million, or a range is not one.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise ExtractorError(f"--simulate {draws}: 次数超出范围", hint=f"请用1到{MOST_DRAWS}之间的整数")
    fixed = parse_observations(observations, rulebook) if observations else {}
    if all(item.name in fixed for item in rulebook.inputs):
        draws = 1
    generator = Random(seed)  # noqa: S311 - repeatable draws, nothing secret
    rows = [draw_row(rulebook, generator, fixed, ranges or {}) for _ in range(draws)]
    columns = {item.name: [float(row[item.name]) for row in rows] for item in rulebook.inputs}
    scores = score_columns(rulebook, columns, draws, checked=True)
    middle = {table: (low + high) / 2 for table, (low, high) in scores.totals.items()}
    drawn = tuple(_list_drawn(rulebook, fixed, ranges or {}))
    return tuple(
        _describe(rulebook, table, sorted(_exact(total) for total in found.tolist()), seed, drawn)
        for table, found in middle.items()
    )


def _list_drawn(rulebook: Rulebook, fixed: Mapping[str, Decimal], ranges: Mapping[str, Range]) -> Iterator[str]:
    """Yield the inputs that were drawn, with the ends in words."""
    for item in rulebook.inputs:
        if item.name not in fixed:
            low, high = ranges.get(item.name) or _find_reach(item)
            ends = "是或否" if item.kind == "yes_no" else f"{print_number(low)}～{show_value(item, high)}"
            yield f"{item.label} {'、'.join(item.options) if item.kind == 'choice' else ends}"


def _exact(total: float) -> Decimal:
    return plain.round_half_up(plain.number(Decimal(repr(total))), 4)


def parse_range(words: str, rulebook: Rulebook) -> tuple[str, Range]:
    """Return the input and the range of `编号=低:高`. Raises ExtractorError where it is not one.

    >>> book = Rulebook(plan="p", inputs=(Input(name="x", label="率", kind="number", indicator="i"),))
    >>> parse_range("x=80:95", book)
    ('x', (Decimal('80'), Decimal('95')))
    """
    name, _, ends = words.partition("=")
    item = next((one for one in rulebook.inputs if name in {one.name, one.label}), None)
    try:
        low, high = (Decimal(end) for end in ends.split(":"))
    except (ValueError, ArithmeticError):
        raise ExtractorError(f"--range {words}: 不是“编号=低:高”", hint="例如 --range q_abc123=80:95") from None
    if item is None or low > high:
        raise ExtractorError(f"--range {words}: 没有这个观测项，或下端大于上端", hint="编号见 rulebook inputs")
    return item.name, (low, high)


def draw_row(
    rulebook: Rulebook,
    generator: Random,
    fixed: Mapping[str, Decimal] = {},
    ranges: Mapping[str, Range] = {},
) -> dict[str, Decimal]:
    """Return one random row: whole numbers for counts and ranks, two decimals for other numbers.

    What cannot all be true at once (own number above the largest of all) is drawn again.
    """
    row = {
        item.name: fixed[item.name] if item.name in fixed else _draw_input(item, generator, ranges)
        for item in rulebook.inputs
    }
    if rulebook.checks:
        inputs = {item.name: item for item in rulebook.inputs}
        conditions = [build_condition(check, inputs) for check in rulebook.checks]
        bound = dict.fromkeys(name for check in rulebook.checks for name in list_inputs(check) if name not in fixed)
        for _ in range(MOST_AGAIN):
            if all(is_met(condition, row) for condition in conditions):
                break
            row |= {name: _draw_input(inputs[name], generator, ranges) for name in bound}
    return row


def _draw_input(item: Input, generator: Random, ranges: Mapping[str, Range]) -> Decimal:
    return draw_value(item, generator, ranges.get(item.name) or _find_reach(item))


MOST_AGAIN = 200
"""Draws of what must fit together, before it is left as it is."""


def _find_reach(item: Input) -> Range:
    low, high = find_range(item)
    return low, max(low, min(high, item.reach if item.reach is not None else high))


def draw_value(item: Input, generator: Random, ends: Range) -> Decimal:
    """Return a random value between two ends; yes is 1, no is 0."""
    low, high = ends
    if item.whole:
        return Decimal(generator.randint(int(low), int(high)))
    bottom = int((low * 100).to_integral_value(ROUND_CEILING))
    top = int((high * 100).to_integral_value(ROUND_FLOOR))
    return Decimal(generator.randint(bottom, max(bottom, top))) / 100


def _describe(rulebook: Rulebook, table: int, totals: list[Decimal], seed: int, drawn: tuple[str, ...]) -> Distribution:
    full = find_full(rulebook, table)
    count = len(totals)
    grades: dict[str, int] = {}
    if rulebook.grades:
        for total in totals:
            name = next(iter(find_grades(rulebook, Points(total, total))), "（无等级）")
            grades[name] = grades.get(name, 0) + 1
    order = {grade.name: place for place, grade in enumerate(rulebook.grades)}
    return Distribution(
        table=table,
        draws=count,
        seed=seed,
        full=full,
        mean=plain.round_half_up(plain.number(sum(totals, Decimal(0)) / count), rulebook.rounding.places),
        quantiles=tuple(totals[min(count - 1, count * quantile // 100)] for quantile in QUANTILES),
        least=totals[0],
        most=totals[-1],
        bins=_count_bins(totals, full),
        grades=tuple(sorted(grades.items(), key=lambda pair: order.get(pair[0], len(order)))),
        drawn=drawn,
    )


def _count_bins(totals: list[Decimal], full: Decimal) -> tuple[Bin, ...]:
    low, high = min(Decimal(0), totals[0].to_integral_value(ROUND_FLOOR)), max(full, totals[-1])
    width = (high - low) / BINS or Decimal(1)
    counts = [0] * BINS
    for total in totals:
        counts[min(BINS - 1, int((total - low) / width))] += 1
    return tuple(
        Bin(low=(low + width * n).normalize() + 0, high=(low + width * (n + 1)).normalize() + 0, count=counts[n])
        for n in range(BINS)
    )
