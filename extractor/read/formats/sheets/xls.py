"""In: a `Document` whose bytes are an Excel workbook of before 2007 (.xls, .et). Out: its `Source`.

xlrd reads it (BSD; it reads nothing else and is imported only here). Not handled: encrypted books, charts.
"""

from __future__ import annotations

import io
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import count_blocks, lay_blocks
from extractor.read.formats.sheets.numbers import show_value
from extractor.read.formats.sheets.rows import SheetRows, check_size, read_sheets

MEDIA_TYPE = "application/vnd.ms-excel"


def read_xls(document: Document) -> Source:
    """Return the words of an old workbook.

    Raises UnreadableDocumentError where it is damaged, encrypted or has more cells than any plan.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=document.content, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # noqa: BLE001 - xlrd raises whatever its records make it meet
        reason = "已加密，需要密码" if "encrypt" in str(error).lower() else "已损坏或格式不受支持"
        raise UnreadableDocumentError(
            f"{document.name}: 工作簿{reason}", hint="请用表格软件打开后另存为 .xlsx"
        ) from None
    sheets = [_read_sheet(book, sheet, document.name) for sheet in book.sheets() if sheet.visibility == 0]
    layer = lay_blocks(count_blocks(read_sheets(sheets, document.name), document.name))
    hidden = [sheet.name for sheet in book.sheets() if sheet.visibility != 0]
    if hidden:
        names = "、".join(hidden)[:80]
        layer.add_problem(
            "hidden-sheet", Severity.WARNING,
            f"有 {len(hidden)} 张隐藏的工作表没有读（{names}）", f"{len(hidden)} hidden sheets were not read ({names})",
        )  # fmt: skip
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "工作簿里没有文字", "There is no text in the workbook")
    return layer.build(document, MEDIA_TYPE, "xls", None)


def _read_sheet(book: Any, sheet: Any, name: str) -> SheetRows:
    check_size(sheet.nrows, sheet.ncols, name)
    rows = [[_show(book, sheet.cell(row, column)) for column in range(sheet.ncols)] for row in range(sheet.nrows)]
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return SheetRows(sheet.name, rows, merged)


def _show(book: Any, cell: Any) -> str:
    import xlrd

    form = "General"
    if cell.xf_index is not None and cell.xf_index < len(book.xf_list):
        key = book.xf_list[cell.xf_index].format_key
        form = book.format_map[key].format_str if key in book.format_map else form
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return show_value(xlrd.xldate_as_datetime(cell.value, book.datemode), form)
        except (ValueError, OverflowError, ArithmeticError):
            return show_value(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return show_value(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    return show_value(cell.value, form)
