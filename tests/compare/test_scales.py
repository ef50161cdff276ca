"""Numbers with their units, durations and recurrences on one scale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.differences.scales import scale_duration, scale_rrule, scale_value


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.3, "%", (0.3, "%")),
        (1e-5, "", (0.001, "%")),  # 成武: 小于十万分之一
        (0, "", (0, "")),  # 平阴: 动态清零, of which no unit is said
        (7000, "万条", (7e7, "条")),
        (10, "亿元", (1e9, "元")),
        (5, "‰", (0.5, "%")),
        (20, "个", (20, "个")),
        (3, "", (3, "")),
    ],
)
def test_values(value, unit, expected):
    assert scale_value(value, unit) == expected


@pytest.mark.parametrize(
    ("duration", "working", "expected"),
    [
        ("P15D", True, (15.0, "工作日")),  # 平阴, 双公示
        ("P7D", True, (7.0, "工作日")),  # 长清, 双公示
        ("PT48H", False, (2.0, "日")),
        ("PT36H", False, (1.5, "日")),
        ("P2W", False, (14.0, "日")),
        ("P1M", False, (1.0, "个月")),  # a month has no fixed number of days
        ("P1Y", False, (12.0, "个月")),
        ("P1M3D", False, None),
        ("7D", True, None),
        ("P", True, None),
        ("", None, None),
    ],
)
def test_durations(duration, working, expected):
    assert scale_duration(duration, working_days=working) == expected


@pytest.mark.parametrize(
    ("rrule", "times"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=26", 12.0),
        ("RRULE:FREQ=MONTHLY;INTERVAL=3", 4.0),
        ("FREQ=DAILY", 365.0),
        ("FREQ=YEARLY;BYMONTH=6,12", 2.0),
        ("FREQ=WEEKLY", 52.0),
        ("FREQ=HOURLY", None),
        ("FREQ=MONTHLY;COUNT=3", None),
        ("FREQ=MONTHLY;INTERVAL=0", None),
        ("每月26日", None),
        ("", None),
    ],
)
def test_recurrences(rrule, times):
    assert scale_rrule(rrule) == times


@given(st.text())
def test_no_words_break_the_scales(text):
    scale_rrule(text)
    scale_duration(text, working_days=None)
