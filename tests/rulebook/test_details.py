"""Small parts of views, files and checks, each by what a reader of the result would miss if it were otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from extractor.model.scored.expression import ZERO, Cap, Case, Choose, Compare, Holds, Number, Observed
from extractor.rulebook import (
    build_rulebook,
    check_points,
    cross_score,
    diff_rulebooks,
    export_dmn,
    parse_yaml,
    render_markdown,
    render_scorecard_page,
    render_yaml,
    score_columns,
    score_values,
    simulate,
)
from extractor.rulebook.cards.histogram import draw_histogram
from extractor.rulebook.cards.lines import find_mark
from extractor.rulebook.exports.outline import find_table
from extractor.rulebook.io.observations import read_observations
from extractor.rulebook.io.score_files import build_columns
from extractor.rulebook.io.tables import read_frame
from tests.rulebook.support import make_book, make_plan, put_names

SVG = "{http://www.w3.org/2000/svg}"
DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("每报送1篇信息得1分。", "每报送1篇信息得1分。", []),
        ("每报送1篇信息得1分，被通报的扣1分。", "每报送1篇信息得1分。", ["input-removed"]),
        ("每报送1篇信息得1分。", "每报送1篇信息得1分，被通报的扣1分。", ["input-added"]),
    ],
)
def test_inputs_that_come_and_go_are_told(before, after, kinds):
    changes = diff_rulebooks(make_book((before, 5, "信息")), make_book((after, 5, "信息")))
    assert [change.kind for change in changes if change.kind.startswith("input")] == kinds


@pytest.mark.parametrize(
    ("criteria", "full", "told"),
    [
        ("每月报送工作报告的得0.2分。", 2, True),
        ("每月报送工作报告的得0.2分，最高2分。", 2, False),
        ("每月报送工作报告的得0.2分；建立制度的得1分。", 2, False),
        ("每月报送工作报告的得0.2分。", 2.4, False),
        ("每季度调度一次的得0.5分。", 5, True),
        ("每季度调度一次的得0.5分。", 2, False),
        ("每月报送工作报告的得0.2分。", None, False),
    ],
)
def test_months_that_do_not_fit_the_points(criteria, full, told):
    problems = check_points(make_book((criteria, full)), make_plan((criteria, full)))
    assert any(problem.code == "periods-differ" for problem in problems) == told


HOME = {
    "share": "公示率达到80%得5分，低于50%不得分。",
    "yes": "建立公示制度的得5分，未建立的不得分。",
    "people": "公示人数达到80人得5分，低于50人不得分。",
    "judged": "根据工作落实情况打分。",
    "points": "公示得分达到4分得5分，低于2分不得分。",
}


@pytest.mark.parametrize(
    ("home", "away", "lines"),
    [
        ("share", "share", 1),
        ("yes", "yes", 1),
        ("share", "yes", 0),
        ("yes", "share", 0),
        ("share", "people", 0),
        ("judged", "points", 0),
    ],
)
def test_only_answers_of_one_kind_are_measured_by_another_ruler(home, away, lines):
    one, two = (
        build_rulebook(replace(make_plan((HOME[kind], 5, "公示")), id=name))
        for kind, name in ((home, "home"), (away, "away"))
    )
    answer = {"yes": "是", "judged": "4"}.get(home, "85")
    observed = read_observations(put_names(one, f"x1_01_1: {answer}").encode(), "a.yaml")
    assert len(cross_score([one, two], "home", observed).lines) == lines


def test_numbers_of_all_places_are_measured_by_their_like():
    words = "信息数量最多的得满分，最少的得0分，其他的按比例计分。"
    one, two = (build_rulebook(replace(make_plan((words, 5, "信息")), id=name)) for name in ("home", "away"))
    observed = read_observations(put_names(one, "x1_01_1: 30\nx1_01_2: 50\nx1_01_3: 10").encode(), "a.yaml")
    (line,) = cross_score([one, two], "home", observed).lines
    assert (line.points.low, line.points.high) == (Decimal("2.5"), Decimal("2.5"))


@pytest.mark.parametrize(
    ("known", "low", "high"),
    [({"完成数": 5, "任务数": 10}, 2, 2), ({"任务数": 10}, 0, 4), ({"完成数": 5}, 0, 4), ({}, 0, 4)],
)
def test_a_quotient_of_which_one_side_is_missing_is_an_interval(known, low, high):
    book = make_book(("得分=完成数÷任务数×4。", 4, "任务"))
    values = {item.name: Decimal(known[item.label[:3]]) for item in book.inputs if item.label[:3] in known}
    points = score_values(book, values, "x").indicators[0].points
    assert (points.low, points.high) == (low, high)


@pytest.mark.parametrize(
    ("criteria", "values", "mark"),
    [
        ("建立制度的得5分，未建立的不得分。", {}, "〔缺1项观测〕"),
        ("建立制度的得5分，未建立的不得分。", {"x1_01_1": 1}, ""),
        ("建立制度的得5分，其余情形得分翻番、折半三成。", {}, "〔有句子未读懂〕"),
        ("根据工作落实情况打分。", {}, "〔人工评定〕"),
    ],
)
def test_marks_beside_points(criteria, values, mark):
    book = make_book((criteria, 5, "制度"))
    named = {put_names(book, name): Decimal(value) for name, value in values.items()}
    assert find_mark(score_values(book, named, "x").indicators[0]) == mark


def test_categories_have_a_line_of_their_own_on_the_page():
    plan = make_plan(("建立制度的得5分，未建立的不得分。", 5, "制度"), ("每次得1分。", 3, "宣传"))
    grouped = replace(
        plan, indicators=tuple(replace(row, level1="基础<工作>", level1_points=8) for row in plan.indicators)
    )
    page = render_scorecard_page(score_values(build_rulebook(grouped), {}, "x"))
    assert '<tr><td>基础&lt;工作&gt;</td><td class="n">8</td><td class="n">0～8</td></tr>' in page


def test_plot_has_its_numbers_left_of_and_below_the_axes():
    book = make_book(("每次得1分，最高5分。", 5))
    (distribution,) = simulate(book, 60)
    root = ET.fromstring(draw_histogram(distribution))  # noqa: S314 - our own file
    left = min(float(line.get("x1")) for line in root.iter(f"{SVG}line") if line.get("stroke") == "#333")
    ends = [node for node in root.iter(f"{SVG}text") if node.get("text-anchor") == "end"]
    assert [node.text for node in ends] == [str(max(part.count for part in distribution.bins)), "0"]
    assert {left - float(node.get("x")) for node in ends} == {6}
    bars = [node for node in root.iter(f"{SVG}rect") if node.get("fill") == "#4a7ab5"]
    tallest = max(bars, key=lambda node: float(node.get("height")))
    assert float(ends[0].get("y")) == pytest.approx(float(tallest.get("y")) + 4, abs=0.1)
    middle = next(node for node in root.iter(f"{SVG}text") if node.text.startswith("总分"))
    axis = next(line for line in root.iter(f"{SVG}line") if line.get("stroke") == "#333")
    assert float(middle.get("x")) == (float(axis.get("x1")) + float(axis.get("x2"))) // 2


def test_columns_of_one_name_are_counted_from_two():
    rows = [("每次得1分。", 5, "宣传")] * 3
    plan = make_plan(*rows)
    book = build_rulebook(replace(plan, indicators=tuple(replace(row, no="1") for row in plan.indicators)))
    table = read_frame({item.name: [1.0, 2.0] for item in book.inputs}, book)
    columns = build_columns(book, table, score_columns(book, table.columns, table.rows), words=True)
    assert [name for name in columns if "宣传" in name] == ["1 宣传", "1 宣传_2", "1 宣传_3"]


def test_only_a_row_that_was_changed_by_hand_is_warned_of():
    text = render_yaml(make_book(("每报送1篇信息得1分，最高5分。", 5, "信息"), ("每次得1分。", 3, "宣传")))
    assert "改动过" not in render_markdown(parse_yaml(text))
    assert render_markdown(parse_yaml(text.replace("最高5分", "最高6分"))).count("改动过") == 1
    assert "改动过" not in render_markdown(make_book(("每次得1分。", 3, "宣传")))


def test_a_choice_over_anything_but_one_number_is_no_decision_table():
    item = make_book(("办结率达到90%得5分，低于70%不得分。", 5)).inputs[0]
    rate, nothing = Observed(item.name), (Decimal(0), Decimal(5))
    high, low = (
        Case(Compare(rate, ">=", Number(Decimal(bound))), Number(Decimal(n))) for bound, n in ((90, 5), (80, 3))
    )
    table = find_table(Cap(Choose((high, low), ZERO), Number(Decimal(4))), item, nothing)
    assert table is not None
    assert [band.bounds for band in table.bands] == [((">=", Decimal(90)),), ((">=", Decimal(80)),), ()]
    asked = Case(Holds("q_other"), Number(Decimal(1)))
    assert find_table(Choose((high, asked), ZERO), item, nothing) is None
    assert find_table(Choose((asked,), ZERO), item, nothing) is None
    assert find_table(Number(Decimal(4)), item, nothing) is None


def test_dmn_says_of_an_input_whose_number_it_is_and_in_what_unit():
    book = make_book(
        ("信息数量最多的得满分，最少的得0分，其他的按比例计分。", 5, "信息"), ("每报送1篇信息得1分。", 3, "信息报送")
    )
    root = ET.fromstring(export_dmn(book))  # noqa: S314 - our own file
    told = [node.find(f"{DMN}description").text for node in root.iter(f"{DMN}inputData")]
    by_name = dict(zip((item.label for item in book.inputs), told, strict=True))
    assert ["须先行算出" in words for words in by_name.values()] == [item.of is not None for item in book.inputs]
    assert ["单位：" in words for words in by_name.values()] == [bool(item.unit) for item in book.inputs]
    assert sum("须先行算出" in words for words in told) == 2
