"""In: nothing. Out: what researchers code and count: instruments, strength, attention, diffusion, measures of networks.

Not handled: finding them (`compare.coding`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Censoring = Literal["none", "left", "right", "mentioned", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentCode:
    """Which policy instrument an item is, by the codebook; `code` is None where no cue tells.

    `cues` are the printed words that decided, `runner_up` the next subclass, "" where there is none.
    """

    plan: str
    item: str
    code: str | None
    family: str | None
    cues: tuple[str, ...]
    score: float
    runner_up: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingAgreement:
    """How far two coders agree on the same items: Cohen's kappa, None where chance alone agrees wholly.

    `confusion` has (first coder's code, second coder's code, how often).
    """

    level: Literal["family", "code"]
    items: int
    agreed: int
    kappa: float | None
    confusion: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How strongly an item binds: level of the issuer x kind of document x measure, each from 1 to 5."""

    plan: str
    item: str
    level_score: int
    kind_score: int
    measure_score: int
    strength: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """How much of a plan's numbered text is about one theme: items, characters, share of the plan's characters."""

    plan: str
    level: str | None
    year: str | None
    theme: str
    items: int
    characters: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """When a place first prints a measure, as far as the corpus goes.

    `censored` left: the place's first plan here has it already, so it may be older; right: no plan of the place here
    has it up to `day`, the date of its last; none: an earlier plan of the place lacks it. mentioned: only a goal, a
    safeguard or a passing word has it; outside: the place's plans are of a kind that would hardly ask for it.
    """

    group: str
    place: str
    day: str | None
    plan: str | None
    order: int | None
    censored: Censoring


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMeasure:
    """One node of a two-mode network: degree over the size of the other mode, betweenness, core number.

    `betweenness` is None where the network is too large for it; `core` tells whether the node is of the innermost core.
    """

    plan: str | None
    node: str
    kind: str
    label: str
    degree: int
    centrality: float
    betweenness: float | None
    core_number: int
    core: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasure:
    """A two-mode network as a whole: bodies, tasks, edges, density, and how far the bodies' ties centre on one."""

    plan: str | None
    bodies: int
    tasks: int
    edges: int
    density: float | None
    centralisation: float | None
    core_bodies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWork:
    """Two bodies that answer for the same tasks, and for how many."""

    plan: str | None
    left: str
    right: str
    tasks: int
