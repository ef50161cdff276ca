"""In: a number with its printed unit. Out: the number on the common scale.

Not handled: working days against calendar days against months, which no fixed factor joins; they stay three scales.
"""

from __future__ import annotations

TIME_UNITS = frozenset({"工作日", "个工作日", "日", "天", "小时", "个月", "月", "分钟", "年", "周"})
FACTORS = {"亿": 1e8, "万": 1e4}
SIZES = {
    "斤": (0.0005, "吨"), "市斤": (0.0005, "吨"), "公斤": (0.001, "吨"), "千克": (0.001, "吨"), "米": (0.001, "公里"),
    "千米": (1.0, "公里"), "里": (0.5, "公里"), "公顷": (15.0, "亩"), "平方公里": (1500.0, "亩"),
    "平方千米": (1500.0, "亩"), "度": (1.0, "千瓦时"), "‰": (0.1, "%"), "方": (1.0, "立方米"),
}  # fmt: skip
"""printed measures of one size, with the factor to the common one: 17亿斤 are 85万吨"""
PERIODS = {
    "year": 1.0, "half_year": 2.0, "quarter": 4.0, "two_months": 6.0, "month": 12.0, "half_month": 24.0,
    "two_weeks": 26.0, "ten_days": 36.0, "week": 52.0, "day": 365.0, "term": 2.0, "two_years": 0.5,
    "three_years": 0.3333,
}  # fmt: skip


def scale_value(value: float, unit: str) -> tuple[float, str]:
    """Return a value in per cent or plain counts, with that unit; a fraction without unit is a share.

    >>> scale_value(1e-05, ""), scale_value(7000, "万条"), scale_value(0.3, "%"), scale_value(0, "")
    ((0.001, '%'), (70000000.0, '条'), (0.3, '%'), (0, ''))
    >>> scale_value(17, "亿斤"), scale_value(800, "米"), scale_value(5, "‰")
    ((850000.0, '吨'), (0.8, '公里'), (0.5, '%'))
    """
    if unit == "":
        return (round(value * 100, 9), "%") if 0 < value < 1 else (value, "")
    factor = FACTORS.get(unit[0], 1.0) if unit not in SIZES else 1.0
    bare = unit[1:] if factor != 1.0 else unit
    size, common = SIZES.get(bare, (1.0, bare))
    return (round(value * factor * size, 9), common) if factor * size != 1.0 or common != unit else (value, unit)
