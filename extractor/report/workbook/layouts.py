"""In: the columns of a table. Out: the same as a sheet of A4 holds them: how wide, and which are folded away.

A folded column is there behind the "+" above it, is filtered and read back like the others, and is not printed.
Not handled: what a column says; the rows' heights follow from the widths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from extractor.report.labels import Language
from extractor.report.tables.table import Column, Row

WIDEST_ON_ONE_PAGE = 148
"""Characters of a row that a sheet of A4, laid across, holds at 7 points or more. Measured with LibreOffice where the
faces of Excel are missing, which is the narrowest case: Excel holds a third more."""

SOURCE = {"plan": 10, "place": 9, "item": 10}
REVIEW = {"verdict": 6, "corrected": 12}

PRINTED: Mapping[str, Mapping[str, int]] = {
    "differences": {
        "group_label": 21, "aspect": 9, "compared": 20, "stricter": 9, "rank": 6, "place": 9, "item": 10,
        "shown": 18, "printed": 41, "page": 5,
    },
    "tasks": {**SOURCE, "no": 6, "section": 18, "title": 28, "text": 61, "page": 5},
    "indicators": {
        **SOURCE, "no": 5, "level1": 15, "name": 23, "points": 7, "criteria": 43, "rules_shown": 21, "page": 5,
    },
    "parts": {**SOURCE, "item_title": 22, "part": 6, "points": 7, "criteria": 44, "content": 22, "evidence": 15},
    "deadlines": {
        **SOURCE, "item_title": 23, "kind": 9, "meaning": 18, "date": 12, "printed": 30, "page": 5, **REVIEW,
    },
    "targets": {
        **SOURCE, "item_title": 22, "metric": 23, "op": 6, "value": 9, "unit": 8, "printed": 28, "page": 5, **REVIEW,
    },
    "units": {
        **SOURCE, "item_title": 24, "unit": 23, "role": 8, "function_id": 15, "printed": 26, "page": 5, **REVIEW,
    },
    "rules": {
        **SOURCE, "item_title": 22, "part": 5, "kind": 11, "points": 7, "meaning": 22, "printed": 29, "page": 5,
        **REVIEW,
    },
    "responsibilities": {
        "duty": 13, "place": 9, "unit": 16, "role": 7, "item": 10, "item_title": 23, "deadlines": 14, "targets": 15,
        "points": 6, "shared": 35,
    },
    "clauses": {
        "place": 9, "item": 10, "printed": 47, "origin": 8, "likeness": 8, "other_place": 9, "other_item": 10,
        "other_printed": 47,
    },
    "checkability": {
        **SOURCE, "item_title": 29, "level": 9, "score": 7, "numbers": 7, "times": 7, "bodies": 7, "number_part": 7,
        "time_part": 7, "body_part": 7, "soft_part": 7, "soft_words": 25,
    },
    "problems": {
        **SOURCE, "severity": 7, "stage": 7, "message": 52, "item_title": 21, "printed": 27, "page": 5,
    },
    "unread": {**SOURCE, "sort": 9, "message": 47, "field": 10, "printed": 48, "page": 5},
    "coverage": {"label": 33, "edition": 18, "level1": 20, "level2": 24, "places": 8, "plans": 45},
    "instruments": {
        **SOURCE, "item_title": 30, "family": 11, "code": 12, "meaning": 13, "cues": 29, "score": 8, "runner_up": 13,
    },
    "plans": {
        "plan": 10, "place": 9, "title": 25, "kind": 9, "doc_number": 17, "issuer": 15, "issue_date": 12, "level": 8,
        "year": 7, "tasks": 7, "indicators": 11, "points": 8, "problems": 10,
    },
    "codebook": {
        "table": 13, "table_zh": 12, "column": 16, "code": 14, "zh": 15, "en": 19, "kind": 8, "note_zh": 51,
        "note_en": 51,
    },
    "changes": {"earlier": 13, "later": 13, "compared": 26, "change": 14, "left_quote": 41, "right_quote": 41},
    "gaps": {
        "superior": 13, "plan": 10, "place": 9, "compared": 22, "verdict": 14, "gap": 8, "unit": 8, "left_quote": 32,
        "right_quote": 32,
    },
    "matrix_long": {
        "label": 20, "places": 7, "place": 9, "plan_level": 7, "plan_year": 7, "item": 10, "item_title": 28,
        "deadlines": 17, "leaders": 18, "targets": 18, "points": 7,
    },
    "matrix": {"label": 21, "places": 7},
    "ladder": {
        "group_label": 19, "aspect": 8, "compared": 19, "stricter": 9, "reference": 13, "spread": 8,
    },
    "contrasts": {"no": 6, "label": 18, "note": 16},
    "functions": {
        "label": 25, "places": 8, "items": 8, "lead": 7, "responsible": 7, "participant": 7,
    },
}  # fmt: skip
"""What of each table is printed, and how wide; its other columns are folded. A table not named is printed whole."""

PLACE_WIDTHS: Mapping[str, tuple[int, int]] = {
    "matrix": (20, 41), "ladder": (12, 17), "contrasts": (16, 27), "functions": (9, 13),
}  # fmt: skip
"""The narrowest and the widest column of a place: of more places than a page holds, the sheet goes on to the right."""

ASIDE = frozenset({"start", "end", "groups", "sha256", "how", "region_code"})
"""Columns for programs, of whatever table."""

FOREIGN: Mapping[Language, frozenset[str]] = {
    "zh": frozenset({"message_en", "note_en"}), "en": frozenset({"note_zh"}),
}  # fmt: skip
"""Columns that say again in the other language what the one beside them says."""


class Layout(msgspec.Struct, frozen=True):
    """The columns of a sheet with their widths, and the places of those that are folded away."""

    columns: tuple[Column, ...]
    folded: frozenset[int]

    @property
    def width(self) -> int:
        """How wide is what is printed."""
        return sum(column.width for index, column in enumerate(self.columns) if index not in self.folded)


def lay_out(
    name: str, columns: Sequence[Column], lang: Language, *, places: int = 0, rows: Sequence[Row] = ()
) -> Layout:
    """Return how the sheet of the table `name` has its columns, of which the last `places` are those of places.

    A column in which none of `rows` has anything is folded too, where the sheet is one that leaves columns out.

    >>> columns = [Column(name, name, name, "", "") for name in ("place", "start")]
    >>> [column.width for column in lay_out("attention", columns, "zh").columns]
    [12, 12]
    """
    kept = PRINTED.get(name, {})
    fixed = len(columns) - places
    aside = ASIDE | FOREIGN[lang]
    away = {i for i, c in enumerate(columns[:fixed]) if c.name in aside or (kept and c.name not in kept)}
    if kept and rows:
        away |= {i for i in range(min(fixed, len(rows[0]))) if all(row[i] in (None, "") for row in rows)}
    heads = tuple(replace(column, width=kept.get(column.name, column.width)) for column in columns[:fixed])
    if not places:
        return Layout(heads, frozenset(away))
    left = WIDEST_ON_ONE_PAGE - sum(column.width for index, column in enumerate(heads) if index not in away)
    least, most = PLACE_WIDTHS[name]
    width = min(most, max(least, left // places))
    return Layout((*heads, *(replace(column, width=width) for column in columns[fixed:])), frozenset(away))
