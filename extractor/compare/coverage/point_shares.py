"""In: plans. Out: `Weights`, what share of a plan's points each of its items carries.

A share is of one table: 郏县's two tables of 100 points are for two groups of bodies, and 15 points of the first are 15
per cent, not 7.6. What stands in several tables has the largest of its shares. Not handled: points that the plan prints
for a section only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from extractor.model.facts.plan import Plan


class Weights(msgspec.Struct, frozen=True):
    """The points of each item by plan and table, and of each table; a plan without points has no line."""

    points: dict[str, dict[str, float]]
    totals: dict[str, float]
    tables: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> Weights:
        """Return the weights of all `plans`."""
        points = {plan.id: {row.id: float(row.points) for row in plan.indicators if row.points} for plan in plans}
        tables = {plan.id: {row.id: row.table for row in plan.indicators if row.points} for plan in plans}
        return cls(points, {plan: sum(rows.values()) for plan, rows in points.items() if rows}, tables)

    def share(self, plan: str, items: Iterable[str]) -> float | None:
        """Return the share (0 to 1) of one table's points that `items` (each once) carry; None without points.

        >>> Weights({"a": {"i1": 4.0, "i2": 12.0}}, {"a": 16.0}).share("a", ["i1", "t1"])
        0.25
        >>> two = Weights({"a": {"i1": 5.0, "i2": 5.0, "i3": 30.0}}, {"a": 40.0}, {"a": {"i1": 1, "i2": 1, "i3": 2}})
        >>> two.share("a", ["i1"])
        0.5
        """
        if not self.totals.get(plan):
            return None
        own, tables = set(items), self.tables.get(plan, {})
        wholes: dict[int, float] = defaultdict(float)
        parts: dict[int, float] = defaultdict(float)
        for item, points in self.points[plan].items():
            wholes[tables.get(item, 0)] += points
            parts[tables.get(item, 0)] += points if item in own else 0.0
        return round(max(parts[table] / whole for table, whole in wholes.items()), 4)

    def percent(self, plan: str, items: Iterable[str]) -> float | None:
        """Return the same in per cent."""
        share = self.share(plan, items)
        return None if share is None else round(100 * share, 2)
