"""In: nothing. Out: `WorkItem`, a piece of work as the outline prints it, and how its paragraphs are joined.

Not handled: which pieces are work, which is `body`.
"""

from __future__ import annotations

import msgspec

from extractor.model.paper.outline import Section
from extractor.model.paper.place import EMPTY, Passage


class WorkItem(msgspec.Struct, frozen=True):
    """A work item of the outline: its number, its words, and the heading it stands under.

    `pieces` are its paragraphs with their start in `passage`; `owner` is the heading that is a body, its own or one
    above (（一）县教育局。负责…); `own` tells that it is its own.
    """

    no: str | None
    passage: Passage
    pieces: tuple[tuple[int, Passage], ...]
    title: Passage
    section: Section | None
    marker: Passage
    owner: Passage | None = None
    own: bool = False


def join_pieces(pieces: tuple[Passage, ...]) -> tuple[Passage, tuple[tuple[int, Passage], ...]]:
    """Return all paragraphs as one passage, and each with its start there."""
    whole, placed = EMPTY, []
    for piece in pieces:
        whole = whole.follow(piece)
        if piece:
            placed.append((len(whole) - len(piece), piece))
    return whole, tuple(placed)
