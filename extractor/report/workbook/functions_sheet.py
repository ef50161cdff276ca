"""In: material and its table of functions. Out: the sheet of units by function, a row a duty, a column a place.

Each count links to the first mention of a body with that duty. Not handled: bodies by name, which the units sheet has.
"""

from __future__ import annotations

from extractor.report.dataset import Material
from extractor.report.tables.duties import FUNCTION_COLUMNS
from extractor.report.tables.table import TidyTable
from extractor.report.workbook.fact_sheets import Targets, finish_sheet
from extractor.report.workbook.layouts import lay_out
from extractor.report.workbook.sheets import LINE_HEIGHT, Sheet, rows_that_fit
from extractor.report.workbook.styles import HEAT_HIGH, HEAT_LOW


def write_functions_sheet(sheet: Sheet, material: Material, table: TidyTable, targets: Targets) -> None:
    """Write all rows of `table`, the counts with their heat."""
    fixed = len(FUNCTION_COLUMNS)
    rows = rows_that_fit(table)
    layout = lay_out(table.name, table.columns, sheet.lang, places=len(material.plans))
    sheet.head(0, layout.columns)
    for number, cells in enumerate(rows, start=1):
        for index, cell in enumerate(cells[:fixed]):
            sheet.write(number, index, cell)
        key = str(cells[1] or cells[0])
        for column, plan in enumerate(material.plans, start=fixed):
            count = cells[column]
            if isinstance(count, int):
                sheet.link(number, column, targets.functions.get((plan.id, key), ""), count, sheet.styles.count)
        sheet.worksheet.set_row(number, LINE_HEIGHT + 4)
    if rows:
        rule = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "min_color": HEAT_LOW}
        area = (1, fixed, len(rows), fixed + len(material.plans) - 1)
        sheet.worksheet.conditional_format(*area, {**rule, "max_color": HEAT_HIGH})
    finish_sheet(sheet, len(rows), layout)
