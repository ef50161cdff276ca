"""In: the items of a group. Out: their targets and thresholds for full marks on one scale, ranked by strictness.

Rates and shares become per cent (十万分之一 is 0.001 %), 万 and 亿 plain counts. Not handled: quotas over a period
or by the year
(`frequencies`), times (`durations`), and conditions of two bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.compare.differences.measures import join_single, split_alike
from extractor.compare.differences.ranking import build_ranked
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.scales import TIME_UNITS, scale_value
from extractor.compare.differences.stated import (
    FRACTION,
    Stated,
    Stricter,
    find_about,
    find_act,
    find_before,
    find_context,
    show_amount,
    tell_origin,
)
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Indicator, IndicatorPart, Rule, RuleKind, Target, Task

ASKED_BY_PERIOD = r"每(个?季度?|个?月)[^，,。；;]*?(\d+){unit}"
"""每季度开展1次: how many are asked for by the quarter or month, in one unit."""

BOUND = re.compile(
    r"(?:低于|高于|超过|达到|达|不足|不低于|不高于|不少于|不超过|小于|大于|少于|控制在|为|前|及时|在)?\s*$"
)
CHANGES = {"rise": "（上升）", "fall": "（下降）"}
"""The amount of a change stands on a scale of its own: 提高5个百分点 is no level."""
CLAUSE = re.compile(r"[，,；;]")
NAMED_CHANGE = re.compile(r"(?:增速|增幅|增长率|增长速度|(?P<fall>降幅|下降率|降低率|压减率))$")
KEPT = re.compile(r"控制|压减|压降|降至|降到")
"""涨幅控制在3%左右 is a limit, as 涨幅控制在3%以内 is"""
PER_MANY = re.compile(r"每([十百千万]+人)")
"""每千人食品抽检量达到5批次 is 5批次/千人"""
YEARLY = re.compile(r"全年|每年|年度|一年|年内")
SHARE = re.compile(r"占|比重|比例|比值")


def compare_targets(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
    """Yield one difference for each thing measured that two plans or more set a number for."""
    stated = [one for row in rows for one in find_targets(row) if one.concerns(row)]
    sets = list(split_alike(stated))
    for alike in join_single(sets, is_share) if group.concept else sets:
        yield from build_ranked(group, "target", alike)


def is_share(stated: Stated) -> bool:
    """Tell whether a value is a share of a whole (占比, 比重), which one measure has one of."""
    return stated.unit == "%" and SHARE.search(stated.about) is not None


def find_targets(row: GroupedItem) -> Iterator[Stated]:
    """Yield the targets of a task, or the thresholds that earn a row its full points."""
    if isinstance(row.item, Task):
        for target in row.item.targets:
            limit = target.unit in TIME_UNITS and not target.op.startswith(">")
            if target.period is None and target.cycle is None and not limit:
                yield _state_target(row, target)
        return
    for part in row.item.parts or (row.item,):
        for rule in find_full_marks(part):
            if not is_yearly(rule, part):
                yield from _state_rule(row, row.item, rule)


def find_full_marks(part: Indicator | IndicatorPart) -> list[Rule]:
    """Return the awards with a numeric condition that earn the most points of this part."""
    awards = [rule for rule in part.rules if rule.kind is RuleKind.AWARD and rule.condition and not rule.condition.also]
    most = max((_points(rule) for rule in awards), default=0.0)
    return [rule for rule in awards if _points(rule) == most]


def is_yearly(rule: Rule, part: Indicator | IndicatorPart) -> bool:
    """Tell whether a full mark counts what is done in a year.

    The rule says so (全年报送12篇), or the sentence before it asks for as many by the quarter or month (每季度开展1次,
    开展4次及以上的得满分).
    """
    bound = rule.condition
    if bound is None or bound.unit in {"", "%", "‰"} or bound.unit in TIME_UNITS:
        return False
    if YEARLY.search(rule.text):
        return True
    asked = re.compile(ASKED_BY_PERIOD.format(unit=re.escape(bound.unit)))
    found = asked.findall("".join((part.criteria or "").split()))
    return any(int(times) * (4 if "季" in period else 12) == bound.value for period, times in found)


def _points(rule: Rule) -> float:
    return float("inf") if rule.points == "full" else float(rule.points or 0)


def _state_target(row: GroupedItem, target: Target) -> Stated:
    value, unit = scale_value(float(target.value), target.unit)
    unit += CHANGES[target.change] if target.change else _name_change(target)
    per = PER_MANY.search(target.metric or "")
    if per and unit and "/" not in unit and unit != "%":
        unit += f"/{per[1]}"
    return Stated(
        **tell_origin(row, target.text, target.place),
        context=row.context,
        year=row.year,
        value=value,
        shown=("约" if target.approx else show_operator(target.op)) + show_printed(float(target.value), target),
        unit=unit,
        stricter="lower" if _is_kept(target) else find_stricter(target.op, float(target.value)),
        about=find_about(row.item, target.metric, target.text),
        around=find_context(row.item, target.text),
        act=find_act(row.item, target.text),
        before=find_before(row.item, target.text),
        label=target.metric or "",
        note=describe_scaling(float(target.value), target.unit),
        approx=target.approx and not _is_kept(target),
    )


def _name_change(target: Target) -> str:
    """Return what a share that is itself a change stands on: 投资增速达到15% is 投资增长15%."""
    named = NAMED_CHANGE.search(target.metric or "") if target.unit in {"%", "‰"} else None
    return "" if named is None else CHANGES["fall" if named["fall"] else "rise"]


def _is_kept(target: Target) -> bool:
    """Tell whether a number about which something is kept is a limit: 涨幅控制在3%左右."""
    return target.approx and KEPT.search(target.text) is not None


def _state_rule(row: GroupedItem, indicator: Indicator, rule: Rule) -> Iterator[Stated]:
    bound = rule.condition
    if bound is None or bound.unit in TIME_UNITS:
        return
    value, unit = scale_value(float(bound.value), bound.unit)
    metric = find_metric(rule.text, indicator.name or "", float(bound.value))
    yield Stated(
        **tell_origin(row, rule.text, rule.place),
        context=row.context,
        value=value,
        shown=f"{show_operator(bound.op)}{show_printed(float(bound.value), rule)}（满分线）",
        unit=unit,
        stricter=find_stricter(bound.op, float(bound.value)),
        about=metric,
        label=metric,
        note=describe_scaling(float(bound.value), bound.unit) or "指标取满分线",
    )


def show_printed(value: float, fact: Target | Rule) -> str:
    """Return a number in its printed form: 十万分之一 stays what it is and does not become 0.00001."""
    printed = FRACTION.search(fact.text) if 0 < value < 1 else None
    unit = fact.unit if isinstance(fact, Target) else fact.condition.unit if fact.condition else ""
    return printed[0] if printed and not unit else f"{show_amount(value)}{unit}"


def describe_scaling(value: float, unit: str) -> str:
    """Say what was converted, "" where the printed unit is that of the scale.

    >>> describe_scaling(1e-05, ""), describe_scaling(0.3, "%")
    ('0.00001折为0.001%', '')
    """
    scaled, common = scale_value(value, unit)
    return f"{show_amount(value)}{unit}折为{show_amount(scaled)}{common}" if (scaled, common) != (value, unit) else ""


def find_metric(text: str, name: str, value: float) -> str:
    """Return what a scoring sentence measures: the words before its bound, else the row's name.

    >>> find_metric("创建期末，严重失信名单主体占比低于 0.3%，得 4 分", "黑名单情况", 0.3)
    '严重失信名单主体占比'
    """
    head, number, _ = text.partition(f"{value:g}")
    words = BOUND.sub("", CLAUSE.split(head)[-1]).strip() if number else ""
    return words if len(words) >= 4 else name


def find_stricter(op: str, value: float) -> Stricter:
    """Tell which end of the scale is strict: more where a number is to be reached, less where it is a limit.

    >>> find_stricter(">=", 100), find_stricter("<", 0.3), find_stricter("==", 0)
    ('higher', 'lower', 'lower')
    """
    return "lower" if op.startswith("<") or (op == "==" and value == 0) else "higher"


def show_operator(op: str) -> str:
    """Return an operator as it is printed in reports."""
    return {">=": "≥", "<=": "≤", "==": "＝", ">": "＞", "<": "＜"}[op]
