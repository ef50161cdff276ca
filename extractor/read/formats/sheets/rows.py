"""In: the rows of a sheet, as printed words with their merged ranges. Out: its caption, tables and notes, in order.

A sheet begins with its title over all columns (云岭县重点任务分工表) and ends with notes (注：…): these are paragraphs,
what stands between is a table. Blank rows part tables, and so do blank columns between two that each name their rows
(指标名称|分值| |任务名称|责任单位). Not handled: tables side by side without a blank column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extractor.errors import UnreadableDocumentError
from extractor.language.needs import compile_late
from extractor.read.flow import Block, FlowTable
from extractor.read.formats.split_titles import Paragraph
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Run

NAMING = compile_late(r"名称|指标|任务|事项|项目|内容|措施|要求")
"""the head of a column that names its rows"""
TITLE = 22.0
BODY = 12.0
Range = tuple[int, int, int, int]
"""first row, first column, last row, last column, each counted from 0 and belonging to it"""


class SheetRows(msgspec.Struct):
    """One sheet: its title, its rows of printed words, its merged ranges."""

    title: str
    rows: list[list[str]] = msgspec.field(default_factory=list)
    merged: list[Range] = msgspec.field(default_factory=list)
    hidden: tuple[str, ...] = ()
    """words of cells that are hidden, and were left out"""


def check_size(rows: int, columns: int, name: str) -> None:
    """Raise UnreadableDocumentError where a sheet has more cells than any plan."""
    if rows * max(columns, 1) > POLICY.max_cells:
        raise UnreadableDocumentError(
            f"{name}: 工作表有 {rows} 行 {columns} 列，超过 {POLICY.max_cells // 10_000} 万格的上限",
            hint="请只保留方案所在的区域，删去其余行列",
        )


def read_sheets(sheets: Sequence[SheetRows], name: str) -> Iterator[Block]:
    """Yield the blocks of all sheets; a sheet's own name is printed where there are several and it says something."""
    filled = [sheet for sheet in sheets if any(any(cell.strip() for cell in row) for row in sheet.rows)]
    for sheet in filled[: POLICY.max_sheets]:
        if len(filled) > 1 and not sheet.title.lower().startswith("sheet"):
            yield Paragraph(sheet.title, BODY)
        yield from read_rows(sheet, name)


def read_rows(sheet: SheetRows, name: str) -> Iterator[Block]:
    """Yield the blocks of one sheet."""
    width = max((len(row) for row in sheet.rows), default=0)
    check_size(len(sheet.rows), width, name)
    covered = {(row, column): span for span in sheet.merged for row, column in _inside(span, len(sheet.rows), width)}
    group: list[int] = []
    lone = True
    for number in [*range(len(sheet.rows)), None]:
        row = sheet.rows[number] if number is not None else []
        if number is not None and any(cell.strip() for cell in row):
            group.append(number)
            continue
        if number is not None and any((number, column) in covered for column in range(width)):
            group.append(number)  # a blank row that a merged cell reaches over belongs to the table
            continue
        if group:
            yield from _read_group(sheet, group, covered, lone=lone)
            lone, group = False, []


def _read_group(
    sheet: SheetRows, rows: list[int], covered: dict[tuple[int, int], Range], *, lone: bool
) -> Iterator[Block]:
    reached = {row for row, column in covered if covered[row, column][0] < covered[row, column][2]}
    lone_rows = [row not in reached and _only(sheet.rows[row]) is not None for row in rows]
    first = next((index for index, alone in enumerate(lone_rows) if not alone), len(rows))
    last = next((index for index in range(len(rows), first, -1) if not lone_rows[index - 1]), first)
    for index, number in enumerate(rows[:first]):
        text = _only(sheet.rows[number]) or ""
        title = lone and index == 0
        yield from _lines(text, TITLE if title else BODY, centred=title)
    if last > first:
        parts = _part_columns(sheet, rows[first:last], covered)
        for columns in parts:
            inside = [row for row in rows[first:last] if any(_cell(sheet, row, column).strip() for column in columns)]
            yield _build_table(sheet, rows[first:last] if len(parts) == 1 else inside, covered, columns)
    for number in rows[last:] if last > first else ():
        yield from _lines(_only(sheet.rows[number]) or "", BODY, centred=False)


def _lines(text: str, size: float, *, centred: bool) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip(), size, centred=centred)


def _part_columns(sheet: SheetRows, rows: list[int], covered: dict[tuple[int, int], Range]) -> list[range]:
    """Return the columns of each table of a group of rows: of one that stands alone, all that are used."""
    used = sorted({column for row in rows for column, cell in enumerate(sheet.rows[row]) if cell.strip()})
    across = {column for row in rows for column in range(used[-1] + 1) if (row, column) in covered}
    parts: list[list[int]] = [[]]
    for column in range(used[0], used[-1] + 1):
        if column in used or column in across:
            parts[-1].append(column)
        elif parts[-1]:
            parts.append([])
    heads = ([cell for column in part if (cell := _cell(sheet, rows[0], column).strip())] for part in parts)
    if len(parts) < 2 or not all(
        len(part) > 1 and any(map(NAMING.search, head)) for part, head in zip(parts, heads, strict=True)
    ):
        return [range(used[0], used[-1] + 1)]
    return [range(part[0], part[-1] + 1) for part in parts]


def _build_table(
    sheet: SheetRows, numbers: list[int], covered: dict[tuple[int, int], Range], columns: range
) -> FlowTable:
    left, right = columns[0], columns[-1]
    at = {number: row for row, number in enumerate(numbers)}
    table = FlowTable(right - left + 1, len(numbers))
    for number in numbers:
        for column in range(left, right + 1):
            span = covered.get((number, column))
            if span and (number, column) != _head(span, at, left):
                continue
            tall = sum(span[0] <= other <= span[2] for other in numbers) if span else 1
            wide = min(span[3], right) - max(span[1], left) + 1 if span else 1
            text = _cell(sheet, *((span[0], span[1]) if span else (number, column)))
            runs = tuple(Run(line.strip()) for line in text.splitlines() if line.strip())
            table.cells.append(LaidCell(at[number], column - left, runs, tall, wide, apart=True))
    return table


def _head(span: Range, at: dict[int, int], left: int) -> tuple[int, int]:
    """Return the first cell of a merged range that lies within the table."""
    return next(row for row in range(span[0], span[2] + 1) if row in at), max(span[1], left)


def _cell(sheet: SheetRows, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return cells[column] if column < len(cells) else ""


def _only(row: Sequence[str]) -> str | None:
    """Return the words of a row that has one cell only, None where it has several or begins with a mere number."""
    filled = [cell for cell in row if cell.strip()]
    return filled[0] if len(filled) == 1 and not filled[0].strip().isdigit() else None


def _inside(span: Range, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    for row in range(span[0], min(span[2], rows - 1) + 1):
        for column in range(span[1], min(span[3], columns - 1) + 1):
            yield row, column
