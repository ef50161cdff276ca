"""In: a `Document` whose bytes are a picture of a page (PNG, JPEG, TIFF). Out: its `Source`, recognised by OCR.

Not handled: photographs taken at an angle.
"""

from __future__ import annotations

from extractor.bounds.policy import BOUNDS
from extractor.bounds.watch import allow_more
from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.layout.pages import read_page
from extractor.read.layout.paragraphs import lay_pages
from extractor.read.ocr import engine as ocr
from extractor.read.ocr.detection import INSTALL
from extractor.read.ocr.images import count_frames, decode_frames
from extractor.read.policy import POLICY

MEDIA_TYPES = {b"\x89P": "image/png", b"\xff\xd8": "image/jpeg", b"II": "image/tiff", b"MM": "image/tiff",
               b"BM": "image/bmp", b"GI": "image/gif", b"RI": "image/webp"}  # fmt: skip


def read_image(document: Document) -> Source:
    """Return the text of a scanned picture.

    Raises UnreadableDocumentError where the picture is damaged or too large, or OCR is not installed.
    """
    count = count_frames(document.content, document.name)
    if count > POLICY.max_pages:
        raise UnreadableDocumentError(
            f"{document.name}: 图像有 {count} 页，超过 {POLICY.max_pages} 页的上限", hint="请拆成单独的文件"
        )
    if not ocr.is_installed():
        raise UnreadableDocumentError(f"{document.name}: 文件是图像，没有文字层", hint=INSTALL)
    reader = ocr.TextRecognizer()
    allow_more(count * BOUNDS.recognition_seconds, BOUNDS.recognition_megabytes)
    frames = zip(range(1, count + 1), decode_frames(document.content, document.name), strict=False)
    flows = [read_page(reader.read(picture, page)) for page, picture in frames]
    layer = lay_pages(flows)
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "图像中没有认出文字", "No text was recognised in the picture")
    return layer.build(document, MEDIA_TYPES.get(document.content[:2], "image/unknown"), "ocr", count)
