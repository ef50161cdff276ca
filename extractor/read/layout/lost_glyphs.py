"""In: a page whose fonts are neither in the file nor on this machine. Out: its characters, read by pdfminer.

pdfium draws nothing for such a font, and a text object of one character is then so small that it passes over it: text
set character by character (由 县 应 急 局) is lost on a machine without Chinese fonts. pdfminer counts widths and needs
no font. Not handled: fonts whose characters no map names.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from extractor.read.layout.page_model import Glyph
from extractor.read.policy import POLICY

LEAST_LOST = 2
NOTHING = 0.01
"""what is drawn thinner than this is not drawn"""
ToPaper = Callable[[float, float], tuple[float, float]]


def is_lost(item: Any, embedded: dict[int | None, bool], edges: list[Any], edges_at: list[Any]) -> bool:
    """Tell whether a text object is drawn as nothing because its font is neither in the file nor on this machine.

    `embedded` keeps what was found of each font.
    """
    font = pdfium.FPDFTextObj_GetFont(item)
    key = ctypes.cast(font, ctypes.c_void_p).value
    if key not in embedded:
        embedded[key] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    if embedded[key] or not pdfium.FPDFPageObj_GetBounds(item, *edges_at):
        return False
    left, bottom, right, top = (edge.value for edge in edges)
    return bool(abs(right - left) < NOTHING or abs(top - bottom) < NOTHING)


def read_lost(
    content: bytes, number: int, to_paper: ToPaper, quarter: Callable[[float, float], int]
) -> list[tuple[int, Glyph]]:
    """Return the characters of page `number` with their angle in quarter turns (-1: slanted), [] where none is read."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(content), pages=[number]) as pdf:
            chars = pdf.pages[0].chars[: POLICY.max_page_glyphs] if pdf.pages else []
    except Exception:  # noqa: BLE001 - a file that pdfium reads may still be beyond pdfminer; what pdfium gave stands
        return []
    found: list[tuple[int, Glyph]] = []
    spaced = False
    for char in chars:
        text = str(char["text"])
        if not text.strip():
            spaced = True
        elif len(text) == 1:
            found.append(_build(char, text, to_paper, quarter, spaced=spaced))
            spaced = False
    return found


def _build(
    char: dict[str, Any], text: str, to_paper: ToPaper, quarter: Callable[[float, float], int], *, spaced: bool
) -> tuple[int, Glyph]:
    a, b, c, d, x, y = char["matrix"]
    angle = quarter(a, b)
    # A character's box is as tall as its type; pdfplumber's own ends are along the paper, not along the text.
    size = float(char["size"] if angle % 2 == 0 else char["width"]) or math.hypot(c, d)
    x0, y0 = to_paper(x, y)
    x1, y1 = to_paper(x + a * char["adv"], y + b * char["adv"])
    if angle % 2 == 0:
        return angle, Glyph(text, min(x0, x1), y0 - 0.88 * size, max(x0, x1), y0 + 0.12 * size, size, spaced)
    return angle, Glyph(text, x0 - 0.88 * size, min(y0, y1), x0 + 0.12 * size, max(y0, y1), size, spaced)
