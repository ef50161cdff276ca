"""In: the items of a group. Out: quotas (每年至少2次) and recurring time limits (每月26日前) as times a year.

What a table marks in full by the year (全年报送12篇) stands beside quotas. Not handled: a count without any period,
which is a target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.differences.measures import join_single, split_alike
from extractor.compare.differences.ranking import build_ranked
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.scales import PERIODS, TIME_UNITS, scale_value
from extractor.compare.differences.stated import Stated, find_about, find_context, tell_origin
from extractor.compare.differences.targets import find_full_marks, find_metric, find_stricter, is_yearly, show_operator
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Condition, DeadlineKind, Rule, Task

REPORTING = "办理或报送频次"
ZH_PERIODS = {
    "year": "年",
    "two_years": "两年",
    "three_years": "三年",
    "half_year": "半年",
    "two_months": "两个月",
    "half_month": "半月",
    "ten_days": "旬",
    "two_weeks": "两周",
    "quarter": "季度",
    "month": "月",
    "week": "周",
    "day": "日",
    "term": "学期",
}


def compare_frequencies(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield one difference for each quota, and one for recurring time limits, that two plans or more state."""
    stated = [one for row in rows for one in find_frequencies(row) if row.concerns(_words(row, one))]
    sets = list(split_alike(stated))
    for alike in join_single(sets, is_quota) if group.concept else sets:
        yield from build_ranked(group, "frequency", alike)


def is_said_by_day(difference: Difference, found: Sequence[Difference]) -> bool:
    """Tell whether a frequency only repeats what the days of the month beside it say (每月25日前, 每月26日前)."""
    if difference.aspect != "frequency" or not difference.agrees:
        return False
    quotes = {(reading.plan, reading.quote) for reading in difference.readings}
    return any(
        one.aspect == "deadline" and quotes <= {(reading.plan, reading.quote) for reading in one.readings}
        for one in found
    )


def _words(row: GroupedItem, stated: Stated) -> str:
    """Return the words that tell which measure a value speaks of."""
    around = find_context(row.item, stated.quote)
    return stated.quote + (around if stated.about == REPORTING else stated.about)


def is_quota(stated: Stated) -> bool:
    """Tell whether a value is a quota (每月不少于1篇), which one measure has one of, and not a time limit."""
    return stated.about != REPORTING


def find_frequencies(row: GroupedItem) -> Iterator[Stated]:
    """Yield how often an item asks for something, in times a year."""
    if not isinstance(row.item, Task):
        for part in row.item.parts or (row.item,):
            for rule in find_full_marks(part):
                if rule.condition and is_yearly(rule, part):
                    yield _state_yearly(row, row.item.name or "", rule, rule.condition)
        return
    for target in row.item.targets:
        period = target.period or target.cycle
        if period in PERIODS and not (period == "year" and target.unit in TIME_UNITS and target.op.startswith("<")):
            value, unit = scale_value(float(target.value), target.unit)
            yield Stated(
                **tell_origin(row, target.text, target.place),
                context=row.context,
                value=round(value * PERIODS[period], 4),
                shown=f"每{ZH_PERIODS[period]}{target.value:g}{target.unit}",
                unit=f"{unit or '次'}/年",
                stricter=find_stricter(target.op, float(target.value)),
                about=find_about(row.item, target.metric, target.text),
                yearly=period == "year",
                note="" if period == "year" else f"每{ZH_PERIODS[period]}折为一年{PERIODS[period]:g}次",
            )
    for deadline in row.item.deadlines:
        if deadline.kind is DeadlineKind.RECURRING:
            times = deadline.timing.per_year()
            yield Stated(
                **tell_origin(row, deadline.text, deadline.place),
                context=row.context,
                value=times,
                shown=f"{times:g}次/年" if times is not None else deadline.text,
                unit="次/年",
                stricter="higher",
                about=REPORTING,
                label=REPORTING,
            )


def _state_yearly(row: GroupedItem, name: str, rule: Rule, bound: Condition) -> Stated:
    metric = find_metric(rule.text, name, float(bound.value))
    value, unit = scale_value(float(bound.value), bound.unit)
    return Stated(
        **tell_origin(row, rule.text, rule.place),
        context=row.context,
        value=value,
        shown=f"全年{show_operator(bound.op)}{bound.value:g}{bound.unit}（满分线）",
        unit=f"{unit}/年",
        stricter=find_stricter(bound.op, float(bound.value)),
        about=metric,
        label=metric,
        note="指标取满分线",
    )
