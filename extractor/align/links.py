"""In: facets and their likeness. Out: `Links`, the scored pairs of facets, from which groups are made.

Pairs of one concept, and pairs of items of compared plans whose log odds are above the floor. Work grows with the
number of plans, since each is compared with a bounded number of others (`Policy.near_plans`). Not handled: grouping
(`clustering`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from extractor.align.comparisons import Facet
from extractor.align.items import Key
from extractor.align.likeness.pairs import Likeness
from extractor.align.policy import Policy

Pair = tuple[int, int]
FIRST, NEAREST = 4, 8
"""in a large block, with how many of the first ones each facet is paired, and with how many of plans beside its own"""


def find_candidates(facets: Sequence[Facet], likeness: Likeness, policy: Policy) -> Iterator[Pair]:
    """Yield each pair of positions that is worth scoring once, the lower first; `facets` is in the order of keys."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    held: dict[Key, list[int]] = defaultdict(list)
    for position, facet in enumerate(facets):
        held[facet.profile.key].append(position)
        if facet.concept:
            by_concept[facet.concept].append(position)
    beside = _list_beside(likeness)
    for block in by_concept.values():
        yield from _pair_block(block, facets, likeness, beside, policy.block)
    for one, other, _ in likeness.find_pairs(policy.floor_odds):
        for left in held[one]:
            for right in held[other]:
                if facets[left].concept is None or facets[right].concept is None:
                    yield min(left, right), max(left, right)
    yield from _find_siblings(facets)


def _list_beside(likeness: Likeness) -> dict[str, set[str]]:
    """Return for each plan itself and the plans that it is compared with."""
    beside: dict[str, set[str]] = {plan: {plan} for plan in likeness.views}
    for one, other in likeness.compared:
        beside[one].add(other)
        beside[other].add(one)
    return beside


def _pair_block(
    block: Sequence[int], facets: Sequence[Facet], likeness: Likeness, beside: Mapping[str, set[str]], most: int
) -> Iterator[Pair]:
    """Yield the pairs of one concept, but none of two plans that a person says are of two fields.

    In a block of more than `most` each is paired with the first ones, which hold the block together, and with some of
    the plans beside its own.
    """
    for rank, right in enumerate(block):
        lefts = block[:rank] if len(block) <= most else _choose(block, rank, facets, beside)
        own = facets[right].profile.key[0]
        for left in lefts:
            one = facets[left].profile.key[0]
            if (min(one, own), max(one, own)) not in likeness.apart:
                yield left, right


def _choose(block: Sequence[int], rank: int, facets: Sequence[Facet], beside: Mapping[str, set[str]]) -> list[int]:
    """Return which of those before the facet at `rank` it is paired with."""
    near = beside[facets[block[rank]].profile.key[0]]
    last = (left for left in reversed(block[FIRST:rank]) if facets[left].profile.key[0] in near)
    return [*block[: min(rank, FIRST)], *islice(last, NEAREST)]


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
