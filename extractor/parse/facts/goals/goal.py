"""In: nothing. Out: `Goal`, a number that a duty must reach or keep to, in the making.

Not handled: its printed words and its place, which `targets` adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.model.facts.quantity import Change, Sign
from extractor.parse.facts.periods import Governing


@dataclass(frozen=True, slots=True)
class Goal:
    """A number to reach, in text[start:end]; `what` is where the counted thing is named between verb and number."""

    start: int
    end: int
    op: Sign
    value: Decimal
    unit: str
    number: int
    period: Governing | None = None
    approx: bool = False
    most: Decimal | None = None
    change: Change | None = None
    what: tuple[int, int] | None = None
    listed: bool = False
