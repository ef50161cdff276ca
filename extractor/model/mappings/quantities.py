"""In: nothing. Out: the classes of `measures.yaml`, `relations.yaml` and `periods.yaml`."""

from __future__ import annotations

from typing import Literal

from extractor.model.facts.quantity import Change, MeasureKind, Sign
from extractor.model.mappings.source import ExampledRow, MappingFile


class MeasureRow(ExampledRow, frozen=True, kw_only=True):
    """A measure word of `measures.yaml`; `factor` is a decimal or a fraction (1/24) of `base`."""

    word: str
    kind: MeasureKind
    base: str | None = None
    factor: str = "1"
    longer: tuple[str, ...] = ()


class MeasuresFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`measures.yaml`: the words that may follow a number."""

    measures: tuple[MeasureRow, ...]


class RelationRow(ExampledRow, frozen=True, kw_only=True):
    """A word of relation before or after a number; a `bare` one leaves it to the word behind the number."""

    word: str
    side: Literal["before", "after"]
    op: Sign
    bare: bool = False
    only: Literal["scoring"] | None = None


class ChangeRow(ExampledRow, frozen=True, kw_only=True):
    """A verb of rise or fall; with 到, 至 or 为 behind it, it states a level."""

    word: str
    change: Change


class RelationsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`relations.yaml`: words of relation, and verbs of rise and fall."""

    relations: tuple[RelationRow, ...]
    changes: tuple[ChangeRow, ...]


class PeriodRow(ExampledRow, frozen=True, kw_only=True):
    """A word of a period: `step` units of time make one; `term` has no fixed dates."""

    word: str
    unit: Literal["year", "month", "week", "day", "hour", "term"]
    step: int


class PeriodsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`periods.yaml`: what a quota or a recurrence goes by."""

    periods: tuple[PeriodRow, ...]
