"""In: the items of a group, the differences found in it. Out: numbers that stand in none, side by side with the reason.

One plan asks for a rise, another for a level; one counts by the year, another in all: silence would hide that both
print a number. Not handled: numbers that only one plan prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.differences.durations import find_durations
from extractor.compare.differences.frequencies import find_frequencies, is_quota
from extractor.compare.differences.stated_values import Row, Stated, find_unlike, show_beside
from extractor.compare.differences.targets import find_targets
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference


def compare_unranked(group: Group, rows: Sequence[Row], found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield one row of the numbers of a group that no other difference shows, where two plans or more print one."""
    shown = {(reading.plan, reading.item, reading.quote) for one in found for reading in one.readings}
    plans = {reading.plan for one in found if one.aspect != "unit" for reading in one.readings}
    alone = [one for row in rows for one in _list_numbers(row) if (one.plan, one.item, one.quote) not in shown]
    first = next(iter(alone), None)
    other = next((one for one in alone if first and one.plan != first.plan), None)
    if first and other and not {first.plan, other.plan} <= plans:
        yield from show_beside(group, "target", alone, find_unlike(first, other))


def _list_numbers(row: Row) -> Iterator[Stated]:
    for one in (*find_targets(row), *find_durations(row), *filter(is_quota, find_frequencies(row))):
        if row.concerns(one.about + one.quote):
            yield one
