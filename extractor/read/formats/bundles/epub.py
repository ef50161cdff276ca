"""In: a `Document` whose bytes are an EPUB. Out: its `Source`: the pages of the book in reading order.

An EPUB is web pages in an archive with a list of their order; the reader of web pages does the rest (ebooklib is AGPL).
Not handled: books with rights management, which come out damaged and are told.
"""

from __future__ import annotations

from urllib.parse import unquote

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.read.flow import Block, Inset, count_blocks, lay_blocks
from extractor.read.formats.archive import Archive, walk
from extractor.read.formats.bundles.parts import not_read
from extractor.read.formats.web.html import read_html
from extractor.read.policy import POLICY


def read_epub(document: Document) -> Source:
    """Return the words of a book.

    Raises UnreadableDocumentError where it is damaged or names no page.
    """
    archive = Archive(document)
    container = archive.parse("META-INF/container.xml")
    package = next((unquote(item.get("full-path", "")) for item in walk(container, "rootfile")), "")
    root = archive.parse(archive.resolve("", package))
    pages = {
        item.get("id", ""): archive.resolve(package, unquote(item.get("href", "")))
        for item in walk(root, "item")
        if "html" in item.get("media-type", "") and item.get("properties") != "nav"
    }
    order = [pages[ref] for item in walk(root, "itemref") if (ref := item.get("idref", "")) in pages]
    if not order:
        raise UnreadableDocumentError(f"{document.name}: 电子书里没有列出任何一页", hint="请另存为 PDF 或文本")
    blocks: list[Block] = []
    for path in dict.fromkeys(order[: POLICY.max_pages]):
        try:
            blocks.append(Inset(read_html(Document("page", path, archive.read(path)))))
        except UnreadableDocumentError as error:
            blocks.append(not_read(path, error.message.removeprefix(f"{path}: "), "it cannot be read"))
    return lay_blocks(count_blocks(blocks, document.name)).build(document, "application/epub+zip", "epub", None)
