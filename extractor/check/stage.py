"""In: a parsed plan and the mappings. Out: the plan with what is wrong with the document, unread, or doubtful.

Everything is found in the plan and its text, so that a plan that a person corrected can be checked again.
Not handled: what only other plans tell, which comparison finds.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.check.carriers import CarrierFinder
from extractor.check.doubts import find_doubts
from extractor.check.ledger import build_ledger
from extractor.check.policy import CHECK_POLICY, CheckPolicy
from extractor.check.unread import find_unread, measure_coverage
from extractor.language.quantities import load_quantity_words
from extractor.model.mappings import Mappings
from extractor.model.plan import Plan


def check_plan(plan: Plan, mappings: Mappings, policy: CheckPolicy = CHECK_POLICY) -> Plan:
    """Return `plan` with its problems, unread stretches, doubts, and the share of what carries facts that was read."""
    finder = CarrierFinder(load_quantity_words(mappings), mappings.roles)
    ledger = build_ledger(plan)
    coverage = measure_coverage(plan, ledger, finder, mappings.sections, policy)
    return replace(
        plan,
        unread=tuple(find_unread(plan, coverage, ledger, policy)),
        doubts=tuple(find_doubts(plan, policy)),
        read_share=coverage.share,
    )
