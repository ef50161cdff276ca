"""Plans of one broad field that ask for other things are not joined item by item, and told chances mean what they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import extractor
from extractor.align import Policy, align_plans
from extractor.align.likeness.correspondence import find_doubt, find_share
from tests.upkeep.likeness import load_set
from tests.upkeep.likeness_figures import find_pairs, measure

HERE = Path(__file__).parent
UNLIKE = [  # plans of one broad field and other subjects; most items that may be joined
    ("unlike/loans", "unlike/private", 2),
    ("sets/fire/fire_a", "unseen/safety/safety_b", 4),
    ("sets/fire/fire_b", "unseen/safety/safety_b", 4),
    ("sets/fire/fire_c", "unseen/safety/safety_b", 4),
    ("unseen/extinguish/extinguish_b", "unseen/safety/safety_b", 5),
    ("unseen/extinguish/extinguish_b", "unseen/safety/safety_c", 5),
    ("unseen/roads/roads_a", "unseen/village/village_a", 3),
    ("unseen/roads/roads_a", "unseen/village/village_b", 3),
    ("unseen/peace/peace_a", "sets/petition/petition_c", 4),
    ("unseen/extinguish/extinguish_a", "unseen/safety/safety_a", 6),
]
SETS = [("extinguish", 0.97), ("roads", 0.90), ("aged", 0.83)]


def read(name):
    return extractor.extract_document(extractor.load_document(HERE / f"{name}.txt"))


@pytest.fixture(scope="module")
def bare(mappings):
    return replace(mappings, concepts=replace(mappings.concepts, concepts=()))


@pytest.mark.parametrize(("one", "other", "most"), UNLIKE)
def test_plans_that_hardly_correspond_are_hardly_joined(bare, one, other, most):
    assert len(find_pairs(align_plans([read(one), read(other)], bare))) <= most


@pytest.mark.parametrize(("name", "least"), SETS)
def test_plans_that_correspond_are_joined_as_before_and_told_chances_are_right(bare, name, least):
    one = load_set(HERE / "unseen" / name)
    alignment = align_plans(one.plans, bare)
    assert measure(find_pairs(alignment), one)[2] >= least
    told = [(line.probability, line) for group in alignment.groups for line in group.evidence]
    assert min(chance for chance, _ in told) >= 0.33
    right = [_key(line) in one.pairs | one.free for chance, line in told if chance >= 0.7]
    assert sum(right) >= 0.7 * len(right) > 0


def _key(line):
    return frozenset(tuple(side.split(":", 1)) for side in (line.left, line.right))


@pytest.mark.parametrize(("best", "size", "doubt"), [(-1.5, 9, 1.5), (-0.4, 9, 0.27), (2.0, 9, 0.0), (-0.9, 25, 0.15)])
def test_doubt_falls_with_the_chance_of_the_best_partners_and_with_the_length_of_both_plans(best, size, doubt):
    odds = np.full((size, size), -4.0)
    np.fill_diagonal(odds, best)
    assert find_doubt(find_share(odds), Policy()) == pytest.approx(doubt, abs=0.1)


def test_what_is_taken_off_stands_in_the_evidence(bare):
    alignment = align_plans([read("unlike/loans"), read("unlike/private")], bare)
    found = [line for group in alignment.groups for one in group.evidence for line in one.lines]
    assert {line.weight for line in found if line.feature == "方案"} == {-1.5}
