"""In: nothing. Out: the classes of `instruments.yaml` and `strength.yaml`, by which researchers code."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.mappings.source import MappingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A class of policy instruments."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """A subclass of the codebook of policy instruments: what it means and the cues by which rules tell it."""

    id: str
    family: str
    name: str
    name_en: str
    meaning: str
    words: tuple[str, ...]
    example: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InstrumentsFile(MappingFile):
    """`instruments.yaml`: the codebook of policy instruments; a cue of a title counts `title` times."""

    title: float
    families: tuple[FamilyRow, ...]
    instruments: tuple[InstrumentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindScore:
    """How strongly a kind of document binds, from 1 to 5."""

    word: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthFile(MappingFile):
    """`strength.yaml`: the scale of strength by issuer's level and kind of document; `unknown` for what is not told."""

    unknown: int
    levels: dict[str, int]
    kinds: tuple[KindScore, ...]
