"""In: what values measure, in words. Out: the pairs that measure nearly the same, in order.

Words are compared with those of one unit that are next to them in length, and a value with the next few of its kind,
so that a plan of 2,000 values takes 2,000 times as long as one of one. Not handled: whether the values differ.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.check.policy import CheckPolicy
from extractor.language.folding import fold

FILLERS = re.compile(r"开展|情况|工作|加强|推进|实施|深入|提升|活动|加大|做好|推广|报送|治理|处理|降低|提高|完善|建立")
NO_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def bare_words(words: str) -> str:
    """Return what is left of `words` without marks and without words that say little.

    >>> bare_words("开展信用宣传，活动")
    '信用宣传'
    """
    return NO_WORDS.sub("", FILLERS.sub("", fold(words)))


def pair_alike(units: Sequence[str], bare: Sequence[str], policy: CheckPolicy) -> Iterator[tuple[int, int]]:
    """Yield the places of two values of one unit whose words are nearly the same, the earlier value first.

    >>> from extractor.check.policy import CHECK_POLICY
    >>> list(pair_alike(["%", "%", "次"], ["数据合格率"] * 3, CHECK_POLICY))
    [(0, 1)]
    """
    places: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, (unit, words) in enumerate(zip(units, bare, strict=True)):
        if len(words) >= policy.least_metric:
            places[unit][words].append(place)
    alike = {unit: _find_alike(list(known), policy) for unit, known in places.items()}
    for place, (unit, words) in enumerate(zip(units, bare, strict=True)):
        if len(words) >= policy.least_metric:
            for rival in _find_next(place, [places[unit][other] for other in alike[unit][words]], policy):
                yield place, rival


def _find_alike(known: Sequence[str], policy: CheckPolicy) -> dict[str, list[str]]:
    """Return, for each of different words, itself and those nearly the same among its next in length."""
    found = {words: [words] for words in known}
    ordered = sorted(known, key=lambda words: (len(words), words))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + policy.most_words]:
            if fuzz.ratio(one, other, score_cutoff=policy.equal_metric):
                found[one].append(other)
                found[other].append(one)
    return found


def _find_next(place: int, groups: Sequence[Sequence[int]], policy: CheckPolicy) -> list[int]:
    """Return the next values behind `place`, from groups in order of place."""
    rivals: list[int] = []
    for group in groups:
        start = bisect_right(group, place)
        rivals += group[start : start + policy.most_rivals]
    return sorted(rivals)[: policy.most_rivals]
