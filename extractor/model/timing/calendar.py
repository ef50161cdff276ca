"""In: a recurrence and the plan's day of issue. Out: the rule and first day that a calendar takes.

Where a plan names no day, the last of the period stands for it and `assumed` says so. 每月30日 falls on the last day of
February, as an office reads it, not on no day at all, as RFC 5545 does. Not handled: periods that fit no year (every
five months), which give None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extractor.model.timing.parts import EVERY_MONTH, WEEKDAYS, CalendarRule, RecurrenceParts

SHORTEST_MONTH = 28
FREQUENCIES = {"day": "DAILY", "week": "WEEKLY"}


def build_rule(stated: RecurrenceParts, issued: date) -> CalendarRule | None:
    """Return the rule from the day of issue on."""
    if stated.unit in ("day", "week"):
        return _build_short(stated, issued)
    if stated.unit == "hour":
        return None
    if stated.weekdays or stated.position is not None:
        return _build_positioned(stated, issued)
    months = _find_months(stated)
    days = stated.days or (-1,)
    first = _find_first(issued, months, days)
    if first is None:
        return None
    assumed = not stated.days or (not stated.months and months != EVERY_MONTH)
    return CalendarRule(first, _write_rule(months, days, stated.step if stated.unit == "year" else 1), assumed)


def _build_short(stated: RecurrenceParts, issued: date) -> CalendarRule | None:
    if stated.months or stated.days:
        return None
    apart = f";INTERVAL={stated.step}" if stated.step > 1 else ""
    listed = f";BYDAY={','.join(stated.weekdays)}" if stated.weekdays else ""
    rule = f"FREQ={FREQUENCIES[stated.unit]}{apart}{listed}"
    if stated.unit == "day":
        return CalendarRule(issued, rule, assumed=False)
    # A week ends on its Sunday; each further one is `step` weeks later.
    wanted = [WEEKDAYS.index(day) for day in stated.weekdays] or [6]
    ahead = min((day - issued.weekday()) % 7 for day in wanted)
    return CalendarRule(issued + timedelta(days=ahead), rule, assumed=not stated.weekdays)


def _build_positioned(stated: RecurrenceParts, issued: date) -> CalendarRule | None:
    """第一个工作日 of a month: its first weekday that is no Saturday or Sunday."""
    position = stated.position
    if stated.unit != "month" or stated.step != 1 or position is None:
        return None
    rule = f"FREQ=MONTHLY;BYDAY={','.join(stated.weekdays)};BYSETPOS={position}"
    year, month = issued.year, issued.month
    for _ in EVERY_MONTH:  # not each month has a fifth Wednesday
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        fitting = [day for day in days if WEEKDAYS[day.weekday()] in stated.weekdays]
        index = position - 1 if position > 0 else position
        if -len(fitting) <= index < len(fitting) and fitting[index] >= issued:
            return CalendarRule(fitting[index], rule, assumed=False)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _find_months(stated: RecurrenceParts) -> tuple[int, ...]:
    """Return the months that end a period; none for periods that do not fit a year."""
    if stated.months:
        return _season_end(stated.months) if stated.season else stated.months
    if stated.unit == "year":
        return (12,)
    return EVERY_MONTH[stated.step - 1 :: stated.step] if 12 % stated.step == 0 else ()


def _season_end(months: tuple[int, ...]) -> tuple[int, ...]:
    """Return the last month of a stretch, which may run over the year's end (9月至次年3月)."""
    return tuple(month for month in months if month % 12 + 1 not in months) or months[-1:]


def _find_first(issued: date, months: tuple[int, ...], days: tuple[int, ...]) -> date | None:
    for year in range(issued.year, min(issued.year + 1, date.max.year) + 1):
        for month in sorted(months):
            last = monthrange(year, month)[1]
            for day in sorted(last if day == -1 else min(day, last) for day in days):
                if date(year, month, day) >= issued:
                    return date(year, month, day)
    return None


def _write_rule(months: tuple[int, ...], days: tuple[int, ...], step: int) -> str:
    every = months == EVERY_MONTH
    which = "" if every else f";BYMONTH={','.join(map(str, months))}"
    apart = f";INTERVAL={step}" if step > 1 else ""
    if max(days) <= SHORTEST_MONTH or step > 1:
        listed = ",".join(map(str, days))
        return f"FREQ={'MONTHLY' if every else 'YEARLY'}{apart}{which};BYMONTHDAY={listed}"
    # The latest of these days that the month has: the 28th of February for 每月30日前.
    early = sum(day <= SHORTEST_MONTH for day in days)
    listed = ",".join(map(str, sorted({*days, *range(SHORTEST_MONTH, max(days) + 1)})))
    position = ",".join(map(str, (*range(1, early + 1), -1)))
    return f"FREQ=MONTHLY{which};BYMONTHDAY={listed};BYSETPOS={position}"
