"""In: a table's header and `columns.yaml`. Out: the field that each column fills.

Not handled: tables without a header row; their columns have no field and the table gives no indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.outline import Grid

# 分值(100分), 权重(%): what stands in brackets names no field
REMARK = re.compile(r"\([^()]*\)")
NOISE = re.compile(r"[\s()\[\]:/]")
SCORING = re.compile(r"[得扣加]\d+(?:\.\d+)?分|满分|不得分")
WORDY = 30
MOSTLY = 0.25
UNSURE = (None, "method", "note", "content", "evidence", "measure")
SCORING_FIELDS = {"points", "criteria", "method"}


def find_columns(columns: ColumnsFile, grid: Grid) -> tuple[ColumnField | None, ...]:
    """Return the field of each column; a field is filled once.

    Where several columns name the row, the last short one is the name and the first the category; one with
    long or scoring text says what is asked (石城's 考核项目 names the row, its 考核指标 holds the criteria).
    """
    wanted = [_candidates(columns, passage.text) for passage in grid.header]
    chosen: list[ColumnField | None] = [None] * len(wanted)
    taken: set[ColumnField] = set()
    names = [index for index, candidates in enumerate(wanted) if candidates and candidates[0][0] == "name"]
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index][0][1] if wanted[index] else 999, index))
    for index in order:
        for field, _ in wanted[index] if index not in names else ():
            if field not in taken:
                chosen[index] = field
                taken.add(field)
                break
    long = [index for index in names[1:] if _is_wordy(grid, index)]
    short = [index for index in names if index not in long]
    spare: list[tuple[ColumnField, list[int]]] = [("name", short[-1:]), ("level1", short[:-1][:1])]
    spare += [("criteria", long[:1]), ("content", long[:1])]
    for field, indexes in spare:
        if indexes and chosen[indexes[0]] is None and field not in taken:
            chosen[indexes[0]] = field
            taken.add(field)
    _find_unnamed(grid, chosen)
    return tuple(chosen)


def _find_unnamed(grid: Grid, chosen: list[ColumnField | None]) -> None:
    """Fill what the headings left open by what the columns hold.

    A column full of 扣…分 holds the criteria, whatever its heading; a column without heading belongs to the
    name beside it; where no column names the row, those before the criteria do (工作内容 | 工作要求 | 评分标准).
    """
    if "criteria" not in chosen:
        scoring = [
            index for index, field in enumerate(chosen) if field in UNSURE and _scoring_share(grid, index) > MOSTLY
        ]
        if scoring:
            chosen[scoring[-1]] = "criteria"
    for index, passage in enumerate(grid.header):
        if index and not passage and chosen[index] is None and chosen[index - 1] == "name":
            chosen[index] = "name"
    if "name" not in chosen and "criteria" in chosen:
        before = [index for index in range(chosen.index("criteria")) if chosen[index] in (None, "content", "measure")]
        if before:
            chosen[before[-1]] = "name"
        if len(before) > 1 and "level1" not in chosen:
            chosen[before[0]] = "level1"


def _scoring_share(grid: Grid, column: int) -> float:
    cells = [row.cells[column].passage.text for row in grid.rows if row.cells[column].passage and not row.full_width]
    return sum(bool(SCORING.search(text)) for text in cells) / len(cells) if cells else 0.0


def _is_wordy(grid: Grid, column: int) -> bool:
    """Tell whether a column holds sentences or points rather than names."""
    cells = [row.cells[column].passage.text for row in grid.rows if row.cells[column].passage and not row.full_width]
    return bool(cells) and (sum(map(len, cells)) / len(cells) > WORDY or _scoring_share(grid, column) > MOSTLY)


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
    plain = NOISE.sub("", REMARK.sub("", heading)) or NOISE.sub("", heading)
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
