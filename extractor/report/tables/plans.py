"""In: material of a report. Out: the table of the documents, one row a plan.

Not handled: what stands in the documents, which the other tables hold.
"""

from __future__ import annotations

from extractor.model.plan import Plan
from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.quoting import cite_plan
from extractor.report.tables.table import PLAN_COLUMNS, Column, Row, Table, as_date, plan_cells, show

COLUMNS = (
    *PLAN_COLUMNS,
    Column("place_code", "区划代码", "place code", "GB/T 2260 代码", "code of GB/T 2260", width=10),
    Column("parent", "上级", "parent", "上级地区", "parent of the place", width=10),
    Column("province", "省份", "province", "所属省份", "province", width=10),
    Column("title", "标题", "title", "文件标题", "title of the document", width=44),
    Column("kind", "文种", "kind", "文件自称（实施方案、工作要点等）", "the document's word for itself", width=12),
    Column("doc_number", "文号", "document number", "发文字号", "number of the document", width=22),
    Column("issuer", "发文机关", "issuer", "发文机关", "issuing body", width=26),
    Column("signatory", "签发人", "signatory", "签发人；无则空", "who signed; empty where none", width=10),
    Column("issue_date", "成文日期", "date of issue", "成文日期", "date of issue", "date", 12),
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
    Column("file", "来源文件", "file", "读取的文件", "file that was read", width=18),
    Column("sha256", "校验值", "sha256", "文件的 SHA-256", "SHA-256 of the file", width=20),
    Column("how", "读取方式", "read as", "读取方式", "how the file was read", width=12),
    Column("pages", "页数", "pages", "页数；无页的格式为空", "number of pages; empty for formats without", "number", 7),
    Column("citation", "引文", "citation", "GB/T 7714 引文", "citation by GB/T 7714", width=60),
)


def build_plans_table(material: Material) -> Table:
    """Return one row for each document."""
    return Table(
        "plans",
        Wording("文件", "Plans"),
        Wording("每行一份文件", "one document a row"),
        COLUMNS,
        tuple(_row(material, plan) for plan in material.plans),
    )


def _row(material: Material, plan: Plan) -> Row:
    about = plan.metadata
    points = [indicator.points for indicator in plan.indicators if indicator.points is not None]
    return (
        *plan_cells(material, plan),
        about.jurisdiction_code,
        show(about.parent),
        show(about.province),
        show(about.title),
        show(about.kind),
        show(about.doc_number),
        show(about.issuer),
        show(about.signatory),
        as_date(about.issue_date),
        len(plan.tasks),
        len(plan.indicators),
        round(sum(points), 6) if points else None,
        sum(len(item.units) for item in plan.items),
        sum(len(task.deadlines) for task in plan.tasks),
        sum(len(task.targets) for task in plan.tasks),
        sum(len(i.rules) + sum(len(part.rules) for part in i.parts) for i in plan.indicators),
        len(plan.problems),
        plan.main.name,
        plan.main.sha256,
        plan.main.how,
        plan.main.pages,
        cite_plan(plan),
    )
