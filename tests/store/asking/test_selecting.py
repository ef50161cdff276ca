"""Reports of a selection: from a store, with the groups that it has, and from plan files."""

import pytest

from extractor.store.asking import selecting
from tests.store.running import call


def test_a_report_from_a_store_is_of_the_selection_alone(stored, tmp_path, capsys):
    code, out, told = call(capsys, "report", stored, "--field", "社会信用", "--years", "2023", "--out", tmp_path)
    assert code == 0
    assert "选出 1 份方案（库中 5 份）" in told
    assert "report.html" in out
    table = (tmp_path / "tables" / "plans.csv").read_text("utf-8-sig")
    assert "灵璧县" in table
    assert "成武县" not in table


def test_a_condition_in_sql_selects(stored, tmp_path, capsys):
    code, _, told = call(capsys, "report", stored, "--where", "indicators > 15 AND area = '37'", "--out", tmp_path)
    assert code == 0
    assert "选出 1 份方案" in told
    assert "成武县" in (tmp_path / "tables" / "plans.csv").read_text("utf-8-sig")


def test_a_whole_store_gives_the_files_of_the_run(stored, tmp_path, capsys):
    """Without pictures of the paper, of which text has none."""
    assert call(capsys, "report", stored, "--out", tmp_path)[0] == 0
    for path in tmp_path.rglob("*.csv"):
        assert path.read_bytes() == (stored / path.relative_to(tmp_path)).read_bytes()
    assert (tmp_path / "report.html").read_bytes() == (stored / "report.html").read_bytes()


def test_a_report_from_files_takes_a_selection_too(stored, tmp_path, capsys):
    code, _, _ = call(capsys, "report", stored / "plans", "--places", "郏县,灵璧", "--out", tmp_path)
    assert code == 0
    table = (tmp_path / "tables" / "plans.csv").read_text("utf-8-sig")
    assert "郏县" in table
    assert "平阴县" not in table


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--places", "无此县"), "没有 无此县 的方案"),
        (("--years", "1999"), "没有方案符合"),
        (("--where", "nothing = 1"), "查询没有成功"),
        (("--where", "true; DROP VIEW plans"), "查询没有成功"),
    ],
)
def test_a_selection_that_means_nothing(stored, tmp_path, capsys, options, told):
    code, _, err = call(capsys, "report", stored, *options, "--out", tmp_path)
    assert code == 2
    assert told in err


def test_too_many_for_wide_forms_is_told(stored, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(selecting, "WIDE", selecting.WidePolicy(plans=3))
    code, _, told = call(capsys, "report", stored, "--out", tmp_path)
    assert code == 2
    assert "选出 5 份方案" in told
    assert "--places" in told
