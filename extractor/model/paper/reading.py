"""In: nothing. Out: `Unread` and `Doubt`, what a plan tells of itself that was not understood or may be wrong.

Not handled: faults of the document, which are problems.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from extractor.model.paper.place import Place


class UnreadKind(StrEnum):
    """What sort of thing was not understood."""

    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"
    CELL = "cell"
    PICTURE = "picture"
    TEXT_BOX = "text_box"
    PAGE = "page"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A stretch that carries a number with a measure, a date, a body or scoring words and that no fact holds.

    `text` is what is printed there, None where there are no words (a picture, an empty page).
    """

    kind: UnreadKind
    text: str | None
    message: str
    message_en: str
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A fact with a reason to look again: of which item and field, and why (`code` is stable and kebab-case)."""

    code: str
    item: str | None
    field: str | None
    text: str | None
    message: str
    message_en: str
    place: Place | None = dataclasses.field(default=None, compare=False)
