"""In: the log odds of the items of two plans. Out: the same, those raised to the line that are left for one another.

A measure in wholly other words has low odds with all; where it and its counterpart have no match, and each is by far
the likeliest of what is left for the other, they are one. Not handled: what has several likely counterparts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.align.likeness.features import ALONE, Floats, Parts, find_rivals
from extractor.align.policy import Policy

FEWEST = 2
"""items that a plan must have for a likeliest to be told"""
TAKEN = -9.0
"""odds that are no candidates"""


def raise_leftovers(odds: Floats, rows: Parts, columns: Parts, policy: Policy) -> Floats:
    """Return log odds, those raised to the line whose two items are unmatched and by far each other's likeliest.

    >>> odds = np.array([[2.0, -4.0, -3.9], [-4.0, -2.4, -3.8]])
    >>> raise_leftovers(odds, np.zeros(2, dtype=np.intp), np.zeros(3, dtype=np.intp), Policy())[1].tolist()
    [-4.0, -1.5, -3.8]
    """
    if max(odds.shape) < FEWEST:
        return odds
    met: NDArray[np.bool_] = odds >= policy.line
    taken = np.logical_or.outer(met.any(axis=1), met.any(axis=0))
    left: Floats = np.where(taken, TAKEN, odds)
    more, _ = find_rivals(left, rows, columns)
    ahead = left - np.maximum(more, ALONE)
    raised: Floats = np.where((left >= policy.left_floor) & (ahead >= policy.left_ahead), policy.line, odds)
    return raised
