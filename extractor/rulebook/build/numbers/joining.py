"""In: the groups of a part. Out: the same; what is said of one number in several ways is of one quantity.

Not handled: sorting statements into groups (`groups`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.model.facts.scoring import Act, Band, unit_class
from extractor.rulebook.build.alike import NEGATED, alike

if TYPE_CHECKING:
    from extractor.rulebook.build.groups import Groups

MISSED = re.compile(
    r"^未(?:能)?(?:全面|按时|按期|如期)?完成(?:[^,;。]{0,10}(?:任务|目标|计划|指标))?(?:数|值)?(?:的)?,?每?(?:差|少|低|低于|欠)$"
)
TOGETHER = re.compile(r"且|并|同时|但")
TOTALLED = re.compile(r"^(?:全年|年度内?|年内|累计|合计|总计|当年)+")


def join_numbers(groups: Groups) -> None:
    """Join what stands apart though it is of one number."""
    _join_several(groups)
    _join_missed(groups)
    _join_shares(groups)
    _join_totals(groups)


def _join_several(groups: Groups) -> None:
    """合格率95%以上且未发生事故的得满分，合格率90%以上的得3分: one or the other, and of one rate."""
    first = groups.several[0][1] if groups.several else None
    if first is None or first.act is not Act.AWARD or first.names or any(b.against for b in first.bands):
        return
    if not first.also and not TOGETHER.search(first.text):
        return  # 人口少于100万的县，数据量超过7000万的: for whom the bounds are
    for quantity in list(groups.quantities):
        bands = [s for _, s, _ in quantity.bands]
        plain = not (quantity.steps() or quantity.share or quantity.formula or quantity.between or quantity.base)
        near = [b for b in first.bands if unit_class(b.unit) == unit_class(quantity.unit)]
        same = any(alike(quantity.subject, b.subject) for b in near)
        named = any(b.subject and b.subject == quantity.subject for b in near)
        awarded = all(s.act in {Act.AWARD, Act.ZERO} and (named or s.sentence == first.sentence) for s in bands)
        if plain and bands and same and awarded and any(s.act is Act.AWARD for s in bands):
            groups.several.extend((rule, replace(s, bands=(b,))) for rule, s, b in quantity.bands)
            groups.rest = groups.rest or quantity.rest
            groups.quantities.remove(quantity)
    known: list[Band] = []
    for place, (rule, statement) in enumerate(groups.several):
        if "met" not in statement.names:
            bands_ = tuple(_like_before(band, known) for band in statement.bands)
            known.extend(bands_)
            groups.several[place] = (rule, replace(statement, bands=bands_))


def _like_before(band: Band, known: list[Band]) -> Band:
    """排名前三但得分90分以下 behind 考核排名全市前三且得分90分以上: of the numbers named before."""
    near = [one for one in known if unit_class(one.unit) == unit_class(band.unit)]
    same = next((one for one in near if one.subject == band.subject), None) or next(
        (one for one in near if not band.subject or band.subject in one.subject or one.subject in band.subject), None
    )
    return band if same is None else replace(band, subject=same.subject)


def _join_missed(groups: Groups) -> None:
    """未完成目标任务的，每差5%扣1分；完成目标任务的得满分: steps stand before what they are counted from."""
    for pair in [p for p in groups.counts if p[1].act is Act.DEDUCT_PER and MISSED.match(p[1].subject)]:
        step = pair[1].step
        near = [
            (quantity, s)
            for quantity in groups.quantities
            for _, s, band in quantity.bands
            if len(quantity.bands) == 1 and s.act is Act.AWARD and band.low is not None and not quantity.against
            if step is not None and unit_class(quantity.unit) == unit_class(step.unit) == "%" and quantity.step is None
        ]
        if len(near) == 1 and step is not None and step.toward == "less" and "完成" in near[0][1].text:
            quantity, award = near[0]
            quantity.step = (pair[0], replace(pair[1], bands=(), start=award.start + 1, column=award.column))
            groups.counts.remove(pair)


def _join_totals(groups: Groups) -> None:
    """每逾期1次扣0.2分，全年逾期5次以上的扣3分: of one number, asked once."""
    for quantity in groups.quantities:
        core = TOTALLED.sub("", quantity.subject)
        if core == quantity.subject or not core:
            continue
        for _, statement in groups.counts:
            step = statement.step
            same = step is not None and unit_class(step.unit) == unit_class(quantity.unit)
            if same and statement.subject.endswith(core) and not statement.series:
                quantity.subject = statement.subject


def _join_shares(groups: Groups) -> None:
    """本项按出台文件数量的比例计分，出台3件及以上的得满分: a share that stands before its bound."""
    measured = [q for q in groups.quantities if q.share is None and any(s.act is Act.AWARD for _, s, _ in q.bands)]
    for pair in [p for p in groups.shares if "loss" not in p[1].names and not p[1].text.startswith("根据")]:
        if len(measured) == 1:
            measured[0].share = pair
            groups.shares.remove(pair)
    for quantity in groups.quantities:
        zero = next(
            (z for z in groups.zeros if NEGATED.match(z[1].subject) and quantity.unit not in {"%", "名", "天"}),
            None,
        )
        if (
            zero is not None
            and quantity.none is None
            and any(s.act is Act.AWARD for _, s, _ in quantity.bands)
            and not groups.answers
        ):
            core = NEGATED.sub("", zero[1].subject)
            if core[:2] in quantity.subject or quantity.subject in core:
                quantity.none = zero
                groups.zeros.remove(zero)
