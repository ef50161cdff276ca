"""In: plans and mappings. Out: `Alignment`: which items ask for the same measure, with the evidence of every match.

The steps in order: verdicts, profiles, likeness, facets, links, clusters, shared items, groups. Each depends on items
alone, so neither the order of the plans nor an unrelated plan changes a group. Not handled: how much aligned items
differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

from extractor.align.comparisons import Facet
from extractor.align.concepts import ConceptIndex
from extractor.align.constraints import Verdicts, build_verdicts
from extractor.align.grouping.clustering import Bonds, build_clusters
from extractor.align.grouping.groups import Found, name_groups
from extractor.align.grouping.must_link import bind_facets
from extractor.align.grouping.sharing import share_items
from extractor.align.items import ProfileBuilder
from extractor.align.likeness.pairs import Likeness, build_likeness
from extractor.align.likeness.plan_fields import find_body_field
from extractor.align.likeness.semantic import SentenceVectors
from extractor.align.links import find_candidates, score_pairs
from extractor.align.policy import Policy, choose_policy
from extractor.align.terms import Segmenter
from extractor.align.views import build_facets
from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Alignment
from extractor.model.facts.plan import Plan
from extractor.model.judgement import Judgement
from extractor.model.mappings import Mappings


def align_plans(
    plans: Sequence[Plan],
    mappings: Mappings,
    *,
    policy: Policy | None = None,
    vectors: SentenceVectors | None = None,
    likeness: Likeness | None = None,
) -> Alignment:
    """Return the groups of items of `plans` that ask for the same measure.

    Every item stands in at least one group and in at most three. Groups of a concept come first, in the order of the
    concept list, then the others, those first that most plans ask for. What persons decided (`mappings.judgements`) is
    carried out. `vectors` add a model of sentences (`likeness.semantic.find_vectors`); `likeness` replaces the model.
    Raises PlanFileError where two plans have one id.
    """
    rules = policy or choose_policy(mappings)
    check_ids(plans)
    concepts = ConceptIndex(mappings.concepts.concepts, rules, mappings.concepts.packs)
    view = read_facets(plans, mappings, concepts, rules, vectors=vectors, likeness=likeness)
    found = Found(view.facets, {}, view.likeness, rules, view.verdicts)
    pairs = chain(find_candidates(view.facets, view.likeness, rules), view.bonds.pairs)
    found.scores.update(score_pairs(pairs, found.score))
    clusters = build_clusters(view.facets, found.scores, view.likeness, rules, view.bonds)
    clusters = share_items(view.facets, clusters, found.scores, view.likeness, policy=rules, bonds=view.bonds)
    clusters = drop_spare(view.facets, clusters)
    groups, met = name_groups(found.build_groups(clusters, concepts), view.verdicts.labels)
    return Alignment(
        plans=tuple(plan.id for plan in plans),
        groups=groups,
        near_misses=found.find_near_misses(clusters),
        judgements=find_applied(view.verdicts, met),
        problems=view.verdicts.problems,
    )


class View(msgspec.Struct, frozen=True):
    """The items of a run as facets in the order of their keys, how alike they are, and what persons decided of them."""

    facets: list[Facet]
    likeness: Likeness
    verdicts: Verdicts
    bonds: Bonds


def read_facets(  # noqa: PLR0913 - what a run is made of
    plans: Sequence[Plan],
    mappings: Mappings,
    concepts: ConceptIndex,
    policy: Policy,
    *,
    vectors: SentenceVectors | None = None,
    likeness: Likeness | None = None,
) -> View:
    """Return all items of `plans` as facets, in the order of their keys, with their likeness."""
    keys = {(plan.id, item.id) for plan in plans for item in plan.items}
    verdicts = build_verdicts(mappings.judgements.judgements, keys, concepts.ranks, policy.measures)
    builder = ProfileBuilder(Segmenter(mappings.terms), concepts, policy, verdicts.concepts)
    profiles = [list(builder.build(plan)) for plan in plans]
    genre = (*mappings.terms.stop, *mappings.terms.genre)
    fields = {plan.id: plan.metadata.field for plan in plans}
    settled = {plan.id for plan in plans if fields[plan.id] and "field" in plan.metadata.by}
    led = {plan.id: find_body_field(plan, mappings, policy) for plan in plans if not fields[plan.id]}
    alike = likeness or build_likeness(profiles, genre, policy, vectors, fields, led=led, settled=settled)
    found = (facet for own in profiles for facet in build_facets(own, concepts, policy))
    facets, together = bind_facets(found, verdicts, concepts, policy)
    return View(facets, alike, verdicts, Bonds(tuple(together), verdicts.apart))


def find_applied(verdicts: Verdicts, met: set[str]) -> tuple[Judgement, ...]:
    """Return the decisions that were carried out; a label whose group is not there was not."""
    return tuple(one for one in verdicts.applied if one.decision != "label" or one.group in met)


def check_ids(plans: Sequence[Plan]) -> None:
    """Refuse two plans of one id."""
    seen: set[str] = set()
    for plan in plans:
        if plan.id in seen:
            raise PlanFileError(f"有两个方案的编号都是 {plan.id}", hint="请给其中一个换一个文件名或清单编号")
        seen.add(plan.id)


def drop_spare(
    facets: Sequence[Facet], clusters: Sequence[list[int]], settled: Sequence[list[int]] = ()
) -> list[list[int]]:
    """Leave out what says nothing: an item alone, by its words only or under a concept that others hold without it.

    An item that would then stand nowhere keeps the strongest of these. `settled` groups are looked at only.
    """
    kept: list[list[int]] = []
    spare: list[list[int]] = []
    held = Counter(facets[position].concept for cluster in (*settled, *clusters) for position in cluster)
    for cluster in clusters:
        facet = facets[cluster[0]]
        alone = len(cluster) == 1 and (facet.concept is None or (held[facet.concept] > 1 and not facet.titled))
        (spare if alone else kept).append(cluster)
    placed = {facets[position].profile.key for cluster in (*settled, *kept) for position in cluster}
    spare.sort(key=lambda cluster: (-facets[cluster[0]].strength, cluster))
    for cluster in spare:
        if facets[cluster[0]].profile.key not in placed:
            placed.add(facets[cluster[0]].profile.key)
            kept.append(cluster)
    return kept
