"""In: material of a report. Out: the tables of the alignment: matrix, members, overlaps of pairs, coverage of concepts.

Not handled: the evidence of each match, which the page shows and alignment.json holds.
"""

from __future__ import annotations

import msgspec

from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Group
from extractor.model.facts.plan import Indicator, Task
from extractor.report.dataset import Material
from extractor.report.labels import KINDS, ROLES, Language, Wording
from extractor.report.phrasing import describe_deadline, describe_rule, describe_target, show_number
from extractor.report.tables.facts.indicators import all_rules
from extractor.report.tables.table import PLAN_COLUMNS, Cell, Column, TidyTable, title_of

GROUP_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=28),
    Column(
        "concept",
        "概念",
        "concept",
        "概念清单中的名称；未归入则空",
        "name in the concept list; empty if none",
        width=20,
    ),
    Column("places", "地区数", "places", "有多少个地区提出此事项", "how many places ask for it", "number", 8),
    Column("items", "条目数", "items", "该组共有多少条目", "items in the group", "number", 8),
    Column("differences", "差异数", "differences", "比较后不一致的方面数", "aspects that do not agree", "number", 11),
)
MEMBER_COLUMNS = (
    GROUP_COLUMNS[0],
    GROUP_COLUMNS[1],
    *PLAN_COLUMNS,
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("item_kind", "类别", "kind", "任务或指标", "task or indicator", width=8, vocabulary=KINDS),
    Column("item_title", "条目名称", "title", "任务首句或指标名称", "first clause or name", width=40),
)
OVERLAP_COLUMNS = (
    Column("left", "方案甲", "left plan", "第一个方案", "first plan", width=14),
    Column("right", "方案乙", "right plan", "第二个方案", "second plan", width=14),
    Column("shared", "共有组数", "shared", "双方都有的对齐组数", "groups that both have", "number", 10),
    Column("left_only", "仅甲有", "left only", "仅甲方有的组数", "groups that only the left has", "number", 10),
    Column("right_only", "仅乙有", "right only", "仅乙方有的组数", "groups that only the right has", "number", 10),
    Column(
        "share", "重合度", "share", "共有组占双方所有组的比例，0 至 1", "shared of all groups of both", "number", 10
    ),
    Column("left_share", "甲方占比", "left share", "甲方条目中有对应的比例", "of the left's items", "number", 10),
    Column("right_share", "乙方占比", "right share", "乙方条目中有对应的比例", "of the right's items", "number", 10),
    Column("left_points", "甲方分值占比", "left points", "甲方分值中有对应的比例；无分值则空",
           "of the left's points; empty without points", "number", 10, blank="not_computable"),
    Column("right_points", "乙方分值占比", "right points", "乙方分值中有对应的比例；无分值则空",
           "of the right's points; empty without points", "number", 10, blank="not_computable"),
)  # fmt: skip
COVERAGE_COLUMNS = (
    Column("concept", "概念标识", "concept", "概念的标识", "id of the concept", width=22),
    Column("label", "概念", "name", "概念的名称", "name of the concept", width=34),
    Column("edition", "清单版本", "edition", "所在清单的版本；本项目自拟则空", "edition of the list, if any", width=18),
    Column("level1", "一级指标", "level 1", "清单中的一级指标", "category in the list", width=20),
    Column("level2", "二级指标", "level 2", "清单中的二级指标", "sub-category in the list", width=24),
    Column("places", "地区数", "places", "有此概念的地区数", "places that have it", "number", 8),
    Column("plans", "方案", "plans", "有此概念的方案，以空格分隔", "plans that have it, parted by blanks", width=34),
    Column("groups", "对齐组", "groups", "相应的对齐组", "its groups, parted by blanks", width=16),
)


class MemberText(msgspec.Struct, frozen=True):
    """What a matrix cell says of one item: its title, and a line for each kind of fact."""

    title: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((self.title, *self.lines))


def build_matrix_table(material: Material) -> TidyTable:
    """Return one row for each group, one column for each plan, its name being the plan's id."""
    columns = tuple(
        Column(
            plan.id, material.names[plan.id], plan.id, "该地区的条目及要点", "its items with their key facts", width=40
        )
        for plan in material.plans
    )
    rows = tuple((*group_cells(material, group), *_plan_texts(material, group)) for group in material.alignment.groups)
    note = Wording("每行一组对齐的事项，每列一个地区", "one group of aligned items a row, one place a column")
    return TidyTable("matrix", Wording("矩阵", "Matrix"), note, (*GROUP_COLUMNS, *columns), rows)


def group_cells(material: Material, group: Group) -> tuple[Cell, ...]:
    """Return the cells of `GROUP_COLUMNS`."""
    return (
        group.id,
        tidy(group.label),
        material.concept(group),
        material.count_places(member.plan for member in group.members),
        len({(member.plan, member.item) for member in group.members}),
        sum(1 for difference in material.differences.get(group.id, ()) if not difference.agrees),
    )


def _plan_texts(material: Material, group: Group) -> tuple[str | None, ...]:
    return tuple(
        "\n\n".join(str(text) for text in describe_members(material, group, plan.id)) or None for plan in material.plans
    )


def describe_members(material: Material, group: Group, plan_id: str) -> tuple[MemberText, ...]:
    """Return what the group's cell of one plan says, an entry for each item."""
    members = material.members(group, plan_id)
    return tuple(describe_item(material.items[plan_id, member.item], material.lang) for member in members)


def describe_item(item: Task | Indicator, lang: Language) -> MemberText:
    """Return title and key facts of one item."""
    kind = KINDS["task" if isinstance(item, Task) else "indicator"].first(lang)
    number = f" {item.no}" if item.no else ""
    lines = _task_lines(item, lang) if isinstance(item, Task) else _indicator_lines(item, lang)
    units = _units_line(item, lang)
    return MemberText(f"[{kind}{number}] {title_of(item)}".rstrip(), (*lines, units) if units else lines)


def _task_lines(task: Task, lang: Language) -> tuple[str, ...]:
    targets = [f"{tidy(t.metric or '')} {describe_target(t).first(lang)}".strip() for t in task.targets]
    deadlines = list(dict.fromkeys(describe_deadline(deadline).first(lang) for deadline in task.deadlines))
    found = ((Wording("目标", "Targets"), targets), (Wording("时限", "Deadlines"), deadlines))
    return tuple(_line(label, values, lang) for label, values in found if values)


def _indicator_lines(indicator: Indicator, lang: Language) -> tuple[str, ...]:
    points = [] if indicator.points is None else [show_number(indicator.points)]
    rules = [describe_rule(rule).first(lang) for _, rule in all_rules(indicator)]
    found = ((Wording("分值", "Points"), points), (Wording("计分", "Rules"), rules))
    return tuple(_line(label, values, lang) for label, values in found if values)


def _units_line(item: Task | Indicator, lang: Language) -> str | None:
    if not item.units:
        return None
    words = [
        tidy(unit.name) + (f"（{ROLES[unit.role.value].first(lang)}）" if unit.role.value != "responsible" else "")
        for unit in item.units
    ]
    label = Wording("单位", "Bodies").first(lang)
    return f"{label}{'：' if lang == 'zh' else ': '}{'、'.join(words)}"


def _line(label: Wording, values: list[str], lang: Language) -> str:
    return f"{label.first(lang)}{'：' if lang == 'zh' else ': '}{'；'.join(values)}"


def build_members_table(material: Material) -> TidyTable:
    """Return one row for each item in each group."""
    rows = tuple(
        (
            group.id,
            tidy(group.label),
            member.plan,
            material.names[member.plan],
            member.item,
            member.kind,
            title_of(material.items[member.plan, member.item]),
        )
        for group in material.alignment.groups
        for member in group.members
    )
    note = Wording("每行一个条目在一个组中", "one item in one group a row")
    return TidyTable("members", Wording("组成员", "Members"), note, MEMBER_COLUMNS, rows)


def build_overlaps_table(material: Material) -> TidyTable:
    """Return one row for each pair of plans."""
    rows = tuple(
        (
            *(o.left, o.right, len(o.shared_groups), len(o.left_only), len(o.right_only)),
            *(o.share, o.left_share, o.right_share, o.left_points_share, o.right_points_share),
        )
        for o in material.comparison.overlaps
    )
    note = Wording(
        "每行一对方案；方案多于60份时，只列每份最接近的10份",
        "one pair of plans a row; of more than 60 plans each one's ten nearest",
    )
    return TidyTable("overlaps", Wording("两两重合", "Overlaps"), note, OVERLAP_COLUMNS, rows)


def build_coverage_table(material: Material) -> TidyTable:
    """Return one row for each concept."""
    rows = tuple(
        (
            *(c.concept, c.label, c.edition, c.level1, c.level2),
            *(material.count_places(c.plans), " ".join(c.plans) or None, " ".join(c.groups) or None),
        )
        for c in material.comparison.coverage
    )
    note = Wording("每行一个概念，看谁有谁无", "one concept a row: who has it")
    return TidyTable("coverage", Wording("覆盖", "Coverage"), note, COVERAGE_COLUMNS, rows)
