"""In: material and its table of contrasts. Out: the sheet of differences: a row a contrast, a column a place.

The weightiest first, so that the ten that a reader looks for stand on the first page of A4. Ranked cells are darker the
stricter they are. Not handled: all words of a long cell, which the table of cells has.
"""

from __future__ import annotations

from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.tables.compared.contrasts import HEAD_COLUMNS
from extractor.report.tables.table import TidyTable
from extractor.report.workbook.fact_sheets import Targets, finish_sheet
from extractor.report.workbook.layouts import lay_out
from extractor.report.workbook.sheets import Sheet, row_height, rows_that_fit, write_legend

LEGEND = Wording(
    "（数）有数值，“第1严”为最严，色深者严　（分）计分　（罚）扣分　（文）只有文字　— 未提出　∅ 此类文件一般不列",
    "(数) a number, 第1严 the strictest, darker is stricter   (分) points   (罚) a deduction   (文) words alone   "
    "— not asked for   ∅ such a document would hardly list it",
)
MOST_LINES = 5
LONGEST = 40
"""characters of a cell: four lines, and one for what stands before them"""


def write_contrasts_sheet(sheet: Sheet, material: Material, table: TidyTable, targets: Targets) -> None:
    """Write all rows; the first cell of a measure links to its row of the matrix."""
    head = len(HEAD_COLUMNS)
    rows = rows_that_fit(table)
    layout = lay_out(table.name, table.columns, sheet.lang, places=len(material.plans))
    sheet.head(0, layout.columns)
    for number, cells in enumerate(rows, start=1):
        contrast = material.comparison.contrasts[number - 1]
        worst = max((cell.rank or 0 for cell in contrast.cells), default=0)
        sheet.link(number, 0, targets.groups.get(contrast.group or "", ""), number)
        shown = [cell if not isinstance(cell, str) else _cut(cell) for cell in cells]
        for index, words in enumerate(shown[1:head], start=1):
            sheet.write(number, index, words)
        for index, (plan, words) in enumerate(zip(material.plans, shown[head:], strict=True), start=head):
            if words is None or words in ("—", "∅"):
                sheet.worksheet.write_string(number, index, str(words or ""), sheet.styles.absent)
                continue
            rank = next((cell.rank for cell in contrast.cells if cell.plan == plan.id), None)
            share = 1 - (rank - 1) / (worst - 1) if rank and worst > 1 else 0.0
            style = sheet.styles.steps[round(share * (len(sheet.styles.steps) - 1))] if rank else sheet.styles.text
            sheet.worksheet.write_string(number, index, str(words), style)
        sheet.worksheet.set_row(number, row_height(layout.columns, shown, MOST_LINES))
    write_legend(sheet, LEGEND)
    finish_sheet(sheet, len(rows), layout)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
