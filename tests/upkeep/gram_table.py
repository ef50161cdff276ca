"""In: the segmenter's dictionary. Out: `extractor/align/likeness/gram_table.npz`: how telling runs of characters are.

    python -m tests.upkeep.gram_table

A run that the table lacks tells most. Not handled: words (`word_table`).
"""

from __future__ import annotations

import sys
from collections import Counter
from math import log

import numpy as np

from extractor.align.likeness.grams import COMMONEST, LEAST, MOST, SPAN, STEPS, TABLE, UNSEEN
from extractor.language.words import load_tokenizer


def main() -> int:
    """Write the table beside the code that reads it."""
    runs: list[str] = []
    values: list[int] = []
    for size in sorted(UNSEEN):
        counts: Counter[str] = Counter()
        for word, frequency in load_tokenizer(()).FREQ.items():
            if frequency:
                for at in range(len(word) - size + 1):
                    counts[word[at : at + size]] += frequency
        total = sum(counts.values())
        for run, count in sorted(counts.items()):
            surprise = log(total / (count + UNSEEN[size])) - COMMONEST[size]
            value = round(min(max(surprise / SPAN, LEAST), MOST) * STEPS)
            if value < round(min(max((log(total / UNSEEN[size]) - COMMONEST[size]) / SPAN, LEAST), MOST) * STEPS):
                runs.append(run)
                values.append(value)
    np.savez_compressed(
        TABLE, runs=np.frombuffer("\n".join(runs).encode(), np.uint8), values=np.array(values, np.uint8)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
