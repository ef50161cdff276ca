"""In: what a statement measures. Out: its input, with the kind, bounds and reach that its unit and words allow.

Not handled: inputs that are counted or answered (`inputs`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.rulebook.build.inputs import COUNTED, RowInputs

SHARE = re.compile(r"占|[^应用]率$|合规率|及时率|完成比例")
LASTING = frozenset({"天", "日", "工作日", "小时", "分钟", "月"})
"""0.5个工作日 can be observed."""
MEAN = re.compile(r"^每[十百千万]|每[百千万](?:人|户|名|口|平方公里|公里)|人均|户均|平均")
"""每百户投诉量, 人均面积: parts of a thing can be observed."""
ABOVE = re.compile(r"完成|增长|增速|增幅|计划|任务|目标|应用|投资|达产|回报|负债|周转")
"""Shares that can pass 100%."""


def observe(  # noqa: PLR0913 - what is known of a number
    inputs: RowInputs, label: str, unit: str, largest: Decimal, *, fractions: bool = False, beyond: bool = False
) -> tuple[str, bool]:
    """Add a measured input and return its name, and whether only whole numbers can be observed.

    `beyond`: a sentence says what is above the largest number (控制率超过100%的每超过1个百分点扣0.5分).
    """
    if unit == "名":
        if "均" in label:
            return inputs.add(label, "number", unit, minimum=Decimal(1), reach=largest + 20), False
        return inputs.add(label, "rank", unit, minimum=Decimal(1), reach=largest + 20), True
    if unit in COUNTED and not fractions and unit not in LASTING and not MEAN.search(label):
        return inputs.add(label, "count", unit, minimum=Decimal(0), reach=max(largest * 2, largest + 2)), True
    if is_change(label):
        return inputs.add(label, "number", unit, minimum=-_span(largest, unit), reach=_span(largest, unit)), False
    hundred = (
        Decimal(100)
        if unit == "%" and SHARE.search(label) and not ABOVE.search(label) and largest <= 100 and not beyond
        else None
    )
    reach = min(largest * 2 or Decimal(1), hundred) if hundred is not None else largest * 2 or Decimal(1)
    return inputs.add(label, "number", unit, minimum=Decimal(0), maximum=hundred, reach=reach), False


def _span(largest: Decimal, unit: str) -> Decimal:
    """Return how far a change may go: 变动率≤0 alone says nothing of it."""
    return largest * 2 or (Decimal(100) if unit == "%" else Decimal(1))


def is_change(label: str) -> bool:
    """Whether a quantity may be negative: 同比增长, 增幅.

    >>> is_change("同比增长"), is_change("办结率")
    (True, False)
    """
    return any(
        word in label
        for word in (
            "同比",
            "环比",
            "增长",
            "增速",
            "增幅",
            "升降",
            "变动",
            "变化率",
            "增减",
            "较上年",
            "比上年",
            "下降率",
        )
    )
