"""In: nothing. Out: the model of a page that PDF, OFD and OCR share: characters, drawn lines, printed lines, tables.

Coordinates are PDF points, origin at the page's upper left corner as the page is read (turned pages are turned
back). Not handled: colours, fonts' names, pictures.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from extractor.model.paper.place import Box


class Glyph(NamedTuple):
    """One printed character; `spaced` says that a blank is printed before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool = False
    confidence: float | None = None


class DrawnLine(NamedTuple):
    """One drawn line, along its own axis from `start` to `end`, standing at `at` on the other axis."""

    at: float
    start: float
    end: float


class PrintedPage(msgspec.Struct):
    """One page: what is printed and drawn on it. `picture` is the share of it that the largest picture covers."""

    page: int
    width: float
    height: float
    glyphs: list[Glyph] = msgspec.field(default_factory=list)
    horizontals: list[DrawnLine] = msgspec.field(default_factory=list)
    verticals: list[DrawnLine] = msgspec.field(default_factory=list)
    picture: float = 0.0
    unmapped: int = 0
    """characters whose font does not say which character they are"""
    shapes: int = 0
    """drawn shapes of any kind"""
    slanted: int = 0
    """characters of a slanted watermark, left out"""
    angled: list[tuple[int, Glyph]] = msgspec.field(default_factory=list)
    """characters with their quarter turns, until it is known how the page stands"""
    watermark: str = ""
    """large pale words over the text, left out"""
    impossible: int = 0
    """characters without a size or place that a page could have, left out"""


class PrintedLine(msgspec.Struct, frozen=True):
    """One printed line of running text or of a cell; `segments` are its stretches between wide blanks."""

    text: str
    box: Box
    size: float
    page: int
    confidence: float | None = None
    segments: tuple[tuple[float, float, str], ...] = ()


class CellBox(msgspec.Struct):
    """One cell: where it begins in its table, how far it reaches, its printed lines, and what edge is undrawn."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    page: int | None = None
    lines: list[PrintedLine] = msgspec.field(default_factory=list)
    open_top: bool = False
    open_bottom: bool = False

    @property
    def text(self) -> str:
        """The cell's words, printed lines joined, blanks left out: for comparing, never for output."""
        return "".join("".join(line.text.split()) for line in self.lines)


class TableBox(msgspec.Struct):
    """One table or one page's part of it. `edges` are the x of its column borders (columns + 1)."""

    page: int | None
    box: Box
    edges: list[float]
    rows: int
    cells: list[CellBox]
    ruled: bool = True

    @property
    def columns(self) -> int:
        """How many columns the borders make."""
        return len(self.edges) - 1

    def row_cells(self, row: int) -> list[CellBox]:
        """Return the cells that begin in `row`, from left to right."""
        return sorted((cell for cell in self.cells if cell.row == row), key=_column)


class PageFlow(msgspec.Struct):
    """What is kept of a page once it is let go: lines outside of ruled tables, these tables, and level rules.

    `blocks` are lines and all tables from top to bottom, set once running heads are out.
    """

    page: int
    width: float
    height: float
    lines: list[PrintedLine] = msgspec.field(default_factory=list)
    ruled: list[TableBox] = msgspec.field(default_factory=list)
    rules: list[DrawnLine] = msgspec.field(default_factory=list)
    blocks: list[PrintedLine | TableBox] = msgspec.field(default_factory=list)
    footnotes: list[PrintedLine] = msgspec.field(default_factory=list)


def hull(boxes: list[Box]) -> Box:
    """Return the smallest box around `boxes`, of which there is at least one.

    >>> hull([(1.0, 2.0, 3.0, 4.0), (0.0, 3.0, 2.0, 9.0)])
    (0.0, 2.0, 3.0, 9.0)
    """
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _column(cell: CellBox) -> int:
    return cell.column
