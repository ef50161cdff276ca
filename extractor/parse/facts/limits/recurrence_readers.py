"""In: a match that names what comes round. Out: `Recurrence`.

Not handled: that no quota stands behind it (`deadlines`), and terms of a school year, which have no fixed days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.language.dates import last_day
from extractor.language.needs import compile_late
from extractor.model.timing.parts import OFFICE_DAYS, QUARTER_ENDS, QUARTER_MIDDLES, QUARTER_STARTS, WEEKDAYS, Unit
from extractor.model.timing.timing import Day, Recurrence, Span, Timing
from extractor.parse.facts.limits.reading import LimitReading, find_step, read_number, read_numbers, season_month
from extractor.parse.facts.periods import Governing, is_rhythm

STEPS: dict[str, tuple[Unit, int]] = {
    "年": ("year", 1), "半年": ("month", 6), "季度": ("month", 3), "月": ("month", 1), "周": ("week", 1),
    "星期": ("week", 1), "天": ("day", 1), "日": ("day", 1), "小时": ("hour", 1),
}  # fmt: skip
PARTS_OF_MONTH = {"旬": (10, 20, -1), "半月": (15, -1), "半个月": (15, -1)}
"""the last days of what a month is parted into"""
TENTHS = {"上旬": 10, "中旬": 20, "下旬": -1}
HAN_WEEKDAYS = {**dict(zip("一二三四五六日", WEEKDAYS, strict=True)), "天": "SU"}
MONTHS_OF_QUARTERS = {
    "首": QUARTER_STARTS, "第一个": QUARTER_STARTS, "第1个": QUARTER_STARTS,
    "第二个": QUARTER_MIDDLES, "第2个": QUARTER_MIDDLES, "中间": QUARTER_MIDDLES,
    "次": QUARTER_STARTS, "下": QUARTER_STARTS,
}  # fmt: skip
"""每季度次月10日前: the month after the quarter is the first of the next"""
AT_END = compile_late(r"[底末]")
"""每年3月、6月底"""
ONCE_EACH = compile_late(r"[^,。;\d]{0,16}[1一]次")
"""每2天送水1次"""
THIS_MONTH = compile_late(r"(?:本|这个)月[^。;每]*$")
"""本月底前完成摸底,下月上旬开展整治: the next month, once"""
WEEKS = 5
COUNTED = compile_late(r"[^,。;]{0,12}\d")
"""每3户安排1人: a share, no rhythm"""


def read_each_month(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每月26日前, 每月5日、20日, 每季度最后一个月25日前, 每年6月、12月, 每年6月底前, 每月前5个工作日."""
    groups = match.groupdict()
    monthly: tuple[Unit, int] = ("month", 1)
    step = monthly if groups.get("next") else find_step(reading.words, groups.get("period") or "")
    if step is None:
        return None
    if groups.get("next") and THIS_MONTH.search(match.string[: match.start()]):
        return None
    unit, count = step
    days = read_numbers(groups.get("days"))
    if groups.get("tenth"):
        days = (TENTHS[groups["tenth"]],)
    if groups.get("end") or (groups.get("months") and AT_END.search(groups["months"]) and not days):
        days = (-1,)
    months = tuple(sorted(read_numbers(groups.get("months"))))
    if any(not (day == -1 or 1 <= day <= 31) for day in days) or any(not 1 <= month <= 12 for month in months):
        return None
    if match.re.groupindex.get("nth"):
        return _read_nth_working_day(match)
    if groups.get("which") and unit == "month" and count == 3:
        months = MONTHS_OF_QUARTERS.get(groups["which"].removesuffix("月"), QUARTER_ENDS)
    if unit == "year" and days and not months:
        months = (12,)
    if not days and not months:
        return None
    return Recurrence(unit, count, months, days)


def _read_nth_working_day(match: re.Match[str]) -> Recurrence:
    """每月最后3个工作日报送 leaves time until the last of them; with 前 it ends before."""
    nth = read_number(match["nth"]) or 1
    if "最后" in match.group():
        nth = -nth if match["before"] else -1
    return Recurrence("month", weekdays=OFFICE_DAYS, position=nth)


def read_odd_even_month(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每双月, 每单月15日前, 双月底前: every other month by its number."""
    named = match.group().startswith(("每", "逢")) or match["days"] or match["end"] or match["tenth"]
    if not named:
        return None
    days = read_numbers(match["days"])
    if match["tenth"]:
        days = (TENTHS[match["tenth"]],)
    if match["end"]:
        days = (-1,)
    if any(not (day == -1 or 1 <= day <= 31) for day in days):
        return None
    return Recurrence("year", months=tuple(range(1 if match["which"] == "单" else 2, 13, 2)), days=days)


def read_each_season(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每年3月至5月, 每年第四季度; with 前 the last day of that stretch."""
    if match["season"]:
        last = season_month(match["season"])
        first = last - (5 if "半年" in match["season"] else 2)
        ends = match["season"][-1] in "末底"
    else:
        first, last, ends = int(match["first"]), int(match["last"]), False
    wraps = "over" in match.re.groupindex and match["over"] is not None
    if not (1 <= first <= 12 and 1 <= last <= 12) or wraps != (first > last):
        return None
    if match["before"] or ends:
        return Recurrence("year", months=(last,), days=(-1,))
    months = (*range(1, last + 1), *range(first, 13)) if wraps else tuple(range(first, last + 1))
    return Recurrence("year", months=months, season=True)


def read_each_weekday(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每周三, 每周一、周四, 每个工作日."""
    if "office" in match.re.groupindex:
        return Recurrence("week", weekdays=OFFICE_DAYS)
    listed = [HAN_WEEKDAYS[letter] for letter in match["weekdays"] if letter in HAN_WEEKDAYS]
    return Recurrence("week", weekdays=tuple(sorted(set(listed), key=WEEKDAYS.index)))


def read_nth_weekday(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每月第一个周六, 每月最后一个星期五."""
    number = -1 if match["nth"] == "最后一" else read_number(match["nth"].removeprefix("第"))
    if number is None or not (number == -1 or 1 <= number <= WEEKS):
        return None
    return Recurrence("month", weekdays=(HAN_WEEKDAYS[match["weekday"]],), position=number)


def read_each_steps(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每两天, 每两年, 每3个月."""
    number = read_number(match["n"])
    unit, step = STEPS[match["unit"]]
    if number is None or number < 1:
        return None
    if number > 1 and COUNTED.match(reading.after):
        period = Governing(match.start(), match.end(), unit, step * number)
        if not ONCE_EACH.match(reading.after) or not is_rhythm(match.string, period):
            return None
    return Recurrence(unit, step * number)


def read_cycle(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """“日监测”, 按月报送."""
    name = match["cycle"] or match["by"]
    if name in PARTS_OF_MONTH:
        return Recurrence("month", days=PARTS_OF_MONTH[name])
    step = find_step(reading.words, name)
    return Recurrence(*step) if step else None


def read_every(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """每季度 alone; that no quota stands behind it is asked before."""
    if match["period"] in PARTS_OF_MONTH:
        return Recurrence("month", days=PARTS_OF_MONTH[match["period"]])
    if match["period"] == "工作日":
        return Recurrence("week", weekdays=OFFICE_DAYS)
    if match["period"] == "半月":
        return Recurrence("month", days=(15, -1))
    step = find_step(reading.words, match["period"])
    return Recurrence(*step) if step else None


def make_yearly(timings: Sequence[Timing]) -> Recurrence | None:
    """Return the days of one year as days of each year; None where they differ in more than their months."""
    days = [date for one in timings if isinstance(one, Day | Span) for date in [_month_and_day(one)] if date]
    if not days:
        return None
    months = tuple(sorted({month for month, _ in days}))
    kinds = {day for _, day in days}
    if kinds == {None}:
        return Recurrence("year", months=months)
    ends = {-1 if day == last_day(2001, month) or (month, day) == (2, 29) else day for month, day in days}
    return Recurrence("year", months=months, days=(ends.pop() or -1,)) if len(ends) == 1 else None


def _month_and_day(one: Day | Span) -> tuple[int, int | None] | None:
    if isinstance(one, Span):
        return (int(one.end[5:7]), None) if one.end else None
    text = one.day[5:] if one.day else one.month_day or ""
    return int(text[:2]), int(text[3:])
