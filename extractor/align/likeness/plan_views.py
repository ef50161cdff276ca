"""In: profiles of one plan. Out: `PlanViews`, the plan's items seen in several ways, as rows that multiply exactly.

Titles, whole texts, single clauses, words, and what the words mean; beside them bodies, numbers and headings. A plan's
views depend on that plan alone. Not handled: likeness (`similarities`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypedDict

import msgspec
import numpy as np
from numpy.typing import NDArray

from extractor.align.items import ItemMeasure, Profile
from extractor.align.likeness.grams import UNIT, GramWeigher, Rows, build_rows
from extractor.align.likeness.semantic import SentenceVectors
from extractor.align.likeness.word_table import load_table, rarity

CLAUSE = re.compile(r"[,:、;|]")
SHORTEST = 4
"""characters of a clause that is looked at alone"""
MOST = 24
"""clauses of one item that are looked at alone"""
EMBEDDED = 12
"""clauses of one item that a model of sentences reads: its time grows with them"""
LENT = 4
"""so many items without meaning are lent to a plan before its mean is taken: few items have none of their own"""
TITLE_WIDTH, TEXT_WIDTH, CLAUSE_WIDTH, CHARACTER_WIDTH, WORD_WIDTH = 2048, 4096, 1024, 2048, 2048


class Pieces(msgspec.Struct, frozen=True):
    """Rows of parts of items: `starts` tells at which row each item's parts begin; every item has one at least."""

    rows: Rows
    starts: NDArray[np.intp]


class SentenceViews(TypedDict, total=False):
    """What a model of sentences adds to the views of a plan."""

    sentence_title: Rows
    sentence_text: Rows
    sentence_clause: Pieces


class PlanViews(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of the items of a plan, in the order of its profiles."""

    title: Rows
    text: Rows
    characters: Rows
    words: Rows
    stated: Rows
    held: Rows
    title_sums: NDArray[np.float64]
    clauses: Pieces
    title_sense: Rows
    text_sense: Rows
    clause_sense: Pieces
    own_sense: Rows
    senses: Pieces
    sense_weights: NDArray[np.float64]
    heading: Rows
    functions: tuple[frozenset[str], ...]
    measures: tuple[tuple[ItemMeasure, ...], ...]
    tasks: NDArray[np.bool_]
    parts: NDArray[np.intp]
    sentence_title: Rows | None = None
    sentence_text: Rows | None = None
    sentence_clause: Pieces | None = None


def build_views(profiles: Sequence[Profile], weigher: GramWeigher, vectors: SentenceVectors | None) -> PlanViews:
    """Return the views of a plan's items."""
    table = load_table()
    titles = [_leave_places(profile.object, profile) for profile in profiles]
    texts = [_leave_places("|".join((profile.title, *profile.sentences)), profile) for profile in profiles]
    clauses, starts = _cut_clauses(texts)
    of_titles = [weigher.weigh(title, (2, 3)) for title in titles]
    of_texts = [weigher.weigh(text, (2, 3)) for text in texts]
    meant = [[word for piece in weigher.pieces(text) for word in table.find(piece)] for text in (*titles, *texts)]
    of_clauses = [[word for piece in weigher.pieces(clause) for word in table.find(piece)] for clause in clauses]
    once = [sorted(set(words)) for words in meant[len(titles) :]]
    stated = build_rows(
        [{run: 100 * weigher.rarity(run) for run in title} for title in of_titles], TEXT_WIDTH, unit=False
    )
    held = np.minimum(build_rows([dict.fromkeys(text, 1.0) for text in of_texts], TEXT_WIDTH, unit=False), 1)
    text_sense = _stack([table.sum(words) for words in meant[len(titles) :]])
    return PlanViews(
        title=build_rows(of_titles, TEXT_WIDTH),
        text=build_rows(of_texts, TEXT_WIDTH),
        characters=build_rows([weigher.weigh(text, (1,)) for text in texts], CHARACTER_WIDTH),
        words=build_rows([profile.terms for profile in profiles], WORD_WIDTH),
        stated=stated,
        held=held,
        title_sums=stated.sum(axis=1, dtype=np.float64),
        clauses=Pieces(build_rows([weigher.weigh(clause, (2, 3)) for clause in clauses], CLAUSE_WIDTH), starts),
        title_sense=_stack([table.sum(words) for words in meant[: len(titles)]]),
        text_sense=text_sense,
        own_sense=_centre(text_sense),
        clause_sense=Pieces(_stack([table.sum(words) for words in of_clauses]), starts),
        senses=Pieces(np.vstack([_take(words) for words in once]), _count([max(len(words), 1) for words in once])),
        sense_weights=np.concatenate([[rarity(word) for word in words] or [0.0] for words in once]),
        heading=build_rows([weigher.weigh(profile.heading, (2, 3)) for profile in profiles], TITLE_WIDTH),
        functions=tuple(profile.functions for profile in profiles),
        measures=tuple(profile.measures for profile in profiles),
        tasks=np.array([profile.kind == "task" for profile in profiles]),
        parts=np.array([profile.table for profile in profiles], dtype=np.intp),
        **(_embed(titles, clauses, starts, vectors) if vectors else {}),
    )


def _embed(
    titles: Sequence[str], clauses: Sequence[str], starts: NDArray[np.intp], vectors: SentenceVectors
) -> SentenceViews:
    """Return what a model of sentences says of titles and of the first clauses; a text is the mean of its clauses."""
    bounds = [*starts.tolist(), len(clauses)]
    own = [clauses[start : min(end, start + EMBEDDED)] for start, end in pairwise(bounds)]
    rows, begin = vectors.embed([clause for part in own for clause in part]), _count([len(part) for part in own])
    sums = np.add.reduceat(rows.astype(np.float64), begin, axis=0)
    lengths = np.sqrt(np.sum(sums * sums, axis=1, keepdims=True))
    means = np.rint(sums * (UNIT / np.maximum(lengths, 1))).astype(np.float32)
    return SentenceViews(
        sentence_title=_centre(vectors.embed(titles)),
        sentence_text=_centre(means),
        sentence_clause=Pieces(_centre(rows), begin),
    )


def _centre(rows: Rows) -> Rows:
    """Return what is each row's own: the mean of the plan is taken off, which tells the field and not the measure."""
    plain = rows.astype(np.float64)
    own = plain - plain.sum(axis=0) / (len(plain) + LENT)
    lengths = np.sqrt(np.sum(own * own, axis=1, keepdims=True))
    centred: Rows = np.rint(own * (UNIT / np.maximum(lengths, 1))).astype(np.float32)
    return centred


def _leave_places(text: str, profile: Profile) -> str:
    """Return `text` without the names of the plan's own place."""
    for name in sorted(profile.places, key=lambda name: (-len(name), name)):
        text = text.replace(name, "")
    return text


def _cut_clauses(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Return the clauses of all items, and where each item's begin; an item without one has its text."""
    found: list[str] = []
    counts: list[int] = []
    for text in texts:
        own = [part for part in CLAUSE.split(text) if len(part) >= SHORTEST][:MOST] or [text]
        found += own
        counts.append(len(own))
    return found, _count(counts)


def _count(counts: Sequence[int]) -> NDArray[np.intp]:
    return np.cumsum([0, *counts[:-1]]).astype(np.intp)


def _stack(rows: Sequence[NDArray[np.float64]]) -> Rows:
    return np.vstack(rows).astype(np.float32)


def _take(words: list[str]) -> Rows:
    """Return the rows of an item's words; one row of noughts where the table holds none."""
    table = load_table()
    return table.take(words) if words else np.zeros((1, table.stored.shape[1]), dtype=np.float32)
