"""In: nothing. Out: `Stray`, a stretch that no fact holds, `Judged`, a sentence that was looked through, and
`TextCoverage`, all of them and how many places were looked at.

Not handled: telling them to a reader, which is `unread`.
"""

from __future__ import annotations

import msgspec

from extractor.check.carriers import Carried
from extractor.check.clauses import Sentence
from extractor.model.paper.reading import UnreadKind


class Stray(msgspec.Struct, frozen=True):
    """A clause, a numbered paragraph, a row or a cell that no fact holds, and what it carries."""

    start: int
    end: int
    kind: UnreadKind
    carried: frozenset[Carried]


class Judged(msgspec.Struct, frozen=True):
    """A sentence and what its clauses carry, each with its words: read or not."""

    sentence: Sentence
    carried: tuple[tuple[Carried, int, int], ...]
    lost: bool
    """whether some of it is told as unread"""


class TextCoverage(msgspec.Struct):
    """How many places ask or carry something, and those of them that nobody read.

    A place is an item that was found or lost, a clause that carries something, a row or a cell that was lost: a lost
    numbered paragraph counts against the share, so a found one must count for it.
    """

    carrying: int
    strays: list[Stray] = []
    judged: list[Judged] = []
    """every sentence with what it carries"""

    @property
    def share(self) -> float | None:
        """Return the share of these places that was read; None where there is none."""
        return round(1 - len(self.strays) / self.carrying, 3) if self.carrying else None
