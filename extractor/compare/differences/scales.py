"""In: a number with its printed unit, an ISO duration, an RRULE. Out: the number on the common scale.

Not handled: working days against calendar days against months, which no fixed factor joins; they stay three scales.
"""

from __future__ import annotations

import re

TIME_UNITS = frozenset({"工作日", "个工作日", "日", "天", "小时", "个月", "月", "分钟", "年", "周"})
FACTORS = {"亿": 1e8, "万": 1e4}
DURATION = re.compile(
    r"^P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?P<hours>\d+)H)?$"
)
YEARLY = {"YEARLY": 1.0, "MONTHLY": 12.0, "WEEKLY": 52.0, "DAILY": 365.0}
PERIODS = {"year": 1.0, "quarter": 4.0, "month": 12.0, "day": 365.0}


def scale_value(value: float, unit: str) -> tuple[float, str]:
    """Return a value in per cent or plain counts, with that unit; a fraction without unit is a share.

    >>> scale_value(1e-05, ""), scale_value(7000, "万条"), scale_value(0.3, "%"), scale_value(0, "")
    ((0.001, '%'), (70000000.0, '条'), (0.3, '%'), (0, ''))
    """
    if unit == "":
        return (round(value * 100, 9), "%") if 0 < value < 1 else (value, "")
    if unit == "‰":
        return round(value / 10, 9), "%"
    factor = FACTORS.get(unit[0])
    return (value * factor, unit[1:]) if factor else (value, unit)


def scale_duration(duration: str, *, working_days: bool | None) -> tuple[float, str] | None:
    """Return an ISO duration in working days, days (24 hours to the day) or months; None for a mixture, or none.

    >>> [scale_duration(d, working_days=w) for d, w in (("P7D", True), ("PT48H", False), ("P1Y", False))]
    [(7.0, '工作日'), (2.0, '日'), (12.0, '个月')]
    """
    match = DURATION.match(duration)
    if not match:
        return None
    months = 12 * int(match["years"] or 0) + int(match["months"] or 0)
    if months:
        return None if match["weeks"] or match["days"] or match["hours"] else (float(months), "个月")
    days = 7 * int(match["weeks"] or 0) + int(match["days"] or 0) + int(match["hours"] or 0) / 24
    return (round(days, 4), "工作日" if working_days else "日") if days else None


def scale_rrule(rrule: str) -> float | None:
    """Return how many times a year a recurrence falls due; None where it cannot be counted.

    >>> scale_rrule("FREQ=MONTHLY;BYMONTHDAY=26"), scale_rrule("FREQ=MONTHLY;INTERVAL=3")
    (12.0, 4.0)
    """
    parts = dict(part.split("=", 1) for part in rrule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    times = YEARLY.get(parts.get("FREQ", ""))
    interval = parts.get("INTERVAL", "1")
    if times is None or not interval.isdigit() or interval == "0" or "COUNT" in parts or "UNTIL" in parts:
        return None
    lists = [parts[key] for key in ("BYMONTH", "BYMONTHDAY", "BYDAY") if key in parts]
    each = max((len(values.split(",")) for values in lists), default=1)
    return round(times * each / int(interval), 4)
