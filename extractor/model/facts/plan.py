"""In: nothing. Out: `Plan` and the facts it holds: what a careful reader takes out of one plan.

The fields and vocabularies are those of `tests/evaluation/SPEC.md`; what is not stated is None.
Not handled: judgements on the facts (comparison, scoring), which belong to later stages.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from extractor.model.display import build_html
from extractor.model.facts.scoring import Statement
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt, Unread
from extractor.model.paper.table import Table
from extractor.model.problem import Problem
from extractor.model.timing.timing import (
    AtOnce,
    Day,
    Span,
    Timing,
    Unparsed,
    Within,
    parse_duration,
    parse_recurrence,
)

PLAN_SCHEMA = "county-plan/2"

Number = int | float
Operator = Literal[">=", ">", "<=", "<", "=="]
Places = dict[str, Place]
"""Where the plain values of a record are printed, by field name."""
Persons = dict[str, str]
"""Who corrected the plain values of a record, by field name."""


class Role(StrEnum):
    """What a body has to do with a task."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    PARTICIPANT = "participant"


class DeadlineKind(StrEnum):
    """What sort of time limit it is."""

    DATE = "date"
    RECURRING = "recurring"
    RELATIVE = "relative"
    IMMEDIATE = "immediate"
    INTERVAL = "interval"


class PlanLevel(StrEnum):
    """The level of government that issued a plan."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


class RuleKind(StrEnum):
    """What a scoring statement does."""

    AWARD = "award"
    ZERO = "zero"
    DEDUCT = "deduct"
    AWARD_PER = "award_per"
    DEDUCT_PER = "deduct_per"
    CAP = "cap"
    DEDUCT_CAP = "deduct_cap"
    PROPORTIONAL = "proportional"
    INTERPOLATE = "interpolate"
    RANK = "rank"
    FORMULA = "formula"
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The elements of GB/T 9704 that identify a plan, with the place of each that is printed.

    `year` is what the plan is for: "2024", or a period, "2021-2025"; `field` what it is about: 社会信用.
    """

    title: str | None = None
    jurisdiction: str | None = None
    jurisdiction_code: str | None = None
    parent: str | None = None
    province: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    signatory: str | None = None
    issue_date: str | None = None
    kind: str | None = None
    level: PlanLevel | None = None
    year: str | None = None
    field: str | None = None
    by: Persons = dataclasses.field(default_factory=dict)
    places: Places = dataclasses.field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body that answers for something; `function` is its duty by `mappings/units.yaml`, None if unknown."""

    name: str
    role: Role
    generic: bool = False
    optional: bool = False
    function: str | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something must be done. `date` is the last day allowed; `rrule` is RFC 5545, `duration` ISO 8601 (`timing`).

    `month_day` ("06-30") stands in for `date` where no year is known. `where` is preamble, safeguard or closing for
    the plan's own deadlines, outside tasks.
    """

    text: str
    where: Literal["label", "body", "preamble", "safeguard", "closing"]
    kind: DeadlineKind
    date: str | None = None
    month_day: str | None = None
    start: str | None = None
    rrule: str | None = None
    duration: str | None = None
    working_days: bool | None = None
    trigger: str | None = None
    roll: Literal["next_working_day"] | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)

    @property
    def timing(self) -> Timing:
        """Return the fields as a typed time, which counts, falls due and has words.

        >>> Deadline(text="每月26日前", where="label", kind=DeadlineKind.RECURRING,
        ...          rrule="FREQ=MONTHLY;BYMONTHDAY=26").timing.words().zh
        '每月26日前'
        """
        return _build_timing(self)


def _build_timing(one: Deadline) -> Timing:
    if one.kind is DeadlineKind.DATE and (one.date or one.month_day):
        return Day(one.date, one.month_day)
    if one.kind is DeadlineKind.INTERVAL and (one.start or one.date):
        return Span(one.start, one.date)
    if one.kind is DeadlineKind.RECURRING and one.rrule:
        return parse_recurrence(one.rrule, one.text) or Unparsed(one.rrule)
    if one.kind is DeadlineKind.IMMEDIATE:
        return AtOnce(one.trigger)
    if one.kind is DeadlineKind.RELATIVE and one.duration:
        length = parse_duration(one.duration, working_days=one.working_days)
        return Within(*length, one.trigger, one.roll) if length else Unparsed(one.duration)
    return Unparsed("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number to reach or to stay within; `change` where it is the amount of a change, `max` closes a range.

    `cycle` is the period of a quota for which `period` has no word (每周至少1篇).
    """

    text: str
    metric: str | None
    op: Operator
    value: Number
    unit: str
    period: Literal["year", "quarter", "month", "day"] | None = None
    cycle: (
        Literal[
            "half_year",
            "two_months",
            "half_month",
            "ten_days",
            "two_weeks",
            "week",
            "term",
            "hour",
            "two_years",
            "three_years",
        ]
        | None
    ) = None
    approx: bool = False
    change: Literal["rise", "fall"] | None = None
    max: Number | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A numbered work item of the body or a row of a table that hands out work.

    `text` is all of its printed words, cleaned of layout; `columns` what its row holds beyond, by head.
    """

    id: str
    no: str | None
    section: str | None
    title: str
    text: str = ""
    units: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    columns: dict[str, str] = dataclasses.field(default_factory=dict)
    by: Persons = dataclasses.field(default_factory=dict)
    place: Place | None = dataclasses.field(default=None, compare=False)
    places: Places = dataclasses.field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Per:
    """The step of a per-unit rule: each 1 条, each 10 名."""

    n: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A numeric condition; `also` is a second one that must hold too."""

    op: Operator
    value: Number
    unit: str
    also: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One scoring statement. `points` "full" means all that the row is worth."""

    kind: RuleKind
    points: Number | Literal["full"] | None
    text: str
    per: Per | None = None
    condition: Condition | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A group above a row: a category, or a merged cell of points without a name."""

    name: str | None
    points: Number | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPart:
    """One of several criteria rows of an indicator."""

    points: Number | None = None
    criteria: str | None = None
    content: str | None = None
    evidence: str | None = None
    method: str | None = None
    columns: dict[str, str] = dataclasses.field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    statements: tuple[Statement, ...] = ()
    by: Persons = dataclasses.field(default_factory=dict)
    place: Place | None = dataclasses.field(default=None, compare=False)
    places: Places = dataclasses.field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A row of an assessment table. With `parts`, `points` is their sum, `rules` and `statements` are empty.

    `levels` are the groups above the row, outermost first; `columns` holds what the table has beyond the named fields,
    by the head of the column.
    """

    id: str
    table: int
    no: str | None
    name: str | None
    level1: str | None = None
    level1_points: Number | None = None
    levels: tuple[Level, ...] = ()
    target: str | None = None
    points: Number | None = None
    criteria: str | None = None
    content: str | None = None
    evidence: str | None = None
    method: str | None = None
    columns: dict[str, str] = dataclasses.field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    rules: tuple[Rule, ...] = ()
    statements: tuple[Statement, ...] = ()
    parts: tuple[IndicatorPart, ...] = ()
    damaged: tuple[str, ...] = ()
    by: Persons = dataclasses.field(default_factory=dict)
    place: Place | None = dataclasses.field(default=None, compare=False)
    places: Places = dataclasses.field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A step of the schedule; both days belong to it."""

    name: str
    start: str | None
    end: str | None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A class of results: from `min` (within) to `max` (without)."""

    name: str
    min: Number | None
    max: Number | None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Another document that the plan names."""

    title: str
    doc_number: str | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """How the plan is supported: an item of 保障措施."""

    no: str | None
    title: str
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """Which file a document of the plan was read from, how, and where it was published, as far as a person said."""

    name: str
    sha256: str
    media_type: str
    pages: int | None
    how: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One published plan, of one or several documents, as structured facts.

    `text` is kept beside the JSON, in `<id>.txt`; `read_share` is how much of what carries duties or numbers was
    understood, None where there is nothing of the kind.
    """

    id: str
    source: tuple[SourceInfo, ...]
    metadata: Metadata
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    phases: tuple[Phase, ...] = ()
    grades: tuple[Grade, ...] = ()
    citations: tuple[Citation, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    read_share: float | None = None
    problems: tuple[Problem, ...] = ()
    schema: str = PLAN_SCHEMA
    text: str = dataclasses.field(default="", repr=False, compare=False)

    @property
    def main(self) -> SourceInfo:
        """The first document: the notice or the body."""
        return self.source[0]

    @property
    def items(self) -> tuple[Task | Indicator, ...]:
        """All that can be aligned: the tasks, then the indicators."""
        return (*self.tasks, *self.indicators)

    def _repr_html_(self) -> str:
        """Return the plan as a notebook shows it: one row an item."""
        rows = [("任务", task.no, task.title, "、".join(unit.name for unit in task.units)) for task in self.tasks]
        rows += [
            ("指标", row.no, row.name or "", "" if row.points is None else f"{row.points}分") for row in self.indicators
        ]
        title = f"{self.metadata.title or self.id}：任务 {len(self.tasks)}，指标 {len(self.indicators)}"
        return build_html(title, ("类别", "编号", "名称", "单位或分值"), rows)
