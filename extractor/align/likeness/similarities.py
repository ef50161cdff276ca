"""In: the views of two plans. Out: for each view how alike each item of one is to each of the other, in whole numbers.

The same two items give the same number whatever else is aligned, and whichever plan comes first. Not handled: what a
likeness is worth, which is told by rank and distance (`features`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.align.likeness.grams import UNIT, Rows, make_whole, multiply
from extractor.align.likeness.plan_views import Pieces, PlanViews

Whole = NDArray[np.int64]
SQUARE = UNIT * UNIT
NEAR = 0.35
"""likeness from which two words count as of one meaning"""
VIEWS = (
    "title",
    "text",
    "characters",
    "cross",
    "clause",
    "words",
    "stated",
    "title_sense",
    "text_sense",
    "clause_sense",
    "senses",
    "own_sense",
)
SENTENCE_VIEWS = ("sentence_title", "sentence_text", "sentence_clause")


def compare_views(left: PlanViews, right: PlanViews) -> dict[str, Whole]:
    """Return for each view the likeness of all items of `left` (rows) to all of `right`, 1,000,000 for the same."""
    found = {
        "title": multiply(left.title, right.title),
        "text": multiply(left.text, right.text),
        "characters": multiply(left.characters, right.characters),
        "cross": np.maximum(multiply(left.title, right.text), multiply(left.text, right.title)),
        "clause": _find_best(left.clauses, right.clauses),
        "words": multiply(left.words, right.words),
        "stated": _compare_stated(left, right),
        "title_sense": multiply(left.title_sense, right.title_sense),
        "text_sense": multiply(left.text_sense, right.text_sense),
        "clause_sense": _find_best(left.clause_sense, right.clause_sense),
        "senses": _compare_senses(left, right),
        "own_sense": multiply(left.own_sense, right.own_sense),
    }
    if left.sentence_title is not None and right.sentence_title is not None:
        found["sentence_title"] = multiply(left.sentence_title, right.sentence_title)
    if left.sentence_text is not None and right.sentence_text is not None:
        found["sentence_text"] = multiply(left.sentence_text, right.sentence_text)
    if left.sentence_clause is not None and right.sentence_clause is not None:
        found["sentence_clause"] = _find_best(left.sentence_clause, right.sentence_clause)
    return found


def _find_best(left: Pieces, right: Pieces) -> Whole:
    """Return for each two items the likeness of their most alike parts."""
    products = left.rows @ right.rows.T
    best = np.maximum.reduceat(np.maximum.reduceat(products, left.starts, axis=0), right.starts, axis=1)
    return make_whole(best)


def _compare_stated(left: PlanViews, right: PlanViews) -> Whole:
    """Return how much of one item's title the other's text has: the larger of both ways."""
    there = multiply(left.stated, right.held) / np.maximum(left.title_sums, 1)[:, None]
    back = multiply(left.held, right.stated) / np.maximum(right.title_sums, 1)[None, :]
    stated: Whole = np.rint(np.maximum(there, back) * SQUARE).astype(np.int64)
    return stated


def _compare_senses(left: PlanViews, right: PlanViews) -> Whole:
    """Return how much of the words of two items has a word of like meaning in the other, by rarity; both ways' mean."""
    products = left.senses.rows @ right.senses.rows.T
    there = _weigh(_keep_near(np.maximum.reduceat(products, right.senses.starts, axis=1)), left)
    back = _weigh(_keep_near(np.maximum.reduceat(products, left.senses.starts, axis=0)).T, right).T
    both: Whole = np.rint((there + back) / 2).astype(np.int64)
    return both


def _keep_near(best: Rows) -> Whole:
    """Return likenesses of words as whole numbers, nought for those that do not mean alike."""
    whole = make_whole(best)
    whole[whole < NEAR * SQUARE] = 0
    return whole


def _weigh(best: Whole, views: PlanViews) -> NDArray[np.float64]:
    weights = np.rint(views.sense_weights * UNIT).astype(np.int64)
    sums = np.add.reduceat(best * weights[:, None], views.senses.starts, axis=0)
    weighed: NDArray[np.float64] = sums / np.maximum(np.add.reduceat(weights, views.senses.starts), 1)[:, None]
    return weighed
