"""In: nothing. Out: the classes of `fields.yaml`."""

from __future__ import annotations

import msgspec

from extractor.model.mappings.source import MappingFile


class PolicyField(msgspec.Struct, frozen=True, kw_only=True):
    """What plans are about (社会信用), the words of a title that say so, and the functions of its bodies."""

    name: str
    name_en: str
    words: tuple[str, ...]
    functions: tuple[str, ...] = ()


class FieldsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`fields.yaml`: the fields of policy by words of titles."""

    fields: tuple[PolicyField, ...]
