"""In: cells of a contrast. Out: its weight, by which rows are ordered.

What binds weighs: numbers before penalties before words; a share of a whole, an amount or a time limit more than how
often something is done; a difference in which many plans take part more than one of two. Not handled: what a reader
is after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from extractor.model.compared.contrasts import ContrastAspect, ContrastCell

HARD = re.compile(r"占|比重|比例|亿|率")


class Weighing(msgspec.Struct, frozen=True):
    """What each state and aspect adds to a row's weight."""

    states: Mapping[str, float] = msgspec.field(
        default_factory=lambda: {"number": 3.0, "penalty": 2.0, "points": 2.0, "words": 1.0, "context": 0.5}
    )
    aspects: Mapping[str, float] = msgspec.field(
        default_factory=lambda: {
            "target": 3.0, "duration": 4.0, "penalty": 1.0, "scoring": 0.0, "frequency": 0.0, "deadline": -3.0,
            "points": -3.0, "words": -2.0,
        }
    )  # fmt: skip
    outcome: float = 4.0
    """more where the number is a share of a whole or an amount of money"""
    documents: Mapping[str, float] = msgspec.field(
        default_factory=lambda: {
            "consequences": 18.0, "kind": 9.0, "rhythm": 9.0, "leaders": 8.5, "binding": 7.0, "alone": 7.0,
        }
    )  # fmt: skip

    meeting: float = 3.0
    """more where two plans or more print a number of this aspect"""
    agreeing: float = -4.0
    """where all these numbers are equal"""
    share: float = 0.25
    """for each per cent of a table's points"""

    def weigh(
        self, aspect: ContrastAspect, cells: Sequence[ContrastCell], *, share: float = 0.0, agree: bool = False
    ) -> float:
        """Return the weight of a measure's row; one that only one plan has weighs half."""
        total = sum(self.states.get(cell.state, 0.0) for cell in cells) + self.aspects.get(aspect, 0.0)
        total += share * self.share + (self.agreeing if agree else 0.0)
        numbers = [cell for cell in cells if cell.state == "number"]
        if aspect == "target" and any(HARD.search(cell.shown) for cell in numbers):
            total += self.outcome
        if aspect in {"target", "duration", "frequency"} and len(numbers) > 1:
            total += self.meeting
        having = sum(cell.state not in {"absent", "outside", "context"} for cell in cells)
        return round(total if having > 1 else total / 2, 4)


DEFAULT_WEIGHING = Weighing()
