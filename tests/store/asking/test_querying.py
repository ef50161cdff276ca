"""Questions in SQL: every view, what a question may not do, and how rows are printed."""

import json

import pytest

from extractor.store.asking.querying import ask
from extractor.store.asking.selecting import Selection, choose_plans, fits, parse_selection
from extractor.store.columns import DATASETS, VIEWS
from extractor.store.contents import StoreIndex
from tests.store.running import call

ALL = [*DATASETS, *VIEWS]
COUNT = 'SELECT count(*) AS n FROM "{}"'
NONE = 'SELECT * FROM "{}" LIMIT 0'


@pytest.mark.parametrize("name", ALL)
def test_every_view_has_rows_of_the_five_plans(stored, capsys, name):
    code, out, _ = call(capsys, "query", "--from", stored, COUNT.format(name), "--form", "csv")
    assert code == 0
    assert int(out.split()[1]) > 0


@pytest.mark.parametrize("name", ALL)
def test_every_view_of_an_empty_store_has_the_same_columns(stored, name):
    from extractor.store.folder import load_index

    question = NONE.format(name)
    empty = ask(stored, StoreIndex(), question).columns
    assert sorted(empty) == sorted(ask(stored / "store", load_index(stored / "store"), question).columns)


def test_rows_are_those_of_the_plans(stored, plans, capsys):
    _, out, _ = call(
        capsys, "query", "--from", stored, "--form", "json",
        "SELECT plan, count(*) AS n FROM tasks GROUP BY plan ORDER BY plan",
    )  # fmt: skip
    found = {row["plan"]: row["n"] for row in map(json.loads, out.splitlines())}
    assert found == {plan.id: len(plan.tasks) for plan in plans if plan.tasks}
    _, out, _ = call(
        capsys, "query", "--from", stored, "--form", "csv", "SELECT sum(number) FROM targets WHERE plan = 'lingbi'"
    )
    targets = [one.value for plan in plans if plan.id == "lingbi" for task in plan.tasks for one in task.targets]
    assert float(out.split()[1]) == pytest.approx(sum(targets))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "没有成功"),
        ("COPY plans TO '/tmp/never.csv'", "没有成功"),
        ("ATTACH '/tmp/never.db'", "没有成功"),
        ("INSTALL httpfs", "没有成功"),
        ("SET enable_external_access = true", "没有成功"),
        ("SELECT nothing FROM plans", "可查的表：plans"),
        ("SELEC", "可查的表：plans"),
        ("", "没有给出 SQL"),
    ],
)
def test_what_a_question_may_not_do(stored, capsys, question, told):
    code, _, err = call(capsys, "query", "--from", stored, question)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1


def test_a_folder_without_a_store_is_told(tmp_path, capsys):
    code, _, told = call(capsys, "query", "--from", tmp_path, "SELECT 1")
    assert code == 2
    assert "--store" in told


def test_a_missing_package_is_told_with_its_extra(stored, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    code, _, told = call(capsys, "query", "--from", stored, "SELECT 1")
    assert code == 2
    assert "pip install '.[store]'" in told


def test_views_lists_every_table_and_column(capsys):
    _, out, _ = call(capsys, "query", "--views")
    for name, columns in DATASETS.items():
        assert name in out
        assert all(column.name in out and column.zh in out for column in columns)
    assert all(name in out for name in VIEWS)


def test_a_table_is_aligned_by_the_width_of_its_signs(stored, capsys):
    _, out, _ = call(capsys, "query", "--from", stored, "SELECT place, plan FROM plans ORDER BY plan LIMIT 2")
    assert out == "place   plan\n长清区  changqing\n成武县  chengwu\n"


def test_partitions_are_read_as_words(stored, capsys):
    _, out, _ = call(
        capsys, "query", "--from", stored, "--form", "csv",
        "SELECT DISTINCT field, year, area FROM plans ORDER BY ALL",
    )  # fmt: skip
    assert out.split()[1:] == ["社会信用,2022,37", "社会信用,2022,41", "社会信用,2023,34"]


@pytest.mark.parametrize(
    ("selection", "year", "meant"),
    [
        (Selection(years=(2023, 2023)), "2023", True),
        (Selection(years=(2021, 2022)), "2023", False),
        (Selection(years=(2024, 2024)), "2021-2025", True),
        (Selection(years=(2024, 2024)), None, False),
        (Selection(field="信用"), "2023", True),
        (Selection(field="教育"), "2023", False),
        (Selection(places=("甲",)), None, True),
        (Selection(places=("a",)), None, True),
        (Selection(places=("乙县",)), None, False),
    ],
)
def test_what_a_selection_means(selection, year, meant):
    assert fits(selection, ("a", "甲县"), "社会信用", year) is meant


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"years": "去年"}, "看不出年度"),
        ({"places": "无此县"}, "没有 无此县"),
        ({"where": "tasks > 3"}, "只能用于数据库"),
        ({"years": "1999"}, "没有方案符合"),
    ],
)
def test_a_selection_that_means_nothing_is_refused(plans, options, told):
    from extractor.errors import UsageError

    words = {"where": None, "places": None, "field": None, "years": None} | options
    with pytest.raises(UsageError, match=told):
        choose_plans(plans, parse_selection(**words))


def test_a_missing_engine_is_told_with_its_extra(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    code, _, told = call(capsys, "run", "--out", tmp_path, "--cluster", "local")
    assert code == 2
    assert "pip install '.[cluster]'" in told
