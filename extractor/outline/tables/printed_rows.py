"""In: a ruled table of a `Source`. Out: its rows as printed, each cell where it begins, with what it covers.

Not handled: rows in plain text, whose cells are parted by tabs or pipes (`reading_order`).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.language.passages import build_passage
from extractor.model.paper.document import Source, SourceCell, SourceTable
from extractor.model.paper.outline import BLANK_CELL, Cell
from extractor.model.paper.place import EMPTY, Passage


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed: its cells, and whether it runs across the table.

    `covered` are the columns that a merged cell above reaches into, `after_break` tells that a page may have broken
    before the row, `ruled` that the format itself says where cells are merged.
    """

    cells: tuple[Cell, ...]
    start: int
    end: int
    full_width: bool = False
    after_break: bool = False
    covered: frozenset[int] = frozenset()
    ruled: bool = False

    def texts(self) -> tuple[str, ...]:
        """Return the folded words of each cell."""
        return tuple(cell.passage.text for cell in self.cells)


def build_printed_rows(source: Source, table: SourceTable) -> list[PrintedRow]:
    """Return the rows of a ruled table; a cell merged over columns or rows stands in its first one."""
    grid: list[list[Cell]] = [[BLANK_CELL] * table.columns for _ in range(table.rows)]
    bounds: list[list[int]] = [[] for _ in range(table.rows)]
    covered: list[set[int]] = [set() for _ in range(table.rows)]
    wide = [False] * table.rows
    for cell in table.cells:
        passage = _cell_passage(source, cell)
        address = f"R{cell.row + 1}C{cell.column + 1}"
        grid[cell.row][cell.column] = Cell(passage, cell.row_span, cell.column_span, address)
        bounds[cell.row].extend(edge for piece in cell.pieces for edge in (piece.start, piece.end))
        for row in range(cell.row + 1, min(cell.row + cell.row_span, table.rows)):
            covered[row].update(range(cell.column, cell.column + cell.column_span))
        if cell.column == 0 and cell.column_span == table.columns and table.columns > 1:
            wide[cell.row] = True
    rows: list[PrintedRow] = []
    for index, cells in enumerate(grid):
        filled = bounds[index] or [rows[-1].end if rows else table.start]
        rows.append(
            PrintedRow(
                tuple(cells), min(filled), max(filled), full_width=wide[index], after_break=index == 0,
                covered=frozenset(covered[index]), ruled=True,
            )
        )  # fmt: skip
    return [row for row in rows if any(cell.passage for cell in row.cells)]


def _cell_passage(source: Source, cell: SourceCell) -> Passage:
    passage = EMPTY
    for piece in cell.pieces:
        passage = passage.join(build_passage(source.text, piece.start, piece.end))
    return passage
