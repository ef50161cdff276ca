"""In: nothing. Out: the classes of `columns.yaml`."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.model.mappings.source import MappingFile

ColumnField = Literal[
    "no", "level", "problem", "goal", "name", "measure", "content", "points", "criteria", "evidence", "method",
    "target", "units", "lead_units", "participants", "body", "deadline", "score", "other", "note", "mark",
    "milestone",
]  # fmt: skip


class ColumnHeads(msgspec.Struct, frozen=True, kw_only=True):
    """Heads that name one field: whole ones, and endings that an object may stand before.

    With `of` an ending holds only behind such an object: 评价方法 tells how is assessed, 工作方法 does not.
    """

    field: ColumnField
    headings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    of: Literal["measuring", "working"] | None = None


class ColumnsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`columns.yaml`: how heads of columns are composed, and the words of rows that are no item.

    `measuring` and `working` are objects that a head speaks of; `ordinals` mark the levels of a hierarchy (一级指标);
    `body_words` end the head of a column of bodies, `lead_words` and `participant_words` tell their role, and
    `row_body_words` are whole heads of a column whose cells name the row by a body.
    """

    measuring: tuple[str, ...]
    working: tuple[str, ...]
    ordinals: tuple[str, ...]
    columns: tuple[ColumnHeads, ...]
    body_words: tuple[str, ...]
    lead_words: tuple[str, ...]
    participant_words: tuple[str, ...]
    row_body_words: tuple[str, ...]
    total_rows: tuple[str, ...]
    note_rows: tuple[str, ...]
