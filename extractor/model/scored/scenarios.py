"""In: nothing. Out: what follows from a rulebook beyond one scorecard: cross scores, next points, distributions.

Not handled: how they are computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.model.scored.expression import print_number
from extractor.model.scored.scorecard import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossLine:
    """One row of another place's table, scored with this place's observations.

    `home` and `away` are shares of the full points (0 to 1) of the two rows that ask for the same; `used` tells
    which observation was read as which input ("x1_09_1=>x1_08_1").
    """

    plan: str
    row: str
    name: str
    home_row: str
    home_name: str
    full: Decimal | None
    points: Points
    home: Points
    away: Points
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTotal:
    """All comparable rows of one place: the mean share by its own ruler and by the other's; the ruler's part."""

    plan: str
    rows: int
    home: Points
    away: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTable:
    """One set of observations through every rulebook, where concepts allow; `left_out` tells why rows are missing."""

    home: str
    lines: tuple[CrossLine, ...]
    totals: tuple[CrossTotal, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPoint:
    """What a change of one input is worth now: one more unit (or one less, where less is better).

    `jump` is the nearest value at which the score rises, `jump_gain` what it rises by; None where nothing rises.
    """

    input: str
    label: str
    indicator: str
    unit: str
    now: Decimal
    then: Decimal
    gain: Decimal
    jump: Decimal | None = None
    jump_gain: Decimal | None = None
    yes_no: bool = False

    def show(self, value: Decimal) -> str:
        """Return a value of the input in words: 是, 12篇."""
        return ("是" if value else "否") if self.yes_no else f"{print_number(value)}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """How many draws gave a total from `low` (within) to `high` (without, but for the last bin)."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The totals of one table over many draws; `quantiles` are those of 5, 25, 50, 75 and 95 in the hundred.

    `drawn` says of each input that was not observed from where to where it was drawn: 篇数 0～12篇.
    """

    table: int
    draws: int
    seed: int
    full: Decimal
    mean: Decimal
    quantiles: tuple[Decimal, ...]
    least: Decimal
    most: Decimal
    bins: tuple[Bin, ...]
    grades: tuple[tuple[str, int], ...] = ()
    drawn: tuple[str, ...] = ()
