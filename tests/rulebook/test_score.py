"""Scorecards: intervals, what fired, limits; and laws that every score keeps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.scored.scorecard import Observation, Observations
from extractor.rulebook import score, score_columns
from extractor.rulebook.engine.score import score_values
from tests.rulebook.support import TABLES, Evaluator, as_words, draw_rows, find_names, make_book, set_weights


def observe(book=None, **values):
    names = find_names(book) if book else {}
    return Observations(
        "a.yaml", tuple(Observation(names.get(name, name), str(value)) for name, value in values.items())
    )


def test_card_tells_rule_number_and_limit(books):
    card = score(books["chengwu"], observe(books["chengwu"], x1_01_1=23, x1_02_1=11))
    rank, breach = card.indicators[:2]
    assert [(fired.quote, fired.points.low) for fired in rank.fired] == [
        ("国家城市信用监测排名月均前10名（含），得20分", 20),
        ("每后10名，扣2分", -4),
    ]
    assert rank.points.low == rank.points.high == 16
    assert [(bound.kind, bound.rule, bound.before.low) for bound in breach.bounds] == [("floor", f"{breach.id}_r2", -1)]


def test_missing_observation_is_an_interval_and_no_zero(books):
    card = score(books["chengwu"], observe(books["chengwu"], x1_01_1=1))
    assert (card.tables[0].points.low, card.tables[0].points.high) == (20, 100)
    assert card.indicators[1].missing == (find_names(books["chengwu"])["x1_02_1"],)
    assert len(card.missing) == len(books["chengwu"].inputs) - 1


def test_grades_are_those_still_possible(books):
    card = score(books["jiaxian"], observe())
    assert card.tables[0].grades == ("优秀", "良好", "合格", "不合格")
    rows = draw_rows(books["jiaxian"], 1)
    certain = score_values(books["jiaxian"], dict(rows[0].items()), "x")
    assert len(certain.tables[0].grades) == 1


@pytest.mark.parametrize(
    ("total", "grade"), [(90, "优秀"), (89.9999, "良好"), (80, "良好"), (60, "合格"), (59.9, "不合格")]
)
def test_edges_of_grades(books, total, grade):
    from extractor.model.scored.scorecard import Points
    from extractor.rulebook.engine.score import find_grades

    value = Decimal(str(total))
    assert find_grades(books["jiaxian"], Points(value, value)) == (grade,)


def test_where_nothing_is_ruled_the_card_says_so(books):
    card = score(books["chengwu"], observe(books["chengwu"], x1_06_1=80, x1_06_2=4000))
    row = card.indicators[5]
    assert (row.points.low, row.points.high) == (0, 5)
    assert "没有说到" in row.notes[0]


def test_category_without_row_points_is_limited_by_its_own(books):
    book = books["pingyin"]
    card = score_values(book, {}, "x")
    assert card.tables[0].full == 100
    assert all(group.points.high <= group.full for group in card.tables[0].categories)


@pytest.mark.parametrize("plan", TABLES)
@pytest.mark.parametrize("hide", [0, 2])
def test_table_of_rows_equals_the_cards(books, plan, hide):
    book = books[plan]
    rows = [
        {name: value for place, (name, value) in enumerate(row.items()) if not hide or (number + place) % hide}
        for number, row in enumerate(draw_rows(book, 60, seed=3))
    ]
    columns = {item.name: [row.get(item.name) for row in rows] for item in book.inputs}
    table = score_columns(book, columns, len(rows))
    for place, row in enumerate(rows):
        card = score_values(book, row, "x")
        told = [(one.points, table.points[one.id]) for one in card.indicators]
        told += [(one.points, table.totals[one.table]) for one in card.tables]
        for points, (low, high) in told:
            assert (round(low[place], 6), round(high[place], 6)) == (float(points.low), float(points.high))


@pytest.mark.parametrize("plan", TABLES)
def test_score_stays_between_floor_and_cap(books, plan):
    evaluator = Evaluator(set_weights(books[plan]))
    full = {row.id: row.points for row in books[plan].indicators}
    for row in draw_rows(books[plan], 200, seed=4):
        for name, points in evaluator.evaluate(row).items():
            if name in full:
                assert points >= 0
                assert full[name] is None or points <= full[name]


@pytest.mark.parametrize("plan", TABLES)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), hide=st.integers(0, 10_000))
def test_interval_holds_what_any_completion_gives(books, plan, seed, hide):
    """Whatever the missing observations turn out to be, the score lies in the interval told before."""
    book = books[plan]
    (row,) = draw_rows(book, 1, seed)
    names = sorted(row)
    kept = {name: row[name] for place, name in enumerate(names) if (place * 7919 + hide) % 3}
    partial = score_values(book, kept, "x")
    whole = score_values(book, dict(row.items()), "x")
    for less, more in zip(partial.indicators, whole.indicators, strict=True):
        assert less.points.low <= more.points.low <= less.points.high


RISING = ("x1_03_1", "x1_02_1", "x1_01_1", "x1_04_2", "x1_05_2")
"""Of 成武: the more of these, the fewer points; of all its other inputs (population apart) the more the better."""


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), place=st.integers(0, 100))
def test_monotone_where_the_sentence_says_so(books, seed, place):
    book = books["chengwu"]
    names = find_names(book)
    rising, amount = {names[name] for name in RISING}, names["x1_06_2"]
    items = [item for item in book.inputs if item.name != names["x1_06_1"]]
    item = items[place % len(items)]
    one, two = draw_rows(book, 2, seed)
    low, high = sorted((one[item.name], two[item.name]))
    evaluator = Evaluator(book)
    less, more = (evaluator.evaluate(one | {item.name: value})[item.indicator] for value in (low, high))
    if item.name in rising or item.label.startswith("辖区内出现重大区域金融风险"):
        less, more = more, less
    if (item.name, Decimal(4000)) not in {(amount, low), (amount, high)}:
        assert less <= more


def test_words_and_decimals_give_the_same_card(books):
    (row,) = draw_rows(books["jiaxian"], 1, seed=9)
    words = as_words(books["jiaxian"], row)
    by_words = score(books["jiaxian"], observe(**words))
    by_values = score_values(books["jiaxian"], dict(row.items()), "a.yaml")
    assert [r.points for r in by_words.indicators] == [r.points for r in by_values.indicators]


def test_rounding_is_half_away_from_zero():
    book = make_book(("信用贷款规模年增速，得分=7*增速，最多得7分。", 7))
    (item,) = book.inputs
    assert Evaluator(book).evaluate({item.name: Decimal("0.11115")})["i1"] == Decimal("0.7781")  # 0.77805
