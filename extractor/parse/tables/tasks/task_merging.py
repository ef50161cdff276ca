"""In: the tasks of the body and those of tables. Out: one list, an item that both name being one task.

The body gives number, section and words, both give bodies and dates. Not handled: items that body and table name in
other words; they stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from rapidfuzz import fuzz

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Task
from extractor.parse.facts.unit_roles import merge_repeated


class MergePolicy(msgspec.Struct, frozen=True):
    """How like two names must be (0 to 100) to be one item, alone or with the same number; how short one may be."""

    alike: float = 90.0
    numbered: float = 75.0
    least: int = 4
    listed: int = 2


POLICY = MergePolicy()
LAYOUT = compile_late(r"[\s\"'，,。；;：:、()（）“”]")
PART = compile_late(r"[。;:,、!?\s]")


def merge_tasks(body: Sequence[Task], table: Sequence[Task]) -> tuple[Task, ...]:
    """Return the tasks of the body, joined with their rows of tables, and the rows that the body does not name.

    An item of the body that only lists the names of rows is no task: the rows are.
    """
    if not table or not body:
        return (*body, *table)
    kept = [task for task in body if not _lists(task, table)]
    partners = _pair(kept, table)
    merged = [_join(task, table[partners[index]]) if index in partners else task for index, task in enumerate(kept)]
    taken = set(partners.values())
    return (*merged, *(task for index, task in enumerate(table) if index not in taken))


def _pair(body: Sequence[Task], table: Sequence[Task]) -> dict[int, int]:
    """Return for each item of the body the row of the table that names the same, each row once, the likest first."""
    scored = [
        (score, one, other)
        for one, task in enumerate(body)
        for other, row in enumerate(table)
        if (score := _likeness(task, row))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _likeness(task: Task, row: Task) -> float:
    """Return how surely both are one item, 0 where they are not held to be."""
    one, other = _plain(task.title), _plain(row.title)
    if min(len(one), len(other)) < POLICY.least:
        return 100.0 if one == other and one and task.no == row.no else 0.0
    score = fuzz.ratio(one, other)
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        score = max(score, POLICY.alike + len(shorter) / len(longer))
    same_number = task.no is not None and task.no == row.no
    if score >= POLICY.alike:
        return score + same_number
    return score if same_number and score >= POLICY.numbered else 0.0


def _plain(text: str) -> str:
    return LAYOUT.sub("", fold(text))


def _lists(task: Task, table: Sequence[Task]) -> bool:
    """Tell whether an item does nothing but list rows: 矛盾调处方面2项：院坝会商；老娘舅驻点。."""
    if task.units or task.deadlines:
        return False
    names = {_plain(row.title) for row in table}
    parts = [part for part in (_plain(part) for part in PART.split(fold(task.text))) if part]
    named = sum(part in names for part in parts)
    return named >= POLICY.listed and named >= len(parts) - 1


def _join(task: Task, row: Task) -> Task:
    """Return the body's item with the bodies, dates and numbers that its row adds."""
    known = {(d.kind, d.date, d.month_day, d.start, d.rrule, d.duration) for d in task.deadlines}
    added = tuple(d for d in row.deadlines if (d.kind, d.date, d.month_day, d.start, d.rrule, d.duration) not in known)
    numbers = {(t.op, t.value, t.unit, t.period) for t in task.targets}
    targets = tuple(t for t in row.targets if (t.op, t.value, t.unit, t.period) not in numbers)
    return replace(
        task,
        units=merge_repeated((*task.units, *row.units)),
        deadlines=(*task.deadlines, *added),
        targets=(*task.targets, *targets),
        columns=row.columns,
        places={**{head: place for head, place in row.places.items() if head in row.columns}, **task.places},
    )
