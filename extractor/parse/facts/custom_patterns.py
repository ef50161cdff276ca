"""In: spaCy patterns of `mappings/patterns/*.jsonl`. Out: where they match in a passage.

A researcher adds what this program does not read, in spaCy's own format: {"label", "pattern", "id"}. Labels
that are honoured: UNIT (id lead, responsible or participant), DEADLINE (id recurring:FREQ=YEARLY,
date:2022-12-31, relative:P3D or immediate), TARGET (id >=100%), CITATION. Matching is by single characters
on folded text (half-width, simplified). spaCy (0.4 s) is imported only where there are patterns.
Not handled: other labels, which are passed over, and patterns over the border of two paragraphs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from extractor.language.folding import fold
from extractor.language.grammar.body_names import find_function, is_generic
from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Citation, Deadline, DeadlineKind, Operator, Role, Target, Unit
from extractor.model.paper.place import Passage
from extractor.parse.context import Context

VALUE = compile_late(r"(?P<op>>=|<=|==|>|<)(?P<value>\d+(?:\.\d+)?)(?P<unit>.*)")


class PatternMatch(msgspec.Struct, frozen=True):
    """One match: the interval in the passage, the pattern's label and its id."""

    start: int
    end: int
    label: str
    value: str


def find_matches(context: Context, passage: Passage, label: str) -> Iterator[PatternMatch]:
    """Yield the matches of patterns with `label` in `passage`, from left to right, none overlapping."""
    patterns = context.mappings.patterns
    if not patterns or not passage:
        return
    ruler = _build_ruler(json.dumps(patterns, ensure_ascii=False, sort_keys=True))
    for span in ruler(passage.text).ents:
        if span.label_ == label:
            yield PatternMatch(span.start_char, span.end_char, span.label_, span.ent_id_)


@lru_cache(maxsize=4)
def _build_ruler(patterns: str) -> Any:
    import spacy

    language = spacy.blank("zh")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns([_fold_pattern(entry) for entry in json.loads(patterns)])  # type: ignore[attr-defined]
    return language


def _fold_pattern(value: Any) -> Any:
    """Fold what a pattern matches; label, id and spaCy's own keys stay."""
    if isinstance(value, dict):
        return {key: item if key in ("label", "id", "OP") else _fold_pattern(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_fold_pattern(item) for item in value]
    return fold(value) if isinstance(value, str) else value


def add_units(context: Context, passage: Passage, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return `units` with the bodies that patterns find elsewhere in the passage."""
    added = list(units)
    for match in find_matches(context, passage, "UNIT"):
        place = context.place(passage, match.start, match.end)
        if any(unit.place and unit.place.start < place.end and place.start < unit.place.end for unit in units):
            continue
        name = passage.text[match.start : match.end]
        added.append(
            Unit(
                name=passage.printed[match.start : match.end],
                role=Role(match.value) if match.value in set(Role) else Role.RESPONSIBLE,
                generic=is_generic(context.mappings.units, name),
                function=find_function(context.mappings.units, name),
                place=place,
            )
        )
    return tuple(added)


def add_deadlines(context: Context, passage: Passage, deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Return `deadlines` with those that patterns find; the id says which time is meant."""
    added = list(deadlines)
    for match in find_matches(context, passage, "DEADLINE"):
        kind, _, value = match.value.partition(":")
        place = context.place(passage, match.start, match.end)
        if kind not in set(DeadlineKind) or any(d.place and d.place.start == place.start for d in deadlines):
            continue
        added.append(
            Deadline(
                text=context.quote(passage, match.start, match.end),
                where="body",
                kind=DeadlineKind(kind),
                place=place,
                date=value if kind == "date" else None,
                rrule=value if kind == "recurring" else None,
                duration=value if kind == "relative" else None,
            )
        )
    return tuple(added)


def add_targets(context: Context, passage: Passage, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return `targets` with those that patterns find; the id says relation, number and unit."""
    added = list(targets)
    for match in find_matches(context, passage, "TARGET"):
        stated = VALUE.fullmatch(match.value)
        number = parse_number(stated["value"]) if stated else None
        if stated is None or number is None:
            continue
        op: Operator = stated["op"]  # type: ignore[assignment]
        added.append(
            Target(
                text=context.quote(passage, match.start, match.end),
                metric=None,
                op=op,
                value=number,
                unit=stated["unit"],
                place=context.place(passage, match.start, match.end),
            )
        )
    return tuple(added)


def find_cited(context: Context, passage: Passage) -> Iterator[Citation]:
    """Yield the documents that patterns find cited."""
    for match in find_matches(context, passage, "CITATION"):
        yield Citation(
            title=passage.printed[match.start : match.end],
            doc_number=match.value or None,
            place=context.place(passage, match.start, match.end),
        )
