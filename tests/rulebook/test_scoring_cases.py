"""Rows in wordings that officials use, points worked by hand: shared ones, and ones written before they were run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.rulebook import case_runner

HERE = Path(__file__).parent


@pytest.mark.parametrize("gate", case_runner.GATES, ids=lambda gate: gate.folder)
def test_rows_score_as_worked_by_hand(tmp_path, gate):
    results = case_runner.run(HERE / gate.folder, None, None, tmp_path / "run")
    classes = Counter(one["class"] for one in results)
    bad = [(one["case"]["row"], one["observation"], one["got"]) for one in results if one["class"] == "wrong"]
    assert classes["wrong"] / len(results) <= gate.wrong, bad
    assert classes["awkward"] / len(results) <= gate.awkward
    assert classes["right"] / len(results) >= gate.least
