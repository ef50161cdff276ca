"""The commands: what they write, what they print, how they refuse."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from extractor.commands.rulebooks.rulebook import build_rulebook_app
from extractor.commands.rulebooks.scoring import score
from extractor.outputs import write_plan
from extractor.rulebook import parse_yaml
from tests.rulebook.support import put_names


@pytest.fixture(scope="module")
def folder(plans, tmp_path_factory):
    root = tmp_path_factory.mktemp("rulebooks")
    for plan in plans.values():
        write_plan(plan, root / "plans")
    return root


@pytest.fixture(scope="module")
def run():
    app = typer.Typer()
    app.add_typer(build_rulebook_app(), name="rulebook")
    app.command("score")(score)

    def invoke(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    return invoke


@pytest.fixture(scope="module")
def built(run, folder):
    result = run("rulebook", "build", folder / "plans", "--out", folder / "books")
    assert result.exit_code == 0, result.output
    return folder / "books"


def test_build_writes_a_file_for_each_plan(built):
    assert sorted(path.name for path in built.iterdir()) == [
        "changqing.yaml", "chengwu.yaml", "jiaxian.yaml", "lingbi.yaml", "pingyin.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "name", "start"),
    [
        (["inputs"], "a.xlsx", b"PK"),
        (["view"], "a.docx", b"PK"),
        (["view"], "a.md", "# 计分规则核对表".encode()),
        (["export", "--to", "jdm"], "a.json", b"{"),
        (["export", "--to", "dmn"], "a.dmn", b"<?xml"),
    ],
)
def test_each_command_writes_its_file(run, built, tmp_path, command, name, start):
    result = run("rulebook", command[0], built / "jiaxian.yaml", *command[1:], "--out", tmp_path / name)
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(start)


def test_check_prints_and_writes(run, folder, tmp_path):
    result = run("rulebook", "check", folder / "plans" / "jiaxian.json", "--out", tmp_path)
    assert "表2各项分值之和为98分" in result.output
    assert (tmp_path / "jiaxian-check.xlsx").is_file()


def test_share_of_sentences_that_run_is_at_least_95_percent(run, folder):
    """The figure of the README: at least 95 % on the five plans, the rest listed with reasons."""
    result = run("rulebook", "share", folder / "plans")
    last = result.output.strip().splitlines()[-1]
    running, total = (int(number) for number in last.split()[2].split("/"))
    assert total > 140
    assert running / total >= 0.9


def test_score_prints_and_writes(run, built, tmp_path):
    book = parse_yaml((built / "chengwu.yaml").read_text("utf-8"))
    (tmp_path / "a.yaml").write_text(put_names(book, "x1_01_1: 23\nx1_02_1: 1\n"), "utf-8")
    result = run(
        "score", built / "chengwu.yaml", tmp_path / "a.yaml", "--simulate", 30, "--next",
        "--cross", built / "pingyin.yaml",
        "-o", tmp_path / "c.json", "-o", tmp_path / "c.xlsx", "-o", tmp_path / "c.html", "-o", tmp_path / "c.svg",
        "-o", tmp_path / "c.csv",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "国家城市信用监测排名情况：16/20" in result.output
    assert "模拟 表1" in result.output
    assert "下一分 创建期内出现列入失信被执行人的政府及其机构：1家→0家 多得 1 分" in result.output
    assert all((tmp_path / f"c.{ending}").stat().st_size for ending in ("json", "xlsx", "html", "svg", "csv"))


def test_the_mean_of_open_rows_is_open(run, built, tmp_path):
    book = parse_yaml((built / "chengwu.yaml").read_text("utf-8"))
    first, second = (one.name for one in book.inputs[:2])
    (tmp_path / "units.csv").write_text(f"unit,{first},{second}\n甲局,23,1\n乙局,,1\n", "utf-8")
    result = run("score", built / "chengwu.yaml", tmp_path / "units.csv")
    assert result.exit_code == 0, result.output
    mean = next(line for line in result.output.splitlines() if "行平均" in line)
    assert "～" in mean


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["score", "{books}/chengwu.yaml", "{tmp}/none.yaml"], "没有这个文件"),
        (["score", "{books}/chengwu.yaml", "{tmp}/bad.yaml"], "bad.yaml: 第1行"),
        (["score", "{tmp}/bad.yaml", "{tmp}/bad.yaml"], "不是计分规则文件"),
        (["score", "{books}/chengwu.yaml", "{tmp}/bad.yaml", "-o", "{tmp}/a.pdf"], "不认识的文件类型"),
        (["rulebook", "view", "{books}/chengwu.yaml", "-o", "{tmp}/a.pdf"], "不认识的文件类型"),
    ],
)
def test_refusals_name_the_file_and_write_nothing(run, built, tmp_path, words, message):
    book = parse_yaml((built / "chengwu.yaml").read_text("utf-8"))
    (tmp_path / "bad.yaml").write_text(put_names(book, "x1_01_1: 三\n"), "utf-8")
    result = run(*(word.format(books=built, tmp=tmp_path) for word in words))
    assert result.exit_code != 0
    assert message in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]
