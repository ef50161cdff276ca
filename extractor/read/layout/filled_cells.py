"""In: a page whose cells are filled with colour and not drawn with lines. Out: the lines that their edges make.

A header row that is shaded within a ruled table adds nothing; bands of colour over whole rows give rows but no columns
and are left alone. Not handled: cells set apart by white space only.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractor.model.paper.place import Box
from extractor.read.layout.page_model import DrawnLine, PrintedPage, hull

LOW, NARROW = 8.0, 15.0
"""a filled box less high or wide than this, in points, is no cell"""
LARGE = 0.5
"""a box over more than this share of the page is its background"""
NEAR = 4.0
"""edges of neighbouring boxes closer than this are one line"""
LEAST = 4
"""boxes that make a table"""


def add_filled_cells(sheet: PrintedPage, boxes: Sequence[Box]) -> None:
    """Add to `sheet` the edges of filled cells that stand in rows and columns without drawn lines."""
    cells = [
        box
        for box in boxes
        if box[3] - box[1] >= LOW
        and box[2] - box[0] >= NARROW
        and (box[2] - box[0]) * (box[3] - box[1]) < LARGE * sheet.width * sheet.height
    ]
    if len(cells) < LEAST:
        return
    area = hull(cells)
    if any(area[1] - NEAR < rule.at < area[3] + NEAR and rule.end > area[0] for rule in sheet.horizontals):
        return
    columns = _gather([edge for box in cells for edge in (box[0], box[2])])
    rows = _gather([edge for box in cells for edge in (box[1], box[3])])
    if len(columns) < 3 or len(rows) < 3:
        return
    if any(not any(box[1] - NEAR < (up + down) / 2 < box[3] + NEAR for box in cells) for up, down in pairwise(rows)):
        rows = _add_last(sheet, columns, rows)
    sheet.horizontals.extend(DrawnLine(at, columns[0], columns[-1]) for at in rows)
    sheet.verticals.extend(DrawnLine(at, rows[0], rows[-1]) for at in columns)


def _add_last(sheet: PrintedPage, columns: list[float], rows: list[float]) -> list[float]:
    """Return the lines of rows of which only every second is filled; the last may be a plain one, the first too."""
    tall = median(down - up for up, down in pairwise(rows))
    for edge, up, down in ((rows[-1] + tall, rows[-1], rows[-1] + tall), (rows[0] - tall, rows[0] - tall, rows[0])):
        standing = [glyph for glyph in sheet.glyphs if up < (glyph.top + glyph.bottom) / 2 < down]
        held = {sum(at < (glyph.x0 + glyph.x1) / 2 for at in columns) for glyph in standing}
        if len(held - {0, len(columns)}) > 1:
            rows = sorted([*rows, edge])
    return rows


def _gather(edges: list[float]) -> list[float]:
    """Return one line for edges that lie close together.

    >>> _gather([10.0, 50.0, 51.5, 90.0, 10.5])
    [10.25, 50.75, 90.0]
    """
    groups: list[list[float]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][-1] < NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [sum(group) / len(group) for group in groups]
