"""In: nothing. Out: the classes of `places.yaml`."""

from __future__ import annotations

import msgspec

from extractor.model.mappings.source import MappingFile


class Jurisdiction(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its code of GB/T 2260; `aliases` are short names that its own documents use."""

    name: str
    code: str
    parent: str | None
    province: str | None
    aliases: tuple[str, ...] = ()
    note: str | None = None


class PlacesFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`places.yaml`: places whose short names or old codes the national list does not give.

    `province_letters` are the one-character names of provinces that open document numbers (鲁政发, 皖发改).
    """

    places: tuple[Jurisdiction, ...]
    province_letters: dict[str, str] = msgspec.field(default_factory=dict)
