"""In: characters with their boxes. Out: printed lines, from top to bottom, each from left to right.

A line keeps its segments (stretches between wide blanks), by which tables without drawn lines are found.
Not handled: pages set in several columns of running text; vertical setting.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from extractor.read.layout.page_model import Glyph, PrintedLine

SAME_LINE = 0.45
"""baselines closer than this share of the type size are one line (a raised ² stays in it)"""
BLANK = 0.6
"""a gap wider than this share of the type size is a blank even where no blank is printed"""
TWICE = 0.2
"""the same character nearer than this share of the type size is the same print"""
WIDE = 0.9
"""a gap wider than this share of the type size parts two segments"""


def build_lines(glyphs: Iterable[Glyph], page: int) -> list[PrintedLine]:
    """Return the printed lines that `glyphs` make.

    >>> [line.text for line in build_lines([Glyph("政", 12, 0, 22, 10, 10), Glyph("县", 0, 0, 10, 10, 10)], 1)]
    ['县政']
    """
    ordered = sorted(glyphs, key=_bottom)
    lines: list[PrintedLine] = []
    row: list[Glyph] = []
    for glyph in ordered:
        if row and glyph.bottom - row[-1].bottom > SAME_LINE * min(glyph.size, row[-1].size):
            lines.append(build_line(row, page))
            row = []
        row.append(glyph)
    if row:
        lines.append(build_line(row, page))
    return lines


def build_line(row: list[Glyph], page: int) -> PrintedLine:
    """Return the printed line of characters that stand on one baseline."""
    row.sort(key=_left)
    size = median([glyph.size for glyph in row]) if len({glyph.size for glyph in row}) > 1 else row[0].size
    pieces: list[str] = []
    segments: list[tuple[float, float, str]] = []
    start, segment_start = row[0].x0, 0
    previous: Glyph | None = None
    for glyph in row:
        if previous is not None:
            if glyph.text == previous.text and glyph.x0 - previous.x0 < TWICE * size:
                continue  # printed twice, a little apart, to look bold
            gap = glyph.x0 - previous.x1
            if gap > WIDE * size:
                segments.append((start, previous.x1, "".join(pieces[segment_start:]).strip()))
                start, segment_start = glyph.x0, len(pieces)
            if glyph.spaced or gap > BLANK * size:
                pieces.append(" ")
        pieces.append(glyph.text)
        previous = glyph
    segments.append((start, row[-1].x1, "".join(pieces[segment_start:]).strip()))
    box = (row[0].x0, min(g.top for g in row), max(g.x1 for g in row), max(g.bottom for g in row))
    scores = [glyph.confidence for glyph in row if glyph.confidence is not None]
    return PrintedLine("".join(pieces), box, size, page, min(scores) if scores else None, tuple(segments))


def _bottom(glyph: Glyph) -> float:
    return glyph.bottom


def _left(glyph: Glyph) -> float:
    return glyph.x0
