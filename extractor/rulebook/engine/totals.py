"""In: `Rulebook`. Out: which rows a total adds up, and under which printed limit.

A category whose rows print no points of their own (平阴: 一级指标 60 分) can earn no more than its own.
Not handled: totals over tables, which are for different kinds of bodies.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from extractor.model.scored.rulebook import Rulebook


class TotalGroup(msgspec.Struct, frozen=True):
    """Rows of one table and category; `limit` is None where their own points are the limit."""

    table: int
    name: str | None
    points: Decimal | None
    rows: tuple[str, ...]
    limit: Decimal | None


def find_groups(rulebook: Rulebook) -> tuple[TotalGroup, ...]:
    """Return the groups of all tables in printed order; each row is in one group."""
    members: dict[tuple[int, str | None], list[str]] = {}
    bare: set[tuple[int, str | None]] = set()
    for row in rulebook.indicators:
        members.setdefault((row.table, row.level1), []).append(row.id)
        if row.points is None:
            bare.add((row.table, row.level1))
    printed = {(category.table, category.name): category.points for category in rulebook.categories}
    groups = []
    for (table, name), rows in members.items():
        points = printed.get((table, name or ""))
        groups.append(TotalGroup(table, name, points, tuple(rows), points if (table, name) in bare else None))
    return tuple(groups)


def find_full(rulebook: Rulebook, table: int) -> Decimal:
    """Return what a table is worth by its printed points."""
    own = {row.id: row.points for row in rulebook.indicators if row.table == table}
    total = Decimal(0)
    for group in find_groups(rulebook):
        if group.table == table:
            rows = [own[name] for name in group.rows]
            total += group.limit if group.limit is not None else sum((p for p in rows if p is not None), Decimal(0))
    return total
