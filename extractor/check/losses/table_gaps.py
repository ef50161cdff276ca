"""In: a plan's tables and its ledger. Out: rows that gave no item, and cells of bodies or times that gave no fact.

Not handled: cells of scoring sentences, which are looked through clause by clause like running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.check.carriers import SOME_TIME, Carried
from extractor.check.ledger import BESIDE, BODIES, Ledger, find_roles, list_stretches
from extractor.check.losses.strays import Stray
from extractor.check.named_bodies import BodyFinder
from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Plan
from extractor.model.paper.reading import UnreadKind
from extractor.model.paper.table import Table, TableCell, TableKind

TELLING = re.compile(r"\d|[局委办部镇乡]")
NAME = re.compile(r"[^、,，;；)(（）\s]{2,30}(?:[（(][^（()）]{1,20}[)）])?")
NO_NAME = re.compile(r"^(?:[—\-/无等]+|牵头|配合|责任|负责|落实|参与|各有关|相关)")
EVENT_END = re.compile(r"[\u4e00-\u9fff]{2,}(?:[前后时际内中]|期间|之日)$")
"""首批任务交卷前: a time by what happens"""
WISHES = ("target", "goal")
FIGURE = compile_late(r"\d")
OWN_NUMBER = compile_late(r"^\s*[（(]?\d{1,2}(?:[.．、)）](?!\d))")
"""1.积极选树: the number of an item is none of its figures"""
LEAST_CELLS = 2


def find_table_strays(plan: Plan, ledger: Ledger, bodies: BodyFinder) -> Iterator[Stray]:
    """Yield what the tables hold that no fact does."""
    for table in plan.tables:
        if table.kind == TableKind.UNKNOWN:
            yield from _find_unknown(table)
        elif table.kind in (TableKind.INDICATORS, TableKind.TASKS):
            yield from _find_lost_rows(table, ledger)
            yield from _find_lost_cells(plan, table, ledger, bodies)


def _find_unknown(table: Table) -> Iterator[Stray]:
    """Yield each row of a table that nobody understood, where it holds more than names."""
    for cells in _by_row(table):
        words = " ".join(cell.text for cell in cells)
        if len(cells) >= LEAST_CELLS and TELLING.search(words):
            yield from _span(cells, UnreadKind.ROW, frozenset())


def _by_row(table: Table) -> Iterator[Sequence[TableCell]]:
    rows: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        if cell.text.strip() and cell.place is not None:
            rows.setdefault(cell.row, []).append(cell)
    yield from (rows[number] for number in sorted(rows))


def _find_lost_rows(table: Table, ledger: Ledger) -> Iterator[Stray]:
    """Yield rows of which no fact holds a word; a merged cell alone is a group."""
    for cells in _by_row(table):
        own = [cell for cell in cells if cell.row_span == 1]
        if len(own) < LEAST_CELLS or any(BESIDE.match(cell.text.strip()) for cell in own):
            continue
        stretches = [stretch for cell in own for stretch in list_stretches(cell.place)]
        if TELLING.search(" ".join(cell.text for cell in own)) and not any(
            cover.meets(*stretch) for stretch in stretches for cover in (ledger.held, ledger.owned)
        ):
            yield from _span(own, UnreadKind.ROW, frozenset())


def _span(cells: Sequence[TableCell], kind: UnreadKind, carried: frozenset[Carried]) -> Iterator[Stray]:
    stretches = [stretch for cell in cells for stretch in list_stretches(cell.place)]
    start, end = min(start for start, _ in stretches), max(end for _, end in stretches)
    if end > start:
        yield Stray(start, end, kind, carried)


def _find_lost_cells(plan: Plan, table: Table, ledger: Ledger, bodies: BodyFinder) -> Iterator[Stray]:
    roles, garbled = dict(find_roles(table)), _find_garbled_rows(plan, table)
    for cell in table.cells:
        role = roles.get(cell.column)
        if cell.row in garbled:
            continue
        if role in BODIES or (cell.row_span == 1 and bodies.is_cell(fold(cell.text))):
            yield from _find_lost_names(plan, cell, ledger)
        elif role == "deadline" and (SOME_TIME.search(cell.text) or EVENT_END.search(cell.text.strip())):
            yield from _find_lost_cell(cell, ledger, Carried.TIME)
        elif role in WISHES and table.kind == TableKind.TASKS and FIGURE.search(OWN_NUMBER.sub("", cell.text)):
            yield from _find_lost_cell(cell, ledger, Carried.QUANTITY)


def _find_lost_cell(cell: TableCell, ledger: Ledger, carried: Carried) -> Iterator[Stray]:
    if not any(ledger.held.meets(*stretch) for stretch in list_stretches(cell.place)):
        yield from _span([cell], UnreadKind.CELL, frozenset({carried}))


def _find_garbled_rows(plan: Plan, table: Table) -> frozenset[int]:
    """Return the rows of which a problem tells that a cell is beyond reading."""
    told = [p.place for p in plan.problems if p.code == "cell-garbled" and p.place is not None]
    stretches = [stretch for place in told for stretch in list_stretches(place)]
    return frozenset(
        row
        for cell in table.cells
        for start, end in list_stretches(cell.place)
        if any(start < last and first < end for first, last in stretches)
        for row in range(cell.row, cell.row + cell.row_span)
    )


def _find_lost_names(plan: Plan, cell: TableCell, ledger: Ledger) -> Iterator[Stray]:
    for start, end in list_stretches(cell.place):
        for match in NAME.finditer(plan.text, start, end):
            if not NO_NAME.match(match.group()) and not ledger.held.meets(*match.span()):
                yield Stray(*match.span(), UnreadKind.CELL, frozenset({Carried.BODY}))
