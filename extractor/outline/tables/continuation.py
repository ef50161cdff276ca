"""In: the rows of a table and the row below a page break. Out: the row before joined with it, where it goes on.

What tells that it does is `language.grammar.continuation`, which readers of pages with boxes ask too. Not handled:
tables that go on sideways on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.language.grammar.continuation import find_number_columns, is_rest_of_row, read_leading_number
from extractor.model.paper.outline import Row


def join_cut(kept: Sequence[Row], row: Row, *, repeated: bool = False) -> Row | None:
    """Return the last kept row joined with `row` where a page cut it in two, else None."""
    before = kept[-1]
    if before.full_width:
        return None
    rows = [[cell.passage.text for cell in other.cells] for other in kept if not other.full_width]
    numbered = find_number_columns([[cells[column] for cells in rows] for column in range(min(2, len(rows[0])))])
    if not numbered:
        return None
    known = {
        column: [number for cells in rows if (number := read_leading_number(cells[column])) is not None]
        for column in numbered
    }
    pairs = {
        column: (old.passage.text, new.passage.text)
        for column, (old, new) in enumerate(zip(before.cells, row.cells, strict=True))
    }
    if not is_rest_of_row(pairs, known, repeated=repeated):
        return None
    cells = tuple(
        replace(old, passage=old.passage.join(new.passage)) for old, new in zip(before.cells, row.cells, strict=True)
    )
    return Row(cells, short=before.short, joined=True, covered=before.covered)
