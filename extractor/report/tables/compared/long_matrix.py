"""In: material of a report. Out: the matrix in its long form, a row for each item of each measure.

Made from `LONG_FROM` plans on, where a column a place no longer fits a screen: it filters by place, body and month, and
a pivot table turns it back. Not handled: places that ask for nothing, which have no row.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Group, Member
from extractor.model.facts.plan import Indicator, Role
from extractor.report.dataset import Material
from extractor.report.labels import KINDS, LEVELS, Wording
from extractor.report.tables.compared.groups import GROUP_COLUMNS
from extractor.report.tables.responsibilities import list_deadlines, list_targets
from extractor.report.tables.table import PLAN_COLUMNS, Column, Row, TidyTable, title_of

LONG_FROM = 8
"""Plans from which on the long form is made."""

COLUMNS = (
    GROUP_COLUMNS[0],
    GROUP_COLUMNS[1],
    GROUP_COLUMNS[3],
    Column("key", "键", "key", "方案:条目，各表据此相连", "plan:item, which joins the tables", width=14),
    *PLAN_COLUMNS,
    Column("plan_level", "层级", "level", "发文层级", "issuer's level", width=8, vocabulary=LEVELS),
    Column("plan_year", "年度", "year", "方案年度", "the plan's year", width=8),
    Column("plan_field", "领域", "field", "方案的领域", "the plan's field", width=12),
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("item_kind", "类别", "kind", "任务或指标", "task or indicator", width=7, vocabulary=KINDS),
    Column("item_title", "要求", "demand", "任务首句或指标名称", "first clause or name", width=36),
    Column("deadlines", "时限", "time limits", "写明的时限，以分号分隔", "as stated, parted by ；", width=20),
    Column("leaders", "牵头", "leads", "牵头单位；无牵头则为责任单位", "who leads, else who answers", width=24),
    Column("targets", "目标", "targets", "写明的目标，以分号分隔", "as stated, parted by ；", width=26),
    Column("points", "分值", "points", "指标的分值；无则空", "what the indicator is worth", "number", 7),
)


def build_long_matrix_table(material: Material) -> TidyTable:
    """Return one row for each item in each group; no row where the plans are few."""
    rows = tuple(_rows(material)) if len(material.plans) >= LONG_FROM else ()
    note = Wording("每行一地在一个事项下的一个条目", "one item of one place under one measure a row")
    return TidyTable("matrix_long", Wording("矩阵长表", "Long matrix"), note, COLUMNS, rows)


def _rows(material: Material) -> Iterator[Row]:
    for group in material.alignment.groups:
        for plan in material.plans:
            for member in material.members(group, plan.id):
                yield _row(material, group, member)


def _row(material: Material, group: Group, member: Member) -> Row:
    item = material.items[member.plan, member.item]
    about = next(plan.metadata for plan in material.plans if plan.id == member.plan)
    leading = [unit for unit in item.units if unit.role is Role.LEAD]
    answering = leading or [unit for unit in item.units if unit.role is Role.RESPONSIBLE]
    return (
        group.id,
        tidy(group.label),
        material.count_places(one.plan for one in group.members),
        f"{member.plan}:{member.item}",
        member.plan,
        material.names[member.plan],
        about.level.value if about.level else None,
        about.year,
        about.field,
        member.item,
        member.kind,
        title_of(item),
        "；".join(dict.fromkeys(list_deadlines(item, material))) or None,
        "、".join(dict.fromkeys(tidy(unit.name) for unit in answering)) or None,
        "；".join(dict.fromkeys(list_targets(item, material))) or None,
        item.points if isinstance(item, Indicator) else None,
    )
