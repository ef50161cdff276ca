"""Checks: a plan's facts held against each other; each contradiction in the document becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.outline import Outline
from extractor.model.plan import Plan
from extractor.model.problem import Problem, Severity
from extractor.parse.checks.annex import find_annex_differences
from extractor.parse.checks.names import find_foreign_names
from extractor.parse.checks.points import find_point_problems
from extractor.parse.checks.print import find_print_problems
from extractor.parse.context import Context
from extractor.parse.tables.indicators import IndicatorTable

__all__ = ["find_contradictions"]


def find_contradictions(
    context: Context, outline: Outline, plan: Plan, tables: Sequence[IndicatorTable]
) -> Iterator[Problem]:
    """Yield what the document contradicts itself in, and what of it is garbled."""
    yield from find_print_problems(context, outline, plan)
    for table in tables:
        yield from find_point_problems(table)
    yield from find_annex_differences(plan)
    yield from find_foreign_names(context, outline, plan)
    if not plan.tasks and not plan.indicators:
        yield Problem(
            "parse", "nothing-found", Severity.NOTE, None,
            "没有找到带编号的工作任务，也没有找到考核指标表；此文可能不是方案",
            "No numbered work items and no assessment table were found; this may be no plan",
        )  # fmt: skip
