"""In: the statements of a part. Out: the same; words that stand for a number have its band.

Not handled: words that stand for none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.facts.scoring import Act, Band, Edge, Statement
from extractor.rulebook.build.alike import LATE, NEGATED, unit_key
from extractor.rulebook.build.numbers.observing import is_change
from extractor.rulebook.build.numbers.stepped import Ruled

DONE = re.compile(
    r"^[^,;。]{0,14}?(?:全面|按要求|如期|按时)?(?:完成|达成|实现|达到)[^,;。]{0,16}(?:任务|目标|计划|指标|工作量|定额)(?:数|量|面积|值)?$"
)
IN_TIME = re.compile(r"规定(?:时间|时限|期限)(?:内|之内)?|按时|按期|如期|限期内|时限内")
NO_CHANGE = re.compile(r"^(?:未|没有?|无)(?P<what>提高|提升|增长|增加|下降|减少|降低|压减)$")
UNCHANGED = re.compile(r"持平$")
FALLS = re.compile(r"(?:下降|负增长|降低|减少)$")
RISES = re.compile(r"(?:正增长|上升|增长|提升)$")
MEASURED = re.compile(r"完成|超额|^(?:每)?(?:少|差|低|超|欠)")


def imply_bands(ruled: list[Ruled]) -> list[Ruled]:
    """Give words that stand for a number their band: 完成任务 is 100%, 持平 is 0, 按时 is 0 days late."""
    percent = [s for _, s in ruled if any(unit_key(b.unit) == "%" for b in s.bands)]
    shared = any(s.act is Act.PROPORTIONAL or _over_done(s) for _, s in ruled)
    late = next(
        (b for _, s in ruled for b in s.bands if unit_key(b.unit) in {"天", "小时", "月"} and LATE.search(b.subject)),
        None,
    )
    late_step = next(
        (s for _, s in ruled if s.step and LATE.search(s.subject) and unit_key(s.step.unit) in {"天", "小时"}),
        None,
    )
    change = next((b for s in percent for b in s.bands if is_change(b.subject)), None)
    for place, (rule, statement) in enumerate(ruled):
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
            band = Band(subject=late.subject if late else "逾期", unit=unit, high=Edge(0, firm=True))
        elif change is not None and UNCHANGED.search(subject):
            band = Band(subject=change.subject, unit="%", low=Edge(0, firm=True), high=Edge(0, firm=True))
        elif change is not None and FALLS.search(subject):
            band = Band(subject=change.subject, unit="%", high=Edge(0, closed=False, firm=True))
        elif change is not None and RISES.search(subject):
            band = Band(subject=change.subject, unit="%", low=Edge(0, closed=False, firm=True))
        elif (same := _unchanged(subject, percent)) is not None:
            band = Band(subject=same.subject, unit=same.unit, high=Edge(0, firm=True))
        if band is not None:
            ruled[place] = (rule, replace(statement, bands=(band,)))
    return ruled


def _unchanged(subject: str, percent: list[Statement]) -> Band | None:
    """提高5个百分点得3分，未提高不得分: the change was none."""
    match = NO_CHANGE.match(subject)
    if match is None:
        return None
    return next((b for s in percent for b in s.bands if b.subject.endswith(match["what"])), None)


def _over_done(statement: Statement) -> bool:
    """完成任务的得6分，每超额完成10%加1分: what is done is measured in per cent."""
    step = statement.step
    measured = step is not None and unit_key(step.unit) == "%" and step.toward != "each" and not statement.bands
    return measured and MEASURED.search(statement.subject) is not None
