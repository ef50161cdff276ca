"""In: a plan. Out: `Ledger`, which stretches of its text its facts hold, and which belong to an item or a table.

A fact holds the words that it was read from; an item's own stretch is wider, and holds nothing by itself.
Not handled: what the words outside mean, which `carriers` tells.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from extractor.check.carriers import Carried, Carrier
from extractor.language.cover import Cover
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan
from extractor.model.paper.place import Place
from extractor.model.paper.table import Table, TableKind

WIDE = frozenset({"criteria", "section", "level1"})
"""Fields whose place is a whole cell or heading: what stands in it must be held by something finer."""
TOLD = frozenset({"cell-garbled", "line-garbled", "deadline-not-understood"})
"""Problems that tell of the very words that were not read."""
Stretch = tuple[int, int]


PERIOD_SIGNS = {
    "year": "年", "quarter": "季", "month": "月", "day": "日天",
    "half_year": "半年", "week": "周星", "term": "学期", "hour": "时",
    "ten_days": "旬",
}  # fmt: skip
"""A letter by which a period's words are known again."""


class Claim(msgspec.Struct, frozen=True):
    """The clause that a target quotes, and what of it the target holds: its own number, and its period."""

    start: int
    end: int
    numbers: frozenset[float]
    signs: str


class Ledger(msgspec.Struct, frozen=True):
    """`held` by facts, `solid` by facts that hold every word of their place, `owned` by items, `tabled` by read cells.

    A target quotes a clause of which it holds one number: what else stands there must be held by something else
    (县级河长每季度、乡级河长每月、村级河长每周巡河不少于1次; 2小时响应、3日办结、满意率95%).
    """

    held: Cover
    solid: Cover
    owned: Cover
    tabled: Cover
    ruled: Cover
    """what rules, points and levels hold: a statement that gave no rule holds no points"""
    wordy: Cover
    """columns of sentences, which may all hold scoring sentences"""
    claims: tuple[Claim, ...] = ()

    def holds(self, carrier: Carrier, start: int, end: int) -> bool:
        """Tell whether a fact, or a cell that was understood, holds what a clause carries at [start, end)."""
        if carrier.kind is Carried.POINTS and self.wordy.meets(start, end):
            return self.ruled.meets(start, end)
        if self.solid.meets(start, end) or self.tabled.meets(start, end):
            return True
        at = bisect_right(self.claims, end, key=_start)
        for claim in reversed(self.claims[max(0, at - MOST_CLAIMS) : at]):
            if claim.start < end and start < claim.end and _answers(claim, carrier):
                return True
        return False


MOST_CLAIMS = 24
"""Targets that one clause holds; more are not looked through."""


def _start(claim: Claim) -> int:
    return claim.start


def _answers(claim: Claim, carrier: Carrier) -> bool:
    if carrier.kind is Carried.QUANTITY:
        return not carrier.numbers or any(round(float(number), 9) in claim.numbers for number in carrier.numbers)
    return carrier.kind is Carried.TIME and any(sign in carrier.words for sign in claim.signs)


def build_ledger(plan: Plan) -> Ledger:
    """Return what the facts of `plan` hold."""
    size = len(plan.text)
    claims = tuple(sorted(_find_claims(plan), key=_start))
    held, solid, owned, tabled, ruled, wordy = (Cover(0, size) for _ in range(6))
    ledger = Ledger(held, solid, owned, tabled, ruled, wordy, claims)
    for start, end in _clip(size, _find_held(plan)):
        ledger.held.add(start, end)
        ledger.solid.add(start, end)
    for claim in claims:
        ledger.held.add(*next(_clip(size, iter([(claim.start, claim.end)])), (0, 0)))
    for start, end in _clip(size, _find_owned(plan)):
        ledger.owned.add(start, end)
    for start, end in _clip(size, _find_ruled(plan)):
        ledger.ruled.add(start, end)
    for start, end in _clip(size, _find_wordy(plan)):
        ledger.wordy.add(start, end)
    for table in plan.tables:
        if table.kind != TableKind.UNKNOWN:
            for start, end in _clip(size, _find_understood(table)):
                ledger.tabled.add(start, end)
    return ledger


def _clip(size: int, stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    for start, end in stretches:
        if 0 <= start < end <= size:
            yield start, end


def list_stretches(place: Place | None) -> Iterator[Stretch]:
    """Yield the stretches of a place."""
    if place is None:
        return
    for piece in place.pieces or (place,):
        yield piece.start, piece.end


def _find_held(plan: Plan) -> Iterator[Stretch]:
    for place in plan.metadata.places.values():
        yield from list_stretches(place)
    facts: list[object] = [*plan.phases, *plan.grades, *plan.citations, *plan.safeguards, *plan.deadlines]
    facts += [problem for problem in plan.problems if problem.code in TOLD]
    for task in plan.tasks:
        facts += [*task.units, *task.deadlines]
        yield from _find_narrow({name: place for name, place in task.places.items() if name != "title"})
    for row in plan.indicators:
        facts += [*row.units, *row.levels]
        parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
        for part in parts:
            facts += [*part.rules, *part.statements]
            scored = "content" if part.criteria is None else "criteria"
            yield from _find_narrow({name: place for name, place in part.places.items() if name != scored})
    for fact in facts:
        yield from list_stretches(getattr(fact, "place", None))


def _find_ruled(plan: Plan) -> Iterator[Stretch]:
    for row in plan.indicators:
        parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
        for level in row.levels:
            yield from list_stretches(level.place)
        for part in parts:
            for fact in part.rules:
                yield from list_stretches(fact.place)
            for name in ("points", "name", "no"):
                yield from list_stretches(part.places.get(name))


def _find_wordy(plan: Plan) -> Iterator[Stretch]:
    for row in plan.indicators:
        parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
        for part in parts:
            for name in ("criteria", "content", "method", "evidence"):
                yield from list_stretches(part.places.get(name))


def _find_claims(plan: Plan) -> Iterator[Claim]:
    for task in plan.tasks:
        for target in task.targets:
            numbers = frozenset(round(float(one), 9) for one in (target.value, target.max) if one is not None)
            signs = PERIOD_SIGNS.get(target.period or target.cycle or "", "")
            for start, end in list_stretches(target.place):
                yield Claim(start, end, numbers, signs)


def _find_narrow(places: dict[str, Place]) -> Iterator[Stretch]:
    for name, place in places.items():
        if name not in WIDE:
            yield from list_stretches(place)


def _find_owned(plan: Plan) -> Iterator[Stretch]:
    for item in (*plan.items, *plan.safeguards, *plan.phases):
        yield from list_stretches(item.place)
    for task in plan.tasks:
        yield from list_stretches(task.places.get("section"))
    for row in plan.indicators:
        parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
        for part in parts:
            for place in part.places.values():
                yield from list_stretches(place)


# 合计, 备注, 说明: rows that are neither work nor measure
BESIDE = re.compile(r"^(?:合计|总计|小计|总分|得分|备注|注|说明|填表|审核|单位负责人|联系人)")
BODIES = frozenset({"units", "lead_units", "participants"})
WORK = frozenset({"name", "measure", "content", "goal", "target"})


def _find_understood(table: Table) -> Iterator[Stretch]:
    """Yield the cells that need no fact of their own.

    All of a form or of a table of numbers; elsewhere cells of columns that are taken over as printed, and groups.
    """
    roles = dict(find_roles(table))
    scored = "criteria" if "criteria" in roles.values() else "content"
    wide = {scored, *BODIES, "deadline"} if table.kind == TableKind.INDICATORS else {*WORK, *BODIES, "deadline"}
    plain = table.kind in (TableKind.FORM, TableKind.NUMBERS)
    beside = {cell.row for cell in table.cells if BESIDE.match(cell.text.strip())}
    for cell in table.cells:
        if plain or cell.row in beside or cell.row_span > 1 or roles.get(cell.column) not in wide:
            yield from list_stretches(cell.place)
    for head in find_heads(table):
        yield from list_stretches(head)


def find_roles(table: Table) -> Iterator[tuple[int, str | None]]:
    """Yield each column of a table with the field that it was taken for."""
    waiting = list(table.header)
    while waiting:
        head = waiting.pop()
        waiting.extend(head.children)
        if not head.children:
            for column in range(head.column, head.column + head.span):
                yield column, head.role


def find_heads(table: Table) -> Iterator[Place | None]:
    """Yield the places of all heads of a table."""
    waiting = list(table.header)
    while waiting:
        head = waiting.pop()
        waiting.extend(head.children)
        yield head.place


def list_values(plan: Plan) -> Iterator[tuple[str | None, str, object]]:
    """Yield each extracted value with the id of its item and the name of its field."""
    for task in plan.tasks:
        yield from ((task.id, "units", unit) for unit in task.units)
        yield from ((task.id, "deadlines", limit) for limit in task.deadlines)
        yield from ((task.id, "targets", target) for target in task.targets)
    for row in plan.indicators:
        yield from ((row.id, "units", unit) for unit in row.units)
        parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
        yield from ((row.id, "rules", rule) for part in parts for rule in part.rules)
    for field in ("phases", "grades", "deadlines"):
        yield from ((None, field, value) for value in getattr(plan, field))


def find_place(value: object) -> Place | None:
    """Return where a value is printed."""
    return getattr(value, "place", None) if dataclasses.is_dataclass(value) else None
