"""In: the rows of a table as printed. Out: the same with heads above, where they are printed down the first column.

指标名称 | 企业开办 | 不动产登记 over 分值 | 40 | 30: each column is an item. Not handled: tables with merged cells.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.language.heads import names_column, read_head
from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.paper.outline import BLANK_CELL
from extractor.outline.tables.printed_rows import PrintedRow


class TurnPolicy(msgspec.Struct, frozen=True):
    """How large such a table is, how many of its first cells are heads, and how many others may look like some."""

    least_rows: int = 3
    least_columns: int = 3
    heads: float = 0.8
    others: float = 0.1
    longest: int = 12


POLICY = TurnPolicy()
NAMING: tuple[ColumnField, ...] = ("name", "measure", "content", "problem")
TELLING: tuple[ColumnField, ...] = ("points", "criteria", "units", "lead_units", "participants", "deadline", "target")


def turn_rows(columns: ColumnsFile, rows: Sequence[PrintedRow]) -> Sequence[PrintedRow]:
    """Return the rows as they are, or turned by a quarter where the first column holds the heads; titles stay above."""
    top = next((index for index, row in enumerate(rows) if sum(bool(text) for text in row.texts()) > 1), len(rows))
    body = rows[top:]
    if not _is_turned(columns, body):
        return rows
    width = max(len(row.cells) for row in body)
    start, end = min(row.start for row in body), max(row.end for row in body)
    turned = [
        PrintedRow(
            tuple(row.cells[column] if column < len(row.cells) else BLANK_CELL for row in body),
            start,
            end,
            ruled=body[0].ruled,
        )
        for column in range(width)
    ]
    return [*rows[:top], *turned]


def _is_turned(columns: ColumnsFile, rows: Sequence[PrintedRow]) -> bool:
    if len(rows) < POLICY.least_rows or any(row.covered or row.full_width for row in rows):
        return False
    if any(cell.column_span > 1 for row in rows for cell in row.cells):
        return False
    firsts = [row.texts()[0] for row in rows]
    others = [text for row in rows for text in row.texts()[1:] if text]
    if min(len(row.cells) for row in rows) < POLICY.least_columns or len(set(firsts)) < len(firsts):
        return False
    named = sum(bool(text) and len(text) <= POLICY.longest and names_column(columns, text) for text in firsts)
    alike = sum(names_column(columns, text) for text in others)
    if named < POLICY.heads * len(firsts) or alike > POLICY.others * len(others):
        return False
    fields = {reading[0].field for text in firsts if (reading := read_head(columns, (text,)))}
    first = read_head(columns, (firsts[0],))
    return bool(first) and first[0].field in NAMING and bool(fields & set(TELLING))
