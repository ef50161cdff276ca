"""In: nothing. Out: `Observations` (what a place reports) and `Scorecard` (the points that come of it).

A score that is not certain because something was not observed is an interval. Not handled: how points are computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

SCORECARD_SCHEMA = "county-scorecard/2"


@dataclass(frozen=True, slots=True)
class Observation:
    """One reported value as written, and where it stands ("第 5 行")."""

    name: str
    text: str
    where: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Observations:
    """What one file reports, in its order; blank values are left out. `file` is for messages.

    `form`, `title` and `names` are of the template that was filled in, where it says so: for whose rulebook it was
    made, and the inputs that it asks for. `filled` is its head: who filled it in, for which unit and period.
    """

    file: str
    values: tuple[Observation, ...]
    form: str | None = None
    title: str | None = None
    names: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """From `low` to `high`; both are equal where the points are certain.

    >>> Points(Decimal(3), Decimal(3)).certain
    True
    """

    low: Decimal
    high: Decimal

    @property
    def certain(self) -> bool:
        """Whether there is one value only."""
        return self.low == self.high

    def __str__(self) -> str:
        return f"{self.low:f}" if self.certain else f"{self.low:f}～{self.high:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that gave points (or took them), with the amount; `quote` is its printed sentence.

    `arithmetic` is how the amount comes about, with what was observed: 0.5 × 3.
    """

    rule: str
    quote: str
    points: Points
    arithmetic: str = ""


OpenKind = Literal["missing", "setting", "unread", "gap", "open"]
"""missing: not observed; setting: not yet set by the office; unread: words not understood; gap: no sentence decides;
open: the sentences speak of it and leave it open (half a step, a number printed in two bands)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReason:
    """What keeps points an interval; `weight` is by how much they would narrow without it."""

    kind: OpenKind
    reason: str
    name: str | None
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedValue:
    """What was observed, with its unit, beside the words that say what it is."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A cap or floor that changed the result: what it was before, and the limit; `rule` None is the row's points."""

    kind: str
    rule: str | None
    limit: str
    before: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredIndicator:
    """The points of one row and how they came about."""

    id: str
    table: int
    no: str | None
    name: str
    level1: str | None
    full: Decimal | None
    status: str
    points: Points
    arithmetic: str = ""
    fired: tuple[Fired, ...] = ()
    bounds: tuple[Bound, ...] = ()
    missing: tuple[str, ...] = ()
    open: tuple[OpenReason, ...] = ()
    notes: tuple[str, ...] = ()
    observed: tuple[ObservedValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredGroup:
    """The points of a category or of a table against the printed points."""

    table: int
    name: str
    full: Decimal | None
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredTable:
    """The total of one table and its grade; `grades` holds all that are still possible, best first.

    `effects` are the sentences that reach beyond their row, `open_rows` the rows that keep the total an interval.
    """

    table: int
    full: Decimal | None
    points: Points
    grades: tuple[str, ...] = ()
    categories: tuple[ScoredGroup, ...] = ()
    effects: tuple[str, ...] = ()
    open_rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One place's points by one plan's rulebook; `title` is the plan's, `filled` what the form says of itself.

    填报单位, 时期, 填报人, 填报日期: what stands in the form's head.
    """

    plan: str
    observations: str
    indicators: tuple[ScoredIndicator, ...]
    tables: tuple[ScoredTable, ...]
    missing: tuple[str, ...] = ()
    rounding: str = ""
    title: str | None = None
    filled: tuple[tuple[str, str], ...] = ()
    schema: str = SCORECARD_SCHEMA
