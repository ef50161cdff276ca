"""In: plans. Out: `Locator`, which tells the item of a plan that holds an offset of its text.

Not handled: an offset inside two items, of which the one that begins later is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.paper.place import Place


class Locator(msgspec.Struct, frozen=True):
    """The items of plans by where they stand: starts, and (start, end, id) in the same order."""

    starts: dict[str, list[int]]
    stretches: dict[str, list[tuple[int, int, str]]]

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> Locator:
        """Return the locator of `plans`."""
        stretches = {plan.id: sorted(s for item in plan.items for s in _find_stretches(item)) for plan in plans}
        return cls({plan: [start for start, _, _ in found] for plan, found in stretches.items()}, stretches)

    def locate(self, plan: str, offset: int) -> str | None:
        """Return the id of the item that holds `offset`, None where none does."""
        at = bisect_right(self.starts.get(plan, []), offset) - 1
        if at < 0:
            return None
        start, end, item = self.stretches[plan][at]
        return item if start <= offset < end else None


def _find_stretches(item: Task | Indicator) -> list[tuple[int, int, str]]:
    places: list[Place] = [item.place] if item.place else []
    if isinstance(item, Indicator):
        fields = [*item.places.items(), *(field for part in item.parts for field in part.places.items())]
        places += [place for key, place in fields if key != "level1"]
    return [(piece.start, piece.end, item.id) for place in places for piece in place.pieces or (place,)]
