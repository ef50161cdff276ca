"""In: a `Sheet`. Out: its `PageFlow`: lines of running text and tables from top to bottom, footnotes apart.

Serves every format that gives characters with places: PDF, OFD, OCR. Not handled: several columns of running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.read.columns import find_open_tables
from extractor.read.grid import find_ruled_tables, merge_rules
from extractor.read.rows import build_lines
from extractor.read.sheet import PageFlow, PrintedLine, Sheet, TableBox

NOTE_RULE = 0.4
"""the rule over footnotes is shorter than this share of the page's width"""
NOTE_SIZE = 0.92
"""footnotes are set smaller than this share of the body's size"""


def build_page(sheet: Sheet) -> PageFlow:
    """Return the blocks of one page in reading order."""
    ruled, glyphs = find_ruled_tables(sheet)
    lines = build_lines(glyphs, sheet.page)
    opened, lines = find_open_tables(sheet, lines, ruled)
    lines, notes = _split_footnotes(sheet, lines, ruled)
    blocks: list[PrintedLine | TableBox] = [*lines, *ruled, *opened]
    blocks.sort(key=_top)
    return PageFlow(sheet.page, sheet.width, sheet.height, blocks, notes)


def _split_footnotes(
    sheet: Sheet, lines: list[PrintedLine], tables: Sequence[TableBox]
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the lines of the body, and the small ones below a short rule at the page's foot."""
    if not lines or not sheet.horizontals:
        return lines, []
    body = median(line.size for line in lines)
    for rule in merge_rules(sheet.horizontals):
        short = 20 < rule.end - rule.start < NOTE_RULE * sheet.width and rule.at > sheet.height / 2
        if not short or any(table.box[1] - 2 <= rule.at <= table.box[3] + 2 for table in tables):
            continue
        below = [line for line in lines if line.box[1] >= rule.at - 2]
        if below and below[0].size < NOTE_SIZE * body:
            notes = [line for line in below if line.size < NOTE_SIZE * body and len(line.text) > 4]
            kept = {id(line) for line in notes}
            return [line for line in lines if id(line) not in kept], notes
    return lines, []


def _top(block: PrintedLine | TableBox) -> float:
    return block.box[1]
