"""In: differences. Out: how many measures can be compared, how many of these differ, and of how many plans.

Not handled: whether a difference matters (`contrasts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.compared.comparison import Difference, MeasureCount

NO_MEASURES = frozenset({"unit", "weight"})
"""aspects that name or weigh"""


def count_measures(differences: Sequence[Difference]) -> Iterator[MeasureCount]:
    """Yield for each number of plans how many measures so many state: 7个工作日 and 15个工作日 of one rule are one."""
    measures = [one for one in differences if one.aspect not in NO_MEASURES]
    told = [(len({reading.plan for reading in one.readings}), one, is_comparable(one)) for one in measures]
    for plans in sorted({number for number, _, _ in told}):
        own = [(one, ranked) for number, one, ranked in told if number == plans]
        yield MeasureCount(
            plans=plans,
            comparable=sum(ranked for _, ranked in own),
            differ=sum(ranked and not one.agrees for one, ranked in own),
            beside=sum(not ranked for _, ranked in own),
        )


def is_comparable(difference: Difference) -> bool:
    """Tell whether a difference is of one measure that two plans or more state."""
    return len({reading.plan for reading in difference.readings if reading.rank is not None}) > 1
