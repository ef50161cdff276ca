"""In: an alignment and the concept list. Out: for each concept the plans and groups that have it.

Concepts of the national list are given whether any plan has them or not; the others only where one has.
Not handled: how well a plan covers a concept.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.alignment import Alignment, Group
from extractor.model.comparison import Coverage
from extractor.model.mappings import Concept


def find_coverage(alignment: Alignment, concepts: Sequence[Concept]) -> tuple[Coverage, ...]:
    """Return the coverage of `concepts`, in their order."""
    groups: dict[str, list[Group]] = {}
    for group in alignment.groups:
        if group.concept:
            groups.setdefault(group.concept, []).append(group)
    return tuple(
        _build_coverage(concept, groups.get(concept.id, []), alignment.plans)
        for concept in concepts
        if concept.edition or concept.id in groups
    )


def _build_coverage(concept: Concept, groups: Sequence[Group], plans: Sequence[str]) -> Coverage:
    having = {member.plan for group in groups for member in group.members}
    return Coverage(
        concept=concept.id,
        label=concept.name,
        edition=concept.edition,
        plans=tuple(plan for plan in plans if plan in having),
        groups=tuple(group.id for group in groups),
        level1=concept.level1,
        level2=concept.level2,
    )
