"""In: the facets of one group. Out: its label and its id, both the same whatever order the plans come in.

Not handled: judging whether the group is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.align.comparisons import Facet

LONGEST, SHORTEST = 20, 4
BODY = re.compile(r"(?:局|委|办|部|科|处|院|室|中心|法院|检察院|委员会|办公室|人民政府|管委会|街道|分局|公司)$")
"""A row that is named by the body that answers for it is shown by what it asks."""
STOP = re.compile(r"[，,。；;：:（(]")
NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．])\s*")


def find_label(facets: Sequence[Facet], concept: str | None) -> str:
    """Return the concept's name; else the shortest clear title among the members, as it is printed."""
    named = next((facet.name for facet in facets if facet.concept == concept), "") if concept else ""
    if named:
        return named
    titles = [NUMBER.sub("", title.strip()) for facet in facets for title in (facet.profile.shown, facet.profile.title)]
    return min(filter(None, titles), key=rank_title, default="")[: 2 * LONGEST]


def rank_title(title: str) -> tuple[bool, bool, bool, int, str]:
    """Return what orders titles from the clearest: not a body's name, one phrase, of some length, then the shortest.

    >>> min(["县发展和改革局", "织密回收网络", "促进垃圾清运网与再生资源回收网融合，布设站点"], key=rank_title)
    '织密回收网络'
    """
    fits = SHORTEST <= len(title) <= LONGEST
    return (BODY.search(title) is not None, STOP.search(title) is not None, not fits, len(title), title)


def find_id(facets: Sequence[Facet]) -> str:
    """Return the id of a group without a concept of its own, from its smallest member: "pingyin:task-3".

    A group that lost its concept's name to a larger one says so: "pingyin:task-3~city-rank".
    """
    smallest = min(facets, key=lambda facet: facet.key)
    return "~".join(filter(None, (":".join(smallest.profile.key), smallest.concept)))
