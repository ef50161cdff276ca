"""In: nothing. Out: `Rulebook`, a plan's scoring table as rules that run, each with its printed sentence.

Not handled: what was observed in a place, and the points that come of it (`extractor.model.scorecard`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.model.expression import Expression
from extractor.model.plan import RuleKind

RULEBOOK_SCHEMA = "county-rulebook/1"

InputKind = Literal["yes_no", "count", "number", "rank", "points"]
"""yes_no: 是/否; count: a whole number from 0; number: any decimal; rank: a position, 1 is best;
points: points that a person awards because no sentence says how."""

RuleStatus = Literal["executable", "constraint", "needs_review"]
"""executable: part of the tree; constraint: a bound without points, checked and reported; needs_review: text only."""

RowStatus = Literal["executable", "partial", "judged", "needs_review"]
"""executable: all sentences run; partial: some do; judged: no scoring sentence is printed, a person awards the
points; needs_review: there are sentences, and none of them runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a value is printed: document number, page, characters [start, end) of the plan's text, and the words.

    A sentence that a page break cut in two has all its stretches in `pieces`; `start` and `end` are the first one's.
    """

    quote: str
    doc_number: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What must be observed, once. `name` is for programs, `label` for people.

    `minimum` and `maximum` are what is allowed (None: no bound); beyond `reach` a larger value changes no score,
    so simulations draw from `minimum` to `reach`. `of` says whose number it is where the row does not carry it:
    the city's rank, the largest number among all places.
    """

    name: str
    label: str
    kind: InputKind
    indicator: str
    unit: str = ""
    period: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    reach: Decimal | None = None
    of: str | None = None
    source: str | None = None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRule:
    """One scoring sentence: its printed words, what it was read as, and whether it runs."""

    id: str
    kind: RuleKind
    status: RuleStatus
    reads_as: str
    reference: Reference
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledIndicator:
    """A row of the table with its rules. `tree` gives its points; `readings` are choices an official must confirm."""

    id: str
    table: int
    no: str | None = None
    name: str
    level1: str | None = None
    points: Decimal | None = None
    points_reference: Reference | None = None
    status: RowStatus
    criteria: str | None = None
    tree: Expression
    rules: tuple[ScoringRule, ...] = ()
    readings: tuple[str, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A first-level heading of a table with its printed points."""

    table: int
    name: str
    points: Decimal | None = None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledGrade:
    """A class of results: from `minimum` (within) to `maximum` (without)."""

    name: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How points are rounded: each indicator to `places` decimals, halves away from zero; totals add the rounded."""

    places: int = 4
    mode: Literal["half_up"] = "half_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All tables of one plan as rules that run. Totals are of each table; tables are never added up."""

    plan: str
    title: str | None = None
    jurisdiction: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issue_date: str | None = None
    inputs: tuple[Input, ...] = ()
    categories: tuple[Category, ...] = ()
    indicators: tuple[RuledIndicator, ...] = ()
    grades: tuple[RuledGrade, ...] = ()
    rounding: Rounding = Rounding()
    schema: str = RULEBOOK_SCHEMA

    @property
    def tables(self) -> tuple[int, ...]:
        """The numbers of the tables, in printed order."""
        return tuple(dict.fromkeys(row.table for row in self.indicators))

    @property
    def rules(self) -> tuple[ScoringRule, ...]:
        """The scoring sentences of all rows."""
        return tuple(rule for row in self.indicators for rule in row.rules)
