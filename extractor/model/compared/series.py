"""In: nothing. Out: `Change`, `Gap` and `State`: what a plan does to its predecessor and superior, and what it prints.

Not handled: finding them (`compare.series`, `compare.states`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["added", "dropped", "tightened", "loosened", "moved", "unchanged", "reworded", "unlike"]
GapKind = Literal["stricter", "looser", "equal", "unlike", "not_taken_up", "own"]
StateKind = Literal["number", "points", "words", "penalty", "context", "absent", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one item, or of one number of it, from a place's earlier plan to its next."""

    earlier: str
    later: str
    group: str
    label: str
    change: ChangeKind
    left: str | None = None
    right: str | None = None
    left_quote: str = ""
    right_quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One number of a plan against that of its superior: `gap` is the plan's less the superior's, in `unit`."""

    superior: str
    plan: str
    group: str
    label: str
    verdict: GapKind
    gap: float | None = None
    unit: str = ""
    left_quote: str = ""
    right_quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What one plan prints of the measure of a group: a number, words only, a penalty only, in passing, or nothing.

    `outside` is what a document of this kind cannot ask. `quote` is printed.
    """

    group: str
    plan: str
    state: StateKind
    item: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None
