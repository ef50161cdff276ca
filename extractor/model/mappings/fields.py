"""In: nothing. Out: the classes of `fields.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.mappings.source import MappingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyField:
    """What plans are about (社会信用), and the words of a title that say so."""

    name: str
    name_en: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldsFile(MappingFile):
    """`fields.yaml`: the fields of policy by words of titles."""

    fields: tuple[PolicyField, ...]
