"""In: a recurrence as a plan states it, and the plan's day of issue. Out: the rule and first day that a calendar takes.

A calendar must know a day where a plan says only "每月" (each month): the last day of the month, quarter, half-year or
year then stands for it, and `assumed` says so. "每月30日" falls on the last day of February, as an office reads it, not
on no day at all, as RFC 5545 does. Not handled: recurrences by weekday or position, which come back as None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

STATED = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?(?:;BYMONTH=(\d+(?:,\d+)*))?(?:;BYMONTHDAY=(-?\d+))?"
)
ALL_MONTHS = tuple(range(1, 13))
SHORTEST_MONTH = 28
MOST_YEARS = 8
"""How far a first day is looked for: 29 February comes at least every eighth year."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What a calendar takes: the first day, the rule, and whether its day was assumed."""

    first: date
    rrule: str
    assumed: bool


def build_recurrence(stated: str, issued: date) -> Recurrence | None:
    """Return the recurrence from the day of issue on; None for rules of other forms.

    >>> build_recurrence("FREQ=MONTHLY;BYMONTHDAY=26", date(2022, 6, 2))
    Recurrence(first=datetime.date(2022, 6, 26), rrule='FREQ=MONTHLY;BYMONTHDAY=26', assumed=False)
    >>> build_recurrence("FREQ=MONTHLY;INTERVAL=3", date(2022, 6, 2)).rrule
    'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'
    """
    match = STATED.fullmatch(stated)
    if match is None:
        return None
    frequency, step = match[1], int(match[2] or 1)
    stated_months = tuple(map(int, match[3].split(","))) if match[3] else ()
    day = int(match[4]) if match[4] else None
    if frequency in ("DAILY", "WEEKLY"):
        if stated_months or day:
            return None
        # A week ends on its Sunday; each further one is `step` weeks later.
        begin = issued if frequency == "DAILY" else issued + timedelta(days=6 - issued.weekday())
        return Recurrence(begin, stated, assumed=frequency == "WEEKLY")
    months = stated_months or _find_months(frequency, step)
    known = set(months) <= set(ALL_MONTHS) and (day is None or day == -1 or 1 <= day <= 31)
    if not months or not known:
        return None
    first = _find_first(issued, months, day or -1)
    if first is None:
        return None
    # That the last month of a quarter is meant is our reading too, wherever the plan names no month.
    assumed = day is None or (not stated_months and months != ALL_MONTHS)
    return Recurrence(first, _write_rule(months, day or -1), assumed)


def _find_months(frequency: str, step: int) -> tuple[int, ...]:
    """Return the months that end a period; none for periods that do not fit a year."""
    period = step if frequency == "MONTHLY" else 12 * step
    return ALL_MONTHS[period - 1 :: period] if period <= 12 and 12 % period == 0 else ()


def _find_first(issued: date, months: tuple[int, ...], day: int) -> date | None:
    for year in range(issued.year, min(issued.year + MOST_YEARS, date.max.year) + 1):
        for month in months:
            last = monthrange(year, month)[1]
            found = date(year, month, last if day == -1 else min(day, last))
            if found >= issued:
                return found
    return None


def _write_rule(months: tuple[int, ...], day: int) -> str:
    which = "" if months == ALL_MONTHS else f";BYMONTH={','.join(map(str, months))}"
    if day <= SHORTEST_MONTH:
        return f"FREQ={'YEARLY' if which else 'MONTHLY'}{which};BYMONTHDAY={day}"
    # The latest of these days that the month has: the 28th of February for "每月30日前".
    days = ",".join(map(str, range(SHORTEST_MONTH, day + 1)))
    return f"FREQ=MONTHLY{which};BYMONTHDAY={days};BYSETPOS=-1"
