"""In: text lines in reading order. Out: a table drawn with letters (┌─┬─┐ │ │ ├─┼─┤), as printed rows.

Words of one cell on several lines are joined; a line that is drawn through some columns only leaves the others merged.
Not handled: cells merged over columns, at which such a table ends and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extractor.language.needs import compile_late
from extractor.language.passages import build_passage
from extractor.model.paper.outline import BLANK_CELL, Cell
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.reading_order import Element, TextLine
from extractor.outline.tables.printed_rows import PrintedRow

EDGE = re.compile(r"[│┃┆┊├┤┼┬┴┌┐└┘┏┓┗┛┣┫╋┳┻╔╗╚╝╠╣╬║]")
DRAWN = compile_late(r"[─━═┄┈\s]+$")
LEAST_COLUMNS = 2
LEAST_ROWS = 2


class _DrawnColumn(msgspec.Struct):
    """The cell that is open in a column: its words, and the row in which it began."""

    passage: Passage = EMPTY
    first: int = 0
    closed: dict[int, tuple[Passage, int]] = msgspec.field(default_factory=dict)
    """cells by their first row, each with the number of its rows"""

    def close(self, row: int) -> None:
        """End the open cell before `row`."""
        if row > self.first:
            self.closed[self.first] = (self.passage, row - self.first)
        self.passage, self.first = EMPTY, row


def find_drawn_table(text: str, flow: Sequence[Element], index: int) -> tuple[list[PrintedRow], int] | None:
    """Return the rows of the table whose first drawn line stands at `index`, and the index behind it, if it is one."""
    lines, stop = _gather(text, flow, index)
    if not lines:
        return None
    columns = [_DrawnColumn() for _ in lines[0]]
    row = 0
    for pieces in lines:
        drawn = [
            DRAWN.fullmatch(text[start:end]) is not None and bool(text[start:end].strip()) for start, end in pieces
        ]
        row += any(drawn) and any(column.passage for column in columns)
        for column, (start, end), ruled in zip(columns, pieces, drawn, strict=True):
            if ruled:
                column.close(row)
            elif text[start:end].strip():
                column.passage = column.passage.join(build_passage(text, start, end))
    for column in columns:
        column.close(row + bool(column.passage))
    rows = _build_rows(columns)
    return (rows, stop) if len(rows) >= LEAST_ROWS else None


def _gather(text: str, flow: Sequence[Element], index: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Return the pieces between the edges of each drawn line from `index` on, all of as many, and where they end."""
    lines: list[list[tuple[int, int]]] = []
    for place in range(index, len(flow)):
        line = flow[place]
        pieces = _cut(text, line) if isinstance(line, TextLine) else []
        if len(pieces) < LEAST_COLUMNS or (lines and len(pieces) != len(lines[0])):
            return lines, place
        lines.append(pieces)
    return lines, len(flow)


def _cut(text: str, line: TextLine) -> list[tuple[int, int]]:
    if not line.passage:
        return []
    start, end = line.passage.span(0, len(line.passage))
    edges = [match.start() for match in EDGE.finditer(text, start, end)]
    if len(edges) <= LEAST_COLUMNS or edges[0] != start or edges[-1] != end - 1:
        return []
    return [(left + 1, right) for left, right in pairwise(edges)]


def _build_rows(columns: Sequence[_DrawnColumn]) -> list[PrintedRow]:
    rows: list[PrintedRow] = []
    last = max((first + tall for column in columns for first, (_, tall) in column.closed.items()), default=0)
    for row in range(last):
        cells = [_cell_at(column, row) for column in columns]
        spans = [cell.passage.span(0, len(cell.passage)) for cell in cells if cell.passage]
        covered = frozenset(at for at, column in enumerate(columns) if _is_covered(column, row))
        if spans:
            start, end = min(start for start, _ in spans), max(end for _, end in spans)
            rows.append(PrintedRow(tuple(cells), start, end, covered=covered, ruled=True))
    return rows


def _cell_at(column: _DrawnColumn, row: int) -> Cell:
    passage, tall = column.closed.get(row, (EMPTY, 1))
    return Cell(passage, tall) if passage else BLANK_CELL


def _is_covered(column: _DrawnColumn, row: int) -> bool:
    return any(first < row < first + tall for first, (_, tall) in column.closed.items())
