"""In: facets and how two of them score. Out: their groups, with work that grows with the number of facets only.

In each turn a core is grouped by mean likeness (`grouping`), then every other facet joins the group that it is most
like, by a sample of its members. What joins none goes into the next turn. Not handled: names of groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain

from extractor.align.blocking import Pair, find_candidates, find_core, find_key_terms
from extractor.align.clustering import Bonds, build_clusters
from extractor.align.comparisons import Facet
from extractor.align.items import Key
from extractor.align.policy import Policy

NONE: frozenset[Key] = frozenset()


def find_clusters(
    facets: Sequence[Facet], scores: dict[Pair, float], score: Callable[[Pair], float], policy: Policy, bonds: Bonds
) -> list[list[int]]:
    """Return all positions of `facets` in groups, each sorted; pairs compared while groups form go into `scores`."""
    clusters: list[list[int]] = []
    rest: Sequence[int] = range(len(facets))
    for turn in range(policy.turns):
        bound = Bonds(() if turn else bonds.together, bonds.apart)
        core = find_core(facets, policy, rest, bound.positions)
        pairs = chain(find_candidates(facets, core, policy), bound.pairs)
        compared = {pair: score(pair) for pair in pairs}
        scores.update(compared)
        homes = _Homes(facets, build_clusters(facets, core, compared, policy, bound), policy, bonds)
        formed = set(core)
        rest = [position for position in rest if position not in formed and not homes.take(position, score)]
        clusters += homes.clusters
        if not rest:
            break
    return [*map(sorted, clusters), *([position] for position in rest)]


class _Homes:
    """Groups that a core has formed, found by concept and by key term; `samples` stand for them."""

    def __init__(self, facets: Sequence[Facet], clusters: list[list[int]], policy: Policy, bonds: Bonds) -> None:
        self.facets, self.clusters, self.policy, self.bonds = facets, clusters, policy, bonds
        self.samples = [tuple(cluster[: policy.sample]) for cluster in clusters]
        self.items = [{facets[position].profile.key for position in cluster} for cluster in clusters]
        self.concepts = [next((facets[p].concept for p in cluster if facets[p].concept), None) for cluster in clusters]
        self.by_concept: dict[str, list[int]] = defaultdict(list)
        self.by_term: dict[str, list[int]] = defaultdict(list)
        for number, sample in enumerate(self.samples):
            if concept := self.concepts[number]:
                self.by_concept[concept].append(number)
            for term in {term for position in sample for term in find_key_terms(facets[position], policy)}:
                self.by_term[term].append(number)

    def take(self, position: int, score: Callable[[Pair], float]) -> bool:
        """Add a facet to the group that it is most like; tell whether there is one on or above the line."""
        best, home = self.policy.line, None
        for number in self._find_near(position):
            if not self._may_join(position, number):
                continue
            sample = self.samples[number]
            mean = sum(score((min(other, position), max(other, position))) for other in sample) / len(sample)
            if mean >= best:
                best, home = mean, number
        if home is not None:
            self.clusters[home].append(position)
            self.items[home].add(self.facets[position].profile.key)
        return home is not None

    def _find_near(self, position: int) -> list[int]:
        """Return the groups of the facet's concept; without one, those that share most of its key terms."""
        facet = self.facets[position]
        if facet.concept:
            return self.by_concept[facet.concept]
        shared = Counter(n for term in find_key_terms(facet, self.policy) for n in self.by_term.get(term, ()))
        return sorted(shared, key=lambda number: (-shared[number], number))[: self.policy.homes]

    def _may_join(self, position: int, number: int) -> bool:
        """Tell whether a group lacks the facet's item, and all that it may not stand beside."""
        key, items = self.facets[position].profile.key, self.items[number]
        return key not in items and items.isdisjoint(self.bonds.apart.get(key, NONE))
