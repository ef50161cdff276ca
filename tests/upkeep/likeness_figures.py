"""In: sets of plans and the models that were trained without them. Out: precision, recall and F1 of their groups.

    python -m tests.upkeep.likeness_figures     # sets never trained on; false pairs between fields

No concept list is used for single sets. Not handled: training (`likeness`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

import extractor
from extractor.align import align_plans, find_vectors
from extractor.align.items import Key
from extractor.align.likeness.features import Floats
from extractor.align.likeness.model import Model
from extractor.align.likeness.pairs import Likeness, find_parted
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Alignment

if TYPE_CHECKING:
    from .likeness import PlanSet

Figures = tuple[float, float, float]
EDGES = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.9, 1.01)


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


def tell_calibration(odds: Floats, truth: Floats) -> Iterator[str]:
    """Yield what share of pairs is true where so much is told, for pairs whose plans were left out of training."""
    chances = 1 / (1 + np.exp(-odds))
    for low, high in pairwise(EDGES):
        held = (chances >= low) & (chances < high)
        if held.any():
            yield f"told {chances[held].mean():.2f}: true {truth[held].mean():.2f} (n {int(held.sum())})"


def measure_unseen() -> Iterator[str]:
    """Yield the figures of the sets that no model was trained on, and the false pairs between the fields of all sets."""
    from .likeness import SETS, load_set

    mappings, vectors = extractor.load_mappings(), find_vectors()
    bare = replace(mappings, concepts=replace(mappings.concepts, concepts=()))
    unseen = [load_set(path) for path in sorted((SETS.parent / "unseen").iterdir()) if path.is_dir()]
    for one in unseen:
        right, recall, both = measure(find_pairs(align_plans(one.plans, bare, vectors=vectors)), one)
        yield f"{one.name} ({len(one.pairs)} pairs): P {right:.3f} R {recall:.3f} F1 {both:.3f}"
    sets = [*unseen, *(load_set(path) for path in sorted(SETS.iterdir()))]
    homes = {plan.id: one.name for one in sets for plan in one.plans}
    together = align_plans([plan for one in sets for plan in one.plans], mappings, vectors=vectors)
    found = find_pairs(together)
    met = Counter(tuple(sorted({homes[plan] for plan, _ in pair})) for pair in found)
    false = {names: count for names, count in met.items() if len(names) > 1}
    yield f"{len(homes)} plans of {len(sets)} sets: {sum(false.values())} of {len(found)} pairs are of two sets"
    for names, count in sorted(false.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"  {' and '.join(names)}: {count}"


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


if __name__ == "__main__":
    for line in measure_unseen():
        print(line)
