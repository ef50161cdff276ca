"""In: the picture of a page. Out: its `PrintedPage`: recognised characters with their scores, and the drawn lines.

Needs the extra `ocr` (rapidocr with its models, onnxruntime, OpenCV); everything runs offline. The
classifier of line directions stays off: with it whole lines came out as a full stop. A red seal is taken off by
reading the red channel. Not handled: handwriting, tables without drawn lines in scans.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from statistics import mean, median
from typing import Any, TypeVar

import msgspec

from extractor.read.layout.page_model import DrawnLine, Glyph, PrintedPage
from extractor.read.ocr.preprocess import find_rules, take_off_seal, turn_picture

NEEDED = ("rapidocr", "onnxruntime", "cv2")
MODELS = {"Global.use_cls": False, "Global.log_level": "critical"}
A4_WIDTH = 595.3
MOST_WIDE = 2600
"""pictures with more columns of pixels are made smaller first: finer than 300 dpi costs time and reads no better"""
STEEP = 3.0
"""degrees of skew above which a page is turned and read again"""
POOR = 0.75
"""a page whose lines score below this on average may stand on its head"""
SIDEWAYS = 1.5
MISSED_MOST = 60
"""places with ink but without recognised words that are read once more, each for itself"""
MISSED_SCORE = 0.6
T = TypeVar("T")


class RecognizedWords(msgspec.Struct, frozen=True):
    """One recognised line: its middle, width and height in pixels, and how sure the reading is."""

    text: str
    score: float
    x: float
    y: float
    width: float
    height: float
    angle: float


def is_installed() -> bool:
    """Tell whether the packages of the extra are there; nothing is imported."""
    return all(find_spec(name) is not None for name in NEEDED)


def show_progress(items: Iterable[T], name: str) -> Iterator[T]:
    """Yield the items; where standard error is a terminal, say which page is read."""
    listed = list(items)
    shown = sys.stderr.isatty()
    for number, item in enumerate(listed, start=1):
        if shown:
            sys.stderr.write(f"\r{name}: 文字识别 {number}/{len(listed)} 页")
            sys.stderr.flush()
        yield item
    if shown and listed:
        sys.stderr.write("\n")


class TextRecognizer:
    """Reads pictures of pages, the models loaded once for a process."""

    def __init__(self) -> None:
        self.engine = _load_engine()

    def read(self, picture: Any, page: int, width: float | None = None) -> PrintedPage:
        """Return the sheet of one page; `width` is the paper's in points, A4's where it is not known."""
        import cv2

        if picture.shape[1] > MOST_WIDE:
            shrink = MOST_WIDE / picture.shape[1]
            picture = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        gray = take_off_seal(picture)
        gray, lines, turned = self._read_upright(gray)
        angle = _skew(lines)
        if abs(angle) > STEEP:
            gray = turn_picture(gray, angle)
            lines = self._recognise(gray)
            angle = _skew(lines)
        if abs(angle) > 0.1:
            lines = [_turn_words(line, angle, gray.shape) for line in lines]
            gray = turn_picture(gray, angle)
        pixels = gray.shape[0] if turned else gray.shape[1]
        scale = (width or A4_WIDTH) / pixels
        horizontals, verticals, missed = find_rules(gray, [_pixel_box(line) for line in lines])
        lines = [*lines, *self._read_missed(gray, missed)]
        sheet = PrintedPage(page, gray.shape[1] * scale, gray.shape[0] * scale)
        sheet.horizontals = [DrawnLine(at * scale, start * scale, end * scale) for at, start, end in horizontals]
        sheet.verticals = [DrawnLine(at * scale, start * scale, end * scale) for at, start, end in verticals]
        for line in lines:
            for part in _split(line, verticals):
                sheet.glyphs.extend(_glyphs(part, scale))
        return sheet

    def _read_upright(self, gray: Any) -> tuple[Any, list[RecognizedWords], bool]:
        """Return the picture turned upright, its lines, and whether it was turned by a quarter."""
        import cv2

        lines = self._recognise(gray)
        tall = sum(line.height > SIDEWAYS * line.width for line in lines if len(line.text) > 1)
        if lines and tall > 0.6 * sum(len(line.text) > 1 for line in lines):
            turns = [cv2.rotate(gray, way) for way in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)]
            readings = [(turn, self._recognise(turn)) for turn in turns]
            best, found = max(readings, key=lambda reading: _quality(reading[1]))
            return best, found, True
        if lines and mean(line.score for line in lines) < POOR:
            turn = cv2.rotate(gray, cv2.ROTATE_180)
            found = self._recognise(turn)
            if _quality(found) > _quality(lines):
                return turn, found, False
        return gray, lines, False

    def _recognise(self, gray: Any) -> list[RecognizedWords]:
        import cv2

        # the engine remembers what it was last asked to do
        output = self.engine(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=True)
        if output.boxes is None or output.txts is None:
            return []
        return [_words(*line) for line in zip(output.boxes, output.txts, output.scores, strict=True)]

    def _read_missed(self, gray: Any, places: list[tuple[int, int, int, int]]) -> list[RecognizedWords]:
        """Read places with ink that the detector passed over: a lone digit in a cell, mostly."""
        import cv2

        found: list[RecognizedWords] = []
        for left, top, right, bottom in places[:MISSED_MOST]:
            margin = 6
            crop = gray[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]
            output = self.engine(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True)
            text = output.txts[0] if output.txts else ""
            score = float(output.scores[0]) if output.scores else 0.0
            if text.strip() and score >= MISSED_SCORE:
                wide, tall = right - left, bottom - top
                found.append(RecognizedWords(text, score, (left + right) / 2, (top + bottom) / 2, wide, tall, 0.0))
        return found


@cache
def _load_engine() -> Any:
    import logging
    from multiprocessing import parent_process

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    params: dict[str, Any] = dict(MODELS)
    if parent_process() is not None:
        # one of several processes: the others have the other cores
        params["EngineConfig.onnxruntime.intra_op_num_threads"] = 1
    return RapidOCR(params=params)


def _words(box: Any, text: str, score: float) -> RecognizedWords:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in box)
    width = (math.dist((x0, y0), (x1, y1)) + math.dist((x3, y3), (x2, y2))) / 2
    height = (math.dist((x0, y0), (x3, y3)) + math.dist((x1, y1), (x2, y2))) / 2
    angle = math.degrees(math.atan2(y1 - y0 + y2 - y3, x1 - x0 + x2 - x3))
    return RecognizedWords(text, float(score), (x0 + x1 + x2 + x3) / 4, (y0 + y1 + y2 + y3) / 4, width, height, angle)


def _quality(lines: list[RecognizedWords]) -> float:
    return sum(line.score**2 * len(line.text) for line in lines)


def _skew(lines: list[RecognizedWords]) -> float:
    """Return by how many degrees the lines slope; long ones tell it best."""
    long_lines = [line.angle for line in lines if line.width > 8 * line.height]
    return median(long_lines) if len(long_lines) > 2 else 0.0


def _turn_words(line: RecognizedWords, angle: float, shape: tuple[int, ...]) -> RecognizedWords:
    """Return the line as it stands once the picture is turned back by `angle`."""
    radians = math.radians(-angle)
    middle_x, middle_y = shape[1] / 2, shape[0] / 2
    x, y = line.x - middle_x, line.y - middle_y
    return RecognizedWords(
        line.text,
        line.score,
        x * math.cos(radians) - y * math.sin(radians) + middle_x,
        x * math.sin(radians) + y * math.cos(radians) + middle_y,
        line.width,
        line.height,
        line.angle - angle,
    )


def _pixel_box(line: RecognizedWords) -> tuple[float, float, float, float]:
    return line.x - line.width / 2, line.y - line.height / 2, line.x + line.width / 2, line.y + line.height / 2


def _breadths(text: str) -> list[float]:
    """Return how broad each character is in print, against a Chinese one."""
    return [0.5 if character.isascii() else 1.0 for character in text]


def _split(line: RecognizedWords, verticals: list[tuple[float, float, float]]) -> Iterator[RecognizedWords]:
    """Yield the line cut where a drawn vertical runs through it: words of two cells recognised as one."""
    left, right = line.x - line.width / 2, line.x + line.width / 2
    inner = sorted(
        at
        for at, start, end in verticals
        if start < line.y < end and left + line.height / 2 < at < right - line.height / 2
    )
    if not inner:
        yield line
        return
    breadths = _breadths(line.text)
    step = line.width / (sum(breadths) or 1.0)
    parts: dict[int, list[int]] = {}
    at = left
    for index, breadth in enumerate(breadths):
        middle = at + breadth * step / 2
        parts.setdefault(sum(edge < middle for edge in inner), []).append(index)
        at += breadth * step
    for number, indexes in parts.items():
        start = inner[number - 1] if number else left
        end = inner[number] if number < len(inner) else right
        text = line.text[indexes[0] : indexes[-1] + 1]
        yield RecognizedWords(text, line.score, (start + end) / 2, line.y, end - start, line.height, line.angle)


def _glyphs(line: RecognizedWords, scale: float) -> Iterator[Glyph]:
    """Yield the characters, spread over the line by their usual breadth."""
    breadths = _breadths(line.text)
    step = line.width / (sum(breadths) or 1.0)
    size = min(step, line.height) * scale
    top, bottom = line.y * scale - size / 2, line.y * scale + size / 2
    at, spaced = line.x - line.width / 2, False
    for character, breadth in zip(line.text, breadths, strict=True):
        end = at + breadth * step
        if character.isspace():
            spaced = True
        else:
            yield Glyph(character, at * scale, top, end * scale, bottom, size, spaced, round(line.score, 3))
            spaced = False
        at = end
