"""In: nothing. Out: the classes of `measures.yaml`, `relations.yaml` and `periods.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.facts.quantity import Change, MeasureKind, Sign
from extractor.model.mappings.source import ExampledRow, MappingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow(ExampledRow):
    """A measure word of `measures.yaml`; `factor` is a decimal or a fraction (1/24) of `base`."""

    word: str
    kind: MeasureKind
    base: str | None = None
    factor: str = "1"
    longer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeasuresFile(MappingFile):
    """`measures.yaml`: the words that may follow a number."""

    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow(ExampledRow):
    """A word of relation before or after a number; a `bare` one leaves it to the word behind the number."""

    word: str
    side: Literal["before", "after"]
    op: Sign
    bare: bool = False
    only: Literal["scoring"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow(ExampledRow):
    """A verb of rise or fall; with 到, 至 or 为 behind it, it states a level."""

    word: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelationsFile(MappingFile):
    """`relations.yaml`: words of relation, and verbs of rise and fall."""

    relations: tuple[RelationRow, ...]
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow(ExampledRow):
    """A word of a period: `step` units of time make one; `term` has no fixed dates."""

    word: str
    unit: Literal["year", "month", "week", "day", "hour", "term"]
    step: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeriodsFile(MappingFile):
    """`periods.yaml`: what a quota or a recurrence goes by."""

    periods: tuple[PeriodRow, ...]
