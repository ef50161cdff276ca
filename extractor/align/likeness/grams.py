"""In: cleaned words. Out: rows of whole numbers, one for each text, whose products are cosines times `UNIT` squared.

Runs of characters are weighed by how rare they are in Chinese at large (the segmenter's dictionary, which comes with
the project), never by the plans at hand; words of the genre are cut out first. Rows hold whole numbers, so that every
product is exact in any order. Not handled: words of one meaning (`word_table`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
UNIT = 1000
"""length of a row: small enough that a product of two is exact in single precision"""
RUN = re.compile(r"[\u4e00-\u9fff]+|[a-zA-Z+]+")
COMMONEST = {1: 4.5, 2: 6.0, 3: 7.0}
"""minus log of the frequency at which a run of so many characters begins to tell something"""
UNSEEN = {1: 300, 2: 30, 3: 10}
"""as how frequent a run counts that the dictionary does not have"""
SPAN = 6.0
LEAST, MOST = 0.02, 1.5
STEPS = 100
HELD = 1024
"""texts whose stretches are kept: those of a plan, which are weighed in several ways"""
UNKNOWN = {1: 136, 2: 134, 3: 102}
"""steps of a run that the table lacks"""
TABLE = Path(__file__).with_name("gram_table.npz")
"""how telling the runs of the dictionary's words are (`tests/upkeep/gram_table.py`)"""


class GramWeigher:
    """Cuts texts into runs of characters and weighs them; `genre` are words that tell nothing."""

    def __init__(self, genre: Iterable[str]) -> None:
        words = sorted({word for word in genre if len(word) > 1}, key=lambda word: (-len(word), word))
        self._cut = re.compile("|".join([*map(re.escape, words), r"\d+(?:\.\d+)?%?"]))
        self._known = lru_cache(maxsize=HELD)(self._find_pieces)

    def pieces(self, text: str) -> list[str]:
        """Return the stretches of `text` between words of the genre, numbers and marks.

        >>> GramWeigher(["健全机制", "成效"]).pieces("健全机制，河道保洁成效明显3次")
        ['河道保洁', '明显', '次']
        """
        return list(self._known(text))

    def _find_pieces(self, text: str) -> tuple[str, ...]:
        return tuple(RUN.findall(self._cut.sub("|", text)))

    def weigh(self, text: str, sizes: Sequence[int]) -> dict[str, float]:
        """Return the runs of `text` of the given sizes, each with its weight; a repeated one counts a little more."""
        pieces = self._known(text)
        runs = [piece[at : at + size] for piece in pieces for size in sizes for at in range(len(piece) - size + 1)]
        known, rarity = load_runs(), self.rarity
        return {
            run: known.get(run, UNKNOWN[len(run)]) / STEPS if count == 1 else (1 + log(count)) * rarity(run)
            for run, count in Counter(runs).items()
        }

    def rarity(self, run: str) -> float:
        """Return how telling a run is, from `LEAST` to `MOST`."""
        return load_runs().get(run, UNKNOWN[len(run)]) / STEPS


@lru_cache(maxsize=1)
def load_runs() -> dict[str, int]:
    """Return how telling the runs of the dictionary's words are, in steps."""
    with np.load(TABLE) as held:
        runs = bytes(held["runs"]).decode().split("\n")
        return dict(zip(runs, held["values"].tolist(), strict=True))


def build_rows(texts: Sequence[Mapping[str, float]], width: int, *, unit: bool = True) -> Rows:
    """Return one row of `width` whole numbers for each text; with `unit` its length is `UNIT`."""
    rows = np.zeros((len(texts), width), dtype=np.float64)
    for number, weights in enumerate(texts):
        if weights:
            slots = [_slot(run) % width for run in weights]
            rows[number] = np.bincount(slots, list(weights.values()), width)
        if unit:
            rows[number] *= UNIT / (sqrt(float(np.sum(rows[number] ** 2))) or 1.0)
    return np.rint(rows).astype(np.float32)


@lru_cache(maxsize=200_000)
def _slot(run: str) -> int:
    return crc32(run.encode())


def multiply(left: Rows, right: Rows) -> NDArray[np.int64]:
    """Return the products of all rows with all rows, which are whole."""
    return make_whole(left @ right.T)


def make_whole(products: Rows) -> NDArray[np.int64]:
    """Return products of rows as the whole numbers that they are."""
    whole: NDArray[np.int64] = np.rint(products).astype(np.int64)
    return whole
