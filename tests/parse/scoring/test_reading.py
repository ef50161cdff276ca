"""What each sentence of the rows worked by hand is read as: act, points, what is observed, bands and steps.

`readings.txt` beside this file has a row's words and, indented, its statements; their points are held to hand-worked
numbers in `tests/rulebook/cases_*`. After a change that is meant:
`python -m tests.parse.scoring.test_reading` writes it anew, and its difference is to be read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractor.language.passages import build_passage
from extractor.language.quantities import load_quantity_words
from extractor.mappings import load_mappings
from extractor.parse.scoring.reader import read_criteria
from extractor.parse.scoring.scoring_words import build_scoring_words
from tests.parse.scoring.printing import show_statement

WORDS = build_scoring_words(load_quantity_words(load_mappings()), load_mappings().scoring_plain)
HERE = Path(__file__).parent
CASES = HERE.parent.parent / "rulebook"


def show_row(row):
    """Give the statements of a row as lines."""
    return [show_statement(one) for one in read_criteria(build_passage(row, 0, len(row)).text, WORDS)]


def read_table(text):
    """Give each row's words with its lines."""
    found, row = {}, ""
    for line in text.splitlines():
        if line.startswith("    "):
            found[row].append(line.strip())
        elif line:
            row = line.replace("⏎", "\n")
            found[row] = []
    return found


READINGS = read_table((HERE / "readings.txt").read_text("utf-8"))


@pytest.mark.parametrize("row", READINGS, ids=range(len(READINGS)))
def test_row_is_read_as_before(row):
    assert show_row(row) == READINGS[row]


def write_table():
    """Return the readings of all rows of the cases, in the cases' order."""
    rows = {}
    for path in sorted(
        [*CASES.glob("cases_shared/*.yaml"), *CASES.glob("cases_unseen/*.yaml"), *CASES.glob("cases_met/*.yaml")]
    ):
        data = yaml.safe_load(path.read_text("utf-8"))
        for case in data["cases"] if isinstance(data, dict) else data:
            if case.get("row"):
                rows[case["row"].strip()] = None
    for row in READINGS:
        rows.setdefault(row, None)
    lines = []
    for row in rows:
        lines += [row.replace("\n", "⏎"), *(f"    {line}" for line in show_row(row))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "readings.txt").write_text(write_table(), "utf-8")
