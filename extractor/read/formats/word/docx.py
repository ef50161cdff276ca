"""In: a `Document` whose bytes are a Word file (OOXML). Out: its `Source`: paragraphs with printed numbers, tables.

Headers, footers, comments and field codes stay out; footnotes come last. Pictures are recognised where OCR is
installed, else told. python-docx is not used: it gives neither the numbers that Word prints, nor text boxes, nor
revisions, nor content controls. Not handled: pages (Word stores none).
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import Block, Inset, Remark, count_blocks, lay_blocks
from extractor.read.formats.archive import Archive, walk
from extractor.read.formats.bundles.parts import not_read, read_part
from extractor.read.formats.pictures import PictureReader
from extractor.read.formats.word.blocks import (
    CONTENTS_STYLE,
    BlockReader,
    WordStyles,
    contents_left_out,
    half_points,
    open_revisions,
)
from extractor.read.formats.word.drawings import Image
from extractor.read.formats.word.numbering import build_numbering, child, get
from extractor.read.policy import POLICY

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_docx(document: Document) -> Source:
    """Return the text of a Word file with its tables.

    Raises UnreadableDocumentError where the archive is damaged, encrypted, too large, or not what it should be.
    """
    archive = Archive(document)
    main = _find_main(archive)
    parts = _find_parts(archive, main)
    styles = archive.parse(parts["styles"]) if "styles" in parts else None
    numbering = archive.parse(parts["numbering"]) if "numbering" in parts else None
    loader = _ArchiveLoader(archive, main, document.name)
    reader = BlockReader(build_numbering(numbering, styles), _read_styles(styles), loader)
    body = child(archive.parse(main), "body")
    blocks: list[Block] = [] if body is None else count_blocks(reader.read_blocks(body), document.name)
    if "footnotes" in parts:
        for note in walk(archive.parse(parts["footnotes"]), "footnote"):
            if get(note, "type") is None:
                blocks.extend(reader.read_blocks(note))
    layer = lay_blocks(blocks)
    for count, build in ((reader.revisions, open_revisions), (reader.contents, contents_left_out)):
        if count:
            told = build(count)
            layer.add_problem(told.code, told.severity, told.message, told.message_en)
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    return layer.build(document, MEDIA_TYPE, "docx", None)


class _ArchiveLoader:
    """Finds pictures and files within by their relations: the first are recognised, the second read."""

    def __init__(self, archive: Archive, main: str, name: str) -> None:
        self._archive = archive
        self._main = main
        self._targets: dict[str, str] | None = None
        self._files = 0
        self._reader = PictureReader(name)

    def load_image(self, image: Image) -> Inset | Remark:
        """Return what the picture holds, or the remark that it was not read."""
        return self._reader.read(self._find(image.relation)[1])

    def load_file(self, relation: str | None, name: str) -> Inset | Remark:
        """Return what a file set into the text holds, or the remark that it was not read."""
        path, content = self._find(relation)
        shown = path.rpartition("/")[2] or name
        self._files += 1
        if self._files > POLICY.max_insets:  # one file may be named a thousand times
            return not_read(shown, f"只读前 {POLICY.max_insets} 个文件", "too many files")
        if content is None:
            return not_read(shown, "文件不在其中", "it is not there")
        return read_part(shown, content)

    def _find(self, relation: str | None) -> tuple[str, bytes | None]:
        if self._targets is None:
            self._targets = {
                relation.get("Id", ""): relation.get("Target", "")
                for relation in _relations(self._archive, self._main)
                if relation.get("TargetMode") != "External"
            }
        target = self._targets.get(relation or "")
        path = self._archive.resolve(self._main, target) if target else ""
        return path, self._archive.read(path) if path in self._archive.names else None


def _find_main(archive: Archive) -> str:
    """Return the main part, as the package's relations name it."""
    if "_rels/.rels" in archive.names:
        for relation in archive.parse("_rels/.rels").iter(RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return archive.resolve("", relation.get("Target", ""))
    return "word/document.xml"


def _relations(archive: Archive, main: str) -> list[ET.Element]:
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    return list(archive.parse(relations).iter(RELATION)) if relations in archive.names else []


def _find_parts(archive: Archive, main: str) -> dict[str, str]:
    """Return the parts that belong to the main one: styles, numbering, footnotes; links to the outside are ignored."""
    parts: dict[str, str] = {}
    for relation in _relations(archive, main):
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in {"styles", "numbering", "footnotes"} and relation.get("TargetMode") != "External":
            path = archive.resolve(main, relation.get("Target", ""))
            if path in archive.names:
                parts[kind] = path
    return parts


def _read_styles(styles: ET.Element | None) -> WordStyles:
    """Return the type size of each paragraph style, "" for the default, and the styles of a contents page."""
    found = WordStyles()
    if styles is None:
        return found
    found.sizes[""] = half_points(child(styles, "docDefaults", "rPrDefault", "rPr", "sz")) or 10.0
    for style in styles:
        key = get(style, "styleId") or ""
        size = half_points(child(style, "rPr", "sz"))
        if size:
            found.sizes[key] = size
        if CONTENTS_STYLE.match(get(child(style, "name"), "val") or ""):
            found.contents.add(key)
    return found
