"""In: a checked plan and its ledger. Out: one problem for each table, with every cell that nothing else speaks of.

Each filled cell of a table is in a fact, in an item, in an unread stretch, a doubt or a problem; what is in none is
told here, so that no cell is lost in silence. Not handled: why a cell was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.check.ledger import Ledger, Stretch, find_roles, list_stretches
from extractor.language.cover import Cover
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Piece, Place
from extractor.model.paper.table import Table, TableCell, TableKind
from extractor.model.problem import Problem, Severity

TOTAL = re.compile(r"(?:合\s*计|总\s*计|总\s*分|小\s*计|共\s*计)(?:[:：]?\d+(?:\.\d+)?分?)?$")
NUMBER = re.compile(r"\d+(?:\.\d+)?[分%]?")
ROW_NUMBER = re.compile(r"[（(]?(?:\d{1,4}(?:[.-]\d{1,3})*|[一二三四五六七八九十百]{1,4}|[①-⑳])[)）.、]?")
LAYOUT = re.compile(r"[\s|]*")
SHOWN = 6
"""Cells that the message quotes."""
LONGEST = 12
WHAT = {
    TableKind.FORM: ("是待填的表或名单", "is a form or a list"),
    TableKind.NUMBERS: ("是数据表", "holds numbers"),
}


def find_table_rest(plan: Plan, ledger: Ledger, stage: str) -> Iterator[Problem]:
    """Yield a note for each table of which cells are in no fact, no item and nothing that is told."""
    if not plan.tables:
        return
    told = _cover_told(plan)
    for table in plan.tables:
        covers = (ledger.held, ledger.owned, told)
        known = {
            *_find_totals(table),
            *_find_numbers(table, covers),
            *_find_group_points(plan, table, covers),
            *_find_garbled(plan, table),
        }
        left = [cell for cell in table.cells if (cell.row, cell.column) not in known and _is_left(cell, covers)]
        if left:
            yield _build(plan, table, left, stage)


def _cover_told(plan: Plan) -> Cover:
    size = len(plan.text)
    told = Cover(0, size)
    places = [one.place for found in (plan.unread, plan.doubts, plan.problems) for one in found]
    for place in places:
        for start, end in list_stretches(place):
            if 0 <= start < end <= size:
                told.add(start, end)
    return told


def _find_totals(table: Table) -> Iterator[tuple[int, int]]:
    """Yield the words and numbers of 合计 rows: what the points of a table add up to is checked, not told again."""
    if table.kind != TableKind.INDICATORS:
        return
    rows = {cell.row for cell in table.cells if TOTAL.match(cell.text.strip())}
    for cell in table.cells:
        if cell.row in rows and (TOTAL.match(cell.text.strip()) or NUMBER.fullmatch(cell.text.strip())):
            yield cell.row, cell.column


def _find_garbled(plan: Plan, table: Table) -> Iterator[tuple[int, int]]:
    """Yield the cells that a problem of their own calls garbled (cell-garbled): 局局局局局局税态."""
    roles = dict(find_roles(table))
    for item in plan.indicators:
        if not item.damaged:
            continue
        stretches = list_stretches(item.place)
        cover = Cover(0, len(plan.text))
        for start, end in stretches:
            cover.add(start, end)
        rows = {
            c.row for c in table.cells if any(cover.meets(*one) for one in list_stretches(c.place) if one[0] < one[1])
        }
        for cell in table.cells:
            if cell.row in rows and roles.get(cell.column) in item.damaged:
                yield cell.row, cell.column


def _find_group_points(plan: Plan, table: Table, covers: Sequence[Cover]) -> Iterator[tuple[int, int]]:
    """Yield the points of groups, which their level has as a value: 二、落实湖长制 | 20."""
    if table.kind != TableKind.INDICATORS:
        return
    worth = {f"{level.points:g}" for row in plan.indicators for level in row.levels if level.points is not None}
    used = {cell.row for cell in table.cells if not _is_left(cell, covers)}
    for cell in table.cells:
        if cell.row in used and cell.text.strip().rstrip("分%") in worth:
            yield cell.row, cell.column


def _find_numbers(table: Table, covers: Sequence[Cover]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of rows that something else is read from or told of: an item has its number as a value."""
    roles = {column: role for column, role in find_roles(table) if role in ("no", "mark")}
    columns = roles.keys()
    rows = {
        row
        for cell in table.cells
        if cell.column not in columns and not _is_left(cell, covers)
        for row in range(cell.row, cell.row + cell.row_span)
    }
    for cell in table.cells:
        own = rows & set(range(cell.row, cell.row + cell.row_span))
        if cell.column in columns and own and (roles[cell.column] == "mark" or ROW_NUMBER.fullmatch(cell.text.strip())):
            yield cell.row, cell.column


def _is_left(cell: TableCell, covers: Sequence[Cover]) -> bool:
    stretches = [stretch for stretch in list_stretches(cell.place) if stretch[0] < stretch[1]]
    if not cell.text.strip() or not stretches:
        return False
    return not any(cover.meets(*stretch) for stretch in stretches for cover in covers)


def _build(plan: Plan, table: Table, left: Sequence[TableCell], stage: str) -> Problem:
    words = "、".join(f"“{_shorten(cell.text)}”" for cell in left[:SHOWN])
    more = "等" if len(left) > SHOWN else ""
    zh, en = WHAT.get(table.kind, ("", ""))
    return Problem(
        stage, "cells-not-used", Severity.NOTE, _join(plan, left),
        f"第{table.number}张表{zh}，有{len(left)}格不属于任何任务或指标：{words}{more}" if zh
        else f"第{table.number}张表有{len(left)}格不属于任何任务或指标：{words}{more}",
        f"Table {table.number} {en}; {len(left)} of its cells belong to no task or indicator: {words}" if en
        else f"{len(left)} cells of table {table.number} belong to no task or indicator: {words}",
    )  # fmt: skip


def _shorten(words: str) -> str:
    flat = "".join(words.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"


def _join(plan: Plan, left: Sequence[TableCell]) -> Place:
    """Return one place that has the stretches of all cells, those with nothing but layout between them as one."""
    stretches: list[Stretch] = sorted(
        {stretch for cell in left for stretch in list_stretches(cell.place) if stretch[0] < stretch[1]}
    )
    joined = stretches[:1]
    for start, end in stretches[1:]:
        if LAYOUT.fullmatch(plan.text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    first = left[0].place
    page, box = (first.page, first.bbox) if first is not None else (None, None)
    pieces = tuple(Piece(start, end) for start, end in joined)
    return Place(*joined[0], page=page, bbox=box, pieces=pieces if len(pieces) > 1 else ())
