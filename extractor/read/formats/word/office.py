"""In: a `Document` whose bytes are .doc, .wps or RTF. Out: its `Source`, by way of the .docx that LibreOffice makes.

LibreOffice runs apart, in a folder of its own that is thrown away, without macros and links, within a time limit.
Not handled: files that LibreOffice cannot open; machines without it get one clear line.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from extractor.bounds.watch import allow_more
from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.read.formats.word.docx import read_docx
from extractor.read.policy import POLICY

PROGRAMS = ("soffice", "libreoffice")
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
MEDIA_TYPES = {".doc": "application/msword", ".rtf": "application/rtf", ".xml": "application/msword"}


def read_office(document: Document) -> Source:
    """Return the text of an older Word or WPS file.

    Raises UnreadableDocumentError where LibreOffice is not installed or cannot convert the file.
    """
    program = find_program()
    if program is None:
        raise UnreadableDocumentError(
            f"{document.name}: 这是旧版 Word 或 WPS 文件，读取它需要 LibreOffice",
            hint="请安装 LibreOffice（Debian: apt-get install libreoffice-writer-nogui），或另存为 .docx",
        )
    start = document.content[:5]
    suffix = ".rtf" if start == b"{\\rtf" else ".xml" if start == b"<?xml" else ".doc"
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        content = _convert(program, Path(folder), suffix, document)
    source = read_docx(replace(document, content=content))
    return replace(source, document=document, media_type=MEDIA_TYPES[suffix], how=f"libreoffice/{source.how}")


def find_program() -> str | None:
    """Return LibreOffice's program, where it is installed."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def _convert(program: str, folder: Path, suffix: str, document: Document) -> bytes:
    given = folder / f"document{suffix}"
    given.write_bytes(document.content)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(given),
    ]  # fmt: skip
    allow_more(POLICY.office_seconds)
    try:
        subprocess.run(  # noqa: S603 - a fixed command, the file under a name of our own
            command, check=False, capture_output=True, timeout=POLICY.office_seconds, cwd=folder
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocumentError(
            f"{document.name}: LibreOffice 在 {POLICY.office_seconds:.0f} 秒内未能转换此文件",
            hint="请另存为 .docx 或 PDF",
        ) from None
    made = folder / "document.docx"
    if not made.exists():
        raise UnreadableDocumentError(
            f"{document.name}: LibreOffice 未能转换此文件：文件可能已损坏或加密，或缺少其 Writer 组件",
            hint="请用原来的软件打开后另存为 .docx",
        )
    return made.read_bytes()
