"""In: words of items. Out: their telling terms, each with how rare it is in Chinese at large.

Rarity comes from the segmenter's own dictionary, never from the plans at hand, so that another plan changes nothing.
jieba gives tokens only; no boundary of a body or a date is taken from it. Not handled: Latin words longer than a token.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from sys import intern

from extractor.language.folding import fold
from extractor.language.words import load_tokenizer
from extractor.model.mappings import TermsFile

WORD = re.compile(r"^(?=.*[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z0-9+]{2,}$")
COMMON = 5.0
"""minus log of the frequency of an everyday word (工作): it tells nothing"""
RARE = 13.0
"""that of a word which is hardly ever used: it tells most"""


class Segmenter:
    """Cuts words into terms; the dictionary is loaded on the first cut (0.4 s) and shared by all segmenters."""

    def __init__(self, terms: TermsFile) -> None:
        self._stop = frozenset(map(fold, terms.stop))
        folded = tuple(map(fold, terms.terms))
        self._cutter, self._rarity = load_tokenizer(folded), _load_rarity(folded)
        self._telling: dict[str, bool] = {}
        self._weights: dict[tuple[str, int], float] = {}

    def cut(self, text: str, leave: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the telling terms of cleaned words, in order, repeats kept, those of `leave` left out."""
        words = self._cutter.lcut(text, HMM=False)
        return tuple(intern(word) for word in words if self._tells(word) and word not in leave)

    def weigh(self, cuts: Iterable[tuple[str, ...]]) -> dict[str, float]:
        """Return the terms of `cuts` with their rarity from 0.1 to 1; a repeated term counts a little more."""
        counts = Counter(word for cut in cuts for word in cut)
        return {word: self._weigh(word, min(count, 4)) for word, count in counts.items()}

    def _tells(self, word: str) -> bool:
        known = self._telling.get(word)
        if known is None:
            known = self._telling[word] = word not in self._stop and WORD.match(word) is not None
        return known

    def _weigh(self, word: str, count: int) -> float:
        """Return a weight, the same object for the same word: many items share their words."""
        weight = self._weights.get((word, count))
        if weight is None:
            weight = self._weights[word, count] = self._rarity(word) * (1 + 0.3 * (count - 1))
        return weight


@cache
def _load_rarity(terms: tuple[str, ...]) -> Callable[[str], float]:
    """Return a function that tells how rare a word is, from 0.1 to 1.

    A term's pieces are rarer together than the rarest of them; the dictionary cannot know, so terms count as rare.
    """
    tokenizer = load_tokenizer(terms)
    total, known = math.log(tokenizer.total), tokenizer.FREQ
    rarities: dict[str, float] = dict.fromkeys(terms, 0.8)

    def rarity(word: str) -> float:
        value = rarities.get(word)
        if value is None:
            surprise = total - math.log(known.get(word) or 1)
            value = min(max((surprise - COMMON) / (RARE - COMMON), 0.1), 1.0)
            rarities[word] = value
        return value

    return rarity
