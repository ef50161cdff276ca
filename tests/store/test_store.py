"""The store: the same files as without it, what did not change is not done again, and no half file ever counts."""

import json
import shutil

import pytest

from extractor.store.folder import hold_store, load_index
from tests.conftest import ROOT
from tests.store.running import call, read_tree


def test_a_store_changes_no_file_of_the_results(stored, produced):
    assert read_tree(stored) == read_tree(produced)


def test_a_second_run_does_nothing(stored, capsys):
    before = {path: path.stat().st_mtime_ns for path in stored.rglob("*") if path.name != "store.lock"}
    code, out, _ = call(capsys, "run", ROOT / "corpora", "--out", stored, "--store")
    assert code == 0
    assert "没有变化（5 份）" in out
    assert "文件没有变化" in out
    assert {path: path.stat().st_mtime_ns for path in stored.rglob("*") if path.name != "store.lock"} == before


def test_one_changed_document_is_read_again_and_no_other(corpus_folder, tmp_path, capsys):
    out = tmp_path / "out"
    call(capsys, "run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    text = (corpus_folder / "lingbi.txt").read_text("utf-8").replace("70%", "80%")
    (corpus_folder / "lingbi.txt").write_text(text, "utf-8")
    _, told, _ = call(capsys, "run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    assert "数据库：重读 1 份，沿用 1 份，重新对齐与比较" in told
    call(capsys, "run", corpus_folder, "--out", tmp_path / "fresh")
    assert read_tree(out) == read_tree(tmp_path / "fresh")


def test_a_document_that_is_gone_leaves_the_store(corpus_folder, tmp_path, capsys):
    out = tmp_path / "out"
    call(capsys, "run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    (corpus_folder / "lingbi.txt").unlink()
    _, told, _ = call(capsys, "run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    assert "移出 1 份，沿用 1 份，重新对齐与比较" in told
    _, rows, _ = call(capsys, "query", "--from", out, "SELECT plan FROM plans", "--form", "csv")
    assert rows.split() == ["plan", "changqing"]


LABEL = """judgements:
  - {decision: label, group: changqing:x, text: 某组, reason: 试, person: 王某, date: "2026-11-21"}"""


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("units.yaml", "source:", "# a comment\nsource:", "没有变化（2 份）"),
        ("judgements.yaml", "judgements: []", LABEL, "映射表有变（judgements）：重新对齐"),
        ("roles.yaml", "[牵头责任单位, ", "[牵头责任单位, 领衔单位, ", "映射表有变（roles）：全部重读"),
    ],
)
def test_what_a_change_of_the_mappings_costs(corpus_folder, tmp_path, capsys, file, old, new, told):
    mappings, out = tmp_path / "mappings", tmp_path / "out"
    shutil.copytree(ROOT / "mappings", mappings)
    run = ("run", corpus_folder, "--out", out, "--store", "--jobs", "1", "--mappings", mappings)
    call(capsys, *run)
    text = (mappings / file).read_text("utf-8")
    assert old in text
    (mappings / file).write_text(text.replace(old, new, 1), "utf-8")
    _, printed, _ = call(capsys, *run)
    assert told in printed
    assert ("重读 2 份" in printed) == ("全部重读" in told)


def test_a_killed_run_goes_on_where_it_was(corpus_folder, tmp_path, capsys, monkeypatch):
    """What was read is kept although the run never came to its index; a half file lies about and is not looked at."""
    import extractor.store.building

    out = tmp_path / "out"
    run = ("run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    with monkeypatch.context() as patch:
        patch.setattr(extractor.store.building, "relate", lambda *_: 1 / 0)
        assert call(capsys, *run)[0] == 1
    assert not (out / "store" / "store.json").exists()
    kept = sorted((out / "store" / "kept" / "plans").rglob("*.kept"))
    assert len(kept) == 2
    kept[0].with_name(f".{kept[0].name}.1.part").write_bytes(b"half")
    kept[1].write_bytes(kept[1].read_bytes()[:-7])
    _, told, _ = call(capsys, *run)
    assert "数据库：新建" in told
    call(capsys, "run", corpus_folder, "--out", tmp_path / "fresh")
    assert read_tree(out) == read_tree(tmp_path / "fresh")


def test_a_result_that_is_damaged_on_the_disk_is_made_anew(corpus_folder, tmp_path, capsys):
    out = tmp_path / "out"
    run = ("run", corpus_folder, "--out", out, "--store", "--jobs", "1")
    call(capsys, *run)
    before = read_tree(out)
    (kept, *_) = sorted((out / "store" / "kept" / "plans").rglob("*.kept"))
    kept.unlink()
    _, told, _ = call(capsys, *run)
    assert "重读 1 份" in told
    assert read_tree(out) == before


def test_a_failed_document_is_told_at_every_run(corpus_folder, tmp_path, capsys):
    (corpus_folder / "empty.txt").write_bytes(b"")
    run = ("run", corpus_folder, "--out", tmp_path / "out", "--store", "--jobs", "1")
    for _ in range(2):
        code, _, told = call(capsys, *run)
        assert code == 1
        assert "empty.txt" in told


def test_two_programs_do_not_write_into_one_store(corpus_folder, tmp_path, capsys):
    with hold_store(tmp_path / "out" / "store"):
        code, _, told = call(capsys, "run", corpus_folder, "--out", tmp_path / "out", "--store")
    assert code == 2
    assert "另一个 extractor 正在写" in told


def test_two_stores_of_the_same_are_the_same_bytes(corpus_folder, tmp_path, capsys):
    trees = []
    for name in ("one", "two"):
        call(capsys, "run", corpus_folder, "--out", tmp_path / name, "--store", "--jobs", "1")
        trees.append(read_tree(tmp_path / name, without="store.lock"))
    for tree in trees:
        tree.pop("store/store.lock")
    assert trees[0] == trees[1]


def test_without_a_store_a_selection_is_refused(corpus_folder, tmp_path, capsys):
    code, _, told = call(capsys, "run", corpus_folder, "--out", tmp_path / "out", "--places", "灵璧县")
    assert code == 2
    assert "--store" in told


def test_a_run_of_a_selection_writes_its_plans_only(stored, tmp_path, capsys):
    out = tmp_path / "out"
    shutil.copytree(stored / "store", out / "store")
    code, _, _ = call(capsys, "run", ROOT / "corpora", "--out", out, "--store", "--places", "灵璧县,郏县")
    assert code == 0
    assert sorted(path.stem for path in (out / "plans").glob("*.json")) == ["jiaxian", "lingbi"]
    whole = json.loads((stored / "alignment.json").read_bytes())
    cut = json.loads((out / "alignment.json").read_bytes())
    assert {group["id"] for group in cut["groups"]} <= {group["id"] for group in whole["groups"]}
    assert cut["plans"] == ["jiaxian", "lingbi"]


def test_the_index_names_every_file_of_the_datasets(stored):
    root = stored / "store"
    named = {name for names in load_index(root).files.values() for name in names}
    assert named == {path.relative_to(root).as_posix() for path in root.rglob("*.parquet")}
