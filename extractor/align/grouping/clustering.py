"""In: scored pairs. Out: groups of facets, by mean likeness, so that a chain never joins two different measures.

Two groups are joined while the mean score over all their pairs is on or above the line; a pair of compared plans that
was too unlike to be kept counts with the least odds, a pair of plans that were not compared does not count. No group
holds two concepts, or one item twice. What persons decided goes before any score.
Not handled: names of groups.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import chain, combinations

import msgspec

from extractor.align.comparisons import Facet
from extractor.align.items import Key
from extractor.align.links import Pair
from extractor.align.policy import Policy


class Bonds(msgspec.Struct, frozen=True):
    """What persons decided: positions that share a group, and for an item those that it shares none with."""

    together: tuple[tuple[int, ...], ...] = ()
    apart: Mapping[Key, frozenset[Key]] = msgspec.field(default_factory=dict)

    @property
    def positions(self) -> frozenset[int]:
        """All positions that persons joined."""
        return frozenset(position for meeting in self.together for position in meeting)

    @property
    def pairs(self) -> Iterator[Pair]:
        """All pairs of positions that persons joined."""
        return chain.from_iterable(combinations(meeting, 2) for meeting in self.together)

    def barred(self, keys: set[Key]) -> set[Key]:
        """Return the items that may not stand beside any of `keys`."""
        return {other for key in keys for other in self.apart.get(key, ())} if self.apart else set()


Part = tuple[str, int]
"""a plan, and which of its tables (0: its tasks)"""
FREE = Bonds()
NONE: frozenset[Key] = frozenset()


class _Clusters:
    """Groups that grow; `links` hold the scores between each two of them.

    `near` tells for each part of a plan with how many members of a group its items are compared, `listed` and
    `listed_near` the same of members that carry a concept: of these some pairs are looked at only, so that one that is
    missing says nothing.
    """

    def __init__(
        self,
        facets: Sequence[Facet],
        scores: Mapping[Pair, float],
        compared: Container[tuple[str, str]],
        policy: Policy,
        bonds: Bonds,
    ) -> None:
        self.policy = policy
        core = range(len(facets))
        self.barred = {position: bonds.barred({facets[position].profile.key}) for position in core if bonds.apart}
        self.members = {position: [position] for position in core}
        self.concepts = {position: facets[position].concept for position in core}
        self.items = {position: {facets[position].profile.key} for position in core}
        self.parts = {position: Counter([facets[position].part]) for position in core}
        near = _find_near({facet.part for facet in facets}, compared)
        self.near = {position: near[facets[position].part] for position in core}
        carry = {position for position in core if facets[position].concept}
        self.listed = {position: Counter(self.parts[position] if position in carry else ()) for position in core}
        self.listed_near = {position: self.near[position] if position in carry else Counter() for position in core}
        self.links: dict[int, dict[int, tuple[float, int, int]]] = defaultdict(dict)
        for (left, right), value in scores.items():
            told = int(facets[left].part != facets[right].part and not (left in carry and right in carry))
            self.links[left][right] = self.links[right][left] = (value, 1, told)

    def mean(self, left: int, right: int) -> float:
        """Return the mean score between two groups."""
        total, count, told = self.links[left][right]
        missing = max(self.count_told(left, right) - told, 0)
        return (total - missing * self.policy.limit) / (count + missing)

    def count_told(self, left: int, right: int) -> int:
        """Return how many pairs of members of two groups are of two plans that are compared, and not of one concept."""
        if len(self.parts[left]) < len(self.parts[right]):
            left, right = right, left
        near, listed = self.near[left], self.listed_near[left]
        whole = sum(many * near[part] for part, many in self.parts[right].items())
        return whole - sum(many * listed[part] for part, many in self.listed[right].items())

    def allowed(self, left: int, right: int) -> bool:
        one, other = self.concepts[left], self.concepts[right]
        alike = not one or not other or one == other
        return (
            alike and not self.items[left] & self.items[right] and not self.barred.get(left, NONE) & self.items[right]
        )

    def join(self, left: int, right: int) -> None:
        """Join `right` into `left`, which is the smaller number."""
        self.members[left] = sorted(self.members[left] + self.members.pop(right))
        self.concepts[left] = self.concepts[left] or self.concepts[right]
        self.items[left] |= self.items.pop(right)
        self.parts[left] += self.parts.pop(right)
        self.near[left] = self.near[left] + self.near.pop(right)
        self.listed[left] = self.listed[left] + self.listed.pop(right)
        self.listed_near[left] = self.listed_near[left] + self.listed_near.pop(right)
        if self.barred:
            self.barred[left] |= self.barred.pop(right)
        for other, (total, count, inside) in self.links.pop(right, {}).items():
            del self.links[other][right]
            if other == left:
                continue
            have = self.links[left].get(other, (0.0, 0, 0))
            sums = (have[0] + total, have[1] + count, have[2] + inside)
            self.links[left][other] = self.links[other][left] = sums

    def find_joins(self, left: int) -> Iterator[tuple[float, int, int, int, int]]:
        """Yield the groups that `left` is near enough to: mean, both numbers, both sizes."""
        line, lowest = self.policy.line, -self.policy.limit
        for other, (total, count, _) in self.links[left].items():
            if max(total / count, lowest) < line:
                continue  # the mean lies between what was scored and what missing pairs count, both below the line
            mean = self.mean(left, other)
            if mean >= line:
                one, two = min(left, other), max(left, other)
                yield -mean, one, two, len(self.members[one]), len(self.members[two])


def _find_near(parts: Collection[Part], compared: Container[tuple[str, str]]) -> dict[Part, Counter[Part]]:
    """Return for each part of a plan those whose items are compared with its own."""
    return {
        part: Counter(other for other in parts if part != other and (part[0], other[0]) in compared) for part in parts
    }


def build_clusters(
    facets: Sequence[Facet],
    scores: Mapping[Pair, float],
    compared: Container[tuple[str, str]],
    policy: Policy,
    bonds: Bonds = FREE,
) -> list[list[int]]:
    """Return all positions in groups, each sorted, the groups by their first member; `compared` are pairs of plans."""
    clusters = _Clusters(facets, scores, compared, policy, bonds)
    heap = [(-value, left, right, 1, 1) for (left, right), value in scores.items() if value >= policy.line]
    for first, *others in bonds.together:
        for other in others:
            clusters.join(first, other)
        heap.extend(clusters.find_joins(first))
    heapq.heapify(heap)
    while heap:
        _, left, right, size, other_size = heapq.heappop(heap)
        # An entry is stale once either side has grown: its mean was pushed anew when that happened.
        if len(clusters.members.get(left, ())) != size or len(clusters.members.get(right, ())) != other_size:
            continue
        if not clusters.allowed(left, right):
            continue
        clusters.join(left, right)
        for entry in clusters.find_joins(left):
            heapq.heappush(heap, entry)
    return [clusters.members[first] for first in sorted(clusters.members)]
