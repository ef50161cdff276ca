"""In: a grid and the field of each column. Out: entries (one an indicator), categories and the printed total.

Here merged cells are filled by meaning: a category holds for the rows below it, a name for the numbered rows
beside it, and a row without a number goes on with the indicator above. Not handled: rows in another order than
they are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.language.numerals import parse_number
from extractor.model.mappings import ColumnField
from extractor.model.outline import Grid, Row
from extractor.model.place import EMPTY, Passage, Place
from extractor.model.plan import Number
from extractor.parse.context import Context
from extractor.parse.tables.categories import (
    ARABIC,
    BONUS,
    HAN_NUMBER,
    POINTS_NOTE,
    Category,
    build_column_category,
    find_category,
)
from extractor.parse.tables.ocr_damage import find_scrambled, is_nonsense, is_stuttering, may_be_nonsense

# 1.信用制度文件落实和细化情况 (平阴): the number stands in the name
# 3.1安全生产费用: numbers of two levels
NUMBERED_NAME = re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,2})+)(?![\d.%])|(?P<one>\d{1,3})[.、](?!\d)")
TOTAL_CELLS = 4
SHORT_FIELDS: tuple[ColumnField, ...] = ("evidence", "method", "units")


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator: number, name, category, and the cells of its rows by field."""

    no: str | None
    name: Passage
    category: Category | None
    rows: tuple[Cells, ...]
    damaged: frozenset[str] = frozenset()
    addresses: dict[str, str] = field(default_factory=dict)

    def address(self, name: str) -> str | None:
        """Return the cell's address (R3C2) where the format has cells."""
        return self.addresses.get(name)


@dataclass(frozen=True, slots=True)
class Reading:
    """All entries and categories of a table in order, and its printed total with its place."""

    entries: tuple[Entry, ...]
    categories: tuple[Category, ...]
    total: tuple[Number, Place] | None


Cells = dict[ColumnField, Passage]
"""The filled cells of a row by field."""
NAMING = ("name", "level1", "no")
Pool = dict[ColumnField, list[str]]
"""The folded cells of each short field, over all tables of a document."""


def build_pool(tables: Iterable[tuple[Grid, Sequence[ColumnField | None]]]) -> Pool:
    """Return the cells that a scrambled one may be held against."""
    pool: Pool = {name: [] for name in SHORT_FIELDS}
    for grid, fields in tables:
        for row in grid.rows:
            for name, cell in _cells(row, fields).items():
                if name in pool:
                    pool[name].append(cell.text)
    return pool


def read_entries(context: Context, grid: Grid, fields: Sequence[ColumnField | None], pool: Pool) -> Reading:
    """Return the entries of `grid`; `pool` holds the cells of all tables of the document."""
    rows = [_cells(row, fields) for row in grid.rows]
    marks = _damage_marks(context, rows, pool)
    gatherer = _Gatherer(in_name=not any(cells.get("no") for cells in rows))
    categories: list[Category] = []
    total: tuple[Number, Place] | None = None
    category: Category | None = None
    for index, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
        if _is_total(context, cells):
            total = total or _find_total(context, cells)
            continue
        opened = find_category(context, row, cells, rows[index + 1 :])
        found = opened
        if opened is None and cells.get("level1") and not gatherer.goes_on(cells):
            found = build_column_category(context, cells["level1"], category)
        if found is not None and found is not category:
            category = found
            categories.append(category)
        if opened is None:
            gatherer.add(row, cells, category, marks.get(index, frozenset()))
    categories, entries = _mark_broken_series(categories, gatherer.entries)
    return Reading(tuple(_fill_names(entries)), tuple(categories), total)


def _cells(row: Row, fields: Sequence[ColumnField | None]) -> Cells:
    cells: Cells = {}
    for cell, name in zip(row.cells, fields, strict=False):
        if name is not None and cell.passage:
            inner = name == "name"
            cells[name] = cell.passage if inner else cells.get(name, EMPTY).join(cell.passage)
    return cells


def _is_total(context: Context, cells: Cells) -> bool:
    """Tell whether a row is a 合计 or a 小计, which is no indicator."""
    words = context.mappings.columns.total_rows
    return len(cells) <= TOTAL_CELLS and any(cell.text.rstrip(":") in words for cell in cells.values())


def _find_total(context: Context, cells: Cells) -> tuple[Number, Place] | None:
    """Return the number of a 合计 row, which may stand in any column; a 小计 is not the table's total."""
    if any(cell.text.rstrip(":") == "小计" for cell in cells.values()):
        return None
    for cell in cells.values():
        value = parse_number(cell.text.removesuffix("分"))
        if value is not None:
            return value, context.place(cell)
    return None


@dataclass(slots=True)
class _Gatherer:
    """Gathers rows into entries; `in_name` tells that numbers stand in the names (平阴), not in a column."""

    in_name: bool
    entries: list[Entry] = field(default_factory=list)

    def goes_on(self, cells: Cells) -> bool:
        """Tell whether a row belongs to the indicator above: it has no number where rows are numbered."""
        if not self.entries:
            return False
        if self.in_name:
            numbered = any(entry.no for entry in self.entries)
            return numbered and not NUMBERED_NAME.match(cells.get("name", EMPTY).text)
        if cells.get("no"):
            return False
        return not (cells.get("name") and cells.get("points"))

    def add(self, row: Row, cells: Cells, category: Category | None, damaged: frozenset[str]) -> None:
        """Add a row: a new indicator, or one more criteria row of the last."""
        if self.goes_on(cells):
            self._extend(cells, damaged)
            return
        name, number = cells.get("name", EMPTY), cells.get("no", EMPTY)
        marked = NUMBERED_NAME.match(name.text) if self.in_name else None
        no: str | None = None
        if number:
            no = _read_number(number)
            if HAN_NUMBER.match(number.text):
                category = _own_category(name, no)
        elif marked:
            no, name = marked["n"] or str(int(marked["one"])), name.cut(marked.end())
        if self._repeats(no, name, category):
            self._extend({key: cell for key, cell in cells.items() if key != "name"}, damaged)
            return
        points = POINTS_NOTE.search(name.text) if name and "points" not in cells else None
        if points:
            cells = {**cells, "points": name.cut(*points.span("points"))}
        address = row.cells[0].address
        kept = {key: cell for key, cell in cells.items() if key not in NAMING}
        self.entries.append(Entry(no, name, category, (kept,), damaged, {"name": address} if address else {}))

    def _repeats(self, no: str | None, name: Passage, category: Category | None) -> bool:
        """Tell whether a row has the number and the name of the one above: one more criteria row of it."""
        if no is None or not self.entries:
            return False
        last = self.entries[-1]
        return last.no == no and last.category == category and name.text in ("", last.name.text)

    def _extend(self, cells: Cells, damaged: frozenset[str]) -> None:
        last, name = self.entries[-1], cells.get("name", EMPTY)
        rows = _merge_rows(last.rows, {key: cell for key, cell in cells.items() if key not in NAMING})
        whole = last.name.join(name) if name and name.text not in last.name.text else last.name
        self.entries[-1] = replace(last, name=whole, rows=rows, damaged=last.damaged | damaged)


def _read_number(number: Passage) -> str:
    match = ARABIC.match(number.text) or HAN_NUMBER.match(number.text)
    value = parse_number(match["n"]) if match else None
    return str(value) if value is not None else number.printed


def _own_category(name: Passage, no: str) -> Category:
    """七 工作创新(附加分) (郏县): a category that is its own only indicator."""
    return Category(no, name.printed, name, None, bonus=bool(BONUS.search(name.text)))


def _merge_rows(rows: tuple[Cells, ...], more: Cells) -> tuple[Cells, ...]:
    """Return the rows with `more` added: what goes on in mid-sentence joins the last row, else it is a part."""
    last = rows[-1]
    criteria, added = last.get("criteria", EMPTY), more.get("criteria", EMPTY)
    open_text = len(criteria) > 14 and not re.search(r"[。;!?][\"')]*$", criteria.text)
    if "points" not in more and added and open_text:
        joined = dict(last)
        for key, cell in more.items():
            old = joined.get(key, EMPTY)
            joined[key] = old if cell.text == old.text else old.join(cell)
        return (*rows[:-1], joined)
    if not added and "points" not in more and "content" not in more:
        joined = dict(last)
        for key, cell in more.items():
            joined.setdefault(key, cell)
        return (*rows[:-1], joined)
    return (*rows, more)


def _fill_names(entries: Sequence[Entry]) -> list[Entry]:
    """Give a merged name to the numbered rows beside it: below it first, then above it up to its category.

    郏县 prints 政府守信践诺 once for rows 1 to 3, in the first row of one table and in the second of the other.
    """
    filled: list[Entry] = []
    for entry in entries:
        before = filled[-1] if filled else None
        if not entry.name and entry.no and before is not None and before.category == entry.category and before.name:
            filled.append(replace(entry, name=before.name))
        else:
            filled.append(entry)
    for index in range(len(filled) - 2, -1, -1):
        entry, after = filled[index], filled[index + 1]
        if not entry.name and entry.no and after.category == entry.category and after.name:
            filled[index] = replace(entry, name=after.name)
    return filled


def _mark_broken_series(categories: list[Category], entries: list[Entry]) -> tuple[list[Category], list[Entry]]:
    """Mark a category without a number among numbered ones: its print is garbled (一度设(60分) before 二、, 平阴)."""
    numbered = [category for category in categories if category.number]
    if len(numbered) < 2 or len(numbered) == len(categories):
        return categories, entries
    broken = {id(category): replace(category, damaged=True) for category in categories if not category.number}
    marked = [broken.get(id(category), category) for category in categories]
    return marked, [
        replace(entry, category=broken.get(id(entry.category), entry.category)) if entry.category else entry
        for entry in entries
    ]


def _damage_marks(context: Context, rows: Sequence[Cells], pool: Pool) -> dict[int, frozenset[str]]:
    """Return the garbled fields of each row."""
    marks: dict[int, set[str]] = {}
    for index, cells in enumerate(rows):
        for name, cell in cells.items():
            if name in ("no", "points", "level1"):
                continue
            nonsense = may_be_nonsense(cell.text) and is_nonsense(cell.text, context.terms)
            if is_stuttering(cell.text) or nonsense:
                marks.setdefault(index, set()).add(name)
    for name in SHORT_FIELDS:
        filled = [(index, cells[name].text) for index, cells in enumerate(rows) if cells.get(name)]
        for found in find_scrambled([text for _, text in filled], pool.get(name, [])):
            marks.setdefault(filled[found][0], set()).add(name)
    return {index: frozenset(names) for index, names in marks.items()}
