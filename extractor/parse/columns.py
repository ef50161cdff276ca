"""In: a table's header and `columns.yaml`. Out: the field that each column fills.

Not handled: tables without a header row; their columns have no field and the table gives no indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.outline import Grid
from extractor.model.place import Passage

NOISE = re.compile(r"[\s()\[\]:/]|\(.*?\)")
TASK_FIELDS = {"units", "lead_units", "deadline", "measure"}
SCORING_FIELDS = {"points", "criteria", "method"}


def find_columns(columns: ColumnsFile, header: Sequence[Passage]) -> tuple[ColumnField | None, ...]:
    """Return the field of each column. A field is filled once; a second name column holds the criteria.

    石城's 考核项目 names the row, and its 考核指标 says what is asked and scored.
    """
    wanted = [_candidates(columns, passage.text) for passage in header]
    chosen: list[ColumnField | None] = [None] * len(header)
    taken: set[ColumnField] = set()
    order = sorted(range(len(header)), key=lambda index: (wanted[index][0][1] if wanted[index] else 999, index))
    for index in order:
        for field, _ in wanted[index]:
            if field not in taken:
                chosen[index] = field
                taken.add(field)
                break
    for index, candidates in enumerate(wanted):
        if chosen[index] is None and candidates and candidates[0][0] == "name":
            spare: ColumnField = "criteria" if "criteria" not in taken else "content"
            if spare not in taken:
                chosen[index] = spare
                taken.add(spare)
    return tuple(chosen)


def is_indicator_table(fields: Sequence[ColumnField | None], grid: Grid) -> bool:
    """Tell whether a table assesses: it names rows and says what they are worth or how they are scored."""
    have = {field for field in fields if field}
    return bool("name" in have or "content" in have) and bool(have & SCORING_FIELDS) and bool(grid.rows)


def is_task_table(fields: Sequence[ColumnField | None], grid: Grid) -> bool:
    """Tell whether a table assigns work: it names tasks and who does them, and scores nothing."""
    have = {field for field in fields if field}
    names = bool(have & {"name", "measure", "content"})
    return names and bool(have & {"units", "lead_units"}) and not have & {"points", "criteria"} and bool(grid.rows)


def _candidates(columns: ColumnsFile, heading: str) -> list[tuple[ColumnField, int]]:
    """Return the fields that `heading` may name, best first: the whole word before the ending."""
    plain = NOISE.sub("", heading)
    found: list[tuple[ColumnField, int]] = []
    for column in columns.columns:
        for rank, word in enumerate(column.headings):
            if plain == word:
                found.append((column.field, rank))
                break
            if len(word) > 1 and plain.endswith(word):
                found.append((column.field, 100 + rank - len(word)))
                break
    return sorted(found, key=lambda pair: pair[1])
