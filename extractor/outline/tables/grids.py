"""In: rows as they are printed. Out: `Grid`, one table each, rows that a page cut in two joined again.

Not handled: header rows of two levels, and tables printed in columns side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.language.passages import build_passage
from extractor.model.document import Source, SourceCell, SourceTable
from extractor.model.outline import BLANK_CELL, Cell, Grid, Row
from extractor.model.place import EMPTY, Passage
from extractor.outline.tables.cell_placement import place_cells

HEADING_MOST = 14
HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、?$")
ARABIC_NUMBER = re.compile(r"\d{1,3}[.、]?$")
CLOSED = re.compile(r"[。;!?][\"')\]]*$")
# 四、诚信宣传教育（20分） alone in its row, wherever the tabs put it (郏县)
CATEGORY = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、.)]\S")
DIGIT = re.compile(r"\d")
REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed: its cells, whether it runs across the table, and whether a page may have broken before it."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    full_width: bool = False
    after_break: bool = False


def build_grid(number: int, rows: Sequence[PrintedRow], caption: tuple[Passage, ...]) -> Grid:
    """Return one table from its printed rows: header found, repeated headers taken out, cut rows joined."""
    header, body = _split_header(rows)
    width = len(header) or max(len(row.cells) for row in rows)
    whole = [row for row in body if len(row.cells) >= width and not row.full_width]
    words = tuple(passage.text for passage in header)
    kept: list[Row] = []
    repeats = 0
    after_break = False
    for row in body:
        after_break = after_break or row.after_break
        if header and tuple(cell.passage.text for cell in row.cells) == words:
            repeats += 1
            after_break = True
            continue
        shaped = _shape(row, width, whole)
        if after_break and kept and not row.full_width:
            joined = _join_cut(kept, shaped)
            if joined is not None:
                kept[-1] = joined
                after_break = False
                continue
        kept.append(shaped)
        after_break = False
    return Grid(number, header, tuple(kept), caption, repeats, rows[0].start, rows[-1].end)


def build_printed_rows(source: Source, table: SourceTable) -> list[PrintedRow]:
    """Return the rows of a ruled table; a cell merged over columns or rows stands in its first one."""
    grid: list[list[Cell]] = [[BLANK_CELL] * table.columns for _ in range(table.rows)]
    bounds: list[list[int]] = [[] for _ in range(table.rows)]
    wide = [False] * table.rows
    for cell in table.cells:
        passage = _cell_passage(source, cell)
        address = f"R{cell.row + 1}C{cell.column + 1}"
        grid[cell.row][cell.column] = Cell(passage, cell.row_span, cell.column_span, address)
        bounds[cell.row].extend(edge for piece in cell.pieces for edge in (piece.start, piece.end))
        if cell.column == 0 and cell.column_span == table.columns and table.columns > 1:
            wide[cell.row] = True
    rows: list[PrintedRow] = []
    for index, cells in enumerate(grid):
        filled = bounds[index] or [rows[-1].end if rows else table.start]
        rows.append(PrintedRow(tuple(cells), min(filled), max(filled), full_width=wide[index], after_break=index == 0))
    return [row for row in rows if row.full_width or any(cell.passage for cell in row.cells)]


def _cell_passage(source: Source, cell: SourceCell) -> Passage:
    passage = EMPTY
    for piece in cell.pieces:
        passage = passage.join(build_passage(source.text, piece.start, piece.end))
    return passage


def _split_header(rows: Sequence[PrintedRow]) -> tuple[tuple[Passage, ...], Sequence[PrintedRow]]:
    """Return the header's words and the rows below it; a header is a first row of short words without digits.

    Digits in brackets are a remark: 分值（100分）.
    """
    first = rows[0]
    texts = [cell.passage.text for cell in first.cells]
    named = [text for text in texts if text]
    short = all(len(text) <= HEADING_MOST and not DIGIT.search(REMARK.sub("", text)) for text in named)
    if len(named) >= 2 and short and not first.full_width and len(named) >= 0.6 * len(texts):
        return tuple(cell.passage for cell in first.cells), rows[1:]
    return (), rows


def _shape(row: PrintedRow, width: int, whole: Sequence[PrintedRow]) -> Row:
    """Return the row with `width` cells."""
    filled = [cell for cell in row.cells if cell.passage]
    if row.full_width or (len(filled) == 1 and CATEGORY.match(filled[0].passage.text)):
        return Row((filled[0], *[BLANK_CELL] * (width - 1)), full_width=True)
    if len(row.cells) == width:
        return Row(row.cells)
    if len(row.cells) > width:
        spare = row.cells[width:]
        last = row.cells[width - 1]
        for cell in spare:
            last = replace(last, passage=last.passage.join(cell.passage))
        return Row((*row.cells[: width - 1], last))
    columns = place_cells(row.cells, [[r.cells[c].passage.text for r in whole] for c in range(width)])
    placed = [BLANK_CELL] * width
    for cell, column in zip(row.cells, columns, strict=True):
        placed[column] = cell
    return Row(tuple(placed), short=True)


def _join_cut(kept: Sequence[Row], row: Row) -> Row | None:
    """Return the last kept row joined with `row` where a page cut it in two, else None.

    Proof is a number that only fits when joined ("1" and "6" after 15), or an empty number while a cell of
    the row before stands open in mid-sentence.
    """
    before = kept[-1]
    if before.full_width:
        return None
    column = _number_column(kept)
    if column is None:
        return None
    head, tail = before.cells[column].passage.text, row.cells[column].passage.text
    if tail:
        expected = _last_number(kept[:-1], column) + 1
        cut = head.isdecimal() and tail.isdecimal() and head != str(expected) == head + tail
        if not cut:
            return None
    elif not any(_is_open(old, new) for old, new in zip(before.cells, row.cells, strict=True)):
        return None
    cells = tuple(
        replace(old, passage=old.passage.join(new.passage)) for old, new in zip(before.cells, row.cells, strict=True)
    )
    return Row(cells, short=before.short, joined=True)


def _is_open(old: Cell, new: Cell) -> bool:
    """Tell whether a long cell ends in mid-sentence and goes on below."""
    text = old.passage.text
    return len(text) > HEADING_MOST and bool(new.passage) and not CLOSED.search(text)


def _number_column(rows: Sequence[Row]) -> int | None:
    """Return the column whose cells are numbers, looking from the left; None where no column is one."""
    for column in range(min(2, len(rows[0].cells))):
        filled = [row.cells[column].passage.text for row in rows if row.cells[column].passage and not row.full_width]
        numbers = [text for text in filled if ARABIC_NUMBER.match(text) or HAN_NUMBER.match(text)]
        if filled and len(numbers) >= 0.6 * len(filled):
            return column
    return None


def _last_number(rows: Sequence[Row], column: int) -> int:
    for row in reversed(rows):
        text = row.cells[column].passage.text.rstrip(".、")
        if text.isdecimal():
            return int(text)
    return 0


def same_header(one: Sequence[PrintedRow], other: Sequence[PrintedRow]) -> bool:
    """Tell whether two runs of rows begin with the same header."""
    left, right = _split_header(one)[0], _split_header(other)[0]
    return bool(left) and tuple(p.text for p in left) == tuple(p.text for p in right)
