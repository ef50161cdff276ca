"""In: the words before an effect. Out: comparisons with another quantity, as bands of the difference.

高于全市平均水平; 低于全市平均水平但实现正增长; 高于全省平均增速3个百分点以上. Not handled: bounds that are numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.scoring import Band, Edge

OTHER = (
    r"[^,;。\d]{0,14}?(?:平均(?:增长率|增长水平|增长|增速|增幅|得分|成绩|值|水平|数|线|分|率|比例)?|均值|序时进度|时序进度|时间进度|目标值|保有量|计划(?:数|值)|任务数|基准值|基期值"
    r"|上年度?(?:同期)?(?:水平|数|值|增速)?|去年(?:同期)?(?:水平|数|增速)?)"
)
OPERATOR = (
    r"(?:达到或超过|等于或高于|高于或等于|等于或低于|低于或等于|大于或等于|大于等于|小于等于|不低于|不高于|不少于|不大于|不小于|未达到|未超过|没有达到"
    r"|高于|大于|超过|等于|低于|小于|少于|达到)"
)
AGAINST = re.compile(rf"^(?P<own>[^,;。]{{0,24}}?)(?P<op>{OPERATOR})(?P<other>{OTHER})$")
SIGNS = {
    ">=": "达到或超过 等于或高于 高于或等于 大于或等于 大于等于 不低于 不少于 不小于 达到",
    ">": "高于 大于 超过",
    "==": "等于",
    "<=": "等于或低于 低于或等于 小于等于 不高于 不大于 未超过",
    "<": "低于 小于 少于 未达到 没有达到",
}
SIGN = {words: sign for sign, all_words in SIGNS.items() for words in all_words.split()}
ALSO = re.compile(r",?(?:但是?|且|并且?|同时)(?=\D)")
GROWS = re.compile(r"^(?:仍|实现|保持|为|有|同比|较上年|比上年)*(?:正增长|所增长|增长|上升)$")
FALLS = re.compile(r"^(?:为|出现|同比|较上年|比上年)*(?:负增长|下降|减少)$")
STANDS = Guarded(
    rf"^(?P<own>[^,;。]{{0,24}}?)(?:处于|位于|在)(?P<other>{OTHER})(?:及|及其|\(含\))?(?P<way>以上|以下)$",
    ("以上", "以下"),
)
"""平均分在全县平均分以上."""
ON_TIME = re.compile(
    r"^(?P<own>[^,;。]{0,24}?)(?:按照?|按时)(?P<other>序时进度|时序进度|时间进度)(?:要求)?(?:完成|推进|达到)$"
)
"""按照序时进度完成."""
LEVEL = Guarded(
    rf"^(?P<own>[^,;。]{{0,24}}?)(?:与|同|和)(?![^,;。]{{0,4}}(?:上年|去年))(?P<other>{OTHER})(?:持平|相同|一致)$",
    ("一致", "持平", "相同"),
)
LEVEL_AGAIN = compile_late(r"^(?:与|同|和)(?P<other>[^,;。]{2,14}?)(?:持平|相同|一致)$")
"""高于上年2个百分点以上得4分，与上年持平得2分: the other was named before."""
SAME = compile_late(r"^(?:持平|相同|一致|相当|不变)$")
"""高于上年得3分，持平得2分."""
ALONE = compile_late(rf"^{OPERATOR}$")


def find_against(words: str) -> Band | None:
    """Return a comparison with another quantity as a band of the difference: 指标值大于全县平均值.

    >>> find_against("指标值大于全县平均值").against, find_against("低于")
    ('全县平均值', None)
    >>> find_against("与全省平均水平持平").high.value
    0
    """
    level, stands, on_time = LEVEL.match(words), STANDS.match(words), ON_TIME.match(words)
    match = level or stands or on_time or AGAINST.match(words)
    if match is None:
        return None
    if stands is not None:
        sign = ">=" if stands["way"] == "以上" else "<="
    else:
        sign = "==" if level is not None else ">=" if on_time is not None else SIGN[match["op"]]
    edge = Edge(0, closed="=" in sign, firm=True)
    low = edge if sign[0] in ">=" else None
    high = edge if sign[0] in "<=" else None
    return Band(subject=match["own"], against=match["other"], low=low, high=high)


def find_all_against(words: str, before: Band | None) -> tuple[Band, ...]:
    """Return the comparisons that hold together; `before` is the last one, which 低于的 leaves out.

    >>> [(b.against, b.subject) for b in find_all_against("低于全市平均水平但高于上年", None)]
    [('全市平均水平', ''), ('上年', '')]
    >>> find_all_against("高于", find_against("投诉率低于全市平均水平"))[0].against
    '全市平均水平'
    """
    found = [_read(piece, before) for piece in ALSO.split(words)]
    bands = tuple(band for band in found if band is not None)
    return bands if bands and len(bands) == len(found) and any(band.against for band in bands) else ()


def _read(words: str, before: Band | None) -> Band | None:
    if before is not None and ALONE.match(words):
        band = find_against(words + before.against)
        return band and replace(band, against=before.against)
    again = LEVEL_AGAIN.match(words) if before is not None else None
    other = again is not None and before is not None and _same_other(again["other"], before.against)
    if before is not None and (other or SAME.match(words)):
        edge = Edge(0, firm=True)
        return replace(before, subject="", bare=False, low=edge, high=edge)
    if GROWS.match(words):
        return Band(unit="%", low=Edge(0, closed=False, firm=True))
    if FALLS.match(words):
        return Band(unit="%", high=Edge(0, closed=False, firm=True))
    band = find_against(words)
    if band is not None and before is not None and before.against.endswith(band.against):
        return replace(band, against=before.against)  # 高于全县平均水平得4分，等于平均水平得2分
    return band


def _same_other(one: str, other: str) -> bool:
    """Whether two words are the same other quantity: 上年 and 上年度水平."""
    one, other = (words.replace("去年", "上年").replace("年度", "年").removesuffix("水平") for words in (one, other))
    return one == other


def shift(band: Band, before: Band | None) -> Band | None:
    """Return a band of numbers whose subject is a comparison as a band of the difference: 高于全省平均3个百分点以上.

    >>> shift(Band(subject="增速高于全省平均增速", unit="百分点", low=Edge(3)), None).against
    '全省平均增速'
    """
    words = band.subject
    if before is not None and ALONE.match(words):
        words += before.against
    match = AGAINST.match(words)
    sign = SIGN[match["op"]] if match is not None else ""
    if match is None or sign not in {">", "<"} or band.bare or band.last:
        return None
    low, high = band.low, band.high
    if sign == "<":
        low, high = _negate(high), _negate(low)
        high = high or Edge(0, closed=False, firm=True)
    else:
        low = low or Edge(0, closed=False, firm=True)
    return replace(band, subject=match["own"], against=match["other"], low=low, high=high)


def _negate(edge: Edge | None) -> Edge | None:
    return None if edge is None else replace(edge, value=-edge.value)
