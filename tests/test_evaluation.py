"""The evaluator gives the figures of its first form, kept as `evaluation/oracle.py`, whatever differs."""

import copy
import importlib.util
import json
import random
from pathlib import Path

import pytest

from extractor.errors import PlanFileError, UsageError
from extractor.evaluation import FIGURES, Score, evaluate_folders, score_alignment, score_document

HERE = Path(__file__).parent / "evaluation"
ANNOTATED = ("changqing", "chengwu", "pingyin")


@pytest.fixture(scope="module")
def oracle():
    spec = importlib.util.spec_from_file_location("oracle", HERE / "oracle.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def annotations():
    return {name: json.loads((HERE / "annotations" / f"{name}.json").read_text("utf-8")) for name in ANNOTATED}


def spoil(record, dice, rate):
    """Return a copy of `record` with entries lost, doubled, moved and changed at random."""
    if isinstance(record, dict):
        return {
            key: spoil(value, dice, rate)
            for key, value in record.items()
            if key == "metadata" or dice.random() > rate / 4
        }
    if isinstance(record, list):
        entries = [spoil(value, dice, rate) for value in record if dice.random() > rate]
        if entries and dice.random() < rate:
            entries.append(copy.deepcopy(dice.choice(entries)))
        if dice.random() < rate:
            dice.shuffle(entries)
        return entries
    if dice.random() > rate:
        return record
    if isinstance(record, str):
        return dice.choice([record[: len(record) // 2], f"{record}。", record.replace("县", "区"), "", None])
    if isinstance(record, bool):
        return not record
    return None if record is None else dice.choice([None, 0, 1.5, "满分"])


def flatten(mismatch):
    """Return a mismatch as the oracle writes it."""
    if mismatch.what == "missing":
        rest = (mismatch.expected, mismatch.count)
    elif mismatch.what == "extra":
        rest = (mismatch.found, mismatch.count)
    else:
        rest = (mismatch.expected, mismatch.found)
    return (mismatch.figure, mismatch.where, mismatch.what, *rest)


def compare(score, theirs):
    ours = {
        row.name: (row.matched, row.expected, row.found, row.precision, row.recall, row.f1) for row in score.figures()
    }
    assert ours == {row[0]: tuple(row[1:]) for row in theirs.rows()}
    assert sorted(map(repr, map(flatten, score.mismatches))) == sorted(map(repr, theirs.errors))


@pytest.mark.parametrize("rate", [0.0, 0.02, 0.1, 0.3])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ANNOTATED)
def test_planted_differences_cost_what_they_cost_the_oracle(oracle, annotations, name, seed, rate):
    annotation = annotations[name]
    plan = spoil(annotation, random.Random(f"{name}{seed}{rate}"), rate)  # noqa: S311 - dice, no secret
    ours, theirs = Score(), oracle.Score()
    score_document(annotation, plan, ours, name)
    oracle.score_document(annotation, plan, theirs, name)
    compare(ours, theirs)
    assert bool(ours.mismatches) == (rate > 0)


@pytest.mark.parametrize("name", ANNOTATED)
def test_no_plan_at_all_finds_nothing(oracle, annotations, name):
    ours, theirs = Score(), oracle.Score()
    score_document(annotations[name], {}, ours, name)
    oracle.score_document(annotations[name], {}, theirs, name)
    compare(ours, theirs)
    assert {row.f1 for row in ours.figures()} == {0.0}


@pytest.mark.parametrize("rate", [0.0, 0.1])
def test_alignment_is_scored_as_the_oracle_does(oracle, annotations, rate):
    groups = json.loads((HERE / "groups.json").read_text("utf-8"))
    plans = {}
    for name, annotation in annotations.items():
        plans[name] = copy.deepcopy(annotation)
        for letter, field in (("t", "tasks"), ("i", "indicators")):
            for index, item in enumerate(plans[name].get(field, []), start=1):
                item["id"] = f"{letter}{index}"
    dice = random.Random(7)  # noqa: S311 - dice, no secret
    members = [[member for member in group["members"] if dice.random() >= rate] for group in groups["groups"]]
    alignment = {
        "groups": [
            {"members": [dict(zip(("plan", "item"), member.split(":"), strict=True)) for member in group]}
            for group in [*members, ["pingyin:t1", "chengwu:t2", "jiaxian:i1"]]
        ]
    }
    ours, theirs = Score(), oracle.Score()
    score_alignment(annotations, plans, alignment, groups, ours)
    oracle.score_alignment(annotations, plans, alignment, groups, theirs)
    compare(ours, theirs)
    assert next(ours.figures()).matched > 50


def test_every_figure_has_a_chinese_name(oracle):
    assert tuple(FIGURES) == oracle.FIGURES
    assert all("一" <= name[0] <= "龥" for name in FIGURES.values())


def test_a_document_without_a_plan_is_named_and_counts_as_not_found(tmp_path):
    score, absent = evaluate_folders(HERE / "annotations", tmp_path, only="chengwu")
    assert absent == ("chengwu",)
    assert next(figure for figure in score.figures() if figure.name == "tasks").found == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"{", ["第 1 行", "JSON"]), (b"\xff", ["UTF-8"]), (b"[]", ["对象", "SPEC.md"])],
    ids=["cut", "binary", "list"],
)
def test_a_broken_annotation_is_named(tmp_path, content, words):
    (tmp_path / "坏.json").write_bytes(content)
    with pytest.raises(PlanFileError) as caught:
        evaluate_folders(tmp_path, tmp_path)
    for word in ("坏.json", *words):
        assert word in str(caught.value)


@pytest.mark.parametrize("only", [None, "nobody"])
def test_a_folder_without_annotations_is_wrong_usage(tmp_path, only):
    with pytest.raises(UsageError, match="没有"):
        evaluate_folders(tmp_path if only is None else HERE / "annotations", tmp_path, only=only)
