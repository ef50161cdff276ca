"""In: a `Document` whose bytes are an archive of documents (.zip). Out: its `Source`, each file a part.

The files of one archive are one plan: notice, body, annexes. Not handled: RAR and 7z, which are named.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.read.flow import Block, Inset, Remark, count_blocks, lay_blocks
from extractor.read.formats.archive import Archive
from extractor.read.formats.bundles.parts import not_read, read_parts

PASSED_OVER = (".", "~$", "__MACOSX", "Thumbs.db", "desktop.ini")


def read_zipped(document: Document) -> Source:
    """Return the words of the files in an archive.

    Raises UnreadableDocumentError where it is damaged, encrypted, too large, or nothing in it can be read.
    """
    archive = Archive(document)
    files: list[tuple[str, bytes]] = []
    broken: list[Remark] = []
    for name, member in archive.names.items():
        if member.is_dir() or any(part.startswith(PASSED_OVER) for part in PurePosixPath(name).parts):
            continue
        shown = name if member.flag_bits & 0x800 else _readable(name)
        try:
            files.append((shown, archive.read(name)))
        except UnreadableDocumentError as error:
            broken.append(not_read(shown, error.message.removeprefix(f"{document.name}: "), "it is damaged"))
    blocks: list[Block] = [*read_parts(files), *broken]
    if not any(isinstance(block, Inset) for block in blocks):
        told = [block.message for block in blocks if isinstance(block, Remark)]
        why = told[0] if told else "里面没有文件"
        raise UnreadableDocumentError(
            f"{document.name}: 压缩包（{len(files) + len(broken)} 个文件）里没有读出任何文档：{why}",
            hint="请解压后逐个读取",
        )
    return lay_blocks(count_blocks(blocks, document.name)).build(document, "application/zip", "zip", None)


def _readable(name: str) -> str:
    """Return a name that was packed on Chinese Windows, which says nothing of its encoding.

    >>> _readable("方案.docx".encode("gbk").decode("cp437"))
    '方案.docx'
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
