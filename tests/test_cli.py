import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.cells import cell_len

from extractor.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpora"
NAMES = tuple(function.__name__ for function, _, _ in COMMANDS)


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
def shelf(tmp_path):
    """Three documents of which one is empty."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in ("pingyin", "changqing"):
        (folder / f"{name}.txt").write_bytes((CORPUS / name / f"{name}.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_run_writes_everything_that_the_contract_names(produced):
    for name in ("pingyin", "chengwu", "changqing", "lingbi", "jiaxian"):
        assert (produced / "plans" / f"{name}.json").is_file()
        assert (produced / "plans" / f"{name}.txt").is_file()
    for name in ("alignment.json", "comparison.json", "comparison.xlsx", "report.html", "tables/matrix.csv"):
        assert (produced / name).stat().st_size > 0
    assert [path for path in produced.rglob("*") if path.name.endswith(".part")] == []


def test_the_text_beside_a_plan_is_the_document_s_own(produced):
    for name in ("pingyin", "jiaxian"):
        text = (produced / "plans" / f"{name}.txt").read_bytes()
        assert text == (CORPUS / name / f"{name}.txt").read_bytes()


def test_one_bad_document_does_not_stop_the_others(call, shelf, tmp_path):
    code, out, err = call("run", shelf, "--out", tmp_path / "out")
    assert code == 1
    assert err.count("\n") == 1
    assert err.startswith("empty.txt: ")
    assert "Traceback" not in out + err
    written = {path.stem for path in (tmp_path / "out" / "plans").glob("*.json")}
    assert written == {"pingyin", "changqing"}
    found, doubtful, unread, failed, opened = out.splitlines()[-5:]
    assert found.startswith("找到：方案 2 份，任务 22 项，指标 15 项")
    assert doubtful.startswith("存疑：问题 9 处")
    assert unread.startswith("未读：2 处（pingyin 2）")
    assert failed == "失败：1 份（empty.txt）"
    assert opened.startswith(f"请打开：{tmp_path / 'out' / 'report.html'}")
    assert (tmp_path / "out" / "report.html").is_file()


def test_extract_gives_one_plan_for_each_file(call, shelf, tmp_path):
    files = [shelf / "pingyin.txt", shelf / "changqing.txt"]
    code, out, err = call("extract", *files, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "changqing.json",
        "changqing.txt",
        "pingyin.json",
        "pingyin.txt",
    ]
    assert "任务 11" in out


def test_extract_takes_the_id_of_the_manifest(call, tmp_path):
    folder = tmp_path / "甲"
    folder.mkdir()
    (folder / "方案.txt").write_bytes((CORPUS / "changqing" / "changqing.txt").read_bytes())
    (folder / "manifest.yaml").write_text("id: jia\nfile: 方案.txt\n", "utf-8")
    assert call("extract", folder / "方案.txt", "--out", tmp_path / "out")[0] == 0
    assert json.loads((tmp_path / "out" / "jia.json").read_text("utf-8"))["id"] == "jia"


@pytest.mark.slow
def test_the_result_is_the_same_with_processes(call, produced, tmp_path):
    code, _, _ = call("run", CORPUS, "--out", tmp_path, "--jobs", "2")
    assert code == 0
    for path in produced.rglob("*.json"):
        assert path.read_bytes() == (tmp_path / path.relative_to(produced)).read_bytes()


def test_align_compare_and_report_by_steps_give_what_run_gives(call, produced, tmp_path):
    plans = produced / "plans"
    alignment, comparison = tmp_path / "alignment.json", tmp_path / "comparison.json"
    assert call("align", plans, "--out", alignment)[0] == 0
    assert call("compare", plans, "--alignment", alignment, "--out", comparison)[0] == 0
    assert call("report", plans, "--alignment", alignment, "--out", tmp_path)[0] == 0
    for name in ("alignment.json", "comparison.json", "tables/matrix.csv", "report.html"):
        assert (tmp_path / name).read_bytes() == (produced / name).read_bytes(), name


def test_align_goes_on_without_a_broken_plan(call, produced, tmp_path):
    (tmp_path / "bad.json").write_text("{", "utf-8")
    paths = [produced / "plans" / "pingyin.json", tmp_path / "bad.json", produced / "plans" / "changqing.json"]
    code, _, err = call("align", *paths, "--out", tmp_path / "alignment.json")
    assert code == 1
    assert err.startswith("bad.json: ")
    assert json.loads((tmp_path / "alignment.json").read_text("utf-8"))["plans"] == ["pingyin", "changqing"]


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["run", "nowhere", "--out", "out"], "nowhere"),
        (["run"], "--out"),
        (["run", "--out", "out", "--lang", "fr"], "fr"),
        (["run", "--out", "out", "--jobs", "-1"], "--jobs"),
        (["run", "--out", "out", "--mappings", "nowhere"], "nowhere"),
        (["extract", "--out", "out"], "FILE"),
        (["extract", "nowhere.txt", "--out", "out"], "nowhere.txt"),
        (["align", "nowhere.json", "--out", "out"], "nowhere.json"),
        (["compare", "PLANS", "--alignment", "nowhere.json", "--out", "out"], "nowhere.json"),
        (["show", "nowhere.json"], "nowhere.json"),
        (["show", "PLAN", "--only", "weather"], "weather"),
        (["show", "PLAN", "--item", "t0"], "t0"),
        (["run", "--out", "/dev/null/out"], "--out"),
        (["diff", "nowhere", "nowhere"], "nowhere"),
        (["schema", "weather"], "weather"),
        (["evaluate", "nowhere", "nowhere"], "nowhere"),
        (["evaluate", "PLANS", "PLANS", "--groups", "g.json"], "--alignment"),
        (["nonsense"], "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_told_and_nothing_is_written(call, argv, word, produced, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    paths = {"PLANS": produced / "plans", "PLAN": produced / "plans" / "pingyin.json"}
    code, _, err = call(*(paths.get(part, part) for part in argv))
    assert code == 2
    assert word in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_one_part_or_one_item_is_shown_alone(call, produced):
    plan = produced / "plans" / "pingyin.json"
    _, whole, _ = call("show", plan)
    _, problems, _ = call("show", plan, "--only", "problems", "--only", "unread")
    assert "问题 problems（9）" in problems
    assert "任务 tasks" not in problems
    assert len(problems) < len(whole) / 4
    _, item, _ = call("show", plan, "--item", "2")
    assert item.startswith('2  提升"双公示"工作质量')
    assert "作出行政决定之日起" in item


def test_two_runs_of_the_same_documents_do_not_differ(call, produced):
    code, out, _ = call("diff", produced, produced)
    assert code == 0
    assert "0 处不同" in out
    assert "新对上 0 对，不再对上 0 对" in out


def test_a_folder_that_cannot_be_written_is_told_in_one_line(call, tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    code, _, err = call("extract", CORPUS / "changqing" / "changqing.txt", "--out", tmp_path / "taken")
    assert code == 2
    assert err.count("\n") == 1
    assert "taken" in err


@pytest.mark.parametrize("name", NAMES)
def test_help_is_in_both_languages_and_fits_80_columns(call, name):
    code, out, _ = call(name, "--help")
    assert code == 0
    _, zh, en = next(row for row in COMMANDS if row[0].__name__ == name)
    assert zh in out
    assert en in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    options = [line for line in out.splitlines() if line.lstrip().startswith("-") and "--help" not in line]
    assert all(any("一" <= mark <= "龥" for mark in line) for line in options), options


def test_help_lists_every_command_within_80_columns(call):
    code, out, _ = call("--help")
    assert code == 0
    for function, zh, en in COMMANDS:
        assert f"  {function.__name__} " in out
        assert zh in out
        assert en in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("plan", ["json", "document"])
def test_show_prints_plain_text_within_80_columns_when_piped(call, produced, plan):
    path = produced / "plans" / "pingyin.json" if plan == "json" else CORPUS / "pingyin" / "pingyin.txt"
    code, out, _ = call("show", path)
    assert code == 0
    assert "\x1b" not in out
    assert max(cell_len(line.rstrip()) for line in out.splitlines()) <= 80
    for words in (
        "平行审发[2022]5号",
        "每月26日前",
        "阅读率",
        "政策法规科",
        "deduct_per",
        "问题 problems",
    ):
        assert words in out


def test_show_tells_the_same_from_the_plan_and_from_its_document(call, produced):
    assert call("show", produced / "plans" / "chengwu.json") == call("show", CORPUS / "chengwu" / "chengwu.txt")


def test_schema_prints_json(call):
    code, out, _ = call("schema", "alignment")
    assert code == 0
    assert json.loads(out)["title"] == "county-alignment/1"


def test_evaluate_prints_the_same_figures_as_text_and_as_json(call, produced):
    where = ["tests/evaluation/annotations", produced / "plans"]
    where[0] = ROOT / where[0]
    code, out, _ = call("evaluate", *where)
    assert code == 0
    figures = json.loads(call("evaluate", *where, "--json")[1])
    assert figures.pop("absent") == []
    rows = {line.split()[0]: line.split()[1:7] for line in out.splitlines()[1:] if line.split()[:1]}
    told = {name for name, figure in figures.items() if "f1" in figure}
    assert told <= rows.keys()
    for name in told:
        row = rows[name]
        seen = figures[name]
        assert row[:3] == [str(seen["matched"]), str(seen["expected"]), str(seen["found"])]
        assert row[5] == f"{seen['f1']:.3f}"
    assert max(cell_len(line) for line in out.splitlines()) <= 80


@pytest.mark.slow
def test_the_installed_program_answers_help_quickly():
    """A newcomer's first look: the script as installed; the best of three, so that a busy machine does not decide."""
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "--help"]
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, env=os.environ)
        took.append(time.perf_counter() - start)
    assert done.returncode == 0
    assert min(took) < 1.0, "0.3 s is the aim; see tests/test_layers.py for what may not be imported"
