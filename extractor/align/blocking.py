"""In: facets. Out: pairs of them that are worth comparing: of one concept, or with telling terms in common.

No pair is looked at that an inverted index does not give. In a block (all facets of one concept, or of one term) larger
than the policy allows, the first members stand for the others, so the work grows with the number of items only.
Not handled: the comparison itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from extractor.align.comparisons import Facet
from extractor.align.policy import Policy

Pair = tuple[int, int]


def find_core(
    facets: Sequence[Facet], policy: Policy, positions: Iterable[int] | None = None, bound: Collection[int] = ()
) -> list[int]:
    """Return those of `positions` (by default all) that form the groups: the first ones of each concept.

    A facet without concept is left out once most of its key terms have been seen in `policy.block` others. The rest
    join afterwards; with fewer than `policy.block` facets of a concept there are none. Those that persons joined
    (`bound`) are always among them.
    """
    counts: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    core: list[int] = []
    for position in range(len(facets)) if positions is None else positions:
        facet = facets[position]
        if facet.concept:
            counts[facet.concept] += 1
            taken = counts[facet.concept] <= policy.block
        else:
            keys = find_key_terms(facet, policy)
            taken = 2 * sum(terms[term] >= policy.block for term in keys) <= len(keys)
            terms.update(keys if taken else ())
        if taken or position in bound:
            core.append(position)
    return core


def find_candidates(facets: Sequence[Facet], core: Sequence[int], policy: Policy) -> Iterator[Pair]:
    """Yield each candidate pair of positions in `core` once, the lower first; `facets` is in the order of keys."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    for position in core:
        if concept := facets[position].concept:
            by_concept[concept].append(position)
    for block in by_concept.values():
        yield from combinations(block, 2)
    for left, right in sorted(set(_pairs_of_terms(facets, core, policy))):
        if _may_meet(facets[left], facets[right]):
            yield left, right


def _pairs_of_terms(facets: Sequence[Facet], core: Sequence[int], policy: Policy) -> Iterator[Pair]:
    """Yield pairs that share a key term, where at least one is without a concept."""
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position in core:
        facet = facets[position]
        for term in find_key_terms(facet, policy):
            postings[term][facet.concept is not None].append(position)
    for free, bound in postings.values():
        for rank, left in enumerate(free[: policy.posting]):
            for right in free[rank + 1 :]:
                yield left, right
        for left in free:
            for right in bound[: policy.posting]:
                yield min(left, right), max(left, right)


def find_key_terms(facet: Facet, policy: Policy) -> list[str]:
    """Return the rarest terms of a facet; those of its title count twice."""
    titles = facet.profile.title_terms
    weights = {word: weight * (2 if word in titles else 1) for word, weight in facet.terms.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[: policy.keys]


def _may_meet(left: Facet, right: Facet) -> bool:
    return left.profile.key != right.profile.key and (left.concept is None or right.concept is None)
