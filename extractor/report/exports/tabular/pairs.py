"""In: material of a report. Out: the table of clause pairs that studies of policy diffusion work with.

A row is a pair of clauses that are alike in words, or a pair of items that ask for the same measure: how alike, on
which levels of government, how many days apart. Not handled: who copied from whom; both may come from a third.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.model.facts.plan import Plan
from extractor.report.dataset import Material
from extractor.report.labels import ORIGINS, Vocabulary, Wording
from extractor.report.tables.table import Cell, Column, Row, TidyTable, as_date, show, title_of

UNITS: Vocabulary = {"clause": Wording("分句", "clause"), "item": Wording("条目", "item")}
LEVELS: Vocabulary = {
    "province": Wording("省级", "province"),
    "city": Wording("市级", "city"),
    "county": Wording("县级", "county"),
}


def _side(side: str, zh: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_plan", f"{zh}方方案", f"{side} plan", "方案的标识", "id of the plan", width=11),
        Column(f"{side}_item", f"{zh}方条目", f"{side} item", "任务或指标的标识", "id of the item", width=9),
        Column(
            f"{side}_text", f"{zh}方原文", f"{side} text", "分句原文；条目为名称", "printed clause, or title", width=44
        ),
        Column(f"{side}_start", f"{zh}方起", f"{side} start", "起始字符", "first character", "number", 8),
        Column(
            f"{side}_end", f"{zh}方止", f"{side} end", "终止字符，不含本身", "character after the last", "number", 8
        ),
        Column(f"{side}_level", f"{zh}方层级", f"{side} level", "按区划代码", "by code", vocabulary=LEVELS),
        Column(f"{side}_date", f"{zh}方日期", f"{side} date", "成文日期", "date of issue", "date", 12),
    )


COLUMNS = (
    Column("unit", "粒度", "unit", "分句对或条目对", "pair of clauses or of items", width=8, vocabulary=UNITS),
    *_side("left", "甲"),
    *_side("right", "乙"),
    Column("likeness", "相似度", "likeness", "分句为字词相似度，条目为同一事项的概率；0 至 1",
           "of the words for clauses, chance of one measure for items; 0 to 1", "number", 9),
    Column("origin", "承袭", "origin", "承袭或改写；仅分句", "inherited or adapted; clauses only", width=8,
           vocabulary=ORIGINS),
    Column("days_apart", "相隔天数", "days apart", "乙方日期减甲方日期；一方未写日期则空",
           "right date less left date; empty where one is not stated", "number", 10),
)  # fmt: skip


def build_pairs_table(material: Material) -> TidyTable:
    """Return one row for each pair of clauses, then one for each pair of items."""
    rows = (*_clause_rows(material), *_item_rows(material))
    note = Wording(
        "每行一对分句或条目：相似度、层级、相隔天数", "one pair of clauses or items: likeness, levels, days apart"
    )
    return TidyTable("pairs", Wording("条款对", "Clause pairs"), note, COLUMNS, rows)


def _clause_rows(material: Material) -> Iterator[Row]:
    plans = {plan.id: plan for plan in material.plans}
    for clause in material.comparison.clauses:
        here, other = clause.here, clause.other
        if other is None:
            continue
        left, right = plans[here.plan], plans[other.plan]
        one = (here.plan, here.item, show(here.quote), here.start, here.end, *_about(left))
        two = (other.plan, other.item, show(other.quote), other.start, other.end, *_about(right))
        yield ("clause", *one, *two, clause.likeness, clause.origin, count_days(left, right))


def _item_rows(material: Material) -> Iterator[Row]:
    plans = {plan.id: plan for plan in material.plans}
    seen: set[tuple[str, str]] = set()
    for group in material.alignment.groups:
        for evidence in group.evidence:
            if (evidence.left, evidence.right) in seen:
                continue
            seen.add((evidence.left, evidence.right))
            sides: list[Cell] = []
            owners: list[Plan] = []
            for key in (evidence.left, evidence.right):
                plan_id, _, item_id = key.partition(":")
                item = material.items[plan_id, item_id]
                place = item.place
                owners.append(plans[plan_id])
                span = (place.start, place.end) if place else (None, None)
                sides += [plan_id, item_id, title_of(item), *span, *_about(plans[plan_id])]
            yield ("item", *sides, evidence.probability, None, count_days(*owners))


def _about(plan: Plan) -> tuple[Cell, Cell]:
    return find_level(plan.metadata.jurisdiction_code), as_date(plan.metadata.issue_date)


def find_level(code: str | None) -> str | None:
    """Return the level of government that a code of GB/T 2260 stands for.

    >>> find_level("370124"), find_level("370100"), find_level("370000"), find_level(None)
    ('county', 'city', 'province', None)
    """
    if not code or len(code) != 6:
        return None
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def count_days(left: Plan, right: Plan) -> int | None:
    """Return how many days after the left plan the right one was issued, None where one states no day."""
    one, two = as_date(left.metadata.issue_date), as_date(right.metadata.issue_date)
    return (two - one).days if isinstance(one, date) and isinstance(two, date) else None
