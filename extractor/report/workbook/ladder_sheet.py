"""In: material and its ladder table. Out: the ladder sheet, one row a difference, darker the stricter a place is.

Each value links to its row among the differences, where the printed sentence stands. Not handled: the places of values
between the ends, which the page draws.
"""

from __future__ import annotations

from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.tables.compared.ladders import LADDER_COLUMNS, find_position, find_rungs
from extractor.report.tables.table import TidyTable
from extractor.report.workbook.fact_sheets import Targets, finish_sheet
from extractor.report.workbook.layouts import lay_out
from extractor.report.workbook.sheets import Sheet, row_height, rows_that_fit, show_cell, write_legend

LEGEND = Wording("颜色越深越严；— 该地未就此作规定", "The darker the stricter; — nothing of the kind is stated")
MOST_LINES = 8
ABSENT = "—"


def write_ladder_sheet(sheet: Sheet, material: Material, table: TidyTable, targets: Targets) -> None:
    """Write all rows of the ladder; a place that states nothing of the kind is greyed."""
    fixed, numbers = len(LADDER_COLUMNS), table.index("difference")
    rows = rows_that_fit(table)
    layout = lay_out(table.name, table.columns, sheet.lang, places=len(material.plans), rows=rows)
    sheet.head(0, layout.columns)
    for number, cells in enumerate(rows, start=1):
        for index, cell in enumerate(cells[:fixed]):
            shown = show_cell(table.columns[index], cell, sheet.lang)
            if index == 0 and isinstance(shown, str):
                sheet.link(number, index, targets.groups.get(shown, ""), shown)
            else:
                sheet.write(number, index, shown)
        position = int(str(cells[numbers]))
        difference = material.comparison.differences[position - 1]
        rungs = find_rungs(difference)
        for column, plan in enumerate(material.plans, start=fixed):
            rung, cell = rungs.get(plan.id), cells[column]
            if rung is None or not isinstance(cell, str):
                sheet.worksheet.write_string(number, column, ABSENT, sheet.styles.absent)
                continue
            share = find_position(difference, rung) or 0.0
            style = sheet.styles.steps[round(share * (len(sheet.styles.steps) - 1))]
            sheet.link(number, column, targets.readings.get((position, plan.id), ""), cell, style)
        sheet.worksheet.set_row(number, row_height(layout.columns, cells, MOST_LINES))
    finish_sheet(sheet, len(rows), layout)
    write_legend(sheet, LEGEND)
