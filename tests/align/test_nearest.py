"""Which plans are looked at beside each other: all while they are few, then a bounded number for each."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from extractor.align.likeness.nearest import find_nearest
from extractor.align.policy import Policy

POLICY = Policy(near_plans=10, drawn_plans=4)


def make_views(number, names=None):
    draw = np.random.default_rng(3)
    rows = draw.integers(1, 200, size=(number, 4, 32)).astype(np.float32)
    names = names or [f"p{place:03}" for place in range(number)]
    return {name: SimpleNamespace(text=own, text_sense=own[:, :16]) for name, own in zip(names, rows, strict=True)}


def test_few_plans_are_all_looked_at():
    assert len(find_nearest(make_views(11), POLICY)) == 55


@pytest.mark.parametrize("number", [12, 40, 200])
def test_pairs_grow_with_the_number_of_plans(number):
    found = find_nearest(make_views(number), POLICY)
    assert len(found) == len(set(found)) <= POLICY.near_plans * number
    assert all(one < other for one, other in found)
    met = {plan: sum(plan in pair for pair in found) for plan in make_views(number)}
    assert min(met.values()) >= POLICY.near_plans - POLICY.drawn_plans


def test_neither_order_nor_names_change_who_meets():
    names = [f"q{place * 7 % 40:03}" for place in range(40)]
    own = dict(zip(names, make_views(40), strict=True))
    renamed = find_nearest(make_views(40, names), POLICY)
    assert {frozenset((own[one], own[other])) for one, other in renamed} == set(
        map(frozenset, find_nearest(make_views(40), POLICY))
    )


def test_the_draw_joins_what_likeness_alone_would_part():
    """Plans written after four models are most like their own kind; some of each still meet those of the others."""
    draw = np.random.default_rng(1)
    views = {}
    for place in range(80):
        own = draw.integers(0, 3, size=(3, 32)).astype(np.float32)
        own[:, place % 4] += 900
        views[f"p{place:02}"] = SimpleNamespace(text=own, text_sense=own)
    model = {plan: int(plan[1:]) % 4 for plan in views}
    assert any(model[one] != model[other] for one, other in find_nearest(views, POLICY))
    alone = Policy(near_plans=10, drawn_plans=0)
    assert not any(model[one] != model[other] for one, other in find_nearest(views, alone))
