"""In: the tree of a row and what its parts give. Out: why the reading cannot be whole, if its points do not add up.

Awards that come to more than the row is worth are alternatives that were not seen as such; a row that cannot reach its
printed points holds words that were not read. Not handled: telling an office of its own faults (`analysis`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.model.facts.scoring import Act, Statement
from extractor.model.scored.expression import Expression, Number, print_number
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.parts.start import Part
from extractor.rulebook.engine.lower import find_ends
from extractor.rulebook.engine.program import build_domain

FIXED = frozenset({Act.AWARD, Act.PROPORTIONAL, Act.INTERPOLATE})


def find_most(tree: Expression, inputs: RowInputs) -> Decimal | None:
    """Return the most that a tree can give, whatever is observed; None where that is not a number."""
    most = find_ends(tree, {item.name: build_domain(item, missing=True) for item in inputs.found})[1]
    return most.value if isinstance(most, Number) else None


def find_excess(parts: Sequence[Part], known: dict[str, Statement], worth: Decimal, inputs: RowInputs) -> str | None:
    """Return why awards that add up cannot be meant so: they come to more than the row is worth."""
    if any(part.cap or part.worth or part.base for part in parts):
        return None
    fixed = [
        most
        for part in parts
        for term in part.gains
        if not term.bonus and known[term.rule].act in FIXED and (most := find_most(term.tree, inputs)) is not None
    ]
    if len(fixed) < 2 or sum(fixed) <= worth:
        return None
    return f"各句最多共得{print_number(sum(fixed, Decimal(0)))}分，多于分值{print_number(worth)}分"


def find_shortfall(tree: Expression, parts: Sequence[Part], worth: Decimal, inputs: RowInputs) -> str | None:
    """Return why the sentences that were read cannot be all: they never reach the row's points."""
    if any(part.cap or part.below for part in parts) or not any(part.gains for part in parts):
        return None
    most = find_most(tree, inputs)
    if most is None or most >= worth:
        return None
    return f"读出的各句最多得{print_number(most)}分，少于分值{print_number(worth)}分"
