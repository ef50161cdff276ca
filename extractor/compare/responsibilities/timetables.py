"""In: the groups of an alignment with their items. Out: for each group that prints a day, its last days in order.

Not handled: recurring and relative limits, which are frequencies and durations; days of the plan's own schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.compare.differences.deadlines import DATED, find_day_number
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.compared.duties import Due, Timetable
from extractor.model.facts.plan import Task


def build_timetable(group: Group, rows: Sequence[GroupedItem]) -> Timetable | None:
    """Return the last days that the items of a group print, the earliest first; None where they print none."""
    dues = sorted(
        {due for row in rows for due in _find_dues(row)}, key=lambda due: (due.date, due.plan, due.item, due.start)
    )
    if not dues:
        return None
    dated = {(due.plan, due.item) for due in dues}
    return Timetable(
        group=group.id,
        dues=tuple(dues),
        earliest=dues[0].date,
        latest=dues[-1].date,
        days_apart=count_days(dues[0].date, dues[-1].date) if len({due.plan for due in dues}) > 1 else None,
        undated=tuple(f"{row.plan}:{row.item.id}" for row in rows if (row.plan, row.item.id) not in dated),
    )


def count_days(first: str, last: str) -> int:
    """Return the days from one ISO day to another.

    >>> count_days("2022-11-30", "2023-12-31")
    396
    """
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _find_dues(row: GroupedItem) -> list[Due]:
    found = []
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        if deadline.kind in DATED and deadline.date and find_day_number(deadline.date) is not None:
            start, end = find_reach(deadline.place)
            found.append(
                Due(plan=row.plan, item=row.item.id, date=deadline.date, quote=deadline.text, start=start, end=end)
            )
    return found
