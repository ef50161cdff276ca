"""In: a `Document`. Out: the reader that its bytes ask for, whatever its name says.

A reader is one file with one function `read_<format>(document) -> Source`, loaded when it is first wanted. Others can
be added by a package that offers a `Reader` in the entry point group `extractor.readers`; they are asked first, for
any content, text too, and what goes wrong in them is told with their name. Not handled: what a reader does inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from extractor.errors import ExtractorError, UnreadableDocumentError, UsageError
from extractor.language.needs import compile_late
from extractor.model.paper.document import Document, Source

WORD_PART = compile_late(r"word/document\d*\.xml")
ENTRY = re.compile(rb"PK\x03\x04.{22}..\x00\x00([\x20-\x7e]{3,80}?)(?=[^\x20-\x7e]|$)", re.DOTALL)
"""The head of a member of a ZIP archive whose list of members is cut off."""

GROUP = "extractor.readers"
HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF87a", b"GIF89a")
# <!DOCTYPE html>, <html>, <head>, <meta>, <table … at the start, after a BOM, comments or an XML declaration
OPENING = rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<"
PAGE = re.compile(
    OPENING + rb"(?:!doctype\s+html|html|head|body|meta|title|table|div|p[\s>]|center)", re.IGNORECASE | re.DOTALL
)
# <h1>关于…的实施意见</h1><p>…</p><p>…: the text of a page, cut out of it
FRAGMENT = re.compile(
    OPENING + rb"(?:h[1-6]|span|font|section|article|main|style|script|ul|ol|strong|b|br)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
BLOCK_END = re.compile(rb"</(?:p|div|td|tr|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
LEAST_BLOCKS = 3
"""Ends of paragraphs or cells in the first bytes that make tagged text a page."""
# a web page saved as UTF-16
WIDE_PAGE = re.compile(rb"^(?:\xff\xfe|\xfe\xff)(?:[\s\0])*\0?<\0?[!hH]", re.DOTALL)
KNOWN_OTHERS = (
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "请另存为 PDF"),
    ("xl/workbook.bin", "Excel 二进制工作簿（.xlsb）", "请另存为 .xlsx"),
)
PACKED = (
    (b"Rar!\x1a\x07", "RAR 压缩包", "请先解压，或重新压缩为 .zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请先解压，或重新压缩为 .zip"),
    (b"\x1f\x8b", "gzip 压缩文件", "请先解压"),
)
BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
EMPTY_ZIP = b"PK\x05\x06"
WORD_STREAM = "WordDocument".encode("utf-16-le")
DIRECTORY = 4 * 1024 * 1024
"""bytes at a compound file's start and end in which its list of streams stands"""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, how its bytes are known, and where its function is ("module:function").

    >>> Reader("pdf", is_pdf, "extractor.read.formats.pdf:read_pdf").kind
    'pdf'
    """

    kind: str
    matches: Callable[[bytes], bool]
    target: str
    package: str = ""
    """the package that offers it, "" for our own"""

    def load(self) -> Callable[[Document], Source]:
        """Import the reader's function."""
        module, _, name = self.target.partition(":")
        function: Callable[[Document], Source] = getattr(import_module(module), name)
        return function

    def read(self, document: Document) -> Source:
        """Read `document`; whatever a parser raises becomes one line with the file, and with the package it came from.

        Raises UnreadableDocumentError.
        """
        try:
            source = self.load()(document)
        except ExtractorError:
            raise
        except RecursionError:
            raise UnreadableDocumentError(
                f"{document.name}: 内容嵌套过深（{self.kind}）", hint="文件可能有害，请向发布单位索取原件"
            ) from None
        except MemoryError:
            raise UnreadableDocumentError(f"{document.name}: 读取时内存不足", hint="请拆分后再试") from None
        except Exception as error:  # noqa: BLE001 - parsers raise whatever damaged bytes make them meet
            said = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
            hint = f"请联系插件 {self.package} 的作者" if self.package else "文件可能已损坏，请打开后另存"
            raise UnreadableDocumentError(
                f"{document.name}: {self._blame()}读不了此文件（{said}）", hint=hint
            ) from None
        if self.package and not isinstance(source, Source):
            raise UnreadableDocumentError(
                f"{document.name}: {self._blame()}没有给出 Source（给的是 {type(source).__name__}）",
                hint=f"请联系插件 {self.package} 的作者",
            )
        return source

    def _blame(self) -> str:
        return f"插件 {self.package} 的读取器 {self.kind} " if self.package else f"按 {self.kind} 格式"


def is_pdf(content: bytes) -> bool:
    """A PDF's mark stands within its first kilobyte, mostly at once."""
    return b"%PDF-" in content[:1024]


def is_docx(content: bytes) -> bool:
    """A ZIP archive that holds a Word document."""
    return "word/document.xml" in zip_names(content) or any(WORD_PART.match(n) for n in zip_names(content))


def is_ofd(content: bytes) -> bool:
    """A ZIP archive with OFD.xml at its root."""
    return "OFD.xml" in zip_names(content)


def is_xlsx(content: bytes) -> bool:
    """A ZIP archive that holds an Excel workbook."""
    return "xl/workbook.xml" in zip_names(content)


def is_opendocument(content: bytes) -> bool:
    """A ZIP archive that holds an OpenDocument text or sheet, or the same as one XML file."""
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        return b"<office:document" in content[:HEAD]
    names = zip_names(content)
    return "content.xml" in names and ("mimetype" in names or "META-INF/manifest.xml" in names)


def is_epub(content: bytes) -> bool:
    """A ZIP archive that holds a book of web pages."""
    return "META-INF/container.xml" in zip_names(content)


def is_zipped(content: bytes) -> bool:
    """A ZIP archive of files, or of none; none of the formats that are archives themselves."""
    names = zip_names(content)
    return content.startswith(EMPTY_ZIP) or (bool(names) and not any(mark in names for mark, _, _ in KNOWN_OTHERS))


def is_xls(content: bytes) -> bool:
    """A compound file that holds an old Excel workbook."""
    if not content.startswith(OLE):
        return False
    listed = content[:DIRECTORY] + content[-DIRECTORY:] if len(content) > 2 * DIRECTORY else content
    return WORD_STREAM not in listed and any(stream in listed for stream in BOOK_STREAMS)


def is_mail(content: bytes) -> bool:
    """Text that begins with the head of a mail."""
    from extractor.read.formats.bundles.mail import is_mail

    return b":" in content[:200] and is_mail(content)


def is_csv(content: bytes) -> bool:
    """Text whose lines all have the same number of cells."""
    start = content[:HEAD]
    if start.count(b",") + start.count(b";") + start.count(b"\t") * (b'"' in start) < 3:
        return False
    from extractor.read.encodings import decode
    from extractor.read.formats.sheets.csv import find_separator

    try:
        return find_separator(decode(content, "")[0]) is not None
    except UnreadableDocumentError:
        return False


def is_office(content: bytes) -> bool:
    """A compound file (.doc, .wps), RTF, or what Word 2003 wrote as XML."""
    return content.startswith((OLE, b"{\\rtf")) or (content.startswith(b"<?xml") and b"Word.Document" in content[:HEAD])


def is_image(content: bytes) -> bool:
    """PNG, JPEG, TIFF, BMP, GIF or WebP."""
    return content.startswith(PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP")


def is_html(content: bytes) -> bool:
    """Text that begins as a web page does; tags left in a text (`<p>` in a cell) make no page."""
    head = content[:HEAD]
    if PAGE.match(head) or WIDE_PAGE.match(head):
        return True
    return bool(FRAGMENT.match(head)) and len(BLOCK_END.findall(content[: 4 * HEAD])) >= LEAST_BLOCKS


def is_plain(_content: bytes) -> bool:
    """Whatever is left is tried as text; its reader refuses what is none."""
    return True


MARKED = (
    Reader("pdf", is_pdf, "extractor.read.formats.pdf:read_pdf"),
    Reader("docx", is_docx, "extractor.read.formats.word.docx:read_docx"),
    Reader("ofd", is_ofd, "extractor.read.formats.ofd:read_ofd"),
    Reader("xlsx", is_xlsx, "extractor.read.formats.sheets.xlsx:read_xlsx"),
    Reader("opendocument", is_opendocument, "extractor.read.formats.opendocument:read_opendocument"),
    Reader("epub", is_epub, "extractor.read.formats.bundles.epub:read_epub"),
    Reader("zipped", is_zipped, "extractor.read.formats.bundles.zipped:read_zipped"),
    Reader("xls", is_xls, "extractor.read.formats.sheets.xls:read_xls"),
    Reader("office", is_office, "extractor.read.formats.word.office:read_office"),
    Reader("image", is_image, "extractor.read.formats.image:read_image"),
)
"""readers of formats that are known by their first bytes, in the order in which they are asked"""
LOOSE = (
    Reader("html", is_html, "extractor.read.formats.web.html:read_html"),
    Reader("mail", is_mail, "extractor.read.formats.bundles.mail:read_mail"),
    Reader("csv", is_csv, "extractor.read.formats.sheets.csv:read_csv"),
    Reader("plain", is_plain, "extractor.read.plain:read_plain"),
)
"""readers of text, the last of which takes whatever is left"""


def find_reader(document: Document) -> Reader:
    """Return the first reader whose mark the bytes bear.

    Raises UnreadableDocumentError for an empty file and for archives that hold something else.
    """
    content = document.content
    if not content.strip(b"\0\t\r\n "):
        raise UnreadableDocumentError(
            f"{document.name}: 文件是空的（{len(content)} 字节）", hint="请重新下载或另存该文件"
        )
    for reader in load_plugins():
        if _asks_for(reader, document):
            return reader
    for reader in (*MARKED, *LOOSE):
        if reader.matches(content):
            if reader.kind == "plain":
                _refuse_archive(document)
            return reader
    raise UnreadableDocumentError(f"{document.name}: 无法识别的文件格式", hint="请另存为 PDF、Word 或文本")


def _asks_for(reader: Reader, document: Document) -> bool:
    """Ask a plugin whether the document is of its format."""
    try:
        return bool(reader.matches(document.content))
    except Exception as error:  # noqa: BLE001 - another package's mistake is told with its name
        raise UnreadableDocumentError(
            f"{document.name}: 插件 {reader.package} 的读取器 {reader.kind} 判断格式时出错（{type(error).__name__}）",
            hint="请联系其作者，或卸载该插件",
        ) from None


@cache
def load_plugins() -> tuple[Reader, ...]:
    """Return the readers that installed packages offer, by name."""
    from importlib.metadata import entry_points

    found: list[Reader] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        package = point.dist.name if point.dist is not None else point.value.partition(":")[0]
        try:
            reader = point.load()
        except Exception as error:  # noqa: BLE001 - another package's mistake is told with its name
            raise UsageError(
                f"插件 {package} 的读取器 {point.name} 装不上（{type(error).__name__}: {error}）",
                hint="请联系其作者，或卸载该插件",
            ) from None
        if not isinstance(reader, Reader):
            raise UsageError(f"插件 {package} 的 {point.name} 不是 extractor.Reader", hint="请联系其作者，或卸载该插件")
        found.append(replace(reader, package=package))
    return tuple(found)


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
        found = ENTRY.findall(content)
        return frozenset(_known_name(name.decode("ascii")) for name in found[:1000])


def _known_name(name: str) -> str:
    known = ("word/document.xml", "OFD.xml", "xl/workbook.xml", "content.xml", "mimetype", "META-INF/container.xml")
    return next((mark for mark in known if name.startswith(mark)), name)


def _refuse_archive(document: Document) -> None:
    """Name what an archive holds rather than call it no text."""
    for start, kind, hint in PACKED:
        if document.content.startswith(start):
            raise UnreadableDocumentError(f"{document.name}: 这是 {kind}，不在支持之列", hint=hint)
    if not document.content.startswith(b"PK\x03\x04"):
        return
    names = zip_names(document.content)
    for mark, kind, hint in KNOWN_OTHERS:
        if mark in names:
            raise UnreadableDocumentError(f"{document.name}: 这是 {kind}，不在支持之列", hint=hint)
    raise UnreadableDocumentError(
        f"{document.name}: 这是压缩包（{len(names)} 个文件），已损坏或不能识别",
        hint="请重新下载，或先解压，再读取其中的文件",
    )
