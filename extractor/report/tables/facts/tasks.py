"""In: material of a report. Out: the tables of tasks, deadlines and targets.

Not handled: units, which tasks share with indicators (`tables.units`).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.facts.plan import Deadline, Plan, Task
from extractor.report.dataset import Material
from extractor.report.labels import DEADLINES, FLAGS, OPERATOR_CODES, OPERATORS, PERIODS, WHERE, Wording
from extractor.report.phrasing import describe_deadline, describe_target
from extractor.report.tables.facts.indicators import list_columns
from extractor.report.tables.table import (
    GROUPS_COLUMN,
    ITEM_COLUMNS,
    PLACE_COLUMNS,
    PLAN_COLUMNS,
    Column,
    Row,
    TidyTable,
    as_date,
    item_cells,
    place_cells,
    plan_cells,
    show,
    title_of,
)

OWN_DEADLINES = "deadlines"
"""Stands for an item where a time limit belongs to none, as `corrections.jsonl` names it."""
OUTSIDE = Wording("（条目以外）", "(outside the items)")

TASK_COLUMNS = (
    *PLAN_COLUMNS,
    Column("item", "条目", "item", "任务的标识，在方案内唯一", "id of the task, unique in its plan", width=9),
    Column("no", "序号", "no.", "原文的序号；无则空", "number as printed; empty where none", width=6),
    Column("section", "所在章节", "section", "上一级标题", "nearest heading above", width=26),
    Column("title", "任务名称", "title", "任务首句", "first clause of the task", width=36),
    Column("text", "任务全文", "text", "任务的全部文字", "all words of the task", width=70),
    Column("units", "责任单位数", "bodies", "责任单位数", "number of bodies", "number", 10),
    Column("deadlines", "时限数", "deadlines", "时限条数", "number of deadlines", "number", 9),
    Column("targets", "目标数", "targets", "目标值条数", "number of targets", "number", 8),
    Column("columns", "其他栏目", "other columns", "表中其余各栏，按表头", "further columns of its table", width=30),
    GROUPS_COLUMN,
    *PLACE_COLUMNS[2:],
)

DEADLINE_COLUMNS = (
    *ITEM_COLUMNS,
    Column("kind", "时限类型", "kind", "时限的类型", "kind of time limit", width=11, vocabulary=DEADLINES),
    Column("where", "出处", "where", "在时限栏还是正文", "in a label or in running text", width=8, vocabulary=WHERE),
    Column("meaning", "含义", "meaning", "时限的通俗说法", "the time limit in plain words", width=22),
    Column("date", "截止日", "date", "允许的最后一天", "last day allowed", "date", 12),
    Column("start_date", "起始日", "start date", "期间的第一天", "first day of an interval", "date", 12),
    Column(
        "per_year",
        "每年次数",
        "times a year",
        "周期性时限一年几次",
        "how often a recurring limit falls due",
        "number",
        9,
    ),
    Column("duration", "时长", "duration", "ISO 8601 时长", "duration by ISO 8601", width=9),
    Column(
        "working_days",
        "工作日",
        "working days",
        "时长按工作日计",
        "the duration counts working days",
        width=9,
        vocabulary=FLAGS,
    ),
    Column("trigger", "起算事件", "trigger", "时长的起算事件", "event from which the duration counts", width=20),
    *PLACE_COLUMNS,
)

TARGET_COLUMNS = (
    *ITEM_COLUMNS,
    Column(
        "metric",
        "衡量对象",
        "metric",
        "数值说的是什么；原文未说则空",
        "what the number is of; empty where not stated",
        width=34,
    ),
    Column("op", "关系", "op", "与数值的关系", "relation to the value", width=6, vocabulary=OPERATORS),
    Column("value", "数值", "value", "目标数值", "number to reach or stay within", "number", 10),
    Column("unit", "单位", "unit", "数值的计量单位", "unit of the value", width=8),
    Column("period", "周期", "period", "数值按何周期计", "period of a quota", width=8, vocabulary=PERIODS),
    Column("approx", "约数", "approximate", "原文为左右、约", "printed as 左右 or 约", width=7, vocabulary=FLAGS),
    Column("meaning", "含义", "meaning", "目标的通俗说法", "the target in plain words", width=18),
    *PLACE_COLUMNS,
)


def build_tasks_table(material: Material) -> TidyTable:
    """Return one row for each task."""
    rows = tuple(_task_row(material, plan, task) for plan in material.plans for task in plan.tasks)
    return TidyTable("tasks", Wording("任务", "Tasks"), Wording("每行一项任务", "one task a row"), TASK_COLUMNS, rows)


def build_deadlines_table(material: Material) -> TidyTable:
    """Return one row for each deadline."""
    rows = tuple(_deadline_rows(material))
    return TidyTable(
        "deadlines",
        Wording("时限", "Deadlines"),
        Wording("每行一个时限", "one time limit a row"),
        DEADLINE_COLUMNS,
        rows,
    )


def build_targets_table(material: Material) -> TidyTable:
    """Return one row for each target."""
    rows = tuple(_target_rows(material))
    return TidyTable(
        "targets",
        Wording("目标", "Targets"),
        Wording("每行一个目标值", "one number to reach a row"),
        TARGET_COLUMNS,
        rows,
    )


def _task_row(material: Material, plan: Plan, task: Task) -> Row:
    words = place_cells(plan, task.place, task.text)
    return (
        *plan_cells(material, plan),
        task.id,
        task.no,
        show(task.section),
        title_of(task),
        show(task.text) or words[0],
        len(task.units),
        len(task.deadlines),
        len(task.targets),
        list_columns(task),
        " ".join(material.group_ids.get((plan.id, task.id), ())),
        *words[2:],
    )


def _deadline_rows(material: Material) -> Iterator[Row]:
    """Yield those of the tasks, then those that the plan prints outside its items (各片区…于6月20日前报送)."""
    for plan in material.plans:
        for task in plan.tasks:
            for deadline in task.deadlines:
                yield (*item_cells(material, plan, task), *_deadline_cells(material, plan, deadline))
        for deadline in plan.deadlines:
            named = (OWN_DEADLINES, None, None, OUTSIDE.first(material.lang))
            yield (*plan_cells(material, plan), *named, *_deadline_cells(material, plan, deadline))


def _deadline_cells(material: Material, plan: Plan, deadline: Deadline) -> Row:
    return (
        deadline.kind.value,
        deadline.where,
        describe_deadline(deadline).first(material.lang),
        as_date(deadline.date),
        as_date(deadline.start),
        deadline.timing.per_year(),
        deadline.duration,
        None if deadline.working_days is None else str(int(deadline.working_days)),
        show(deadline.trigger),
        *place_cells(plan, deadline.place, deadline.text),
    )


def _target_rows(material: Material) -> Iterator[Row]:
    for plan in material.plans:
        for task in plan.tasks:
            for target in task.targets:
                yield (
                    *item_cells(material, plan, task),
                    show(target.metric),
                    OPERATOR_CODES[target.op],
                    target.value,
                    target.unit,
                    target.period,
                    str(int(target.approx)),
                    describe_target(target).first(material.lang),
                    *place_cells(plan, target.place, target.text),
                )
