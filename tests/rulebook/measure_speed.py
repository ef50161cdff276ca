"""Prints how long 100,000 observations of the 16-indicator rulebook take, ours and zen-engine's, in one run.

    python tests/rulebook/measure_speed.py [ROWS]

Both start from the same plain Python rows (numbers, true/false) and give points of all rows and the total; ours
includes turning the rows into Decimals. Every result is compared, and the two are timed in turns of 10,000 rows.
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def main(count: int) -> None:
    import zen

    from extractor.corpora import load_corpus
    from extractor.mappings import load_mappings
    from extractor.pipeline import extract_document
    from extractor.rulebook import Evaluator, build_rulebook, export_jdm
    from extractor.rulebook.engine.evaluate import read_row
    from extractor.rulebook.io.export_jdm import name_rows
    from tests.rulebook.support import as_json, draw_rows

    document = next(document for document in load_corpus() if document.id == "chengwu")
    book = build_rulebook(extract_document(document, load_mappings()))
    decision = zen.ZenEngine().create_decision(export_jdm(book))
    evaluator, keys = Evaluator(book), name_rows(book) | {"total-1": "total_1"}
    ours = theirs = 0.0
    different = 0
    for start in range(0, count, 10_000):
        rows = [as_json(book, row) for row in draw_rows(book, min(10_000, count - start), seed=start)]
        begun = time.perf_counter()
        mine = [evaluator.evaluate(read_row(row)) for row in rows]
        between = time.perf_counter()
        others = [decision.evaluate(row)["result"] for row in rows]
        theirs += time.perf_counter() - between
        ours += between - begun
        for one, other in zip(mine, others, strict=True):
            different += any(Decimal(str(other[key])) != one[name] for name, key in keys.items())
    print(f"{len(book.indicators)} indicators, {count} rows, {different} different")
    for name, seconds in (("ours", ours), ("zen-engine", theirs)):
        print(f"{name} {seconds:.1f} s ({seconds / count * 1e6:.0f} us a row)")
    print(f"ratio {ours / theirs:.3f} (allowed 1.2)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
