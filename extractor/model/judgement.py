"""In: nothing. Out: `Judgement`, what a person has decided about aligned items, as kept in `mappings/judgements.yaml`.

Not handled: carrying judgements out, which `align` does at each run, and adding them, which `extractor judge` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

Decision = Literal["must-link", "cannot-link", "label", "concept"]
NO_CONCEPT = "none"
"""A concept decision with this word: the item carries no concept, whatever its words say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision, with who made it, when and why.

    must-link and cannot-link: `items` are two of them, as "plan:item". label: `text` is what `group` is called; the
    group is named by its id or by one item that stands in it alone. concept: the one item of `items` carries `concept`
    in place of those that its words show; several such decisions add up.
    """

    decision: Decision
    reason: str
    person: str
    date: str
    items: tuple[str, ...] = ()
    group: str | None = None
    text: str | None = None
    concept: str | None = None

    @property
    def subject(self) -> str:
        """What is decided, without who and why.

        >>> example = dict(reason="同为双公示", person="王某", date="2026-11-21")
        >>> Judgement(decision="must-link", items=("a:t1", "b:i2"), **example).subject
        'must-link a:t1 b:i2'
        """
        parts = (self.decision, *self.items, self.group, self.text, self.concept)
        return " ".join(part for part in parts if part)

    @property
    def signed(self) -> str:
        """The reason, with person and day."""
        return f"{self.reason}（{self.person}，{self.date}）"


class JudgementsFile(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """`judgements.yaml`: all decisions, the earlier ones first."""

    judgements: tuple[Judgement, ...] = ()
