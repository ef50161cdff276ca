"""In: a table of a Word file. Out: its cells with their spans; a table that only frames text gives the text.

A form holds the body of a plan in one of its cells (工作方案 | 一、总体要求 … 二、…); such a row is body, not a row.
A table within a cell is read row by row and told. Not handled: tables drawn with lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol
from xml.etree import ElementTree as ET

from extractor.model.problem import Severity
from extractor.read.flow import Block, FlowTable, Inset, Remark
from extractor.read.formats.archive import local_name
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.word.numbering import child, get
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Run

OUTSIDE = frozenset({"tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "del", "moveFrom"})
CHAPTER = re.compile(r"\s*[一二三四五六七八九十]{1,2}、")
BODY_LETTERS = 300
"""a cell with more characters and two chapters of its own holds the body of a plan"""


class CellReader(Protocol):
    """Who reads the blocks of a cell, and counts the revisions met."""

    revisions: int

    def read_blocks(self, parent: ET.Element, *, in_cell: bool = False) -> Iterator[Block]:
        """Yield what stands below `parent` in order."""
        ...


def read_table(reader: CellReader, element: ET.Element) -> Iterator[Block]:
    """Yield the table, or what stands in it where it only frames text."""
    rows = list(_rows(element))
    marks = [child(row, "trPr", mark) for row in element if local_name(row) == "tr" for mark in ("ins", "del")]
    reader.revisions += sum(mark is not None for mark in marks)
    if all(len(_cells(row)) < 2 for row in rows):  # a frame around part of the text
        for row in rows:
            for cell in _cells(row):
                yield from reader.read_blocks(cell)
        return
    grid = child(element, "tblGrid")
    columns = len([item for item in grid if local_name(item) == "gridCol"]) if grid is not None else 0
    table = FlowTable(columns)
    open_cells: dict[int, int] = {}  # grid column -> index of the cell that is merged downward
    for row in rows:
        read = [(cell, list(reader.read_blocks(cell, in_cell=True))) for cell in _cells(row)]
        if any(_is_body(blocks) for _, blocks in read) or _sets_tables(blocks for _, blocks in read):
            yield from _finish(table)
            for _, blocks in read:
                yield from blocks
            table, open_cells = FlowTable(columns), {}
            continue
        _add_row(table, row, read, open_cells)
    yield from _finish(table)


def _finish(table: FlowTable) -> Iterator[FlowTable]:
    if table.rows:
        yield table


def _add_row(
    table: FlowTable, row: ET.Element, read: list[tuple[ET.Element, list[Block]]], open_cells: dict[int, int]
) -> None:
    column = _whole(child(row, "trPr", "gridBefore"))
    for cell, blocks in read:
        properties = child(cell, "tcPr")
        width = min(max(_whole(child(properties, "gridSpan")), 1), POLICY.max_span)
        merge = child(properties, "vMerge")
        if merge is not None and get(merge, "val") != "restart" and column in open_cells:
            above = table.cells[open_cells[column]]
            table.cells[open_cells[column]] = replace(above, row_span=above.row_span + 1)
        else:
            open_cells.pop(column, None)
            if merge is not None:
                open_cells[column] = len(table.cells)
            runs, remarks = flatten(blocks)
            table.cells.append(LaidCell(table.rows, column, runs, 1, width, apart=True))
            table.remarks.extend((table.rows, column, remark) for remark in remarks)
        column += width
        table.columns = max(table.columns, column)
    table.rows += 1


def flatten(blocks: list[Block]) -> tuple[tuple[Run, ...], list[Remark]]:
    """Return the words of a cell, and what has to be told of it."""
    runs: list[Run] = []
    remarks: list[Remark] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs.append(Run(block.text, size=block.size))
        elif isinstance(block, FlowTable):
            runs.extend(inner_rows(block))
            remarks.append(nested_table(block))
            remarks.extend(remark for _, _, remark in block.remarks)
        elif isinstance(block, Remark):
            remarks.append(block)
        elif isinstance(block, Inset):
            runs.extend(Run(line) for line in block.source.text.split("\n"))
    return tuple(run for run in runs if run.text), remarks


def inner_rows(table: FlowTable) -> Iterator[Run]:
    """Yield each row of a table within a cell as one run, its cells parted by blanks."""
    for row in range(table.rows):
        cells = [cell for cell in table.cells if cell.row == row]
        texts = ["".join(run.text for run in cell.runs) for cell in cells]
        yield Run(" ".join(text for text in texts if text))


def nested_table(table: FlowTable) -> Remark:
    """Return the remark that a cell holds a table of its own, named by its head."""
    head = "、".join("".join(run.text for run in cell.runs)[:12] for cell in table.cells if cell.row == 0)
    return Remark(
        "nested-table",
        Severity.WARNING,
        f"单元格里嵌套着一张小表（{head[:60]}），已逐行读成文字，请核对其中的分档与分值",
        f"A table stands within this cell ({head[:60]}); its rows were read as lines, check bands and points",
    )


def _is_body(blocks: list[Block]) -> bool:
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return sum(map(len, texts)) > BODY_LETTERS and sum(bool(CHAPTER.match(text)) for text in texts) > 1


def _sets_tables(cells: Iterable[list[Block]]) -> bool:
    """Tell whether a row only sets tables side by side: each of its filled cells holds a table and no words beside."""
    filled = [[one for one in blocks if not isinstance(one, Paragraph) or one.text.strip()] for blocks in cells]
    filled = [blocks for blocks in filled if blocks]
    return bool(filled) and all(isinstance(one, FlowTable) and one.columns > 1 for blocks in filled for one in blocks)


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    for item in table:
        if local_name(item) == "tr":
            if child(item, "trPr", "del") is None:
                yield item
        elif local_name(item) not in OUTSIDE:
            yield from _rows(item)


def _cells(row: ET.Element) -> list[ET.Element]:
    cells: list[ET.Element] = []
    for item in row:
        if local_name(item) == "tc":
            cells.append(item)
        elif local_name(item) not in OUTSIDE:
            cells.extend(_cells(item))
    return cells


def _whole(element: ET.Element | None) -> int:
    value = get(element, "val") or ""
    return int(value) if value.isdigit() and len(value) < 6 else 0
