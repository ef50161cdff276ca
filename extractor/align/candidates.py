"""In: facets. Out: pairs of them that are worth comparing: of one concept, or with telling terms in common.

No pair is looked at that an inverted index does not give. A block (all facets of one concept, or of one term) that is
larger than the policy allows is compared with its first members only, so the work grows with the number of items.
Not handled: the comparison itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractor.align.comparisons import Facet
from extractor.align.policy import Policy

Pair = tuple[int, int]


def find_candidates(facets: Sequence[Facet], policy: Policy) -> Iterator[Pair]:
    """Yield each candidate pair of positions in `facets` once, the lower first; `facets` is in the order of keys."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    for position, facet in enumerate(facets):
        if facet.concept:
            by_concept[facet.concept].append(position)
    for block in by_concept.values():
        yield from _pairs_of_block(block, policy)
    shared = Counter(_pairs_of_terms(facets, policy))
    for (left, right), count in shared.items():
        if count >= policy.common and _may_meet(facets[left], facets[right]):
            yield left, right


def _pairs_of_block(block: Sequence[int], policy: Policy) -> Iterator[Pair]:
    for rank, left in enumerate(block[: policy.block]):
        for right in block[rank + 1 :]:
            yield left, right


def _pairs_of_terms(facets: Sequence[Facet], policy: Policy) -> Iterator[Pair]:
    """Yield pairs that share a key term, once for each such term, where at least one is without a concept."""
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position, facet in enumerate(facets):
        for term in _key_terms(facet, policy):
            postings[term][facet.concept is not None].append(position)
    for free, bound in postings.values():
        yield from _pairs_of_block(free, policy)
        for left in free:
            for right in bound[: policy.block]:
                yield min(left, right), max(left, right)


def _key_terms(facet: Facet, policy: Policy) -> list[str]:
    """Return the rarest terms of a facet; those of its title count twice."""
    profile = facet.profile
    weights = {word: weight * (2 if word in profile.title_terms else 1) for word, weight in facet.terms.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[: policy.keys]


def _may_meet(left: Facet, right: Facet) -> bool:
    return left.profile.key != right.profile.key and (left.concept is None or right.concept is None)
