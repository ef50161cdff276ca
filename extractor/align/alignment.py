"""In: plans and mappings. Out: `Alignment`: which items ask for the same measure, with the evidence of every match.

The steps in order: profiles, facets, candidates, comparisons, clusters, groups. Each depends on the items alone, so
neither the order of the plans nor an unrelated plan changes a group. Not handled: how much aligned items differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from extractor.align.candidates import Pair, find_candidates
from extractor.align.comparisons import Facet, compare
from extractor.align.concepts import ConceptIndex
from extractor.align.grouping import build_clusters
from extractor.align.labels import find_id, find_label
from extractor.align.policy import Policy
from extractor.align.profiles import Key, Profile, ProfileBuilder
from extractor.align.terms import Segmenter
from extractor.errors import PlanFileError
from extractor.model.alignment import Alignment, Evidence, Group, Member
from extractor.model.mappings import Mappings
from extractor.model.plan import Plan

NEAR_MISSES = 500


def align_plans(plans: Sequence[Plan], mappings: Mappings, *, policy: Policy | None = None) -> Alignment:
    """Return the groups of items of `plans` that ask for the same measure.

    Every item stands in at least one group and in at most three. Groups of a concept come first, in the order of the
    concept list, then the others by their smallest member. Raises PlanFileError where two plans have one id.
    """
    rules = policy or Policy()
    _check_ids(plans)
    concepts = ConceptIndex(mappings.concepts.concepts, rules)
    segmenter = Segmenter(mappings.terms)
    builder = ProfileBuilder(segmenter, concepts, rules)
    profiles = sorted((p for plan in plans for p in builder.build(plan)), key=lambda profile: profile.key)
    facets = sorted(build_facets(profiles, concepts, segmenter), key=lambda facet: facet.key)
    evidence = {
        (left, right): compare(facets[left], facets[right], rules) for left, right in find_candidates(facets, rules)
    }
    clusters = build_clusters(facets, {pair: found.score for pair, found in evidence.items()}, rules)
    clusters = drop_spare(facets, clusters)
    found = _Found(facets, evidence, rules)
    return Alignment(
        plans=tuple(plan.id for plan in plans),
        groups=found.build_groups(clusters, concepts),
        near_misses=found.find_near_misses(clusters),
    )


def _check_ids(plans: Sequence[Plan]) -> None:
    seen: set[str] = set()
    for plan in plans:
        if plan.id in seen:
            raise PlanFileError(f"有两个方案的编号都是 {plan.id}", hint="请给其中一个换一个文件名或清单编号")
        seen.add(plan.id)


def build_facets(profiles: Iterable[Profile], concepts: ConceptIndex, segmenter: Segmenter) -> Iterator[Facet]:
    """Yield a facet for each concept of an item, and one by its words alone where its title names no concept."""
    for profile in profiles:
        for hit in profile.hits:
            cuts = [profile.cuts[number + 1] for number in hit.sentences]
            yield Facet(
                profile=profile,
                terms=segmenter.weigh((profile.cuts[0], *cuts) if hit.titled else cuts),
                titled=hit.titled,
                concept=hit.concept,
                name=concepts.names[hit.concept],
                strength=hit.strength,
                words=hit.words,
            )
        if not any(hit.titled for hit in profile.hits):
            yield Facet(profile=profile, terms=profile.terms)


def drop_spare(facets: Sequence[Facet], clusters: Sequence[list[int]]) -> list[list[int]]:
    """Leave out what says nothing: an item alone, by its words only or under a concept that others hold without it.

    An item that would then stand nowhere keeps the strongest of these.
    """
    kept: list[list[int]] = []
    spare: list[list[int]] = []
    held = Counter(facets[position].concept for cluster in clusters for position in cluster)
    for cluster in clusters:
        facet = facets[cluster[0]]
        alone = len(cluster) == 1 and (facet.concept is None or (held[facet.concept] > 1 and not facet.titled))
        (spare if alone else kept).append(cluster)
    placed = {facets[position].profile.key for cluster in kept for position in cluster}
    spare.sort(key=lambda cluster: (-facets[cluster[0]].strength, cluster))
    for cluster in spare:
        if facets[cluster[0]].profile.key not in placed:
            placed.add(facets[cluster[0]].profile.key)
            kept.append(cluster)
    return kept


@dataclass(frozen=True, slots=True)
class _Found:
    """Facets and the evidence between them, from which groups and near misses are written."""

    facets: Sequence[Facet]
    evidence: dict[Pair, Evidence]
    policy: Policy

    def build_groups(self, clusters: Iterable[list[int]], concepts: ConceptIndex) -> tuple[Group, ...]:
        """Return the groups in the order in which a reader meets them; a concept names one group, its largest."""
        last = len(concepts.ranks)
        named = [(self._find_concept(cluster), cluster) for cluster in clusters]
        named.sort(key=lambda entry: (concepts.ranks.get(entry[0] or "", last), -len(entry[1]), entry[1]))
        groups, taken = [], set()
        for concept, cluster in named:
            groups.append(self._build_group(None if concept in taken else concept, cluster))
            taken.add(concept)
        groups.sort(key=lambda group: (concepts.ranks.get(group.concept or "", last), group.members[0].plan))
        return tuple(groups)

    def _find_concept(self, cluster: Iterable[int]) -> str | None:
        return next((concept for position in cluster if (concept := self.facets[position].concept)), None)

    def _build_group(self, concept: str | None, cluster: list[int]) -> Group:
        facets = [self.facets[position] for position in cluster]
        pairs = islice((pair for pair in combinations(cluster, 2) if pair in self.evidence), self.policy.pairs)
        return Group(
            id=concept or find_id(facets),
            label=find_label(facets, concept),
            concept=concept,
            members=tuple(_build_member(facet) for facet in facets),
            evidence=tuple(self.evidence[pair] for pair in pairs),
        )

    def find_near_misses(self, clusters: Iterable[list[int]]) -> tuple[Evidence, ...]:
        """Return pairs of different plans just under the line that share no group, the nearest first."""
        together: dict[Key, set[int]] = defaultdict(set)
        for number, cluster in enumerate(clusters):
            for position in cluster:
                together[self.facets[position].profile.key].add(number)
        best: dict[tuple[Key, Key], Evidence] = {}
        for (left, right), found in self.evidence.items():
            one, other = self.facets[left].profile.key, self.facets[right].profile.key
            near = self.policy.line - self.policy.near <= found.score < self.policy.line
            if not near or one[0] == other[0] or together[one] & together[other]:
                continue
            if (one, other) not in best or best[one, other].score < found.score:
                best[one, other] = found
        order = sorted(best.values(), key=lambda found: (-found.score, found.left, found.right))
        return tuple(order[:NEAR_MISSES])


def _build_member(facet: Facet) -> Member:
    plan, item = facet.profile.key
    return Member(plan, item, facet.profile.kind, facet.profile.shown)
