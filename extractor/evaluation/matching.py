"""In: two lists of records. Out: which record of the one is which of the other, one to one, by likeness of titles.

Not handled: matching across documents, which is the program's own work (`align`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.evaluation.keys import normalize, read_as
from extractor.evaluation.score import Record

LEAST_LIKENESS = 0.6
PART_WORTH = 0.95
"""A title that is part of the other counts a little less than an equal one."""
OTHER_TASK_NUMBER = 0.7
OTHER_INDICATOR_NUMBER = 0.75


def title_likeness(one: object, other: object) -> float:
    """Return 0 to 1: how alike two titles are.

    >>> title_likeness("开展诚信宣传活动", "开展诚信宣传活动。")
    1.0
    """
    from rapidfuzz import fuzz

    left, right = normalize(one), normalize(other)
    if not left or not right:
        return 0.0
    whole, part = fuzz.ratio(left, right) / 100, fuzz.partial_ratio(left, right) / 100
    return max(whole, PART_WORTH * part if min(len(left), len(right)) >= 4 else whole)


def task_likeness(expected: Record, found: Record) -> float:
    """Return how alike two tasks are, by title and number."""
    same = normalize(expected.get("no")) == normalize(found.get("no"))
    best = max(title_likeness(title, found.get("title")) for title in list_titles(expected))
    return best * (1.0 if same else OTHER_TASK_NUMBER)


def list_titles(task: Record) -> list[object]:
    """Return an annotated title and the others that its annotation lets pass."""
    return [task.get("title"), read_as(task, "title"), *task.get("title_also", ())]


def indicator_likeness(expected: Record, found: Record) -> float:
    """Return how alike two indicators are, by table, name and number."""
    tables = expected.get("table"), found.get("table")
    if None not in tables and tables[0] != tables[1]:
        return 0.0
    same = normalize(expected.get("no")) == normalize(found.get("no"))
    if expected.get("name"):
        likeness = title_likeness(expected.get("name"), found.get("name"))
    else:
        likeness = 1.0 if same and not found.get("name") else 0.0
    return likeness * (1.0 if same else OTHER_INDICATOR_NUMBER)


def pair_up(
    expected: Sequence[Record], found: Sequence[Record], likeness: Callable[[Record, Record], float]
) -> list[tuple[int, int]]:
    """Match greedily, best first, near positions before far ones; below `LEAST_LIKENESS` nothing matches."""
    scored = sorted(
        ((likeness(want, have), i, j) for i, want in enumerate(expected) for j, have in enumerate(found)),
        key=lambda candidate: (-candidate[0], abs(candidate[1] - candidate[2])),
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for likeness_seen, i, j in scored:
        if likeness_seen < LEAST_LIKENESS:
            break
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs
