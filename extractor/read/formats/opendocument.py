"""In: a `Document` whose bytes are an OpenDocument text or sheet (.odt, .ods, .fodt, .fods). Out: its `Source`.

The words that a cell shows stand in the file, so that a small reader of its own is enough; odfpy (2020, GPL or Apache)
would give no more. Numbers of lists are written as their style says. Not handled: drawings, which are told, and
tracked changes, which are read as accepted and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import Block, FlowTable, Inset, Remark, count_blocks, lay_blocks
from extractor.read.formats.archive import Archive, local_name, parse_xml, walk
from extractor.read.formats.pictures import PictureReader
from extractor.read.formats.sheets.rows import SheetRows, check_size, read_sheets
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.word.blocks import open_revisions
from extractor.read.formats.word.numbering import write_number
from extractor.read.formats.word.tables import inner_rows, nested_table
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Run

MEDIA_TYPE = "application/vnd.oasis.opendocument."
SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "table-of-content", "note-citation",
     "alphabetical-index", "variable-decls", "user-field-decls"}
)  # fmt: skip
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
           "一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified"}  # fmt: skip
OUTLINE = "outline-style"
NUMBERED = frozenset({"list-level-style-number", "outline-level-style"})
HEADINGS = {"1": 22.0, "2": 16.0}


def read_opendocument(document: Document) -> Source:
    """Return the words of an OpenDocument file.

    Raises UnreadableDocumentError where the archive is damaged, encrypted or too large.
    """
    archive: Archive | None = None
    styles = root = None
    if document.content.startswith(b"PK"):
        archive = Archive(document)
        root = archive.parse("content.xml")
        styles = archive.parse("styles.xml") if "styles.xml" in archive.names else None
    else:
        root = parse_xml(document.content, document.name, document.name)
    sheet = next(walk(root, "spreadsheet"), None)
    if sheet is not None:
        sheets = [_read_sheet(table, document.name) for table in sheet if local_name(table) == "table"]
        blocks = count_blocks(read_sheets(sheets, document.name), document.name)
        return lay_blocks(blocks).build(document, f"{MEDIA_TYPE}spreadsheet", "ods", None)
    body = next(walk(root, "text"), None)
    reader = _OpenDocumentReader(archive, [part for part in (styles, root) if part is not None], document.name)
    blocks = count_blocks(reader.read(body), document.name) if body is not None else []
    changed = sum(1 for _ in walk(root, "changed-region"))
    layer = lay_blocks([*blocks, *([open_revisions(changed)] if changed else [])])
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    return layer.build(document, f"{MEDIA_TYPE}text", "odt", None)


def _read_sheet(table: ET.Element, name: str) -> SheetRows:
    """Return a sheet; cells and rows that are repeated to the sheet's end are blank and left out."""
    sheet = SheetRows(_get(table, "name") or "")
    for row in walk(table, "table-row"):
        cells: list[str] = []
        for cell in row:
            kind = local_name(cell)
            if kind not in {"table-cell", "covered-table-cell"}:
                continue
            text = "\n".join("".join(_words(line)) for line in cell if local_name(line) == "p")
            if text and kind == "table-cell":
                tall, wide = (_whole(_get(cell, f"number-{part}-spanned")) for part in ("rows", "columns"))
                if tall * wide > 1:
                    at = len(sheet.rows), len(cells)
                    sheet.merged.append((*at, at[0] + tall - 1, at[1] + wide - 1))
            cells.extend([text] * min(_whole(_get(cell, "number-columns-repeated")), POLICY.max_span if text else 64))
        while cells and not cells[-1]:
            cells.pop()
        repeated = _whole(_get(row, "number-rows-repeated")) if cells else 1
        check_size(len(sheet.rows) + repeated, len(cells), name)
        sheet.rows.extend(list(cells) for _ in range(repeated))
    return sheet


class _OpenDocumentReader:
    """Reads the body of a text."""

    def __init__(self, archive: Archive | None, roots: list[ET.Element], name: str) -> None:
        self._archive = archive
        self._pictures = PictureReader(name)
        self._styles = {_get(style, "name") or "": style for root in roots for style in walk(root, "list-style")}
        outline = next((style for root in roots for style in walk(root, "outline-style")), None)
        if outline is not None:
            self._styles[OUTLINE] = outline
        self._numbers: dict[tuple[str, int], int] = {}

    def read(self, parent: ET.Element, *, style: str = "", depth: int = 0) -> Iterator[Block]:
        """Yield the blocks below `parent`."""
        for item in parent:
            kind = local_name(item)
            if kind in {"p", "h"}:
                yield from self._read_line(item, "")
            elif kind == "list":
                yield from self._read_list(item, _get(item, "style-name") or style, depth)
            elif kind == "table":
                yield from self._read_table(item)
            elif kind not in SKIPPED:
                yield from self.read(item, style=style, depth=depth)

    def _read_line(self, line: ET.Element, number: str) -> Iterator[Block]:
        text = "".join(_words(line))
        if local_name(line) == "h" and not number and text.strip() and _get(line, "is-list-header") != "true":
            number = self._number(OUTLINE, _whole(_get(line, "outline-level")) - 1)
        size = HEADINGS.get(_get(line, "outline-level") or "") if local_name(line) == "h" else None
        for index, part in enumerate(text.split("\n")):
            yield Paragraph((number if index == 0 and part.strip() else "") + part.strip(), size)
        for box in walk(line, "text-box"):
            yield from self.read(box)
        for image in walk(line, "image"):
            yield self._read_image(_link(image))

    def _read_image(self, target: str) -> Inset | Remark:
        known = self._archive is not None and target in self._archive.names
        return self._pictures.read(self._archive.read(target) if self._archive is not None and known else None)

    def _read_list(self, parent: ET.Element, style: str, depth: int) -> Iterator[Block]:
        if _get(parent, "continue-numbering") != "true" and depth > 0:
            self._numbers.pop((style, depth), None)
        for item in parent:
            if local_name(item) not in {"list-item", "list-header"}:
                continue
            number = self._number(style, depth) if local_name(item) == "list-item" else ""
            for line in item:
                if local_name(line) in {"p", "h"}:
                    yield from self._read_line(line, number)
                    number = ""
                elif local_name(line) == "list":
                    yield from self._read_list(line, _get(line, "style-name") or style, depth + 1)

    def _number(self, style: str, depth: int) -> str:
        levels = self._styles.get(style)
        level = next(
            (item for item in levels if _get(item, "level") == str(depth + 1)), None
        ) if levels is not None else None  # fmt: skip
        if level is None or local_name(level) not in NUMBERED or not _get(level, "num-format"):
            return ""
        key = style, depth
        self._numbers[key] = self._numbers.get(key, _whole(_get(level, "start-value")) - 1) + 1
        if style == OUTLINE:  # a heading begins those below it anew
            for deeper in [other for other in self._numbers if other[0] == style and other[1] > depth]:
                del self._numbers[deeper]
        form = FORMATS.get(_get(level, "num-format") or "1", "decimal")
        shown = range(max(depth + 1 - _whole(_get(level, "display-levels")), 0), depth + 1)
        printed = ".".join(write_number(self._numbers.get((style, at), 1), form) for at in shown)
        return f"{_get(level, 'num-prefix') or ''}{printed}{_get(level, 'num-suffix') or ' '}"

    def _read_table(self, table: ET.Element) -> Iterator[Block]:
        found = FlowTable(0)
        for row in _own_rows(table):
            column = 0
            for cell in row:
                if local_name(cell) == "table-cell":
                    blocks = list(self.read(cell))
                    runs = [Run(block.text) for block in blocks if isinstance(block, Paragraph) and block.text]
                    for inner in (block for block in blocks if isinstance(block, FlowTable)):
                        runs.extend(inner_rows(inner))
                        found.remarks.append((found.rows, column, nested_table(inner)))
                    tall, wide = (_whole(_get(cell, f"number-{part}-spanned")) for part in ("rows", "columns"))
                    wide = min(wide, POLICY.max_span)
                    found.cells.append(LaidCell(found.rows, column, tuple(runs), tall, wide, apart=True))
                column += min(_whole(_get(cell, "number-columns-repeated")), POLICY.max_span)
            found.columns = max(found.columns, column)
            found.rows += 1
        if found.cells:
            yield found


def _own_rows(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows of a table, those of a table within a cell left out."""
    for item in table:
        kind = local_name(item)
        if kind == "table-row":
            yield item
        elif kind in {"table-rows", "table-header-rows", "table-row-group"}:
            yield from _own_rows(item)


def _words(element: ET.Element) -> Iterator[str]:
    """Yield the printed words below `element`; boxes and notes stand for themselves."""
    yield element.text or ""
    for item in element:
        kind = local_name(item)
        if kind == "s":
            yield " " * min(_whole(_get(item, "c")), 100)
        elif kind == "tab":
            yield " "
        elif kind == "line-break":
            yield "\n"
        elif kind not in SKIPPED and kind not in {"frame", "custom-shape", "ruby-text"}:
            yield from _words(item)
        yield item.tail or ""


def _get(element: ET.Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _link(image: ET.Element) -> str:
    return _get(image, "href") or ""


def _whole(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() and len(text) < 8 else 1
