"""Numbers with their units on one scale."""

from __future__ import annotations

import pytest

from extractor.compare.differences.scales import scale_value


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
