"""One measure has one counterpart in a plan: what is likelier somewhere else is less likely here."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.align.likeness.features import ALONE, _find_telling, find_rivals
from extractor.align.likeness.model import load_model

ONE = np.zeros(2, dtype=np.intp)
ROWS = [
    (
        [[1.0, 1.0], [-4.0, 3.0]],
        (0, 0),
        (0, 1),
        "培训业务骨干 is not what 领导接访 asks, which another item matches better",
    ),
    (
        [[2.0, -4.0], [2.0, 1.0]],
        (0, 0),
        (1, 0),
        "of two that match one item as well, the one that matches nothing else",
    ),
]


@pytest.mark.parametrize("name", ["words", "sentences"])
@pytest.mark.parametrize(("odds", "better", "worse", "why"), ROWS)
def test_what_has_a_better_match_is_less_likely(name, odds, better, worse, why):
    settled = load_model(name).settle(np.array(odds), ONE, ONE)
    assert settled[better] > settled[worse], why


def test_rivals_are_looked_for_in_one_table_at_a_time():
    """A measure that a plan asks for in its body and counts in its annex has two counterparts."""
    odds = np.array([[3.0, 3.0]])
    more, less = find_rivals(odds, np.zeros(1, dtype=np.intp), np.array([0, 1]))
    assert more.tolist() == less.tolist() == [[ALONE, ALONE]]


def test_rivals_are_the_same_either_way_round():
    odds = np.arange(12.0).reshape(3, 4) % 5
    rows, columns = np.array([0, 0, 1]), np.array([0, 1, 1, 1])
    there, back = find_rivals(odds, rows, columns), find_rivals(odds.T, columns, rows)
    assert all(np.array_equal(one, other.T) for one, other in zip(there, back, strict=True))


def test_a_body_that_stands_in_every_item_tells_nothing():
    """In a plan on petitions 信访局 stands everywhere, 公安局 once."""
    left = [frozenset(["信访"]), frozenset(["信访", "公安"])]
    right = [frozenset(["信访", "公安"]), frozenset(["信访"]), frozenset(["信访"])]
    telling = _find_telling(left, right)
    assert telling[0].tolist() == [0.0, 0.0, 0.0]
    assert telling[1, 0] > 0.5
