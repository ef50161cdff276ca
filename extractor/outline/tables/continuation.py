"""In: the rows of a table and the row below a page break. Out: the row before joined with it, where it goes on.

Not handled: a break that no sign shows: a closed sentence above it and a number of its own below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.model.outline import Cell, Row

SHORT_MOST = 14
"""Characters of a cell that may end anywhere: a name, a body; longer ones are sentences."""
HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、?$")
ARABIC_NUMBER = re.compile(r"\d{1,3}[.、]?$")
CLOSED = re.compile(r"[。;!?][\"')\]]*$")


def join_cut(kept: Sequence[Row], row: Row) -> Row | None:
    """Return the last kept row joined with `row` where a page cut it in two, else None.

    Proof is a number that only fits when joined ("1" and "6" after 15), or an empty number while a cell of
    the row before stands open in mid-sentence.
    """
    before = kept[-1]
    if before.full_width:
        return None
    column = _number_column(kept)
    if column is None:
        return None
    head, tail = before.cells[column].passage.text, row.cells[column].passage.text
    if tail:
        expected = _last_number(kept[:-1], column) + 1
        cut = head.isdecimal() and tail.isdecimal() and head != str(expected) == head + tail
        if not cut:
            return None
    elif not any(_is_open(old, new) for old, new in zip(before.cells, row.cells, strict=True)):
        return None
    cells = tuple(
        replace(old, passage=old.passage.join(new.passage)) for old, new in zip(before.cells, row.cells, strict=True)
    )
    return Row(cells, short=before.short, joined=True, covered=before.covered)


def _is_open(old: Cell, new: Cell) -> bool:
    """Tell whether a long cell ends in mid-sentence and goes on below."""
    text = old.passage.text
    return len(text) > SHORT_MOST and bool(new.passage) and not CLOSED.search(text)


def _number_column(rows: Sequence[Row]) -> int | None:
    """Return the column whose cells are numbers, looking from the left; None where no column is one."""
    for column in range(min(2, len(rows[0].cells))):
        filled = [row.cells[column].passage.text for row in rows if row.cells[column].passage and not row.full_width]
        numbers = [text for text in filled if ARABIC_NUMBER.match(text) or HAN_NUMBER.match(text)]
        if filled and len(numbers) >= 0.6 * len(filled):
            return column
    return None


def _last_number(rows: Sequence[Row], column: int) -> int:
    for row in reversed(rows):
        text = row.cells[column].passage.text.rstrip(".、")
        if text.isdecimal():
            return int(text)
    return 0
