"""In: nothing. Out: who owes what by when: last days, bodies by function, the network of tasks and bodies, and how
checkable each task is.

Not handled: differences of single values, which are `Difference`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Breadth = Literal["none", "single", "several", "everybody"]
Level = Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One last day that an item allows; `date` is ISO 8601, `text[start:end]` of its plan prints it."""

    plan: str
    item: str
    date: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The last days of a group, the earliest first; `days_apart` lies between the first and the last of them.

    `undated` are the members ("plan:item") that print no day; `days_apart` is None where only one plan prints one.
    """

    group: str
    dues: tuple[Due, ...]
    earliest: str
    latest: str
    days_apart: int | None
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Who answers for one item: how many bodies are named, how many groups (各单位), and which functions lead.

    `breadth` is "everybody" where a group answers for it (所有部门) and no named body leads, "none" for an orphan.
    `leaders` are functions by their Chinese names, or printed names where the function is not known; those that lead,
    else those that are responsible. `quote` is the printed list, `text[start:end]` holds all of it.
    """

    plan: str
    item: str
    named: int
    generic: int
    breadth: Breadth
    leaders: tuple[str, ...]
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one function of government has to do in one plan: the ids of the items that it leads, answers for, helps.

    `function` is its id by units.yaml, None for a body that is not known there; `label` its Chinese name, or the
    printed name; `names` are the names that the plan prints for it.
    """

    plan: str
    function: str | None
    label: str
    names: tuple[str, ...]
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    participant: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNode:
    """A body or a task of a network. `degree` is the number of its edges.

    `ref` is the function's id for a body (None if unknown), the item's id for a task, the group's id in the network
    of all places.
    """

    id: str
    kind: Literal["body", "task", "indicator", "group"]
    label: str
    degree: int
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEdge:
    """A body that has to do with a task. `plans` are the places where it has; `source` is the body's node."""

    source: str
    target: str
    role: Literal["lead", "responsible", "participant"]
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Bodies and tasks of one plan, or (`plan` is None) functions and groups of all plans together."""

    plan: str | None
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftWord:
    """A word that asks without binding (力争, 鼓励), and how often the item prints it."""

    word: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkability:
    """Whether one can tell at the year's end if a task was done: does it print a number, a time limit, a body?

    `level` is "all" where all three are there, "none" where none is. `score` (0 to 1) is the sum of `number_part`
    (at most 0.4), `time_part` (0.3) and `body_part` (0.3), less `soft_part` (at most 0.2), never below 0.
    """

    plan: str
    item: str
    numbers: int
    times: int
    bodies: int
    level: Level
    soft_words: tuple[SoftWord, ...]
    number_part: float
    time_part: float
    body_part: float
    soft_part: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCheckability:
    """A plan's tasks taken together: how many are wholly, partly, not checkable; the mean score; soft words in all."""

    plan: str
    tasks: int
    complete: int
    partial: int
    bare: int
    mean_score: float
    soft_words: tuple[SoftWord, ...]
