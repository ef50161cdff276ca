"""Many plans by anchors: every item in a group, the same groups in any order and by whoever works."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from extractor.align import align_plans
from extractor.align.many import ManyPolicy, align_many
from extractor.batch import InProcessExecutor
from extractor.commands.spreading import spread
from tests.benchmarks.measure_scale import find_kept
from tests.benchmarks.varied_plans import vary_plans

FEW = ManyPolicy(whole=8, anchors=6)


@pytest.fixture(scope="module")
def many(plans):
    return tuple(vary_plans(plans, 16))


@pytest.fixture(scope="module")
def alone(many, mappings):
    return align_many(many, mappings, policy=FEW)


def test_every_item_stands_in_a_group_and_in_three_at_most(many, alone):
    held = Counter((member.plan, member.item) for group in alone.groups for member in group.members)
    assert set(held) == {(plan.id, item.id) for plan in many for item in plan.items}
    assert max(held.values()) <= 3
    assert len({group.id for group in alone.groups}) == len(alone.groups)
    assert find_kept(alone) >= 0.9


def test_few_plans_are_compared_all_with_all(many, mappings):
    few = many[:5]
    assert align_many(few, mappings, policy=FEW) == align_plans(few, mappings)


def test_the_order_of_plans_changes_no_group(many, alone, mappings):
    turned = align_many(many[::-1], mappings, policy=FEW)
    assert turned.groups == alone.groups


def test_an_executor_gives_the_same(many, alone, mappings):
    assert align_many(many, mappings, spread(InProcessExecutor()), policy=FEW) == alone


@pytest.mark.slow
def test_processes_give_the_same(many, alone, mappings):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert align_many(many, mappings, spread(executor), policy=FEW) == alone


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same(many, alone, mappings):
    pytest.importorskip("distributed")
    from extractor.store.cluster import open_cluster

    with open_cluster("local", 2) as executor:
        assert align_many(many, mappings, spread(executor), policy=FEW) == alone
