"""In: nothing. Out: the classes of `units.yaml`."""

from __future__ import annotations

import msgspec

from extractor.model.mappings.source import MappingFile


class UnitFunction(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of government that bodies of many names and places carry out (`units.yaml`, `functions`)."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]


class UnitsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`units.yaml`: functions with their aliases, and how a body or a generic group of bodies is recognised."""

    functions: tuple[UnitFunction, ...]
    suffixes: tuple[str, ...]
    false_ends: tuple[str, ...]
    generic_starts: tuple[str, ...]
    generic_ends: tuple[str, ...]
    generic_names: tuple[str, ...]
    group_ends: tuple[str, ...]
    sure_ends: tuple[str, ...]
