"""In: nothing. Out: `Measure` and `Quantity`, a printed number with its measure, relation and kind of change.

Measures convert only inside their own kind: kilometres and metres, never working days and days. Not handled: finding
quantities in text (`language.quantities`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

MeasureKind = Literal[
    "count", "share", "point", "ratio", "money", "time", "length", "area", "volume", "mass", "energy", "power",
    "data", "points", "none",
]  # fmt: skip
Sign = Literal[">=", ">", "<=", "<", "=="]
Change = Literal["rise", "fall"]
MULTIPLES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word: its kind, and by what it becomes the `base` of that kind.

    >>> Measure("公里", "length", "米", Fraction(1000)).scale(Fraction(3))
    (Fraction(3000, 1), '米')
    """

    word: str
    kind: MeasureKind
    base: str
    factor: Fraction = Fraction(1)

    @property
    def whole(self) -> bool:
        """Tell whether it counts whole things (3家), not amounts (3.5公里)."""
        return self.kind == "count" and self.factor == 1

    def scale(self, value: Fraction) -> tuple[Fraction, str]:
        """Return a value in the base of its kind."""
        return value * self.factor, self.base


NO_MEASURE = Measure("", "none", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in text[start:end]; `op` is None where no relation is printed, `most` closes a range.

    `number` is where the bare number begins, `relation` where the words of its relation do (both offsets of the text).
    `change` says that the number is an amount of rise or fall, not a level.
    """

    start: int
    end: int
    number: int
    value: Decimal
    unit: str
    op: Sign | None = None
    stated: str = ""
    most: Decimal | None = None
    change: Change | None = None
    approximate: bool = False
    share_in_words: bool = False
