"""In: plans. Out: `Weights`, what share of a plan's points each of its items carries.

All tables of a plan count together. Not handled: points that the plan prints for a section only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model.facts.plan import Plan


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each item, by plan; a plan without points has no line."""

    points: dict[str, dict[str, float]]
    totals: dict[str, float]

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> Weights:
        """Return the weights of all `plans`."""
        points = {plan.id: {row.id: float(row.points) for row in plan.indicators if row.points} for plan in plans}
        return cls(points, {plan: sum(rows.values()) for plan, rows in points.items() if rows})

    def share(self, plan: str, items: Iterable[str]) -> float | None:
        """Return the share (0 to 1) of the plan's points that `items` (each counted once) carry; None without points.

        >>> Weights({"a": {"i1": 4.0, "i2": 12.0}}, {"a": 16.0}).share("a", ["i1", "t1"])
        0.25
        """
        if not self.totals.get(plan):
            return None
        rows = self.points[plan]
        return round(sum(rows.get(item, 0.0) for item in set(items)) / self.totals[plan], 4)

    def percent(self, plan: str, items: Iterable[str]) -> float | None:
        """Return the same in per cent."""
        share = self.share(plan, items)
        return None if share is None else round(100 * share, 2)
