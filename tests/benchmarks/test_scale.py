"""Varied plans: always the same ones, their items found again, and work that grows no faster than n log n."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from extractor.align import align_plans
from extractor.align.grouping.groups import Found
from extractor.align.policy import Policy
from tests.benchmarks.measure_scale import find_kept, measure
from tests.benchmarks.varied_plans import vary_plans


@pytest.fixture(scope="module")
def varied(plans):
    return tuple(vary_plans(plans, 40))


def count_work(plans, mappings, monkeypatch):
    """How often two facets are compared, and for how many items."""
    calls = 0
    once = Found.score

    def score(self, pair):
        nonlocal calls
        calls += 1
        return once(self, pair)

    with monkeypatch.context() as patch:
        patch.setattr(Found, "score", score)
        alignment = align_plans(plans, mappings)
    return calls, sum(len(plan.items) for plan in plans), alignment


def test_a_plan_depends_on_its_number_and_the_seed_alone(plans, varied):
    assert tuple(vary_plans(plans, 3)) == varied[:3]
    assert tuple(vary_plans(plans, 3, seed=8)) != varied[:3]


def test_varied_plans_differ_in_words_numbers_order_bodies_and_items(plans, varied):
    base, made = plans[0], varied[0]
    ids = [f"{base.id}.{item.id}" for item in base.items]
    kept = [item.id for item in made.items if item.id in set(ids)]
    assert kept != sorted(kept, key=ids.index)
    assert len(kept) < len(ids)
    words = {f"{base.id}.{item.id}": item for item in base.tasks}
    own = [task for task in made.tasks if task.id in words]
    assert any(task.text != words[task.id].text for task in own)
    assert any([u.name for u in task.units] != [u.name for u in words[task.id].units] for task in own)
    assert any(item.id.startswith("own") for plan in varied for item in plan.items)
    assert len({plan.metadata.jurisdiction for plan in varied}) > 30


def test_items_made_from_one_stand_together(varied, mappings):
    alignment = align_plans(varied, mappings)
    assert find_kept(alignment) >= 0.99
    held = Counter((member.plan, member.item) for group in alignment.groups for member in group.members)
    assert max(held.values()) <= Policy().measures


@pytest.mark.slow
def test_comparisons_grow_no_faster_than_n_log_n(plans, mappings, monkeypatch):
    few, many = (count_work(tuple(vary_plans(plans, number)), mappings, monkeypatch) for number in (60, 240))
    growth = many[1] * math.log(many[1]) / (few[1] * math.log(few[1]))
    assert many[0] / few[0] <= growth
    assert find_kept(many[2]) >= 0.98


def test_a_line_of_the_table():
    cells = measure(5)
    assert cells[0] == "5"
    assert float(cells[2]) > 0
    assert float(cells[6]) >= 0.95
