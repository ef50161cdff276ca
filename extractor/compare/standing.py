"""In: plans. Out: how they stand to each other: years, levels, which one may have been the model of which.

A later plan, or one of a lower level that an earlier one of a higher level may have reached, takes over; never the
reverse. What the documents do not tell (year, day of issue, level) gives no direction. What `corpus.csv` tells of a
plan is in its metadata by then; which plan it names as superior, or as replaced, are `ToldLinks`. Not handled: others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Plan, PlanLevel

UNTOLD = ToldLinks()
YEAR = re.compile(r"20\d{2}")
BLANKET = 0.6
"""share of a plan's dated tasks with one and the same day from which that day is the plan's, not the task's"""
FEWEST = 5
"""dated tasks that a plan needs for that"""
RANKS = {
    PlanLevel.NATION: 0,
    PlanLevel.PROVINCE: 1,
    PlanLevel.CITY: 2,
    PlanLevel.COUNTY: 3,
    PlanLevel.DEPARTMENT: 4,
    PlanLevel.TOWNSHIP: 4,
}


def find_year(plan: Plan) -> int | None:
    """Return the year that a plan is for, else that of its issue; of a period the last year."""
    for words in (plan.metadata.year, plan.metadata.issue_date):
        found = YEAR.findall(words or "")
        if found:
            return int(found[-1])
    return None


def find_years(plan: Plan) -> tuple[int, int] | None:
    """Return the first and the last year that a plan is for, else that of its issue."""
    for words in (plan.metadata.year, plan.metadata.issue_date):
        found = YEAR.findall(words or "")
        if found:
            return int(found[0]), int(found[-1])
    return None


def sets_one_day(plan: Plan) -> bool:
    """Tell whether a plan sets one and the same day for nearly all of its dated tasks (2022年11月底 for 25 of 27)."""
    days = Counter(deadline.date for task in plan.tasks for deadline in task.deadlines if deadline.date)
    return sum(days.values()) >= FEWEST and max(days.values()) >= BLANKET * sum(days.values())


def may_follow(later: Plan, earlier: Plan) -> bool:
    """Tell whether `later` may have taken words over from `earlier`, by year, day of issue and level.

    Where nothing tells which was first, either may.
    """
    one, other = find_year(later), find_year(earlier)
    if one and other and one != other:
        return one > other
    rank, above = (RANKS[plan.metadata.level] if plan.metadata.level else None for plan in (later, earlier))
    if rank is not None and above is not None and rank != above and min(rank, above) < RANKS[PlanLevel.COUNTY]:
        return rank > above
    days = later.metadata.issue_date, earlier.metadata.issue_date
    return not (days[0] and days[1]) or days[0] >= days[1]


def order_plans(plans: Sequence[Plan], links: ToldLinks = UNTOLD) -> frozenset[tuple[int, int]]:
    """Return the pairs (later, earlier) of plans by their index, of which the later may follow the earlier.

    What a plan is told to replace, or to stand under, follows it in no case.
    """
    after = links.superiors | links.replaced
    return frozenset(
        (here, there)
        for here, later in enumerate(plans)
        for there, earlier in enumerate(plans)
        if here != there
        and (earlier.id, later.id) not in after
        and ((later.id, earlier.id) in after or may_follow(later, earlier))
    )
