"""In: material and its matrix table. Out: the matrix sheet, a row a group, two columns a place: items, link.

The link has a narrow column of its own, since LibreOffice sets a linked cell in one line, without its line ends.
Not handled: more than one link in a cell, which spreadsheets do not have: it leads to the first item.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.report.dataset import Material
from extractor.report.tables.compared.groups import GROUP_COLUMNS, MemberText, describe_members
from extractor.report.tables.table import Column, TidyTable
from extractor.report.workbook.fact_sheets import Targets, finish_sheet
from extractor.report.workbook.layouts import Layout, lay_out
from extractor.report.workbook.sheets import LONGEST_TEXT, Sheet, clean, row_height, rows_that_fit
from extractor.report.workbook.styles import HEAT_LOW, HEAT_PALE

MOST_LINES = 27
ABSENT = "—"
LINK_COLUMN = Column("link", "跳转", "go to", "跳到该地区的第一个条目", "leads to the place's first item", width=7)


def write_matrix_sheet(sheet: Sheet, material: Material, table: TidyTable, targets: Targets) -> None:
    """Write one row for each group; titles are set in bold, and a place that has nothing is greyed."""
    rows = rows_that_fit(table)
    fixed = len(GROUP_COLUMNS)
    layout = lay_out("matrix", table.columns, sheet.lang, places=len(material.plans))
    pairs = tuple(column for place in layout.columns[fixed:] for column in (place, LINK_COLUMN))
    links = frozenset(range(fixed + 1, fixed + len(pairs), 2))
    whole = Layout((*layout.columns[:fixed], *pairs), layout.folded | links)
    sheet.head(0, whole.columns)
    for number, (group, cells) in enumerate(zip(material.alignment.groups, rows, strict=False), start=1):
        for index, cell in enumerate(cells[:fixed]):
            sheet.write(number, index, cell)
        for index, plan in enumerate(material.plans):
            column = fixed + 2 * index
            members = material.members(group, plan.id)
            if not members:
                sheet.worksheet.write_string(number, column, ABSENT, sheet.styles.absent)
                sheet.worksheet.write_blank(number, column + 1, None, sheet.styles.absent)
                continue
            _write_members(sheet, (number, column), describe_members(material, group, plan.id))
            sheet.link(number, column + 1, targets.items[plan.id, members[0].item], members[0].item)
        sheet.worksheet.set_row(number, row_height(layout.columns, cells, MOST_LINES))
    _finish(sheet, len(rows), whole)


def _write_members(sheet: Sheet, cell: tuple[int, int], texts: Sequence[MemberText]) -> None:
    whole = "\n\n".join(str(text) for text in texts)
    parts: list[object] = []
    for index, text in enumerate(texts):
        rest = "".join(f"\n{line}" for line in text.lines) + ("\n\n" if index < len(texts) - 1 else "")
        parts += [sheet.styles.strong, clean(text.title, sheet.lang)]
        if rest:
            parts += [sheet.styles.plain, clean(rest, sheet.lang)]
    # A rich text needs two pieces at least; a lone title, or a text near the limit, stays an ordinary one.
    if len(parts) > 2 and len(whole) < LONGEST_TEXT // 2:
        sheet.worksheet.write_rich_string(*cell, *parts, sheet.styles.text)
    else:
        sheet.write(*cell, whole)


def _finish(sheet: Sheet, rows: int, layout: Layout) -> None:
    places = next(index for index, column in enumerate(GROUP_COLUMNS) if column.name == "places")
    if rows:
        rule = {
            "type": "2_color_scale",
            "min_color": HEAT_LOW,
            "max_color": HEAT_PALE,
            "min_type": "num",
            "min_value": 0,
        }
        sheet.worksheet.conditional_format(1, places, rows, places, rule)
    finish_sheet(sheet, rows, layout, frozen=2)
