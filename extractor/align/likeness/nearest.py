"""In: the views of all plans. Out: which two plans are looked at, so that work grows with the number of plans.

Up to `Policy.near_plans` others each plan is looked at beside all. Among more it is looked at beside those whose items
mean and say the most alike, and beside some that are drawn evenly: without these, plans written after one model would
stand in a group of their own. The draw is by what the plans say, so neither their order nor their names matter.
Not handled: whether two plans are of one field (`gate`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extractor.align.likeness.grams import UNIT
from extractor.align.likeness.plan_views import PlanViews
from extractor.align.policy import Policy

Pair = tuple[str, str]
STEP = 97
"""how far apart in the order of the draw two plans stand that meet, multiplied by itself each time"""


def find_nearest(views: Mapping[str, PlanViews], policy: Policy) -> list[Pair]:
    """Return the pairs of plans that are looked at, the lower id first, in order."""
    plans = sorted(views)
    if len(plans) - 1 <= policy.near_plans:
        return list(combinations(plans, 2))
    drawn = list(_draw(plans, views, policy.drawn_plans))
    found = {*drawn, *_rank(plans, views, policy.near_plans - policy.drawn_plans)}
    return sorted((min(pair), max(pair)) for pair in found)


def _rank(plans: list[str], views: Mapping[str, PlanViews], most: int) -> Iterator[Pair]:
    """Yield each plan with the `most` others whose items, taken together, are most like its own."""
    sums = np.vstack([_sum(views[plan]) for plan in plans])
    for place, row in enumerate(np.rint(sums @ sums.T).astype(np.int64)):
        row[place] = -1
        for other in np.lexsort((np.arange(len(row)), -row))[:most].tolist():
            yield min(plans[place], plans[other]), max(plans[place], plans[other])


def _sum(views: PlanViews) -> NDArray[np.float64]:
    """Return the directions of what a plan's items mean and of what they say, one behind the other."""
    parts = (rows.sum(axis=0, dtype=np.float64) for rows in (views.text_sense, views.text))
    return np.concatenate([np.rint(part * (UNIT / (float(np.sqrt(np.sum(part * part))) or 1.0))) for part in parts])


def _draw(plans: list[str], views: Mapping[str, PlanViews], most: int) -> Iterator[Pair]:
    """Yield each plan with `most` others that stand at fixed distances from it in an order drawn by what they say."""
    order = sorted(plans, key=lambda plan: (crc32(views[plan].text.tobytes()), plan))
    for place, plan in enumerate(order):
        for number in range((most + 1) // 2):
            other = order[(place + STEP**number) % len(order)]
            if other != plan:
                yield min(plan, other), max(plan, other)
