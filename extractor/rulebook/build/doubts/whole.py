"""In: a row's sentences, parts and tree. Out: the first reason for which its reading cannot be whole.

One order for all doubts, so that a row names the plainest one. Not handled: opening the row (`rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.model.scored.expression import ZERO, Expression
from extractor.rulebook.build.doubts.adding_up import (
    find_excess,
    find_shortfall,
    find_twofold,
    find_unasked,
    find_unused,
)
from extractor.rulebook.build.doubts.attached import find_unattached
from extractor.rulebook.build.doubts.promises import Promises
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.start import PartTerms


def find_doubt(
    ruled: Sequence[Ruled], parts: Sequence[PartTerms], tree: Expression, inputs: RowInputs, worth: Decimal
) -> tuple[str, Expression] | None:
    """Return why the reading of a row cannot be whole, and what is certain: nothing, or what was read and falls short.

    None where its points add up and every sentence does its part.
    """
    asked = {item.name: item for item in inputs.found}
    reason = (
        find_excess(parts, dict(ruled), worth, inputs)
        or find_unasked(ruled, inputs)
        or find_unused(ruled, tree, inputs)
        or find_twofold(ruled, tree, inputs)
        or find_unattached(ruled, tree, asked, inputs.name)
    )
    if reason is not None:
        return reason, ZERO
    promises = Promises(ruled, tree, asked, worth)
    broken = promises.find_broken()
    if broken is not None:
        return broken, ZERO
    short = find_shortfall(ruled, parts, worth, promises.most)
    return None if short is None else (short, tree)
