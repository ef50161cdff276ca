"""In: plans and mappings. Out: `Alignment`: which items ask for the same measure, with the evidence of every match.

The steps in order: profiles, facets, candidates, comparisons, clusters, groups. Each depends on the items alone, so
neither the order of the plans nor an unrelated plan changes a group. Not handled: how much aligned items differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import sqrt

from extractor.align.candidates import Pair, find_candidates, find_core
from extractor.align.comparisons import Facet, compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.grouping import build_clusters, join_rest
from extractor.align.labels import find_id, find_label
from extractor.align.policy import Policy
from extractor.align.profiles import Key, Profile, ProfileBuilder
from extractor.align.terms import Segmenter
from extractor.errors import PlanFileError
from extractor.model.alignment import Alignment, Evidence, Group, Member
from extractor.model.mappings import Mappings
from extractor.model.plan import Plan


def align_plans(plans: Sequence[Plan], mappings: Mappings, *, policy: Policy | None = None) -> Alignment:
    """Return the groups of items of `plans` that ask for the same measure.

    Every item stands in at least one group and in at most three. Groups of a concept come first, in the order of the
    concept list, then the others by their smallest member. Raises PlanFileError where two plans have one id.
    """
    rules = policy or Policy()
    _check_ids(plans)
    concepts = ConceptIndex(mappings.concepts.concepts, rules, mappings.concepts.field_words)
    segmenter = Segmenter(mappings.terms)
    builder = ProfileBuilder(segmenter, concepts, rules)
    profiles = sorted((p for plan in plans for p in builder.build(plan)), key=lambda profile: profile.key)
    facets = sorted(build_facets(profiles, concepts, segmenter), key=lambda facet: facet.key)
    core = find_core(facets, rules)
    scores = {
        (left, right): score(facets[left], facets[right], rules) for left, right in find_candidates(facets, core, rules)
    }
    clusters = join_rest(facets, build_clusters(facets, core, scores, rules), core, rules)
    clusters = drop_spare(facets, clusters)
    found = _Found(facets, scores, rules)
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
            terms = segmenter.weigh((profile.cuts[0], *cuts) if hit.titled else cuts)
            yield Facet(
                profile=profile,
                terms=terms,
                norm=find_norm(terms),
                titled=hit.titled,
                concept=hit.concept,
                name=concepts.names[hit.concept],
                strength=hit.strength,
                words=hit.words,
            )
        if not any(hit.titled for hit in profile.hits):
            yield Facet(profile=profile, terms=profile.terms, norm=find_norm(profile.terms))


def find_norm(terms: Mapping[str, float]) -> float:
    """Return the length of a vector of terms; 1 for an empty one, which is like nothing."""
    return sqrt(sum(weight * weight for weight in terms.values())) or 1.0


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
    """Facets and the scores between them, from which groups and near misses are written."""

    facets: Sequence[Facet]
    scores: dict[Pair, float]
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
        pairs = islice((pair for pair in combinations(cluster, 2) if pair in self.scores), self.policy.pairs)
        return Group(
            id=concept or find_id(facets),
            label=find_label(facets, concept),
            concept=concept,
            members=tuple(_build_member(facet) for facet in facets),
            evidence=tuple(self._compare(pair) for pair in pairs),
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
        return tuple(self._compare(pair) for _, pair in nearest[: self.policy.misses])

    def _compare(self, pair: Pair) -> Evidence:
        return compare(self.facets[pair[0]], self.facets[pair[1]], self.policy)


def _build_member(facet: Facet) -> Member:
    plan, item = facet.profile.key
    return Member(plan, item, facet.profile.kind, facet.profile.shown)
