"""In: what was kept of all pages. Out: a `Layer` with paragraphs and tables laid down.

Printed lines are joined to a paragraph only where the page shows it: the line before is full and the next one
begins at the left edge; or both are centred lines of one title. Not handled: breaks that only the words show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.paper.place import Box, Place
from extractor.model.problem import Severity
from extractor.read.formats.split_titles import stands_alone
from extractor.read.layout.headers_footers import drop_running
from extractor.read.layout.page_model import CellBox, PageFlow, PrintedLine, TableBox, hull
from extractor.read.layout.pages import build_blocks
from extractor.read.layout.table_continuation import Flow, join_pages
from extractor.read.source_builder import LaidCell, Layer, Run

FULL = 1.2
"""a line is full when less than this many characters would fit beside the next line's first unbreakable words"""
NO_START = frozenset("，。、；：？！”’“‘）》〉】〕］…—%％·,.;:?!)]}\"'")
NO_END = frozenset("（“‘”’《〈【〔［([{\"'")
INDENT = 0.7
"""a line that begins farther than this many characters from the left edge is indented"""
LEADING = 2.6
"""lines farther apart than this many type sizes are two paragraphs"""
TITLE_LEADING = 2.3
SAME_SIZE = 0.12
"""sizes that differ by less than this share are one size"""
LARGE = 1.12
SAME_SIZE_OCR = 0.35
BODY = 10
"""lines of at least so many characters tell where the text block stands"""
FEW = 5
RIGHT_HALF = 0.4
SCANNED = 8
"""a scanned page with so many lines has a frame of its own: no two lie alike under the glass"""
MARK = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)|第[一二三四五六七八九十]+[条章]|附\s*件")
Frame = tuple[float, float, float]
"""left edge, right edge, usual type size"""


def lay_pages(pages: Sequence[PageFlow]) -> Layer:
    """Return the layer that holds the words of all pages in reading order."""
    drop_running(pages)
    for page in pages:
        build_blocks(page)
    flow = join_pages(pages)
    layer = Layer()
    frames = _frames(flow, pages)
    paragraph: list[PrintedLine] = []
    for block in flow.blocks:
        if isinstance(block, PrintedLine):
            frame = frames[block.page]
            if paragraph and not _goes_on(paragraph, block, frame):
                _lay(layer, paragraph, frame)
                paragraph = []
            paragraph.append(block)
            continue
        if paragraph:
            _lay(layer, paragraph, frames[paragraph[0].page])
            paragraph = []
        _lay_table(layer, block, unproved=any(block is part for part in flow.unproved))
    if paragraph:
        _lay(layer, paragraph, frames[paragraph[0].page])
    return layer


def _frames(flow: Flow, pages: Sequence[PageFlow]) -> dict[int, Frame]:
    """Return where the text block stands on each page: the same on all pages of one width, own on scanned ones."""
    lines: dict[int, list[PrintedLine]] = {page.page: [] for page in pages}
    for block in flow.blocks:
        if isinstance(block, PrintedLine):
            lines[block.page].append(block)
    by_width: dict[int, list[PageFlow]] = {}
    for page in pages:
        by_width.setdefault(round(page.width / 10), []).append(page)
    frames: dict[int, Frame] = {}
    for group in by_width.values():
        shared = _frame([line for page in group for line in lines[page.page]], group[0].width)
        for page in group:
            own = lines[page.page]
            scanned = len(own) >= SCANNED and all(line.confidence is not None for line in own)
            frames[page.page] = _frame(own, page.width) if scanned else shared
    return frames


def _frame(lines: list[PrintedLine], width: float) -> Frame:
    body = [line for line in lines if len(line.text) >= BODY] or lines
    if not body:
        return 0.0, width, 12.0
    usual = _usual_size(body)
    body = [line for line in body if abs(line.size - usual) <= _tolerance(line) * usual]
    lefts, rights = sorted(line.box[0] for line in body), sorted(line.box[2] for line in body)
    spare = len(body) // 20  # one line in twenty may stand outside: a stamp, a note in the margin
    left, right = lefts[spare], rights[-1 - spare]
    # where too little is printed to show where lines end, margins are equal
    return left, max(right, width - left) if len(body) < FEW else right, usual


def _usual_size(lines: Sequence[PrintedLine]) -> float:
    """Return the type size of the middle character, all sorted by size: OCR gives every line a size of its own."""
    ordered = sorted((line.size, len(line.text)) for line in lines)
    half, passed = sum(length for _, length in ordered) / 2, 0
    for size, length in ordered:
        passed += length
        if passed >= half:
            return size
    return ordered[-1][0]


def _tolerance(line: PrintedLine) -> float:
    return SAME_SIZE if line.confidence is None else SAME_SIZE_OCR


def _goes_on(paragraph: list[PrintedLine], following: PrintedLine, frame: Frame) -> bool:
    """Tell whether `following` is the next line of the same paragraph."""
    left, right, usual = frame
    line = paragraph[-1]
    size = line.size
    if abs(following.size - size) > _tolerance(line) * size:
        return False
    same_page = following.page == line.page
    pitch = following.box[3] - line.box[3]
    if same_page and not 0 < pitch < LEADING * size:
        return False
    if size > LARGE * usual:
        large = following.size > LARGE * usual
        centred = large and _is_centred(line, frame) and _is_centred(following, frame)
        alone = stands_alone(line.text) or stands_alone(following.text)
        return same_page and pitch < TITLE_LEADING * size and centred and not alone
    if line.box[0] > left + RIGHT_HALF * (right - left):
        return False  # a date or a signature at the right edge
    full = line.box[2] > right - (_unbreakable(following.text) + FULL) * size
    flush = following.box[0] < left + INDENT * size
    if not (full and flush):
        return False
    # without indents a numbered line at the left edge may well begin a paragraph of its own
    return paragraph[0].box[0] >= left + INDENT * size or not MARK.match(following.text)


def _unbreakable(text: str) -> float:
    """Return the width, in characters, of the words that a typesetter had to keep together at a line's start.

    >>> _unbreakable("查”、“联合惩戒"), _unbreakable("0.3%。对"), _unbreakable("治理")
    (5.0, 3.0, 1.0)
    """
    width = 0.0
    for index, character in enumerate(text[:12]):
        width += 0.5 if character.isascii() else 1.0
        following = text[index + 1 : index + 2]
        word = character.isascii() and following.isascii() and not (character + following).isspace() and following != ""
        if not word and following not in NO_START and character not in NO_END:
            break
    return width


def _is_centred(line: PrintedLine, frame: Frame) -> bool:
    middle = (line.box[0] + line.box[2]) / 2
    return abs(middle - (frame[0] + frame[1]) / 2) < 1.5 * line.size


def _lay(layer: Layer, lines: list[PrintedLine], frame: Frame) -> None:
    layer.add_paragraph([_run(line, frame) for line in lines])


def _run(line: PrintedLine, frame: Frame | None) -> Run:
    indent = None if frame is None else round(max(line.box[0] - frame[0], 0.0), 1)
    return Run(line.text, line.page, _round(line.box), round(line.size, 1), indent, line.confidence)


def _lay_table(layer: Layer, table: TableBox, *, unproved: bool) -> None:
    cells = [_laid(cell) for cell in table.cells]
    page = min((cell.page for cell in table.cells if cell.page is not None), default=table.page)
    first = [cell.box for cell in table.cells if cell.box and cell.page == page]
    layer.add_table(table.rows, table.columns, cells, page, _round(hull(first)) if first else None)
    if unproved:
        laid = layer.tables[-1]
        place = next((piece for cell in laid.cells for piece in cell.pieces), None)
        layer.add_problem(
            "table-not-joined",
            Severity.WARNING,
            "此表紧接上一页的表格且列宽相同，但没有重复的表头或连续的序号可以证明是同一张表，按两张表处理",
            "This table follows one with the same columns, but nothing proves that both are one; kept apart",
            None if place is None else Place(place.start, place.end, place.page, place.bbox),
        )


def _laid(cell: CellBox) -> LaidCell:
    runs = tuple(_run(line, None) for line in cell.lines)
    box = _round(cell.box) if cell.box else None
    return LaidCell(cell.row, cell.column, runs, cell.row_span, cell.column_span, box, cell.page)


def _round(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
