"""In: annotated groups and an alignment. Out: how many pairs of items of different plans stand together rightly.

Only pairs of plans that the annotated groups speak of are counted. Not handled: labels and concepts of groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.evaluation.matching import indicator_likeness, pair_up, task_likeness
from extractor.evaluation.score import Mismatch, Record, Score

LISTS = (("t", "tasks", task_likeness), ("i", "indicators", indicator_likeness))
"""How items are named in annotated groups: "pingyin:t2" is the second task of pingyin's annotation."""


def score_alignment(
    annotations: Mapping[str, Record], plans: Mapping[str, Record], alignment: Record, groups: Record, score: Score
) -> None:
    """Rename each aligned item to the annotated item that it matches, then compare pairs."""
    spoken = {member.split(":")[0] for group in groups["groups"] for member in group["members"]}
    names = name_items(sorted(spoken), annotations, plans)
    found = find_pairs(
        [
            names.get((member["plan"], member["item"]), f"{member['plan']}:?{member['item']}")
            for member in group["members"]
            if member["plan"] in spoken
        ]
        for group in alignment["groups"]
    )
    wanted = find_pairs(group["members"] for group in groups["groups"])
    score.add("alignment", len(wanted & found), len(wanted), len(found))
    score.mismatches += [Mismatch("alignment", a, "missing", b) for a, b in sorted(wanted - found)]
    score.mismatches += [Mismatch("alignment", a, "extra", None, b) for a, b in sorted(found - wanted)]


def find_pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Return the unordered pairs of items of different plans that share a group.

    >>> sorted(find_pairs([["pingyin:t1", "pingyin:i1", "chengwu:t14"]]))
    [('chengwu:t14', 'pingyin:i1'), ('chengwu:t14', 'pingyin:t1')]
    """
    found: set[tuple[str, str]] = set()
    for group in groups:
        members = sorted(group)
        found.update((a, b) for i, a in enumerate(members) for b in members[i:] if a.split(":")[0] != b.split(":")[0])
    return found


def name_items(
    documents: Iterable[str], annotations: Mapping[str, Record], plans: Mapping[str, Record]
) -> dict[tuple[str, object], str]:
    """Return for each item of a plan (plan, id) the annotated item that it matches ("pingyin:t2")."""
    names: dict[tuple[str, object], str] = {}
    for document in documents:
        annotation, plan = annotations[document], plans.get(document, {})
        for letter, field, likeness in LISTS:
            for i, j in pair_up(annotation.get(field, []), plan.get(field, []), likeness):
                names[document, plan[field][j].get("id")] = f"{document}:{letter}{i + 1}"
    return names
