"""In: a parsed plan and the mappings. Out: the plan with what is wrong with the document, unread, or doubtful.

Everything is found in the plan and its text, so that a plan that a person corrected can be checked again.
Not handled: what only other plans tell, which comparison finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.check.carriers import CarrierFinder
from extractor.check.contradictions import find_contradictions
from extractor.check.doubts import find_doubts
from extractor.check.foreign_names import find_foreign_names
from extractor.check.ledger import build_ledger
from extractor.check.losses.hints import find_hints
from extractor.check.losses.lost_lists import find_lost_lists
from extractor.check.losses.row_rest import find_row_doubts
from extractor.check.losses.siblings import find_shared_lists, find_strangers, find_unlike_siblings
from extractor.check.losses.table_heads import find_unknown_heads
from extractor.check.losses.table_rest import find_table_rest
from extractor.check.losses.unread import find_unread, measure_coverage
from extractor.check.named_bodies import BodyFinder
from extractor.check.policy import CHECK_POLICY, CheckPolicy
from extractor.check.sums import find_sum_problems, number_tables
from extractor.check.weak_readings import find_weak_readings
from extractor.language.folding import level_line_ends
from extractor.language.quantities import load_quantity_words
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Unread, UnreadKind
from extractor.model.problem import Problem, Severity

STAGE = "check"
"""The stage that these problems name; they are found anew each time a plan is checked."""


def check_plan(plan: Plan, mappings: Mappings, policy: CheckPolicy = CHECK_POLICY) -> Plan:
    r"""Return `plan` with its problems, unread stretches, doubts, and the share of what carries facts that was read.

    A text whose lines end in \r or U+2028 is looked at as one whose lines end in \n; no place moves by it.
    """
    return replace(_check(replace(plan, text=level_line_ends(plan.text)), mappings, policy), text=plan.text)


def _check(plan: Plan, mappings: Mappings, policy: CheckPolicy) -> Plan:
    finder = CarrierFinder(load_quantity_words(mappings), mappings.roles)
    ledger = build_ledger(plan)
    bodies = BodyFinder(mappings.units)
    coverage = measure_coverage(plan, ledger, finder, mappings, policy)
    told = replace(
        plan,
        unread=(*find_unread(plan, coverage, ledger, policy), *find_hints(plan, policy)),
        doubts=(
            *find_doubts(plan, policy),
            *find_weak_readings(plan, bodies),
            *find_unlike_siblings(plan, policy),
            *find_strangers(plan),
            *find_shared_lists(plan),
            *find_row_doubts(plan, policy),
            *find_unknown_heads(plan, policy),
            *find_lost_lists(plan, coverage.judged, mappings.sections, bodies, policy),
        ),
        read_share=coverage.share,
        problems=tuple(problem for problem in plan.problems if problem.stage != STAGE),
    )
    problems = sorted((*told.problems, *find_problems(told, policy)), key=_order)
    told = replace(told, problems=tuple(problems))
    return replace(told, problems=tuple(sorted((*problems, *find_table_rest(told, ledger, STAGE)), key=_order)))


def find_problems(plan: Plan, policy: CheckPolicy) -> Iterator[Problem]:
    """Yield what the document contradicts itself in; a table that was not read whole is not summed."""
    yield from find_sum_problems(plan, find_unsure_tables(plan))
    yield from find_contradictions(plan, policy)
    yield from find_foreign_names(plan)
    if not plan.tasks and not plan.indicators:
        yield Problem(
            STAGE, "nothing-found", Severity.NOTE, None,
            "没有找到带编号的工作任务，也没有找到考核指标表；此文可能不是方案",
            "No numbered work items and no assessment table were found; this may be no plan",
        )  # fmt: skip


def find_unsure_tables(plan: Plan) -> frozenset[int]:
    """Return the numbers of the assessment tables of which a row was lost, garbled or is doubtful."""
    rows = {row.id: row.table for row in plan.indicators}
    doubtful = {rows[doubt.item] for doubt in plan.doubts if doubt.item in rows and doubt.field == "points"}
    doubtful |= {row.table for row in plan.indicators if {"points", "no", "name"} & set(row.damaged)}
    for number, table in number_tables(plan):
        if table.place is not None and any(_lies_in(unread, table.place) for unread in plan.unread):
            doubtful.add(number)
    return frozenset(doubtful)


def _lies_in(unread: Unread, place: Place) -> bool:
    lost = unread.kind in (UnreadKind.ROW, UnreadKind.ITEM)
    return lost and unread.place is not None and place.start <= unread.place.start < place.end


def _order(problem: Problem) -> tuple[int, str, str]:
    return (problem.place.start if problem.place else -1, problem.code, problem.message)
