"""In: profiles. Out: `Facet`s: an item under each concept that it carries, and by its words alone where it has none.

Not handled: comparing them (`comparisons`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.align.comparisons import Facet
from extractor.align.concepts import ConceptIndex
from extractor.align.items import Profile
from extractor.align.policy import Policy


def build_facets(profiles: Iterable[Profile], concepts: ConceptIndex, policy: Policy) -> Iterator[Facet]:
    """Yield a facet for each concept of an item, and one by its words alone where its title names no concept.

    At most `Policy.measures` for one item: where it is seen by its words too, the weakest concept gives way. They keep
    no running words, which are many.
    """
    for whole in profiles:
        profile = replace(whole, sentences=(), cuts=())
        named = any(hit.titled for hit in profile.hits)
        for hit in profile.hits[: policy.measures - (not named)]:
            yield Facet(
                profile=profile,
                titled=hit.titled,
                aside=0.0 if hit.titled else 1.0 if named else policy.unnamed,
                concept=hit.concept,
                name=concepts.names[hit.concept],
                strength=hit.strength,
                words=hit.words,
            )
        if not named:
            yield Facet(profile=profile)
