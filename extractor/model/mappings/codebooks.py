"""In: nothing. Out: the classes of `instruments.yaml` and `strength.yaml`, by which researchers code."""

from __future__ import annotations

import msgspec

from extractor.model.mappings.source import MappingFile


class FamilyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A class of policy instruments."""

    id: str
    name: str
    name_en: str


class InstrumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A subclass of the codebook of policy instruments: what it means and the cues by which rules tell it."""

    id: str
    family: str
    name: str
    name_en: str
    meaning: str
    words: tuple[str, ...]
    example: str
    counter: str


class InstrumentsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`instruments.yaml`: the codebook of policy instruments; a cue of a title counts `title` times."""

    title: float
    families: tuple[FamilyRow, ...]
    instruments: tuple[InstrumentRow, ...]


class KindScore(msgspec.Struct, frozen=True, kw_only=True):
    """How strongly a kind of document binds, from 1 to 5."""

    word: str
    score: int


class StrengthFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`strength.yaml`: the scale of strength by issuer's level and kind of document; `unknown` for what is not told."""

    unknown: int
    levels: dict[str, int]
    kinds: tuple[KindScore, ...]
