"""In: sets of plans and the models that were trained without them. Out: precision, recall and F1 of their groups.

No concept list is used. Not handled: training (`likeness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import extractor
from extractor.align import align_plans
from extractor.align.items import Key
from extractor.align.likeness.features import Floats
from extractor.align.likeness.model import Model
from extractor.align.likeness.pairs import Likeness, find_parted
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Alignment

if TYPE_CHECKING:
    from .likeness import PlanSet

Figures = tuple[float, float, float]


@dataclass(slots=True)
class LeftOut(Likeness):
    """Likeness by models that do not know the plans which they weigh."""

    models: Mapping[tuple[str, str], Model] | None = None

    def find_odds(self, left: Key, right: Key) -> float:
        """Return the log odds by the model that was trained without these plans."""
        self.model = (self.models or {})[min(left[0], right[0]), max(left[0], right[0])]
        return Likeness.find_odds(self, left, right)

    def _weigh(self, plans: tuple[str, str]) -> Floats:
        self.model = (self.models or {})[plans]
        return super(LeftOut, self)._weigh(plans)


def measure_sets(sets: Sequence[PlanSet], models: Mapping[tuple[str, str], Model]) -> dict[str, Figures]:
    """Return the figures of each set, and over pairs of the five plans by county."""
    mappings = extractor.load_mappings()
    bare = replace(mappings, concepts=replace(mappings.concepts, concepts=()))
    policy, found = Policy(), {}
    for one in sets:
        pairs = frozenset(combinations(sorted(one.views), 2))
        places = {key: place for keys in one.keys.values() for place, key in enumerate(keys)}
        first = models[min(pairs)]
        likeness = LeftOut(first, policy, dict(one.views), places, pairs | find_parted(one.views), models=models)
        found[one.name] = measure(find_pairs(align_plans(one.plans, bare, policy=policy, likeness=likeness)), one)
    return found


def find_pairs(alignment: Alignment) -> set[frozenset[Key]]:
    """Return the pairs of items of two plans that share a group."""
    return {
        frozenset(pair)
        for group in alignment.groups
        for pair in combinations([(member.plan, member.item) for member in group.members], 2)
        if pair[0][0] != pair[1][0]
    }


def measure(found: set[frozenset[Key]], one: PlanSet) -> Figures:
    """Return precision, recall and F1; pairs that may or may not be one measure do not count."""
    kept = found - one.free
    right = len(kept & one.pairs)
    return (
        round(right / max(1, len(kept)), 4),
        round(right / max(1, len(one.pairs)), 4),
        round(2 * right / max(1, len(kept) + len(one.pairs)), 4),
    )
