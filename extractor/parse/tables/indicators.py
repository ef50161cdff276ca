"""In: the tables of a document that measure. Out: their indicators, each with its groups, merged cells filled.

Not handled: scoring schemes in running text (`prose_indicators`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Indicator, IndicatorPart, Level, Number, Role, Unit
from extractor.model.mappings import ColumnField
from extractor.model.paper.outline import Grid
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.model.paper.table import TableKind
from extractor.parse.context import Context
from extractor.parse.facts.lead_order import settle_order
from extractor.parse.facts.units import find_cell_units
from extractor.parse.scoring.projection import project_rules
from extractor.parse.scoring.statements import find_statements
from extractor.parse.tables.arrangement import arrange
from extractor.parse.tables.categories import RowGroup
from extractor.parse.tables.entries import IndicatorEntry, read_points
from extractor.parse.tables.heading_bodies import find_named_bodies
from extractor.parse.tables.indicator_rows import build_pool, read_entries
from extractor.parse.tables.row_cells import RowCells
from extractor.parse.tables.table_kinds import TableReading

TEXT_FIELDS: tuple[ColumnField, ...] = ("criteria", "content", "evidence", "method")
UNIT_FIELDS: tuple[tuple[ColumnField, Role], ...] = (
    ("lead_units", Role.LEAD),
    ("units", Role.RESPONSIBLE),
    ("participants", Role.PARTICIPANT),
)
TOTAL_NOTE = re.compile(r"(?:满分|总分|共计?|合计)(?:为)?:?(?P<points>\d+(?:\.\d+)?)分")
# a name that ends as a body does is one only where it begins with its place: 县档案馆, 各镇, but not 便民服务中心


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table read: its indicators, its categories, and the total that is printed below or above it."""

    number: int
    grid: Grid
    indicators: tuple[Indicator, ...]
    categories: tuple[RowGroup, ...]
    total: tuple[Number, Place] | None = None


class _Ids(msgspec.Struct):
    used: Counter[str] = msgspec.field(default_factory=Counter)

    def give(self, table: int, category: RowGroup | None, no: str | None, row: int) -> str:
        """Return a stable id from the printed numbers: i<table>.<category>.<number>."""
        middle = f".{category.number}" if category is not None and category.number else ""
        base = f"i{table}{middle}.{no or f'r{row + 1}'}"
        self.used[base] += 1
        return base if self.used[base] == 1 else f"{base}-{self.used[base]}"


def find_indicators(context: Context, readings: Sequence[TableReading]) -> tuple[IndicatorTable, ...]:
    """Return the tables that measure with their indicators, numbered from 1 in the document's order."""
    found = [(reading, arrange(reading, context.year)) for reading in readings if reading.kind is TableKind.INDICATORS]
    pool = build_pool(found)
    tables = []
    for number, (reading, arrangement) in enumerate(found, 1):
        entries = read_entries(context, reading, arrangement, pool)
        settled = settle_order(context, reading.grid, leads_apart=reading.has("lead_units"))
        ids = _Ids()
        indicators = tuple(
            _build_indicator(settled, entry, number, ids.give(number, entry.category, entry.no, index), reading.grid)
            for index, entry in enumerate(entries.entries)
        )
        total = entries.total or _caption_total(context, reading.grid)
        tables.append(IndicatorTable(number, reading.grid, indicators, entries.categories, total))
    return tuple(tables)


def _caption_total(context: Context, grid: Grid) -> tuple[Number, Place] | None:
    """Return the total that is printed above a table: (满分 100 分), 总分100分."""
    for passage in grid.caption:
        match = TOTAL_NOTE.search(passage.text)
        value = parse_number(match["points"]) if match else None
        if match and value is not None:
            return value, context.place(passage, *match.span("points"))
    return None


def _build_indicator(context: Context, entry: IndicatorEntry, table: int, identifier: str, grid: Grid) -> Indicator:
    places: dict[str, Place] = {}
    if entry.name:
        places["name"] = context.place(entry.name, address=entry.address)
    category = entry.category
    if category is not None and category.title:
        places["level1"] = context.place(category.title)
    damaged = set(entry.damaged)
    parts = tuple(_build_part(context, rows) for rows in entry.rows) if len(entry.rows) > 1 else ()
    single = None if parts else _build_part(context, entry.rows[0])
    if single is not None:
        places.update(single.places)
    target = next((cell for rows in entry.rows if (cell := rows.fields.get("target"))), EMPTY)
    if target:
        places["target"] = context.place(target)
    return Indicator(
        id=identifier,
        table=table,
        no=entry.no,
        name=entry.name.printed if entry.name else None,
        level1=category.label if category is not None else None,
        level1_points=category.points if category is not None else None,
        levels=tuple(Level(name=group.label, points=group.points, place=group.place) for group in entry.groups),
        target=context.quote(target) if target else None,
        points=single.points if single is not None else _sum(part.points for part in parts),
        criteria=single.criteria if single is not None else None,
        content=single.content if single is not None else None,
        evidence=single.evidence if single is not None else None,
        method=single.method if single is not None else None,
        columns=single.columns if single is not None else {},
        units=() if "units" in damaged else _read_units(context, entry, grid),
        rules=single.rules if single is not None else (),
        statements=single.statements if single is not None else (),
        parts=parts,
        damaged=tuple(sorted(damaged | ({"level1"} if category is not None and category.damaged else set()))),
        place=_row_place(context, entry),
        places=places,
    )


def _build_part(context: Context, cells: RowCells) -> IndicatorPart:
    texts: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for name in TEXT_FIELDS:
        passage = cells.fields.get(name, EMPTY)
        several = name == "criteria" and len(cells.criteria) > 1
        quotes = [context.quote(one) for one in (cells.criteria if several else (passage,)) if one]
        texts[name] = "\n".join(quotes) or None
        if passage:
            places[name] = context.place(passage)
    points = cells.fields.get("points", EMPTY)
    value = read_points(points) if points else cells.worth
    if value is not None and points:
        places["points"] = context.place(points)
    first = next(iter(sorted(places.values(), key=lambda place: place.start)), None)
    extras = {head: context.quote(passage) for head, passage in cells.extras.items()}
    places |= {head: context.place(passage) for head, passage in cells.extras.items() if passage}
    scored = cells.criteria or tuple(filter(None, (cells.fields.get("content"),)))
    statements = find_statements(context, *scored)
    return IndicatorPart(
        points=value,
        rules=project_rules(statements),
        statements=statements,
        columns=extras,
        place=first,
        places=places,
        **texts,
    )


def _sum(values: object) -> Number | None:
    known = [value for value in values if value is not None]  # type: ignore[attr-defined]
    if not known:
        return None
    total = round(sum(known), 9)
    return int(total) if float(total).is_integer() else total


def _read_units(context: Context, entry: IndicatorEntry, grid: Grid) -> tuple[Unit, ...]:
    """Return the bodies of all rows of the entry, each name once; where no column has any, the body the row names."""
    found: dict[tuple[str, Role], Unit] = {}
    for name, role in UNIT_FIELDS:
        for cells in entry.rows:
            passage = cells.fields.get(name, EMPTY)
            for unit in find_cell_units(context, passage, role) if passage else ():
                found.setdefault((unit.name, unit.role), unit)
    if found:
        return tuple(found.values())
    for passage in _names_of_bodies(context, entry, grid):
        return find_cell_units(context, passage)
    return ()


def _names_of_bodies(context: Context, entry: IndicatorEntry, grid: Grid) -> Iterator[Passage]:
    """Yield what stands for a body: the row's name, its inner group, the heading that the table stands under."""
    inner = [group.title for group in entry.groups[-1:] if group.title]
    yield from find_named_bodies(context, (entry.name, *inner, *grid.under))


def _row_place(context: Context, entry: IndicatorEntry) -> Place | None:
    passages = [passage for cells in entry.rows for passage in cells.fields.values() if passage]
    passages = passages or ([entry.name] if entry.name else [])
    if not passages:
        return None
    first = min(passages, key=lambda passage: passage.offsets[0])
    return context.place(first)
