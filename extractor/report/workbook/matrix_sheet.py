"""In: material and its matrix table. Out: the matrix sheet, one row a group, one column a place.

Not handled: more than one link in a cell, which spreadsheets do not have: a cell leads to its first item.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.report.material import Material
from extractor.report.tables.groups import GROUP_COLUMNS, MemberText, describe_members
from extractor.report.tables.table import Table
from extractor.report.wording import Wording
from extractor.report.workbook.fact_sheets import Targets
from extractor.report.workbook.sheets import LONGEST_TEXT, Sheet, clean, row_height, rows_that_fit

MOST_LINES = 27
ABSENT = "—"
TIP = Wording("点击跳到该条目", "click to see the item")


def write_matrix_sheet(sheet: Sheet, material: Material, table: Table, targets: Targets) -> None:
    """Write one row for each group; titles are set in bold, and a place that has nothing is greyed."""
    rows = rows_that_fit(table)
    sheet.head(0, table.columns)
    fixed = len(GROUP_COLUMNS)
    for number, (group, cells) in enumerate(zip(material.alignment.groups, rows, strict=False), start=1):
        for index, cell in enumerate(cells[:fixed]):
            sheet.write(number, index, cell)
        for index, plan in enumerate(material.plans, start=fixed):
            members = material.members(group, plan.id)
            if not members:
                sheet.worksheet.write_string(number, index, ABSENT, sheet.styles.absent)
                continue
            target = targets.items[plan.id, members[0].item]
            _write_members(sheet, (number, index), target, describe_members(material, group, plan.id))
        sheet.worksheet.set_row(number, row_height(table.columns, cells, MOST_LINES))
    _finish(sheet, len(rows), len(table.columns), len(material.plans))


def _write_members(sheet: Sheet, cell: tuple[int, int], target: str, texts: Sequence[MemberText]) -> None:
    whole = "\n\n".join(str(text) for text in texts)
    linked = sheet.link(*cell, target, whole)
    if not linked or len(whole) > LONGEST_TEXT // 2:
        return
    styles = sheet.styles
    parts: list[object] = []
    for index, text in enumerate(texts):
        details = "".join(f"\n{line}" for line in text.lines)
        between = "\n\n" if index < len(texts) - 1 else ""
        parts += [styles.strong, clean(text.title, sheet.lang)]
        if details + between:
            parts += [styles.plain, clean(details + between, sheet.lang)]
    # A rich text needs two pieces at least; a lone title stays an ordinary text.
    if len(parts) > 2:
        sheet.worksheet.write_rich_string(*cell, *parts, styles.link)


def _finish(sheet: Sheet, rows: int, columns: int, plans: int) -> None:
    worksheet = sheet.worksheet
    worksheet.autofilter(0, 0, rows, columns - 1)
    worksheet.freeze_panes(1, 2)
    places = next(index for index, column in enumerate(GROUP_COLUMNS) if column.name == "places")
    if rows:
        worksheet.conditional_format(
            1, places, rows, places,
            {
                "type": "data_bar", "bar_solid": True, "bar_color": "#9CC3CF",
                "min_type": "num", "min_value": 0, "max_type": "num", "max_value": max(1, plans),
            },
        )  # fmt: skip
    worksheet.set_landscape()
    worksheet.set_paper(8)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_footer("&L&A&R&P / &N")
