"""In: nothing. Out: `Rulebook`, a plan's scoring table as rules that run, each with its printed sentence.

Not handled: what was observed in a place, and the points that come of it (`extractor.model.scored.scorecard`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.model.facts.plan import RuleKind
from extractor.model.scored.expression import Expression, Test

RULEBOOK_SCHEMA = "county-rulebook/2"

InputKind = Literal["yes_no", "count", "number", "rank", "points", "choice", "date"]
"""yes_no: 是/否; count: a whole number from 0; number: any decimal; rank: a position, 1 is best;
points: points that a person awards because no sentence says how; choice: one of `options`; date: a day of the year."""

Period = Literal["month", "quarter", "half_year", "year"]
Gathering = Literal["sum", "mean", "last", "most", "least"]
"""How the values of several periods become one: 全年累计 sum, 月均 mean, 期末 last."""

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
    indicator: str | tuple[str, ...]
    unit: str = ""
    options: tuple[str, ...] = ()
    period: str | None = None
    every: Period | None = None
    gather: Gathering | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    reach: Decimal | None = None
    of: str | None = None
    source: str | None = None
    reference: Reference | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the indicators that ask for it."""
        return (self.indicator,) if isinstance(self.indicator, str) else self.indicator

    @property
    def whole(self) -> bool:
        """Whether only whole numbers can be observed."""
        return self.kind in {"yes_no", "count", "rank", "choice", "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """What a parameter is worth from a day on; `valid_from` None: from the beginning."""

    value: Decimal
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number that the office sets once for all places (本指标分值): it belongs to the rulebook, not to each form.

    Without `values` it is anything from `minimum` to `maximum`, and so are the points that depend on it.
    """

    name: str
    label: str
    unit: str = "分"
    values: tuple[DatedValue, ...] = ()
    minimum: Decimal = Decimal(0)
    maximum: Decimal | None = None
    indicator: str | None = None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """What must hold between inputs of one form (own amount ≤ the largest of all); `message` says it in Chinese."""

    holds: Test
    message: str
    indicator: str | None = None


EffectKind = Literal["total_zero", "total_points", "total_cap", "not_grade", "grade_at_most"]
"""total_zero: 一票否决，总分按0分计; total_points: 从总分中倒扣; total_cap: 总分最高按59分计; not_grade: 不得评为优秀;
grade_at_most: 最高评为合格."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalEffect:
    """What a sentence does beyond its row: to the table's total, or to the grade.

    `when` None: always. `amount` is added to the total (total_points, a loss is negative) or is the cap (total_cap).
    """

    rule: str
    table: int
    kind: EffectKind
    when: Test | None = None
    amount: Expression | None = None
    grade: str | None = None


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
    """A row of the table with its rules. `tree` gives its points; `readings` are choices an official must confirm.

    `seal` binds the printed sentences to the tree: where it differs from what is computed of both, one of them was
    changed by hand. `audience` is the kind of body that the row is printed for (乡镇、县直部门), None: all.
    """

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
    seal: str | None = None
    audience: str | None = None


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
    parameters: tuple[Parameter, ...] = ()
    effects: tuple[TotalEffect, ...] = ()
    checks: tuple[CrossCheck, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
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
