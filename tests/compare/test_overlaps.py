"""Which pairs of plans are given: all of few, the nearest of many; the squares of the report have all."""

from __future__ import annotations

import random

from extractor.compare.coverage.overlaps import OverlapPolicy, find_overlaps
from extractor.compare.coverage.point_shares import Weights
from extractor.model.compared.alignment import Alignment, Group, Member


def align(count, measures=30, seed=7):
    chance = random.Random(seed)  # noqa: S311 - made up, by a seed
    plans = tuple(f"p{n:03}" for n in range(count))
    groups = tuple(
        Group(
            id=f"g{n}",
            label="",
            concept=None,
            members=tuple(Member(plan, f"i{n}", "task", "") for plan in plans if chance.random() < 0.4),
        )
        for n in range(measures)
    )
    return Alignment(plans=plans, groups=groups)


def pairs(found):
    return {(one.left, one.right): one.share for one in found}


def test_the_nearest_are_the_nearest_of_all_pairs():
    alignment, weights = align(40), Weights.of([])
    whole = pairs(find_overlaps(alignment, weights))
    assert len(whole) == 40 * 39 // 2
    few = pairs(find_overlaps(alignment, weights, OverlapPolicy(whole=10, nearest=5, rows=7)))
    assert few.items() <= whole.items()
    for plan in alignment.plans:
        shares = sorted((share for pair, share in whole.items() if plan in pair), reverse=True)[:5]
        given = sorted((share for pair, share in few.items() if plan in pair), reverse=True)[:5]
        assert given == shares


def test_what_is_given_grows_with_the_plans_and_not_with_their_pairs():
    assert len(find_overlaps(align(120), Weights.of([]))) <= 120 * OverlapPolicy().nearest
