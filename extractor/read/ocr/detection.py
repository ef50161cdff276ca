"""In: what each page of a PDF or OFD looked like. Out: which pages need OCR, and their sheets once it has read them.

A page's text is not believed where there is none, where it is a scanner's watermark that every page repeats
(扫描全能王 创建), or where its font does not say which characters it prints. Not handled: recognising itself (`ocr`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from extractor.bounds.policy import BOUNDS
from extractor.bounds.watch import allow_more
from extractor.errors import UnreadableDocumentError
from extractor.model.problem import Problem, Severity
from extractor.read.layout.page_model import PageFlow, PrintedPage
from extractor.read.policy import POLICY

INSTALL = "请安装文字识别组件：在本程序的源码文件夹里运行 pip install '.[ocr]'"
DRAWN = 150
"""a page without text but with so many drawn shapes has its words drawn as outlines"""


class PageEvidence(msgspec.Struct, frozen=True):
    """What speaks for or against a page's text layer."""

    page: int
    glyphs: int
    unmapped: int
    slanted: int
    picture: float
    drawn: int
    texts: tuple[str, ...]


class Outcome(msgspec.Struct):
    """The sheets that OCR gave by page number, and what went wrong."""

    sheets: dict[int, PrintedPage] = msgspec.field(default_factory=dict)
    problems: list[Problem] = msgspec.field(default_factory=list)


def weigh_page(sheet: PrintedPage, flow: PageFlow) -> PageEvidence:
    """Return what is needed to judge the page once all pages are known."""
    few = len(sheet.glyphs) < 4 * POLICY.few_glyphs
    texts = tuple(line.text.replace(" ", "") for line in flow.lines) if few else ()
    drawn = sheet.shapes
    return PageEvidence(sheet.page, len(sheet.glyphs), sheet.unmapped, sheet.slanted, sheet.picture, drawn, texts)


def find_scans(pages: Sequence[PageEvidence]) -> dict[int, str]:
    """Return the pages whose text is not believed, each with the reason: "picture", "outlines" or "unmapped".

    >>> find_scans([PageEvidence(n, 7, 0, 0, 0.9, 0, ("扫描全能王创建",)) for n in (1, 2)])
    {1: 'picture', 2: 'picture'}
    """
    repeated = Counter(text for page in pages for text in set(page.texts))
    scans: dict[int, str] = {}
    for page in pages:
        own = page.glyphs - sum(len(text) for text in page.texts if repeated[text] > 1)
        if page.glyphs and page.unmapped > POLICY.nonsense * page.glyphs:
            scans[page.page] = "unmapped"
        elif own < POLICY.few_glyphs and page.picture > 0.3:
            scans[page.page] = "picture"
        elif page.glyphs == 0 and page.drawn > DRAWN:
            scans[page.page] = "outlines"
    return scans


REASONS = {
    "picture": ("是扫描图像", "is a scanned picture"),
    "outlines": ("的文字被画成了曲线", "has its words drawn as outlines"),
    "unmapped": ("的字体没有 Unicode 映射，文字无法读出", "uses fonts without a Unicode map"),
}


def read_scans(
    render: Callable[[int], tuple[Any, float | None]], scans: Mapping[int, str], name: str, *, everything: bool
) -> Outcome:
    """Return the sheets that OCR reads from the pages `scans`; `render` gives a page's picture and its width in points.

    Raises UnreadableDocumentError where nothing of the document can be read because OCR is not installed.
    """
    outcome = Outcome()
    if not scans:
        return outcome
    from extractor.read.ocr import engine as ocr

    if not ocr.is_installed():
        if everything:
            reason = REASONS[next(iter(scans.values()))][0]
            raise UnreadableDocumentError(f"{name}: 文件{reason}，没有可用的文字层（{len(scans)} 页）", hint=INSTALL)
        outcome.problems.extend(_missing(page, reason) for page, reason in scans.items())
        return outcome
    reader = ocr.TextRecognizer()
    for page, reason in ocr.show_progress(scans.items(), name):
        allow_more(BOUNDS.recognition_seconds, BOUNDS.recognition_megabytes)
        picture, width = render(page)
        outcome.sheets[page] = reader.read(picture, page, width)
        if reason != "picture":
            outcome.problems.append(_replaced(page, reason))
    return outcome


def _missing(page: int, reason: str) -> Problem:
    zh, en = REASONS[reason]
    return Problem(
        "read", "page-needs-ocr", Severity.ERROR, None,
        f"第 {page} 页{zh}，未能读出；{INSTALL}",
        f"Page {page} {en} and was not read; run pip install '.[ocr]' in the checkout",
    )  # fmt: skip


def _replaced(page: int, reason: str) -> Problem:
    zh, en = REASONS[reason]
    return Problem(
        "read", "text-layer-replaced", Severity.WARNING, None,
        f"第 {page} 页{zh}，改用文字识别的结果",
        f"Page {page} {en}; its words were recognised from its picture",
    )  # fmt: skip
