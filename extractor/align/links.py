"""In: facets and their likeness. Out: `Links`, the scored pairs of facets, from which groups are made.

Pairs of one concept, and pairs of items of compared plans whose log odds are above the floor. Work grows with the
number of compared plans, which is bounded (`Policy.near_plans`). Not handled: grouping (`clustering`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from extractor.align.comparisons import Facet
from extractor.align.items import Key
from extractor.align.likeness.pairs import Likeness
from extractor.align.policy import Policy

Pair = tuple[int, int]


def find_candidates(facets: Sequence[Facet], likeness: Likeness, policy: Policy) -> Iterator[Pair]:
    """Yield each pair of positions that is worth scoring once, the lower first; `facets` is in the order of keys."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    held: dict[Key, list[int]] = defaultdict(list)
    for position, facet in enumerate(facets):
        held[facet.profile.key].append(position)
        if facet.concept:
            by_concept[facet.concept].append(position)
    for block in by_concept.values():
        yield from _pair_block(block, facets, likeness, policy)
    for one, other, _ in likeness.find_pairs(policy.floor_odds):
        for left in held[one]:
            for right in held[other]:
                if facets[left].concept is None or facets[right].concept is None:
                    yield min(left, right), max(left, right)
    yield from _find_siblings(facets)


def _pair_block(block: Sequence[int], facets: Sequence[Facet], likeness: Likeness, policy: Policy) -> Iterator[Pair]:
    """Yield the pairs of one concept, but none of two plans that a person says are of two fields."""
    for rank, left in enumerate(block[: policy.block]):
        for right in block[rank + 1 :]:
            one, other = facets[left].profile.key[0], facets[right].profile.key[0]
            if (min(one, other), max(one, other)) not in likeness.apart:
                yield left, right


def _find_siblings(facets: Sequence[Facet]) -> Iterator[Pair]:
    """Yield the pairs without concept of one plan and table, which speak against their groups."""
    tables: dict[tuple[str, int], list[int]] = defaultdict(list)
    for position, facet in enumerate(facets):
        tables[facet.profile.key[0], facet.profile.table].append(position)
    for positions in tables.values():
        for left, right in combinations(positions, 2):
            one, other = facets[left], facets[right]
            if one.profile.key != other.profile.key and (one.concept is None or one.concept != other.concept):
                yield left, right


def score_pairs(pairs: Iterable[Pair], score: Callable[[Pair], float]) -> dict[Pair, float]:
    """Return the pairs with their scores."""
    return {pair: score(pair) for pair in dict.fromkeys(pairs)}
