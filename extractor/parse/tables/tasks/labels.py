"""In: a grid, how heads are worded. Out: its labels with the values beside them, where it is a form that was filled in.

项目名称 | 乡镇敬老院改造 | 责任单位 | 县民政局: the heads stand beside what they name, row by row. Not handled: forms
with labels above their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.language.heads import plain_head, read_head
from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.paper.outline import Grid
from extractor.model.paper.place import Passage


class LabelPolicy(msgspec.Struct, frozen=True):
    """How many labels a form has, how many of them are known, how many values may look like labels."""

    least: int = 3
    known: float = 0.75
    values: float = 0.2
    longest: int = 12


POLICY = LabelPolicy()
WORDY = re.compile(r"[\d。；;！!]")
NAMING: tuple[ColumnField, ...] = ("name", "measure", "content", "problem", "goal")
ANSWERING: tuple[ColumnField, ...] = ("units", "lead_units", "participants", "body", "deadline")


class LabelledValue(msgspec.Struct, frozen=True):
    """A value of a form with the label beside it, and the field that the label names."""

    label: Passage
    value: Passage
    field: ColumnField | None


def find_labelled(columns: ColumnsFile, grid: Grid) -> tuple[LabelledValue, ...]:
    """Return the values of a form by their labels; none where the grid is no form that tells of one piece of work."""
    rows = [row for row in _list_rows(grid) if len(row) > 1]
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=False)]
    if len(pairs) < POLICY.least or len(rows) < 2:
        return ()
    found = tuple(LabelledValue(label, value, _read(columns, label)) for label, value in pairs)
    firsts = {row[0].text for row in rows}
    known = sum(one.field is not None for one in found)
    alike = sum(_read(columns, one.value) is not None for one in found)
    if len(firsts) < len(rows) or known < POLICY.known * len(found) or alike > POLICY.values * len(found):
        return ()
    fields = {one.field for one in found}
    return found if fields & set(NAMING) and fields & set(ANSWERING) else ()


def _list_rows(grid: Grid) -> Iterator[Sequence[Passage]]:
    """Yield the filled cells of each printed row, the one that was taken for the header first."""
    if any(head.children for head in grid.heads):
        return
    for row in grid.front:
        yield [cell.passage for cell in row.cells if cell.passage]
    yield [head.passage for head in grid.heads if head.passage]
    for row in grid.rows:
        yield [cell.passage for cell in row.cells if cell.passage]


def _read(columns: ColumnsFile, passage: Passage) -> ColumnField | None:
    words = plain_head(passage.text)
    if not words or len(words) > POLICY.longest or WORDY.search(passage.text):
        return None
    readings = read_head(columns, (passage.text,))
    return readings[0].field if readings else None
