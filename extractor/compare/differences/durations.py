"""In: the items of a group. Out: their time limits from an event (7个工作日内) on one scale, the shortest first.

Hours become days (24 to the day); working days, calendar days and months stay apart: where plans state them for one
event they are shown side by side without a rank, and a note says so. Mean times that a target or a
full mark sets (协同处理平均时间在5个工作日以内) stand beside limits. Not handled: whether 5 working days are longer
than 7 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractor.compare.differences.measures import likeness, split_alike
from extractor.compare.differences.ranking import build_difference, build_ranked
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated, find_act, find_before, find_context, show_amount, tell_origin
from extractor.compare.differences.targets import find_full_marks, find_metric
from extractor.compare.names import share_pair
from extractor.compare.one_measure import ARRIVAL, find_reason
from extractor.compare.policy import MEASURES
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Deadline, Rule, Target, Task
from extractor.model.timing.parts import TimeUnit
from extractor.model.timing.timing import Within

CODES: dict[str, TimeUnit] = {
    "工作日": "working_day", "个工作日": "working_day", "日": "day", "天": "day", "小时": "hour",
    "个月": "month", "月": "month", "分钟": "minute",
}  # fmt: skip
YEARLY = (None, "year")
"""a limit of the year (全年纳税时间不超过70小时) is one without it (年纳税时间不超过80小时)"""
APART = "工作日、自然日与月之间不作换算"
PRINTED = re.compile(r"\d+(?:\.\d+)?\s*个?(?:小时|分钟)")
"""what stands beside its days in the printed form: 48小时 is not what a reader would look for as 2日"""


def compare_durations(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield one difference for each event that two plans or more set a time limit from."""
    stated = [one for row in rows for one in find_durations(row) if one.concerns(row)]
    sets = _join_subjects(list(split_alike(stated, lone=False)))
    alone: list[list[Stated]] = []
    for alike in sets:
        if len({one.plan for one in alike}) < 2:
            alone.append(alike)
            continue
        apart = any(is_other_scale(alike, other) for other in sets)
        for found in build_ranked(group, "duration", alike):
            yield replace(found, note="；".join(filter(None, (found.note, APART if apart else ""))))
    for index, alike in enumerate(alone):
        others = [other for other in alone[index + 1 :] if is_other_scale(alike, other)]
        if others:
            yield from _show_apart(group, [alike, *others])


def _join_subjects(sets: Sequence[list[Stated]]) -> list[list[Stated]]:
    """Return the sets with those joined that name their start in other words and say the same of one thing.

    对投标人异议3日内答复 counts from no event that it names, 收到异议之日起5日内作出答复 does.
    """
    joined: list[list[Stated]] = []
    for alike in sets:
        one = alike[0]
        met = next((other for other in joined if _is_same_limit(one, other[0], {o.plan for o in other})), None)
        if met is not None and len({one.plan for one in alike}) == 1:
            met.extend(alike)
        else:
            joined.append(list(alike))
    return joined


def _is_same_limit(one: Stated, other: Stated, plans: AbstractSet[str]) -> bool:
    if one.plan in plans or one.unit != other.unit:
        return False
    there = one.identity.stage == other.identity.stage == ARRIVAL
    if not there and not share_pair(one.identity.subject, other.identity.subject):
        return False
    return find_reason(one.identity, other.identity, timed=True) is None


def is_other_scale(one: Sequence[Stated], other: Sequence[Stated]) -> bool:
    """Tell whether two sets of limits count from the same event on scales that no factor joins."""
    return one[0].unit != other[0].unit and likeness(one[0].words, one[0].about, other[0].about) >= MEASURES.alike


def _show_apart(group: Group, sets: Sequence[Sequence[Stated]]) -> Iterator[Difference]:
    """Yield limits that stand on several scales side by side, without a rank."""
    plain = [replace(one, value=None, stricter="none") for alike in sets for one in alike]
    found = build_difference(group, "duration", plain)
    if found:
        units = dict.fromkeys(one.unit for one in plain)
        yield replace(found, unit="｜".join(units), agrees=False, note="；".join(filter(None, (found.note, APART))))


def find_durations(row: GroupedItem) -> Iterator[Stated]:
    """Yield the time limits of an item that count from an event."""
    if not isinstance(row.item, Task):
        for part in row.item.parts or (row.item,):
            for rule in find_full_marks(part):
                bound = rule.condition
                if bound and bound.unit in CODES:
                    about = find_metric(rule.text, row.item.name or "", float(bound.value))
                    yield from _state(row, rule, _scale(bound.value, bound.unit), about)
        return
    for deadline in row.item.deadlines:
        timing = deadline.timing
        if isinstance(timing, Within):
            yield from _state(row, deadline, timing.scale(), deadline.trigger or "")
    for target in row.item.targets:
        if target.unit in CODES and target.period in YEARLY and target.op.startswith("<"):
            yield from _state(row, target, _scale(target.value, target.unit), target.metric or "")


def _scale(value: float, unit: str) -> tuple[float, str] | None:
    """Return a time on its scale; half a working day is half of one."""
    one = Within(1, CODES[unit]).scale()
    return (round(float(value) * one[0], 6), one[1]) if one else None


def _state(
    row: GroupedItem, fact: Deadline | Target | Rule, scaled: tuple[float, str] | None, label: str
) -> Iterator[Stated]:
    if scaled is None:
        return
    value, unit = scaled
    printed = PRINTED.search(fact.text)
    yield Stated(
        **tell_origin(row, fact.text, fact.place),
        context=row.context,
        year=row.year,
        value=value,
        shown=f"{printed[0]}（折{show_amount(value)}日）" if printed else f"{show_amount(value)}{unit}",
        unit=unit,
        stricter="lower",
        about=label or find_context(row.item, fact.text),
        label=label,
        note="24小时折1日" if printed else "",
        around=find_context(row.item, fact.text),
        act=find_act(row.item, fact.text),
        before=find_before(row.item, fact.text),
    )
