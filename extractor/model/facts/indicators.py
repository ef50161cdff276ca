"""In: nothing. Out: a row of an assessment table, its parts and groups, and the rules that score it.

Not handled: what the rules come to (`scored`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from extractor.model.facts.asked import Unit
from extractor.model.facts.scoring import Statement
from extractor.model.facts.vocabulary import Number, Operator, Persons, Places, RuleKind
from extractor.model.paper.place import Place


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
