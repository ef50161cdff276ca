"""In: the tables of an outline as they were read. Out: `Table` records of the plan, and a problem for each unread one.

Not handled: what the rows mean, which are tasks and indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.paper.outline import Cell, Head, Row
from extractor.model.paper.place import EMPTY, Place
from extractor.model.paper.table import Table, TableCell, TableHead, TableKind
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.tables.arrangement import arrange
from extractor.parse.tables.row_cells import build_row_cells, is_glued
from extractor.parse.tables.table_kinds import TableReading

CAPTION_BREAK = "\n"


def build_tables(context: Context, readings: Sequence[TableReading]) -> tuple[Table, ...]:
    """Return a record of each table of the document, whatever it is."""
    return tuple(_build(context, reading) for reading in readings)


def find_table_problems(context: Context, readings: Sequence[TableReading]) -> Iterator[Problem]:
    """Yield each table that gave no fact, with the reason: one that is not known, and one of numbers only."""
    for reading in readings:
        number, heads = reading.grid.number, "、".join(role.head for role in reading.roles if role.head)
        place = _place(context, reading)
        told = f"（表头：{heads}）" if heads else ""
        if reading.kind is TableKind.UNKNOWN:
            yield Problem(
                "parse", "table-not-read", Severity.WARNING, place,
                f"第{number}张表{told}没有读成任务或指标：{reading.why}",
                f"Table {number} was read neither as tasks nor as indicators: {reading.why_en}",
            )  # fmt: skip
        elif reading.kind is TableKind.INDICATORS:
            yield from _find_glued(context, reading)
        elif reading.kind is TableKind.NUMBERS:
            yield Problem(
                "parse", "table-of-numbers", Severity.NOTE, place,
                f"第{number}张表{told}是数据表，其中的数字没有读成目标",
                f"Table {number} holds numbers that were not read as targets",
            )  # fmt: skip


def _find_glued(context: Context, reading: TableReading) -> Iterator[Problem]:
    """Yield rows that were not read because several ones run into each other."""
    arrangement = arrange(reading)
    for row in reading.grid.rows:
        cells = build_row_cells(row, arrangement)
        if is_glued(cells):
            named = (cells.fields.get("points", EMPTY), cells.name, cells.number, *cells.levels.values())
            points = next(words for words in named if words)
            yield Problem(
                "parse", "rows-run-together", Severity.WARNING, context.place(points),
                f"第{reading.grid.number}张表此行分值“{points.printed}”不合理：表格可能没有横线，几行连成了一行，未读",
                f"Points of {points.printed} are beyond all measure: rows without lines ran together; not read",
            )  # fmt: skip


def _place(context: Context, reading: TableReading) -> Place | None:
    """Return the stretch of the text that a table takes."""
    grid = reading.grid
    if grid.end <= grid.start:
        return None
    piece = context.source.build_piece(grid.start, grid.end)
    return Place(piece.start, piece.end, piece.page, piece.bbox)


def _build(context: Context, reading: TableReading) -> Table:
    grid = reading.grid
    caption = CAPTION_BREAK.join(passage.printed for passage in grid.caption)
    rows = (*grid.front, *grid.rows)
    return Table(
        number=grid.number,
        kind=reading.kind,
        why=reading.why,
        why_en=reading.why_en,
        caption=caption or None,
        rows=len(rows),
        columns=max((len(row.cells) for row in rows), default=len(grid.header)),
        header=tuple(_head(context, reading, head) for head in grid.heads),
        cells=tuple(_cells(context, rows)),
        place=_place(context, reading),
    )


def _head(context: Context, reading: TableReading, head: Head) -> TableHead:
    role = next((role for role in reading.roles if role.index == head.column), None)
    leaf = not head.children and role is not None
    return TableHead(
        text=head.passage.printed,
        column=head.column + 1,
        span=head.span,
        role=role.field if leaf and role is not None else None,
        why=role.why if leaf and role is not None else None,
        children=tuple(_head(context, reading, child) for child in head.children),
        place=context.place(head.passage) if head.passage else None,
    )


def _cells(context: Context, rows: Sequence[Row]) -> Iterator[TableCell]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell.passage:
                yield TableCell(
                    row=number + 1,
                    column=column + 1,
                    text=cell.passage.printed,
                    row_span=_height(rows, number, column, cell),
                    column_span=_width(row, column, cell),
                    place=context.place(cell.passage, address=cell.address),
                )  # fmt: skip


def _width(row: Row, column: int, cell: Cell) -> int:
    return len(row.cells) if row.full_width else max(1, min(cell.column_span, len(row.cells) - column))


def _height(rows: Sequence[Row], number: int, column: int, cell: Cell) -> int:
    """Return how many of the kept rows a cell reaches over; a repeated header within it is none."""
    if cell.row_span < 2:
        return 1
    height = 1
    while number + height < len(rows) and column in rows[number + height].covered:
        height += 1
    return height
