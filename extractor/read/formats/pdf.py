"""In: a `Document` whose bytes are a PDF. Out: its `Source`: paragraphs, tables over pages joined, boxes in points.

pdfium gives characters and drawn lines, pdfplumber decides about cells; pages without believable text (scans,
watermarks, fonts without a Unicode map) go to OCR. One page is held in memory at a time.
Not handled: annotations, form fields and embedded files, which are told and never opened; scripts, which never run.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.formats.pdf_extras import find_files, find_notes, tell_extras
from extractor.read.layout.page_marks import PageMarks, add_scanned_rules, mark_page, tell_marks
from extractor.read.layout.page_model import PageFlow
from extractor.read.layout.pages import read_page
from extractor.read.layout.paragraphs import lay_pages
from extractor.read.ocr.detection import PageEvidence, find_scans, read_scans, weigh_page
from extractor.read.policy import POLICY

PDFIUM = threading.Lock()
"""pdfium may be used by one thread at a time"""


def read_pdf(document: Document) -> Source:
    """Return the text of a PDF with its lines and tables.

    Raises UnreadableDocumentError where the file is encrypted, damaged, too long, or wholly a scan and OCR is not
    installed.
    """
    with PDFIUM:
        return _read(document)


def _read(document: Document) -> Source:
    pdf = open_pdf(document)
    try:
        count = len(pdf)
        notes: dict[int, list[str]] = {}
        flows, evidence, marks = _read_pages(pdf, document, notes)
        files = find_files(pdf)
        scans = find_scans(evidence)
        outcome = read_scans(lambda page: _render(pdf, page), scans, document.name, everything=len(scans) == count)
    finally:
        pdf.close()
    for number, sheet in outcome.sheets.items():
        flows[number - 1] = read_page(sheet)
    layer = lay_pages(flows)
    layer.problems.extend(outcome.problems)
    tell_marks(layer, marks, set(scans))
    tell_extras(layer, notes, files)
    if not layer.length:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    how = "ocr" if outcome.sheets and len(outcome.sheets) == count else "pdf+ocr" if outcome.sheets else "pdf"
    return layer.build(document, "application/pdf", how, count)


def open_pdf(document: Document) -> Any:
    """Return the opened PDF; raises UnreadableDocumentError where it cannot be opened, is empty or too long."""
    import pypdfium2 as pdfium

    name, content = document.name, document.content
    try:
        pdf = pdfium.PdfDocument(content)
        count = len(pdf)
    except pdfium.PdfiumError as error:
        if b"/Encrypt" in content and "assword" in str(error):
            raise UnreadableDocumentError(
                f"{name}: PDF 已加密，需要密码才能打开", hint="请用密码打开后另存为不加密的 PDF"
            ) from None
        raise UnreadableDocumentError(
            f"{name}: PDF 已损坏或不完整（{len(content)} 字节）", hint="请重新下载，或用阅读器打开后另存"
        ) from None
    if count == 0:
        raise UnreadableDocumentError(f"{name}: PDF 没有任何一页", hint="请重新下载该文件")
    if count > POLICY.max_pages:
        raise UnreadableDocumentError(
            f"{name}: PDF 有 {count} 页，超过 {POLICY.max_pages} 页的上限", hint="请把其中的方案拆成单独的文件"
        )
    return pdf


def _read_pages(
    pdf: Any, document: Document, notes: dict[int, list[str]]
) -> tuple[list[PageFlow], list[PageEvidence], list[PageMarks]]:
    """Return the blocks of each page, what speaks for a scan, and what was left out; a page is let go once read.

    Words of annotations go into `notes` by page.
    """
    import pypdfium2 as pdfium

    from extractor.read.layout.glyphs import build_sheet

    name = document.name
    flows: list[PageFlow] = []
    evidence: list[PageEvidence] = []
    marks: list[PageMarks] = []
    characters = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pdfium.PdfiumError:
            raise UnreadableDocumentError(
                f"{name}: PDF 第 {index + 1} 页已损坏", hint="请重新下载，或用阅读器打开后另存"
            ) from None
        try:
            sheet = build_sheet(page, index + 1, document.content)
            ruled = add_scanned_rules(sheet, partial(_draw, page))
            if found := list(find_notes(page)):
                notes[index + 1] = found
        finally:
            page.close()
        characters += len(sheet.glyphs)
        if characters > POLICY.max_characters:
            raise UnreadableDocumentError(
                f"{name}: PDF 有超过 {POLICY.max_characters // 10_000} 万个字，县级方案不会这么长",
                hint="请把其中的方案拆成单独的文件",
            )
        marks.append(mark_page(sheet, ruled=ruled))
        flow = read_page(sheet)
        flows.append(flow)
        evidence.append(weigh_page(sheet, flow))
    return flows, evidence, marks


def _render(pdf: Any, number: int) -> tuple[Any, float]:
    """Return the picture of a page as rows of blue, green and red, and the page's width in points."""
    page = pdf[number - 1]
    try:
        return _draw(page), page.get_width()
    finally:
        page.close()


def _draw(page: Any) -> Any:
    scale = POLICY.scan_dpi / 72
    most = (POLICY.max_pixels / max(page.get_width() * page.get_height(), 1.0)) ** 0.5
    bitmap = page.render(scale=min(scale, most), rev_byteorder=False)
    picture = bitmap.to_numpy().copy()
    bitmap.close()
    return picture[:, :, :3] if picture.ndim == 3 else picture
