"""In: a table element. Out: its cells with their spans, or that it only places blocks on the page.

A table is data where its own cells hold most of its words: a scoring table one of whose cells holds a small table of
bands is data, the frame that a site of 2010 puts around everything is none. A table made of divs is one where the page
itself says so (display:table-row, role="row"). Not handled: those that a style sheet outside of the page makes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.read.flow import Block, FlowTable
from extractor.read.formats.word.tables import flatten
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell

DISPLAY = re.compile(r"display\s*:\s*(table-[a-z-]+)", re.IGNORECASE)
ROLES = {
    "row": {"row", "table-row"},
    "cell": {"cell", "gridcell", "columnheader", "rowheader", "table-cell"},
    "rowgroup": {"rowgroup", "table-row-group", "table-header-group", "table-footer-group"},
}
NESTED_MOST = 0.5
"""where tables within a table hold more than this share of its words, it only places them"""


def is_table(node: Any) -> bool:
    """Tell whether an element is a table, by its name or because its parts say that they are rows of cells."""
    return node.tag == "table" or sum(len(row) > 1 for row in _plain_rows(node)) > 1


def _plain_rows(node: Any) -> list[list[Any]]:
    """Return the cells of rows that are no tr: <div style="display:table-row">, <div role="row">."""
    rows = [part for part in node.iter() if _acts_as(part, "row")]
    if not rows:
        groups = [part for part in node.iter() if _acts_as(part, "rowgroup")]
        rows = [part for group in groups for part in group.iter() if _acts_as(part, "row")]
    return [[cell for cell in row.iter() if _acts_as(cell, "cell")] for row in rows]


def _acts_as(node: Any, part: str) -> bool:
    if node.tag in {"tr", "td", "th", "tbody", "thead", "tfoot"}:
        return False
    marks = node.attributes
    shown = DISPLAY.search(marks.get("style") or "")
    return (marks.get("role") or "").lower() in ROLES[part] or (shown is not None and shown[1].lower() in ROLES[part])


def own_rows(table: Any) -> list[list[Any]]:
    """Return the cells of a table's own rows, those of tables inside it left out."""
    if table.tag != "table":
        return [row for row in _plain_rows(table) if row]
    rows: list[list[Any]] = []
    for part in table.iter():
        for row in part.iter() if part.tag in {"thead", "tbody", "tfoot"} else [part]:
            cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}] if row.tag == "tr" else []
            if cells:
                rows.append(cells)
    return rows


def is_layout(rows: list[list[Any]]) -> bool:
    """Tell whether a table only places blocks on the page: one column, or its words stand in tables within it."""
    if all(len(row) < 2 for row in rows):
        return True
    nested = [table for row in rows for cell in row for table in _outermost(cell)]
    if not nested:
        return False
    total = sum(_letters(cell) for row in rows for cell in row)
    even = sum(len(row) == max(map(len, rows)) for row in rows)
    return sum(map(_letters, nested)) > NESTED_MOST * total or len(rows) < 2 or even < 2


def build_table(rows: list[list[Any]], read: Callable[[Any], list[Block]], name: str) -> FlowTable:
    """Return the table with its cells; raises UnreadableDocumentError where they claim more room than any table has."""
    table = FlowTable(columns=0, rows=len(rows))
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            wide = min(max(whole(cell.attributes.get("colspan"), 1), 1), POLICY.max_span)
            asked = whole(cell.attributes.get("rowspan"), 1)
            tall = min(asked if asked > 0 else len(rows), len(rows) - row, POLICY.max_span)
            if len(taken) + wide * tall > POLICY.max_cells:
                raise UnreadableDocumentError(
                    f"{name}: 网页里的表格占了超过 {POLICY.max_cells // 10_000} 万格，县级方案不会这么大",
                    hint="请在浏览器中打开，把正文另存为文本或 Word 文件",
                )
            runs, remarks = flatten(read(cell))
            table.cells.append(LaidCell(row, column, runs, tall, wide, apart=True))
            table.remarks.extend((row, column, remark) for remark in remarks)
            taken.update((row + down, column + right) for down in range(tall) for right in range(wide))
            column += wide
            table.columns = max(table.columns, column)
    return table


def whole(text: str | None, default: int) -> int:
    """Return the number of an attribute."""
    return int(text) if text and text.strip().isdecimal() and len(text) < 7 else default


def _outermost(node: Any) -> list[Any]:
    found: list[Any] = []
    for item in node.iter():
        found.extend([item] if item.tag == "table" else _outermost(item))
    return found


def _letters(node: Any) -> int:
    return len("".join((node.text(deep=True) or "").split()))
