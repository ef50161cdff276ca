"""Invented documents with the limits and numbers that a careful reader takes out of them: every such figure is 1.0."""

import json
from pathlib import Path

import msgspec
import pytest

from extractor.align import align_plans
from extractor.compare import compare_plans
from extractor.corpora import load_document
from extractor.evaluation.documents import score_document
from extractor.evaluation.score import Score
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document
from extractor.report.phrasing import describe_deadline

HERE = Path(__file__).parent
NAMES = sorted(path.name.partition(".")[0] for path in (HERE / "cases").glob("*.expected.json"))
FIGURES = ("deadlines", "targets", "plan_deadlines")


def read(path, mappings):
    return parse_plan(build_outline(read_document(load_document(path)), mappings), mappings)


@pytest.mark.parametrize("name", NAMES)
def test_a_case(mappings, name):
    path = next(path for path in (HERE / "cases").glob(f"{name}.*") if ".expected." not in path.name)
    score = Score()
    gold = json.loads((HERE / "cases" / f"{name}.expected.json").read_text("utf-8"))
    score_document(gold, msgspec.to_builtins(read(path, mappings)), score, name)
    assert [str(mismatch) for mismatch in score.mismatches if mismatch.figure in FIGURES] == []


def test_no_reader_sees_a_rule(mappings):
    """每季度最后一个月25日前, 每年6月底前, 每周五前, 收到之日起满30日后的下一个工作日."""
    plan = read(HERE / "house" / "quarterly_deadline.txt", mappings)
    limits = [limit for task in plan.tasks for limit in task.deadlines]
    assert [limit.timing.per_year() for limit in limits] == [4, 1, 52, None]
    assert [describe_deadline(limit).zh for limit in limits] == [
        "每季度最后一个月25日前", "每年6月底前", "每周五", "收到之日起满30天后的下一个工作日",
    ]  # fmt: skip


def test_a_monthly_duty_is_stricter_than_a_quarterly_one(mappings):
    plans = [read(HERE / "house" / f"{name}_plan.txt", mappings) for name in ("monthly", "quarterly")]
    comparison = compare_plans(align_plans(plans, mappings), plans, mappings)
    found = [one for one in comparison.differences if one.aspect == "frequency"]
    assert [(reading.value, reading.rank) for one in found for reading in one.readings] == [(12.0, 1), (4.0, 2)]
