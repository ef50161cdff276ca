"""In: a grid and the field of each column. Out: entries (one an indicator), categories and the printed total.

Here merged cells are filled by meaning: a category holds for the rows below it, a name for the numbered rows
beside it, and a row without a number goes on with the indicator above. Not handled: rows in another order than
they are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.model.mappings import ColumnField
from extractor.model.outline import Grid, Row
from extractor.model.place import EMPTY, Passage, Place
from extractor.model.plan import Number
from extractor.parse.context import Context
from extractor.parse.damage import find_scrambled, is_nonsense, is_stuttering, may_be_nonsense
from extractor.text.numerals import parse_number

HAN_NUMBER = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]?$")
HAN_START = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]\s*(?=\S)")
ARABIC = re.compile(r"\(?(?P<n>\d{1,3})[.、)]?$")
# 1.信用制度文件落实和细化情况 (平阴): the number stands in the name
NUMBERED_NAME = re.compile(r"(?P<n>\d{1,3})[.、](?!\d)")
# 一、工作体系建设(5分); 工作创新(附加分10分)
POINTS_NOTE = re.compile(r"\(?(?:附加分|满分|共)?(?P<points>\d+(?:\.\d+)?)分\)?$")
BONUS = re.compile(r"附加分|加分项|奖扣分|奖励分")
SHORT_FIELDS: tuple[ColumnField, ...] = ("evidence", "method", "units")


@dataclass(frozen=True, slots=True)
class Category:
    """What a row of a table stands under: its number, words, points, and whether its print is garbled."""

    number: str
    label: str
    title: Passage
    points: Number | None
    damaged: bool = False
    bonus: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator: number, name, category, and the cells of its rows by field."""

    no: str | None
    name: Passage
    category: Category | None
    rows: tuple[dict[ColumnField, Passage], ...]
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
    entries: list[Entry] = []
    categories: list[Category] = []
    total: tuple[Number, Place] | None = None
    category: Category | None = None
    in_name = not any(cells.get("no") for cells in rows)
    for index, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
        printed_total = _find_total(context, cells)
        if printed_total is not None:
            total = total or printed_total
            continue
        found = _find_category(context, row, cells, rows[index + 1 :])
        if found is not None:
            category = found
            categories.append(category)
            continue
        if cells.get("level1") and not _goes_on(cells, in_name, entries):
            found = _column_category(context, cells["level1"], category)
            if found is not category:
                category = found
                categories.append(category)
        _add(entries, row, cells, category, marks.get(index, frozenset()), in_name=in_name)
    categories, entries = _mark_broken_series(categories, entries)
    return Reading(tuple(_fill_names(entries)), tuple(categories), total)


def _cells(row: Row, fields: Sequence[ColumnField | None]) -> dict[ColumnField, Passage]:
    cells: dict[ColumnField, Passage] = {}
    for cell, name in zip(row.cells, fields, strict=False):
        if name is not None and cell.passage:
            cells[name] = cells.get(name, EMPTY).join(cell.passage)
    return cells


def _find_total(context: Context, cells: dict[ColumnField, Passage]) -> tuple[Number, Place] | None:
    """Return the number of a 合计 row; it may stand in any column."""
    words = context.mappings.columns.total_rows
    if not any(cell.text.rstrip(":") in words for cell in cells.values()) or len(cells) > 3:
        return None
    for cell in cells.values():
        value = parse_number(cell.text.removesuffix("分"))
        if value is not None:
            return value, context.place(cell)
    return None


def _find_category(
    context: Context, row: Row, cells: dict[ColumnField, Passage], below: Sequence[dict[ColumnField, Passage]]
) -> Category | None:
    """Return the category that a row opens: one printed across the table, or one numbered 一 above rows numbered 1.

    A row numbered 七 without rows of its own below it (工作创新, 郏县) is an indicator.
    """
    if row.full_width:
        return build_category(context, row.cells[0].passage)
    number, name = cells.get("no", EMPTY), cells.get("name", EMPTY)
    if not HAN_NUMBER.match(number.text) or not name:
        return None
    following = below[0].get("no", EMPTY) if below else EMPTY
    if not ARABIC.match(following.text):
        return None
    points = cells.get("points", EMPTY)
    value = parse_number(points.text.removesuffix("分")) if points else None
    return build_category(context, name, number=number, points=value)


def build_category(
    context: Context, title: Passage, *, number: Passage = EMPTY, points: Number | None = None
) -> Category:
    """Return the category named by `title`; its number and points may stand within it (一、工作体系建设（5分）)."""
    note = POINTS_NOTE.search(title.text)
    bonus = bool(BONUS.search(title.text))
    if note:
        value = parse_number(note["points"])
        points = value if points is None else points
        title = title.cut(0, note.start())
        title = title.cut(0, len(title.text.rstrip("(")))
    start = HAN_START.match(title.text)
    mark = start or HAN_NUMBER.match(number.text)
    printed = title.printed if start or not number else f"{number.printed.rstrip('、.')}、{title.printed}"
    value = parse_number(mark["n"]) if mark else None
    place = context.place(title) if title else None
    return Category(str(value) if value is not None else "", printed, title, points, bonus=bonus, place=place)


def _column_category(context: Context, cell: Passage, current: Category | None) -> Category:
    """Return the category of a 一级指标 cell; the same words again, after a page break, are the same category."""
    found = build_category(context, cell)
    return current if current is not None and current.label == found.label else found


def _goes_on(cells: dict[ColumnField, Passage], in_name: bool, entries: Sequence[Entry]) -> bool:
    """Tell whether a row belongs to the indicator above: it has no number of its own where rows are numbered."""
    if not entries:
        return False
    if in_name:
        numbered = any(entry.no for entry in entries)
        return numbered and not NUMBERED_NAME.match(cells.get("name", EMPTY).text)
    return not cells.get("no")


def _add(
    entries: list[Entry],
    row: Row,
    cells: dict[ColumnField, Passage],
    category: Category | None,
    damaged: frozenset[str],
    *,
    in_name: bool,
) -> None:
    """Add a row to the entries: a new indicator, or one more criteria row of the last."""
    name = cells.get("name", EMPTY)
    number = cells.get("no", EMPTY)
    addresses = {"name": row.cells[0].address} if row.cells and row.cells[0].address else {}
    if _goes_on(cells, in_name, entries) and len(cells) and not _own_name(cells, in_name, entries):
        last = entries[-1]
        rest = {key: cell for key, cell in cells.items() if key not in ("name", "level1", "no")}
        rows = _merge_rows(last.rows, rest)
        whole = last.name.join(name) if name and name.text not in last.name.text else last.name
        entries[-1] = replace(last, name=whole, rows=rows, damaged=last.damaged | damaged)
        return
    no: str | None = None
    marked = NUMBERED_NAME.match(name.text)
    if number:
        match = ARABIC.match(number.text) or HAN_NUMBER.match(number.text)
        value = parse_number(match["n"]) if match else None
        no = str(value) if value is not None else number.printed
        if HAN_NUMBER.match(number.text):
            # 七 工作创新(附加分): a category that is its own only indicator
            label = f"{number.printed.rstrip('、.')}、{name.printed}"
            category = Category(str(value), label, name, None, bonus=bool(BONUS.search(name.text)))
    elif in_name and marked:
        no, name = str(int(marked["n"])), name.cut(marked.end())
    kept = {key: cell for key, cell in cells.items() if key not in ("name", "level1", "no")}
    entries.append(Entry(no, name, category, (kept,), damaged, {k: v for k, v in addresses.items() if v}))


def _own_name(cells: dict[ColumnField, Passage], in_name: bool, entries: Sequence[Entry]) -> bool:
    """Tell whether an unnumbered row is an indicator of its own: no row is numbered, or it has a name and points."""
    if in_name or cells.get("no"):
        return False
    return bool(cells.get("name")) and bool(cells.get("points")) and not any(entry.no for entry in entries)


def _merge_rows(
    rows: tuple[dict[ColumnField, Passage], ...], more: dict[ColumnField, Passage]
) -> tuple[dict[ColumnField, Passage], ...]:
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


def _damage_marks(
    context: Context, rows: Sequence[dict[ColumnField, Passage]], pool: Pool
) -> dict[int, frozenset[str]]:
    """Return the garbled fields of each row."""
    marks: dict[int, set[str]] = {}
    for index, cells in enumerate(rows):
        for name, cell in cells.items():
            if name in ("no", "points", "level1"):
                continue
            nonsense = may_be_nonsense(cell.text) and is_nonsense(cell.text, context.mappings.terms.terms)
            if is_stuttering(cell.text) or nonsense:
                marks.setdefault(index, set()).add(name)
    for name in SHORT_FIELDS:
        filled = [(index, cells[name].text) for index, cells in enumerate(rows) if cells.get(name)]
        for found in find_scrambled([text for _, text in filled], pool.get(name, [])):
            marks.setdefault(filled[found][0], set()).add(name)
    return {index: frozenset(names) for index, names in marks.items()}
