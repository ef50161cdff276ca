"""Cross scores, next points, simulation and its plot."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from extractor.errors import ExtractorError
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.rulebook import cross_score, draw_histogram, next_points, read_observations, render_cross_csv, simulate
from tests.rulebook.support import find_names, make_book, make_plan, put_names


def observe(book, text):
    return read_observations(put_names(book, text).encode(), "a.yaml")


def make_two():
    """成武 and 平阴 on the same measure: 20 fields against one for each unit."""
    from dataclasses import replace

    from extractor.rulebook import build_rulebook

    home = make_plan(("覆盖监管领域的数量达到20个，得4分，缺少一个领域扣0.2分。", 4, "分级分类监管情况"))
    away = make_plan(
        ("县授信金额达到5亿元，得6分；低于1亿元，不得分。介于两者之间的按比例计分。", 6, "授信规模"),
        ("每个单位开展1个监管领域，没开展监管领域不得分。", 5, "分级分类监管覆盖领域"),
    )
    return build_rulebook(replace(home, id="home")), build_rulebook(replace(away, id="away"))


def test_one_set_of_observations_through_another_ruler():
    home, away = make_two()
    group = Group(id="g", label="监管", concept=None, members=(
        Member("home", "i1", "indicator", "a"), Member("away", "i2", "indicator", "b")))  # fmt: skip
    table = cross_score(
        [home, away], "home", observe(home, "x1_01_1: 10"), Alignment(plans=("home", "away"), groups=(group,))
    )
    (line,) = table.lines
    assert (line.row, line.points.low, line.home.low, line.away.low) == ("i2", 5, Decimal("0.5"), 1)
    assert table.totals[0].rows == 1
    assert len(table.left_out) == 1


def test_cross_table_as_csv():
    import csv
    import io

    home, away = make_two()
    text = render_cross_csv(cross_score([home, away], "home", observe(home, "x1_01_1: 10")))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert (rows[0]["row"], rows[0]["home_low"], rows[0]["away_low"]) == ("i2", "0.5", "1")
    assert len(rows) == 2


def test_without_alignment_rows_are_paired_by_name():
    home, away = make_two()
    assert [line.row for line in cross_score([home, away], "home", observe(home, "x1_01_1: 0")).lines] == ["i2"]


def test_units_are_converted():
    from dataclasses import replace

    from extractor.rulebook import build_rulebook

    row = "授信金额达到{}，得6分；低于{}，不得分。介于两者之间的按比例计分。"
    home = build_rulebook(replace(make_plan((row.format("10亿元", "3亿元"), 6, "授信规模")), id="home"))
    away = build_rulebook(replace(make_plan((row.format("50000万元", "10000万元"), 6, "授信规模")), id="away"))
    (line,) = cross_score([home, away], "home", observe(home, "x1_01_1: 3")).lines
    assert (line.home.low, line.away.low) == (0, Decimal("0.5"))  # 3亿元 = 30000万元


def test_other_measures_are_left_out():
    from dataclasses import replace

    from extractor.rulebook import build_rulebook

    home = build_rulebook(replace(make_plan(("每次得1分。", 5, "宣传活动")), id="home"))
    away = build_rulebook(replace(make_plan(("比例达到80%得5分，低于50%不得分。", 5, "宣传活动")), id="away"))
    table = cross_score([home, away], "home", observe(home, "x1_01_1: 3"))
    assert table.lines == ()
    assert "单位" in table.left_out[0]


def test_real_plans_by_each_other(books):
    table = cross_score(list(books.values()), "chengwu", observe(books["chengwu"], "x1_12_1: 3\nx1_06_1: 3000"))
    assert {line.plan for line in table.lines} <= {"pingyin", "jiaxian"}
    for line in table.lines:
        assert 0 <= line.home.low <= line.home.high <= 1
        assert 0 <= line.away.low <= line.away.high <= 1


def test_next_points_are_sorted_and_tell_the_nearest_jump(books):
    points = next_points(
        books["chengwu"],
        observe(books["chengwu"], "x1_01_1: 23\nx1_02_1: 2\nx1_03_1: 0.6\nx1_06_1: 70\nx1_06_2: 3000\nx1_09_1: 12"),
    )
    gains = {point.input: point for point in points}
    names = find_names(books["chengwu"])
    assert [point.gain for point in points] == sorted((point.gain for point in points), reverse=True)
    assert (gains[names["x1_02_1"]].then, gains[names["x1_02_1"]].gain) == (1, 1)
    assert (gains[names["x1_09_1"]].then, gains[names["x1_09_1"]].gain) == (13, Decimal("0.2"))
    assert (gains[names["x1_01_1"]].jump, gains[names["x1_01_1"]].jump_gain) == (20, 2)
    # the sentences leave exactly 4000 open, so the next jump is beyond it: 数据量超过4000万的，得5分
    assert (gains[names["x1_06_2"]].jump, gains[names["x1_06_2"]].jump_gain) == (Decimal("4000.01"), 5)
    # what rises evenly is worth its whole at the printed bound: 达到20个，得4分; 低于0.3%，得4分
    assert (gains[names["x1_09_1"]].jump, gains[names["x1_09_1"]].jump_gain) == (20, Decimal("1.6"))
    assert (gains[names["x1_03_1"]].jump, gains[names["x1_03_1"]].jump_gain) == (Decimal("0.3"), 4)


def test_next_point_of_a_yes_no_is_the_other_answer(books):
    (point,) = next_points(books["chengwu"], observe(books["chengwu"], "x1_16_1: 否"))
    assert (point.now, point.then, point.gain) == (0, 1, 4)


def test_simulation_is_the_same_every_time_and_counts_every_draw(books):
    book = books["jiaxian"]
    one, again, other = simulate(book, 300), simulate(book, 300), simulate(book, 300, seed=1)
    assert one == again != other
    for distribution in one:
        assert sum(part.count for part in distribution.bins) == 300
        assert sum(count for _, count in distribution.grades) == 300
        assert distribution.least <= distribution.quantiles[2] <= distribution.most <= distribution.full


def test_what_was_observed_stays_as_observed():
    book = make_book(("每次得1分，最高5分。", 5))
    (distribution,) = simulate(book, 50, observations=observe(book, "x1_01_1: 3"))
    assert distribution.least == distribution.most == 3


@pytest.mark.parametrize("draws", [0, -1, 1_000_001])
def test_number_of_draws_is_bounded(books, draws):
    with pytest.raises(ExtractorError, match="次数超出范围"):
        simulate(books["chengwu"], draws)


def test_plot_is_well_formed_and_has_a_bar_for_each_bin(books):
    (distribution, _) = simulate(books["jiaxian"], 200)
    root = ET.fromstring(draw_histogram(distribution))  # noqa: S314 - our own file
    bars = [node for node in root.iter("{http://www.w3.org/2000/svg}rect") if node.get("fill") == "#4a7ab5"]
    assert len(bars) == len(distribution.bins)
    assert draw_histogram(distribution) == draw_histogram(simulate(books["jiaxian"], 200)[0])
