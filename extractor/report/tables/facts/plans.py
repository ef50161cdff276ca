"""In: material of a report. Out: the table of the documents, one row a plan.

Not handled: what stands in the documents, which the other tables hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.facts.fields import METADATA_FIELDS, Field
from extractor.model.facts.plan import Metadata, Plan
from extractor.report.dataset import Material
from extractor.report.labels import LEVELS, Wording
from extractor.report.quoting import cite_plan
from extractor.report.tables.table import PLAN_COLUMNS, Column, Row, TidyTable, as_date, make_column, plan_cells, show

ABOUT = tuple(field for field in METADATA_FIELDS if field.key != "jurisdiction")
"""The place stands in front, as it is called in all tables."""
COLUMNS = (
    *PLAN_COLUMNS,
    *(make_column(field, LEVELS if field.key == "level" else None) for field in ABOUT),
    Column("tasks", "任务数", "tasks", "任务条数", "number of tasks", "number", 8),
    Column("indicators", "指标数", "indicators", "指标条数", "number of indicators", "number", 10),
    Column(
        "points",
        "指标总分",
        "points",
        "各指标分值之和；均无分值时为空",
        "sum of the points of the indicators; empty where none has any",
        "number",
        9,
    ),
    Column(
        "units",
        "责任单位数",
        "bodies",
        "责任单位条目数（含重复）",
        "entries of responsible bodies, repeated ones too",
        "number",
        10,
    ),
    Column("deadlines", "时限数", "deadlines", "时限条数", "number of deadlines", "number", 9),
    Column("targets", "目标数", "targets", "目标值条数", "number of targets", "number", 8),
    Column("rules", "计分规则数", "rules", "计分规则条数", "number of scoring rules", "number", 10),
    Column(
        "problems",
        "问题数",
        "problems",
        "文件中存疑或有误之处",
        "what is doubtful or wrong in the document",
        "number",
        9,
    ),
    Column("unread", "未读处数", "unread", "未读懂之处的处数", "stretches that were not read", "number", 9),
    Column("doubts", "存疑数", "doubts", "应再看一眼的事实", "facts with a reason to look again", "number", 8),
    Column("read_share", "阅读率", "share read", "已读懂的比例（0 至 1）", "share that was read, 0 to 1", "number", 8),
    Column("file", "来源文件", "file", "读取的文件", "file that was read", width=18),
    Column("sha256", "校验值", "sha256", "文件的 SHA-256", "SHA-256 of the file", width=20),
    Column("how", "读取方式", "read as", "读取方式", "how the file was read", width=12),
    Column("pages", "页数", "pages", "页数；无页的格式为空", "number of pages; empty for formats without", "number", 7),
    Column("citation", "引文", "citation", "GB/T 7714 引文", "citation by GB/T 7714", width=60),
)


def build_plans_table(material: Material) -> TidyTable:
    """Return one row for each document."""
    return TidyTable(
        "plans",
        Wording("文件", "Plans"),
        Wording("每行一份文件", "one document a row"),
        COLUMNS,
        tuple(_row(material, plan) for plan in material.plans),
    )


def _about(about: Metadata) -> Iterator[tuple[Field, str | None]]:
    for field in ABOUT:
        yield field, getattr(about, field.key)


def _row(material: Material, plan: Plan) -> Row:
    about = plan.metadata
    points = [indicator.points for indicator in plan.indicators if indicator.points is not None]
    return (
        *plan_cells(material, plan),
        *(as_date(value) if field.kind == "date" else show(value) for field, value in _about(about)),
        len(plan.tasks),
        len(plan.indicators),
        round(sum(points), 6) if points else None,
        sum(len(item.units) for item in plan.items),
        sum(len(task.deadlines) for task in plan.tasks) + len(plan.deadlines),
        sum(len(task.targets) for task in plan.tasks),
        sum(len(i.rules) + sum(len(part.rules) for part in i.parts) for i in plan.indicators),
        len(plan.problems),
        len(plan.unread),
        len(plan.doubts),
        plan.read_share,
        plan.main.name,
        plan.main.sha256,
        plan.main.how,
        plan.main.pages,
        cite_plan(plan),
    )
