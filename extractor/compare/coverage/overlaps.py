"""In: an alignment and the points. Out: for each pair of plans what they share, and what only one of them has.

Not handled: how alike the shared items are.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from extractor.compare.coverage.point_shares import Weights
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Overlap


def find_overlaps(alignment: Alignment, weights: Weights) -> tuple[Overlap, ...]:
    """Return the overlap of each pair of plans, in the order of the alignment's plans."""
    groups: dict[str, list[str]] = {plan: [] for plan in alignment.plans}
    items: dict[str, dict[str, set[str]]] = {plan: {} for plan in alignment.plans}
    for group in alignment.groups:
        for member in group.members:
            if group.id not in groups[member.plan][-1:]:
                groups[member.plan].append(group.id)
            items[member.plan].setdefault(member.item, set()).add(group.id)
    overlaps = (_build_overlap((left, right), groups, items) for left, right in combinations(alignment.plans, 2))
    return tuple(_weigh(overlap, items, weights) for overlap in overlaps)


def _weigh(overlap: Overlap, items: dict[str, dict[str, set[str]]], weights: Weights) -> Overlap:
    """Return `overlap` with the shares of both sides' points."""
    shared = set(overlap.shared_groups)

    def share(plan: str) -> float | None:
        return weights.share(plan, [item for item, groups in items[plan].items() if groups & shared])

    return replace(overlap, left_points_share=share(overlap.left), right_points_share=share(overlap.right))


def _build_overlap(
    pair: tuple[str, str], groups: dict[str, list[str]], items: dict[str, dict[str, set[str]]]
) -> Overlap:
    left, right = pair
    both = set(groups[left]) & set(groups[right])
    either = len(set(groups[left]) | set(groups[right]))
    return Overlap(
        left=left,
        right=right,
        shared_groups=tuple(group for group in groups[left] if group in both),
        left_only=tuple(group for group in groups[left] if group not in both),
        right_only=tuple(group for group in groups[right] if group not in both),
        share=round(len(both) / either, 4) if either else 0.0,
        left_share=_share(items[left], both),
        right_share=_share(items[right], both),
    )


def _share(items: dict[str, set[str]], shared: set[str]) -> float:
    met = sum(bool(groups & shared) for groups in items.values())
    return round(met / len(items), 4) if items else 0.0
