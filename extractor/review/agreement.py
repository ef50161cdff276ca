"""In: the decisions of two readers. Out: how far they agree: kappa for categories, F1 and exact share for extents.

Only values that both looked at count; a decision made after seeing the other's is no independent one, so `--blind`
marks them. Not handled: who is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

import msgspec

from extractor.model.correction import Correction
from extractor.review.journal import decided, settle


class Agreement(msgspec.Struct, frozen=True):
    """How far two persons agree on `n` values; `low` and `high` bound the exact share (Wilson, 95 %)."""

    first: str
    second: str
    n: int
    same: int
    share: float
    low: float
    high: float
    kappa: float | None
    span_f1: float | None


def find_agreement(corrections: Iterable[Correction], first: str, second: str, *, blind: bool = False) -> Agreement:
    """Return the agreement of `first` and `second`; with `blind` only of decisions made without seeing a value.

    >>> find_agreement([], "甲", "乙").n
    0
    """
    ordered = [one for one in corrections if not blind or one.blind]
    mine = {one.subject: one for one in settle(one for one in ordered if one.person == first).valid}
    theirs = {one.subject: one for one in settle(one for one in ordered if one.person == second).valid}
    both = [(mine[key], theirs[key]) for key in mine if key in theirs]
    both = [pair for pair in both if "unsure" not in (pair[0].act, pair[1].act)]
    words = [(_words(one), _words(other)) for one, other in both]
    same = sum(one == other for one, other in words)
    low, high = wilson(same, len(words))
    spans = [(one, other) for one, other in both if one.anchor and other.anchor]
    return Agreement(
        first, second, len(words), same, same / len(words) if words else 0.0, low, high,
        kappa(words), _span_f1(spans),
    )  # fmt: skip


def _words(one: Correction) -> str:
    return msgspec.json.encode(decided(one)).decode()


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa, None where nothing could have been agreed on by more than chance.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    0.5
    """
    if not pairs:
        return None
    seen = sum(one == other for one, other in pairs) / len(pairs)
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(left[word] * right[word] for word in left) / len(pairs) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share, of Wilson (1927).

    >>> tuple(round(edge, 3) for edge in wilson(8, 10))
    (0.49, 0.943)
    """
    if not n:
        return 0.0, 1.0
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def _span_f1(pairs: Sequence[tuple[Correction, Correction]]) -> float | None:
    """Return the mean F1 of the characters that both marked; extents are told by their words."""
    if not pairs:
        return None
    total = 0.0
    for one, other in pairs:
        left, right = (
            Counter(one.anchor.quote if one.anchor else ""),
            Counter(other.anchor.quote if other.anchor else ""),
        )
        shared = sum((left & right).values())
        size = sum(left.values()) + sum(right.values())
        total += 2 * shared / size if size else 1.0
    return total / len(pairs)
