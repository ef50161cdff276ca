"""Two years of one place, and a superior's plan beside a lower one: what changed, by how much."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import extractor
from extractor.compare.series.gaps import find_superiors

CASES = Path(__file__).parent / "cases"


def compare(case: str):
    plans = [extractor.extract_document(extractor.load_document(path)) for path in sorted((CASES / case).glob("*.txt"))]
    return extractor.compare_plans(extractor.align_plans(plans), plans)


@pytest.fixture(scope="module")
def years():
    return compare("versions")


@pytest.fixture(scope="module")
def levels():
    return compare("vertical")


def test_what_was_dropped_and_what_was_added(years):
    found = {change.label: change.change for change in years.changes if change.change in {"added", "dropped"}}
    assert found == {
        "开展综合评价结果应用": "dropped",
        "培育信用服务机构": "dropped",
        "探索信用+停车场景": "added",
        "推进区域信用合作": "added",
    }


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("重错码率控制在0.01%以内", "tightened"),
        ("注册企业数占企业总数比例达到55%", "tightened"),
        ("通过融资信用服务平台发放信用贷款18亿元", "loosened"),
        ("全年不少于4场", "loosened"),
        ("在食品药品、安全生产、养老托育等22个领域实施差异化监管", "tightened"),
        ("2025年9月底前", "moved"),
        ("2025年底前", "moved"),
    ],
)
def test_numbers_of_the_next_year(years, words, change):
    assert {one.change for one in years.changes if one.right_quote == words} == {change}


def test_quotes_are_printed(years):
    assert Counter(one.change for one in years.changes)["unlike"] == 0
    assert all(one.left_quote or one.change == "added" for one in years.changes)


def test_a_county_is_stricter_than_its_city_in_all_seven(levels):
    numbers = [gap for gap in levels.gaps if gap.verdict not in {"own", "not_taken_up"}]
    assert {gap.verdict for gap in numbers} == {"stricter"}
    assert {(gap.gap, gap.unit) for gap in numbers} >= {(5.0, "%"), (-3.0, "工作日"), (-0.03, "%"), (2.0, "次/年")}
    assert {gap.superior for gap in numbers} == {"shi"}


def test_words_come_from_above(levels):
    assert {(c.here.plan, c.other.plan) for c in levels.clauses if c.other} == {("xian", "shi")}


def test_each_measure_has_a_state_in_each_plan(levels):
    groups = {state.group for state in levels.states}
    assert len(levels.states) == 2 * len(groups)
    assert all(state.quote for state in levels.states if state.state != "absent")


def test_a_superior_s_line_stands_beside_the_ladder_and_is_no_rung():
    from extractor.report.dataset import build_material
    from extractor.report.tables.compared.ladders import build_ladder_table

    plans = [extractor.extract_document(extractor.load_document(p)) for p in sorted((CASES / "vertical").glob("*.txt"))]
    alignment = extractor.align_plans(plans)
    comparison = extractor.compare_plans(alignment, plans)
    table = build_ladder_table(build_material(comparison, alignment, tuple(plans), "zh"))
    city, county = (
        plan.metadata.jurisdiction for plan in sorted(plans, key=lambda plan: plan.metadata.level != "city")
    )
    for row in table.rows:
        cells = {column.name: cell for column, cell in zip(table.columns, row, strict=True)}
        assert cells["reference"].startswith(city)
        assert cells["strictest"].startswith(county)
        assert city not in f"{cells['strictest']}{cells['loosest']}"
    assert table.rows


@pytest.mark.parametrize(("field", "found"), [("数字经济", 1), ("工业与民营经济", 0), (None, 1)])
def test_a_city_s_plan_of_another_field_is_no_superior(field, found):
    """广州市's 5G方案 beside 花都区's 助保贷办法: 15 duties «not taken up» would be said of two unlike things."""
    plans = [extractor.extract_document(extractor.load_document(p)) for p in sorted((CASES / "vertical").glob("*.txt"))]
    plans = [replace(one, metadata=replace(one.metadata, field="数字经济")) for one in plans]
    lower = next(one for one in plans if one.metadata.level != "city")
    (city,) = (one.metadata.jurisdiction for one in plans if one is not lower)
    metadata = replace(lower.metadata, field=field, parent=city)
    plans[plans.index(lower)] = replace(lower, metadata=metadata, citations=())
    assert len(list(find_superiors(plans))) == found
