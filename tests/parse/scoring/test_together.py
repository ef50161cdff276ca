"""What is said of several things is written out for each: each row is a way of saying it that forced a rule."""

from __future__ import annotations

import pytest

from tests.parse.scoring.printing import show_band
from tests.rulebook.support import read_statements


@pytest.mark.parametrize(
    ("row", "met"),
    [
        ("甲率、乙率均达到95%得6分，其中一项达到得3分，两项均未达到不得分。", [(1, 1), (0, 0)]),
        ("甲率、乙率、丙率均达到95%得6分，有一项未达到的不得分。", [(0, 2)]),
        ("甲率、乙率、丙率均达到95%得6分，有两项未达到的不得分。", [(1, 1)]),
        ("甲率、乙率、丙率均达到95%得6分，三项均低于95%的不得分。", [(0, 0)]),
        ("甲率、乙率均达到95%得6分，达标一项得2分。", [(1, 1)]),
    ],
)
def test_how_many_hold_is_counted(row, met):
    found = [one.bands[0] for one in read_statements(row) if "met" in one.names]
    assert [(band.low.value, band.high.value) for band in found] == met


@pytest.mark.parametrize(
    ("row", "bands"),
    [
        ("甲率、乙率各占3分，均以95%为基准，每低1个百分点扣0.3分。", ["甲率[95,)%!", "乙率[95,)%!"]),
        ("甲率、乙率分别达到95%、99%的，各得5分，每低1个百分点各扣1分。", ["甲率[95,)%!", "乙率[99,)%!"]),
        ("甲率和乙率均达到90%以上得4分，各占2分。", ["甲率[90,)%!", "乙率[90,)%!"]),
        ("甲率、乙率均达到97%得4分；任一指标每低1个百分点扣0.5分。", ["甲率(,97)%!", "乙率(,97)%!"]),
    ],
)
def test_each_has_its_own_band(row, bands):
    assert [show_band(band) for one in read_statements(row) for band in one.bands] == bands


@pytest.mark.parametrize(
    "row",
    [
        "甲率、乙率各占3分，丙率达到95%得满分。",
        "甲率和乙率均达到90%以上得4分，各占3分。",
        "甲项各占3分，达到90%得满分。",
    ],
)
def test_what_cannot_be_divided_is_unread(row):
    assert any(one.unread for one in read_statements(row))


@pytest.mark.parametrize(
    ("row", "acts"),
    [
        ("每100万元得0.5分，不足100万元的不计分。", ["award_per", "round_down"]),
        ("每100万元得0.5分，不足50万元的不计分。", ["award_per", "zero"]),
        ("每培训20人得1分，不足20人按比例计分。", ["award_per", "round_part"]),
        ("按完成率×5分计分，超过100%的按100%计。", ["formula", "cap"]),
        ("每迟报1次扣1分，漏报的加倍扣分。", ["deduct_per", "scaled"]),
        ("每建成1个得1分，全部建成（5个）得5分。", ["award_per"]),
        ("每建成1个得1分，全部建成（5个）得8分。", ["award_per", "award"]),
        ("发生亡人事故的本项0分并在总分中另扣5分。", ["zero", "total_loss"]),
    ],
)
def test_acts_of_a_row(row, acts):
    assert [one.act.value for one in read_statements(row)] == acts


@pytest.mark.parametrize(
    "words", ["每百人拥有图书5册以上得2分", "每千人口床位数达到6张以上得3分", "每万人公园面积≥8公顷得1分"]
)
def test_a_rate_is_no_step(words):
    assert [one.step for one in read_statements(words)] == [None]


def test_what_goes_beyond_the_row_has_the_condition_before_it():
    total = read_statements("发生亡人事故的本项0分并在总分中另扣5分。")[1]
    assert total.subject == "发生亡人事故"
