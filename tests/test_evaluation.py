"""The evaluator gives the figures of its first form, kept as `evaluation/oracle.py`, whatever differs."""

import copy
import importlib.util
import json
import random
from pathlib import Path

import pytest

from extractor.commands.judgements.evaluating import _list_told, format_table
from extractor.errors import PlanFileError, UsageError
from extractor.evaluation import FIGURES, Score, evaluate_folders, score_alignment, score_document, score_unread

HERE = Path(__file__).parent / "evaluation"
ANNOTATED = ("changqing", "chengwu", "jiaxian", "lingbi", "pingyin")
TEXTS = HERE.parent.parent / "corpora"


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
    groups = json.loads((HERE / "groups-five.json").read_text("utf-8"))
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


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("name", ANNOTATED)
def test_what_a_plan_tells_of_itself_is_counted_as_the_oracle_does(oracle, annotations, name, rate):
    text = (TEXTS / name / f"{name}.txt").read_text("utf-8")
    dice = random.Random(f"{name}{rate}")  # noqa: S311 - dice, no secret
    plan = spoil(annotations[name], dice, rate)
    spots = [dice.randrange(len(text)) for _ in range(12)]
    plan["unread"] = [{"place": {"start": spot, "end": spot + 60}} for spot in spots]
    plan["doubts"] = [{"text": unit["name"]} for task in annotations[name]["tasks"][:2] for unit in task["units"]]
    plan["problems"] = [{"place": None}, {"place": {"start": 3, "end": 3}}]
    ours, theirs = Score(), oracle.Score()
    score_unread(annotations[name], plan, text, ours, name)
    oracle.score_unread(annotations[name], plan, text, theirs, name)
    assert [(key, json.loads(json.dumps(_list_told(row)))) for key, row in ours.told()] == [
        (key, {field: row[field] for field in _list_told(ours.unread[name])})
        for key, row in oracle.unread_rows(theirs.unread)
    ]
    assert len(ours.mismatches) == len(theirs.errors)


def test_both_programs_print_the_same_table(oracle, produced, capsys):
    alignment, groups = produced / "alignment.json", HERE / "groups-five.json"
    oracle.main(
        [str(HERE / "annotations"), str(produced / "plans"), "--alignment", str(alignment), "--groups", str(groups)]
    )
    theirs = [line.split() for line in capsys.readouterr().out.splitlines()]
    ours = format_table(*evaluate_folders(HERE / "annotations", produced / "plans", alignment=alignment, groups=groups))
    split = [line.split() for line in ours.splitlines()]
    assert len(split) == len(theirs)
    for line, other in zip(split[1:], theirs[1:], strict=True):
        assert line[: len(other)] == other or line[:3] == other[:3] == ["missed", "values", "told"]


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
