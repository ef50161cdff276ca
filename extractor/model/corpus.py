"""In: nothing. Out: `CorpusRow`, what a person tells of one document: a row of `corpus.csv`.

Not handled: what the documents themselves print, which is in a plan's `Metadata`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from extractor.model.facts.plan import PlanLevel

CORPUS_SIGNER = "corpus.csv"
"""who is named as `by` for a value that the table of documents gives"""


class DocumentPart(StrEnum):
    """What a document is to its plan; in this order the documents of one plan are read."""

    NOTICE = "notice"
    BODY = "body"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusRow:
    """One document of a corpus. `file` is its path below the table's folder; what is None is not told.

    Rows with the same `plan` are documents of one plan. `superior` and `replaces` name other plans of the table.
    """

    file: str
    plan: str | None = None
    part: DocumentPart | None = None
    place: str | None = None
    issuer: str | None = None
    level: PlanLevel | None = None
    year: str | None = None
    field: str | None = None
    superior: str | None = None
    replaces: str | None = None
    url: str | None = None
    note: str | None = None


class ToldLinks(msgspec.Struct, frozen=True, kw_only=True):
    """How plans stand to each other by the table of documents: pairs of (plan, superior) and (plan, the one replaced).

    `unknown` are pairs of a plan and a name in its row that no plan of the corpus has.
    """

    superiors: frozenset[tuple[str, str]] = frozenset()
    replaced: frozenset[tuple[str, str]] = frozenset()
    unknown: tuple[tuple[str, str], ...] = ()


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A document that came through and stands in no comparison, with the reason: it is told, and is no failure."""

    name: str
    reason: str

    def __str__(self) -> str:
        """Return one line for a person."""
        return f"{self.name}: {self.reason}"
