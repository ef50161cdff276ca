"""Folders with a table of documents, from `extractor corpus` to a comparison."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import build_app
from extractor.corpora import load_any
from extractor.outputs import load_plan
from extractor.pipeline import run_pipeline

CASES = Path(__file__).parent / "cases"
RUNNER = CliRunner()


def call(*words):
    return RUNNER.invoke(build_app(), [str(word) for word in words])


@pytest.fixture
def split(tmp_path):
    shutil.copytree(CASES / "split", tmp_path / "split")
    return tmp_path / "split"


@pytest.fixture
def years(tmp_path):
    shutil.copytree(CASES / "years", tmp_path / "years")
    return tmp_path / "years"


def test_body_and_annex_are_one_plan_that_contradicts_itself(split, tmp_path):
    drafted = call("corpus", split)
    assert (drafted.exit_code, "方案 1 份" in drafted.output) == (0, True)
    assert call("run", split, "--out", tmp_path / "out").exit_code == 0
    plan = load_plan(tmp_path / "out" / "plans" / "云岭县正文.json")
    assert [source.name for source in plan.source] == ["云岭县正文.txt", "云岭县附件.txt"]
    assert {task.place.document for task in plan.tasks} == {"云岭县正文.txt"}
    assert {row.place.document for row in plan.indicators} == {"云岭县附件.txt"}
    assert "body-differs-from-annex" in {problem.code for problem in plan.problems}
    assert not (tmp_path / "out" / "plans" / "云岭县附件.json").exists()


def test_a_draft_covers_no_table_that_is_there(split):
    assert call("corpus", split).exit_code == 0
    before = (split / "corpus.csv").read_bytes()
    assert call("corpus", split).exit_code != 0
    assert (split / "corpus.csv").read_bytes() == before


def test_what_the_table_tells_is_in_the_metadata_with_who_said_it(split, mappings):
    table = split / "corpus.csv"
    rows = "云岭县附件.txt,甲,annex,,,\n云岭县正文.txt,甲,body,长清区,2024,诚信\n"
    table.write_text(f"file,plan,part,place,year,field\n{rows}", "utf-8")
    documents, failures, left_out = load_any(table)
    assert (failures, left_out, [document.id for document in documents]) == ((), (), ["甲"])
    (plan,) = run_pipeline(documents, mappings).plans
    data = plan.metadata
    assert (data.jurisdiction, data.year, data.field, data.parent) == ("长清区", "2024", "诚信", "济南市")
    assert {key: data.by[key] for key in ("jurisdiction", "year", "field")} == dict.fromkeys(
        ("jurisdiction", "year", "field"), "corpus.csv"
    )
    assert "issuer" not in data.by
    assert plan.main.name == "云岭县正文.txt"


def test_files_that_are_missing_or_not_listed_are_told(split):
    (split / "corpus.csv").write_text("file\n云岭县正文.txt\n没有.txt\n", "utf-8")
    documents, failures, left_out = load_any(split)
    assert [document.id for document in documents] == ["云岭县正文"]
    assert [failure.name for failure in failures] == ["没有.txt"]
    assert [(one.name, "没有列入" in one.reason) for one in left_out] == [("云岭县附件.txt", True)]


def test_two_years_of_one_place_are_two_plans_and_one_place(years, tmp_path):
    done = call("run", years, "--out", tmp_path / "out")
    assert (done.exit_code, "多地共有 0 组" in done.output) == (0, True)
    table = (tmp_path / "out" / "tables" / "plans.csv").read_text("utf-8-sig")
    assert [line.split(",")[1] for line in table.splitlines()[1:]] == ["云岭县2022", "云岭县2023"]


def test_the_same_plan_twice_and_a_file_that_is_no_plan_are_told_and_no_column(years, mappings):
    text = (years / "云岭2022.txt").read_text("utf-8")
    (years / "网页版.txt").write_text(text.replace("\n", "\r\n\r\n").replace("（", " （"), "utf-8")
    (years / "便条.txt").write_text("今天天气很好。我们去公园玩。", "utf-8")
    result = run_pipeline(load_any(years)[0], mappings)
    assert [plan.id for plan in result.plans] == ["云岭2022", "云岭2023"]
    assert {one.name: one.reason[:4] for one in result.left_out} == {"便条.txt": "没有找到", "网页版.txt": "与 云岭"}
    assert result.failures == ()
    assert set(result.comparison.plans) == {"云岭2022", "云岭2023"}


def test_a_plan_that_replaces_another_is_another(years, mappings):
    text = (years / "云岭2022.txt").read_text("utf-8")
    (years / "修订.txt").write_text(text.replace("3个工作日", "5个工作日"), "utf-8")
    (years / "corpus.csv").write_text(
        "file,plan,replaces\n云岭2022.txt,云岭2022,\n修订.txt,修订,云岭2022\n云岭2023.txt,,\n", "utf-8"
    )
    assert len(run_pipeline(load_any(years)[0], mappings).plans) == 3


def test_manifests_below_a_table_keep_their_ids(tmp_path):
    (tmp_path / "甲").mkdir()
    shutil.copy(CASES / "years" / "云岭2022.txt", tmp_path / "甲" / "文.txt")
    (tmp_path / "甲" / "manifest.yaml").write_text("id: jia\nfile: 文.txt\nsource: https://example.org/1\n", "utf-8")
    drafted = call("corpus", tmp_path)
    assert drafted.exit_code == 0
    written = (tmp_path / "corpus.csv").read_text("utf-8-sig")
    assert "甲/文.txt,jia,body," in written
    assert "https://example.org/1" in written
    assert [document.id for document in load_any(tmp_path)[0]] == ["jia"]
