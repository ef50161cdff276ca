"""In: material of a report. Out: the ladder, one row a difference that can be ranked, one column a place; and the last
days of each group.

Not handled: bodies, which no scale ranks.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import ASPECTS, STRICTER, Wording
from extractor.report.phrasing import show_number
from extractor.report.tables.table import PLACE_COLUMNS, PLAN_COLUMNS, Column, Row, TidyTable, as_date, place_cells

LADDER_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("group_label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=26),
    Column("difference", "差异序号", "difference", "在差异表中的序号", "its number in the differences", "number", 9),
    Column("aspect", "方面", "aspect", "比较的方面", "what is compared", width=10, vocabulary=ASPECTS),
    Column("compared", "比较内容", "compared", "具体比较什么", "what exactly is compared", width=28),
    Column("unit", "计量单位", "unit", "共同的计量单位", "common unit of the values", width=9),
    Column("stricter", "宽严方向", "stricter", "哪一端为严", "which end is strict", width=10, vocabulary=STRICTER),
    Column("strictest", "最严", "strictest", "要求最严的地区与取值", "strictest places and their value", width=22),
    Column("loosest", "最宽", "loosest", "要求最宽的地区与取值", "loosest places and their value", width=22),
    Column("reference", "上级要求", "superior's line", "语料中上级的取值，不参与比严", "what superiors ask", width=20),
    Column("spread", "极差", "spread", "最大值减最小值", "largest value less the smallest", "number", 8),
    Column("note", "说明", "note", "换算了什么、什么不可换算", "what was converted and what cannot be", width=24),
)
TIMETABLE_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("group_label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=26),
    Column("earliest", "最早", "earliest", "该组最早的期限", "earliest last day of the group", "date", 12),
    Column("latest", "最晚", "latest", "该组最晚的期限", "latest last day of the group", "date", 12),
    Column("days_apart", "相差天数", "days apart", "最早与最晚相差的天数；不足两地则空",
           "days between them; empty where fewer than two places state one", "number", 9),
    *PLAN_COLUMNS,
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("date", "期限", "last day", "允许的最后一天", "last day allowed", "date", 12),
    *PLACE_COLUMNS,
)  # fmt: skip


def build_ladder_table(material: Material) -> TidyTable:
    """Return one row for each difference that ranks places, what each place asks for in a column of its own."""
    columns = tuple(
        Column(plan.id, material.names[plan.id], plan.id, "该地区最严的取值", "its strictest value", width=16)
        for plan in material.plans
    )
    rows = tuple(_ladder_rows(material))
    note = Wording("每行一处可排名的差异，从严到宽一目了然", "one difference that ranks places a row")
    return TidyTable("ladder", Wording("加码阶梯", "Ladder"), note, (*LADDER_COLUMNS, *columns), rows)


def find_rungs(difference: Difference) -> dict[str, Reading]:
    """Return the strictest reading of each plan, empty where the difference ranks no two plans.

    Where nothing was ranked, a place is stricter than none.
    """
    rungs: dict[str, Reading] = {}
    for reading in sorted(difference.readings, key=lambda reading: reading.rank or 0):
        if reading.rank is not None:
            rungs.setdefault(reading.plan, reading)
    return rungs if len(rungs) > 1 else {}


def _ladder_rows(material: Material) -> Iterator[Row]:
    labels = {group.id: tidy(group.label) for group in material.alignment.groups}
    above = {(gap.superior, gap.plan) for gap in material.comparison.gaps}
    before = {(change.earlier, change.later) for change in material.comparison.changes}
    for number, difference in enumerate(material.comparison.differences, start=1):
        rungs = find_rungs(difference)
        if not rungs:
            continue
        superiors = {one for one, plan in above if one in rungs and plan in rungs}
        earlier = {one for one, plan in before if one in rungs and plan in rungs}
        peers = {plan: rung for plan, rung in rungs.items() if plan not in superiors | earlier}
        yield (
            difference.group,
            labels.get(difference.group),
            number,
            difference.aspect,
            tidy(difference.label),
            difference.unit,
            difference.stricter,
            _name_end(material, peers, min(reading.rank or 0 for reading in peers.values())),
            None if difference.agrees else _name_end(material, peers, max(r.rank or 0 for r in peers.values())),
            _name_superiors(material, rungs, superiors),
            difference.spread,
            difference.note or None,
            *(tidy(rungs[plan.id].shown) if plan.id in rungs else None for plan in material.plans),
        )


def _name_superiors(material: Material, rungs: dict[str, Reading], superiors: set[str]) -> str | None:
    """Return what plans of higher levels in the corpus ask: a line beside the ladder and no rung of it."""
    return (
        "；".join(f"{material.names[plan]}：{tidy(rungs[plan].shown)}" for plan in rungs if plan in superiors) or None
    )


def _name_end(material: Material, rungs: dict[str, Reading], rank: int) -> str:
    found = [reading for reading in rungs.values() if reading.rank == rank]
    places = "、".join(material.names[reading.plan] for reading in found)
    return f"{places}：{tidy(found[0].shown)}"


def find_position(difference: Difference, reading: Reading) -> float | None:
    """Return where a reading stands between the loosest (0) and the strictest (1); None where it is not ranked."""
    if reading.rank is None:
        return None
    if reading.position is not None:
        return reading.position
    values = [other.value for other in difference.readings if other.value is not None]
    if reading.value is None or not values or max(values) == min(values):
        return 1.0
    share = (reading.value - min(values)) / (max(values) - min(values))
    return share if difference.stricter == "higher" else 1.0 - share


def show_spread(difference: Difference) -> Wording | None:
    """Return the spread with its unit; that of dates is in days, that of bodies says nothing."""
    if difference.spread is None or difference.agrees or difference.aspect == "unit":
        return None
    shown = show_number(round(difference.spread, 6))
    if difference.aspect == "deadline":
        return Wording(f"{shown} 天", f"{shown} days")
    words = f"{shown}{difference.unit}" if difference.unit == "%" else f"{shown} {difference.unit}".rstrip()
    return Wording(words, words)


def build_timetables_table(material: Material) -> TidyTable:
    """Return one row for each last day that a group's items print."""
    labels = {group.id: tidy(group.label) for group in material.alignment.groups}
    plans = {plan.id: plan for plan in material.plans}
    rows = tuple(
        (
            timetable.group,
            labels.get(timetable.group),
            as_date(timetable.earliest),
            as_date(timetable.latest),
            timetable.days_apart,
            due.plan,
            material.names[due.plan],
            due.item,
            as_date(due.date),
            *place_cells(plans[due.plan], Place(due.start, due.end) if due.end > due.start else None, due.quote),
        )
        for timetable in material.comparison.timetables
        for due in timetable.dues
    )
    note = Wording(
        "每行一个条目的期限，连同该组的最早与最晚", "one last day a row, with the earliest and latest of its group"
    )
    return TidyTable("timetables", Wording("期限对照", "Timetables"), note, TIMETABLE_COLUMNS, rows)
