"""In: plans with what persons decided carried out. Out: sentences in which every value was judged, with their spans.

A sentence teaches only where persons looked at all that the rules found in it: a value that nobody looked at would be
taught as right or as nothing. Sentences of an item whose every value was judged teach too where they hold none. Not
handled: values of fields other than `FIELDS`, and where a decision has lost its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.language.needs import compile_late
from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Piece, Place
from extractor.review.journal import settle
from extractor.review.records import Record, find_place, find_records

FIELDS = ("units", "deadlines", "targets")
"""What spans are labelled with: the fields of a value."""
SENTENCE = compile_late(r"[^。！？!?；;\n]+[。！？!?；;]?")
LONGEST_SENTENCE = 300
"""Longer stretches without a stop are tables or lists that lost their lines: neither taught nor judged."""

Stretch = tuple[int, int]


class ValueSpan(msgspec.Struct, frozen=True):
    """A value within a sentence: which field, from which character to which."""

    field: str
    start: int
    end: int


class JudgedSentence(msgspec.Struct, frozen=True):
    """A sentence with the values that persons stand for; `plan` says what is left out together."""

    plan: str
    words: str
    spans: tuple[ValueSpan, ...]


def gather_sentences(plan: Plan, corrections: Iterable[Correction]) -> Iterator[JudgedSentence]:
    """Yield the sentences of `plan` that teach, in order; `corrections` are already carried out in it."""
    confirmed, open_ones = _sort_values(plan)
    denied = list(find_denied(plan, corrections))
    whole = [one.place for one in plan.items if one.place and not _has_open(one.id, plan)]
    for start, end in split_sentences(plan.text, 0, len(plan.text)):
        inside = [(field, left, right) for field, left, right in confirmed if start <= left and right <= end]
        touched = any(left < end and start < right for left, right in open_ones)
        judged = inside or any(start <= left < end for left in denied)
        if touched or not (judged or any(place.start <= start and end <= place.end for place in whole)):
            continue
        spans = tuple(ValueSpan(field, left - start, right - start) for field, left, right in sorted(set(inside)))
        yield JudgedSentence(plan.id, plan.text[start:end], spans)


def split_sentences(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences of `text` from `start` to `end`, without blanks at their ends; overlong ones are left out.

    >>> list(split_sentences("县水利局牵头。 月底前完成", 0, 13))
    [(0, 7), (8, 13)]
    """
    for match in SENTENCE.finditer(text, start, end):
        words = match.group()
        left = match.start() + len(words) - len(words.lstrip())
        right = left + len(words.strip())
        if left < right <= left + LONGEST_SENTENCE:
            yield left, right


def find_stretches(place: Place) -> Iterator[Stretch]:
    """Yield where a value is printed: of one that a page break cut in two, each stretch."""
    for piece in place.pieces or (Piece(place.start, place.end),):
        yield piece.start, piece.end


def _sort_values(plan: Plan) -> tuple[list[tuple[str, int, int]], list[Stretch]]:
    """Return the values that persons stand for, and the places of those that nobody looked at."""
    confirmed: list[tuple[str, int, int]] = []
    open_ones: list[Stretch] = []
    for record in list_values(plan):
        for left, right in find_stretches(record.place) if record.place else ():
            if record.by is None:
                open_ones.append((left, right))
            else:
                confirmed.append((record.field, left, right))
    return confirmed, open_ones


def list_values(plan: Plan) -> Iterator[Record]:
    """Yield the values of `FIELDS` that items of `plan` have."""
    items = {item.id for item in plan.items}
    yield from (one for one in find_records(plan) if one.item in items and one.field in FIELDS)


def _has_open(item: str, plan: Plan) -> bool:
    own = [one.by for one in list_values(plan) if one.item == item]
    return not own or None in own


def find_denied(plan: Plan, corrections: Iterable[Correction]) -> Iterator[int]:
    """Yield where persons said that the words are no value: what the rules take for one, and is none."""
    for one in settle(one for one in corrections if one.plan == plan.id).valid:
        if one.act == "none" and one.field in FIELDS and one.anchor and (place := find_place(one.anchor, plan.text)):
            yield place.start
