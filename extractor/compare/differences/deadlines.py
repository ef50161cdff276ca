"""In: the items of a group. Out: the last days they allow, the earliest first; and the day of the month (每月25日前).

Not handled: whether an earlier day in another year is stricter; the day is compared as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractor.compare.differences.stated_values import (
    Row,
    Stated,
    build_difference,
    find_context,
    join_single,
    split_alike,
)
from extractor.model.alignment import Group
from extractor.model.comparison import Difference
from extractor.model.plan import DeadlineKind, Task
from extractor.model.timing import Recurrence

DATED = (DeadlineKind.DATE, DeadlineKind.INTERVAL)


def compare_deadlines(group: Group, rows: Sequence[Row]) -> Iterator[Difference]:
    """Yield one difference where two plans or more set a last day."""
    stated = [one for row in rows for one in find_days(row)]
    found = build_difference(group, "deadline", stated, "完成时限") if stated else None
    if found:
        yield found
    monthly = [one for row in rows for one in find_month_days(row) if row.concerns(one.about + one.quote)]
    for alike in join_single(list(split_alike(monthly)), lambda _: bool(group.concept)):
        found = build_difference(group, "deadline", alike, "每月办理或报送日")
        if found:
            yield found


def find_month_days(row: Row) -> Iterator[Stated]:
    """Yield the day of the month by which a task must be done each month."""
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        timing = deadline.timing
        day = timing.month_day if isinstance(timing, Recurrence) else None
        if day and day > 0:
            yield Stated(
                plan=row.plan,
                item=row.item.id,
                quote=deadline.text,
                place=deadline.place,
                value=float(day),
                shown=f"每月{day}日",
                unit="日（每月）",
                stricter="lower",
                about=find_context(row.item, deadline.text),
            )


def find_days(row: Row) -> Iterator[Stated]:
    """Yield the last days that a task allows."""
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        if deadline.kind in DATED and deadline.date:
            yield Stated(
                plan=row.plan,
                item=row.item.id,
                quote=deadline.text,
                place=deadline.place,
                value=find_day_number(deadline.date),
                shown=deadline.date,
                unit="日期",
                stricter="lower",
            )


def find_day_number(day: str) -> float | None:
    """Return the number of an ISO day, so that differences are in days; None where it is no day.

    >>> find_day_number("2022-12-01") - find_day_number("2022-11-30")
    1.0
    """
    try:
        return float(date.fromisoformat(day).toordinal())
    except ValueError:
        return None
