"""Rows in wordings that officials use, points worked by hand: shared ones, and ones written before they were run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.rulebook import case_runner

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("folder", "least", "awkward", "wrong"),
    [
        ("cases_shared", 0.95, 0.02, 0),
        ("cases_unseen", 0.9, 0.02, 0),
        ("cases_met", 0.83, 0.02, 0),
        ("cases_kinds", 0.95, 0.02, 0),
        ("cases_doubts", 0.75, 0.02, 0),
    ],
)
def test_rows_score_as_worked_by_hand(tmp_path, folder, least, awkward, wrong):
    results = case_runner.run(HERE / folder, None, None, tmp_path / "run")
    classes = Counter(one["class"] for one in results)
    bad = [(one["case"]["row"], one["observation"], one["got"]) for one in results if one["class"] == "wrong"]
    assert classes["wrong"] / len(results) <= wrong, bad
    assert classes["awkward"] / len(results) <= awkward
    assert classes["right"] / len(results) >= least
