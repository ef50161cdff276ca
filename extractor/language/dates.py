"""In: a printed date or span of dates, folded. Out: ISO dates of its first and last day.

Not handled: the lunar calendar, and years of a five-year plan (十四五).
"""

from __future__ import annotations

import calendar
import re

import msgspec

from extractor.language.needs import compile_late

YEAR = r"(?:(?P<year>\d{4}|[二〇零一二三四五六七八九]{4})年|(?P<this>今年|本年度?|当年)|(?P<coming>明年|下一?年度?))"
MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
SEASONS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
TENTHS = {"上旬": 10, "中旬": 20}

# 2022年4-8月; 2022年9月-11月; 2022年3月1日至5月31日; 2022年6月至2023年5月
SPAN = re.compile(
    r"(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月?(?:(?P<d1>\d{1,2})[日号])?"
    r"(?:-{1,2}|~|至|到)"
    r"(?:(?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})[日号])?(?P<part>底|末|上旬|中旬|下旬)?"
)
# 9月21日至27日
DAYS_OF_MONTH = re.compile(
    r"(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?(?:-{1,2}|~|至|到)(?P<d2>\d{1,2})[日号]"
)
# 2022年3月; 2022年11月30日
MONTH_OR_DAY = re.compile(
    r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?(?P<part>底|末|上旬|中旬|下旬)?"
)
# 2022年; 2023年底
WHOLE_YEAR = compile_late(r"(?P<y>\d{4})年(?:底|末|度)?")


class Days(msgspec.Struct, frozen=True):
    """A span of days, both ends within; `start` is None where only the end is printed."""

    start: str | None
    end: str | None


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> last_day(2022, 11), last_day(2024, 2)
    (30, 29)
    """
    return calendar.monthrange(year, month)[1]


def build_date(year: int | None, month: int, day: int | None = None, part: str | None = None) -> str | None:
    """Return the ISO date, the month's last day where no day is printed; None where it is no date.

    >>> build_date(2022, 11), build_date(2022, 13), build_date(2022, 5, part="中旬")
    ('2022-11-30', None, '2022-05-20')
    """
    if year is None or not 1 <= month <= 12:
        return None
    wanted = day or TENTHS.get(part or "") or last_day(year, month)
    if not 1 <= wanted <= last_day(year, month):
        return None
    return f"{year:04d}-{month:02d}-{wanted:02d}"


def parse_days(text: str, year: int | None) -> Days | None:
    """Return the days that a printed span, month or day covers; `year` where none is printed.

    >>> parse_days("2022年4-8月", None)
    Days(start='2022-04-01', end='2022-08-31')
    >>> parse_days("2022年3月", None)
    Days(start='2022-03-01', end='2022-03-31')
    >>> parse_days("9月21日至27日", 2015)
    Days(start='2015-09-21', end='2015-09-27')
    """
    match = SPAN.search(text)
    if match:
        first_year = int(match["y1"]) if match["y1"] else year
        second_year = int(match["y2"]) if match["y2"] else first_year
        start = build_date(first_year, int(match["m1"]), int(match["d1"]) if match["d1"] else 1)
        end = build_date(second_year, int(match["m2"]), int(match["d2"]) if match["d2"] else None, match["part"])
        return Days(start, end) if start and end and start <= end else None
    match = DAYS_OF_MONTH.search(text)
    if match:
        own = int(match["y1"]) if match["y1"] else year
        start = build_date(own, int(match["m1"]), int(match["d1"]))
        end = build_date(own, int(match["m1"]), int(match["d2"]))
        return Days(start, end) if start and end and start <= end else None
    match = MONTH_OR_DAY.search(text)
    if match:
        own = int(match["y"]) if match["y"] else year
        day = int(match["d"]) if match["d"] else None
        end = build_date(own, int(match["m"]), day, match["part"])
        start = build_date(own, int(match["m"]), day or 1)
        return Days(start, end) if end else None
    match = WHOLE_YEAR.search(text)
    return Days(f"{match['y']}-01-01", f"{match['y']}-12-31") if match else None
