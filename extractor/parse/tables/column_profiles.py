"""In: a column of a grid. Out: `ColumnProfile`, what its cells are like, whatever its head says.

Not handled: single cells; a profile speaks for most of a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extractor.language.grammar.body_names import is_body
from extractor.model.mappings import Mappings
from extractor.model.paper.outline import Grid, Row

BARE_NUMBER = re.compile(r"[\d.]+(?:分|%)?|[一二三四五六七八九十]{1,3}分?")
SEQUENCE = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3})[.、)]?")
POINTS_NOTE = re.compile(r"\((?:附加分|满分|共)?[\d.]+分\)$")
SCORING = re.compile(r"[得扣加]\d+(?:\.\d+)?分|满分|不得分|[得扣加]分")
FORMULA = re.compile(r"[/÷×]\s*[^\d/]{2,}|×100%|/[^,。]{2,}×")
DATE = re.compile(
    r"(?:20\d{2}年)?(?:\d{1,2}|^[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|[上中下]旬)?(?:底|末)?(?:前|以前|之前)?|20\d{2}年(?:底|末)?前?|20\d{2}[-./]\d{1,2}"
    r"|\d+个?(?:工作日|小时|天|日|个?月)|长期|持续|常态|全年|年内|年底|[上下]半年|季度|每[年月季周日]|立行立改|即"
)
VALUE = re.compile(
    r"(?:[≥≤><=]|不[低少高多]于|不超过|达到?|优于)?\d[\d.]*(?:[%‰]|[\u4e00-\u9fff/]{0,6})(?:以[上下内])?"
)
"""≤8天, 98%以上"""
NATURE = re.compile(r"定量|定性|约束性|预期性|正向|负向|逆向|引导性|必选|可选")
SEEN = 600
"""What kind of column it is shows in the first characters of its cells."""
SIGNED = re.compile(r"[+\-−±][\d.]+分?(?:/[\u4e00-\u9fff]{1,3})?")
"""+5, -10分: what is added or taken away"""
MARKS = "●○〇√✓✔★☆▲△◎■□◆◇⊙"
MARK_WORDS = re.compile(r"(?:总?牵头|主办|主责|主管|负责|责任|配合|协办|协助|协同|参与)(?:单位|部门)?")
MARK = re.compile(rf"[{MARKS}]|{MARK_WORDS.pattern}")
"""what a cell of a matrix of bodies holds"""
NAMES = re.compile(r"[、,;。:\s()/]|牵头|配合|负责|落实|责任|参与|协办|协助|等")
GROUPING = re.compile(r"^\(?[一二三四五六七八九十]{1,3}[、.)]")
ITEM_NUMBER = re.compile(r"^\(?\d{1,2}(?:[.、](?!\d)|\))")
WORDY = 30


class ColumnProfile(msgspec.Struct, frozen=True):
    """Shares (0 to 1) of a column's filled cells that are of a kind, their mean length, and how many are filled."""

    filled: int
    rows: int
    numbers: float = 0.0
    sequence: float = 0.0
    counted: float = 0.0
    """share of the cells that count on from the one above: 4, 5, 6"""
    noted: float = 0.0
    scoring: float = 0.0
    formulas: float = 0.0
    dates: float = 0.0
    values: float = 0.0
    natures: float = 0.0
    marks: float = 0.0
    signed: float = 0.0
    grouping: float = 0.0
    """share of cells numbered as groups are: 一、, （一）"""
    own_numbers: float = 0.0
    """share of cells numbered as items are: 1., （1）"""
    bodies: float = 0.0
    length: float = 0.0
    merged: float = 0.0
    """share of the rows that a merged cell of the column reaches into"""

    @property
    def wordy(self) -> bool:
        """Whether the cells hold sentences rather than names."""
        return self.length > WORDY


def build_profiles(mappings: Mappings, grid: Grid) -> tuple[ColumnProfile, ...]:
    """Return what each column of a table is like; rows of totals and notes are left out."""
    skipped = {*mappings.columns.total_rows, *mappings.columns.note_rows}
    rows = [row for row in grid.rows if not row.full_width and not _is_named(row, skipped)]
    width = len(grid.rows[0].cells) if grid.rows else len(grid.header)
    return tuple(_profile(mappings, rows, column) for column in range(width))


def _is_named(row: Row, words: set[str]) -> bool:
    filled = [cell.passage.text.rstrip(":") for cell in row.cells if cell.passage]
    return bool(filled) and filled[0] in words


def _counts_on(above: str, below: str) -> bool:
    return above.isdecimal() and below.isdecimal() and int(below) == int(above) + 1


def _profile(mappings: Mappings, rows: Sequence[Row], column: int) -> ColumnProfile:
    whole_texts = [row.cells[column].passage.text for row in rows if row.cells[column].passage]
    texts = [text[:SEEN] for text in whole_texts]
    merged = sum(column in row.covered for row in rows)
    if not texts:
        return ColumnProfile(0, len(rows), merged=merged / len(rows) if rows else 0.0)
    count = len(texts)

    def share(pattern: re.Pattern[str], *, whole: bool = False) -> float:
        return sum(bool(pattern.fullmatch(text) if whole else pattern.search(text)) for text in texts) / count

    return ColumnProfile(
        filled=count,
        rows=len(rows),
        numbers=share(BARE_NUMBER, whole=True),
        sequence=share(SEQUENCE, whole=True),
        counted=sum(_counts_on(above, below) for above, below in pairwise(texts)) / max(count - 1, 1),
        noted=share(POINTS_NOTE),
        scoring=share(SCORING),
        formulas=share(FORMULA),
        dates=sum(bool(DATE.search(text)) and len(text) <= 24 for text in texts) / count,
        values=share(VALUE, whole=True),
        natures=share(NATURE, whole=True),
        marks=share(MARK, whole=True),
        signed=share(SIGNED, whole=True),
        grouping=share(GROUPING),
        own_numbers=share(ITEM_NUMBER),
        bodies=sum(_names_bodies(mappings, text) for text in texts) / count,
        length=sum(map(len, whole_texts)) / count,
        merged=merged / len(rows),
    )


def _names_bodies(mappings: Mappings, text: str) -> bool:
    """Tell whether a cell is a list of bodies: 县财政局、县审计局; 县农业局牵头，县环保局配合."""
    names = [name for name in NAMES.split(text) if len(name) > 1]
    return bool(names) and sum(is_body(mappings.units, name) for name in names) >= 0.6 * len(names)
