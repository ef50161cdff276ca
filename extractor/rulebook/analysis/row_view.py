"""In: a row of a `Rulebook`. Out: `RowView`, what the checks of a row ask: its points, its reach, what may be observed.

Not handled: the checks (`row_checks`, `band_checks`).
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity
from extractor.model.scored.rulebook import Input, Reference, Rulebook, RuledIndicator
from extractor.model.scored.scorecard import Points
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Known
from extractor.rulebook.engine.lower import Lowered
from extractor.rulebook.engine.program import build_known
from extractor.rulebook.engine.score import lower_row


class RowView(msgspec.Struct, frozen=True):
    """A row with what its checks ask: its points, its most and least, all that may be observed."""

    rulebook: Rulebook
    row: RuledIndicator
    found: Lowered
    reach: Points
    known: Known
    inputs: dict[str, Input]

    @property
    def full(self) -> Decimal | None:
        """The printed points."""
        return self.row.points

    def label(self, name: str) -> str:
        """Return an input's label."""
        return self.inputs[name].label if name in self.inputs else name

    def tell(
        self,
        code: str,
        message: str,
        english: str,
        *,
        severity: Severity = Severity.WARNING,
        reference: Reference | None = None,
    ) -> Problem:
        """Return a problem of this row, at the sentence's place where one is given."""
        at = reference or self.row.reference
        place = Place(at.start, at.end or at.start, at.page) if at and at.start is not None else None
        return Problem("rulebook", code, severity, place, f"“{self.row.name}”{message}", english, self.row.id)


def view_row(rulebook: Rulebook, row: RuledIndicator) -> RowView:
    """Return a row as its checks see it."""
    known = build_known(rulebook)
    found = lower_row(row, known)
    places = rulebook.rounding.places
    reach = Points(*(plain.round_half_up(end, places) for end in found.ends))
    return RowView(rulebook, row, found, reach, known, {item.name: item for item in rulebook.inputs})


def is_understood(row: RuledIndicator) -> bool:
    """Whether all sentences of a row run, so that what is wrong with it is the office's and not ours."""
    return row.status == "executable" and not any("原文有损" in reading for reading in row.readings)
