"""In: nothing. Out: `Table`, a table of the document as printed, with what it was taken for and why.

Not handled: what its rows mean, which are tasks and indicators.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from extractor.model.paper.place import Place


class TableKind(StrEnum):
    """What a table was taken for."""

    INDICATORS = "indicators"
    TASKS = "tasks"
    FORM = "form"
    NUMBERS = "numbers"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """A head and the heads below it: 责任单位 over 牵头 and 配合.

    `column` is the first that it stands over, counted from 1, `span` how many; `role` the field that its column was
    taken for (None: none of them), `why` by what that was told.
    """

    text: str
    column: int
    span: int = 1
    role: str | None = None
    why: str | None = None
    children: tuple[TableHead, ...] = ()
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell below the header with its printed words; a merged cell spans rows and columns. Counted from 1."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, a table that goes on over pages being one: header, cells, and what it was taken for."""

    number: int
    kind: TableKind
    why: str
    why_en: str
    caption: str | None
    rows: int
    columns: int
    header: tuple[TableHead, ...] = ()
    cells: tuple[TableCell, ...] = ()
    place: Place | None = dataclasses.field(default=None, compare=False)
