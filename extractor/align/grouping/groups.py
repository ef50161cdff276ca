"""In: facets in groups, with the scores between them. Out: `Group`s with evidence, and near misses.

Not handled: which facets stand together (`grouping`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice

import msgspec

from extractor.align.comparisons import Facet, compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.constraints import Verdicts
from extractor.align.grouping.labels import find_id, find_label
from extractor.align.items import Key
from extractor.align.likeness.pairs import Likeness
from extractor.align.links import Pair
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Evidence, Group, Member
from extractor.model.judgement import Judgement


class Found(msgspec.Struct, frozen=True):
    """Facets and the scores between them, from which groups and near misses are written."""

    facets: Sequence[Facet]
    scores: dict[Pair, float]
    likeness: Likeness
    policy: Policy
    verdicts: Verdicts = msgspec.field(default_factory=Verdicts)

    def build_groups(
        self, clusters: Iterable[list[int]], concepts: ConceptIndex, *, taken: Collection[str] = ()
    ) -> tuple[Group, ...]:
        """Return the groups in the order in which a reader meets them; a concept names one group, its largest.

        `taken` are the ids of groups that are there already.
        """
        last = len(concepts.ranks)
        named = [(self._find_concept(cluster), cluster) for cluster in clusters]
        named.sort(key=lambda entry: (concepts.ranks.get(entry[0] or "", last), -len(entry[1]), entry[1]))
        groups, used = [], set(taken)
        for concept, cluster in named:
            groups.append(self._build_group(None if concept in used else concept, cluster))
            used.add(concept or "")
        groups.sort(key=lambda group: (concepts.ranks.get(group.concept or "", last), -count_plans(group)))
        return tuple(groups)

    def _find_concept(self, cluster: Iterable[int]) -> str | None:
        return next((concept for position in cluster if (concept := self.facets[position].concept)), None)

    def _build_group(self, concept: str | None, cluster: list[int]) -> Group:
        facets = [self.facets[position] for position in cluster]
        pairs = islice((pair for pair in combinations(cluster, 2) if pair in self.scores), self.policy.pairs)
        return Group(
            id=concept or find_id(facets),
            label=find_label(facets, concept),
            concept=concept,
            members=tuple(build_member(facet) for facet in facets),
            evidence=tuple(self.compare(pair) for pair in pairs),
        )

    def find_near_misses(self, clusters: Iterable[list[int]]) -> tuple[Evidence, ...]:
        """Return pairs of different plans just under the line that share no group, the nearest first."""
        together: dict[Key, set[int]] = defaultdict(set)
        for number, cluster in enumerate(clusters):
            for position in cluster:
                together[self.facets[position].profile.key].add(number)
        best: dict[tuple[Key, Key], tuple[float, Pair]] = {}
        for pair, value in self.scores.items():
            if not self.policy.line - self.policy.near <= value < self.policy.line:
                continue
            one, other = self.facets[pair[0]].profile.key, self.facets[pair[1]].profile.key
            if one[0] != other[0] and not together[one] & together[other]:
                best[one, other] = max(best.get((one, other), (value, pair)), (value, pair))
        nearest = sorted(best.values(), key=lambda entry: (-entry[0], entry[1]))
        return tuple(self.compare(pair) for _, pair in nearest[: self.policy.misses])

    def score(self, pair: Pair) -> float:
        """Return the score of two facets, with what a person decided of their items."""
        left, right = (self.facets[position] for position in pair)
        line = self.verdicts.find_line(left.profile.key, right.profile.key, self.policy.judged)
        value = score(left, right, self.likeness, self.policy)
        return round(value + line.weight, 2) if line else value

    def compare(self, pair: Pair) -> Evidence:
        """Return the evidence on two facets, with what a person decided of their items."""
        left, right = (self.facets[position] for position in pair)
        line = self.verdicts.find_line(left.profile.key, right.profile.key, self.policy.judged)
        return compare(left, right, self.likeness, self.policy, *([line] if line else []))


def count_plans(group: Group) -> int:
    """Return how many plans have an item in a group."""
    return len({member.plan for member in group.members})


def build_member(facet: Facet) -> Member:
    """Return a facet's item as a member of a group."""
    plan, item = facet.profile.key
    return Member(plan, item, facet.profile.kind, facet.profile.shown)


def name_groups(groups: Sequence[Group], labels: Mapping[str, Judgement]) -> tuple[tuple[Group, ...], set[str]]:
    """Return the groups with the labels that persons gave, and the names in `labels` that met a group.

    A group is named by its id; an item that stands in one group alone names that group too, since the id of a group
    without concept is its smallest member, which another plan may change.
    """
    if not labels:
        return tuple(groups), set()
    homes: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for member in group.members:
            homes[f"{member.plan}:{member.item}"].append(group.id)
    ids = {group.id for group in groups}
    met = {name: name if name in ids else homes[name][0] for name in labels if name in ids or len(homes[name]) == 1}
    texts = {
        home: labels[name].text or "" for name, home in sorted(met.items(), key=lambda entry: entry[0] == entry[1])
    }
    named = (replace(group, label=texts[group.id]) if group.id in texts else group for group in groups)
    return tuple(named), set(met)
