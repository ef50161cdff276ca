"""In: the facets of one group. Out: its label and its id, both the same whatever order the plans come in.

Not handled: judging whether the group is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.align.comparisons import Facet

LABEL_TERMS = 3
LONGEST = 40


def find_label(facets: Sequence[Facet], concept: str | None) -> str:
    """Return the concept's name; else the title of a single item, or the most telling terms that most members share."""
    named = next((facet.name for facet in facets if facet.concept == concept), "") if concept else ""
    if named:
        return named
    titles = sorted(
        (facet.profile.object or facet.profile.title for facet in facets), key=lambda title: (len(title), title)
    )
    shortest = next((title for title in titles if title), "")
    if len(facets) == 1:
        return shortest[:LONGEST]
    words = _common_terms(facets)
    return "、".join(words) if words else shortest[:LONGEST]


def _common_terms(facets: Sequence[Facet]) -> list[str]:
    """Return terms by rarity times the share of members that have them; terms of titles count twice."""
    weights: dict[str, float] = {}
    for facet in facets:
        for word, weight in facet.profile.terms.items():
            bonus = 2 if word in facet.profile.title_terms else 1
            weights[word] = weights.get(word, 0.0) + weight * bonus
    need = max(2, (len(facets) + 1) // 2)
    common = [word for word in weights if sum(word in facet.profile.terms for facet in facets) >= need]
    common.sort(key=lambda word: (-weights[word], word))
    kept: list[str] = []
    for word in common:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept[:LABEL_TERMS]


def find_id(facets: Sequence[Facet]) -> str:
    """Return the id of a group without a concept of its own, from its smallest member: "pingyin:task-3".

    A group that lost its concept's name to a larger one says so: "pingyin:task-3~city-rank".
    """
    smallest = min(facets, key=lambda facet: facet.key)
    return "~".join(filter(None, (":".join(smallest.profile.key), smallest.concept)))
