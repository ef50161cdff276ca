"""In: a tidy table. Out: a worksheet with filter, frozen head, wrapped cells, and links to items and groups.

Not handled: overview and matrix, which have sheets of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.report.tables.table import Table
from extractor.report.workbook.sheets import Sheet, row_height, rows_that_fit, show_cell

A3, A4 = 8, 9
"""The numbers that spreadsheets give the papers."""

MOST_LINES = 12
"""A row of facts is never taller: the whole text is in the cell, and the next rows stay in sight."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Where links lead: the cell of each item by (plan, item), and of each group by its id."""

    items: Mapping[tuple[str, str], str]
    groups: Mapping[str, str]


def write_fact_sheet(sheet: Sheet, table: Table, targets: Targets) -> None:
    """Write all rows of `table`; an item's id links to its row, a group's id to its row of the matrix."""
    columns = table.columns
    rows = rows_that_fit(table)
    names = [column.name for column in columns]
    sheet.head(0, columns)
    for number, cells in enumerate(rows, start=1):
        shown = tuple(show_cell(column, cell, sheet.lang) for column, cell in zip(columns, cells, strict=True))
        links = _find_links(table.name, dict(zip(names, cells, strict=True)), targets)
        for index, cell in enumerate(shown):
            target = links.get(names[index])
            if target and isinstance(cell, str) and cell:
                sheet.link(number, index, target, cell)
            else:
                sheet.write(number, index, cell)
        sheet.worksheet.set_row(number, row_height(columns, shown, MOST_LINES))
    sheet.worksheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.worksheet.freeze_panes(1, _frozen_columns(names))
    set_print(sheet)


def _find_links(table: str, cells: Mapping[str, object], targets: Targets) -> dict[str, str]:
    found: dict[str, str] = {}
    plan, item, group = cells.get("plan"), cells.get("item"), cells.get("group") or cells.get("groups")
    if isinstance(plan, str) and isinstance(item, str) and table not in ("tasks", "indicators"):
        found["item"] = targets.items.get((plan, item), "")
    if isinstance(group, str) and group:
        target = targets.groups.get(group.split(" ")[0], "")
        found["group" if "group" in cells else "groups"] = target
    return found


def _frozen_columns(names: list[str]) -> int:
    """Keep plan and place in sight where a table begins with them, else the first column."""
    return 2 if names[:2] == ["plan", "place"] else 1


def set_print(sheet: Sheet, paper: int = A3) -> None:
    """Print all columns on one page's width, landscape, the heading on each page."""
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(paper)
    sheet.worksheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)
    sheet.worksheet.set_footer("&L&A&R&P / &N")
