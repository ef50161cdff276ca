"""In: the entries of an indicator table as its rows give them. Out: the same with what is merged over several of them.

A merged name holds for the numbered rows beside it; points merged over numbered rows are those of a group.
Not handled: which rows make one entry (`indicator_rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from extractor.language.grammar.continuation import stops_open
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Number
from extractor.model.paper.outline import Row
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.context import Context
from extractor.parse.tables.arrangement import Arrangement
from extractor.parse.tables.categories import ARABIC, HAN_NUMBER, RowGroup
from extractor.parse.tables.row_cells import Cells, RowCells


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """One indicator: number, name, the groups above it, and the cells of its rows by field."""

    no: str | None
    name: Passage
    groups: tuple[RowGroup, ...]
    rows: tuple[RowCells, ...]
    damaged: frozenset[str] = frozenset()
    address: str | None = None
    first: int = 0
    """index of its first row in the table"""
    own_name: bool = True
    """whether its name is printed in its own row, not merged from another"""

    @property
    def category(self) -> RowGroup | None:
        """The outermost group."""
        return self.groups[0] if self.groups else None


def read_number(number: Passage) -> str:
    """Return the number of a row in arabic digits, else as printed."""
    match = ARABIC.match(number.text) or HAN_NUMBER.match(number.text)
    value = parse_number(match["n"]) if match else None
    return str(value) if value is not None else number.printed


def read_points(passage: Passage) -> Number | None:
    """Return the points of a cell; 5分, 5% and 5 alike, text without a number None."""
    text = passage.text.removesuffix("分").removesuffix("%")
    return parse_number(text) if text else None


def fill_names(entries: Sequence[IndicatorEntry]) -> list[IndicatorEntry]:
    """Give a merged name to the numbered rows beside it: below it first, then above it up to its category.

    郏县 prints 政府守信践诺 once for rows 1 to 3, in the first row of one table and in the second of the other.
    """
    filled: list[IndicatorEntry] = []
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


class _Sharing(msgspec.Struct, frozen=True):
    """Looks for points of one column that are merged over several numbered rows."""

    context: Context
    named: bool
    rows: Sequence[Row]
    column: int

    def shares(self, first: IndicatorEntry, other: IndicatorEntry) -> bool:
        """Tell whether the points of `first` are merged over `other`: so the format says, or all is blank."""
        if self.column in self.rows[other.first].covered:
            between = self.rows[first.first + 1 : other.first + 1]
            return all(self.column in row.covered or row.full_width for row in between)
        if any(row.covered for row in self.rows):
            return False
        blank = not other.own_name and not self.rows[other.first].cells[self.column].passage and other.no is not None
        printed = self.rows[first.first].cells[self.column].passage
        return blank and bool(printed) and first.groups == other.groups

    def lift(self, entries: list[IndicatorEntry], run: range) -> None:
        """Make the points of a run of entries those of a group over them."""
        first = entries[run[0]]
        cell = self.rows[first.first].cells[self.column].passage
        points = read_points(cell)
        merged_name = self.named and all(not entries[index].own_name for index in run[1:])
        title = first.name if merged_name else EMPTY
        inner = first.groups[-1] if first.groups and not title else None
        if inner is not None and inner.points is None and _same_rows(entries, run, inner):
            grouped = (*first.groups[:-1], replace(inner, points=points))
        else:
            place = self.context.place(title or cell) if title or cell else None
            group = RowGroup("", title.printed if title else None, title, points, place=place)
            grouped = (*first.groups, group)
        for index in run:
            entry = entries[index]
            fields: Cells = {name: words for name, words in entry.rows[0].fields.items() if name != "points"}
            entries[index] = replace(
                entry, groups=grouped, rows=(replace(entry.rows[0], fields=fields), *entry.rows[1:])
            )


def share_points(
    context: Context, arrangement: Arrangement, rows: Sequence[Row], entries: Sequence[IndicatorEntry]
) -> list[IndicatorEntry]:
    """Make points that are merged over several numbered rows those of a group; the rows have none."""
    worth = [index for index, name in arrangement.fields.items() if name == "points"]
    if not worth:
        return list(entries)
    sharing = _Sharing(context, arrangement.name is not None, rows, worth[0])
    shared = list(entries)
    position = 0
    while position < len(shared):
        stop = position + 1
        while stop < len(shared) and sharing.shares(shared[position], shared[stop]):
            stop += 1
        if stop - position > 1:
            sharing.lift(shared, range(position, stop))
        position = stop
    return shared


def _same_rows(entries: Sequence[IndicatorEntry], run: range, inner: RowGroup) -> bool:
    """Tell whether the rows of `run` are all rows of a group."""
    mine = [index for index, entry in enumerate(entries) if any(group is inner for group in entry.groups)]
    return mine == list(run)


def mark_broken_series(
    categories: list[RowGroup], entries: list[IndicatorEntry]
) -> tuple[list[RowGroup], list[IndicatorEntry]]:
    """Mark a category without a number among numbered ones: its print is garbled (一度设(60分) before 二、, 平阴)."""
    outer = [category for category in categories if any(entry.category is category for entry in entries)]
    numbered = [category for category in outer if category.number]
    if len(numbered) < 2 or len(numbered) == len(outer):
        return categories, entries
    broken = {id(category): replace(category, damaged=True) for category in outer if not category.number}
    marked = [broken.get(id(category), category) for category in categories]
    return marked, [
        replace(entry, groups=tuple(broken.get(id(group), group) for group in entry.groups)) for entry in entries
    ]


def merge_rows(rows: tuple[RowCells, ...], more: RowCells) -> tuple[RowCells, ...]:
    """Return the rows with `more` added: what goes on in mid-sentence joins the last row, else it is a part."""
    last = rows[-1]
    criteria, added = last.fields.get("criteria", EMPTY), more.fields.get("criteria", EMPTY)
    if "points" not in more.fields and added and stops_open(criteria.text):
        joined: Cells = dict(last.fields)
        for key, cell in more.fields.items():
            old = joined.get(key, EMPTY)
            joined[key] = old if cell.text == old.text else old.join(cell)
        whole = (*last.criteria[:-1], joined["criteria"]) if len(last.criteria) < 2 else (*last.criteria, added)
        return (*rows[:-1], replace(last, fields=joined, criteria=whole, extras=_join_extras(last, more)))
    if not added and "points" not in more.fields and "content" not in more.fields:
        return (*rows[:-1], replace(last, fields=_join_fields(last, more), extras=_join_extras(last, more)))
    return (*rows, more)


def _join_fields(last: RowCells, more: RowCells) -> Cells:
    """Return the cells of both rows; what a row prints below another's cell goes on with it."""
    joined: Cells = dict(more.fields)
    for key, cell in last.fields.items():
        added = joined.get(key, EMPTY)
        joined[key] = cell if not added or added.text in cell.text else cell.join(added)
    return joined


def _join_extras(last: RowCells, more: RowCells) -> dict[str, Passage]:
    joined = dict(last.extras)
    for head, cell in more.extras.items():
        old = joined.get(head, EMPTY)
        joined[head] = old if cell.text in old.text else old.join(cell)
    return joined
