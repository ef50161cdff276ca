"""In: `Rulebook`, a number of draws and a seed. Out: how totals and grades are distributed, for each table.

Draws are uniform and independent within each input's bounds (to its `reach`), from a generator that the seed fixes:
the same seed gives the same result everywhere. Not handled: how likely values are in life.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random

from extractor.errors import ExtractorError
from extractor.model.rulebook import Input, Rulebook
from extractor.model.scenarios import Bin, Distribution
from extractor.model.scorecard import Observations, Points
from extractor.rulebook.engine.evaluate import Evaluator, round_points
from extractor.rulebook.engine.score import find_grades
from extractor.rulebook.engine.totals import find_full
from extractor.rulebook.engine.trace import find_span
from extractor.rulebook.io.observations import parse_observations

BINS = 20
QUANTILES = (5, 25, 50, 75, 95)
MOST_DRAWS = 1_000_000


def simulate(
    rulebook: Rulebook, draws: int, *, seed: int = 0, observations: Observations | None = None
) -> tuple[Distribution, ...]:
    """Return the distribution of each table's total over `draws` random rows.

    What is in `observations` stays as observed; only the rest is drawn. Raises ExtractorError where `draws` is not
    between 1 and a million.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise ExtractorError(f"--simulate {draws}: 次数超出范围", hint=f"请用1到{MOST_DRAWS}之间的整数")
    fixed = {
        name: span.low for name, span in (parse_observations(observations, rulebook) if observations else {}).items()
    }
    generator = Random(seed)  # noqa: S311 - repeatable draws, nothing secret
    evaluator = Evaluator(rulebook)
    totals: dict[int, list[Decimal]] = {table: [] for table in rulebook.tables}
    for _ in range(draws):
        points = evaluator.evaluate(draw_row(rulebook, generator, fixed))
        for table, found in totals.items():
            found.append(points[f"total-{table}"])
    return tuple(_describe(rulebook, table, sorted(found), seed) for table, found in totals.items())


def draw_row(rulebook: Rulebook, generator: Random, fixed: Mapping[str, Decimal] = {}) -> dict[str, Decimal]:
    """Return one random row: whole numbers for counts and ranks, two decimals for other numbers."""
    return {
        item.name: fixed[item.name] if item.name in fixed else draw_value(item, generator) for item in rulebook.inputs
    }  # fmt: skip


def draw_value(item: Input, generator: Random) -> Decimal:
    """Return a random value that an input allows; yes is 1, no is 0."""
    span = find_span(item)
    if span.whole:
        return Decimal(generator.randint(int(span.low), int(span.high)))
    low = int((span.low * 100).to_integral_value(ROUND_CEILING))
    high = int((span.high * 100).to_integral_value(ROUND_FLOOR))
    return Decimal(generator.randint(low, high)) / 100


def _describe(rulebook: Rulebook, table: int, totals: list[Decimal], seed: int) -> Distribution:
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
        mean=round_points(sum(totals, Decimal(0)) / count, rulebook.rounding),
        quantiles=tuple(totals[min(count - 1, count * quantile // 100)] for quantile in QUANTILES),
        least=totals[0],
        most=totals[-1],
        bins=_count_bins(totals, full),
        grades=tuple(sorted(grades.items(), key=lambda pair: order.get(pair[0], len(order)))),
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
