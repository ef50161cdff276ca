"""In: an opened PDF. Out: what belongs to it and is no text of its pages: annotations with words, form fields, files.

None of it is read as the plan's own words, and none is opened or run; each is told. Not handled: where on the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from extractor.bounds.names import CONTROLS
from extractor.model.problem import Severity
from extractor.read.source_builder import Layer

DOCUMENT = re.compile(
    r"\.(docx?|wps|rtf|xlsx?|et|csv|pdf|ofd|html?|txt|od[ts]|pptx?|zip|rar|7z|png|jpe?g|tiff?)$", re.IGNORECASE
)
MOST, SHOWN = 200, 60
"""annotations of a page that are looked at, and letters of one that are shown"""
LEAST = 2


def find_notes(page: Any) -> Iterator[str]:
    """Yield the words of a page's free text annotations, stamps and filled form fields."""
    from pypdfium2 import raw

    kinds = {raw.FPDF_ANNOT_FREETEXT: b"Contents", raw.FPDF_ANNOT_STAMP: b"Contents", raw.FPDF_ANNOT_WIDGET: b"V"}
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            key = kinds.get(raw.FPDFAnnot_GetSubtype(note))
            words = _string(raw, note, key) if key else ""
        finally:
            raw.FPDFPage_CloseAnnot(note)
        if len(words) >= LEAST and words != "Off":
            yield words


def _string(raw: Any, note: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= LEAST:
        return ""
    held = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), size)
    return CONTROLS.sub(" ", held.raw[: size - LEAST].decode("utf-16-le", "replace")).strip()


def find_files(pdf: Any) -> tuple[str, ...]:
    """Return the names of the files that are embedded in a PDF."""
    names = (pdf.get_attachment(index).get_name() for index in range(min(pdf.count_attachments(), MOST)))
    return tuple(CONTROLS.sub("\ufffd", name) or "?" for name in names)


def tell_extras(layer: Layer, notes: dict[int, list[str]], files: tuple[str, ...]) -> None:
    """Add a problem for each page with words in annotations, and for each file embedded."""
    for page, words in notes.items():
        joined = "；".join(words)
        shown = joined[:SHOWN] + ("…" if len(joined) > SHOWN else "")
        layer.add_problem(
            "annotation-not-read", Severity.WARNING,
            f"第 {page} 页有注释或表单里的文字没有读入：“{shown}”", f"Words in annotations of page {page} not read",
        )  # fmt: skip
    tell_files(layer, files)


def tell_files(layer: Layer, names: tuple[str, ...]) -> None:
    """Add a problem for each document that a file carries within it; programs and keys are passed over."""
    for name in [CONTROLS.sub("\ufffd", name) for name in names if DOCUMENT.search(name)][:20]:
        layer.add_problem(
            "attachment-not-read", Severity.WARNING,
            f"文件里附带的“{name[:SHOWN]}”没有读入，请另存后一并给出", f"The file {name[:SHOWN]!r} within was not read",
        )  # fmt: skip
