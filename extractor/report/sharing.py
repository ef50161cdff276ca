"""In: material of a report. Out: for any two plans how many measures both ask for, and what share of all of theirs.

`comparison.overlaps` has the nearest pairs of many plans only; a square has all. Not handled: which measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from extractor.report.dataset import Material


def find_sharing(material: Material) -> Mapping[tuple[str, str], tuple[float, int]]:
    """Return share and number for each two plans, each way round; with itself a plan shares all."""
    own: dict[str, set[str]] = {plan.id: set() for plan in material.plans}
    for group in material.alignment.groups:
        for member in group.members:
            if member.plan in own:
                own[member.plan].add(group.id)
    found: dict[tuple[str, str], tuple[float, int]] = {(plan, plan): (1.0, len(own[plan])) for plan in own}
    for left, right in combinations(own, 2):
        both = len(own[left] & own[right])
        either = len(own[left]) + len(own[right]) - both
        found[left, right] = found[right, left] = (round(both / either, 4) if either else 0.0, both)
    return found
