"""In: a `PrintedPage`. Out: its ruled tables with their cells, and the characters that stand in none.

pdfplumber's table finder decides which cells the drawn lines make. Before it is asked, edges that the typesetter
left undrawn are closed: at a page break WeasyPrint, Chromium and WPS leave a row's lower edge out, and many
plans draw no outer left and right border. Not handled: cells that are no rectangles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from extractor.model.paper.place import Box
from extractor.read.layout.lines import build_lines
from extractor.read.layout.page_model import CellBox, DrawnLine, Glyph, PrintedPage, TableBox, hull
from extractor.read.policy import POLICY

Lines = tuple[list[DrawnLine], list[DrawnLine]]


def find_ruled_tables(sheet: PrintedPage) -> tuple[list[TableBox], list[Glyph]]:
    """Return the tables that drawn lines make, from top to bottom, and the characters outside of them."""
    tables: list[TableBox] = []
    if len(sheet.horizontals) + len(sheet.verticals) > POLICY.max_page_rules:
        return tables, sheet.glyphs
    for horizontals, verticals in _components(merge_rules(sheet.horizontals), merge_rules(sheet.verticals)):
        closed_h, closed_v = close_edges(horizontals, verticals)
        tables.extend(_build_tables(closed_h, closed_v, horizontals, sheet.page))
    tables = [table for table in tables if table.columns > 1 and len(table.cells) > 1 and _is_large(table)]
    tables.sort(key=_top)
    rest = sheet.glyphs
    for table in tables:
        rest = _fill_cells(table, rest, sheet.page)
    return [table for table in tables if any(cell.lines for cell in table.cells)], rest


def merge_rules(rules: Sequence[DrawnLine]) -> list[DrawnLine]:
    """Return the lines with those that lie on one another or touch end to end made one.

    >>> merge_rules([DrawnLine(10.0, 0.0, 50.0), DrawnLine(10.5, 49.0, 90.0), DrawnLine(30.0, 0.0, 9.0)])
    [DrawnLine(at=10.25, start=0.0, end=90.0), DrawnLine(at=30.0, start=0.0, end=9.0)]
    """
    merged: list[DrawnLine] = []
    for group in _cluster(rules):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=itemgetter(1)):
            if start is not None and rule.start <= end + POLICY.reach:
                end = max(end, rule.end)
                continue
            if start is not None:
                merged.append(DrawnLine(at, start, end))
            start, end = rule.start, rule.end
        if start is not None:
            merged.append(DrawnLine(at, start, end))
    return merged


def close_edges(horizontals: list[DrawnLine], verticals: list[DrawnLine]) -> Lines:
    """Return the lines of one table with its outer frame added where it is not drawn all along.

    >>> close_edges([DrawnLine(0.0, 0.0, 40.0)], [DrawnLine(0.0, 0.0, 30.0), DrawnLine(40.0, 0.0, 30.0)])[0]
    [DrawnLine(at=0.0, start=0.0, end=40.0), DrawnLine(at=30.0, start=0.0, end=40.0)]
    """
    left, right = _range(verticals, horizontals)
    top, bottom = _range(horizontals, verticals)
    frame_h = [DrawnLine(at, left, right) for at in (top, bottom) if not _is_drawn(at, left, right, horizontals, 0.98)]
    frame_v = [DrawnLine(at, top, bottom) for at in (left, right) if not _is_drawn(at, top, bottom, verticals, 0.98)]
    return horizontals + frame_h, verticals + frame_v


def _range(standing: list[DrawnLine], crossing: list[DrawnLine]) -> tuple[float, float]:
    """Return from where to where a table reaches on one axis: its outermost lines, or open ends that run past them."""
    low, high = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    first, last = min(rule.at for rule in standing), max(rule.at for rule in standing)
    return low if low < first - POLICY.overhang else first, high if high > last + POLICY.overhang else last


def _cluster(rules: Sequence[DrawnLine]) -> Iterator[list[DrawnLine]]:
    """Yield the lines that stand at the same place on the other axis."""
    group: list[DrawnLine] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > POLICY.snap:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _components(horizontals: list[DrawnLine], verticals: list[DrawnLine]) -> Iterator[Lines]:
    """Yield the lines that hang together, table by table."""
    open_h, open_v = set(range(len(horizontals))), set(range(len(verticals)))
    while open_v:
        queue_v: list[int] = [open_v.pop()]
        queue_h: list[int] = []
        own_h: list[DrawnLine] = []
        own_v: list[DrawnLine] = []
        while queue_v or queue_h:
            if queue_v:
                rule = verticals[queue_v.pop()]
                own_v.append(rule)
                found = [index for index in open_h if _touches(horizontals[index], rule)]
                open_h.difference_update(found)
                queue_h.extend(found)
            else:
                rule = horizontals[queue_h.pop()]
                own_h.append(rule)
                found = [index for index in open_v if _touches(rule, verticals[index])]
                open_v.difference_update(found)
                queue_v.extend(found)
        if own_h and own_v:
            yield sorted(own_h), sorted(own_v)


def _touches(horizontal: DrawnLine, vertical: DrawnLine) -> bool:
    reach = POLICY.reach
    return (
        horizontal.start - reach <= vertical.at <= horizontal.end + reach
        and vertical.start - reach <= horizontal.at <= vertical.end + reach
    )


def _build_tables(
    horizontals: list[DrawnLine], verticals: list[DrawnLine], drawn: list[DrawnLine], page: int
) -> Iterator[TableBox]:
    # pdfplumber takes a tenth of a second to import: only a document with drawn lines pays for it
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    edges = [_edge(rule, "h") for rule in horizontals] + [_edge(rule, "v") for rule in verticals]
    crossings = edges_to_intersections(edges, POLICY.reach, POLICY.reach)
    for boxes in cells_to_tables(intersections_to_cells(crossings)):
        xs = sorted({edge for box in boxes for edge in (box[0], box[2])})
        ys = sorted({edge for box in boxes for edge in (box[1], box[3])})
        columns = {x: index for index, x in enumerate(xs)}
        rows = {y: index for index, y in enumerate(ys)}
        cells = [
            CellBox(
                row=rows[top],
                column=columns[x0],
                row_span=rows[bottom] - rows[top],
                column_span=columns[x1] - columns[x0],
                box=(x0, top, x1, bottom),
                page=page,
                open_top=not _is_drawn(top, x0, x1, drawn),
                open_bottom=not _is_drawn(bottom, x0, x1, drawn),
            )
            for x0, top, x1, bottom in boxes
        ]
        yield TableBox(page, hull(boxes), xs, len(ys) - 1, cells)


def _edge(rule: DrawnLine, orientation: str) -> dict[str, Any]:
    level = {"x0": rule.start, "top": rule.at, "x1": rule.end, "bottom": rule.at}
    upright = {"x0": rule.at, "top": rule.start, "x1": rule.at, "bottom": rule.end}
    return {**(level if orientation == "h" else upright), "orientation": orientation}


def _is_drawn(at: float, start: float, end: float, drawn: list[DrawnLine], share: float = 0.5) -> bool:
    """Tell whether drawn lines run along more than `share` of an edge."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in drawn if abs(rule.at - at) <= POLICY.snap
    )
    return covered > share * (end - start)


def _fill_cells(table: TableBox, glyphs: list[Glyph], page: int) -> list[Glyph]:
    """Put each character into the cell that holds its middle; return those that no cell holds."""
    x0, top, x1, bottom = table.box
    ys = sorted({edge for cell in table.cells if cell.box for edge in (cell.box[1], cell.box[3])})
    owners: dict[tuple[int, int], list[Glyph]] = {}
    lookup: dict[tuple[int, int], list[Glyph]] = {}
    for cell in table.cells:
        content: list[Glyph] = []
        owners[cell.row, cell.column] = content
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                lookup[row, column] = content
    rest: list[Glyph] = []
    edges = table.edges
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (x0 <= x <= x1 and top <= y <= bottom):
            rest.append(glyph)
            continue
        place = (bisect_right(ys, y) - 1, bisect_right(edges, x) - 1)
        (lookup.get(place, rest)).append(glyph)
    for cell in table.cells:
        cell.lines = build_lines(owners[cell.row, cell.column], page)
    return rest


def cell_hull(cell: CellBox) -> Box | None:
    """Return the box of a cell's words, None where it is blank."""
    return hull([line.box for line in cell.lines]) if cell.lines else None


def _is_large(table: TableBox) -> bool:
    return table.box[2] - table.box[0] >= POLICY.least_table_width and table.box[3] - table.box[1] >= POLICY.overhang


def _top(table: TableBox) -> float:
    return table.box[1]
