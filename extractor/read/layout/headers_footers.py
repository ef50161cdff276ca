"""In: the lines of all pages. Out: the same without running heads, running feet and folios.

A folio is a page number in the margin (— 3 —, 第3页 共9页); a running head is what at least three pages repeat at
the same height near an edge. Not handled: heads that change on every page, as in dictionaries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.read.layout.page_model import PageFlow, PrintedLine

MARGIN = 0.13
"""share of the page's height, above and below, in which heads and folios stand"""
FOLIO_MARGIN = 0.16
"""the same for folios between dashes, which stand higher in a scan whose sheet has slipped"""
EDGE = 0.1
"""share within which a bare number is a folio"""
REPEATS = 3
TABLE_RULE = 0.4
TABLE_HEAD = 3
"""a line of so many words set apart is a table's head, whatever its height"""
DIGITS = re.compile(r"\d+")
DASHES = r"—–―－─一·•~～_\-"  # OCR reads the dashes of a folio as 一
# — 3 —  /  - 12 -  (GB/T 9704: folio between dashes); 第3页 共9页; 3 / 9; Page 3 of 9
FOLIO = re.compile(
    rf"[{DASHES}\s]+\d{{1,4}}[{DASHES}\s]+|第\s*\d+\s*页(?:[,，/\s]*共\s*\d+\s*页)?|\d+\s*/\s*\d+|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
NUMBER = re.compile(r"\d{1,4}|[ivxIVX]{1,5}")


def drop_running(pages: Sequence[PageFlow]) -> None:
    """Take running heads, running feet and folios out of each page's lines."""
    counts = Counter(key for page in pages for key in {_key(page, line) for line in _margin_lines(page)})
    for page in pages:
        drop = {
            id(line)
            for line in _margin_lines(page)
            if counts[_key(page, line)] >= REPEATS or is_folio(line.text, line.box[1] / page.height)
        }
        if drop:
            page.lines = [line for line in page.lines if id(line) not in drop]


def is_folio(text: str, height: float) -> bool:
    """Tell whether a line at this share of the page's height is a page number.

    >>> is_folio("— 3 —", 0.93), is_folio("3", 0.95), is_folio("3", 0.5), is_folio("2022", 0.5)
    (True, True, False, False)
    """
    words = text.strip()
    margin = height < MARGIN or height > 1 - FOLIO_MARGIN
    edge = height < EDGE or height > 1 - EDGE
    return bool((margin and FOLIO.fullmatch(f"{words}")) or (edge and NUMBER.fullmatch(words)))


def _margin_lines(page: PageFlow) -> Iterator[PrintedLine]:
    for line in page.lines:
        if len(line.segments) >= TABLE_HEAD and not FOLIO.fullmatch(line.text.strip()):
            continue
        height = line.box[1] / page.height
        if (height < MARGIN or height > 1 - FOLIO_MARGIN) and not _is_in_table(page, line, above=height < MARGIN):
            yield line


def _is_in_table(page: PageFlow, line: PrintedLine, *, above: bool) -> bool:
    """Tell whether a long rule stands between the line and the page's edge: a table's repeated header is no head."""
    long_rules = (rule.at for rule in page.rules if rule.end - rule.start > TABLE_RULE * page.width)
    return any(at < line.box[1] + 2 if above else at > line.box[3] - 2 for at in long_rules)


def _key(page: PageFlow, line: PrintedLine) -> tuple[str, int, int]:
    """Return what a running head repeats: its words without numbers, the page's shape, its height."""
    return DIGITS.sub("#", "".join(line.text.split())), round(page.height), round(line.box[1] / 6)
