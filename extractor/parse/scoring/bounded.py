"""In: the bounds and steps that words print, or the words. Out: what their neighbours say of them.

Not handled: where a condition stands (`conditions`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import MONEY, Band, Edge, exact
from extractor.parse.scoring.pieces.bands import FoundBand
from extractor.parse.scoring.pieces.effects import Effect
from extractor.parse.scoring.pieces.steps import FoundStep

POSITIVE = re.compile(r"[,、]?但?(?:仍|仍然|实现|保持|为)*(?:正增长|有所增长)(?:的)?$")
"""5%以下但正增长的: above 0 as well."""
APART = re.compile(
    r"(?:推迟|延迟|迟延|拖延|逾期|超期|超时|延期|迟报|晚报|滞后|后退|退后|下降|下滑|降低|减少)(?:了|幅度)?$"
)
UNDONE = compile_late(
    r"^(?P<of>[^,;。]{0,12}?)未(?:能)?完成(?P<what>[^,;。]{0,8}(?:任务|目标|计划|指标)(?:数|值|量)?)的?$"
)
JOINED = re.compile(r",?(?:但是?(?!不)|且|并且|同时(?!间))")
PLAIN = compile_late(
    r"(?!仍|实现|(?:未|不)(?:能)?(?:达标|达到|完成|满足|符合|合格)(?:要求|标准|目标|任务)*$)(?:(?!高于|低于|超过|大于|小于|不足|增长|下降|上升|减少|提高|前列|第一|倒数|末位|均|其中|分值|满分|得分)[\u4e00-\u9fff、])+"
)
"""A condition that can be answered by yes or no; what only says that something grows is a bound."""
LEADING = re.compile(r"(?:被|获|评为|认定为|建立|制定|未发生|未出现|无|通过|取得|荣获)")
"""被评为先进且排名前三的: the condition stands before the bound."""
LEAST_WORDS = 3
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def without_none(band: Band) -> Band:
    """推迟一周以内扣1分: what is not late at all is none of it."""
    undone = UNDONE.match(band.subject) if band.bare and band.unit == "%" and band.low is not None else None
    if undone is not None and band.low is not None:  # 未完成年度任务70%的不得分
        subject = f"{undone['of']}完成{undone['what']}"
        return replace(band, subject=subject, bare=False, low=None, high=replace(band.low, closed=False, firm=True))
    apart = band.low is None and band.high is not None and band.high.value > 0 and not band.against
    return replace(band, low=Edge(0, closed=False, firm=True)) if apart and APART.search(band.subject) else band


def find_beside(words: str, bands: tuple[FoundBand, ...]) -> tuple[tuple[int, int], ...]:
    """Return where conditions stand that are joined to a bound and have no number: 前5名且无安全事故.

    >>> find_beside("综合成绩且无安全事故的", ())
    ()
    """
    if not bands:
        return ()
    found = []
    cuts = [match.span() for match in JOINED.finditer(words)]
    first = LEADING.match(words) if cuts else None
    for (start, begin), (stop, after) in pairwise([*([(0, 0)] if first else []), *cuts, (len(words), len(words))]):
        clause = words[begin:stop].rstrip(",的、")
        held = any(begin < one.end and one.start < stop for one in bands)
        if not held and len(clause) >= LEAST_WORDS and PLAIN.fullmatch(clause):
            found.append((start, after if not begin else begin + len(clause)))
    return tuple(found)


def same_money(step: FoundStep | None, bands: tuple[FoundBand, ...]) -> FoundStep | None:
    """1亿元以上每增加5000万元加1分: the step in the unit of its bound."""
    unit = bands[-1].band.unit if bands else ""
    if step is None or unit == step.step.unit or {unit, step.step.unit} - MONEY.keys():
        return step
    size = exact(step.step.n) * MONEY[step.step.unit] / MONEY[unit]
    return replace(step, step=replace(step.step, n=float(size), unit=unit))


def own_clause(words: str, bands: tuple[FoundBand, ...]) -> int:
    """Return where the clause begins that bounds something, if all before it only says what is asked; else 0."""
    if len(bands) < 2 or bands[-1].band.bare or not all(one.band.bare for one in bands[:-1]):
        return 0
    cut = words.rfind(",", bands[-2].end, bands[-1].start) + 1
    return cut if cut and words[cut : bands[-1].start].strip(",的") else 0


def name_share_of(effect: Effect) -> tuple[str, ...]:
    """按未完成比例扣分 takes; 按实际值与20%的比值折算得分 says of what the share is."""
    if effect.name == "share_loss":
        return ("loss",)
    return ("bound",) if NUMBER.search(effect.parts.get("of", "")) else ()


def with_growth(words: str, bands: tuple[FoundBand, ...]) -> tuple[FoundBand, ...]:
    """Return the bands; 增速5%以下但正增长 has 0 as its lower end."""
    if len(bands) != 1 or bands[0].band.low is not None or bands[0].band.high is None:
        return bands
    match = POSITIVE.fullmatch(words, bands[0].end)
    if match is None:
        return bands
    band = replace(bands[0].band, low=Edge(0, closed=False, firm=True))
    return (FoundBand(bands[0].start, match.end(), band),)
