"""In: a `Document` whose bytes are a Word file (OOXML). Out: its `Source`: paragraphs with printed numbers, tables.

Revisions are read as accepted; headers, footers, comments and field codes stay out; footnotes and text boxes come
last. Not handled: pictures, equations beyond their letters, pages (Word stores none).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from xml.etree import ElementTree as ET

from extractor.model.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.formats.archive import Archive, local_name, walk
from extractor.read.formats.docx_numbering import Numbering, build_numbering, child, get
from extractor.read.formats.split_titles import Paragraph, join_titles
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Layer, Run

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "rt",
     "object", "drawing", "pict", "Fallback", "proofErr", "bookmarkStart", "bookmarkEnd", "commentReference"}
)  # fmt: skip
SYMBOLS = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F0D8": "➢", "F06C": "●"}
TWIPS = 20.0
"""Word's lengths are twentieths of a point"""


@dataclass(slots=True)
class Table:
    """A table's cells by row and grid column."""

    columns: int
    rows: int = 0
    cells: list[LaidCell] = field(default_factory=list)


def read_docx(document: Document) -> Source:
    """Return the text of a Word file with its tables.

    Raises UnreadableDocumentError where the archive is damaged, encrypted, too large, or not what it should be.
    """
    archive = Archive(document)
    main = _find_main(archive)
    parts = _find_parts(archive, main)
    styles = archive.parse(parts["styles"]) if "styles" in parts else None
    numbering = archive.parse(parts["numbering"]) if "numbering" in parts else None
    reader = _Reader(build_numbering(numbering, styles), _style_sizes(styles))
    body = child(archive.parse(main), "body")
    blocks = list(reader.read_blocks(body)) if body is not None else []
    for box in reader.boxes:
        blocks.extend(reader.read_blocks(box))
    if "footnotes" in parts:
        for note in walk(archive.parse(parts["footnotes"]), "footnote"):
            if get(note, "type") is None:
                blocks.extend(reader.read_blocks(note))
    layer = lay_blocks(blocks)
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "文件中没有文字", "There is no text in the file")
    return layer.build(document, MEDIA_TYPE, "docx", None)


def lay_blocks(blocks: list[Paragraph | Table]) -> Layer:
    """Return the layer that holds paragraphs and tables in order."""
    layer = Layer()
    sizes = [block.size for block in blocks if isinstance(block, Paragraph) and block.size and len(block.text) > 20]
    body = median(sizes) if sizes else 0.0
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        for paragraph in join_titles(run, body):
            layer.add_paragraph([Run(paragraph.text, size=paragraph.size, indent=paragraph.indent)])
        run = []
        if isinstance(block, Table):
            layer.add_table(block.rows, block.columns, block.cells, None, None)
    return layer


def _find_main(archive: Archive) -> str:
    """Return the main part, as the package's relations name it."""
    if "_rels/.rels" in archive.names:
        for relation in archive.parse("_rels/.rels").iter(RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return archive.resolve("", relation.get("Target", ""))
    return "word/document.xml"


def _find_parts(archive: Archive, main: str) -> dict[str, str]:
    """Return the parts that belong to the main one: styles, numbering, footnotes; links to the outside are ignored."""
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    parts: dict[str, str] = {}
    if relations in archive.names:
        for relation in archive.parse(relations).iter(RELATION):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in {"styles", "numbering", "footnotes"} and relation.get("TargetMode") != "External":
                path = archive.resolve(main, relation.get("Target", ""))
                if path in archive.names:
                    parts[kind] = path
    return parts


def _style_sizes(styles: ET.Element | None) -> dict[str, float]:
    """Return the type size of each paragraph style, "" for the default."""
    sizes: dict[str, float] = {}
    if styles is None:
        return sizes
    default = _half_points(child(styles, "docDefaults", "rPrDefault", "rPr", "sz"))
    sizes[""] = default or 10.0
    for style in styles:
        size = _half_points(child(style, "rPr", "sz"))
        if size:
            sizes[get(style, "styleId") or ""] = size
    return sizes


def _half_points(element: ET.Element | None) -> float | None:
    value = get(element, "val")
    return int(value) / 2 if value and value.isdigit() else None


class _Reader:
    """Reads paragraphs and tables out of Word's XML; `boxes` gathers text boxes on the way."""

    def __init__(self, numbering: Numbering, sizes: dict[str, float]) -> None:
        self.numbering = numbering
        self.sizes = sizes
        self.boxes: list[ET.Element] = []

    def read_blocks(self, parent: ET.Element) -> Iterator[Paragraph | Table]:
        """Yield the paragraphs and tables below `parent` in order."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._read_paragraph(element)
            elif name == "tbl":
                yield from self._read_table(element)
            elif name not in SKIPPED:  # sdt, ins, customXml and the like hold blocks
                yield from self.read_blocks(element)

    def _read_paragraph(self, element: ET.Element) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        style = get(child(properties, "pStyle"), "val") or ""
        words = "".join(self._words(element))
        if not words.strip():
            yield Paragraph("")
            return
        number = self._number(properties, style)
        centred = get(child(properties, "jc"), "val") in {"center", "distribute"}
        size = self._size(element, style)
        indent = _indent(properties, size)
        if centred:
            words = words.replace("\n", "")
        for index, line in enumerate(words.split("\n")):
            yield Paragraph((number if index == 0 else "") + line.strip(), size, indent, centred)

    def _number(self, properties: ET.Element | None, style: str) -> str:
        own = child(properties, "numPr")
        num_id, depth = self.numbering.styles.get(style, (None, 0))
        own_id, own_depth = get(child(own, "numId"), "val"), get(child(own, "ilvl"), "val")
        num_id = own_id if own_id is not None else num_id
        if not num_id or num_id == "0":
            return ""
        return self.numbering.next_number(num_id, int(own_depth) if own_depth and own_depth.isdigit() else depth)

    def _size(self, element: ET.Element, style: str) -> float:
        for run in walk(element, "r"):
            size = _half_points(child(run, "rPr", "sz"))
            if size:
                return size
        return self.sizes.get(style) or self.sizes.get("", 10.0)

    def _words(self, element: ET.Element) -> Iterator[str]:
        """Yield the printed words below `element`; a line break is a new line, a tab a blank."""
        for item in element:
            name = local_name(item)
            if name == "t":
                yield item.text or ""
            elif name in {"tab", "ptab"}:
                yield " "
            elif name in {"br", "cr"}:
                yield "" if get(item, "type") in {"page", "column"} else "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield SYMBOLS.get((get(item, "char") or "").upper(), "")
            elif name in {"drawing", "pict", "object"}:
                self.boxes.extend(walk(item, "txbxContent"))
            elif name == "r" and child(item, "rPr", "vanish") is not None:
                continue
            elif name not in SKIPPED:
                yield from self._words(item)

    def _read_table(self, element: ET.Element) -> Iterator[Paragraph | Table]:
        rows = list(_rows(element))
        if len(rows) == 1 and len(_cells(rows[0])) == 1:  # a frame around part of the text
            yield from self.read_blocks(_cells(rows[0])[0])
            return
        grid = child(element, "tblGrid")
        table = Table(columns=len([item for item in grid if local_name(item) == "gridCol"]) if grid is not None else 0)
        open_cells: dict[int, int] = {}  # grid column -> index of the cell that is merged downward
        for number, row in enumerate(rows):
            column = _whole(child(row, "trPr", "gridBefore"))
            for cell in _cells(row):
                properties = child(cell, "tcPr")
                width = min(max(_whole(child(properties, "gridSpan")), 1), POLICY.max_span)
                merge = child(properties, "vMerge")
                if merge is not None and get(merge, "val") != "restart" and column in open_cells:
                    above = table.cells[open_cells[column]]
                    table.cells[open_cells[column]] = _taller(above)
                else:
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = len(table.cells)
                    table.cells.append(LaidCell(number, column, self._cell_runs(cell), 1, width, apart=True))
                column += width
            table.columns = max(table.columns, column)
        table.rows = len(rows)
        yield table

    def _cell_runs(self, cell: ET.Element) -> tuple[Run, ...]:
        runs: list[Run] = []
        for block in self.read_blocks(cell):
            if isinstance(block, Paragraph):
                runs.append(Run(block.text, size=block.size))
            else:
                runs.extend(run for inner in block.cells for run in inner.runs)
        return tuple(run for run in runs if run.text)


def _taller(cell: LaidCell) -> LaidCell:
    return LaidCell(cell.row, cell.column, cell.runs, cell.row_span + 1, cell.column_span, apart=True)


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    for item in table:
        if local_name(item) == "tr":
            if child(item, "trPr", "del") is None:
                yield item
        elif local_name(item) not in SKIPPED:
            yield from _rows(item)


def _cells(row: ET.Element) -> list[ET.Element]:
    cells: list[ET.Element] = []
    for item in row:
        if local_name(item) == "tc":
            cells.append(item)
        elif local_name(item) not in SKIPPED:
            cells.extend(_cells(item))
    return cells


def _whole(element: ET.Element | None) -> int:
    value = get(element, "val") or ""
    return int(value) if value.isdigit() and len(value) < 6 else 0


def _indent(properties: ET.Element | None, size: float) -> float:
    """Return how far the first line stands in, in points."""
    indent = child(properties, "ind")
    characters, twips = get(indent, "firstLineChars"), get(indent, "firstLine")
    if characters and characters.isdigit():
        return round(int(characters) / 100 * size, 1)
    return round(int(twips) / TWIPS, 1) if twips and twips.isdigit() else 0.0
