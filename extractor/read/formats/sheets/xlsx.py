"""In: a `Document` whose bytes are an Excel workbook (OOXML). Out: its `Source`: captions, tables, notes of each sheet.

openpyxl reads it (MIT, kept well, imported only here); formulas give the values that were saved with them. What would
take openpyxl gigabytes is counted and refused before. Not handled: filters.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import Block, Remark, count_blocks, lay_blocks
from extractor.read.formats.archive import Archive
from extractor.read.formats.sheets.drawings import read_drawings
from extractor.read.formats.sheets.numbers import show_value
from extractor.read.formats.sheets.rows import SheetRows, check_size, read_sheets
from extractor.read.policy import POLICY

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
PART = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings|styles|workbook)\.xml$", re.IGNORECASE)
UNCOMPUTED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]{0,8192}</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
SHOWN = 5
"""Hidden cells that are quoted."""
DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


def read_xlsx(document: Document) -> Source:
    """Return the words of a workbook.

    Raises UnreadableDocumentError where it is damaged, encrypted, or has more cells than any plan.
    """
    uncomputed = _check_parts(document)
    book = _load(document)
    blocks: list[Block] = []
    sheets: list[SheetRows] = []
    hidden: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        sheets.append(_read_sheet(sheet, document.name))
    blocks.extend(count_blocks(read_sheets(sheets, document.name), document.name))
    blocks.extend(count_blocks(read_drawings(Archive(document), document.name), document.name))
    layer = lay_blocks([*blocks, *_remarks(hidden, uncomputed, len(sheets)), *_tell_hidden(sheets)])
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "工作簿里没有文字", "There is no text in the workbook")
    return layer.build(document, MEDIA_TYPE, "xlsx", None)


def _check_parts(document: Document) -> int:
    """Look at the parts before openpyxl does; return how many formulas were never computed."""
    archive = Archive(document)
    cells = uncomputed = 0
    for name in archive.names:
        if not PART.match(name):
            continue
        content = archive.read(name)
        if any(mark in content for mark in DECLARED):
            raise UnreadableDocumentError(
                f"{document.name}: {name} 里有文档类型或实体声明，正常的文件没有",
                hint="文件可能有害，请索取原件",
            )
        if "worksheets" in name:
            cells += sum(1 for _ in CELL.finditer(content))
            uncomputed += len(UNCOMPUTED.findall(content))
        if cells > POLICY.max_cells or content.count(b"<") > POLICY.max_marks:
            raise UnreadableDocumentError(
                f"{document.name}: 工作簿有超过 {POLICY.max_cells // 10_000} 万个单元格",
                hint="请只保留方案所在的工作表，删去其余行列",
            )
    return uncomputed


def _load(document: Document) -> Any:
    """Return the workbook as openpyxl has it, which raises whatever a missing or damaged part makes it meet."""
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(document.content), data_only=True, keep_links=False)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - see above
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
        raise UnreadableDocumentError(
            f"{document.name}: Excel 工作簿已损坏或不完整（{said}）", hint="请重新下载，或用 Excel、WPS 打开后另存"
        ) from None


def _read_sheet(sheet: Any, name: str) -> SheetRows:
    filled = [(cell.row, cell.column) for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001
    rows, columns = max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)
    check_size(rows, columns, name)
    found = SheetRows(sheet.title, [[""] * columns for _ in range(rows)])
    for row, column in filled:
        cell = sheet.cell(row, column)
        found.rows[row - 1][column - 1] = show_value(cell.value, cell.number_format)
    for area in sheet.merged_cells.ranges:
        if area.min_row <= rows and area.min_col <= columns:
            last = min(area.max_row, rows) - 1, min(area.max_col, columns) - 1
            found.merged.append((area.min_row - 1, area.min_col - 1, *last))
    return _drop_hidden(sheet, found)


def _drop_hidden(sheet: Any, found: SheetRows) -> SheetRows:
    """Return the sheet as it is seen: hidden rows and columns are left out, with their number kept to be told."""
    rows = [index for index in range(len(found.rows)) if not sheet.row_dimensions[index + 1].hidden]
    width = max(map(len, found.rows), default=0)
    folded = {
        index - 1
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min
        for index in range(dimension.min, min(dimension.max, width) + 1)
    }
    columns = [index for index in range(width) if index not in folded]
    kept = {(row, column) for row in rows for column in columns}
    seen = SheetRows(found.title, [[found.rows[row][column] for column in columns] for row in rows])
    for top, left, bottom, right in found.merged:
        down = [place for place, row in enumerate(rows) if top <= row <= bottom]
        across = [place for place, column in enumerate(columns) if left <= column <= right]
        if down and across:
            seen.merged.append((down[0], across[0], down[-1], across[-1]))
            first = found.rows[top][left]
            seen.rows[down[0]][across[0]] = seen.rows[down[0]][across[0]] or first
            kept.add((top, left))
    seen.hidden = tuple(
        words
        for row, cells in enumerate(found.rows)
        for column, words in enumerate(cells)
        if words and (row, column) not in kept
    )
    return seen


def _tell_hidden(sheets: list[SheetRows]) -> Iterator[Remark]:
    for sheet in sheets:
        if sheet.hidden:
            words = "、".join(f"“{words[:12]}”" for words in sheet.hidden[:SHOWN])
            yield Remark(
                "hidden-cells", Severity.WARNING,
                f"工作表“{sheet.title}”有 {len(sheet.hidden)} 格在隐藏的行或列里，没有读：{words}",
                f'{len(sheet.hidden)} cells in hidden rows or columns of "{sheet.title}" were not read: {words}',
            )  # fmt: skip


def _remarks(hidden: list[str], uncomputed: int, sheets: int) -> list[Remark]:
    found: list[Remark] = []
    if hidden:
        names = "、".join(hidden)[:80]
        found.append(
            Remark(
                "hidden-sheet", Severity.WARNING,
                f"有 {len(hidden)} 张隐藏的工作表没有读（{names}）", f"{len(hidden)} hidden sheets not read",
            )
        )  # fmt: skip
    if sheets > POLICY.max_sheets:
        more = sheets - POLICY.max_sheets
        found.append(
            Remark("sheets-not-read", Severity.ERROR, f"还有 {more} 张工作表没有读", f"{more} more sheets not read")
        )
    if uncomputed:
        found.append(
            Remark(
                "formula-without-value", Severity.WARNING,
                f"有 {uncomputed} 个公式单元格没有保存计算结果，按空白读取；请在表格软件中打开、重算、保存一次",
                f"{uncomputed} formulas have no saved value and were read as blank",
            )
        )  # fmt: skip
    return found
