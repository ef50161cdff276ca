"""In: notes of plans in a store. Out: the plans, with what persons decided of them.

Not handled: reading documents (`reading`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from extractor.errors import PlanFileError
from extractor.model.facts.plan import Plan
from extractor.store.contents import StoredPlan
from extractor.store.reading import open_plans


def load_plan(root: Path, stored: StoredPlan) -> Plan:
    """Return one plan of the store.

    Raises PlanFileError where its result was damaged on the disk; the run that follows reads it anew.
    """
    plan = open_plans(root).find(stored.row)
    if plan is None:
        hint = "请再运行一次 extractor run，它会重读"
        raise PlanFileError(f"{stored.look.name}: 数据库里的这份结果已损坏，已清除", hint=hint)
    return plan


def load_plans(root: Path, stored: Iterable[StoredPlan]) -> tuple[Plan, ...]:
    """Return plans of the store. Raises as `load_plan`."""
    return tuple(load_plan(root, one) for one in stored)


def trim(plan: Plan) -> Plan:
    """Return `plan` without what aligning and comparing items do not look at, so that thousands fit into memory."""
    return replace(plan, text="", tables=(), unread=(), doubts=(), problems=(), citations=(), phases=(), grades=())
