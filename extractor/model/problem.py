"""In: nothing. Out: `Problem`, what is damaged, doubtful or contradictory in a document, as a value.

Not handled: mistakes of this program, which are exceptions (`extractor.errors`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.model.paper.place import Place


class Severity(StrEnum):
    """How much a reader of the results should care."""

    ERROR = "error"
    """a value is missing or unusable because of it"""
    WARNING = "warning"
    """a value is there, but the document speaks against it"""
    NOTE = "note"
    """worth knowing, nothing is lost"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful, with its place and a message that an official understands.

    `code` is stable and kebab-case (`points-do-not-add-up`); `message` is Chinese, `message_en` the same in
    English; `item` is the id of the task or indicator concerned, where there is one; `other` the second place of
    two that speak against each other.
    """

    stage: str
    code: str
    severity: Severity
    place: Place | None
    message: str
    message_en: str = ""
    item: str | None = None
    other: Place | None = None
