"""In: an alignment, the concept list, the points. Out: for each concept the plans and groups that have it; the same by
first-level section of the national list.

Concepts of the national list are given whether any plan has them or not; the others only where one has.
Not handled: how well a plan covers a concept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.compare.coverage.point_shares import Weights
from extractor.compare.mentions import find_mention
from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.comparison import Coverage, PlanShare, SectionCoverage, SectionShare
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Concept

Items = dict[str, dict[str, set[str]]]
"""The items by concept and plan."""


def find_coverage(
    alignment: Alignment, concepts: Sequence[Concept], weights: Weights, plans: Sequence[Plan] = ()
) -> tuple[Coverage, ...]:
    """Return the coverage of `concepts`, in their order; "all lack" is no claim where a text names it in passing."""
    texts = {plan.id: plan.text for plan in plans}
    groups: dict[str, list[Group]] = {}
    for group in alignment.groups:
        if group.concept:
            groups.setdefault(group.concept, []).append(group)
    items, by = find_items(alignment), (alignment.plans, weights)
    return tuple(
        _build_coverage(concept, groups.get(concept.id, []), items.get(concept.id, {}), by, texts)
        for concept in concepts
        if concept.edition or concept.id in groups
    )


def find_items(alignment: Alignment) -> Items:
    """Return the items of each plan by the concept of their groups."""
    found: Items = {}
    for group in alignment.groups:
        for member in group.members if group.concept else ():
            found.setdefault(group.concept or "", {}).setdefault(member.plan, set()).add(member.item)
    return found


def _build_coverage(
    concept: Concept,
    groups: Sequence[Group],
    items: dict[str, set[str]],
    by: tuple[Sequence[str], Weights],
    texts: Mapping[str, str],
) -> Coverage:
    plans, weights = by
    having = tuple(plan for plan in plans if plan in items)
    return Coverage(
        concept=concept.id,
        label=concept.name,
        edition=concept.edition,
        plans=having,
        groups=tuple(group.id for group in groups),
        level1=concept.level1,
        level2=concept.level2,
        mentioned=tuple(plan for plan in plans if plan not in items and find_mention(texts.get(plan, ""), concept.all)),
        shares=tuple(
            PlanShare(plan=plan, items=len(items[plan]), points_share=weights.percent(plan, items[plan]))
            for plan in having
        ),
    )


def find_sections(
    alignment: Alignment, concepts: Sequence[Concept], weights: Weights, plans: Sequence[Plan] = ()
) -> Iterator[SectionCoverage]:
    """Yield the first-level sections of each edition of the national list, in the order of the list.

    Who has a concept is counted by places: two plans of one county are one.
    """
    homes = dict.fromkeys(alignment.plans, "") | {plan.id: plan.metadata.jurisdiction or "" for plan in plans}
    all_places = len({homes[plan] or plan for plan in alignment.plans})
    sections: dict[tuple[str, str], list[str]] = {}
    for concept in concepts:
        if concept.edition and concept.level1:
            sections.setdefault((concept.edition, concept.level1), []).append(concept.id)
    items = find_items(alignment)
    for (edition, level1), members in sections.items():
        having = {concept: len({homes[plan] or plan for plan in items.get(concept, {})}) for concept in members}
        yield SectionCoverage(
            level1=level1,
            edition=edition,
            concepts=tuple(members),
            all_have=tuple(c for c in members if alignment.plans and having[c] == all_places),
            one_has=tuple(c for c in members if having[c] == 1),
            all_lack=tuple(c for c in members if not having[c]),
            shares=tuple(_build_share(plan, members, items, weights) for plan in alignment.plans),
        )


def _build_share(plan: str, members: Sequence[str], items: Items, weights: Weights) -> SectionShare:
    had = [items[concept][plan] for concept in members if plan in items.get(concept, {})]
    together = {item for some in had for item in some}
    return SectionShare(
        plan=plan,
        concepts=len(had),
        share=round(len(had) / len(members), 4),
        items=len(together),
        points_share=weights.percent(plan, together),
    )
