"""In: profiles. Out: `Facet`s: an item under each concept that it carries, and by its words alone where it has none.

Not handled: comparing them (`comparisons`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import sqrt

from extractor.align.comparisons import Facet
from extractor.align.concepts import ConceptIndex
from extractor.align.items import Profile
from extractor.align.terms import Segmenter


def build_facets(profiles: Iterable[Profile], concepts: ConceptIndex, segmenter: Segmenter) -> Iterator[Facet]:
    """Yield a facet for each concept of an item, and one by its words alone where its title names no concept.

    They keep no running words, which are many.
    """
    for whole in profiles:
        profile = replace(whole, sentences=(), cuts=())
        for hit in profile.hits:
            cuts = [whole.cuts[number + 1] for number in hit.sentences]
            terms = segmenter.weigh((whole.cuts[0], *cuts) if hit.titled else cuts)
            yield Facet(
                profile=profile,
                terms=terms,
                norm=find_norm(terms),
                titled=hit.titled,
                concept=hit.concept,
                name=concepts.names[hit.concept],
                strength=hit.strength,
                words=hit.words,
            )
        if not any(hit.titled for hit in profile.hits):
            yield Facet(profile=profile, terms=profile.terms, norm=find_norm(profile.terms))


def find_norm(terms: Mapping[str, float]) -> float:
    """Return the length of a vector of terms; 1 for an empty one, which is like nothing."""
    return sqrt(sum(weight * weight for weight in terms.values())) or 1.0
