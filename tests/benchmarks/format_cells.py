"""Measure: which share of the fixtures' table cells comes out exactly right, ours and other packages' in one run.

Run `python -m tests.benchmarks.format_cells`. Packages that are not installed are left out. What others read page by
page is joined by one simple code for all: a table first on its page goes on from the last one before it where the
columns are as many, a repeated header goes, a first row with a blank first cell belongs to the row above.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from extractor.model.paper.document import Document
from extractor.read import read_document
from tests.fixtures.content import read_blocks
from tests.fixtures.make import MADE
from tests.fixtures.truth import Grid, found_cells, squeeze, wanted_cells

PLANS = ("pingyin", "chengwu", "jiaxian")
STYLES = ("ruled", "three-line", "narrow")
Rows = list[list[str | None]]


def read_ours(path: Path) -> list[Grid]:
    source = read_document(Document("plan", path.name, path.read_bytes()))
    return [found_cells(source, number) for number in range(len(source.tables))]


def read_pdfplumber(path: Path) -> list[Grid]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return join(page.extract_tables() for page in pdf.pages)


def read_camelot(path: Path) -> list[Grid]:
    import camelot

    pages: dict[int, list[Rows]] = {}
    for table in camelot.read_pdf(str(path), pages="all", flavor="lattice"):
        pages.setdefault(table.page, []).append(table.df.to_numpy().tolist())
    return join(pages.get(number, []) for number in range(1, max(pages, default=0) + 1))


def read_img2table(path: Path) -> list[Grid]:
    from img2table.document import PDF

    found = PDF(str(path)).extract_tables()
    return join(
        [table.df.fillna("").astype(str).to_numpy().tolist() for table in found[page]] for page in sorted(found)
    )


READERS: dict[str, tuple[str, Callable[[Path], list[Grid]]]] = {
    "extractor": ("pdfplumber", read_ours),
    "pdfplumber (defaults)": ("pdfplumber", read_pdfplumber),
    "camelot (lattice)": ("camelot", read_camelot),
    "img2table": ("img2table", read_img2table),
}


def join(pages: Iterator[list[Rows]]) -> list[Grid]:
    """Return tables over pages from the rows of each page's tables."""
    tables: list[Rows] = []
    for tables_of_page in pages:
        for number, rows in enumerate(tables_of_page):
            body = [[squeeze(cell or "") for cell in row] for row in rows]
            goes_on = number == 0 and tables and body and len(tables[-1][0]) == len(body[0])
            if not goes_on:
                tables.append(body)
                continue
            body = body[1:] if body[0] == tables[-1][0] else body
            if body and not body[0][0] and tables[-1]:
                tables[-1][-1] = [f"{above}{below}" for above, below in zip(tables[-1][-1], body[0], strict=True)]
                body = body[1:]
            tables[-1].extend(body)
    return [
        {(r, c): (cell or "", 1, 1) for r, row in enumerate(rows) for c, cell in enumerate(row)}
        for rows in tables
        if rows
    ]


def count_right(wanted: list[Grid], found: list[Grid]) -> int:
    """Return how many cells have the words that they should; merged cells are asked for where they begin."""
    return sum(_count_aligned(grid, found[number]) for number, grid in enumerate(wanted) if number < len(found))


def _count_aligned(wanted: Grid, found: Grid) -> int:
    """Return the most cells that agree when rows keep their order: a lost row costs its own cells only."""
    height, depth = (1 + max((row for row, _ in grid), default=-1) for grid in (wanted, found))
    best = [0] * (depth + 1)
    for row in range(height):
        cells = [(column, cell[0]) for (at, column), cell in wanted.items() if at == row]
        previous, best = best, [0] * (depth + 1)
        for other in range(depth):
            same = sum(found.get((other, column), (None,))[0] == text for column, text in cells)
            best[other + 1] = max(best[other], previous[other + 1], previous[other] + same)
    return best[-1]


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    tempfile.tempdir = None
    lines = ["| | " + " | ".join(STYLES) + " | tables joined | seconds |", "| --- |" + " --- |" * (len(STYLES) + 2)]
    for name, (package, read) in READERS.items():
        if find_spec(package) is None:
            lines.append(f"| {name} | not installed |")
            continue
        shares, tables, started = [], [0, 0], time.perf_counter()
        for style in STYLES:
            right = total = 0
            for plan in PLANS:
                wanted = [wanted_cells(block.table) for block in read_blocks(plan) if block.table]
                found = read(MADE / f"{plan}-{style}.pdf")
                right += count_right(wanted, found)
                total += sum(len(grid) for grid in wanted)
                tables[0] += len(found) == len(wanted)
                tables[1] += 1
            shares.append(f"{right} of {total} ({right / total:.1%})")
        seconds = time.perf_counter() - started
        lines.append(f"| {name} | " + " | ".join(shares) + f" | {tables[0]} of {tables[1]} | {seconds:.1f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
