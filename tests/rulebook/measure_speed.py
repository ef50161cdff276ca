"""Prints how long many rows of the 16-indicator rulebook take, ours at once and zen-engine's one by one, and compares.

python tests/rulebook/measure_speed.py [ROWS] [ROWS for zen-engine]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def main(count: int, others: int) -> None:
    import numpy as np
    import zen

    from extractor.corpora import load_corpus
    from extractor.mappings import load_mappings
    from extractor.pipeline import extract_document
    from extractor.rulebook import build_rulebook, export_jdm, score_columns
    from extractor.rulebook.exports.jdm import name_rows
    from tests.rulebook.support import as_json, draw_rows

    document = next(document for document in load_corpus() if document.id == "chengwu")
    book = build_rulebook(extract_document(document, load_mappings()))
    decision = zen.ZenEngine().create_decision(export_jdm(book))
    rows = draw_rows(book, others, seed=1)
    whole = {item.name: np.array([float(row[item.name]) for row in rows]) for item in book.inputs}
    columns = {name: np.resize(column, count) for name, column in whole.items()}
    begun = time.perf_counter()
    scores = score_columns(book, columns, count)
    ours = time.perf_counter() - begun
    plain = [as_json(book, row) for row in rows]
    begun = time.perf_counter()
    results = [decision.evaluate(row)["result"] for row in plain]
    theirs = time.perf_counter() - begun
    keys = name_rows(book)
    different = sum(
        results[place].get(keys[name], low[place]) != round(float(low[place]), 6)
        for name, (low, _) in scores.points.items()
        for place in range(min(others, count))
    )
    print(f"{len(book.indicators)} indicators, {different} of {min(others, count) * len(keys)} points different")
    print(f"ours: {count} rows {ours:.2f} s ({ours / count * 1e6:.2f} us a row)")
    print(f"zen-engine: {others} rows {theirs:.2f} s ({theirs / others * 1e6:.0f} us a row)")
    print(f"ratio {ours / count / (theirs / others):.4f} (allowed 0.1)")


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["1000000", "20000"][len(sys.argv) - 1 :])))
