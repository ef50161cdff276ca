"""Invented papers with what a careful reader takes out of their running text: every figure of it is 1.0."""

import json
from pathlib import Path

import msgspec
import pytest

from extractor.corpora import load_document
from extractor.evaluation.documents import score_document
from extractor.evaluation.score import Score
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document

HERE = Path(__file__).parent / "cases"
NAMES = sorted(path.name.partition(".")[0] for path in HERE.glob("*.expected.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper(mappings, name):
    path = next(path for path in HERE.glob(f"{name}.*") if ".expected." not in path.name)
    outline = build_outline(read_document(load_document(path)), mappings)
    plan = msgspec.to_builtins(parse_plan(outline, mappings))
    score = Score()
    score_document(json.loads((HERE / f"{name}.expected.json").read_text("utf-8")), plan, score, name)
    assert [str(mismatch) for mismatch in score.mismatches] == []
