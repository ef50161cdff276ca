"""In: the words before an effect. Out: a comparison with another quantity, as a band of the difference.

Not handled: bounds that are numbers (`bands`).
"""

from __future__ import annotations

import re

from extractor.model.facts.scoring import Band, Edge

AGAINST = re.compile(
    r"^(?P<own>[^,;。]{0,24}?)(?P<op>大于或等于|大于等于|小于等于|不低于|不高于|不少于|不大于|不小于|高于|大于|超过|等于|低于|小于|少于|达到|未达到)"
    r"(?P<other>[^,;。\d]{0,12}?(?:平均(?:值|水平|数|线|分)?|均值|目标值|计划(?:数|值)|任务数|上年度?(?:同期)?(?:水平|数|值)?|去年(?:同期)?(?:水平|数)?|基准值|基期值))$"
)
SIGN = {"大于或等于": ">=", "大于等于": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "达到": ">=", "高于": ">", "大于": ">", "超过": ">", "等于": "==", "小于等于": "<=", "不高于": "<=", "不大于": "<=", "低于": "<", "小于": "<", "少于": "<", "未达到": "<"}  # fmt: skip


def find_against(words: str) -> Band | None:
    """Return a comparison with another quantity as a band of the difference: 指标值大于全县平均值.

    >>> find_against("指标值大于全县平均值").against, find_against("低于")
    ('全县平均值', None)
    """
    match = AGAINST.match(words)
    if match is None:
        return None
    sign = SIGN[match["op"]]
    edge = Edge(0, closed="=" in sign, firm=True)
    low = edge if sign[0] in ">=" else None
    high = edge if sign[0] in "<=" else None
    return Band(subject=match["own"], against=match["other"], low=low, high=high)
