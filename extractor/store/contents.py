"""In: nothing. Out: `StoreIndex`, what a store holds and what each part of it was made from: `store.json`.

It is written last, and whole: files that it does not name count as absent, so that a run which was killed leaves the
store as it was before. Not handled: reading and writing it (`building`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.corpus.sorting_out import Appearance
from extractor.model.corpus import ToldLinks

STORE_SCHEMA = "county-store/1"
INDEX = "store.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """One plan: the key of its document's result, the key of its rows (with corrections), and where the rows lie."""

    id: str
    key: str
    row: str
    place: str
    field: str | None
    year: str | None
    area: str
    items: int
    look: Appearance
    compared: bool = True

    @property
    def partition(self) -> tuple[str | None, str | None, str]:
        """Field, year and area."""
        return self.field, self.year, self.area


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreIndex:
    """All plans of a store, the files of each dataset, and what the alignment and the written files were made from.

    `files` maps a dataset to its files with their sizes; `written` maps a file of the results to its digest; `links`
    are what the table of documents tells of superiors and of replaced plans.
    """

    program: str = ""
    mappings: dict[str, str] = field(default_factory=dict)
    plans: tuple[StoredPlan, ...] = ()
    alignment: str = ""
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written_from: str = ""
    written: dict[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    links: ToldLinks = field(default_factory=ToldLinks)
    schema: str = STORE_SCHEMA
