"""In: an indicator table with its columns arranged. Out: entries (one an indicator), their groups, the printed total.

Merged cells are filled by what they mean: a group holds for the rows below it, a name for the numbered rows beside
it, points over several numbered rows are the group's, and a row without a number goes on with the indicator above.
Not handled: rows in another order than they are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Number
from extractor.model.mappings import ColumnField
from extractor.model.paper.outline import Row
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.parse.context import Context
from extractor.parse.tables.arrangement import Arrangement
from extractor.parse.tables.categories import (
    HAN_NUMBER,
    HAN_START,
    GroupsInForce,
    RowGroup,
    build_category,
    drop_marks,
    find_category,
    find_wide_category,
    own_category,
    split_points,
    with_points,
)
from extractor.parse.tables.entries import (
    IndicatorEntry,
    fill_names,
    mark_broken_series,
    merge_rows,
    read_number,
    read_points,
    share_points,
)
from extractor.parse.tables.ocr_damage import SHORT_FIELDS, Pool, find_damaged_fields
from extractor.parse.tables.row_cells import Cells, RowCells, build_row_cells, is_glued, is_note, is_to_fill, is_total
from extractor.parse.tables.table_kinds import TableReading

# 1.信用制度文件落实和细化情况 (平阴): the number stands in the name
# 3.1安全生产费用: numbers of two levels
NUMBERED_NAME = re.compile(
    r"\(?(?P<n>\d{1,3}(?:\.\d{1,2})+)(?![\d.%])|(?P<one>\d{1,3})[.、)](?!\d)|\((?P<two>\d{1,2})\)"
)
SHARED: tuple[ColumnField, ...] = (
    "criteria", "content", "evidence", "method", "target", "units", "lead_units", "participants",
)  # fmt: skip
"""Fields whose merged cell holds for each numbered row beside it."""
TOTAL = re.compile(r"[^\d]*?(?P<n>\d+(?:\.\d+)?)分?")
"""合计100分"""


class IndicatorRows(msgspec.Struct, frozen=True):
    """All entries and groups of a table in order, and its printed total with its place."""

    entries: tuple[IndicatorEntry, ...]
    categories: tuple[RowGroup, ...]
    total: tuple[Number, Place] | None


def build_pool(tables: Iterable[tuple[TableReading, Arrangement]]) -> Pool:
    """Return the cells that a scrambled one may be held against."""
    pool: Pool = {name: [] for name in SHORT_FIELDS}
    for reading, arrangement in tables:
        for row in reading.grid.rows:
            for name, cell in build_row_cells(row, arrangement).fields.items():
                if name in pool:
                    pool[name].append(cell.text)
    return pool


def read_entries(context: Context, reading: TableReading, arrangement: Arrangement, pool: Pool) -> IndicatorRows:
    """Return the entries of a table; `pool` holds the cells of all tables of the document."""
    grid = reading.grid
    cells = [build_row_cells(row, arrangement) for row in grid.rows]
    reader = _IndicatorRowReader(
        context, arrangement, grid.rows, cells, find_damaged_fields(context.terms, cells, pool)
    )
    reader.in_name = not any(row.number for row in cells)
    for index in range(len(grid.rows)):
        reader.take(index)
    entries = share_points(context, arrangement, grid.rows, fill_names(reader.entries))
    categories, entries = mark_broken_series(reader.categories, entries)
    return IndicatorRows(tuple(entries), tuple(categories), reader.total)


class _IndicatorRowReader(msgspec.Struct):
    """Takes the rows of a table one by one; what they open and add is kept in order."""

    context: Context
    arrangement: Arrangement
    rows: Sequence[Row]
    cells: Sequence[RowCells]
    marks: dict[int, frozenset[str]]
    groups: GroupsInForce = msgspec.field(default_factory=GroupsInForce)
    entries: list[IndicatorEntry] = msgspec.field(default_factory=list)
    categories: list[RowGroup] = msgspec.field(default_factory=list)
    total: tuple[Number, Place] | None = None
    held: dict[int, Passage] = msgspec.field(default_factory=dict)
    """the last printed cell of each column, which may be merged over the rows below"""
    in_name: bool = False
    """whether numbers stand in the names (平阴), not in a column"""

    def take(self, index: int) -> None:
        """Take one row: a total, a note, a group, a new indicator, or one more row of the last."""
        row, cells = self.rows[index], self.cells[index]
        columns = self.context.mappings.columns
        if is_total(columns, row):
            self.total = self.total or _find_total(self.context, row)
            return
        if is_note(columns, row) or is_glued(cells) or (self.entries and is_to_fill(cells)):
            return
        opened = self._open_row(index, row, cells)
        if opened is not None:
            self._keep(opened)
            self.groups.open_row(opened)
            return
        if row.full_width:
            return
        self._hold(row)
        goes_on = self._goes_on(row, cells)
        name_column = self._open_columns(row, cells, goes_on=goes_on)
        if goes_on:
            self._extend(cells, self.marks.get(index, frozenset()))
        else:
            self._add(index, row, cells, name_column)

    def _hold(self, row: Row) -> None:
        for column, cell in enumerate(row.cells):
            if cell.passage:
                self.held[column] = cell.passage
            elif column not in row.covered:
                self.held.pop(column, None)

    def _keep(self, category: RowGroup) -> None:
        if not any(category is other for other in self.categories):
            self.categories.append(category)

    def _open_row(self, index: int, row: Row, cells: RowCells) -> RowGroup | None:
        if row.full_width:
            return find_wide_category(self.context, row.cells[0].passage)
        title = self._title(cells)
        points = cells.fields.get("points", EMPTY)
        below = [other.number for other in self.cells[index + 1 :]]
        found = find_category(self.context, cells.number, title, points, below)
        if found is not None:
            return found
        return self._open_spanning(row, cells, points)

    def _title(self, cells: RowCells) -> Passage:
        return cells.name or next(iter(cells.levels.values()), EMPTY)

    def _open_spanning(self, row: Row, cells: RowCells, points: Passage) -> RowGroup | None:
        """Return the group of a row whose naming cell reaches over the naming columns: 一、共性指标 | 40."""
        others = [cell for name, cell in cells.fields.items() if name != "points"]
        title = cells.number if HAN_START.match(cells.number.text) else EMPTY
        if not title and not cells.number and len(cells.levels) == 1 and not cells.name:
            (column, words), *_ = cells.levels.items()
            if HAN_START.match(words.text) and not row.cells[column].row_span > 1:
                title = words
        if not title and not cells.number and not cells.levels and HAN_START.match(cells.name.text) and not others:
            title = cells.name
        if not title or others:
            return None
        value = parse_number(points.text.removesuffix("分")) if points else None
        return build_category(self.context, title, points=value)

    def _open_columns(self, row: Row, cells: RowCells, *, goes_on: bool) -> int | None:
        """Open the groups of the row's columns; return a group column whose cell names the row itself."""
        if goes_on and not (cells.levels and not self.entries):
            return None
        own_name = bool(cells.name)
        name_column: int | None = None
        last = max(cells.levels, default=None)
        if last is not None and not own_name and self._names_row(row, last):
            name_column = last
        for column, words in cells.levels.items():
            if column == name_column:
                self.groups.columns = {key: value for key, value in self.groups.columns.items() if key < column}
                continue
            points = self._level_points(row, column)
            category = with_points(build_category(self.context, words), points)
            opened = self.groups.open_column(column, category)
            self._keep(opened)
        return name_column

    def _names_row(self, row: Row, column: int) -> bool:
        """Tell whether a group's cell names the row: it reaches into the name's column, or stands alone in it."""
        name = self.arrangement.name
        if name is None or name in row.covered:
            return False
        cell = row.cells[column]
        return cell.row_span == 1 and (column < name < column + cell.column_span or column + cell.column_span == name)

    def _level_points(self, row: Row, column: int) -> Number | None:
        at = self.arrangement.level_points.get(column)
        return read_points(row.cells[at].passage) if at is not None else None

    def _goes_on(self, row: Row, cells: RowCells) -> bool:
        """Tell whether a row belongs to the indicator above: it has no number where rows are numbered."""
        if not self.entries:
            return False
        if self.in_name:
            if any(entry.no for entry in self.entries):
                return not NUMBERED_NAME.match(cells.name.text) and not self._is_new_name(cells)
            new = cells.name or any(column not in row.covered for column in cells.levels)
            return not new
        if cells.number:
            return False
        if self.arrangement.number in row.covered and row.cells:
            return not (cells.name and self._names_apart(row))
        return not (cells.name and cells.fields.get("points"))

    def _names_apart(self, row: Row) -> bool:
        """Tell whether rows below one merged number are indicators of their own: each has its name and its worth."""
        points = [index for index, name in self.arrangement.fields.items() if name == "points"]
        return bool(points) and all(row.cells[index].passage for index in points)

    def _is_new_name(self, cells: RowCells) -> bool:
        """Tell whether a name without a number, among numbered ones, has points of its own."""
        return bool(cells.name and cells.fields.get("points")) and cells.name.text not in self.entries[-1].name.text

    def _add(self, index: int, row: Row, cells: RowCells, name_column: int | None) -> None:
        """Add a new indicator, or one more criteria row of the last where number and name are printed again."""
        name = cells.levels[name_column] if name_column is not None else cells.name
        groups = self.groups.chain()
        marked = NUMBERED_NAME.match(name.text)
        no: str | None = None
        if cells.number:
            no = read_number(cells.number)
            if HAN_NUMBER.match(cells.number.text):
                groups = (own_category(name, no, read_points(cells.fields.get("points", EMPTY))),)
            if marked and (marked["n"] or marked["one"] or marked["two"]) == no:
                name = name.cut(marked.end())
        elif marked and self.in_name:
            no, name = marked["n"] or str(int(marked["one"] or marked["two"])), name.cut(marked.end())
        elif self.in_name and (han := HAN_START.match(name.text)) and cells.fields.get("points"):
            no, name = str(parse_number(han["n"])), name.cut(han.end())
        if self._repeats(no, name, groups):
            self._extend(replace(cells, name=EMPTY), self.marks.get(index, frozenset()))
            return
        name, points = split_points(name)
        cells = cells if points is None or cells.fields.get("points") else replace(cells, worth=points)
        cells = self._inherit(row, cells)
        named = self.arrangement.name
        address = row.cells[named].address if named is not None and name else row.cells[0].address
        damaged = self.marks.get(index, frozenset())
        self.entries.append(IndicatorEntry(no, drop_marks(name), groups, (cells,), damaged, address, index, bool(name)))

    def _inherit(self, row: Row, cells: RowCells) -> RowCells:
        """Give a new indicator the cells that are merged over it from the rows above."""
        merged = {column: self.held[column] for column in sorted(row.covered) if column in self.held}
        if not merged:
            return cells
        fields: Cells = dict(cells.fields)
        for column, name in self.arrangement.fields.items():
            if column in merged and name in SHARED:
                fields[name] = merged[column].join(fields[name]) if name in fields else merged[column]
        criteria = tuple(
            words
            for column, name in self.arrangement.fields.items()
            if name == "criteria" and (words := merged.get(column) or row.cells[column].passage)
        )
        extras = {head: merged[column] for column, head in self.arrangement.extras.items() if column in merged}
        return replace(cells, fields=fields, criteria=criteria, extras={**extras, **cells.extras})

    def _repeats(self, no: str | None, name: Passage, groups: tuple[RowGroup, ...]) -> bool:
        """Tell whether a row has the number and the name of the one above: one more criteria row of it."""
        if no is None or not self.entries:
            return False
        last = self.entries[-1]
        return last.no == no and last.category == (groups[0] if groups else None) and name.text in ("", last.name.text)

    def _extend(self, cells: RowCells, damaged: frozenset[str]) -> None:
        last, name = self.entries[-1], cells.name
        rows = merge_rows(last.rows, cells)
        whole = last.name.join(name) if name and name.text not in last.name.text else last.name
        self.entries[-1] = replace(last, name=whole, rows=rows, damaged=last.damaged | damaged)


def _find_total(context: Context, row: Row) -> tuple[Number, Place] | None:
    """Return the number of a 合计 row, which may stand in any column; a 小计 is not the table's total."""
    if any(cell.passage.text.rstrip(":") == "小计" for cell in row.cells):
        return None
    for cell in row.cells:
        match = TOTAL.fullmatch(cell.passage.text)
        value = parse_number(match["n"]) if match else parse_number(cell.passage.text.removesuffix("分"))
        if value is not None:
            return value, context.place(cell.passage)
    return None
