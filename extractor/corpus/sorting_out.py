"""In: extracted plans. Out: those that are compared, and those that are left out: no plans, and plans given twice.

Two years' plans of one place are alike and are two plans, as are two places' of one model: what tells plans apart
(place, issuer, year, number, level) must not differ, and the place must be stated. Not handled: an excerpt or a draft
of a plan that is much shorter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractor.language.folding import fold
from extractor.model.corpus import LeftOut
from extractor.model.facts.plan import Plan

SIGNS = re.compile(r"[\W_]+")
APART = ("jurisdiction", "issuer", "year", "doc_number", "level")
"""elements that two plans which are the same cannot state differently"""


@dataclass(frozen=True, slots=True)
class SamenessPolicy:
    """When two documents are the same plan."""

    alike: float = 95.0
    """of 100: share of the signs, without spaces and marks, that stand in both in one order"""


def sort_out(
    plans: Sequence[Plan], apart: frozenset[tuple[str, str]] = frozenset(), policy: SamenessPolicy | None = None
) -> tuple[tuple[Plan, ...], tuple[LeftOut, ...]]:
    """Return the plans to compare, in their order, and what was left out with its reason.

    `apart` are pairs of ids that a person says are two plans. Where nothing is a plan, all stay: one who asks for one
    document wants to see what was found in it.
    """
    real = [plan for plan in plans if not is_no_plan(plan)]
    if not real:
        return tuple(plans), ()
    told = {
        plan.id: LeftOut(name=plan.main.name, reason="没有找到工作任务，也没有找到考核指标，可能不是方案；没有参加比较")
        for plan in plans
        if is_no_plan(plan)
    }
    texts = {plan.id: SIGNS.sub("", fold(plan.text)) for plan in real}
    kept: list[Plan] = []
    for plan in sorted(real, key=lambda plan: (-len(plan.items), plan.id)):
        twin = next((one for one in kept if _is_same(plan, one, texts, apart, policy or SamenessPolicy())), None)
        if twin is None:
            kept.append(plan)
        else:
            told[plan.id] = LeftOut(
                name=plan.main.name, reason=f"与 {twin.main.name} 是同一份方案（{twin.id}），只用后者"
            )
    chosen = {plan.id for plan in kept}
    return tuple(plan for plan in plans if plan.id in chosen), tuple(told[plan.id] for plan in plans if plan.id in told)


def is_no_plan(plan: Plan) -> bool:
    """Tell whether nothing was found that a plan is made of."""
    return not plan.items and any(problem.code == "nothing-found" for problem in plan.problems)


def _is_same(
    one: Plan, other: Plan, texts: dict[str, str], apart: frozenset[tuple[str, str]], policy: SamenessPolicy
) -> bool:
    if (one.id, other.id) in apart or (other.id, one.id) in apart:
        return False
    left, right = texts[one.id], texts[other.id]
    if left == right:
        return True
    return _may_be_same(one, other) and _are_alike(left, right, policy.alike)


def _may_be_same(one: Plan, other: Plan) -> bool:
    """Tell whether nothing that both state differs; of two that state no place nothing tells whose they are."""
    if not one.metadata.jurisdiction or not other.metadata.jurisdiction:
        return False
    pairs = ((getattr(one.metadata, key), getattr(other.metadata, key)) for key in APART)
    return all(left == right for left, right in pairs if left and right)


def _are_alike(left: str, right: str, most: float) -> bool:
    """Tell whether the texts are so alike; lengths and signs come first, since comparing whole texts is slow."""
    size = len(left) + len(right)
    if 200 * min(len(left), len(right)) < most * size:
        return False
    if 200 * (Counter(left) & Counter(right)).total() < most * size:
        return False
    return fuzz.ratio(left, right, score_cutoff=most) > 0
