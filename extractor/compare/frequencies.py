"""In: the items of a group. Out: quotas (每年至少2次) and recurring time limits (每月26日前) as times a year.

Not handled: a count without a period (全年报送12篇 in a scoring sentence), which is a target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.rows import Row, Stated, build_difference, find_context, join_single, split_alike
from extractor.compare.scales import PERIODS, scale_rrule
from extractor.compare.targets import find_stricter
from extractor.model.alignment import Group
from extractor.model.comparison import Difference
from extractor.model.plan import DeadlineKind, Task

REPORTING = "办理或报送频次"
ZH_PERIODS = {"year": "年", "quarter": "季度", "month": "月", "day": "日"}


def compare_frequencies(group: Group, rows: Sequence[Row]) -> Iterator[Difference]:
    """Yield one difference for each quota, and one for recurring time limits, that two plans or more state."""
    stated = [one for row in rows for one in find_frequencies(row) if row.concerns(_words(row, one))]
    sets = list(split_alike(stated))
    for alike in join_single(sets, is_quota) if group.concept else sets:
        found = build_difference(group, "frequency", alike)
        if found:
            yield found


def _words(row: Row, stated: Stated) -> str:
    """Return the words that tell which measure a value speaks of."""
    around = find_context(row.item, stated.quote)
    return stated.quote + (around if stated.about == REPORTING else stated.about)


def is_quota(stated: Stated) -> bool:
    """Tell whether a value is a quota (每月不少于1篇), which one measure has one of, and not a time limit."""
    return stated.about != REPORTING


def find_frequencies(row: Row) -> Iterator[Stated]:
    """Yield how often a task asks for something, in times a year."""
    if not isinstance(row.item, Task):
        return
    for target in row.item.targets:
        if target.period:
            yield Stated(
                plan=row.plan,
                item=row.item.id,
                quote=target.text,
                place=target.place,
                value=round(float(target.value) * PERIODS[target.period], 4),
                shown=f"每{ZH_PERIODS[target.period]}{target.value:g}{target.unit}",
                unit=f"{target.unit or '次'}/年",
                stricter=find_stricter(target.op, float(target.value)),
                about=target.metric or find_context(row.item, target.text),
            )
    for deadline in row.item.deadlines:
        if deadline.kind is DeadlineKind.RECURRING and deadline.rrule:
            times = scale_rrule(deadline.rrule)
            yield Stated(
                plan=row.plan,
                item=row.item.id,
                quote=deadline.text,
                place=deadline.place,
                value=times,
                shown=f"{times:g}次/年" if times is not None else deadline.text,
                unit="次/年",
                stricter="higher",
                about=REPORTING,
                label=REPORTING,
            )
