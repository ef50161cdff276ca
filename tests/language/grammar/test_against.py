"""Comparisons with another quantity: on which side of it, whether it belongs to them, what is left out."""

import pytest

from extractor.language.grammar.against import find_against, find_all_against, shift
from extractor.model.facts.scoring import Band, Edge


def read_edge(edge):
    return None if edge is None else (edge.value, edge.closed)


FOUND = (
    # words, whose number, the other, from, to (both of the difference)
    ("指标值大于全县平均值", "指标值", "全县平均值", (0, False), None),
    ("增速达到或超过全市平均水平", "增速", "全市平均水平", (0, True), None),
    ("投诉率低于全市平均水平", "投诉率", "全市平均水平", None, (0, False)),
    ("投诉率不高于上年度", "投诉率", "上年度", None, (0, True)),
    ("等于平均分", "", "平均分", (0, True), (0, True)),
    ("与全省平均水平持平", "", "全省平均水平", (0, True), (0, True)),
    ("平均分在全县平均分以上", "平均分", "全县平均分", (0, True), None),
    ("平均分处于全县平均分以下", "平均分", "全县平均分", None, (0, True)),
    ("投资按照序时进度完成", "投资", "序时进度", (0, True), None),
    ("未达到序时进度", "", "序时进度", None, (0, False)),
)


@pytest.mark.parametrize(("words", "own", "other", "low", "high"), FOUND)
def test_on_which_side_of_another_quantity(words, own, other, low, high):
    band = find_against(words)
    assert (band.subject, band.against, read_edge(band.low), read_edge(band.high)) == (own, other, low, high)
    assert all(edge is None or edge.firm for edge in (band.low, band.high))


@pytest.mark.parametrize("words", ["低于", "低于3%", "完成全年任务", "与上年持平情况"])
def test_no_comparison_with_another_quantity(words):
    assert find_against(words) is None


BEFORE = find_against("增速高于全省平均水平")
YEAR = find_against("高于上年度")
ALL = (
    # words, the comparison before, what each band is against, from, to
    ("低于全市平均水平但高于上年", None, [("全市平均水平", None, (0, False)), ("上年", (0, False), None)]),
    ("低于全市平均水平但实现正增长", None, [("全市平均水平", None, (0, False)), ("", (0, False), None)]),
    ("高于上年且同比下降", None, [("上年", (0, False), None), ("", None, (0, False))]),
    ("低于全市平均水平但未整改", None, []),
    ("实现正增长", None, []),
    ("低于", BEFORE, [("全省平均水平", None, (0, False))]),
    ("低于", None, []),
    ("持平", BEFORE, [("全省平均水平", (0, True), (0, True))]),
    ("持平", None, []),
    ("与去年持平", YEAR, [("上年度", (0, True), (0, True))]),
    ("与全市持平", YEAR, []),
    ("等于平均水平", BEFORE, [("全省平均水平", (0, True), (0, True))]),
    ("等于平均值", BEFORE, [("平均值", (0, True), (0, True))]),
)


@pytest.mark.parametrize(("words", "before", "found"), ALL)
def test_comparisons_that_hold_together(words, before, found):
    bands = find_all_against(words, before)
    assert [(band.against, read_edge(band.low), read_edge(band.high)) for band in bands] == found


SHIFTED = (
    # subject, from, to, the comparison before; own, other, from, to
    ("增速高于全省平均增速", Edge(3), None, None, ("增速", "全省平均增速", (3, True), None)),
    ("增速高于全省平均增速", None, Edge(3), None, ("增速", "全省平均增速", (0, False), (3, True))),
    ("增速低于全省平均增速", Edge(3), None, None, ("增速", "全省平均增速", None, (-3, True))),
    ("增速低于全省平均增速", None, Edge(3, closed=False), None, ("增速", "全省平均增速", (-3, False), (0, False))),
    ("低于", Edge(3), None, BEFORE, ("", "全省平均水平", None, (-3, True))),
    ("低于", Edge(3), None, None, None),
    ("增速达到全省平均增速", Edge(3), None, None, None),
    ("增速", Edge(3), None, None, None),
)


@pytest.mark.parametrize(("subject", "low", "high", "before", "found"), SHIFTED)
def test_so_many_points_above_or_below_another_quantity(subject, low, high, before, found):
    band = shift(Band(subject=subject, unit="百分点", low=low, high=high), before)
    assert (band and (band.subject, band.against, read_edge(band.low), read_edge(band.high))) == found


@pytest.mark.parametrize("flag", ["bare", "last"])
def test_places_and_bare_numbers_are_no_difference(flag):
    assert shift(Band(subject="增速高于全省平均增速", low=Edge(3), **{flag: True}), None) is None
