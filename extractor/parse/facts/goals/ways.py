"""In: a number in a clause. Out: whether it belongs to the name of a way of working, and counts nothing.

“三挂三选”, 一村一品, 发现1处、整治1处, “1个窗口受理、1次办结”模式. Not handled:
names of plans (“十百千”工程), in which no number has a measure.
"""

from __future__ import annotations

import re

SLOGAN = re.compile(
    r"(?P<n>[一二三四五六七八九])[^\d零〇一二两三四五六七八九十百千万亿至到和或点几余多,。;]{1,3}(?P=n)(?![万千百十])"
)
"""三挂三选三交流, 一村一品"""
NAME_MOST = 14
WAY = re.compile(
    r"(?:的)?[^,。;:\d]{0,4}(?:模式|机制|要求|原则|办法|做法|制度|工作法|服务(?!\d)|改革|行动|计划|工程|体系|格局|目标)"
)
EACH_BY_ONE = re.compile(
    r"[\u4e00-\u9fff]{1,4}1(?P<unit>个|处|户|件|项|起|家|批|条|人|宗|例|所|片|栋)[、,]?[\u4e00-\u9fff]{1,4}1(?P=unit)"
    r"(?![\u4e00-\u9fff]{2})"
)


def is_way(text: str, clause: tuple[int, int], number: tuple[int, int]) -> bool:
    """Tell whether the number [number) of a clause belongs to a name or to a way of doing things one by one.

    >>> is_way("一村一品", (0, 4), (0, 2)), is_way("发现1处、整治1处", (0, 9), (2, 4)), is_way("建1处", (0, 3), (1, 3))
    (True, True, False)
    """
    start, end = number
    if text[start].isdigit():
        return _is_one_by_one(text, clause, start) or _is_named(text, clause, number)
    if SLOGAN.match(text, start):
        return True
    opened = text.rfind('"', clause[0], start)
    closed = text.find('"', end, clause[1])
    return _is_quoted(text, clause, start) and opened >= 0 and 0 <= closed <= end + NAME_MOST


def _is_one_by_one(text: str, clause: tuple[int, int], start: int) -> bool:
    """发现1处、整治1处: how it is done."""
    left = max(clause[0], start - NAME_MOST)
    return any(one.start() < start < one.end() for one in EACH_BY_ONE.finditer(text, left, clause[1]))


def _is_named(text: str, clause: tuple[int, int], number: tuple[int, int]) -> bool:
    """推行"1个窗口受理、1次办结"模式: digits inside the name of a way of working."""
    closed = text.find('"', number[1], clause[1]) if _is_quoted(text, clause, number[0]) else -1
    return 0 <= closed <= number[1] + NAME_MOST and WAY.match(text, closed + 1) is not None


def _is_quoted(text: str, clause: tuple[int, int], start: int) -> bool:
    return text.count('"', clause[0], start) % 2 == 1
