"""In: a comparison and its alignment. Out: `Standing`, how one plan stands among the others.

Only what the comparison holds is counted; no new fact is made. Not handled: words for readers (`checklist`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.comparison import Comparison, Difference, Reading
from extractor.model.compared.standing import Kin, Lack, Rank, Standing, Standpoint

WEIGHED: dict[Rank, Rank] = {"stricter": "heavier", "looser": "lighter"}


def find_standing(plan: str, comparison: Comparison, alignment: Alignment) -> Standing:
    """Return how `plan` stands among the other plans of the comparison."""
    groups = {group.id: group for group in alignment.groups}
    own = [group for group in alignment.groups if any(member.plan == plan for member in group.members)]
    shared = tuple(group for group in own if len({member.plan for member in group.members}) > 1)
    return Standing(
        plan=plan,
        kin=_find_kin(plan, comparison, groups),
        lacks=tuple(
            Lack(coverage, tuple(groups[name] for name in coverage.groups if name in groups))
            for coverage in comparison.coverage
            if coverage.edition and plan not in coverage.plans
        ),
        standpoints=tuple(
            found for difference in comparison.differences if (found := _find_standpoint(plan, difference, groups))
        ),
        shared=shared,
        alone=tuple(group for group in own if group not in shared),
    )


def _find_kin(plan: str, comparison: Comparison, groups: dict[str, Group]) -> tuple[Kin, ...]:
    kin = []
    for overlap in comparison.overlaps:
        if plan not in (overlap.left, overlap.right):
            continue
        left = overlap.left == plan
        shared = tuple(groups[name] for name in overlap.shared_groups if name in groups)
        own_share = overlap.left_share if left else overlap.right_share
        kin.append(Kin(overlap.right if left else overlap.left, shared, overlap.share, own_share))
    return tuple(sorted(kin, key=lambda one: (-one.share, one.plan)))


def _find_standpoint(plan: str, difference: Difference, groups: dict[str, Group]) -> Standpoint | None:
    """Return the plan's strictest ranked value beside each other plan's; None where there is nothing to rank."""
    strictest: dict[str, Reading] = {}
    for reading in difference.readings:
        if reading.rank is not None:
            held = strictest.setdefault(reading.plan, reading)
            if reading.rank < (held.rank or 0):
                strictest[reading.plan] = reading
    own = strictest.pop(plan, None)
    if own is None or not strictest or difference.group not in groups:
        return None
    others = sorted(strictest.values(), key=lambda reading: (reading.rank or 0, reading.plan))
    ranks = [reading.rank or 0 for reading in others]
    rank = _rank(own.rank or 0, ranks)
    shown = WEIGHED.get(rank, rank) if difference.aspect == "weight" else rank
    return Standpoint(groups[difference.group], difference, own, tuple(others), shown)


def _rank(own: int, others: Sequence[int]) -> Rank:
    """Tell how a rank stands to others, 1 being the strictest.

    >>> _rank(1, [2, 3]), _rank(3, [1, 1]), _rank(2, [1, 3]), _rank(1, [1, 1]), _rank(1, [1, 3])
    ('stricter', 'looser', 'between', 'equal', 'between')
    """
    if all(own < other for other in others):
        return "stricter"
    if all(own > other for other in others):
        return "looser"
    return "equal" if all(own == other for other in others) else "between"
