"""Items and likenesses made up for tests of one step of aligning."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations

from extractor.align.comparisons import Facet
from extractor.align.items import Profile

BLANK = Profile(
    places=frozenset(), key=("", ""), position=0, kind="task", table=0, shown="", title="", object="", heading="",
    sentences=(), cuts=(), title_terms={}, terms={}, measures=(), functions=frozenset(), deadlines=frozenset(), hits=(),
)  # fmt: skip
OF_PROFILE = {field.name for field in fields(Profile)}


def build_facet(plan, item, concept=None, **given):
    """Return an item as it is seen under a concept, or by its words alone; `given` are fields of either."""
    own = {name: value for name, value in given.items() if name in OF_PROFILE}
    rest = {name: value for name, value in given.items() if name not in OF_PROFILE}
    return Facet(profile=replace(BLANK, key=(plan, item), **own), concept=concept, **rest)


class Alike:
    """A likeness in which all plans are compared, each pair of items with the odds that are given, or `usual`."""

    def __init__(self, odds=None, usual=0.0, told=0.0, added=None, apart=()):
        self.odds, self.usual, self.told, self.added, self.apart = odds or {}, usual, told, added or {}, apart
        self.views = {key[0]: None for pair in self.odds for key in pair}
        self.compared = set(combinations(sorted(self.views), 2))

    def __contains__(self, plans: tuple[str, str]) -> bool:
        return plans not in self.apart and plans[::-1] not in self.apart

    def find_pairs(self, floor):
        return ((one, other, value) for (one, other), value in sorted(self.odds.items()) if value > floor)

    def find_odds(self, left, right):
        return self.odds.get((min(left, right), max(left, right)), self.usual)

    def find_told(self, *_):
        return self.told

    def explain(self, *_):
        return self.added
