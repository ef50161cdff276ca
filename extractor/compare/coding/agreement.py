"""In: codes of two coders for the same items. Out: Cohen's kappa, how often they agree, and the confusion of codes.

Not handled: more than two coders, and codes that are graded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from extractor.model.compared.research import CodingAgreement

Codes = Mapping[tuple[str, str], str]
"""Codes by plan and item."""


def find_agreement(first: Codes, second: Codes, level: Literal["family", "code"] = "code") -> CodingAgreement:
    """Return how far two coders agree on the items that both coded.

    >>> first = {("a", "1"): "x", ("a", "2"): "x", ("a", "3"): "y", ("a", "4"): "y"}
    >>> find_agreement(first, first | {("a", "4"): "x"}).kappa
    0.5
    """
    shared = sorted(first.keys() & second.keys())
    pairs = Counter((first[key], second[key]) for key in shared)
    agreed = sum(number for (one, other), number in pairs.items() if one == other)
    left, right = Counter(first[key] for key in shared), Counter(second[key] for key in shared)
    total = len(shared)
    chance = sum(left[code] * right[code] for code in left) / total**2 if total else 1.0
    kappa = None if chance == 1 else round((agreed / total - chance) / (1 - chance), 4)
    confusion = tuple((one, other, number) for (one, other), number in sorted(pairs.items()))
    return CodingAgreement(level=level, items=total, agreed=agreed, kappa=kappa, confusion=confusion)
