"""In: nothing. Out: what the classes of all mapping files share.

A loaded file is compared by identity (`eq=False`), so that what is built from it can be kept beside it at no cost.
"""

from __future__ import annotations

import msgspec


class MappingFile(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A file of `mappings/`: where its knowledge is from, and of which date it is."""

    source: str
    date: str


class ExampledRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of vocabulary, with words that it reads and words that it must leave alone; the loader tries both."""

    example: str
    counter: str
    source: str | None = None
