"""In: the items of a group. Out: the last days they allow, the earliest first; and the day of the month (每月25日前).

Plans of different years are compared within their own years: 2023-11-30 in a plan for 2023 is what 2022-11-30 is in one
for 2022. Where a plan's year is not known, days of different years are not ranked. Not handled: why a date is late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractor.compare.contract import find_stage
from extractor.compare.differences.measures import join_single, split_alike
from extractor.compare.differences.ranking import build_difference, show_beside
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated, find_act, find_context, tell_origin
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import DeadlineKind, Task
from extractor.model.timing.timing import Recurrence

WITHIN = "各按本方案年度内的月日比较"
UNKNOWN = "方案年度不明，不同年份的日期不作排序"
BLANKET = "含统一写给全部任务的时限"
DATED = (DeadlineKind.DATE, DeadlineKind.INTERVAL)


def compare_deadlines(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield one difference where two plans or more set a last day."""
    yield from compare_days(group, rows)
    monthly = [one for row in rows for one in find_month_days(row) if row.concerns(one.about + one.quote)]
    for alike in join_single(list(split_alike(monthly)), lambda _: bool(group.concept)):
        found = build_difference(group, "deadline", alike, "每月办理或报送日")
        if found:
            yield found


def compare_days(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield the last days of a group, ranked within each plan's own year."""
    stated = [one for row in rows for one in find_days(row)]
    years = {row.plan: row.year for row in rows}
    known = all(years[one.plan] for one in stated)
    if known and len({years[one.plan] for one in stated}) > 1:
        stated = [replace(one, value=shift_year(one.value, years[one.plan]), note=WITHIN) for one in stated]
    elif not known and len({one.shown[:4] for one in stated}) > 1:
        stated = [replace(one, value=None, stricter="none", note=UNKNOWN) for one in stated]
    blanket = {row.plan for row in rows if row.blanket}
    stated = [replace(one, note=join_notes(one.note, BLANKET)) if one.plan in blanket else one for one in stated]
    stages = list(dict.fromkeys(one.act for one in stated if one.act))
    if len(stages) > 1:
        yield from _compare_stages(group, stated, stages)
        return
    found = build_difference(group, "deadline", stated, "完成时限") if stated else None
    if found:
        yield found


def _compare_stages(group: Group, stated: Sequence[Stated], stages: Sequence[str]) -> Iterator[Difference]:
    """Yield the days of each stage: 6月底前开工 stands beside 10月底前建成. A day that names none is of any."""
    sets = [[one for one in stated if one.act in {"", stage}] for stage in stages]
    most = max(sets, key=lambda members: len({one.plan for one in members}))
    found = build_difference(group, "deadline", most, "完成时限")
    if found:
        yield found
    yield from show_beside(group, "deadline", [one for one in stated if one.act], f"环节不同：{'与'.join(stages)}")


def join_notes(*notes: str) -> str:
    """Return notes in one line."""
    return "；".join(filter(None, notes))


def shift_year(day: float | None, year: int | None) -> float | None:
    """Return a day's number within the plan's year, as if all plans were for one year.

    >>> shift_year(find_day_number("2023-11-30"), 2023) == shift_year(find_day_number("2022-11-30"), 2022)
    True
    """
    if day is None or year is None:
        return day
    printed = date.fromordinal(int(day))
    return float((printed.year - year) * 372 + (printed.month - 1) * 31 + printed.day)


def find_month_days(row: GroupedItem) -> Iterator[Stated]:
    """Yield the day of the month by which a task must be done each month."""
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        timing = deadline.timing
        day = timing.month_day if isinstance(timing, Recurrence) else None
        if day and day > 0:
            yield Stated(
                **tell_origin(row, deadline.text, deadline.place),
                value=float(day),
                shown=f"每月{day}日",
                unit="日（每月）",
                stricter="lower",
                about=find_context(row.item, deadline.text),
            )


def find_days(row: GroupedItem) -> Iterator[Stated]:
    """Yield the last days that a task allows."""
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        if deadline.kind in DATED and deadline.date:
            yield Stated(
                **tell_origin(row, deadline.text, deadline.place),
                value=find_day_number(deadline.date),
                shown=deadline.date,
                unit="日期",
                stricter="lower",
                act=find_stage(row.words, find_act(row.item, deadline.text)),
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
