"""Old and mixed results: what does not belong together is told or refused, never shown as a place that asks nothing."""

import json
import shutil

import pytest

from extractor.cli import main


@pytest.fixture
def call(capsys):
    """Run a command; give its exit code, what it printed and what it complained of."""

    def run(*argv):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in argv])
        printed = capsys.readouterr()
        return left.value.code, printed.out, printed.err

    return run


@pytest.fixture
def alignment(produced, tmp_path):
    """The alignment of before a plan was added: it knows four of the five."""
    record = json.loads((produced / "alignment.json").read_text("utf-8"))
    record["plans"].remove("lingbi")
    for group in record["groups"]:
        group["members"] = [member for member in group["members"] if member["plan"] != "lingbi"]
        group["evidence"] = []
    record["groups"] = [group for group in record["groups"] if group["members"]]
    path = tmp_path / "old.json"
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("command", ["report", "compare", "export"])
def test_a_plan_that_the_alignment_does_not_know_is_told_and_left_out(call, produced, alignment, tmp_path, command):
    out = tmp_path / ("out.json" if command == "compare" else "out")
    more = ("--to", "pmc") if command == "export" else ()
    code, _, err = call(command, produced / "plans", "--alignment", alignment, "--out", out, *more)
    assert code == 0
    assert err.startswith("lingbi: old.json 里没有这份方案")
    written = [out] if command == "compare" else [path for path in out.rglob("*.csv") if "codebook" not in path.name]
    assert written
    assert not any("灵璧" in path.read_text("utf-8") for path in written)


def test_an_alignment_of_other_plans_is_refused(call, produced, alignment, tmp_path):
    lingbi = produced / "plans" / "lingbi.json"
    code, _, err = call("report", lingbi, "--alignment", alignment, "--out", tmp_path / "out")
    assert (code, err.count("\n")) == (1, 1)
    assert "其中没有这些方案" in err
    assert not (tmp_path / "out").exists()


def test_an_alignment_of_another_edition_is_refused(call, produced, tmp_path):
    record = json.loads((produced / "alignment.json").read_text("utf-8"))
    gone = record["groups"][0]["members"][0]
    for group in record["groups"]:
        group["members"] = [member for member in group["members"] if member["item"] != gone["item"]]
    record["groups"] = [group for group in record["groups"] if group["members"]]
    path = tmp_path / "edition.json"
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    code, _, err = call("export", produced / "plans", "--to", "pmc", "--alignment", path, "--out", tmp_path / "out")
    assert code == 1
    assert "不是一批" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "不是合法的 JSON"),
        ('{"a": ' + "[" * 100_000, "嵌套过深"),
        ('{"schema": "county-plan/3"}', "schema 为 'county-plan/3'"),
    ],
)
@pytest.mark.parametrize("command", ["align", "compare", "report", "export"])
def test_of_nothing_that_can_be_read_nothing_is_written(call, tmp_path, content, words, command):
    (tmp_path / "a.json").write_text(content, "utf-8")
    out = tmp_path / "out"
    code, _, err = call(command, tmp_path / "a.json", "--out", out)
    assert (code, err.count("\n")) == (1, 1)
    assert words in err
    assert not out.exists()


def test_evaluating_a_folder_without_any_of_the_plans_is_refused(call, produced, tmp_path):
    annotations = tmp_path / "annotations"
    annotations.mkdir()
    shutil.copy(produced / "plans" / "chengwu.json", annotations / "chengwu.json")
    (tmp_path / "empty").mkdir()
    code, out, err = call("evaluate", annotations, tmp_path / "empty")
    assert code == 2
    assert out == ""
    assert "没有与标注对应的方案（缺 chengwu）" in err
