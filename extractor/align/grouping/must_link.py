"""In: facets and verdicts. Out: facets with those added that verdicts need, and which of them must share a group.

Items that must share a group meet under the concept that most of them carry; one that carries another joins under that
concept too, with all its words, so that nothing it had before is lost but the weakest of more than it may have.
Not handled: what is decided, which is `verdicts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.align.comparisons import Facet
from extractor.align.concepts import DECIDED, ConceptIndex
from extractor.align.constraints import Verdicts
from extractor.align.items import Key
from extractor.align.policy import Policy


def bind_facets(
    facets: Iterable[Facet], verdicts: Verdicts, concepts: ConceptIndex, policy: Policy
) -> tuple[list[Facet], list[tuple[int, ...]]]:
    """Return all facets in the order of their keys, and for each set of bound items the positions that they meet at."""
    if not verdicts.bound:
        return sorted(facets, key=_key), []
    bound = {key for keys in verdicts.bound for key in keys}
    held: dict[Key, list[Facet]] = defaultdict(list)
    kept: list[Facet] = []
    for facet in facets:
        (held[facet.profile.key] if facet.profile.key in bound else kept).append(facet)
    meetings: list[list[Facet]] = []
    for keys in verdicts.bound:
        concept = _choose_concept([held[key] for key in keys], concepts)
        meetings.append([_find_facet(held, key, concept, concepts) for key in keys])
    chosen = {facet.key for meeting in meetings for facet in meeting}
    for own in held.values():
        kept.extend(_keep_strongest(own, chosen, policy.measures))
    ordered = sorted(kept, key=_key)
    positions = {facet.key: position for position, facet in enumerate(ordered)}
    return ordered, [tuple(sorted(positions[facet.key] for facet in meeting)) for meeting in meetings]


def _key(facet: Facet) -> tuple[str, int, str, str]:
    return facet.key


def _choose_concept(items: Iterable[Sequence[Facet]], concepts: ConceptIndex) -> str | None:
    """Return the concept that most items carry, then the one carried most strongly, then the first of the list."""
    strengths: dict[str, list[float]] = defaultdict(list)
    for facets in items:
        for facet in facets:
            if facet.concept:
                strengths[facet.concept].append(facet.strength)
    return min(
        strengths,
        key=lambda name: (-len(strengths[name]), -round(sum(strengths[name]), 6), concepts.ranks[name]),
        default=None,
    )


def _find_facet(held: Mapping[Key, list[Facet]], key: Key, concept: str | None, concepts: ConceptIndex) -> Facet:
    """Return the facet under which an item meets the others: of the concept, by its words alone, or a new one."""
    own = held[key]
    for wanted in (concept, None):
        for facet in own:
            if facet.concept == wanted:
                return facet
    profile = own[0].profile
    facet = Facet(
        profile=profile,
        concept=concept,
        name=concepts.names[concept] if concept else "",
        strength=1.0,
        words=DECIDED,
    )
    own.append(facet)
    return facet


def _keep_strongest(own: Sequence[Facet], chosen: set[tuple[str, int, str, str]], measures: int) -> list[Facet]:
    ranked = sorted(own, key=lambda facet: (facet.key not in chosen, -facet.strength, facet.key))
    return ranked[: max(measures, sum(facet.key in chosen for facet in own))]
