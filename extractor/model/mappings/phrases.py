"""In: nothing. Out: the classes of `phrases/*.yaml` and `triggers.yaml`: how plans word what they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.model.mappings.source import ExampledRow, MappingFile

ClauseReach = Literal["clause", "rest", "sentence"]


ClauseWork = Literal["condition", "benefit", "description", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow(ExampledRow):
    """A pattern by which a clause is no duty; `reach` says how far in its sentence that holds."""

    does: ClauseWork
    reach: ClauseReach
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClausesFile(MappingFile):
    """`phrases/clauses.yaml`: what a clause does, in the order in which it is asked."""

    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow(ExampledRow):
    """Verbs that a count answers."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeedsFile(MappingFile):
    """`phrases/deeds.yaml`: verbs before a count, and words by which a number counts nothing."""

    deeds: tuple[DeedRow, ...]
    money: tuple[str, ...]
    scope: tuple[str, ...]
    scope_before: tuple[str, ...]
    each: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringPlainRow(ExampledRow):
    """A pattern of a clause that carries no points, or of words that may carry some."""

    name: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoringPlainFile(MappingFile):
    """`phrases/scoring_plain.yaml`: what of a scoring cell carries no points, and what may."""

    plain: tuple[ScoringPlainRow, ...]
    doubts: tuple[ScoringPlainRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRow(ExampledRow):
    """A word of an event that a time limit counts from."""

    word: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TriggersFile(MappingFile):
    """`triggers.yaml`: events of time limits."""

    triggers: tuple[TriggerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow(ExampledRow):
    """A wording: a pattern with parts («day»), the reader of its groups, and what it matches and what not.

    `needs` are words one of which each match holds; they are looked for first.
    """

    name: str
    reads: str
    pattern: str
    roll: Literal["next_working_day"] | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhrasesFile(MappingFile):
    """A table of wordings (`phrases/deadlines.yaml`, `phrases/targets.yaml`), the most particular first."""

    phrases: tuple[PhraseRow, ...]
    parts: dict[str, str] = field(default_factory=dict)
