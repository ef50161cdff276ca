"""In: the blocks of all pages. Out: one flow, in which a table that runs over pages is one table.

A joining is proved, by a repeated header or by equal columns together with a number that goes on, an edge left open
at the break, a cell blank or cut in mid-sentence. What only looks like a continuation stays apart and is named.
Not handled: tables continued sideways on the next page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.language.grammar.continuation import (
    SHORT_MOST,
    TOTAL,
    find_number_columns,
    is_rest_of_row,
    numbers_go_on,
    read_leading_number,
)
from extractor.read.layout.page_model import CellBox, PageFlow, PrintedLine, TableBox
from extractor.read.policy import POLICY

# 续表 / （续上表） / 表1（续）
CONTINUED = re.compile(r"[（(]?\s*(?:续\s*上?\s*表|(?:表|附表)\s*\d*\s*[（(]\s*续\s*[)）])\s*\d*\s*[)）]?")
HEADER_ROWS = 3


class Flow(msgspec.Struct):
    """All blocks in reading order, and where a table looks like the continuation of another without proof."""

    blocks: list[PrintedLine | TableBox] = msgspec.field(default_factory=list)
    unproved: list[TableBox] = msgspec.field(default_factory=list)


def join_pages(pages: Sequence[PageFlow]) -> Flow:
    """Return the blocks of all pages, tables over several pages joined; footnotes come last."""
    flow = Flow()
    for page in pages:
        blocks = page.blocks
        if len(blocks) > 1 and isinstance(blocks[0], PrintedLine) and isinstance(blocks[1], TableBox):
            blocks = blocks[1:] if CONTINUED.fullmatch(blocks[0].text.strip()) else blocks
        last = flow.blocks[-1] if flow.blocks else None
        first = blocks[0] if blocks else None
        if isinstance(last, TableBox) and isinstance(first, TableBox) and first.page != last.page:
            blocks = blocks[1:] if _join(last, first, flow) else blocks
        flow.blocks.extend(blocks)
    flow.blocks.extend(note for page in pages for note in page.footnotes)
    return flow


def _join(table: TableBox, part: TableBox, flow: Flow) -> bool:
    """Append `part` to `table` where that is proved; tell whether it was."""
    header = _repeated_header(table, part)
    if not _align_columns(table, part, named=header > 0):
        return False
    if header >= part.rows:
        return True
    upper, lower = _bottom_row(table), part.row_cells(header)
    cut = _is_cut(table, upper, lower, repeated=header > 0)
    if not header and not cut and not _numbers_go_on(table, part) and not _is_left_open(upper, lower):
        if not _looks_like_header(lower):
            flow.unproved.append(part)
        return False
    _append(table, part, header, cut=cut)
    return True


def _repeated_header(table: TableBox, part: TableBox) -> int:
    """Return how many rows at the head of `part` repeat the table's own header."""
    count = 0
    while count < min(HEADER_ROWS, table.rows, part.rows):
        above = [cell.text for cell in table.row_cells(count)]
        below = [cell.text for cell in part.row_cells(count)]
        if above != below or not any(above):
            break
        count += 1
    return count


def _align_columns(table: TableBox, part: TableBox, *, named: bool) -> bool:
    """Give both the same columns where their borders stand at the same places; tell whether they do."""
    if not (table.ruled and part.ruled):
        return table.columns == part.columns and (named or _near(table.edges, part.edges, 4 * POLICY.column_match))
    shift = table.edges[0] - part.edges[0]
    if abs((table.edges[-1] - part.edges[-1]) - shift) > POLICY.column_match:
        return named and table.columns == part.columns
    moved = [edge + shift for edge in part.edges]
    union: list[float] = []
    for edge in sorted([*table.edges, *moved]):
        if not union or edge - union[-1] > POLICY.column_match:
            union.append(edge)
    if len(union) != max(len(table.edges), len(moved)):
        return named and table.columns == part.columns
    _respan(table, table.edges, union)
    _respan(part, moved, union)
    return True


def _near(one: Sequence[float], other: Sequence[float], most: float) -> bool:
    return all(abs(left - right) <= most for left, right in zip(one, other, strict=True))


def _respan(table: TableBox, edges: list[float], union: list[float]) -> None:
    if len(edges) != len(union):
        places = [_nearest(union, edge) for edge in edges]
        for cell in table.cells:
            start, end = places[cell.column], places[cell.column + cell.column_span]
            cell.column, cell.column_span = start, end - start
    table.edges = list(union)


def _nearest(edges: Sequence[float], wanted: float) -> int:
    distances = [abs(edge - wanted) for edge in edges]
    return distances.index(min(distances))


def _bottom_row(table: TableBox) -> dict[int, CellBox]:
    """Return the cells that reach the table's last row, by each column that they take."""
    bottom: dict[int, CellBox] = {}
    for cell in table.cells:
        if cell.row + cell.row_span == table.rows:
            for column in range(cell.column, cell.column + cell.column_span):
                bottom[column] = cell
    return bottom


def _number_columns(table: TableBox) -> list[int]:
    """Return the columns that number the rows."""
    columns: list[list[str]] = [[], []]
    for cell in table.cells:
        if cell.column < len(columns) and cell.row > 0:
            columns[cell.column].append(cell.text)
    return find_number_columns(columns[: table.columns])


def _numbers_go_on(table: TableBox, part: TableBox) -> bool:
    """Tell whether the first number of `part` is the next one."""
    return any(numbers_go_on(_numbers(table, column), _numbers(part, column)) for column in _number_columns(table))


def _numbers(table: TableBox, column: int) -> list[int]:
    cells = sorted((cell for cell in table.cells if cell.column == column and cell.text), key=_row)
    return [number for cell in cells if (number := read_leading_number(cell.text)) is not None]


def _is_left_open(upper: dict[int, CellBox], lower: list[CellBox]) -> bool:
    """Tell whether the break itself shows that rows go on: an undrawn edge, or a merged cell that goes on blank."""
    if any(cell.open_bottom for cell in upper.values()):
        return True
    first = lower[0] if lower else None
    total = any(TOTAL.search(cell.text) for cell in lower)
    return first is not None and not first.text and not total and any(cell.text for cell in lower)


def _looks_like_header(cells: list[CellBox]) -> bool:
    texts = [cell.text for cell in cells]
    return len(texts) > 1 and all(
        text and len(text) <= SHORT_MOST and not any(mark.isdigit() for mark in text) for text in texts
    )


def _is_cut(table: TableBox, upper: dict[int, CellBox], lower: list[CellBox], *, repeated: bool) -> bool:
    """Tell whether the first row after the break is the rest of the last row before it."""
    if not lower or any(TOTAL.search(cell.text) for cell in lower):
        return False
    bottom = list({id(cell): cell for cell in upper.values()}.values())
    if any(cell.open_bottom for cell in bottom):
        return all(cell.open_bottom for cell in bottom)
    pairs = {cell.column: (upper[cell.column].text, cell.text) for cell in lower if cell.column in upper}
    known = {column: _numbers(table, column) for column in _number_columns(table)}
    return is_rest_of_row(pairs, known, repeated=repeated)


def _append(table: TableBox, part: TableBox, header: int, *, cut: bool) -> None:
    """Add the rows of `part` below its header to `table`."""
    upper = _bottom_row(table)
    first = {cell.column: cell for cell in part.row_cells(header)}
    goes_on = set(first) if cut else _going_on(upper, first)
    offset = table.rows - header - (1 if cut else 0)
    for column in goes_on:
        above, below = upper.get(column), first[column]
        if above is None:
            continue
        above.lines.extend(below.lines)
        above.row_span += below.row_span - (1 if cut else 0)
        above.open_bottom = below.open_bottom
    taken = {id(first[column]) for column in goes_on if column in upper}
    for cell in part.cells:
        if cell.row >= header and id(cell) not in taken:
            cell.row += offset
            table.cells.append(cell)
    table.rows += part.rows - header - (1 if cut else 0)
    table.page = part.page


def _going_on(upper: dict[int, CellBox], first: dict[int, CellBox]) -> set[int]:
    """Return the columns whose cell runs on over the break though the row does not: merged cells."""
    opened = {column for column in first if column in upper and upper[column].open_bottom}
    if opened or any(TOTAL.search(cell.text) for cell in first.values()):
        return opened
    leading: set[int] = set()
    for column in sorted(first):
        if first[column].text or column not in upper:
            break
        leading.add(column)
    return leading if len(leading) < len(first) and 0 in leading else set()


def _row(cell: CellBox) -> tuple[int, int]:
    return cell.row, cell.column
