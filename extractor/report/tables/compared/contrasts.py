"""In: material of a report. Out: what a careful reader would list: a row a contrast, a column a place; cell by cell.

Not handled: drawing them.
"""

from __future__ import annotations

from extractor.language.tidying import tidy
from extractor.model.compared.contrasts import Contrast, ContrastCell
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import Vocabulary, Wording
from extractor.report.tables.compared.series import STATES
from extractor.report.tables.table import PLACE_COLUMNS, PLAN_COLUMNS, Column, Row, TidyTable, place_cells

CONTRAST_ASPECTS: Vocabulary = {
    "duration": Wording("时限", "time limit"),
    "target": Wording("目标值", "target"),
    "frequency": Wording("频次", "how often"),
    "deadline": Wording("完成日期", "last day"),
    "penalty": Wording("扣分", "penalty"),
    "points": Wording("分值", "points"),
    "scoring": Wording("要求与计分", "demand and scoring"),
    "words": Wording("写法", "words"),
    "kind": Wording("文件种类", "kind of document"),
    "consequences": Wording("结果运用", "consequences"),
    "rhythm": Wording("节奏", "rhythm"),
    "leaders": Wording("牵头", "who leads"),
    "binding": Wording("软性措辞", "soft words"),
    "alone": Wording("独有", "only there"),
}
MARKS = {"number": "数", "points": "分", "penalty": "罚", "words": "文", "context": "提", "absent": "—", "outside": "∅"}
"""Stands before the words of a cell: number, points, penalty, words, in passing."""
CELL_WIDTH = 26
HEAD_COLUMNS = (
    Column("no", "序", "no.", "由重到轻", "the weightiest first", "number", 5),
    Column("label", "比较事项", "contrast", "比较什么", "what is laid side by side", width=20),
    Column("note", "说明", "note", "为何不排序、折算了什么", "why it is not ranked, what was converted", width=16),
)
TIDY_COLUMNS = (
    Column("contrast", "对照", "contrast", "对照行的标识", "id of the row", width=20),
    Column("no", "序", "no.", "由重到轻", "the weightiest first", "number", 5),
    Column("group", "对齐组", "group", "对齐组的标识；整份文件的特征则空", "id; empty for traits", width=18),
    Column("label", "比较事项", "contrast", "比较什么", "what is laid side by side", width=30),
    Column("aspect", "方面", "aspect", "比较的方面", "what is compared", width=10, vocabulary=CONTRAST_ASPECTS),
    *PLAN_COLUMNS,
    Column("state", "写法", "state", "数值、计分、罚则、文字或未见", "what is printed", width=12, vocabulary=STATES),
    Column("rank", "名次", "rank", "同一口径时从严到宽", "from the strictest, where it is one measure", "number", 6),
    *PLACE_COLUMNS,
)


def build_contrasts_table(material: Material) -> TidyTable:
    """Return one row for each contrast, what each place prints in a column of its own."""
    columns = tuple(
        Column(plan.id, material.names[plan.id], plan.id, "该地区的写法与原文", "what it prints", width=CELL_WIDTH)
        for plan in material.plans
    )
    rows = tuple(
        (number, tidy(one.label), one.note or None, *(show_cell_words(one, plan.id) for plan in material.plans))
        for number, one in enumerate(material.comparison.contrasts, start=1)
    )
    note = Wording(
        "每行一处差异：〔数〕印着数值〔分〕只计分〔罚〕只有罚则〔文〕只有文字〔提〕目标保障中提及，—全文未见，∅未见且此类文件一般不列",
        "one contrast a row: number, points only, penalty only, words only, in passing, absent, outside",
    )
    return TidyTable("contrasts", Wording("差异对照", "Contrasts"), note, (*HEAD_COLUMNS, *columns), rows)


def show_cell_words(contrast: Contrast, plan: str) -> str | None:
    """Return what a cell shows: its mark, its rank where it has one, its words."""
    cell = next((one for one in contrast.cells if one.plan == plan), None)
    if cell is None:
        return None
    mark = MARKS[cell.state]
    if not cell.sayings and cell.state in ("absent", "outside"):
        return mark
    return f"〔{mark}{'' if cell.rank is None else f'·第{cell.rank}严'}〕{tidy(cell.shown)}"


def build_contrast_cells_table(material: Material) -> TidyTable:
    """Return one row for each contrast, plan and printed saying."""
    plans = {plan.id: plan for plan in material.plans}
    rows = tuple(
        (one.id, number, one.group, tidy(one.label), one.aspect, cell.plan, material.names[cell.plan], cell.state,
         cell.rank, *place)
        for number, one in enumerate(material.comparison.contrasts, start=1)
        for cell in one.cells
        for place in _place_cells(cell, plans[cell.plan])
    )  # fmt: skip
    note = Wording("每行一份方案在一处差异中的一处原文", "one printed saying of one plan in one contrast a row")
    return TidyTable("contrast_cells", Wording("差异对照明细", "Contrast cells"), note, TIDY_COLUMNS, rows)


def _place_cells(cell: ContrastCell, plan: Plan) -> list[Row]:
    empty: Row = (None,) * len(PLACE_COLUMNS)
    return [place_cells(plan, Place(one.start, one.end), one.quote) for one in cell.sayings if one.end] or [empty]
