"""In: an opened page of a PDF. Out: its `PrintedPage`: characters and drawn lines, the page turned upright.

pdfium is read through its raw interface, since characters and lines are wanted and no pictures of them.
White lines and filled backgrounds are no drawn lines (海南's application form has 5,000 white rectangles).
Not handled: curves, characters drawn as outlines, clipping.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractor.model.paper.place import Box
from extractor.read.layout.filled_cells import add_filled_cells
from extractor.read.layout.lost_glyphs import LEAST_LOST, is_lost, read_lost
from extractor.read.layout.page_model import DrawnLine, Glyph, PrintedPage
from extractor.read.policy import POLICY

BLANKS = frozenset(" \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\ufffe\x00\x02")
WHITE = 245
SAMPLE = 4
"""one character in so many is asked whether its font says which character it is"""
LARGE_TYPE = 15.0
"""characters above this size in points may be a watermark's"""
DEPTH = 4
"""forms nested deeper than this are not looked into"""
Matrix = tuple[float, float, float, float, float, float]
STRAIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def build_sheet(page: Any, number: int, content: bytes | None = None) -> PrintedPage:
    """Return the characters and drawn lines of a pypdfium2 page.

    `content`, the whole file, is read again by pdfminer where characters were lost for want of a font.
    """
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() // 90
    reader = _PageReader((left, bottom, right, top), turn)
    textpage = page.get_textpage()
    try:
        glyphs, angles, unmapped = reader.read_glyphs(textpage.raw)
        glyphs, watermark = reader.set_watermark_apart(textpage.raw, glyphs)
    finally:
        textpage.close()
    width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
    sheet = PrintedPage(number, width, height, unmapped=unmapped, watermark=watermark)
    reader.read_objects(page.raw, sheet)
    if content is not None and reader.lost >= LEAST_LOST:
        again = read_lost(content, number, reader.to_paper, lambda a, b: _quarter(a, b, turn))
        if len(again) > len(glyphs):
            glyphs, angles = again, Counter(angle for angle, _ in again)
    main = max(angles, key=lambda angle: angles[angle]) if angles else 0
    sheet.slanted = sum(count for angle, count in angles.items() if angle == -1)
    sheet.glyphs = [glyph for angle, glyph in glyphs if angle == main or (angle >= 0 and main == -1)]
    add_filled_cells(sheet, reader.fills)
    turn_upright(sheet, main)
    return sheet


class _Face(NamedTuple):
    """How a run of characters is set: height of their boxes, type size, box below the baseline, quarter turns."""

    tall: float
    size: float
    below: float
    angle: int


class _PageReader:
    """Reads one page's objects into paper coordinates: origin upper left, y downward, the page's turn undone."""

    def __init__(self, crop: Box, turn: int) -> None:
        self.crop = crop
        self.turn = turn
        self.fills: list[Box] = []
        self.lost = 0
        self._embedded: dict[int | None, bool] = {}
        self._large: list[tuple[int, int]] = []  # places among the glyphs and indexes of characters of another size

    def to_paper(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.crop
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def read_glyphs(self, textpage: Any) -> tuple[list[tuple[int, Glyph]], dict[int, int], int]:
        """Return the characters with their angle in quarter turns (-1: slanted), counts by angle, and the unmapped."""
        box = pdfium.FS_RECTF()
        box_at = ctypes.byref(box)
        unicode_of, loose_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        is_unmapped, to_paper = pdfium.FPDFText_HasUnicodeMapError, self.to_paper
        upright, crop_left, crop_top = self.turn == 0, self.crop[0], self.crop[3]
        limit = max(self.crop[2] - self.crop[0], self.crop[3] - self.crop[1]) + 1
        found: list[tuple[int, Glyph]] = []
        angles: dict[int, int] = {}
        face = _Face(-1.0, 0.0, 0.0, 0)
        unmapped, spaced = 0, False
        for index in range(min(pdfium.FPDFText_CountChars(textpage), POLICY.max_page_glyphs)):
            code = unicode_of(textpage, index)
            character = chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
            if character in BLANKS:
                spaced = spaced or not pdfium.FPDFText_IsGenerated(textpage, index)
                continue
            loose_box(textpage, index, box_at)
            left, top, right, bottom = box.left, box.top, box.right, box.bottom
            tall = top - bottom
            if upright:  # to_paper, spelled out: this runs once for every character
                x0, y0, x1, y1 = left - crop_left, crop_top - top, right - crop_left, crop_top - bottom
            else:
                (x0, y0), (x1, y1) = to_paper(left, top), to_paper(right, bottom)
            if tall != face.tall or face.angle:
                face = self._read_face(textpage, index, box)
            if face.size > LARGE_TYPE:
                self._large.append((len(found), index))
            if not index % SAMPLE and is_unmapped(textpage, index) == 1:
                unmapped += SAMPLE
            angle, size = face.angle, face.size
            angles[angle] = angles.get(angle, 0) + 1
            if angle % 2 == 0:
                low, high = (x0, x1) if x0 < x1 else (x1, x0)
                base = max(y0, y1) - face.below
                glyph = Glyph(character, low, base - 0.88 * size, high, base + 0.12 * size, size, spaced)
            else:
                low, high = (y0, y1) if y0 < y1 else (y1, y0)
                base = max(x0, x1) - face.below
                glyph = Glyph(character, base - 0.88 * size, low, base + 0.12 * size, high, size, spaced)
            if -1 <= glyph.x0 <= limit and -1 <= glyph.top <= limit:
                found.append((angle, glyph))
            spaced = False
        return found, angles, unmapped

    def set_watermark_apart(self, textpage: Any, found: list[tuple[int, Glyph]]) -> tuple[list[tuple[int, Glyph]], str]:
        """Return the characters without those that are large and pale, and the words that these make."""
        if not self._large:
            return found, ""
        usual = median(glyph.size for _, glyph in found) if found else 0.0
        colours = [ctypes.c_uint() for _ in range(4)]
        colours_at = [ctypes.byref(colour) for colour in colours]
        pale: set[int] = set()
        for at, index in self._large:
            if at >= len(found) or found[at][1].size < POLICY.watermark_size * usual:
                continue
            if pdfium.FPDFText_GetFillColor(textpage, index, *colours_at) and (
                colours[3].value < POLICY.watermark_pale
                or min(colour.value for colour in colours[:3]) >= POLICY.watermark_pale
            ):
                pale.add(at)
        words = "".join(found[at][1].text for at in sorted(pale))
        return [item for at, item in enumerate(found) if at not in pale], words

    def _read_face(self, textpage: Any, index: int, box: Any) -> _Face:
        """Return size and angle of a character; those that follow at the same height share them."""
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
        pdfium.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        size = pdfium.FPDFText_GetFontSize(textpage, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = _quarter(matrix.a, matrix.b, self.turn)
        base_x, base_y = self.to_paper(x.value, y.value)
        (x0, y0), (x1, y1) = self.to_paper(box.left, box.top), self.to_paper(box.right, box.bottom)
        below = max(y0, y1) - base_y if angle % 2 == 0 else max(x0, x1) - base_x
        return _Face(box.top - box.bottom, size, below, angle)

    def read_objects(self, page: Any, sheet: PrintedPage) -> None:
        """Add the page's drawn lines and the share of its largest picture to `sheet`."""
        count = pdfium.FPDFPage_CountObjects(page)
        objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
        self._read_level(objects, STRAIGHT, sheet, 0)

    def _read_level(self, objects: Any, form: Matrix, sheet: PrintedPage, depth: int) -> None:
        edges = [ctypes.c_float() for _ in range(4)]
        edges_at = [ctypes.byref(edge) for edge in edges]
        for item in objects:
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
                inner = _multiply(_matrix(item), form)
                count = pdfium.FPDFFormObj_CountObjects(item)
                self._read_level(
                    (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count)), inner, sheet, depth + 1
                )
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.lost += is_lost(item, self._embedded, edges, edges_at)
            elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                if not pdfium.FPDFPageObj_GetBounds(item, *edges_at):
                    continue
                left, bottom, right, top = (edge.value for edge in edges)
                corners = [_apply(form, x, y) for x, y in ((left, top), (right, bottom))]
                (x0, y0), (x1, y1) = (self.to_paper(*corner) for corner in corners)
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    share = (box[2] - box[0]) * (box[3] - box[1]) / (sheet.width * sheet.height or 1.0)
                    sheet.picture = max(sheet.picture, min(share, 1.0))
                    continue
                sheet.shapes += 1
                if len(sheet.horizontals) + len(sheet.verticals) <= POLICY.max_page_rules:
                    self._read_path(item, box, form, sheet)

    def _read_path(self, item: Any, box: Box, form: Matrix, sheet: PrintedPage) -> None:
        wide, tall = box[2] - box[0], box[3] - box[1]
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if min(wide, tall) <= POLICY.thin:
            if (
                max(wide, tall) > POLICY.thin
                and (fill.value or stroke.value)
                and not _is_white(item, outline=stroke.value != 0)
            ):
                _add_rule(sheet, box)
            return
        if not stroke.value or _is_white(item, outline=True):
            if fill.value and len(self.fills) < POLICY.max_page_rules and not _is_white(item, outline=False):
                self.fills.append(box)
            return
        matrix = _multiply(_matrix(item), form)
        points = self._read_points(item, matrix)
        for start, end in points:
            corner = (min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
            if min(corner[2] - corner[0], corner[3] - corner[1]) < 1.0:
                _add_rule(sheet, corner)

    def _read_points(self, item: Any, matrix: Matrix) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        x, y = ctypes.c_float(), ctypes.c_float()
        strokes: list[tuple[tuple[float, float], tuple[float, float]]] = []
        first = current = (0.0, 0.0)
        for index in range(min(pdfium.FPDFPath_CountSegments(item), 1000)):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = self.to_paper(*_apply(matrix, x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                strokes.append((current, point))
            current = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                strokes.append((current, first))
        return strokes


def _add_rule(sheet: PrintedPage, box: Box) -> None:
    if box[2] < 0 or box[3] < 0 or box[0] > sheet.width or box[1] > sheet.height:
        return
    if box[2] - box[0] >= box[3] - box[1]:
        sheet.horizontals.append(DrawnLine((box[1] + box[3]) / 2, box[0], box[2]))
    else:
        sheet.verticals.append(DrawnLine((box[0] + box[2]) / 2, box[1], box[3]))


def _is_white(item: Any, *, outline: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = pdfium.FPDFPageObj_GetStrokeColor if outline else pdfium.FPDFPageObj_GetFillColor
    if not ask(item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE


def _quarter(a: float, b: float, turn: int) -> int:
    """Return how many quarter turns the text stands off the upright page, -1 where it is slanted.

    >>> _quarter(12.0, 0.0, 0), _quarter(0.0, 12.0, 0), _quarter(0.0, 12.0, 1), _quarter(8.0, 8.0, 0)
    (0, 1, 0, -1)
    """
    degrees = math.degrees(math.atan2(b, a)) - 90 * turn
    nearest = round(degrees / 90)
    return nearest % 4 if abs(degrees - 90 * nearest) < 3 else -1


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return STRAIGHT
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turn_upright(sheet: PrintedPage, turns: int) -> None:
    """Turn a page whose text stands on its side (a wide table printed along the sheet's long edge)."""
    if turns not in {1, 2, 3}:
        return
    width, height = sheet.width, sheet.height

    def turn(x: float, y: float) -> tuple[float, float]:
        if turns == 1:  # the text runs upward: the sheet's right edge becomes its bottom
            return height - y, x
        return (y, width - x) if turns == 3 else (width - x, height - y)

    glyphs = []
    for glyph in sheet.glyphs:
        (x0, y0), (x1, y1) = turn(glyph.x0, glyph.top), turn(glyph.x1, glyph.bottom)
        glyphs.append(glyph._replace(x0=min(x0, x1), top=min(y0, y1), x1=max(x0, x1), bottom=max(y0, y1)))
    boxes = [(rule.start, rule.at, rule.end, rule.at) for rule in sheet.horizontals]
    boxes += [(rule.at, rule.start, rule.at, rule.end) for rule in sheet.verticals]
    sheet.glyphs, sheet.horizontals, sheet.verticals = glyphs, [], []
    if turns != 2:
        sheet.width, sheet.height = height, width
    for box in boxes:
        (x0, y0), (x1, y1) = turn(box[0], box[1]), turn(box[2], box[3])
        _add_rule(sheet, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
