"""In: scored pairs. Out: groups of facets, by mean likeness, so that a chain never joins two different measures.

Two groups are joined while the mean score over all their pairs is on or above the line; a pair that was not compared
counts with the start value, as one for which nothing speaks. No group holds two concepts, or one item twice.
Not handled: names of groups.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.align.candidates import Pair
from extractor.align.comparisons import Facet, score
from extractor.align.policy import Policy


class _Clusters:
    """Groups that grow; `sums` and `counts` hold the scores between each two of them."""

    def __init__(
        self, facets: Sequence[Facet], core: Sequence[int], scores: Mapping[Pair, float], policy: Policy
    ) -> None:
        self.policy = policy
        self.members = {position: [position] for position in core}
        self.concepts = {position: facets[position].concept for position in core}
        self.items = {position: {facets[position].profile.key} for position in core}
        self.links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for (left, right), value in scores.items():
            self.links[left][right] = self.links[right][left] = (value, 1)

    def mean(self, left: int, right: int) -> float:
        """Return the mean score between two groups; pairs not compared count with the start value."""
        total, count = self.links[left][right]
        pairs = len(self.members[left]) * len(self.members[right])
        return (total + (pairs - count) * self.policy.start) / pairs

    def allowed(self, left: int, right: int) -> bool:
        one, other = self.concepts[left], self.concepts[right]
        return (not one or not other or one == other) and not self.items[left] & self.items[right]

    def join(self, left: int, right: int) -> None:
        """Join `right` into `left`, which is the smaller number."""
        self.members[left] = sorted(self.members[left] + self.members.pop(right))
        self.concepts[left] = self.concepts[left] or self.concepts[right]
        self.items[left] |= self.items.pop(right)
        for other, (total, count) in self.links.pop(right).items():
            del self.links[other][right]
            if other == left:
                continue
            have = self.links[left].get(other, (0.0, 0))
            self.links[left][other] = self.links[other][left] = (have[0] + total, have[1] + count)


def build_clusters(
    facets: Sequence[Facet], core: Sequence[int], scores: Mapping[Pair, float], policy: Policy
) -> list[list[int]]:
    """Return the positions of `core` in groups, each sorted, the groups by their first member."""
    clusters = _Clusters(facets, core, scores, policy)
    heap = [(-value, left, right, 1, 1) for (left, right), value in scores.items() if value >= policy.line]
    heapq.heapify(heap)
    while heap:
        _, left, right, size, other_size = heapq.heappop(heap)
        # An entry is stale once either side has grown: its mean was pushed anew when that happened.
        if len(clusters.members.get(left, ())) != size or len(clusters.members.get(right, ())) != other_size:
            continue
        if not clusters.allowed(left, right):
            continue
        clusters.join(left, right)
        for other in clusters.links[left]:
            mean = clusters.mean(left, other)
            if mean >= policy.line:
                one, two = min(left, other), max(left, other)
                heapq.heappush(heap, (-mean, one, two, len(clusters.members[one]), len(clusters.members[two])))
    return [clusters.members[first] for first in sorted(clusters.members)]


def join_rest(
    facets: Sequence[Facet], clusters: Sequence[list[int]], core: Sequence[int], policy: Policy
) -> list[list[int]]:
    """Return `clusters` with the facets outside `core` added: each to the group of its concept that it is most like."""
    formed = set(core)
    by_concept: dict[str, list[list[int]]] = defaultdict(list)
    grown = [list(cluster) for cluster in clusters]
    for cluster, original in zip(grown, clusters, strict=True):
        for concept in sorted({facets[position].concept or "" for position in original} - {""}):
            by_concept[concept].append(cluster)
    sizes = {id(cluster): min(len(cluster), policy.sample) for cluster in grown}
    alone: list[list[int]] = []
    for position, facet in enumerate(facets):
        if position in formed:
            continue
        best, home = policy.line, None
        for cluster in by_concept[facet.concept or ""]:
            size = sizes[id(cluster)]
            mean = sum(score(facets[other], facet, policy) for other in cluster[:size]) / size
            if mean >= best:
                best, home = mean, cluster
        if home is None:
            alone.append([position])
        else:
            home.append(position)
    return [*grown, *alone]
