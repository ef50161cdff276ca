"""In: a day and a number of working days. Out: the last day allowed, by the State Council's calendar with 调休.

The official calendar is published a year at a time; outside its years the answer is None, never a count of weekdays.
Not handled: local holidays, which no list has.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from extractor.report.exports.packages import load_package

LONGEST = 400
"""Days after which counting ends; no plan gives so many working days."""


@cache
def is_working_day(day: date) -> bool | None:
    """Return whether officials work on `day`; None where the official calendar of its year is not known.

    >>> is_working_day(date(2022, 4, 2)), is_working_day(date(2022, 4, 4)), is_working_day(date(1990, 1, 1))
    (True, False, None)
    """
    calendar = load_package("chinese_calendar", "工作日")
    try:
        return bool(calendar.is_workday(day))
    except NotImplementedError:
        return None


def add_working_days(start: date, count: int) -> date | None:
    """Return the day on which the last of `count` working days after `start` ends; None where that is not known.

    Qingming 2022: 2 April was a make-up day, 3 to 5 April were free.

    >>> add_working_days(date(2022, 3, 30), 7), add_working_days(date(2022, 3, 30), 0)
    (datetime.date(2022, 4, 11), datetime.date(2022, 3, 30))
    """
    day = start
    for _ in range(LONGEST):
        if count <= 0:
            return day
        day += timedelta(days=1)
        works = is_working_day(day)
        if works is None:
            return None
        count -= works
    return None


def last_working_day(day: date) -> date | None:
    """Return `day`, or the last working day before it where `day` is free; None where that is not known.

    >>> last_working_day(date(2022, 12, 31))
    datetime.date(2022, 12, 30)
    """
    for back in range(LONGEST):
        works = is_working_day(day - timedelta(days=back))
        if works is None:
            return None
        if works:
            return day - timedelta(days=back)
    return None
