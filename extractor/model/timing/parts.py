"""In: nothing. Out: `RecurrenceParts` and the small words that time limits are made of.

Not handled: what they mean together (`timing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["year", "month", "week", "day", "hour"]
TimeUnit = Literal["year", "month", "week", "day", "working_day", "hour", "minute", "second"]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFFICE_DAYS = WEEKDAYS[:5]
QUARTER = 3
"""Months of a quarter."""
QUARTER_STARTS, QUARTER_MIDDLES, QUARTER_ENDS = (1, 4, 7, 10), (2, 5, 8, 11), (3, 6, 9, 12)
EVERY_MONTH = tuple(range(1, 13))


class Words(NamedTuple):
    """What a reader sees, Chinese and English."""

    zh: str
    en: str


class CalendarRule(NamedTuple):
    """What a calendar takes of a recurrence: the first day, the rule, and whether its day was assumed."""

    first: date
    rrule: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class RecurrenceParts:
    """Every `step` units, on the days that are named; day -1 is the last of the month.

    `season` says that the months are one stretch of the year (每年3月至5月), which comes round once.
    """

    unit: Unit
    step: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    position: int | None = None
    season: bool = False
