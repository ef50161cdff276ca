"""In: what two plans speak of. Out: which plans are of one field, so that their items are compared.

Items of the genre (reporting, training, assessment) sound alike in any field; whether two plans are of one field is
told by all their items together, by how likely each has a counterpart, and by what their titles say. The weights are
learned from sets of several fields. Not handled: what a field is called.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.align.policy import Policy

Pair = tuple[str, str]


def judge_pair(told: float, matched: float, fields: tuple[str | None, str | None], policy: Policy) -> float:
    """Return the log odds that two plans are of one field.

    `told` are the log odds by what both speak of, `matched` is how likely an item of either has a counterpart.

    >>> judge_pair(2.7, 0.32, ("安全生产", "水利防汛"), Policy()) < 0
    True
    >>> judge_pair(0.0, 0.31, ("安全生产", "安全生产"), Policy()) > 0
    True
    """
    one, other = fields
    known = 0.0 if one is None or other is None else policy.field_named if one == other else -policy.field_named
    return round(policy.field_told * told + policy.field_matched * matched + known + policy.field_start, 3)


def find_compared(odds: Mapping[Pair, float], policy: Policy) -> frozenset[Pair]:
    """Return the pairs of plans to compare: of one field by the log odds, and among many plans the most alike.

    >>> sorted(find_compared({("a", "b"): 2.0, ("a", "c"): -3.0}, Policy()))
    [('a', 'b')]
    """
    kept = {pair: value for pair, value in odds.items() if value >= policy.one_field}
    near: dict[str, list[tuple[float, Pair]]] = {}
    for pair, value in kept.items():
        for plan in pair:
            near.setdefault(plan, []).append((-value, pair))
    return frozenset(pair for pairs in near.values() for _, pair in sorted(pairs)[: policy.near_plans])
