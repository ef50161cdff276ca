"""In: what a format without pages holds, block by block. Out: the `Layer` that holds it in order.

Word, web pages, workbooks, mails and archives all come as paragraphs, tables, remarks (what stands here and was not
read) and insets (a source of its own: a picture that was recognised, an attachment).
Not handled: formats with places on paper, which `layout` lays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Source
from extractor.model.problem import Severity
from extractor.read.formats.split_titles import Paragraph, join_titles
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Layer, Run

LONG = 20
"""a paragraph of more characters tells the body's type size"""


class Remark(msgspec.Struct, frozen=True):
    """Something that stands here and was not read as words, or was read in a way that should be known."""

    code: str
    severity: Severity
    message: str
    message_en: str


class Inset(msgspec.Struct, frozen=True):
    """A source of its own that stands here; `apart` says that it is a file with a name of its own."""

    source: Source
    apart: bool = False


class FlowTable(msgspec.Struct):
    """A table's cells by row and grid column; `remarks` belong to a cell by its row and column."""

    columns: int
    rows: int = 0
    cells: list[LaidCell] = msgspec.field(default_factory=list)
    remarks: list[tuple[int, int, Remark]] = msgspec.field(default_factory=list)


Block = Paragraph | FlowTable | Remark | Inset


def lay_blocks(blocks: Sequence[Block]) -> Layer:
    """Return the layer that holds the blocks in order; centred lines of one title are joined."""
    layer = Layer()
    sizes = [block.size for block in blocks if isinstance(block, Paragraph) and block.size and len(block.text) > LONG]
    body = median(sizes) if sizes else 0.0
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        for paragraph in join_titles(run, body):
            layer.add_paragraph([Run(paragraph.text, size=paragraph.size, indent=paragraph.indent)])
        run = []
        _lay_other(layer, block)
    return layer


def _lay_other(layer: Layer, block: FlowTable | Remark | Inset | None) -> None:
    if isinstance(block, FlowTable):
        layer.add_table(block.rows, block.columns, block.cells, None, None)
        for row, column, remark in block.remarks:
            _lay_remark(layer, remark, row, column)
    elif isinstance(block, Remark):
        _lay_remark(layer, block)
    elif isinstance(block, Inset):
        (layer.add_part if block.apart else layer.add_source)(block.source)


def _lay_remark(layer: Layer, remark: Remark, row: int | None = None, column: int | None = None) -> None:
    place = layer.last_place() if row is None else layer.cell_place(row, column or 0)
    layer.add_problem(remark.code, remark.severity, remark.message, remark.message_en, place)


def count_blocks(blocks: Iterable[Block], name: str) -> list[Block]:
    """Return the blocks as a list; raise UnreadableDocumentError where there are more than any plan has.

    A file of 79 kB can hold nine million empty paragraphs; they are counted as they come.
    """
    found: list[Block] = []
    cells = characters = 0
    for block in blocks:
        found.append(block)
        if isinstance(block, FlowTable):
            cells += block.rows * block.columns
            characters += sum(len(run.text) for cell in block.cells for run in cell.runs)
        elif isinstance(block, Paragraph):
            characters += len(block.text)
        elif isinstance(block, Inset):
            characters += len(block.source.text)
        for seen, most, what in (
            (len(found), POLICY.max_blocks, "个段落"),
            (cells, POLICY.max_cells, "个单元格"),
            (characters, POLICY.max_characters, "个字"),
        ):
            if seen > most:
                raise UnreadableDocumentError(
                    f"{name}: 文件有超过 {most} {what}，县级方案不会这么长", hint="请把其中的方案拆成单独的文件"
                )
    return found
