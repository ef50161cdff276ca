"""What is weighed of two items: how far each likeness stands above the rest, its rank, shared bodies and numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from extractor.align.items import ItemMeasure
from extractor.align.likeness.features import (
    HIGH,
    LOW,
    _cosine,
    _direct,
    _match_best,
    _rank,
    _share_bodies,
    _share_numbers,
    _stand_apart,
    find_rivals,
    name_features,
)
from extractor.align.likeness.gate import find_compared, judge_pair
from extractor.align.likeness.leftovers import raise_leftovers
from extractor.align.likeness.model import load_model
from extractor.align.likeness.pairs import name_views
from extractor.align.likeness.similarities import SQUARE
from extractor.align.policy import Policy

ALL = frozenset(["公安"]), frozenset(["公安", "教育"]), frozenset()


@pytest.mark.parametrize("name", ["words", "sentences"])
def test_a_model_weighs_the_features_that_are_built_in_their_order(name):
    assert load_model(name).file.features == name_features(name_views(sentences=name == "sentences"))


def test_the_share_of_bodies_is_of_the_side_that_names_fewer():
    shares = _share_bodies(ALL, ALL)
    assert shares.tolist() == [[1.0, 1.0, 0.2], [1.0, 1.0, 0.2], [0.2, 0.2, 0.2]]
    assert _share_bodies(ALL[:1], [frozenset(["教育"])]).tolist() == [[0.0]]


NUMBERS = (
    # one, other, of one unit and direction, the same number
    (("家", ">=", 3.0), ("家", ">=", 3.0), 1.0, 1.0),
    (("家", ">=", 3.0), ("家", ">", 5.0), 1.0, 0.0),
    (("家", ">=", 3.0), ("家", "<=", 3.0), 0.0, 1.0),
    (("家", ">=", 3.0), ("户", ">=", 3.0), 0.0, 0.0),
)


@pytest.mark.parametrize(("one", "other", "alike", "same"), NUMBERS)
def test_numbers_of_one_unit(one, other, alike, same):
    sides = [[(ItemMeasure(value, unit, op, ""),)] for unit, op, value in (one, other)]
    assert _share_numbers(*sides, same=False).tolist() == [[alike]]
    assert _share_numbers(*sides, same=True).tolist() == [[same]]
    assert _share_numbers(sides[0], [()], same=False).tolist() == [[0.0]]


def build_wholes(*rows):
    return np.array([rows], dtype=np.int64) * SQUARE // 100


def test_the_rank_is_best_where_either_is_the_others_likeliest():
    ranks = _rank(build_wholes((90, 50, 0), (60, 70, 0)))[0]
    assert ranks[0, 0] == ranks[1, 1] == 1.0
    assert ranks[0, 1] == ranks[1, 0] == pytest.approx(0.5)
    assert ranks[:, 2].tolist() == [0.0, 0.0]


def test_what_stands_far_above_its_row_is_bounded():
    apart = _stand_apart(build_wholes((90, 10, 10, 10)), np.array([[0.1, 0.1]]))[0, 0]
    assert apart[0] > 1
    assert 0 > apart[1] == apart[3] > LOW
    alone = _stand_apart(build_wholes((100, *[0] * 99)), np.array([[0.0, 0.0]]))[0, 0]
    assert alone[0] == HIGH
    usual = _stand_apart(build_wholes((30, 30)), np.array([[0.3, 0.1]]))[0, 0]
    assert usual.tolist() == pytest.approx([0.0, 0.0])


def test_a_plan_of_few_items_borrows_what_is_usual():
    """One item alone has a mean of its own likeness: what is usual elsewhere tells that .8 is much."""
    apart = _stand_apart(build_wholes((80,)), np.array([[0.2, 0.1]]))[0, 0, 0]
    wide = np.sqrt((0.8**2 + 4 * (0.2**2 + 0.1**2)) / 5 - 0.32**2) + 0.02
    assert apart == pytest.approx((0.8 - 0.32) / wide)


def test_two_plans_are_as_alike_as_the_plan_whose_items_match_less():
    whole = (np.array([[100, 0], [100, 0]]) * SQUARE) // 100
    assert _match_best(whole) == 0.5
    assert _match_best(whole.T) == 0.5
    assert _match_best(whole[:, :1]) == 1.0


def test_directions_have_no_length():
    one, other = np.array([3.0, 0.0]), np.array([5.0, 5.0])
    assert _cosine(one, other) == _cosine(other, one * 4) == 0.707107
    assert _cosine(one, np.zeros(2)) == 0.0
    assert _direct(np.array([[3.0, 0.0], [0.0, 4.0]]), ()).tolist() == [0.6, 0.8]
    assert _direct(np.array([[3.0, 4.0]]), (0.1, 0.2)).tolist() == pytest.approx([0.5, 0.6])
    assert _direct(np.zeros((1, 2)), ()).tolist() == [0.0, 0.0]


def test_the_rival_of_a_pair_is_the_best_of_the_others_on_either_side():
    odds = np.array([[3.0, 1.0, -2.0], [0.0, 2.0, -3.0]])
    more, less = find_rivals(odds, np.zeros(2, dtype=np.intp), np.zeros(3, dtype=np.intp))
    assert more.tolist() == [[1.0, 3.0, 3.0], [3.0, 1.0, 2.0]]
    assert less.tolist() == [[0.0, 2.0, -3.0], [2.0, 0.0, -2.0]]


LEFT = np.array([[2.0, -4.0, -3.9], [-4.0, -2.4, -3.8], [-4.0, -3.9, -2.9]])


def test_what_nobody_matches_meets_what_is_by_far_its_likeliest():
    flat = np.zeros(3, dtype=np.intp)
    assert np.diag(raise_leftovers(LEFT, flat, flat, Policy())).tolist() == [2.0, -1.5, -1.5]
    assert np.diag(raise_leftovers(LEFT, flat, flat, Policy(left_floor=-2.9))).tolist() == [2.0, -1.5, -1.5]
    assert np.diag(raise_leftovers(LEFT, flat, flat, Policy(left_floor=-2.8))).tolist() == [2.0, -1.5, -2.9]
    assert np.diag(raise_leftovers(LEFT, flat, flat, Policy(left_ahead=1.0))).tolist() == [2.0, -1.5, -2.9]
    one = np.array([[-2.0]])
    assert raise_leftovers(one, flat[:1], flat[:1], Policy()).tolist() == [[-2.0]]


def test_names_of_fields_speak_for_or_against():
    named = [judge_pair(0.0, 0.3, fields, Policy()) for fields in (("教育", "教育"), ("教育", None), ("教育", "水利"))]
    assert [round(one - other, 3) for one, other in pairwise(named)] == [4.1, 4.1]
    assert judge_pair(1.0, 0.3, (None, None), Policy()) - judge_pair(0.0, 0.3, (None, None), Policy()) == pytest.approx(
        0.67
    )


def test_of_many_plans_each_is_compared_with_its_most_alike():
    odds = {("a", "b"): 3.0, ("a", "c"): 2.0, ("a", "d"): 1.0, ("c", "d"): -0.5, ("b", "d"): -0.51}
    assert find_compared(odds, Policy()) == {("a", "b"), ("a", "c"), ("a", "d"), ("c", "d")}
    assert find_compared(odds, Policy(near_plans=1)) == {("a", "b"), ("a", "c"), ("a", "d")}
