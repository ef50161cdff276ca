"""Small answers of rulebooks and scorecards: whole inputs, sure points, days of the year, words of a value."""

from decimal import Decimal

import pytest

from extractor.model.scored.expression import (
    Case,
    Choose,
    Compare,
    Number,
    Observed,
    YearDay,
    build_month_end,
    count_days,
    print_number,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import Input
from extractor.model.scored.scenarios import NextPoint
from extractor.model.scored.scorecard import Points


@pytest.mark.parametrize(
    ("low", "high", "certain", "words"),
    [("3", "3", True, "3"), ("0", "3", False, "0～3"), ("1E+1", "20", False, "10～20")],
)
def test_points_that_are_not_certain_are_an_interval(low, high, certain, words):
    points = Points(Decimal(low), Decimal(high))
    assert (points.certain, str(points)) == (certain, words)


KINDS = (("yes_no", True), ("count", True), ("rank", True), ("choice", True), ("date", True), ("percent", False))


@pytest.mark.parametrize(("kind", "whole"), KINDS)
def test_only_whole_numbers_of_what_is_counted(kind, whole):
    assert Input(name="x", label="篇数", kind=kind, indicator="i1").whole is whole


def test_the_rows_that_ask_for_an_input():
    assert Input(name="x", label="篇数", kind="count", indicator="i1").rows == ("i1",)
    assert Input(name="x", label="篇数", kind="count", indicator=("i1", "i2")).rows == ("i1", "i2")


@pytest.mark.parametrize(
    ("value", "unit", "yes_no", "words"),
    [("1", "", True, "是"), ("0", "", True, "否"), ("12.0", "篇", False, "12篇"), ("0", "篇", False, "0篇")],
)
def test_a_value_in_words(value, unit, yes_no, words):
    numbers = dict.fromkeys(("now", "then", "gain"), Decimal(0))
    point = NextPoint(input="x", label="", indicator="i1", unit=unit, yes_no=yes_no, **numbers)
    assert point.show(Decimal(value)) == words


DAYS = ((1, 1, 1), (1, 31, 31), (2, 1, 32), (2, 28, 59), (3, 1, 60), (12, 31, 365))


@pytest.mark.parametrize(("month", "day", "number"), DAYS)
def test_the_number_of_a_day(month, day, number):
    assert count_days(YearDay(month, day)) == number


@pytest.mark.parametrize(("month", "day"), [(1, 31), (2, 28), (4, 30), (12, 31)])
def test_the_last_day_of_a_month(month, day):
    assert build_month_end(month) == YearDay(month, day)


def test_a_tree_is_walked_in_printed_order_and_rewritten_whole():
    tree = Choose((Case(Compare(Observed("a"), ">=", Number(Decimal(6))), Observed("b")),), Observed("c"))
    assert [part.input for part in walk(tree) if isinstance(part, Observed)] == ["a", "b", "c"]
    renamed = rewrite(tree, lambda part: Observed(part.input * 2) if isinstance(part, Observed) else part)
    assert [part.input for part in walk(renamed) if isinstance(part, Observed)] == ["aa", "bb", "cc"]


@pytest.mark.parametrize(("number", "printed"), [("100", "100"), ("0.50", "0.5"), ("3.00", "3"), ("1E+2", "100")])
def test_numbers_are_printed_without_idle_zeros(number, printed):
    assert print_number(Decimal(number)) == printed
