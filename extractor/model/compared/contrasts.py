"""In: nothing. Out: `Contrast`, one thing on which plans differ, with what every plan prints of it.

Not handled: finding them (`compare.contrasts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.compared.series import StateKind

ContrastAspect = Literal[
    "duration", "target", "frequency", "deadline", "penalty", "points", "scoring", "words",
    "kind", "consequences", "rhythm", "leaders", "binding", "alone",
]  # fmt: skip
"""What is laid side by side: what is said of a measure, or (from `kind` on) a trait of the whole document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Printed words of one plan: `text[start:end]` of the plan covers them; `shown` is the value in them, if any."""

    item: str | None
    quote: str
    start: int
    end: int
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastCell:
    """What one plan prints: its state, the words for it, and its rank where the contrast is of one measure."""

    plan: str
    state: StateKind
    shown: str
    sayings: tuple[Saying, ...] = ()
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One row that a careful reader would list: a measure (`group`) or a trait of the document (group None).

    `weight` orders the rows: the heaviest first. `note` says why values are not ranked, or what was converted.
    """

    id: str
    group: str | None
    label: str
    aspect: ContrastAspect
    weight: float
    cells: tuple[ContrastCell, ...]
    note: str = ""
