"""In: the log odds of the items of two plans. Out: how far the plans ask for the same things, and what is taken off.

Two plans of one broad field need not correspond: 助保贷业务管理办法 and 支持民营企业若干措施 share words and
bodies, so that each item finds a likeliest partner, yet seldom a likely one. How many do is told by the two plans
alone: the chance of an item's best partner, in the mean of either plan. Not handled: whether two plans are of one field
(`gate`).
"""

from __future__ import annotations

from math import exp, log

import numpy as np

from extractor.align.likeness.features import Floats
from extractor.align.policy import Policy

USUAL = 12
"""items of a plan of usual length"""
RIVALS = 0.7
"""what the logarithm of a greater length adds: among more rivals the same likeness is less of a chance"""


def find_share(odds: Floats) -> float:
    """Return what share of the items of two plans seems to have a counterpart, between the shares of both plans.

    Of nine items that all find a likely partner most do; where each finds one of even chance at best, few do.

    >>> sure, doubtful = np.full((9, 9), -4.0), np.full((9, 9), -4.0)
    >>> np.fill_diagonal(sure, 2.0), np.fill_diagonal(doubtful, -1.5)
    (None, None)
    >>> find_share(sure), find_share(doubtful)
    (0.881, 0.182)
    """
    chances = 1 / (1 + np.exp(-odds))
    best = float(np.sqrt(chances.max(axis=0).mean() * chances.max(axis=1).mean()))
    found = log(best / (1 - best)) + RIVALS * max(log(min(odds.shape) / USUAL), 0.0)
    return round(1 / (1 + exp(-found)), 3)


def find_doubt(share: float, policy: Policy) -> float:
    """Return the log odds that are taken off each pair of two plans of which this share has a counterpart.

    >>> find_doubt(0.5, Policy()), find_doubt(0.4, Policy()), find_doubt(0.3, Policy())
    (0.0, 0.3, 1.5)
    """
    missing = (policy.like_all - share) / (policy.like_all - policy.like_none)
    return round(policy.like_doubt * min(max(missing, 0.0), 1.0), 3) + 0.0
