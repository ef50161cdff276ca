"""In: nothing. Out: `Correction`, what a person decided about one value of one plan, as a line of `corrections.jsonl`.

Not handled: carrying corrections out (`review.replay`), and judgements about aligned items (`model.judgement`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

CORRECTION_SCHEMA = "county-correction/1"

Act = Literal["right", "fix", "none", "new", "unsure", "undo"]
"""right: the value is right as it is; fix: `now` is; none: the document does not say it; new: a value that was missed;
unsure: looked at and left open; undo: the line with the number `undoes` counts no more."""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Where a value is printed, by its words and what stands around them, so that an inserted row moves nothing."""

    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision about one value.

    `item` is the id of a task or an indicator, or metadata, phases, grades, citations, safeguards, deadlines for what
    belongs to the plan itself; `field` is the value's key there. `was` and `now` are the value as the plan JSON has it,
    without `place` and `by`; None where there was none or is none. `blind` marks a decision made without seeing `was`.
    """

    number: int
    plan: str
    sha256: str
    item: str
    field: str
    act: Act
    person: str
    date: str
    anchor: Anchor | None = None
    was: Any = None
    now: Any = None
    reason: str = ""
    undoes: int | None = None
    blind: bool = False
    schema: str = CORRECTION_SCHEMA

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """What is decided: plan, item, field and, in a list, the printed words.

        >>> Correction(number=1, plan="a", sha256="", item="t1", field="title", act="right", person="甲",
        ...            date="2026-11-26").subject
        ('a', 't1', 'title', '')
        """
        return self.plan, self.item, self.field, self.anchor.quote if self.anchor and self.field in LISTS else ""


LISTS = frozenset({"units", "deadlines", "targets", "rules", "phases", "grades", "citations", "safeguards"})
"""Fields that hold several values, told apart by their printed words."""
