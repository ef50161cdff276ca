"""In: rows of cells. Out: sheets of a workbook, the same bytes for the same cells. Not handled: what the cells say."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same rulebook gives the same bytes


def build_table_workbook(title: str, columns: Mapping[str, Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet: a heading for each column, its cells below it."""
    buffer, workbook = open_workbook()
    rows = [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]
    add_table(workbook, title, rows, [14] * len(columns))
    return close_workbook(buffer, workbook)


def open_workbook() -> tuple[io.BytesIO, Workbook]:
    """Return a buffer and the workbook that is written into it."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": CREATED})
    return buffer, workbook


def close_workbook(buffer: io.BytesIO, workbook: Workbook) -> bytes:
    """Return the bytes of a finished workbook."""
    workbook.close()
    return buffer.getvalue()


def list_formats(workbook: Workbook) -> tuple[Any, Any, Any]:
    """Return the looks of headings, of cells and of cells to fill in."""
    head = workbook.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    return head, body, workbook.add_format({"bg_color": "#FFF8DC", "valign": "top", "border": 1})


def add_table(workbook: Workbook, title: str, rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> Worksheet:
    """Add a sheet with a heading and rows below it."""
    sheet = workbook.add_worksheet(title)
    head, body, _ = list_formats(workbook)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = head if number == 0 else body
            if cell is None:
                sheet.write_blank(number, column, None, style)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell, style)
            else:
                sheet.write_number(number, column, float(cell), style)
    sheet.freeze_panes(1, 0)
    return sheet
