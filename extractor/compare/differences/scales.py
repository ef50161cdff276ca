"""In: a number with its printed unit. Out: the number on the common scale.

Not handled: working days against calendar days against months, which no fixed factor joins; they stay three scales.
"""

from __future__ import annotations

TIME_UNITS = frozenset({"工作日", "个工作日", "日", "天", "小时", "个月", "月", "分钟", "年", "周"})
FACTORS = {"亿": 1e8, "万": 1e4}
PERIODS = {"year": 1.0, "half_year": 2.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0, "term": 2.0}


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
