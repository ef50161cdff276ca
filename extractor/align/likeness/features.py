"""In: likenesses of the items of two plans. Out: for each pair the features that the model weighs.

A likeness alone says little: in one field all items are alike. So each view gives, beside the likeness itself, how far
it stands above the rest, among the other plan's items and among the own plan's, and the rank both ways. Plans of few
items borrow mean and spread from the training pairs. Not handled: the weights (`model`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from extractor.align.items import ItemMeasure
from extractor.align.likeness.grams import Rows, multiply
from extractor.align.likeness.plan_views import PlanViews
from extractor.align.likeness.similarities import SQUARE, Whole

Floats = NDArray[np.float64]
Thing = TypeVar("Thing")
Number = TypeVar("Number", np.int64, np.float64)
Parts = NDArray[np.intp]
"""of each item which table of its plan holds it; nought for tasks"""
BORROWED = 4
"""as so many items the mean and spread of the training pairs count"""
LEAST_SPREAD = 0.02
LOW, HIGH = -2.0, 5.0
ALONE = -4.0
"""odds of a rival where there is none"""
KINDS = ("level", "apart_least", "apart_most", "rank")
FACTS = ("bodies", "number", "same_number", "heading", "mixed", "inside", "own_bodies", "own_units")
FIELD = ("sense", "titles", "text", "best_sense", "best_text")


class Norms(msgspec.Struct, frozen=True):
    """What is usual: mean and spread of each view's likeness, and what plans of any field mean."""

    usual: Mapping[str, tuple[float, float]] = msgspec.field(default_factory=dict)
    centre: tuple[float, ...] = ()


def name_features(views: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all features, in order."""
    return (*(f"{view}.{kind}" for view in views for kind in KINDS), *FACTS)


def build_features(alike: Mapping[str, Whole], left: PlanViews, right: PlanViews, norms: Norms) -> Floats:
    """Return the features of all pairs: rows by columns by features."""
    layers: list[Floats] = []
    wholes = np.stack(list(alike.values()))
    usual = np.array([norms.usual.get(view, (0.0, 0.1)) for view in alike])
    for layer in zip(wholes / SQUARE, *_place_in_parts(wholes, left.parts, right.parts, usual), strict=True):
        layers += layer
    layers += [
        _share_bodies(left.functions, right.functions),
        _share_numbers(left.measures, right.measures, same=False),
        _share_numbers(left.measures, right.measures, same=True),
        np.rint(left.heading @ right.heading.T).astype(np.float64) / SQUARE,
        (left.tasks[:, None] != right.tasks[None, :]).astype(np.float64),
        np.full((len(left.tasks), len(right.tasks)), float(left is right)),
        _find_telling(left.functions, right.functions),
        _find_telling(*([_list_numbers(one, same=False) for one in side.measures] for side in (left, right))),
    ]
    return np.stack(layers, axis=-1)


def _place_in_parts(wholes: Whole, rows: Parts, columns: Parts, usual: Floats) -> tuple[Floats, Floats, Floats]:
    """Return for each view how far each likeness stands apart, the less and the more of both ways, and its rank.

    Tasks and the rows of each table are looked at for themselves: a measure that a plan asks for in its body and
    counts in its annex has two counterparts, and the second is no less near for it.
    """
    there, back, ranks = (np.empty(wholes.shape) for _ in range(3))
    views = np.arange(len(wholes))
    for left in _list_parts(rows):
        for right in _list_parts(columns):
            held = np.ix_(views, left, right)
            part = wholes[held]
            there[held] = _stand_apart(part, usual)
            back[held] = _turn(_stand_apart(_turn(part), usual))
            ranks[held] = _rank(part)
    return np.minimum(there, back), np.maximum(there, back), ranks


def _list_parts(parts: Parts) -> list[NDArray[np.intp]]:
    """Return the positions of the tasks of a plan, and of the rows of each of its tables."""
    return [np.flatnonzero(parts == part) for part in np.unique(parts)]


def find_rivals(odds: Floats, rows: Parts, columns: Parts) -> tuple[Floats, Floats]:
    """Return for each pair the best odds that either item has with another of the other plan, the more and the less.

    A measure has one counterpart in a plan, or in each of its tables, whose rows are looked at for themselves.
    """
    more, less = np.empty(odds.shape), np.empty(odds.shape)
    for left in _list_parts(rows):
        for right in _list_parts(columns):
            held = np.ix_(left, right)
            there, back = _find_next(odds[held]), _find_next(odds[held].T).T
            more[held], less[held] = np.maximum(there, back), np.minimum(there, back)
    return more, less


def _find_next(odds: Floats) -> Floats:
    """Return for each of a row the largest of the others; `ALONE` where there is none.

    >>> _find_next(np.array([[3.0, 1.0, 2.0]])).tolist()
    [[2.0, 3.0, 3.0]]
    """
    if odds.shape[1] == 1:
        return np.full(odds.shape, ALONE)
    two = np.partition(odds, -2, axis=1)[:, -2:]
    rivals: Floats = np.where(odds == two[:, 1:], two[:, :1], two[:, 1:])
    return rivals


def compare_fields(left: PlanViews, right: PlanViews, centre: Sequence[float]) -> tuple[float, ...]:
    """Return how much two plans speak of one field: what they mean and print as a whole, and how well items match.

    What plans of any field mean is taken off first.
    """
    means = [_direct(views.text_sense, centre) for views in (left, right)]
    titles = [_direct(views.title_sense, centre) for views in (left, right)]
    words = [_direct(views.text, ()) for views in (left, right)]
    best = [_match_best(multiply(left.text_sense, right.text_sense)), _match_best(multiply(left.text, right.text))]
    return (_cosine(*means), _cosine(*titles), _cosine(*words), *best)


def _direct(rows: Rows, centre: Sequence[float]) -> Floats:
    """Return the direction of the sum of `rows`, of length one, less `centre`."""
    total = rows.sum(axis=0, dtype=np.float64)
    unit: Floats = total / (float(np.sqrt(np.sum(total * total))) or 1.0)
    return unit - np.array(centre) if len(centre) else unit


def _cosine(one: Floats, other: Floats) -> float:
    lengths = float(np.sqrt(np.sum(one * one) * np.sum(other * other)))
    return round(float(np.sum(one * other)) / lengths, 6) if lengths else 0.0


def _match_best(whole: Whole) -> float:
    """Return the mean likeness of each item's best counterpart, of the plan where it is less."""
    there = int(whole.max(axis=1).sum()) / whole.shape[0]
    back = int(whole.max(axis=0).sum()) / whole.shape[1]
    return float(round(min(there, back) / SQUARE, 6))


def _turn(wholes: NDArray[Number]) -> NDArray[Number]:
    """Return the matrices of all views turned, in memory too."""
    return np.ascontiguousarray(wholes.swapaxes(1, 2))


def _stand_apart(wholes: Whole, norms: Floats) -> Floats:
    """Return by how many spreads each likeness of a row stands above the row's mean.

    Sums are of whole numbers, so that neither the order of the items nor which plan comes first matters.
    """
    usual, spread = norms[:, :1], norms[:, 1:]
    number = wholes.shape[2] + BORROWED
    sums = wholes.sum(axis=2) + (BORROWED * usual * SQUARE).astype(np.int64)
    squares = (wholes * wholes).sum(axis=2) / SQUARE**2 + BORROWED * (usual * usual + spread * spread)
    mean = sums / (number * SQUARE)
    wide = np.sqrt(np.maximum(squares / number - mean * mean, 0)) + LEAST_SPREAD
    apart: Floats = ((wholes / SQUARE - mean[..., None]) / wide[..., None]).clip(LOW, HIGH)
    return apart


def _rank(wholes: Whole) -> Floats:
    """Return the geometric mean of one over the rank both ways; nought where nothing is alike."""
    there, back = _count_above(wholes), _turn(_count_above(_turn(wholes)))
    ranks: Floats = np.sqrt(1 / ((1.0 + there) * (1.0 + back))) * (wholes > 0)
    return ranks


def _count_above(whole: Whole) -> Whole:
    """Return for each likeness how many of its row are larger.

    >>> _count_above(np.array([[5, 9, 5, 1]])).tolist()
    [[1, 0, 1, 3]]
    """
    order = np.argsort(-whole, axis=-1, kind="stable")
    ordered = np.take_along_axis(whole, order, axis=-1)
    first = np.ones(whole.shape, dtype=bool)
    first[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    starts = np.maximum.accumulate(np.where(first, np.arange(whole.shape[-1]), 0), axis=-1)
    found = np.empty_like(whole)
    np.put_along_axis(found, order, starts, axis=-1)
    return found


def _share_bodies(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Floats:
    """Return the share of bodies of one function; a fifth where a side names none, which tells nothing."""
    return np.array(
        [[len(a & b) / min(len(a), len(b)) if a and b else 0.2 for b in right] for a in left], dtype=np.float64
    )


def _find_telling(left: Sequence[frozenset[Thing]], right: Sequence[frozenset[Thing]]) -> Floats:
    """Return how seldom the rarest thing that two items share is among the items of both plans.

    A body that stands in every item tells nothing, one that stands in a single item of either plan tells most
    (公安局 in a plan on petitions). Rounded, so that no order of sums matters.

    >>> _find_telling([frozenset("ab"), frozenset("a")], [frozenset("a"), frozenset("b")]).tolist()
    [[0.0, 0.693], [0.0, 0.0]]
    """
    counts = [Counter(thing for one in side for thing in one) for side in (left, right)]
    rare = {
        thing: round(-log(max(counts[0][thing] / len(left), counts[1][thing] / len(right))), 3) + 0.0
        for thing in counts[0].keys() & counts[1].keys()
    }
    found: Floats = np.zeros((len(left), len(right)), dtype=np.float64)
    for thing, telling in rare.items():
        rows, columns = ([place for place, one in enumerate(side) if thing in one] for side in (left, right))
        block = np.ix_(rows, columns)
        found[block] = np.maximum(found[block], telling)
    return found


def _share_numbers(
    left: Sequence[tuple[ItemMeasure, ...]], right: Sequence[tuple[ItemMeasure, ...]], *, same: bool
) -> Floats:
    kinds = [[_list_numbers(one, same=same) for one in side] for side in (left, right)]
    return np.array([[float(bool(a & b)) for b in kinds[1]] for a in kinds[0]], dtype=np.float64)


def _list_numbers(measures: tuple[ItemMeasure, ...], *, same: bool) -> frozenset[tuple[str, str, float]]:
    return frozenset((one.unit, "" if same else one.op[:1], one.value if same else 0.0) for one in measures)
