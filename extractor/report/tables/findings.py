"""In: material of a report. Out: the tables of differences (one row a reading) and of problems.

Not handled: what to do about a problem, which its message says.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import ASPECTS, FLAGS, READINGS, SEVERITIES, STAGES, STRICTER, UNREAD_KINDS, Wording
from extractor.report.problem_codes import PROBLEM_CODES
from extractor.report.quoting import print_words
from extractor.report.tables.table import (
    PLACE_COLUMNS,
    PLAN_COLUMNS,
    Column,
    Row,
    TidyTable,
    place_cells,
    show,
    title_of,
)

DIFFERENCE_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("group_label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=26),
    Column("difference", "差异序号", "difference", "差异的序号，从 1 起", "number of the difference", "number", 9),
    Column("aspect", "方面", "aspect", "比较的方面", "what is compared", width=11, vocabulary=ASPECTS),
    Column("compared", "比较内容", "compared", "具体比较什么", "what exactly is compared", width=26),
    Column("unit", "计量单位", "unit", "共同的计量单位", "common unit of the values", width=10),
    Column("stricter", "宽严方向", "stricter", "哪一端为严", "which end is strict", width=12, vocabulary=STRICTER),
    Column("agrees", "一致", "agrees", "各地是否一致", "whether all agree", width=7, vocabulary=FLAGS),
    Column(
        "spread",
        "极差",
        "spread",
        "最大值减最小值",
        "largest value less the smallest",
        "number",
        9,
        blank="not_computable",
    ),
    Column(
        "rank",
        "严格名次",
        "rank",
        "从严到宽的名次，1 为最严",
        "rank from the strictest, 1",
        "number",
        9,
        blank="not_computable",
    ),
    *PLAN_COLUMNS,
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("item_title", "条目名称", "title", "任务首句或指标名称", "first clause or name", width=28),
    Column(
        "value",
        "数值",
        "value",
        "换算到共同单位的数值；日期为公历日序数",
        "value in the common unit; a date is its day number",
        "number",
        10,
    ),
    Column("shown", "所示", "shown", "数值的通俗说法", "the value in plain words", width=18),
    *PLACE_COLUMNS,
)
PROBLEM_COLUMNS = (
    *PLAN_COLUMNS,
    Column("severity", "程度", "severity", "错误、存疑或提示", "error, warning, note", width=8, vocabulary=SEVERITIES),
    Column("stage", "环节", "stage", "在哪个环节发现", "stage that found it", width=8, vocabulary=STAGES),
    Column("code", "代码", "code", "问题的固定代码", "stable code of the problem", width=20, vocabulary=PROBLEM_CODES),
    Column("message", "说明", "message", "问题的说明", "what is wrong, in Chinese", width=56),
    Column("message_en", "英文说明", "message (English)", "英文说明", "what is wrong, in English", width=44),
    Column("item", "条目", "item", "所涉任务或指标；无则空", "item concerned, if any", width=9),
    Column("item_title", "条目名称", "title", "所涉条目的名称", "title of that item", width=28),
    *PLACE_COLUMNS,
    Column("other", "另一处原文", "the other place", "与之不合的另一处", "words that speak against it", width=40),
)


UNREAD_COLUMNS = (
    *PLAN_COLUMNS,
    Column("sort", "类别", "sort", "未读或存疑", "unread or doubtful", width=8, vocabulary=READINGS),
    Column("code", "代码", "code", "未读的种类，或存疑的固定代码", "kind of stretch, or code of the doubt", width=16,
           vocabulary={**UNREAD_KINDS, **PROBLEM_CODES}),
    Column("message", "说明", "message", "为何列在这里", "why it is listed, in Chinese", width=56),
    Column("message_en", "英文说明", "message (English)", "英文说明", "why it is listed, in English", width=44),
    Column("item", "条目", "item", "所涉任务或指标；无则空", "item concerned, if any", width=9),
    Column("field", "字段", "field", "所涉字段；无则空", "field concerned, if any", width=10),
    *PLACE_COLUMNS,
)  # fmt: skip


def build_differences_table(material: Material) -> TidyTable:
    """Return one row for each reading of each difference."""
    note = Wording("每行一个地区在一处差异上的取值", "one plan's value in one difference a row")
    rows = tuple(_difference_rows(material))
    return TidyTable("differences", Wording("差异", "Differences"), note, DIFFERENCE_COLUMNS, rows)


def build_problems_table(material: Material) -> TidyTable:
    """Return one row for each problem of each document."""
    rows = tuple(_problem_rows(material))
    note = Wording("每行一处残损、存疑或矛盾", "one damaged, doubtful or contradictory thing a row")
    return TidyTable("problems", Wording("问题", "Problems"), note, PROBLEM_COLUMNS, rows)


def build_unread_table(material: Material) -> TidyTable:
    """Return one row for each stretch that was not read, then for each fact with a reason to look again."""
    rows = tuple(_unread_rows(material))
    note = Wording("每行一处未读懂之处，或一个应再看一眼的事实", "one unread stretch, or one doubtful fact, a row")
    return TidyTable("unread", Wording("未读与存疑", "Unread and doubtful"), note, UNREAD_COLUMNS, rows)


def _difference_rows(material: Material) -> Iterator[Row]:
    plans = {plan.id: plan for plan in material.plans}
    labels = {group.id: tidy(group.label) for group in material.alignment.groups}
    for number, difference in enumerate(material.comparison.differences, start=1):
        for reading in sorted(difference.readings, key=lambda reading: (reading.rank is None, reading.rank or 0)):
            item = material.items.get((reading.plan, reading.item))
            place = Place(reading.start, reading.end) if reading.end > reading.start else None
            yield (
                difference.group,
                labels.get(difference.group),
                number,
                difference.aspect,
                tidy(difference.label),
                difference.unit,
                difference.stricter,
                str(int(difference.agrees)),
                difference.spread,
                reading.rank,
                reading.plan,
                material.names[reading.plan],
                reading.item,
                title_of(item) if item else None,
                reading.value,
                tidy(reading.shown),
                # The printed words may be more than the place, which is that of the first body of a list.
                show(reading.quote),
                *place_cells(plans[reading.plan], place, reading.quote)[1:],
            )


def _problem_rows(material: Material) -> Iterator[Row]:
    for plan in material.plans:
        for problem in plan.problems:
            item = material.items.get((plan.id, problem.item)) if problem.item else None
            yield (
                plan.id,
                material.names[plan.id],
                problem.severity.value,
                problem.stage,
                problem.code,
                tidy(problem.message),
                problem.message_en or None,
                problem.item,
                title_of(item) if item else None,
                *place_cells(plan, problem.place, None),
                print_words(plan, problem.other),
            )


def _unread_rows(material: Material) -> Iterator[Row]:
    for plan in material.plans:
        name = material.names[plan.id]
        for unread in plan.unread:
            words = (unread.kind.value, tidy(unread.message), unread.message_en)
            yield (plan.id, name, "unread", *words, None, None, *place_cells(plan, unread.place, unread.text))
        for doubt in plan.doubts:
            told = (doubt.code, tidy(doubt.message), doubt.message_en)
            yield (plan.id, name, "doubt", *told, doubt.item, doubt.field, *place_cells(plan, doubt.place, doubt.text))
