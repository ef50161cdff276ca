"""In: checked plans. Out: those of their problems that are two places of one plan which do not agree.

Not handled: finding them, which is each plan's own check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.compare.places import find_reach
from extractor.model.compared.text_reuse import Contradiction, Extract
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.problem import Problem


def find_contradictions(plans: Sequence[Plan]) -> Iterator[Contradiction]:
    """Yield them by plan, in the order of its problems."""
    for plan in plans:
        for problem in plan.problems:
            if problem.place is not None and problem.other is not None:
                yield _build(plan, problem, problem.place, problem.other)


def _build(plan: Plan, problem: Problem, one: Place, other: Place) -> Contradiction:
    return Contradiction(
        plan=plan.id,
        code=problem.code,
        one=_cut(plan, one, problem.item),
        other=_cut(plan, other, problem.item),
        note=problem.message,
    )


def _cut(plan: Plan, place: Place, item: str | None) -> Extract:
    start, end = find_reach(place)
    return Extract(plan=plan.id, start=start, end=end, quote=plan.text[start:end], item=item)
