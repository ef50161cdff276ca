"""分值体检: what the analysis of the trees says is what trying values gives."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from extractor.model.scored.expression import Compare, Number, Observed, walk
from extractor.rulebook import build_check_workbook, check_points, find_reach
from extractor.rulebook.engine.program import find_range
from extractor.rulebook.engine.score import find_inputs, score_values
from tests.rulebook.support import TABLES, make_book, make_plan, set_weights


def try_values(row, item):
    """Return the values of an input at which its row's points can turn: both ends, bounds, and right beside them."""
    low, high = find_range(item)
    step = Decimal(1) if item.whole else Decimal("0.01")
    values = {low, high, *(v for v in (low + step, (low + high) // 2) if low <= v <= high)}
    for node in walk(row.tree):
        if isinstance(node, Compare) and node.left == Observed(item.name) and isinstance(node.right, Number):
            values |= {node.right.value + add for add in (-step, Decimal(0), step)}
    return sorted(value for value in values if low <= value <= high)


def brute_force(book, row):
    items = find_inputs(book, row)
    alone = replace(book, indicators=(row,), inputs=items, effects=(), checks=())
    found = [
        score_values(alone, dict(zip((item.name for item in items), values, strict=True)), "x").indicators[0].points
        for values in itertools.product(*(try_values(row, item) for item in items))
    ]
    return min(one.low for one in found), max(one.high for one in found)


@pytest.mark.parametrize("plan", TABLES)
def test_reach_is_what_brute_force_finds(books, plan):
    book = set_weights(books[plan])
    reaches = [reach for reach in find_reach(book) if reach.level == "row"]
    for row, reach in zip(book.indicators, reaches, strict=True):
        assert (reach.reachable.low, reach.reachable.high) == brute_force(book, row), row.name


def test_reach_of_common_rows_is_what_brute_force_finds():
    from tests.rulebook.test_assemble import CASES

    book = make_book(*dict.fromkeys((criteria, full) for criteria, full, _, _ in CASES))
    for row, reach in zip(book.indicators, find_reach(book), strict=False):
        assert (reach.reachable.low, reach.reachable.high) == brute_force(book, row), row.criteria


def find_codes(*rows, **more):
    return {(problem.code, problem.item) for problem in check_points(make_book(*rows), make_plan(*rows, **more))}


@pytest.mark.parametrize(
    ("criteria", "full", "code"),
    [
        ("1.建立台帐，得1分。2.推进切割淘汰工作，得1分。", 3, "points-out-of-reach"),  # 石城 no. 18
        ("达到20个，得4分，不足10个不得分。", 4, "band-gap"),
        ("达到80%得4分，不超过90%不得分。", 4, "band-overlap"),
        ("达到100%得4分，不超过100%不得分。", 4, "band-overlap"),
        ("失信主体比例低于0%得4分。", 4, "rule-never-fires"),
        ("80%—90%得3分，85%以上得5分，80%以下不得分。", 5, "band-overlap"),
        ("完成率达到90%以上得5分，达到80%以上得3分，达到90%得2分。", 5, "rule-never-fires"),
        ("办结率低于0%的不得分，达到90%得4分。", 4, "rule-never-fires"),
        ("建立制度得1分，最高3分。", 3, "limit-never-binds"),
        ("归集社保、纳税两类信用信息数量。每归集一类信息得0.5分，最高4分。", 4, "things-out-of-reach"),
        ("获省、市通报表扬并推广的，分别奖20、10分。", 7, "award-above-points"),  # 石城 part 6
    ],
)
def test_each_fault_is_found(criteria, full, code):
    assert (code, "i1") in find_codes((criteria, full))


@pytest.mark.parametrize(
    ("criteria", "full"),
    [
        ("比例低于0.3%，得4分，高于0.5%不得分。介于两者之间的按比例计分。", 4),
        ("达到20个，得4分，缺少一个领域扣0.2分。", 4),
        ("成立的得5分；缺一项扣1分，未成立的不得分。", 5),
        ("及时率达到95%以上得5分，90%-95%得3分，低于90%不得分。", 5),
        ("达到95%得满分，每低于1个百分点扣0.5分，扣完为止。", 10),
        ("第1名得10分，每降一位扣0.5分，扣完为止。", 10),
        ("以70%为基数得6分，每提高1个百分点加0.2分，最多得10分。", 10),
        ("完成的得3分，每超额1%加0.1分，加分不超过2分。", 3),
    ],
)
def test_a_sound_row_has_no_fault(criteria, full):
    assert find_codes((criteria, full)) == set()


def test_gap_tells_the_very_value(plans, books):
    messages = [p.message for p in check_points(books["chengwu"], plans["chengwu"]) if p.code == "band-gap"]
    assert any("=4000万" in message for message in messages)
    assert any("100万人—" in message for message in messages)


def test_integers_leave_no_gap_between_two_and_three_days(plans, books):
    """平阴 no. 15: 2个工作日内……3个或3个以上: no whole number lies between."""
    assert not [p for p in check_points(books["pingyin"], plans["pingyin"]) if p.code == "band-gap"]


def test_sheet_lists_rows_categories_tables_and_problems(plans, books):
    book = books["jiaxian"]
    content = build_check_workbook(find_reach(book), check_points(book, plans["jiaxian"]))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    levels = [row[1].value for row in workbook["分值体检"].iter_rows(min_row=2)]
    assert levels.count("指标") == 30
    assert levels.count("合计") == 2
    assert workbook["问题"].max_row == 1 + len(check_points(book, plans["jiaxian"]))
