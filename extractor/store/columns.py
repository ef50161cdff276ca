"""In: nothing. Out: the datasets of a store and the views over them: every column with its type and what it holds.

`extractor query --views` prints this file's tables. Not handled: how rows are made (`rows`) and kept (`datasets`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["string", "int64", "float64", "bool"]


class DatasetColumn(msgspec.Struct, frozen=True):
    """One column: its name, its type, and in Chinese what it holds."""

    name: str
    kind: Kind
    zh: str


def _columns(*rows: tuple[str, Kind, str]) -> tuple[DatasetColumn, ...]:
    return tuple(DatasetColumn(*row) for row in rows)


PARTITIONS = ("field", "year", "area")
"""columns that stand in the names of folders: 领域、年度、地区代码前两位（省）"""
PARTITIONED = ("plans", "items", "values")
"""datasets that are cut by them; the others tell of all plans together"""
_PLACE: tuple[tuple[str, Kind, str], ...] = (
    ("plan", "string", "方案编号"),
    ("place", "string", "地区"),
)
DATASETS: dict[str, tuple[DatasetColumn, ...]] = {
    "plans": _columns(
        *_PLACE,
        ("title", "string", "标题"),
        ("issuer", "string", "发文机关"),
        ("province", "string", "省"),
        ("parent", "string", "上一级地区"),
        ("code", "string", "行政区划代码"),
        ("level", "string", "层级"),
        ("kind", "string", "文种"),
        ("doc_number", "string", "文号"),
        ("issue_date", "string", "成文日期"),
        ("period", "string", "方案所管的年度或时期"),
        ("file", "string", "文件名"),
        ("sha256", "string", "文件校验和"),
        ("pages", "int64", "页数"),
        ("tasks", "int64", "任务数"),
        ("indicators", "int64", "指标数"),
        ("problems", "int64", "问题数"),
        ("read_share", "float64", "阅读率"),
    ),
    "items": _columns(
        *_PLACE,
        ("item", "string", "条目编号，方案内唯一"),
        ("kind", "string", "task 任务，indicator 指标"),
        ("no", "string", "序号"),
        ("section", "string", "所在章节或一级指标"),
        ("title", "string", "任务标题或指标名称"),
        ("text", "string", "任务全文或评分标准"),
        ("points", "float64", "分值"),
        ("start", "int64", "在方案全文中的起始字符"),
        ("end", "int64", "终止字符，不含本身"),
        ("page", "int64", "页"),
    ),
    "values": _columns(
        *_PLACE,
        ("item", "string", "条目编号；空为方案本身"),
        ("kind", "string", "unit 单位，deadline 时限，target 目标值，rule 计分规则"),
        ("what", "string", "角色、时限类型、度量对象、规则类型"),
        ("text", "string", "原文字句"),
        ("number", "float64", "数值；规则为分值"),
        ("op", "string", "关系：>= <= 等"),
        ("measure", "string", "计量单位"),
        ("code", "string", "职能、日期、周期（RRULE）或时长（ISO 8601）"),
        ("start", "int64", "起"),
        ("end", "int64", "止"),
        ("page", "int64", "页"),
    ),
    "groups": _columns(
        ("id", "string", "对齐组编号"),
        ("label", "string", "组名"),
        ("concept", "string", "概念编号"),
        ("plans", "int64", "有几份方案"),
        ("members", "int64", "有几个条目"),
    ),
    "members": _columns(
        ("id", "string", "对齐组编号"),
        ("plan", "string", "方案编号"),
        ("item", "string", "条目编号"),
        ("kind", "string", "task 任务，indicator 指标"),
        ("title", "string", "条目名称"),
    ),
    "pairs": _columns(
        ("id", "string", "对齐组编号；空为差一点就对齐的，或后来放入组的"),
        ("left_plan", "string", "一方方案"),
        ("left_item", "string", "一方条目"),
        ("right_plan", "string", "另一方方案"),
        ("right_item", "string", "另一方条目"),
        ("score", "float64", "对数几率"),
        ("probability", "float64", "是同一件事的概率"),
        ("evidence", "string", "各项证据（JSON）"),
    ),
    "comparisons": _columns(
        ("id", "string", "对齐组编号"),
        ("aspect", "string", "比什么"),
        ("label", "string", "度量名称"),
        ("unit", "string", "共同单位"),
        ("stricter", "string", "哪一头更严"),
        ("spread", "float64", "最大与最小之差"),
        ("agrees", "bool", "是否一致"),
        ("note", "string", "换算说明"),
        ("plan", "string", "方案编号"),
        ("item", "string", "条目编号"),
        ("quote", "string", "原文"),
        ("value", "float64", "共同单位下的数值"),
        ("shown", "string", "显示的值"),
        ("rank", "int64", "从最严起的名次"),
        ("position", "float64", "在梯次上的位置，1 为最严"),
    ),
}
"""What a store holds. Items are named by (plan, item); `plans`, `items` and `values` also have PARTITIONS."""

_VALUES = 'SELECT plan, place, field, year, item, {} FROM "values" WHERE kind = '
VIEWS: dict[str, tuple[str, str]] = {
    "tasks": ("任务", "SELECT * EXCLUDE (kind, points) FROM items WHERE kind = 'task'"),
    "indicators": ("指标", "SELECT * EXCLUDE (kind) FROM items WHERE kind = 'indicator'"),
    "units": (
        "责任单位：role 角色，name 名称，function 职能",
        _VALUES.format("what AS role, text AS name, code AS function") + "'unit'",
    ),
    "deadlines": (
        "完成时限：type 类型，text 原文，code 日期、周期或时长",
        _VALUES.format("what AS type, text, code") + "'deadline'",
    ),
    "targets": (
        "目标值：metric 对象，op 关系，number 数值，measure 单位",
        _VALUES.format("what AS metric, op, number, measure, text") + "'target'",
    ),
    "rules": (
        "计分规则：type 类型，points 分值，text 原文",
        _VALUES.format("what AS type, number AS points, text") + "'rule'",
    ),
    "shared": (
        "各组的条目与地区：label 组名，place 地区，title 条目",
        """SELECT g.id, g.label, g.plans, m.plan, p.place, p.field, p.year, m.item, m.kind, m.title
        FROM groups g JOIN members m USING (id) JOIN plans p ON p.plan = m.plan""",
    ),
}
"""Views beside the datasets, which are views too: what they show, and the query that makes them."""
