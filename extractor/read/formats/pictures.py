"""In: the bytes of a picture that stands within a text. Out: what it holds, or the remark that it was not read.

A scoring table is often pasted as a picture. Where OCR is installed the picture is recognised like a page; else the
reader of the results is told where a picture stands. Not handled: photographs, drawings (they give no words).
"""

from __future__ import annotations

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document
from extractor.model.problem import Severity
from extractor.read.flow import Inset, Remark
from extractor.read.ocr.detection import INSTALL
from extractor.read.policy import POLICY


class PictureReader:
    """Reads the pictures of one document, and no more of them than the policy allows."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def read(self, content: bytes | None, label: str = "") -> Inset | Remark:
        """Return what a picture holds; `label` is how the document calls it."""
        from extractor.read.ocr import engine

        self._count += 1
        named = f"第 {self._count} 幅图片" + (f"（{label[:40]}）" if label else "")
        if content is None:
            return _unread(named, "图片文件不在其中", "its file is not here")
        if self._count > POLICY.max_insets:
            return _unread(named, f"只识别前 {POLICY.max_insets} 幅", "too many pictures")
        if not engine.is_installed():
            return _unread(named, INSTALL, "text recognition is not installed")
        from extractor.read.formats.image import read_image

        try:
            source = read_image(Document("picture", f"{self._name} {named}", content))
        except UnreadableDocumentError as error:
            return _unread(named, error.message.partition(": ")[2], "it cannot be read")
        if not source.text.strip():
            return _unread(named, "没有认出文字", "no words were recognised in it")
        return Inset(source)


def _unread(named: str, why: str, why_en: str) -> Remark:
    return Remark(
        "picture-not-read",
        Severity.WARNING,
        f"此处有{named}，没有读出其中的内容：{why}",
        f"A picture stands here that was not read: {why_en}",
    )
