"""What the rows worked by hand come to as trees: expression, tables, what they ask, and what is told of them.

`trees.txt` beside this file has a row's words with its points and, indented, its tree; the points themselves are held
to hand-worked numbers in `cases_*`, so that this table only tells that something is built otherwise. After a change
that is meant: `python -m tests.rulebook.test_trees` writes it anew, and its difference is to be read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractor.rulebook.notation.rows import build_words, print_row
from tests.rulebook.support import make_book

HERE = Path(__file__).parent
FOLDERS = ("cases_kinds", "cases_met")
NAME = "指标"
"""One name for every row, so that a row's own name is in no label by chance."""


def show_tree(words, points):
    """Give a row's tree, tables, inputs and open sentences as lines."""
    book = make_book((words, points, NAME))
    (row,) = book.indicators
    printed = print_row(row, build_words(book.inputs, book.parameters))
    lines = [f"= {printed['tree']}"]
    lines += [f"table {name}: {line}" for name, table in (printed.get("tables") or {}).items() for line in table]
    for item in book.inputs:
        limits = [item.minimum, item.maximum, item.reach, item.whole, *item.options]
        lines.append(f"? {item.label} {item.kind} {item.unit or ''} {' '.join(map(str, limits))}")
    lines += [f"! {effect.kind} {effect.grade or ''}" for effect in book.effects]
    lines += [f"- {rule.reads_as} {rule.status if rule.reason else ''} {rule.reason or ''}" for rule in row.rules]
    return [line.rstrip().replace("\n", " ") for line in lines]


def read_table(text):
    """Give each row's words and points with its lines."""
    found, row = {}, ()
    for line in text.splitlines():
        if line.startswith("    "):
            found[row].append(line.strip())
        elif line:
            words, _, points = line.rpartition(" #")
            row = (words.replace("⏎", "\n"), None if points == "-" else float(points) if "." in points else int(points))
            found[row] = []
    return found


TREES = read_table((HERE / "trees.txt").read_text("utf-8")) if (HERE / "trees.txt").exists() else {}


@pytest.mark.parametrize("row", TREES, ids=range(len(TREES)))
def test_row_is_built_as_before(row):
    assert show_tree(*row) == TREES[row]


def write_table():
    """Return the trees of the rows of the cases, in the cases' order."""
    rows = {}
    for path in sorted(path for folder in FOLDERS for path in HERE.glob(f"{folder}/*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for case in data["cases"] if isinstance(data, dict) else data:
            if case.get("row") and not case.get("with"):
                rows[case["row"].strip(), case.get("points")] = None
    lines = []
    for words, points in rows:
        shown = "-" if points is None else f"{points:g}"
        lines += [f"{words} #{shown}".replace("\n", "⏎"), *(f"    {line}" for line in show_tree(words, points))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "trees.txt").write_text(write_table(), "utf-8")
