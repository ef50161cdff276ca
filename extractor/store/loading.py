"""In: notes of plans in a store. Out: the plans, with what persons decided.

Not handled: reading documents (`reading`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from extractor.errors import PlanFileError
from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.store.contents import StoredPlan
from extractor.store.reading import correct, open_plans


def load_plan(root: Path, stored: StoredPlan, corrections: Collection[Correction] = ()) -> Plan:
    """Return one plan of the store; `corrections` may be those of all plans.

    Raises PlanFileError where its result was damaged on the disk; the run that follows reads it anew.
    """
    plan = open_plans(root).find(stored.key)
    if plan is None:
        hint = "请再运行一次 extractor run，它会重读"
        raise PlanFileError(f"{stored.look.name}: 数据库里的这份结果已损坏，已清除", hint=hint)
    return correct(plan, [line for line in corrections if line.plan == stored.id])


def load_plans(root: Path, stored: Iterable[StoredPlan], corrections: Collection[Correction] = ()) -> tuple[Plan, ...]:
    """Return plans of the store, with what persons decided. Raises as `load_plan`."""
    return tuple(load_plan(root, one, corrections) for one in stored)


def trim(plan: Plan) -> Plan:
    """Return `plan` without what aligning and comparing items do not look at, so that thousands fit into memory."""
    return replace(plan, text="", tables=(), unread=(), doubts=(), problems=(), citations=(), phases=(), grades=())
