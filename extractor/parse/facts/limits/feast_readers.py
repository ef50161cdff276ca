"""In: a match that names a feast before which something is to be done. Out: `Day`, the last day before it.

Feasts of the solar calendar, and 清明 by the mean length of the year. Not handled: feasts of the moon (春节, 中秋),
and seasons without a day (汛前).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractor.language.needs import compile_late
from extractor.model.timing.timing import Day, Timing
from extractor.parse.facts.limits.reading import LimitReading, own_year

FEASTS = {
    "元旦": (1, 1), "妇女": (3, 8), "植树": (3, 12), "五一": (5, 1), "劳动": (5, 1), "青年": (5, 4), "六一": (6, 1),
    "儿童": (6, 1), "七一": (7, 1), "建党": (7, 1), "八一": (8, 1), "建军": (8, 1), "教师": (9, 10), "国庆": (10, 1),
    "十一": (10, 1),
}  # fmt: skip
CLEAR_AND_BRIGHT = (0.2422, 4.81)
"""清明 of a year 20YY falls on April's floor(.2422 YY + 4.81) - floor(YY / 4)."""
EACH_YEAR = compile_late(r"每年度?的?$")
YEARS = range(2000, 2100)


def read_feast(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """国庆节前, 2024年清明节前: the day before; 元旦 without a year is the coming one."""
    year = own_year(match, reading)
    if year is None or year not in YEARS:
        return None
    feast = match["feast"]
    if feast == "清明" and EACH_YEAR.search(match.string, 0, match.start()):
        return None  # 每年清明节前 is another day each year
    printed = match["year"] or match["coming"]
    if feast == "元旦" and not printed:
        year += 1
    month, day = (4, _clear_and_bright(year)) if feast == "清明" else FEASTS[feast]
    last = (date(year, month, day) - timedelta(days=1)).isoformat()
    if reading.issued and last < reading.issued:
        return None  # 2024年元旦前 of a paper of March 2024
    return Day(last)


def _clear_and_bright(year: int) -> int:
    """Return the day of April on which 清明 falls.

    >>> [_clear_and_bright(year) for year in (2022, 2023, 2024, 2025)]
    [5, 5, 4, 4]
    """
    slope, start = CLEAR_AND_BRIGHT
    short = year % 100
    return int(slope * short + start) - short // 4
