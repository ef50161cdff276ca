"""In: words. Out: rows that are near where words mean alike (打捞 and 清漂), from a table kept in the project.

The table holds, for the commonest words of the dictionary, the vector that a small public sentence model gives the word
alone (`tests/upkeep/word_table.py`, which says which), in 64 whole numbers: it is looked up, no model runs. Not
handled: words that it does not hold, which only their characters liken.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from extractor.align.likeness.grams import UNIT, Rows
from extractor.language.words import load_tokenizer

TABLE = Path(__file__).with_name("word_table.npz")
STORED = 127
"""length of a row in the file"""
COMMON, SPAN, LEAST, MOST = 6.0, 6.0, 0.05, 1.2
"""as `align.terms`: from which frequency a word tells something, and how much the rarest tells"""


class WordTable(msgspec.Struct, frozen=True):
    """Words with their rows; `find` gives the words of a stretch of characters that the table holds."""

    places: dict[str, int]
    stored: NDArray[np.int8]

    def find(self, piece: str) -> list[str]:
        """Return the words in `piece` that the table holds, those inside longer words too."""
        return [word for word in _cut(piece) if word in self.places]

    def sum(self, words: list[str]) -> NDArray[np.float64]:
        """Return the mean row of `words` by rarity, of length `UNIT`; nought for none."""
        total = np.zeros(self.stored.shape[1])
        for word, row in zip(words, self.take(words), strict=True):
            total += row * rarity(word)
        length = float(np.sqrt(np.sum(total * total)))
        return np.rint(total * (UNIT / length)) if length else total

    def take(self, words: list[str]) -> Rows:
        """Return the rows of `words`, one below the other."""
        own = self.stored[[self.places[word] for word in words]] if words else self.stored[:0]
        rows: Rows = np.rint(own.astype(np.float64) * (UNIT / STORED)).astype(np.float32)
        return rows


@lru_cache(maxsize=2048)
def _cut(piece: str) -> tuple[str, ...]:
    """Return the words of a stretch; those of a plan are kept, whose stretches stand in titles, texts and clauses."""
    return tuple(load_tokenizer(()).cut_for_search(piece, HMM=False))


@lru_cache(maxsize=1)
def load_table() -> WordTable:
    """Return the table, read once."""
    with np.load(TABLE) as held:
        words = bytes(held["words"]).decode().split("\n")
        return WordTable({word: place for place, word in enumerate(words)}, held["rows"])


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how telling a word is."""
    tokenizer = load_tokenizer(())
    surprise = log(tokenizer.total) - log(tokenizer.FREQ.get(word) or 1) - COMMON
    return min(max(surprise / SPAN, LEAST), MOST)
