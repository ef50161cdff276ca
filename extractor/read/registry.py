"""In: a `Document`. Out: the reader that its bytes ask for, whatever its name says.

A reader is one file with one function `read_<format>(document) -> Source`, loaded when it is first wanted. Others can
be added by a package that offers a `Reader` in the entry point group `extractor.readers`; they are asked after the
formats that are known by their first bytes, and only for bytes that are no text: looking for packages takes longer
than reading a plan's text. Not handled: formats inside archives other than Word and OFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from extractor.errors import UnreadableDocumentError
from extractor.model.document import Document, Source

GROUP = "extractor.readers"
HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF87a", b"GIF89a")
# <!DOCTYPE html>, <html>, <head>, <meta>, <table … at the start, after a BOM, comments or an XML declaration
PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p[\s>]|center)",
    re.IGNORECASE | re.DOTALL,
)
# a web page saved as UTF-16
WIDE_PAGE = re.compile(rb"^(?:\xff\xfe|\xfe\xff)(?:[\s\0])*\0?<\0?[!hH]", re.DOTALL)
# bytes that no text has: most controls; zero bytes may come of UTF-16, so they count as well
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
KNOWN_OTHERS = (
    ("xl/workbook.xml", "Excel 工作簿", "请把方案所在的工作表另存为 PDF 或文本"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "请另存为 PDF"),
    ("content.xml", "OpenDocument 文件", "请另存为 .docx 或 PDF"),
    ("META-INF/container.xml", "EPUB 电子书", "请另存为 PDF 或文本"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, how its bytes are known, and where its function is ("module:function").

    >>> Reader("pdf", is_pdf, "extractor.read.formats.pdf:read_pdf").kind
    'pdf'
    """

    kind: str
    matches: Callable[[bytes], bool]
    target: str

    def load(self) -> Callable[[Document], Source]:
        """Import the reader's function."""
        module, _, name = self.target.partition(":")
        function: Callable[[Document], Source] = getattr(import_module(module), name)
        return function


def is_pdf(content: bytes) -> bool:
    """A PDF's mark stands within its first kilobyte, mostly at once."""
    return b"%PDF-" in content[:1024]


def is_docx(content: bytes) -> bool:
    """A ZIP archive that holds a Word document."""
    return "word/document.xml" in zip_names(content) or any(
        re.match(r"word/document\d*\.xml", n) for n in zip_names(content)
    )


def is_ofd(content: bytes) -> bool:
    """A ZIP archive with OFD.xml at its root."""
    return "OFD.xml" in zip_names(content)


def is_office(content: bytes) -> bool:
    """A compound file (.doc, .wps, .et) or RTF."""
    return content.startswith((OLE, b"{\\rtf"))


def is_image(content: bytes) -> bool:
    """PNG, JPEG, TIFF, BMP, GIF or WebP."""
    return content.startswith(PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP")


def is_html(content: bytes) -> bool:
    """Text that begins as a web page does; tags left in a text (`<p>` in a cell) make no page."""
    return bool(PAGE.match(content[:HEAD]) or WIDE_PAGE.match(content[:HEAD]))


def is_plain(_content: bytes) -> bool:
    """Whatever is left is tried as text; its reader refuses what is none."""
    return True


MARKED = (
    Reader("pdf", is_pdf, "extractor.read.formats.pdf:read_pdf"),
    Reader("docx", is_docx, "extractor.read.formats.word.docx:read_docx"),
    Reader("ofd", is_ofd, "extractor.read.formats.ofd:read_ofd"),
    Reader("office", is_office, "extractor.read.formats.word.office:read_office"),
    Reader("image", is_image, "extractor.read.formats.image:read_image"),
)
"""readers of formats that are known by their first bytes, in the order in which they are asked"""
LOOSE = (
    Reader("html", is_html, "extractor.read.formats.web.html:read_html"),
    Reader("plain", is_plain, "extractor.read.plain:read_plain"),
)
"""readers of text, asked after those of other packages"""


def find_reader(document: Document) -> Reader:
    """Return the first reader whose mark the bytes bear.

    Raises UnreadableDocumentError for an empty file and for archives that hold something else.
    """
    content = document.content
    if not content.strip(b"\0\t\r\n "):
        raise UnreadableDocumentError(
            f"{document.name}: 文件是空的（{len(content)} 字节）", hint="请重新下载或另存该文件"
        )
    for reader in MARKED:
        if reader.matches(content):
            return reader
    others = load_plugins() if BINARY.search(content[:HEAD]) else ()
    for reader in (*others, *LOOSE):
        if reader.matches(content):
            if reader.kind == "plain":
                _refuse_archive(document)
            return reader
    raise UnreadableDocumentError(f"{document.name}: 无法识别的文件格式", hint="请另存为 PDF、Word 或文本")


@cache
def load_plugins() -> tuple[Reader, ...]:
    """Return the readers that installed packages offer, by name."""
    from importlib.metadata import entry_points

    offered = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(reader for point in offered if isinstance(reader := point.load(), Reader))


def zip_names(content: bytes) -> frozenset[str]:
    """Return the names in a ZIP archive; of a truncated one, those that its local headers still tell."""
    return _zip_names(content) if content.startswith(b"PK\x03\x04") else frozenset()


def _zip_names(content: bytes) -> frozenset[str]:
    import io
    import struct
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(name.lstrip("/") for name in archive.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, EOFError, OSError, OverflowError):
        found = re.findall(rb"PK\x03\x04.{22}..\x00\x00([\x20-\x7e]{3,80}?)(?=[^\x20-\x7e]|$)", content, re.DOTALL)
        return frozenset(_known_name(name.decode("ascii")) for name in found[:1000])


def _known_name(name: str) -> str:
    return next((known for known in ("word/document.xml", "OFD.xml") if name.startswith(known)), name)


def _refuse_archive(document: Document) -> None:
    """Name what an archive holds rather than call it no text."""
    if not document.content.startswith(b"PK\x03\x04"):
        return
    names = zip_names(document.content)
    for mark, kind, hint in KNOWN_OTHERS:
        if mark in names:
            raise UnreadableDocumentError(f"{document.name}: 这是 {kind}，不在支持之列", hint=hint)
    raise UnreadableDocumentError(
        f"{document.name}: 这是压缩包（{len(names)} 个文件），其中没有 Word 或 OFD 文档",
        hint="请先解压，再读取其中的文件",
    )
