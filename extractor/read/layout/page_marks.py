"""In: what a page shows beside its text: a picture below or beside it, a watermark. Out: problems that tell it.

A scan with a text layer has its table in the picture only: the lines are looked for there, the words stay the layer's.
Not handled: what a picture shows, where text recognition does not read the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec

from extractor.model.paper.document import Line
from extractor.model.paper.place import Place
from extractor.model.problem import Severity
from extractor.read.layout.page_model import DrawnLine, PrintedPage
from extractor.read.policy import POLICY
from extractor.read.source_builder import Layer

FEW_RULES = 4
"""a page that has so many drawn lines of its own needs none from its picture"""


class PageMarks(msgspec.Struct, frozen=True):
    """What is told of a page: `backdrop` is "" (no scan below), "ruled" (its lines were found) or "unruled"."""

    page: int
    picture: float
    watermark: str
    impossible: int
    backdrop: str


def mark_page(sheet: PrintedPage, *, ruled: bool | None) -> PageMarks:
    """Return what is told of a page; `ruled` says whether its picture gave lines, None where none were needed."""
    backdrop = "" if ruled is None else "ruled" if ruled else "unruled"
    return PageMarks(sheet.page, sheet.picture, sheet.watermark, sheet.impossible, backdrop)


def add_scanned_rules(sheet: PrintedPage, draw: Callable[[], Any]) -> bool | None:
    """Add the lines that the scan below a text layer shows; None where there is none, False where it cannot be done."""
    if (
        sheet.picture < POLICY.backdrop
        or len(sheet.glyphs) < POLICY.few_glyphs
        or len(sheet.horizontals) + len(sheet.verticals) >= FEW_RULES
    ):
        return None
    from extractor.read.ocr import engine

    if not engine.is_installed():
        return False
    import cv2

    from extractor.read.ocr.preprocess import find_rules

    picture = draw()
    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    scale = sheet.width / gray.shape[1]
    boxes = [tuple(edge / scale for edge in glyph[1:5]) for glyph in sheet.glyphs]
    horizontals, verticals, _ = find_rules(gray, boxes)
    sheet.horizontals.extend(DrawnLine(at * scale, start * scale, end * scale) for at, start, end in horizontals)
    sheet.verticals.extend(DrawnLine(at * scale, start * scale, end * scale) for at, start, end in verticals)
    return True


def tell_marks(layer: Layer, marks: Sequence[PageMarks], scanned: Collection[int]) -> None:
    """Tell pictures, watermarks and impossible characters of the pages that were not recognised as pictures."""
    lines: dict[int | None, Line] = {}
    for line in layer.lines:
        lines.setdefault(line.page, line)
    told: set[str] = set()
    for mark in marks:
        if mark.page in scanned:
            continue
        at = lines.get(mark.page)
        place = None if at is None else Place(at.start, at.end, at.page, at.bbox)
        for code, severity, zh, en in _remarks(mark):
            if code in {"watermark", "scan-below-text"} and code in told:
                continue
            told.add(code)
            layer.add_problem(code, severity, zh, en, place)


def _remarks(mark: PageMarks) -> list[tuple[str, Severity, str, str]]:
    page, found = mark.page, []
    if mark.watermark:
        words = mark.watermark[:40]
        found.append((
            "watermark", Severity.NOTE,
            f"第 {page} 页起有水印“{words}”，已与正文分开", f"A watermark ({words}) was set apart from the text",
        ))  # fmt: skip
    if mark.backdrop == "ruled":
        found.append((
            "scan-below-text", Severity.NOTE,
            f"第 {page} 页起是带文字层的扫描图像：文字取自文字层，表格线取自图像，请与原件核对",
            "A scan with a text layer: words are the layer's, lines of tables the picture's",
        ))  # fmt: skip
    elif mark.backdrop == "unruled":
        found.append((
            "scan-below-text", Severity.WARNING,
            f"第 {page} 页起是带文字层的扫描图像，图像里的表格线没有读出，表格可能散成文字；装上文字识别组件后可读",
            "A scan with a text layer: the lines of its tables are in the picture and were not read",
        ))  # fmt: skip
    elif mark.picture >= POLICY.page_picture:
        found.append((
            "picture-not-read", Severity.WARNING,
            f"第 {page} 页有一幅图片（占页面 {mark.picture:.0%}），其中如有文字或表格，没有读出",
            f"Page {page} holds a picture over {mark.picture:.0%} of it, which was not read",
        ))  # fmt: skip
    if mark.impossible:
        found.append((
            "impossible-characters", Severity.WARNING,
            f"第 {page} 页有 {mark.impossible} 个字的大小或位置不成立，没有读入",
            f"{mark.impossible} characters of page {page} have an impossible size or place and were left out",
        ))  # fmt: skip
    return found
