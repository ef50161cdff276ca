"""In: a `PrintedPage`. Out: its `PageFlow`: lines of running text and tables from top to bottom, footnotes apart.

In two steps, since running heads are told by comparing all pages, and must be out before what stands below a
table's head is taken for its rows.

Serves every format that gives characters with places: PDF, OFD, OCR. Not handled: several columns of running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.read.layout.borderless_tables import find_bare_tables
from extractor.read.layout.lines import build_lines
from extractor.read.layout.open_tables import find_open_tables
from extractor.read.layout.page_model import DrawnLine, PageFlow, PrintedLine, PrintedPage, TableBox
from extractor.read.layout.ruled_tables import find_ruled_tables, merge_rules

NOTE_RULE = 0.4
"""the rule over footnotes is shorter than this share of the page's width"""
NOTE_SIZE = 0.92
"""footnotes are set smaller than this share of the body's size"""


def read_page(sheet: PrintedPage) -> PageFlow:
    """Return what is kept of one page: its lines, its ruled tables, and the level rules outside of them."""
    ruled, glyphs = find_ruled_tables(sheet)
    rules = [rule for rule in merge_rules(sheet.horizontals) if not _is_inside(rule, ruled)]
    return PageFlow(sheet.page, sheet.width, sheet.height, build_lines(glyphs, sheet.page), ruled, rules)


def build_blocks(page: PageFlow) -> None:
    """Set the blocks of a page whose running heads are out: tables with few rules or none, footnotes, the rest."""
    opened, lines = find_open_tables(page)
    bare, lines = find_bare_tables(lines, page.page)
    lines, page.footnotes = _split_footnotes(page, lines)
    page.blocks = [*lines, *page.ruled, *opened, *bare]
    page.blocks.sort(key=_top)


def _is_inside(rule: DrawnLine, tables: Sequence[TableBox]) -> bool:
    return any(table.box[1] - 2 <= rule.at <= table.box[3] + 2 for table in tables)


def _split_footnotes(page: PageFlow, lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the lines of the body, and the small ones below a short rule at the page's foot."""
    if not lines:
        return lines, []
    body = median(line.size for line in lines)
    for rule in page.rules:
        if not 20 < rule.end - rule.start < NOTE_RULE * page.width or rule.at < page.height / 2:
            continue
        below = [line for line in lines if line.box[1] >= rule.at - 2]
        if below and below[0].size < NOTE_SIZE * body:
            kept = {id(line) for line in below if line.size < NOTE_SIZE * body}
            return [line for line in lines if id(line) not in kept], [line for line in below if id(line) in kept]
    return lines, []


def _top(block: PrintedLine | TableBox) -> float:
    return block.box[1]
