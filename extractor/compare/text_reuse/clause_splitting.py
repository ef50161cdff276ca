"""In: the bare words of a plan and its tasks. Out: the clauses of each task, as intervals of the bare words.

A clause ends at a comma, semicolon, colon or full stop. One of fewer than eight characters goes with the next of its
sentence, the last of a sentence with the one before. Labels (责任单位, 完成时限) and lists of bodies are no clauses;
who answers is compared by function. Not handled: clauses that only 、 joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.compare.text_reuse.shingles import SIZE, ShingledWords
from extractor.language.folding import fold
from extractor.model.facts.plan import Task
from extractor.model.mappings import RolesFile

END = re.compile(r"[，,。；;：:！!？?]")
SENTENCE_ENDS = "。！!？?；;"


class Stretch(msgspec.Struct, frozen=True):
    """A clause of the plan with this index, as an interval of its bare words."""

    plan: int
    start: int
    end: int
    words: str


def list_labels(roles: RolesFile) -> frozenset[str]:
    """Return all labels that open a list of bodies, a time limit or a remark."""
    files = (roles.lead_labels, roles.responsible_labels, roles.participant_labels)
    return frozenset(
        map(fold, (*(label for labels in files for label in labels), *roles.deadline_labels, *roles.other_labels))
    )


def cut_clauses(index: int, wording: ShingledWords, task: Task, labels: frozenset[str]) -> Iterator[Stretch]:
    """Yield the clauses of a task that say more than who answers for it."""
    if not task.place:
        return
    spans = [unit.place for unit in task.units if unit.place]
    bodies = [(wording.find(place.start), wording.find(place.end)) for place in spans]
    for piece in task.place.pieces or (task.place,):
        for start, end in cut_text(wording, (piece.start, piece.end), bodies, labels):
            yield Stretch(index, start, end, wording.words[start:end])


def cut_text(
    wording: ShingledWords, piece: tuple[int, int], bodies: Sequence[tuple[int, int]], labels: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield the clauses of one unbroken piece of text, in order."""
    sentence: list[tuple[int, int]] = []
    start = wording.find(piece[0])
    open_at = start
    ends = [(match.start(), match.group()) for match in END.finditer(wording.text, *piece)]
    for at, mark in [*ends, (piece[1], "。")]:
        end = wording.find(at)
        named = sum(min(stop, end) - first for first, stop in bodies if start <= first < end)
        if wording.words[start:end] in labels or 2 * named > end - start:
            sentence = _close(sentence, open_at, start)
            yield from sentence
            sentence, open_at = [], end
        elif mark in SENTENCE_ENDS:
            yield from _close(sentence, open_at, end)
            sentence, open_at = [], end
        elif end - open_at >= SIZE:
            sentence.append((open_at, end))
            open_at = end
        start = end


def _close(sentence: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of a sentence with its last one [start, end); a short last one goes with the one before."""
    if start >= end:
        return sentence
    if sentence and end - start < SIZE:
        return [*sentence[:-1], (sentence[-1][0], end)]
    return [*sentence, (start, end)]
