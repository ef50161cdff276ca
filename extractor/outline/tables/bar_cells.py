"""In: text lines in reading order. Out: a table of which every cell stands on lines of its own that a bar closes.

A page's table comes so where it was flattened (序号 | ⏎ 任务 | ⏎ 时限 | ⏎ 1 | ⏎ …): the bars tell the cells, the heads
how many a row has, its numbers where a row begins. Reading ends with the first row of another length, which stays text.
Not handled: rows without numbers that leave out a merged cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extractor.language.heads import read_head
from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import BLANK_CELL, Cell
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.reading_order import Element, TextLine
from extractor.outline.tables.printed_rows import PrintedRow


class BarCellPolicy(msgspec.Struct, frozen=True):
    """How many heads make a header, how long one is, and how many rows prove a table."""

    least_heads: int = 3
    most_heads: int = 12
    head_most: int = 14
    least_rows: int = 2
    lines_most: int = 40
    """lines of one cell"""


POLICY = BarCellPolicy()
NUMBER = compile_late(r"(\d{1,3})[.、]?$")
NO_HEAD = compile_late(r"[\d,。;:]")


class _BarCell(msgspec.Struct, frozen=True):
    """A cell and the index behind its last line."""

    passage: Passage
    stop: int


def find_bar_cells(columns: ColumnsFile, flow: Sequence[Element], index: int) -> tuple[list[PrintedRow], int] | None:
    """Return the rows of the table whose first head is the line at `index`, and the index behind it, if it is one."""
    line = flow[index]
    if not isinstance(line, TextLine) or not line.bars or len(line.passage) > POLICY.head_most:
        return None
    cells = _gather(flow, index)
    heads = _count_heads(columns, cells)
    if heads < POLICY.least_heads:
        return None
    header = [Cell(cell.passage) for cell in cells[:heads]]
    at = next((place for place, cell in enumerate(header) if _is_number_head(columns, cell)), None)
    body = cells[heads:]
    first = next((place for place, cell in enumerate(body[:heads]) if NUMBER.match(cell.passage.text)), None)
    if at is None and first is not None:  # the numbers have no head of their own
        header.insert(first, BLANK_CELL)
        at = first
    rows = _cut_even(body, heads) if at is None else _cut_numbered(body, len(header), at)
    if len(rows) < POLICY.least_rows:
        return None
    whole = [_build_row(cells[:heads], header), *_build_rows(rows, len(header))]
    return whole, rows[-1][-1].stop


def _gather(flow: Sequence[Element], index: int) -> list[_BarCell]:
    """Return the cells from `index` on; more than one bar behind a cell are blank cells."""
    cells: list[_BarCell] = []
    held, lines = EMPTY, 0
    for place in range(index, len(flow)):
        line = flow[place]
        lines += 1
        if not isinstance(line, TextLine) or lines > POLICY.lines_most:
            break
        held = held.join(line.passage)
        if line.bars:
            cells.append(_BarCell(held, place + 1))
            cells += [_BarCell(EMPTY, place + 1)] * (line.bars - 1)
            held, lines = EMPTY, 0
    return cells


def _count_heads(columns: ColumnsFile, cells: Sequence[_BarCell]) -> int:
    """Return how many cells at the beginning are heads; one among them may be of words that no head is known by."""
    count = known = 0
    for cell in cells[: POLICY.most_heads]:
        text = cell.passage.text
        if not text or len(text) > POLICY.head_most or NO_HEAD.search(text):
            break
        named = bool(read_head(columns, (text,)))
        if not named and count - known > 1:
            break
        count, known = count + 1, known + named
    while count and not read_head(columns, (cells[count - 1].passage.text,)):
        count -= 1
    return count if known >= POLICY.least_heads else 0


def _is_number_head(columns: ColumnsFile, cell: Cell) -> bool:
    readings = read_head(columns, (cell.passage.text,))
    return bool(readings) and readings[0].field == "no"


def _cut_even(body: Sequence[_BarCell], width: int) -> list[Sequence[_BarCell]]:
    return [body[at : at + width] for at in range(0, len(body), width)] if len(body) % width == 0 else []


def _cut_numbered(body: Sequence[_BarCell], width: int, at: int) -> list[Sequence[_BarCell]]:
    """Return rows that begin up to `at` cells before their number, as long as each has the cells of a row."""
    behind = width - at - 1
    starts: list[int] = []
    for place, cell in enumerate(body):
        match = NUMBER.match(cell.passage.text)
        due = not starts or int(match[1]) == _value(body[starts[-1]]) + 1 if match else False
        if due and (not starts or place - starts[-1] > behind):
            starts.append(place)
    rows: list[Sequence[_BarCell]] = []
    first = 0
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else None
        stop = start + behind + 1
        longer = following is None and len(body) > stop
        if start - first > at or stop > len(body) or longer:
            break
        rows.append(body[first:stop])
        first = stop
    return rows


def _value(cell: _BarCell) -> int:
    match = NUMBER.match(cell.passage.text)
    return int(match[1]) if match else -1


def _build_rows(rows: Sequence[Sequence[_BarCell]], width: int) -> list[PrintedRow]:
    """Return the rows; one that leaves out cells before its number stands under the merged cells of a row above."""
    built: list[PrintedRow] = []
    for place, row in enumerate(rows):
        lacking = width - len(row)
        cells = [BLANK_CELL] * lacking + [Cell(cell.passage) if cell.passage else BLANK_CELL for cell in row]
        for column, cell in enumerate(cells):
            below = [len(other) + column < width for other in rows[place + 1 :]]
            spanned = below.index(False) if False in below else len(below)
            if cell is not BLANK_CELL and spanned:
                cells[column] = replace(cell, row_span=spanned + 1)
        built.append(_build_row(row, cells, frozenset(range(lacking))))
    return built


def _build_row(printed: Sequence[_BarCell], cells: Sequence[Cell], covered: frozenset[int] = frozenset()) -> PrintedRow:
    spans = [cell.passage.span(0, len(cell.passage)) for cell in printed if cell.passage]
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    return PrintedRow(tuple(cells), start, end, covered=covered, ruled=True)
