"""In: nothing. Out: `Plan` and the facts it holds: what a careful reader takes out of one plan.

The fields and vocabularies are those of `tests/evaluation/SPEC.md`; what is not stated is None.
Not handled: judgements on the facts (comparison, scoring), which belong to later stages.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from extractor.model.display import build_html
from extractor.model.facts.asked import Deadline, Target, Unit
from extractor.model.facts.indicators import Condition, Indicator, IndicatorPart, Level, Per, Rule
from extractor.model.facts.vocabulary import (
    DeadlineKind,
    Number,
    Operator,
    Persons,
    Places,
    PlanLevel,
    Role,
    RuleKind,
)
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt, Unread
from extractor.model.paper.table import Table
from extractor.model.problem import Problem

__all__ = [
    "PLAN_SCHEMA",
    "Citation",
    "Condition",
    "Deadline",
    "DeadlineKind",
    "Grade",
    "Indicator",
    "IndicatorPart",
    "Level",
    "Metadata",
    "Number",
    "Operator",
    "Per",
    "Persons",
    "Phase",
    "Places",
    "Plan",
    "PlanLevel",
    "Role",
    "Rule",
    "RuleKind",
    "Safeguard",
    "SourceInfo",
    "Target",
    "Task",
    "Unit",
]

PLAN_SCHEMA = "county-plan/2"


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

    `text` is kept beside the JSON, in `<id>.txt`; `read_share` is how much of what asks something or carries
    numbers was understood, None where there is nothing of the kind.
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
