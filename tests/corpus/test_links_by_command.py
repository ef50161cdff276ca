"""What `corpus.csv` tells of superiors and replaced plans reaches a store and the commands that take plan files."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.corpus.test_links import CASES
from tests.store.running import call

TABLE = "file,superior,replaces\nshi.txt,,\nxian.txt,shi.txt,\nlinhu2024.txt,,\nlinhu2025.txt,,linhu2024.txt\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Four documents with a table; years and levels that nobody could tell otherwise."""
    folder = tmp_path_factory.mktemp("linked")
    for case in ("vertical", "versions"):
        for path in sorted((CASES / case).glob("*.txt")):
            shutil.copy(path, folder / path.name)
    (folder / "corpus.csv").write_text(TABLE, "utf-8")
    return folder


def read(path):
    told = json.loads(path.read_text("utf-8"))
    gaps = {(one["superior"], one["plan"]) for one in told["gaps"]}
    return gaps, {(one["earlier"], one["later"]) for one in told["changes"]}


LINKED = ({("shi", "xian")}, {("linhu2024", "linhu2025")})


def test_a_store_and_its_report_know_what_the_table_tells(folder, tmp_path, capsys):
    code, _, _ = call(capsys, "run", folder, "--out", tmp_path, "--store")
    assert code == 0
    assert read(tmp_path / "comparison.json") == LINKED
    index = json.loads((tmp_path / "store" / "store.json").read_text("utf-8"))
    assert index["links"]["superiors"] == [["xian", "shi"]]
    assert index["links"]["replaced"] == [["linhu2025", "linhu2024"]]


def test_the_command_compare_takes_the_table(folder, tmp_path, capsys):
    for path in folder.glob("*.txt"):
        text = path.read_text("utf-8").replace("2025年", "2024年").replace("〔2024〕3号", "")
        (tmp_path / path.name).write_text(text, "utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    call(capsys, "extract", *files, "--out", tmp_path / "plans")
    plans = sorted((tmp_path / "plans").glob("*.json"))
    call(capsys, "compare", *plans, "--out", tmp_path / "plain.json")
    assert read(tmp_path / "plain.json")[1] == set()
    code, _, _ = call(capsys, "compare", *plans, "--out", tmp_path / "told.json", "--corpus", folder)
    assert code == 0
    assert read(tmp_path / "told.json") == LINKED


def test_several_fields_are_told_by_align_and_compare(folder, tmp_path, capsys):
    other = (folder / "shi.txt").read_text("utf-8").replace("社会信用体系建设", "防汛抗旱").replace("云州市", "青禾市")
    (tmp_path / "other.txt").write_text(other, "utf-8")
    call(capsys, "extract", folder / "shi.txt", tmp_path / "other.txt", "--out", tmp_path / "plans")
    plans = sorted((tmp_path / "plans").glob("*.json"))
    for command in ("align", "compare"):
        code, _, err = call(capsys, command, *plans, "--out", tmp_path / f"{command}.json")
        assert code == 0
        assert "2 个领域" in err
