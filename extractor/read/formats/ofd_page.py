"""In: the XML of one OFD page (GB/T 33190). Out: its `PrintedPage`, as a page of a PDF, turned upright.

OFD counts in millimetres from the upper left corner; an object has a boundary, a matrix, and its own coordinates.
Not handled: curves, glyphs without characters (named as unmapped), clipping.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from xml.etree import ElementTree as ET

from extractor.model.paper.place import Box
from extractor.read.formats.archive import local_name
from extractor.read.layout.glyphs import turn_upright
from extractor.read.layout.page_model import DrawnLine, Glyph, PrintedPage
from extractor.read.policy import POLICY

MM = 72 / 25.4
Matrix = tuple[float, float, float, float, float, float]
STRAIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
BLANKS = frozenset(" \t\r\n\u00a0\u3000")
NO_CHARACTER = "\u00a4"
"""¤ stands in a text code for a glyph without a character"""
MOST_DELTAS = 100_000
MOST_SIZE, MOST_PLACE = 2000.0, 20_000.0
"""points that a character may be high, and may stand off the page's corner"""
PALE = 0.0
"""marks a pale character until the page is settled"""


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute.

    >>> numbers("0 0 210.5 297")
    [0.0, 0.0, 210.5, 297.0]
    """
    return [value for item in NUMBER.findall(text or "") if math.isfinite(value := float(item))]


def read_deltas(text: str | None) -> list[float]:
    """Return the advances of a text code; `g n d` stands for n times d.

    >>> read_deltas("3.5 g 3 2.0 1")
    [3.5, 2.0, 2.0, 2.0, 1.0]
    """
    items = (text or "").split()
    deltas: list[float] = []
    index = 0
    while index < len(items) and len(deltas) < MOST_DELTAS:
        if items[index] == "g" and index + 2 < len(items) and items[index + 1].isdigit():
            step = numbers(items[index + 2])
            deltas.extend(step[:1] * min(int(items[index + 1]), MOST_DELTAS))
            index += 3
            continue
        deltas.extend(numbers(items[index])[:1])
        index += 1
    return deltas


def add_content(sheet: PrintedPage, root: ET.Element) -> list[tuple[str, float]]:
    """Add the characters and lines of a page or template to `sheet`; return its pictures and how much they cover."""
    pictures: list[tuple[str, float]] = []
    angled: list[tuple[int, Glyph]] = []
    for item in _objects(root):
        kind = local_name(item)
        if item.get("Visible", "true").lower() == "false":
            continue
        boundary = (numbers(item.get("Boundary")) + [0.0] * 4)[:4]
        matrix = _matrix(item, boundary)
        if kind == "TextObject":
            _add_text(sheet, item, matrix, angled)
        elif kind == "PathObject":
            sheet.shapes += 1
            if len(sheet.horizontals) + len(sheet.verticals) <= POLICY.max_page_rules:
                _add_path(sheet, item, matrix)
        elif kind == "ImageObject":
            share = min(boundary[2] * boundary[3] * MM * MM / (sheet.width * sheet.height or 1.0), 1.0)
            pictures.append((item.get("ResourceID", ""), share))
            sheet.picture = max(sheet.picture, share)
    sheet.angled.extend(angled)
    return pictures


def settle_angle(sheet: PrintedPage) -> None:
    """Keep the characters that stand as most of the page's do, and turn the page upright where these lie on a side."""
    counts = Counter(angle for angle, _ in sheet.angled)
    main = max(counts, key=lambda angle: (counts[angle], -angle)) if counts else 0
    sheet.glyphs.extend(glyph for angle, glyph in sheet.angled if angle == main)
    sheet.slanted += sum(count for angle, count in counts.items() if angle != main)
    sheet.angled.clear()
    _set_watermark_apart(sheet)
    turn_upright(sheet, main)


def _set_watermark_apart(sheet: PrintedPage) -> None:
    """Take out large pale words, which were marked by their confidence of nought."""
    usual = median(glyph.size for glyph in sheet.glyphs) if sheet.glyphs else 0.0
    pale = [g for g in sheet.glyphs if g.confidence == PALE and g.size >= POLICY.watermark_size * usual]
    sheet.watermark = "".join(glyph.text for glyph in pale)
    left_out = {id(glyph) for glyph in pale}
    sheet.glyphs = [g._replace(confidence=None) for g in sheet.glyphs if id(g) not in left_out]


def _objects(root: ET.Element) -> Iterator[ET.Element]:
    """Yield text, path and image objects wherever they stand in layers and blocks."""
    return (item for item in root.iter() if local_name(item) in {"TextObject", "PathObject", "ImageObject"})


def _matrix(item: ET.Element, boundary: list[float]) -> Matrix:
    given = numbers(item.get("CTM"))
    a, b, c, d, e, f = given if len(given) == 6 else STRAIGHT
    return a * MM, b * MM, c * MM, d * MM, (e + boundary[0]) * MM, (f + boundary[1]) * MM


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _add_text(sheet: PrintedPage, item: ET.Element, matrix: Matrix, angled: list[tuple[int, Glyph]]) -> None:
    size_mm = (numbers(item.get("Size")) or [4.0])[0]
    stretch = (numbers(item.get("HScale")) or [1.0])[0] or 1.0
    size = size_mm * math.hypot(matrix[2], matrix[3])
    if not (all(map(math.isfinite, matrix)) and 0 < size < MOST_SIZE and 0 < stretch < MOST_SIZE):
        sheet.impossible += sum(len(code.text or "") for code in item)
        return
    turns = _quarter(matrix)
    pale = PALE if _is_pale(item) else None
    x = y = 0.0
    for code in item:
        if local_name(code) != "TextCode":
            continue
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = read_deltas(code.get("DeltaX")), read_deltas(code.get("DeltaY"))
        text = code.text or ""
        if turns < 0:
            sheet.slanted += len(text)
            continue
        spaced, at_x, at_y = False, x, y
        for index, character in enumerate(text[: POLICY.max_page_glyphs]):
            wide = size_mm * stretch * (0.5 if character.isascii() else 1.0)
            step = across[index] if index < len(across) else (0.0 if down and not across else wide)
            if character in BLANKS:
                spaced = True
            elif len(sheet.glyphs) + len(sheet.angled) + len(angled) < POLICY.max_page_glyphs:
                across_by = min(wide, step) if step > 0 else wide
                box = _corners(matrix, at_x, at_y, across_by, size_mm)
                if all(abs(edge) < MOST_PLACE for edge in box):
                    sheet.unmapped += character == NO_CHARACTER or "\ue000" <= character <= "\uf8ff"
                    angled.append((turns, Glyph(character, *box, size, spaced, pale)))
                else:
                    sheet.impossible += 1
                spaced = False
            at_x += step
            at_y += down[index] if index < len(down) else 0.0


def _corners(matrix: Matrix, x: float, y: float, wide: float, size: float) -> Box:
    """Return the box of a character whose baseline begins at (x, y), turned as its object is."""
    points = [_apply(matrix, at, down) for at in (x, x + wide) for down in (y - 0.88 * size, y + 0.12 * size)]
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)


def _quarter(matrix: Matrix) -> int:
    """Return how many quarter turns the text stands off the upright page, counted as in a PDF; -1 where it is slanted.

    >>> _quarter((0.0, 1.0, -1.0, 0.0, 0.0, 0.0)), _quarter(STRAIGHT), _quarter((0.7, 0.7, -0.7, 0.7, 0.0, 0.0))
    (3, 0, -1)
    """
    degrees = math.degrees(math.atan2(-matrix[1], matrix[0]))
    nearest = round(degrees / 90)
    return nearest % 4 if abs(degrees - 90 * nearest) < 3 else -1


def _is_pale(item: ET.Element) -> bool:
    alpha = numbers(item.get("Alpha"))
    if alpha and alpha[0] < POLICY.watermark_pale:
        return True
    parts = next((_colour(child) for child in item if local_name(child) == "FillColor"), [])
    return len(parts) in {1, 3} and min(parts) >= POLICY.watermark_pale


def _add_path(sheet: PrintedPage, item: ET.Element, matrix: Matrix) -> None:
    filled = item.get("Fill", "false").lower() == "true"
    stroked = item.get("Stroke", "true").lower() == "true"
    if _is_white(item, "StrokeColor" if stroked else "FillColor") or not (filled or stroked):
        return
    data = next((child.text or "" for child in item if local_name(child) == "AbbreviatedData"), "")
    strokes = [(_apply(matrix, *start), _apply(matrix, *end)) for start, end in _strokes(data)]
    if not strokes or not all(abs(edge) < MOST_PLACE for stroke in strokes for point in stroke for edge in point):
        return
    points = [point for stroke in strokes for point in stroke]
    box = (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))
    if min(box[2] - box[0], box[3] - box[1]) <= POLICY.thin:
        add_rule(sheet, box)
    elif stroked:
        for (x0, y0), (x1, y1) in strokes:
            edge = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if min(edge[2] - edge[0], edge[3] - edge[1]) < 1.0:
                add_rule(sheet, edge)


def add_rule(sheet: PrintedPage, box: Box) -> None:
    """Add a thin box as a drawn line."""
    if box[2] - box[0] >= box[3] - box[1]:
        if box[2] - box[0] > POLICY.thin:
            sheet.horizontals.append(DrawnLine((box[1] + box[3]) / 2, box[0], box[2]))
    elif box[3] - box[1] > POLICY.thin:
        sheet.verticals.append(DrawnLine((box[0] + box[2]) / 2, box[1], box[3]))


Point = tuple[float, float]


def _strokes(data: str) -> list[tuple[Point, Point]]:
    """Return the straight strokes of a path; a curve only moves the pen."""
    tokens = PATH.findall(data)[:20_000]
    strokes: list[tuple[Point, Point]] = []
    first = pen = (0.0, 0.0)
    index = 0
    while index < len(tokens):
        command = tokens[index]
        index += 1
        values: list[float] = []
        while index < len(tokens) and not tokens[index].isalpha():
            values.append(float(tokens[index]))
            index += 1
        if command in {"M", "S"} and len(values) >= 2:
            first = pen = (values[0], values[1])
        elif command == "L":
            for at in range(0, len(values) - 1, 2):
                point = (values[at], values[at + 1])
                strokes.append((pen, point))
                pen = point
        elif command == "C":
            strokes.append((pen, first))
            pen = first
        elif len(values) >= 2:
            pen = (values[-2], values[-1])
    return strokes


def _is_white(item: ET.Element, name: str) -> bool:
    for child in item:
        if local_name(child) == name:
            parts = _colour(child)
            return len(parts) in {1, 3} and min(parts) >= 245
    return False


def _colour(child: ET.Element) -> list[int]:
    """Return the parts of a colour, as `128 128 128` or `#80 #80 #80` give them."""
    return [
        int(part[1:], 16) if part.startswith("#") else int(float(part))
        for part in child.get("Value", "").split()[:4]
        if COLOUR.fullmatch(part)
    ]


COLOUR = re.compile(r"#[0-9A-Fa-f]{1,2}|\d{1,3}(?:\.\d{1,9})?")
