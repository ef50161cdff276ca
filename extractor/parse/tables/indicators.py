"""In: an outline's grids. Out: the indicators of the assessment tables, merged cells filled by meaning.

Not handled: tables whose header has two levels, and tables without a header row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.language.numerals import parse_number
from extractor.model.mappings import ColumnField
from extractor.model.outline import Grid, Outline
from extractor.model.place import EMPTY, Passage, Place
from extractor.model.plan import Indicator, IndicatorPart, Level, Number, Role, Rule, Unit
from extractor.parse.context import Context
from extractor.parse.facts.units import find_cell_units
from extractor.parse.scoring.rules import find_rules
from extractor.parse.tables.categories import Category
from extractor.parse.tables.header_fields import find_columns, is_indicator_table
from extractor.parse.tables.indicator_rows import Entry, Pool, build_pool, read_entries

TEXT_FIELDS: tuple[ColumnField, ...] = ("criteria", "content", "evidence", "method")
UNIT_FIELDS: tuple[tuple[ColumnField, Role], ...] = (
    ("lead_units", Role.LEAD),
    ("units", Role.RESPONSIBLE),
    ("participants", Role.PARTICIPANT),
)
TOTAL_NOTE = re.compile(r"(?:满分|总分|共计?|合计)(?:为)?:?(?P<points>\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table read: its indicators, its categories, and the total that is printed below or above it."""

    number: int
    grid: Grid
    indicators: tuple[Indicator, ...]
    categories: tuple[Category, ...]
    total: tuple[Number, Place] | None = None


@dataclass(slots=True)
class _Ids:
    used: Counter[str] = field(default_factory=Counter)

    def give(self, table: int, category: Category | None, no: str | None, row: int) -> str:
        """Return a stable id from the printed numbers: i<table>.<category>.<number>."""
        middle = f".{category.number}" if category is not None and category.number else ""
        base = f"i{table}{middle}.{no or f'r{row + 1}'}"
        self.used[base] += 1
        return base if self.used[base] == 1 else f"{base}-{self.used[base]}"


def find_tables(context: Context, outline: Outline) -> tuple[IndicatorTable, ...]:
    """Return the assessment tables of all parts, numbered from 1 in the document's order."""
    found = []
    for part in outline.parts:
        for grid in part.grids:
            fields = find_columns(context.mappings.columns, grid)
            if is_indicator_table(fields, grid):
                found.append((grid, fields))
    pool = build_pool(found)
    return tuple(_read_table(context, grid, fields, number, pool) for number, (grid, fields) in enumerate(found, 1))


def _read_table(
    context: Context, grid: Grid, fields: tuple[ColumnField | None, ...], number: int, pool: Pool
) -> IndicatorTable:
    reading = read_entries(context, grid, fields, pool)
    ids = _Ids()
    indicators = []
    for index, entry in enumerate(reading.entries):
        identifier = ids.give(number, entry.category, entry.no, index)
        indicators.append(_build_indicator(context, entry, number, identifier))
    total = reading.total or _caption_total(context, grid)
    return IndicatorTable(number, grid, tuple(indicators), reading.categories, total)


def _caption_total(context: Context, grid: Grid) -> tuple[Number, Place] | None:
    """Return the total that is printed above a table: (满分 100 分), 总分100分."""
    for passage in grid.caption:
        match = TOTAL_NOTE.search(passage.text)
        value = parse_number(match["points"]) if match else None
        if match and value is not None:
            return value, context.place(passage, *match.span("points"))
    return None


def _build_indicator(context: Context, entry: Entry, table: int, identifier: str) -> Indicator:
    places: dict[str, Place] = {}
    if entry.name:
        places["name"] = context.place(entry.name, address=entry.address("name"))
    category = entry.category
    if category is not None and category.title:
        places["level1"] = context.place(category.title)
    damaged = set(entry.damaged)
    parts = tuple(_build_part(context, rows) for rows in entry.rows) if len(entry.rows) > 1 else ()
    single = None if parts else _build_part(context, entry.rows[0])
    if single is not None:
        places.update(single.places)
    units = () if "units" in damaged else _read_units(context, entry)
    return Indicator(
        id=identifier,
        table=table,
        no=entry.no,
        name=entry.name.printed if entry.name else None,
        level1=category.label if category is not None else None,
        level1_points=category.points if category is not None else None,
        levels=_build_levels(category, places.get("level1")),
        points=single.points if single is not None else _sum(part.points for part in parts),
        criteria=single.criteria if single is not None else None,
        content=single.content if single is not None else None,
        evidence=single.evidence if single is not None else None,
        method=single.method if single is not None else None,
        units=units,
        rules=single.rules if single is not None else (),
        parts=parts,
        damaged=tuple(sorted(damaged | ({"level1"} if category is not None and category.damaged else set()))),
        place=_row_place(context, entry),
        places=places,
    )


def _build_levels(category: Category | None, place: Place | None) -> tuple[Level, ...]:
    """Return the groups above a row, outermost first."""
    if category is None or category.label is None:
        return ()
    return (Level(name=category.label, points=category.points, place=place),)


def _build_part(context: Context, cells: dict[ColumnField, Passage]) -> IndicatorPart:
    texts: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for name in TEXT_FIELDS:
        passage = cells.get(name, EMPTY)
        texts[name] = context.quote(passage) if passage else None
        if passage:
            places[name] = context.place(passage)
    points = cells.get("points", EMPTY)
    value = read_points(points)
    if value is not None:
        places["points"] = context.place(points)
    scored = cells.get("criteria", EMPTY) or cells.get("content", EMPTY)
    rules: tuple[Rule, ...] = find_rules(context, scored) if scored else ()
    first = next(iter(sorted(places.values(), key=lambda place: place.start)), None)
    return IndicatorPart(points=value, rules=rules, place=first, places=places, **texts)


def read_points(passage: Passage) -> Number | None:
    """Return the points of a cell; 5分 and 5 alike, text without a number None."""
    text = passage.text.removesuffix("分")
    return parse_number(text) if text else None


def _sum(values: object) -> Number | None:
    known = [value for value in values if value is not None]  # type: ignore[attr-defined]
    if not known:
        return None
    total = round(sum(known), 9)
    return int(total) if float(total).is_integer() else total


def _read_units(context: Context, entry: Entry) -> tuple[Unit, ...]:
    """Return the bodies of all rows of the entry, each name once."""
    found: dict[tuple[str, Role], Unit] = {}
    for name, role in UNIT_FIELDS:
        for cells in entry.rows:
            passage = cells.get(name, EMPTY)
            for unit in find_cell_units(context, passage, role) if passage else ():
                found.setdefault((unit.name, unit.role), unit)
    units: Sequence[Unit] = tuple(found.values())
    return tuple(units)


def _row_place(context: Context, entry: Entry) -> Place | None:
    passages = [passage for cells in entry.rows for passage in cells.values() if passage]
    if not passages:
        return None
    first = min(passages, key=lambda passage: passage.offsets[0])
    return context.place(first)
