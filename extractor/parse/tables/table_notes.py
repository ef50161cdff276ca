"""In: an outline. Out: the notes of its tables (注：, 备注：, 说明：), below them as paragraphs or in them as rows.

What they set by when belongs to the plan (注：各单位每月25日前报送). Not handled: notes that no word marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import Passage
from extractor.parse.tables.row_cells import is_note


def find_table_notes(columns: ColumnsFile, outline: Outline) -> Iterator[Passage]:
    """Yield the notes below and in the tables of all parts."""
    openings = tuple(f"{word}{mark}" for word in columns.note_rows for mark in ":.、1(")
    for part in outline.parts:
        if not part.grids:
            continue
        first = min(grid.start for grid in part.grids)
        for passage in (*part.front, *part.back):
            if passage and passage.offsets[0] > first and passage.text.startswith(openings):
                yield passage
        for grid in part.grids:
            for row in grid.rows:
                if is_note(columns, row):
                    yield from (cell.passage for cell in row.cells if cell.passage)
