"""In: the statements of a part. Out: the same; steps and awards around another one (平均, 序时进度) have its band.

低于全省平均数的，每低1个百分点扣0.25分 asks for both numbers, not for their difference. Not handled: trees.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.grammar.against import find_against
from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Band, Edge, Statement, unit_class
from extractor.rulebook.build.numbers.stepped import Ruled

STEPS = frozenset({Act.AWARD_PER, Act.DEDUCT_PER})
AWAY = re.compile(
    r"(?:的)?[,，]?(?:每)?(?:再)?(?P<way>低于?|少于?|差|落后于?|高于?|超过?|超出|多于?|增加|减少|提高|降低|上升|下降|增|减|增减|低出|高出)$"
)
BELOW = compile_late(r"^(?:低|少|差|落后|减|降|下降)")
FAR = re.compile(r"(?P<way>低于|高于|超过)(?=[^,;。]{0,10}(?:平均(?:水平|值|数|线|分)?|均值|进度|基准|目标值?)$)")
"""高于平均水平每1个百分点."""
BARE = compile_late(r"^(?:每)?(?:再)?(?:低|少|差|落后|高|超|多|增加|减少|提高|降低|上升|下降|增|减|增减)(?:于|过|出)?$")
LEVEL = compile_late(
    r"^(?P<own>[^,;。]{0,20}?)(?P<way>低于|高于|超过|低|高|超)(?P<other>(?:该|此|这一)?(?:平均(?:水平|值|数|线|分)?|均值|序时进度|时间进度|基准|目标(?:值)?))$"
)
"""高于平均水平每1个百分点加0.5分, where the sentence before says of whom the mean is."""
MEAN = compile_late(r"平均|均值")
HELD = frozenset({Act.AWARD, Act.BASE, Act.ZERO})
MEASURE = compile_late(
    r"(?:率|增速|增幅|比例|占比|比重|进度|浓度|指数|数量?|额|总量|面积|收入|产值|满意度|安全感|成绩|得分)$"
)
"""A row of such a name says itself what is measured."""
RATE = compile_late(r"(?:率|增速|增幅|比例|占比|比重|进度|浓度|指数|满意度|安全感|知晓度)$")
REACHED = compile_late(
    r"^(?P<own>[^,;。]{2,20}?(?:率|增速|增幅|比例|占比|比重|浓度|强度|指数))(?:全面|如期|按期)?(?:完成|达到|实现|控制在)"
    r"(?P<other>[^,;。\d]{0,10}?目标(?:任务|值|要求)?)(?:以内|之内|内)?$"
)
"""下降率完成年度目标得4分，每低1个百分点扣0.5分."""


def take_differences(ruled: list[Ruled], row: str) -> list[Ruled]:
    """Return the statements, with a band over the difference where one is measured against another quantity."""
    ruled = _reach_targets(ruled)
    known = next((b for _, s in ruled for b in s.bands if b.against), None)
    if any(s.act in STEPS and _is_relative(s) for _, s in ruled):
        ruled = [
            (rule, replace(s, bands=tuple(_with_own(band, row) for band in s.bands)) if s.act in HELD else s)
            for rule, s in ruled
        ]
    written: list[Ruled] = []
    for rule, statement in ruled:
        band = _read_step(statement, known, row) if statement.act in STEPS and not statement.bands else None
        if band is None:
            written.append((rule, statement))
            continue
        known = known or band
        step = statement.step and replace(statement.step, toward="less" if band.high is not None else "more")
        written.append(
            (rule, replace(statement, bands=(band,), step=step, subject="低" if band.high is not None else "高"))
        )
    return written


def name_own(row: str) -> str:
    """Return what is measured where no sentence names it: the row's own name, if that is a measure.

    >>> name_own("群众满意度"), name_own("平安建设")
    ('群众满意度', '本单位的数值')
    """
    return row if MEASURE.search(row) else "本单位的数值"


def _with_own(band: Band, row: str) -> Band:
    """达到全县平均值得5分，每增减1个百分点加减0.5分: two numbers are asked for, and one is the unit's own."""
    return replace(band, subject=name_own(row)) if band.against and not band.subject else band


def _is_level(other: str) -> bool:
    """低于全省平均数的每低1个百分点: a mean is told as a number; how far below a target one is, is known itself."""
    return MEAN.search(other) is not None


def _is_relative(statement: Statement) -> bool:
    step = statement.step
    return step is not None and step.toward != "each" and not statement.period and unit_class(step.unit) != "名"


def _read_step(statement: Statement, known: Band | None, row: str) -> Band | None:
    """低于全县平均值, 未达到全市平均值低, 高于平均水平: the bound from which steps are counted."""
    step = statement.step
    said = FAR.search(statement.subject)
    if step is None or (step.toward == "each" and said is None) or statement.period or statement.unread:
        return None
    words = AWAY.sub("", statement.subject) if find_against(statement.subject) is None else statement.subject
    band = find_against(words)
    if band is None and known is not None:
        level = LEVEL.match(statement.subject)
        if level is None or not _ends_alike(known.against, level["other"]):
            return None
        band = Band(subject=level["own"], against=known.against)
    if band is None or not _in_points(band.subject or (known.subject if known else "") or row, step.unit):
        return None
    takes = statement.act is Act.DEDUCT_PER and _is_level(band.against) and RATE.search(band.subject or row)
    if known is None and not takes:
        return None
    if known is not None and known.against.endswith(band.against):
        band = replace(band, against=known.against)
    edge = Edge(0, closed=False, firm=True)
    below = BELOW.search(said["way"]) is not None if step.toward == "each" and said else step.toward == "less"
    return replace(
        band,
        subject=band.subject or (known.subject if known else "") or name_own(row),
        low=None if below else edge,
        high=edge if below else None,
    )


def _in_points(own: str, unit: str) -> bool:
    """Whether the difference of two numbers is in the step's unit: 每低1% of an amount is a share of it."""
    return unit_class(unit) != "%" or unit.endswith("百分点") or RATE.search(own) is not None


def _ends_alike(other: str, said: str) -> bool:
    return said[-2:] in other or said.endswith("基准")


def _reach_targets(ruled: list[Ruled]) -> list[Ruled]:
    """能耗下降率完成年度目标得4分，每低1个百分点扣0.5分: two numbers, and how far they are apart."""
    steps = [s for _, s in ruled if s.act in STEPS and s.step is not None and s.step.unit.endswith("百分点")]
    bare = [s for s in steps if not s.bands and (BARE.match(s.subject) or s.subject.endswith("目标"))]
    if not bare or any(s.bands for _, s in ruled):
        return ruled
    written: list[Ruled] = []
    for rule, statement in ruled:
        plain = statement.act is Act.AWARD and not statement.step and not statement.series
        match = REACHED.match(statement.subject) if plain else None
        if match is None or any(s.order < statement.order for s in bare):
            written.append((rule, statement))
            continue
        within = "控制在" in statement.subject
        edge = Edge(0, firm=True)
        band = Band(
            subject=match["own"], against=match["other"], low=None if within else edge, high=edge if within else None
        )
        written.append((rule, replace(statement, bands=(band,))))
    return written
