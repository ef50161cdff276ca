"""In: profiles. Out: `Facet`s: an item under each concept that it carries, and by its words alone where it has none.

Not handled: comparing them (`comparisons`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.align.comparisons import Facet
from extractor.align.concepts import ConceptIndex
from extractor.align.items import Profile


def build_facets(profiles: Iterable[Profile], concepts: ConceptIndex) -> Iterator[Facet]:
    """Yield a facet for each concept of an item, and one by its words alone where its title names no concept.

    They keep no running words, which are many.
    """
    for whole in profiles:
        profile = replace(whole, sentences=(), cuts=())
        for hit in profile.hits:
            yield Facet(
                profile=profile,
                titled=hit.titled,
                concept=hit.concept,
                name=concepts.names[hit.concept],
                strength=hit.strength,
                words=hit.words,
            )
        if not any(hit.titled for hit in profile.hits):
            yield Facet(profile=profile)
