"""In: nothing. Out: the classes of `phrases/*.yaml` and `triggers.yaml`: how plans word what they ask for."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.model.mappings.source import ExampledRow, MappingFile

ClauseReach = Literal["clause", "rest", "sentence"]


ClauseWork = Literal["condition", "benefit", "description", "closing"]


class ClauseRow(ExampledRow, frozen=True, kw_only=True):
    """A pattern by which a clause is no duty; `reach` says how far in its sentence that holds."""

    does: ClauseWork
    reach: ClauseReach
    pattern: str


class ClausesFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`phrases/clauses.yaml`: what a clause does, in the order in which it is asked."""

    clauses: tuple[ClauseRow, ...]


class DeedRow(ExampledRow, frozen=True, kw_only=True):
    """Verbs that a count answers."""

    words: tuple[str, ...]


class DeedsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`phrases/deeds.yaml`: verbs before a count, and words by which a number counts nothing."""

    deeds: tuple[DeedRow, ...]
    money: tuple[str, ...]
    scope: tuple[str, ...]
    scope_before: tuple[str, ...]
    each: tuple[str, ...]
    making: tuple[str, ...]


class ScoringPlainRow(ExampledRow, frozen=True, kw_only=True):
    """A pattern of a clause that carries no points, or of words that may carry some."""

    name: str
    pattern: str


class ScoringPlainFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`phrases/scoring_plain.yaml`: what of a scoring cell carries no points, and what may."""

    plain: tuple[ScoringPlainRow, ...]
    doubts: tuple[ScoringPlainRow, ...]


class TriggerRow(ExampledRow, frozen=True, kw_only=True):
    """A word of an event that a time limit counts from."""

    word: str


class TriggersFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`triggers.yaml`: events of time limits."""

    triggers: tuple[TriggerRow, ...]


class PhraseRow(ExampledRow, frozen=True, kw_only=True):
    """A wording: a pattern with parts («day»), the reader of its groups, and what it matches and what not.

    `needs` are words one of which each match holds; they are looked for first.
    """

    name: str
    reads: str
    pattern: str
    roll: Literal["next_working_day"] | None = None
    needs: tuple[str, ...] = ()


class PhrasesFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """A table of wordings (`phrases/deadlines.yaml`, `phrases/targets.yaml`), the most particular first."""

    phrases: tuple[PhraseRow, ...]
    parts: dict[str, str] = msgspec.field(default_factory=dict)
