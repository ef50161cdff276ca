"""In: a row that was printed with fewer cells than its table has columns. Out: the column of each cell.

A merged or lost cell shifts all that follow; each cell goes to the column whose other cells it is like, the
order kept. Not handled: two cells printed in the wrong order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

import msgspec
from rapidfuzz import fuzz

from extractor.model.paper.outline import Cell

NUMERIC = re.compile(r"[\d.]+|[一二三四五六七八九十]{1,3}、?")
SCORING = re.compile(r"[得扣加]\d|\d分|得分|满分")
SAMPLE = 20
MOST_COLUMNS = 30
"""More columns than any assessment table has; in a wider one the search would take too long."""


class _CellProfile(msgspec.Struct, frozen=True):
    """What the cells of a column are like."""

    numeric: float
    length: float
    scoring: float
    samples: tuple[str, ...]


def place_cells(cells: Sequence[Cell], columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the column of each cell, rising, so that the likeness to the columns is greatest.

    `columns` holds the folded texts of each column's other cells. Without any, and in tables of more than
    MOST_COLUMNS columns, cells stay where they stand.

    >>> from extractor.language.passages import build_passage
    >>> row = [Cell(build_passage(word, 0, len(word))) for word in ("合计", "100")]
    >>> place_cells(row, [["1", "2"], ["组织建设", "宣传"], ["成立的得5分;缺一项扣1分", "每次得1分"], ["5", "4"]])
    (1, 3)
    """
    if len(columns) > MOST_COLUMNS:
        return tuple(range(len(cells)))
    profiles = [_profile(column) for column in columns]
    if not any(profile.samples for profile in profiles):
        return tuple(range(len(cells)))
    texts = [cell.passage.text for cell in cells]

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == len(texts):
            return 0.0, ()
        options = []
        for choice in range(column, len(profiles) - (len(texts) - cell) + 1):
            rest, path = best(cell + 1, choice + 1)
            options.append((_likeness(texts[cell], profiles[choice]) + rest, (choice, *path)))
        return max(options, key=lambda option: (option[0], [-index for index in option[1]]))

    return best(0, 0)[1]


def _profile(column: Sequence[str]) -> _CellProfile:
    filled = [text for text in column if text]
    if not filled:
        return _CellProfile(0.0, 0.0, 0.0, ())
    count = len(filled)
    return _CellProfile(
        sum(bool(NUMERIC.fullmatch(text)) for text in filled) / count,
        sum(math.log1p(len(text)) for text in filled) / count,
        sum(bool(SCORING.search(text)) for text in filled) / count,
        tuple(filled[:SAMPLE]),
    )


def _likeness(text: str, profile: _CellProfile) -> float:
    """Return how well `text` fits a column, about -3 to 4; a blank cell fits everywhere a little."""
    if not text:
        return 0.0
    numeric = 2 * (1 - abs(bool(NUMERIC.fullmatch(text)) - profile.numeric)) - 1
    length = -abs(math.log1p(len(text)) - profile.length)
    scoring = 1 - abs(bool(SCORING.search(text)) - profile.scoring)
    alike = max((fuzz.ratio(text, sample) for sample in profile.samples), default=0.0) / 100
    return numeric + length + scoring + 2 * alike
