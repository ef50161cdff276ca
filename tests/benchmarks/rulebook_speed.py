"""In: numbers of rows. Out: how long the 16-indicator rulebook takes over them, beside zen-engine, and one command.

    python -m tests.benchmarks.rulebook_speed [ROWS] [ROWS for zen-engine]

Prints wall and CPU seconds of `score_columns` over all rows at once, of zen-engine row by row, how many points differ,
and of `extractor score` for 100 counties in 12 months, the start of the program included. Asked: 1,000,000 rows in at
most 10 s on two cores and at most a tenth of zen-engine's time a row; the command under 3 s.
Not handled: other rulebooks; the points themselves, which `tests/rulebook/test_engines.py` compares.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ALLOWED = 0.1
COUNTIES, MONTHS = 100, 12


def main(count: int = 1_000_000, others: int = 20_000) -> None:
    """Print the figures."""
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
    scores, ours = measure(lambda: score_columns(book, columns, count))
    plain = [as_json(book, row) for row in rows]
    results, theirs = measure(lambda: [decision.evaluate(row)["result"] for row in plain])
    keys = name_rows(book)
    ends = [(keys[name], low, high) for name, (low, high) in scores.points.items()]
    different = sum(
        results[place][f"{key}_{end}"] != round(float(values[place]), 6)
        for key, low, high in ends
        for end, values in (("low", low), ("high", high))
        for place in range(min(others, count))
    )
    print(f"{len(book.indicators)} indicators, {different} of {2 * min(others, count) * len(keys)} ends different")
    print(f"ours: {count} rows {show(ours)}, {ours[0] / count * 1e6:.2f} us a row")
    print(f"zen-engine: {others} rows {show(theirs)}, {theirs[0] / others * 1e6:.0f} us a row")
    print(f"ratio wall {ours[0] / count / (theirs[0] / others):.4f}, CPU {ours[1] / count / (theirs[1] / others):.4f}")
    print(f"allowed {ALLOWED}")
    print(f"extractor score, {COUNTIES} counties x {MONTHS} months: {show(run_command(book, rows))}")


def measure(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    """Return what the work gives, and its wall and CPU seconds."""
    begun, used = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - begun, time.process_time() - used)


def show(seconds: tuple[float, float]) -> str:
    """Return both times in words."""
    return f"{seconds[0]:.2f} s wall, {seconds[1]:.2f} s CPU"


def run_command(book: Any, rows: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the seconds that one command takes from its start to the written file."""
    from extractor.rulebook import render_yaml
    from tests.rulebook.support import as_words

    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        (folder / "book.yaml").write_text(render_yaml(book), "utf-8")
        heading = ["地区", "月份", *(item.name for item in book.inputs)]
        cells = [as_words(book, rows[number % len(rows)]) for number in range(COUNTIES * MONTHS)]
        with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
            lines = [[f"县{n % COUNTIES}", n // COUNTIES + 1, *row.values()] for n, row in enumerate(cells)]
            csv.writer(file).writerows([heading, *lines])
        words = [sys.executable, "-m", "extractor", "score", "book.yaml", "table.csv", "-o", "scores.csv"]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        best = (float("inf"), float("inf"))
        for _ in range(3):
            begun, before = time.perf_counter(), os.times()
            subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)
            after = os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            best = min(best, (time.perf_counter() - begun, used))
        return best


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
