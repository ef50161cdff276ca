"""In: nothing. Out: the classes of `fields/<field>/concepts.yaml`, their `concept_words.csv`, and of `terms.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from extractor.model.mappings.source import MappingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A measure that plans ask for: its name, where it stands in which edition of a list, and its words.

    An item carries the concept when `all` of its groups of words are met in its title or in one sentence: each
    group is a tuple of alternatives, one of which must be printed there; `none` are words that speak against it.
    """

    id: str
    name: str
    name_en: str
    edition: str | None = None
    level1: str | None = None
    level2: str | None = None
    all: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    field: str = ""


class ConceptWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word of a concept (`concept_words.csv` of its field) and the texts it was `seen` in; none for one of usage."""

    word: str
    concept: str
    kind: Literal["all", "none"]
    seen: tuple[str, ...] = ()


class ConceptsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`fields/<field>/concepts.yaml`: what plans of one field ask for, as lists of that field and plans beyond them do.

    `field` is the field's name in `fields.yaml`. `field_words` tell it in a text; where a plan's title has one, a group
    made of them only is met by all its items.
    """

    concepts: tuple[Concept, ...]
    field: str = ""
    field_words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedConcepts:
    """The concepts of all fields, field by field, each with the name of its field; and the files that they are from."""

    concepts: tuple[Concept, ...] = ()
    packs: tuple[ConceptsFile, ...] = ()


class TermsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`terms.yaml`: words that jieba must not cut, that tell nothing apart, of the genre, that ask without binding."""

    terms: tuple[str, ...]
    stop: tuple[str, ...]
    genre: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
