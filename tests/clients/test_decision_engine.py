"""Decision models in programs of others: dmn-moddle reads the whole model, feelin (bpmn-io) computes every expression."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.rulebook import build_rulebook, export_dmn
from tests.rulebook.support import TABLES, as_json, draw_rows
from tests.rulebook.test_engines import hide, spoil, tell

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow


def decide(folder, xml, rows):
    """Return what the decisions of a model say of each row."""
    (folder / "model.dmn").write_text(xml, "utf-8")
    (folder / "rows.json").write_text(json.dumps(rows), "utf-8")
    done = subprocess.run(
        ["node", "decide.mjs", folder / "model.dmn", folder / "rows.json"],  # noqa: S607 - the Node that npm came with
        cwd=HERE, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("plan", TABLES)
def test_a_thousand_rows_with_gaps_and_a_thousand_out_of_bounds(plans, plan, tmp_path):
    """0 differences in points, ends and grades; where our own engine refuses a value, nothing but `valid` is not null."""
    book = build_rulebook(next(one for one in plans if one.id == plan))
    gaps, wrong = hide(draw_rows(book, 1000, seed=41), 41), list(spoil(book, draw_rows(book, 1000, seed=42), 42))
    theirs = decide(tmp_path, export_dmn(book), [as_json(book, row) for row in (*gaps, *wrong)])
    for row, found in zip(gaps, theirs, strict=False):
        told, grades = tell(book, row)
        for key, value, points in told:
            ends = found[f"{key}_ends"]
            assert (found[key], ends["low"], ends["high"]) == (value, points.low, points.high), (key, row)
        assert {key: found[key] for key in grades} == grades
    for row, found in zip(wrong, theirs[1000:], strict=True):
        assert {key: value for key, value in found.items() if value is not None} == {"valid": False}, row
