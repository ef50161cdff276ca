"""In: a plan. Out: what it prints with a number and no fact holds, by the item in which it stands.

Not handled: what such a stretch says; it is shown as it is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place

NUMBER = re.compile(r"\d|[一二三四五六七八九十百]+(?:[个项次名户家]|分之)")
LONGEST = 60


class UnreadNumbers(msgspec.Struct, frozen=True):
    """Unread stretches of one plan in printed order, with where each begins."""

    starts: tuple[int, ...]
    stretches: tuple[tuple[str, Place], ...]

    @classmethod
    def of_plan(cls, plan: Plan) -> UnreadNumbers:
        """Return what `plan` prints with a number and no fact holds."""
        found = sorted(
            (
                (one.place.start, one.text, one.place)
                for one in plan.unread
                if one.place and one.text and len(one.text) <= LONGEST and NUMBER.search(one.text)
            ),
            key=lambda entry: entry[:2],
        )
        return cls(tuple(start for start, _, _ in found), tuple((text, place) for _, text, place in found))

    def of(self, place: Place | None) -> tuple[tuple[str, Place], ...]:
        """Return the stretches that begin inside `place`."""
        if place is None:
            return ()
        return self.stretches[bisect_left(self.starts, place.start) : bisect_left(self.starts, place.end)]
