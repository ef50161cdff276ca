"""In: material of a report. Out: the list of responsibilities: what each function of government owes, place by place.

One row for each body that an item names: task, role, time limit, target, points, and with whom it is shared; sorted
by function, so that a filter on one gives what it owes in all places. Not handled: items that name no body.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Indicator, Plan, Task, Unit
from extractor.report.dataset import Material
from extractor.report.labels import ROLES, Wording
from extractor.report.phrasing import describe_deadline, describe_target
from extractor.report.tables.table import GROUPS_COLUMN, PLAN_COLUMNS, Column, Row, TidyTable, show, title_of

ORDER = {role: number for number, role in enumerate(ROLES)}
COLUMNS = (
    Column("key", "键", "key", "方案:条目，各表据此相连", "plan:item, which joins the tables", width=14),
    Column("duty", "职能", "duty", "职能名称，未收录则为单位原名", "name of the duty, or printed name", width=16),
    *PLAN_COLUMNS,
    Column("unit", "责任单位", "body", "单位名称，照原文", "name as printed", width=18),
    Column("role", "角色", "role", "牵头、责任或配合", "lead, responsible or participant", width=7, vocabulary=ROLES),
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("item_title", "任务", "task", "任务首句或指标名称", "first clause or name", width=34),
    Column("deadlines", "时限", "time limits", "写明的时限，以分号分隔", "as stated, parted by ；", width=18),
    Column("targets", "目标", "targets", "写明的目标，以分号分隔", "as stated, parted by ；", width=26),
    Column("points", "分值", "points", "指标的分值；无则空", "what the indicator is worth", "number", 7),
    Column("shared", "同责单位", "shared with", "同一条目的其他单位", "other bodies of the item", width=38),
    GROUPS_COLUMN,
)


def build_responsibilities_table(material: Material) -> TidyTable:
    """Return one row for each body of each item, by function, then place, then role."""
    labels = {duty.function: tidy(duty.label) for duty in material.comparison.duties if duty.function}
    found = [
        (labels.get(unit.function or "", tidy(unit.name)), number, ORDER[unit.role.value], plan, item, unit)
        for number, plan in enumerate(material.plans)
        for item in plan.items
        for unit in item.units
    ]
    found.sort(key=lambda entry: entry[:3])
    rows = tuple(_row(material, duty, plan, item, unit) for duty, _, _, plan, item, unit in found)
    note = Wording("每行一家单位的一项任务，按职能排列", "one body's part in one item a row, by function")
    return TidyTable("responsibilities", Wording("责任清单", "Responsibilities"), note, COLUMNS, rows)


def _row(material: Material, duty: str, plan: Plan, item: Task | Indicator, unit: Unit) -> Row:
    others = dict.fromkeys(tidy(other.name) for other in item.units if other is not unit)
    return (
        f"{plan.id}:{item.id}",
        duty,
        plan.id,
        material.names[plan.id],
        show(unit.name),
        unit.role.value,
        item.id,
        title_of(item),
        "；".join(dict.fromkeys(list_deadlines(item, material))) or None,
        "；".join(dict.fromkeys(list_targets(item, material))) or None,
        item.points if isinstance(item, Indicator) else None,
        "、".join(others) or None,
        " ".join(material.group_ids.get((plan.id, item.id), ())) or None,
    )


def list_deadlines(item: Task | Indicator, material: Material) -> Iterator[str]:
    """Yield the time limits of an item in plain words; an indicator has none."""
    for deadline in item.deadlines if isinstance(item, Task) else ():
        yield describe_deadline(deadline).first(material.lang)


def list_targets(item: Task | Indicator, material: Material) -> Iterator[str]:
    """Yield the targets of an item in plain words, each led by what it measures; an indicator has none."""
    for target in item.targets if isinstance(item, Task) else ():
        yield f"{tidy(target.metric or '')} {describe_target(target).first(material.lang)}".strip()
