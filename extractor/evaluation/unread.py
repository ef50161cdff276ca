"""In: an annotation, a plan that tells what it did not read, its text. Out: how many of the missed values it tells of.

A missed value is told of where its printed words lie in a stretch of `unread`, `doubts` or `problems`. 1.0 reached by
marking everything is worth nothing: the stretches and the share of the text that they cover stand beside it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from extractor.evaluation.keys import deadline_key, list_rules, rule_key, target_key, unit_key
from extractor.evaluation.matching import indicator_likeness, pair_up, task_likeness
from extractor.evaluation.score import Mismatch, Record, Score, ToldShare

TOLD_IN = ("unread", "doubts", "problems")
NAMED = (("tasks", "title", task_likeness), ("indicators", "name", indicator_likeness))
_LAYOUT = re.compile(r"[\s\"'“”‘’「」『』]")
Stretch = tuple[int, int]
Missed = tuple[str | None, str]
"""The head of the item that a missed value belongs to, and its printed words."""


def score_unread(annotation: Record, plan: Record, text: str, score: Score, name: str) -> None:
    """Add to `score` what `plan` tells of its missed values."""
    words = _Squeezed.squeeze(text)
    told = [stretch for field in TOLD_IN for stretch in _list_stretches(words, plan, field)]
    firsts = (words.find(item.get(key))[:1] for field, key, _ in NAMED for item in annotation.get(field, []))
    heads = sorted({spot[0][0] for spot in firsts if spot})
    missed = list(find_missed(annotation, plan))
    count = 0
    for head, printed in missed:
        where = _locate(words, heads, head, printed)
        if any(first < end and start < last for first, last in where for start, end in told):
            count += 1
        else:
            score.mismatches.append(Mismatch("unread", name, "missed and not told", head, printed))
    covered = {index for start, end in _list_stretches(words, plan, "unread") for index in range(start, end)}
    score.unread[name] = ToldShare(len(missed), count, len(plan["unread"]), len(covered), len(words.text))


def _locate(words: _Squeezed, heads: list[int], head: str | None, printed: str) -> list[Stretch]:
    """Return where `printed` stands; a name that is printed often counts where its own item stands."""
    where, own = words.find(printed), words.find(head)[:1]
    if not own:
        return where
    until = next((other for other in heads if other > own[0][0]), len(words.text))
    return [spot for spot in where if own[0][0] <= spot[0] < until] or where


def find_missed(annotation: Record, plan: Record) -> Iterator[Missed]:
    """Yield each annotated value that nothing found answers."""
    for field, name, likeness in NAMED:
        items, found = annotation.get(field, []), plan.get(field, [])
        pairs = dict(pair_up(items, found, likeness))
        for index, item in enumerate(items):
            head = item.get(name)
            if index not in pairs and head:
                yield head, head
            yield from _find_missed_values(item, found[pairs[index]] if index in pairs else {}, head)
    yield from _find_lacking(deadline_key, "text", annotation.get("deadlines"), plan.get("deadlines"), None)


def _find_missed_values(want: Record, have: Record, head: str | None) -> Iterator[Missed]:
    damaged = set(want.get("damaged", []))
    if "units" not in damaged:
        units = [unit for unit in want.get("units") or [] if not unit.get("optional")]
        yield from _find_lacking(lambda unit: unit_key(unit)[:1], "name", units, have.get("units"), head)
    yield from _find_lacking(deadline_key, "text", want.get("deadlines"), have.get("deadlines"), head)
    yield from _find_lacking(target_key, "text", want.get("targets"), have.get("targets"), head)
    if not {"rules", "criteria"} & damaged:
        yield from _find_lacking(rule_key, "text", list_rules(want), list_rules(have), head)


def _find_lacking(
    key: Callable[[Record], tuple[object, ...]],
    words: str,
    want: list[Record] | None,
    have: list[Record] | None,
    head: str | None,
) -> Iterator[Missed]:
    left = Counter(map(key, have or []))
    for value in want or []:
        if left[key(value)]:
            left[key(value)] -= 1
        elif value.get(words):
            yield head, value[words]


class _Squeezed(msgspec.Struct, frozen=True):
    """Text without white space and quotes, width folded, and the place of each of its characters."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def squeeze(cls, text: str) -> _Squeezed:
        pairs = [
            (folded, index)
            for index, character in enumerate(text)
            for folded in unicodedata.normalize("NFKC", character)
            if not _LAYOUT.match(folded)
        ]
        return cls("".join(folded for folded, _ in pairs), tuple(index for _, index in pairs))

    def find(self, words: object) -> list[Stretch]:
        """Return every stretch in which `words` are printed."""
        wanted = self.squeeze(str(words or "")).text
        if len(wanted) < 2:
            return []
        size = len(wanted)
        return [(start, start + size) for start in range(len(self.text)) if self.text.startswith(wanted, start)]


def _list_stretches(words: _Squeezed, plan: Record, field: str) -> Iterator[Stretch]:
    """Yield the stretches that `plan` names in `field`, by their place, else by their words."""
    for entry in plan.get(field) or []:
        place = entry.get("place") or {}
        if isinstance(place.get("start"), int) and isinstance(place.get("end"), int):
            yield bisect_left(words.places, place["start"]), bisect_left(words.places, place["end"])
        else:
            yield from words.find(entry.get("text") or entry.get("quote"))
