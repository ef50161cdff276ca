"""`extractor add`: the new plan is placed, all files are whole, and what was settled stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extractor.cli import main

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora"


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """The outputs of two plans."""
    folder = tmp_path_factory.mktemp("settled")
    shelf = folder / "shelf"
    for name in ("pingyin", "chengwu"):
        shutil.copytree(CORPUS / name, shelf / name)
    with pytest.raises(SystemExit):
        main(["run", str(shelf), "--out", str(folder / "outputs")])
    return folder / "outputs"


@pytest.fixture
def call(capsys):
    def run(*argv):
        with pytest.raises(SystemExit) as left:
            main(["add", *map(str, argv)])
        printed = capsys.readouterr()
        return left.value.code, printed.out, printed.err

    return run


def read_groups(folder):
    return json.loads((folder / "alignment.json").read_text("utf-8"))["groups"]


def list_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_plan_is_placed_and_every_file_written(call, settled, tmp_path):
    before = list_files(settled)
    code, out, err = call(CORPUS / "jiaxian" / "jiaxian.txt", "--to", settled, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "jiaxian.md" in out
    assert list_files(settled) == before
    after = list_files(tmp_path / "out")
    assert before.keys() - after.keys() == set()
    wanted = {
        f"{folder}/jiaxian.{kind}" for folder, kind in (("plans", "json"), ("plans", "txt"), ("checklists", "md"))
    }
    assert wanted <= after.keys()
    assert after["plans/pingyin.json"] == before["plans/pingyin.json"]
    old, new = read_groups(settled), {group["id"]: group for group in read_groups(tmp_path / "out")}
    for group in old:
        assert new[group["id"]]["members"][: len(group["members"])] == group["members"]
    assert any(member["plan"] == "jiaxian" for group in old for member in new[group["id"]]["members"])


def test_without_out_the_folder_itself_is_renewed(call, settled, tmp_path):
    folder = Path(shutil.copytree(settled, tmp_path / "outputs"))
    code, _, _ = call(CORPUS / "changqing" / "changqing.txt", "--to", folder)
    assert code == 0
    alignment = json.loads((folder / "alignment.json").read_text("utf-8"))
    assert alignment["plans"] == ["chengwu", "pingyin", "changqing"]
    assert (folder / "checklists" / "changqing.md").is_file()
    code, _, err = call(CORPUS / "changqing" / "changqing.txt", "--to", folder)
    assert code == 1
    assert "已在对齐结果里" in err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda folder: (folder / "alignment.json").unlink(), "没有 alignment.json"),
        (lambda folder: (folder / "plans" / "pingyin.txt").unlink(), "pingyin.txt"),
        (lambda folder: (folder / "plans" / "pingyin.json").unlink(), "没有这个文件"),
        (lambda folder: (folder / "alignment.json").write_text("{", "utf-8"), "不是合法的 JSON"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused_and_left_as_it_is(call, settled, tmp_path, change, words):
    folder = Path(shutil.copytree(settled, tmp_path / "outputs"))
    change(folder)
    before = list_files(folder)
    code, _, err = call(CORPUS / "jiaxian" / "jiaxian.txt", "--to", folder)
    assert code in {1, 2}
    assert words in err
    assert "Traceback" not in err
    assert list_files(folder) == before
