"""Which pairs are looked at: all of one concept while they are few, of others those that are likely; never all of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from extractor.align.alignment import read_facets
from extractor.align.concepts import ConceptIndex
from extractor.align.grouping.clustering import _find_near
from extractor.align.likeness.gate import find_compared
from extractor.align.links import FIRST, NEAREST, find_candidates
from extractor.align.policy import Policy


@pytest.fixture(scope="module")
def read(annotated_plans, mappings):
    def read(policy=None, copies=1):
        rules = policy or Policy()
        concepts = ConceptIndex(mappings.concepts.concepts, rules, mappings.concepts.packs)
        plans = [replace(plan, id=f"{plan.id}{n}") for n in range(copies) for plan in annotated_plans]
        return read_facets(plans, mappings, concepts, rules)

    return read


def find_pairs(view, policy=None):
    return list(find_candidates(view.facets, view.likeness, policy or Policy()))


def test_pairs_come_in_order_and_an_item_never_meets_itself(read):
    view = read()
    pairs = find_pairs(view)
    assert pairs
    assert all(left < right for left, right in pairs)
    cross = {pair for pair in pairs if view.facets[pair[0]].profile.key[0] != view.facets[pair[1]].profile.key[0]}
    assert all(view.facets[left].profile.key != view.facets[right].profile.key for left, right in cross)


def test_two_facets_of_different_concepts_never_meet_across_plans(read):
    view = read()
    for left, right in find_pairs(view):
        one, other = view.facets[left], view.facets[right]
        if one.profile.key[0] != other.profile.key[0]:
            assert len({one.concept, other.concept} - {None}) <= 1


def test_what_is_under_the_floor_is_not_looked_at(read):
    view = read()
    for left, right in find_pairs(view):
        one, other = view.facets[left], view.facets[right]
        if one.profile.key[0] != other.profile.key[0] and one.concept != other.concept:
            assert view.likeness.find_odds(one.profile.key, other.profile.key) > Policy().floor_odds
            assert view.likeness.explain(one.profile.key, other.profile.key)


def test_a_block_of_one_concept_is_bounded(read):
    view, small = read(copies=4), Policy(block=2)
    few = find_pairs(view, small)
    assert len(few) < len(find_pairs(view, Policy(block=100)))
    met = Counter(right for left, right in few if view.facets[left].concept == view.facets[right].concept is not None)
    assert max(met.values()) <= FIRST + NEAREST


def test_with_many_plans_each_is_compared_with_its_nearest():
    plans = [f"p{number:02}" for number in range(30)]
    odds = {
        (one, other): 1.0 - 0.01 * abs(number - place)
        for number, one in enumerate(plans)
        for place, other in enumerate(plans)
        if one < other
    }
    found = find_compared(odds, Policy(near_plans=4))
    assert len(found) <= 4 * len(plans)
    assert all(sum(plan in pair for pair in found) >= 4 for plan in plans)


def test_parts_that_are_compared_are_known_either_way_round(read):
    view = read()
    near = _find_near({facet.part for facet in view.facets}, view.likeness)
    assert all(part in near[other] for part, others in near.items() for other in others)
    assert all(part not in others for part, others in near.items())


def test_likeness_knows_pairs_either_way_round(read):
    likeness = read().likeness
    (one, other), *_ = (pair for pair in sorted(likeness.compared) if pair[0] != pair[1])
    assert (one, other) in likeness
    assert (other, one) in likeness
    assert one not in likeness
    assert (one, "nobody") not in likeness
