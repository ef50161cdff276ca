"""In: the statements of a part. Out: the same; words that stand for a number have its band.

Not handled: words that stand for none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.facts.scoring import Act, Band, Edge, Statement, unit_class
from extractor.rulebook.build.alike import LATE, NEGATED
from extractor.rulebook.build.numbers.observing import is_change
from extractor.rulebook.build.numbers.stepped import Ruled

DONE = re.compile(
    r"^[^,;。]{0,14}?(?:全面|按要求|如期|按时)?(?:完成|达成|实现|达到)[^,;。]{0,16}(?:任务|目标|计划|指标|工作量|定额)(?:数|量|面积|值)?$"
)
IN_TIME = re.compile(r"规定(?:时间|时限|期限)(?:内|之内)?|按时|按期|如期|限期内|时限内")
NO_CHANGE = re.compile(r"^(?:未|没有?|无)(?P<what>提高|提升|增长|增加|下降|减少|降低|压减)$")
UNCHANGED = re.compile(r"持平$")
FALLS = re.compile(r"(?:下降|负增长|降低|减少)$")
RISES = re.compile(r"(?:正增长|上升|增长|提升|反升|回升)$")
FALLING = re.compile(r"(?:下降|降低|减少|压减)(?:率|幅度?|比例)?$")
"""A fall is measured: a rise is less than none of it."""
VERB = re.compile(r"(?:下降|上升|增长|减少|增加|提高|降低|提升|压减)(?:率|幅度?)?$")
WITHIN = re.compile(r"(?:以内|之内)")
TARGET_RATE = re.compile(r"(?:率|增速|增幅|比例|占比)(?:完成|达到|实现)")
"""下降率完成年度目标: by how much a rate is passed is in points of it, not in per cent of the target."""
MEASURED = re.compile(r"完成|超额|^(?:每)?(?:少|差|低|超|欠)")


def imply_bands(ruled: list[Ruled]) -> list[Ruled]:
    """Give words that stand for a number their band: 完成任务 is 100%, 持平 is 0, 按时 is 0 days late."""
    percent = [s for _, s in ruled if any(unit_class(b.unit) == "%" and not b.against for b in s.bands)]
    rate = any(s.act is Act.AWARD and TARGET_RATE.search(s.subject) for _, s in ruled)
    shared = any(s.act is Act.PROPORTIONAL or (_over_done(s) and not rate) for _, s in ruled)
    late = next(
        (b for _, s in ruled for b in s.bands if unit_class(b.unit) in {"天", "小时", "月"} and LATE.search(b.subject)),
        None,
    )
    late_step = next(
        (s for _, s in ruled if s.step and LATE.search(s.subject) and unit_class(s.step.unit) in {"天", "小时"}),
        None,
    )
    change = next((b for s in percent for b in s.bands if is_change(b.subject) and not b.against), None)
    for place, (rule, statement) in enumerate(ruled):
        if change is not None and len(statement.bands) == 1 and WITHIN.search(statement.text):
            ruled[place] = (rule, _from_none(statement))
        if statement.bands or statement.step or statement.series or statement.act not in {Act.AWARD, Act.ZERO}:
            continue
        band = None
        subject = statement.subject
        if (
            statement.act is Act.AWARD
            and DONE.match(subject)
            and (
                shared
                or any("完成" in b.subject or (b.subject and b.subject in subject) for s in percent for b in s.bands)
            )
        ):
            band = Band(subject=subject, unit="%", low=Edge(100, firm=True))
        elif (
            statement.act is Act.AWARD
            and IN_TIME.search(subject)
            and not NEGATED.match(subject)
            and (late or late_step)
        ):
            unit = late.unit if late else late_step.step.unit if late_step and late_step.step else "天"
            band = Band(
                subject=late.subject if late else late_step.subject if late_step else "逾期",
                unit=unit,
                high=Edge(0, firm=True),
            )
        elif change is not None and (turned := _turn(subject, change)) is not None:
            band = turned
        elif (same := _unchanged(subject, percent)) is not None:
            band = Band(subject=same.subject, unit=same.unit, high=Edge(0, firm=True))
        if band is not None and unit_class(band.unit) != "%":
            ruled[:] = [(other, _step_up(s)) for other, s in ruled]
        if band is not None:
            ruled[place] = (rule, replace(statement, bands=(band,)))
    return ruled


def _step_up(statement: Statement) -> Statement:
    """按时完成得4分，每晚1天扣0.5分: away from the day on which it was due."""
    step = statement.step
    late = statement.act is Act.DEDUCT_PER and LATE.search(statement.subject)
    if not late or step is None or step.toward != "each" or step.once:
        return statement
    return replace(statement, step=replace(step, toward="more"))


def _turn(subject: str, change: Band) -> Band | None:
    """持平, 上升 and 下降 beside a measured change: none of it, more or less than none."""
    if UNCHANGED.search(subject):
        return Band(subject=change.subject, unit="%", low=Edge(0, firm=True), high=Edge(0, firm=True))
    if not (FALLS.search(subject) or RISES.search(subject)):
        return None
    edge = Edge(0, closed=False, firm=True)
    down = bool(FALLS.search(subject)) != bool(FALLING.search(change.subject))
    return Band(subject=change.subject, unit="%", high=edge if down else None, low=None if down else edge)


def _from_none(statement: Statement) -> Statement:
    """下降10%以内: a fall, from none on."""
    band = statement.bands[0]
    if band.low is not None or band.high is None or band.high.value <= 0 or not VERB.search(band.subject):
        return statement
    return replace(statement, bands=(replace(band, low=Edge(0)),))


def _unchanged(subject: str, percent: list[Statement]) -> Band | None:
    """提高5个百分点得3分，未提高不得分: the change was none."""
    match = NO_CHANGE.match(subject)
    if match is None:
        return None
    return next((b for s in percent for b in s.bands if b.subject.endswith(match["what"])), None)


def _over_done(statement: Statement) -> bool:
    """完成任务的得6分，每超额完成10%加1分: what is done is measured in per cent."""
    step = statement.step
    measured = step is not None and unit_class(step.unit) == "%" and step.toward != "each" and not statement.bands
    return measured and MEASURED.search(statement.subject) is not None
