"""In: groups of facets. Out: the same groups, with items that stand in a second or third one by their words.

Where one plan asks in one item what another asks in two (混投混放、混装混运), the item belongs to both rows. Groups
of a concept take none: what a concept groups, its words decide. Not handled: an item's first group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extractor.align.comparisons import Facet
from extractor.align.grouping.clustering import Bonds
from extractor.align.items import Key
from extractor.align.likeness.pairs import Likeness
from extractor.align.links import Pair
from extractor.align.policy import Policy


def share_items(  # noqa: PLR0913 - a step of the flow
    facets: Sequence[Facet],
    clusters: Sequence[list[int]],
    scores: Mapping[Pair, float],
    likeness: Likeness,
    *,
    policy: Policy,
    bonds: Bonds,
) -> list[list[int]]:
    """Return the groups, each with the facets that belong there too, at most `policy.measures` groups for an item."""
    home = {position: number for number, cluster in enumerate(clusters) for position in cluster}
    near: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (left, right), value in scores.items():
        if facets[left].part != facets[right].part:
            near[left][home[right]] += value
            near[right][home[left]] += value
    counts = Counter(facets[position].profile.key for cluster in clusters for position in cluster)
    shared = [list(cluster) for cluster in clusters]
    for position, sums in sorted(near.items()):
        facet = facets[position]
        if facet.concept is not None:
            continue
        means = [
            (total / count, -number)
            for number, total in sums.items()
            if (count := _may_share(facets, position, clusters[number], likeness, bonds))
        ]
        for mean, number in sorted(means, reverse=True):
            if mean >= policy.second and counts[facet.profile.key] < policy.measures:
                counts[facet.profile.key] += 1
                shared[-number].append(position)
    return [sorted(cluster) for cluster in shared]


def _may_share(facets: Sequence[Facet], position: int, cluster: Sequence[int], likeness: Likeness, bonds: Bonds) -> int:
    """Return with how many members of a group an item is compared; 0 where it may not join it."""
    key = facets[position].profile.key
    keys: set[Key] = {facets[other].profile.key for other in cluster}
    concept = any(facets[other].concept for other in cluster)
    own_alone = len(keys) == 1 and next(iter(keys))[0] == key[0]
    if concept or key in keys or own_alone or bonds.barred({key}) & keys:
        return 0
    parts = {facets[other].profile.key: facets[other].part for other in cluster}
    return sum(part != facets[position].part and (key[0], part[0]) in likeness for part in parts.values())
