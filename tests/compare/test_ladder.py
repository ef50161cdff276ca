"""Numbers of one measure on one scale: from the strictest to the loosest, with what was converted said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.differences.deadlines import find_month_days
from extractor.compare.differences.durations import compare_durations
from extractor.compare.differences.frequencies import find_frequencies
from extractor.compare.differences.ranking import place_on_ladder
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.targets import find_targets
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.facts.plan import (
    Condition,
    Deadline,
    DeadlineKind,
    Indicator,
    Rule,
    RuleKind,
    Task,
)
from extractor.model.paper.place import Piece, Place
from tests.compare.contract_vocabulary import CONTRACT

GROUP = Group(id="g", label="双公示", concept=None, members=())


def find(comparison, group, aspect, unit=""):
    return next(d for d in comparison.differences if (d.group, d.aspect) == (group, aspect) and unit in d.unit)


def ladder(difference):
    return [(reading.plan, reading.value, reading.position) for reading in difference.readings]


def limit(plan, duration, *, working):
    deadline = Deadline(
        text=f"自决定之日起{duration}内",
        where="body",
        kind=DeadlineKind.RELATIVE,
        duration=duration,
        working_days=working,
        trigger="决定之日",
        place=Place(0, 4),
    )
    return GroupedItem(plan, Task(id="t1", no="1", section=None, title="双公示", deadlines=(deadline,)), None, CONTRACT)


def test_seven_working_days_against_fifteen(five):
    found = find(five, "double-publicity", "duration")
    assert ladder(found) == [("changqing", 7.0, 1.0), ("pingyin", 15.0, 0.0)]


def test_listed_subjects_under_a_third_of_a_per_cent(five):
    """成武 asks for less than 0.3 %, 灵璧 for less than 1 %."""
    found = find(five, "list-subjects", "target")
    # 在营市场主体 (with one-man businesses) and 存续企业 are two bases: side by side, with the reason
    assert {(plan, value) for plan, value, _ in ladder(found)} == {("chengwu", None), ("lingbi", None)}
    assert "分母不同：在营市场主体数量与存续企业数量" in found.note
    assert found.spread is None


def test_the_day_of_the_month(five):
    """长清 wants the list by the 25th, 平阴 by the 26th; both ask 12 times a year."""
    found = find(five, "information-collection", "deadline", "每月")
    assert ladder(found) == [("changqing", 25.0, 1.0), ("pingyin", 26.0, 0.0)]
    # 每月25日前 and 每月26日前 are as often: a row that says so beside the days is the same thing twice
    assert not [d for d in five.differences if (d.group, d.aspect) == ("information-collection", "frequency")]


def test_what_a_table_marks_by_the_year_stands_beside_quotas(five):
    """平阴's table asks for one activity a quarter and marks four in full; its body asks for two a year."""
    found = find(five, "publicity-activities", "frequency")
    assert ladder(found) == [("pingyin", 4.0, 1.0), ("changqing", 2.0, 0.0), ("pingyin", 2.0, 0.0)]
    assert "满分线" in found.note


def test_working_days_and_calendar_days_are_shown_side_by_side_without_a_rank():
    rows = [limit("a", "P5D", working=True), limit("b", "P7D", working=False)]
    (found,) = compare_durations(GROUP, rows)
    assert (found.unit, found.stricter, found.spread, found.agrees) == ("工作日｜日", "none", None, False)
    assert [(r.value, r.rank, r.position) for r in found.readings] == [(None, None, None)] * 2
    assert {r.shown for r in found.readings} == {"5工作日", "7日"}
    assert "不作换算" in found.note


def test_a_ladder_says_that_another_scale_stands_beside_it():
    rows = [limit("a", "P5D", working=True), limit("b", "P7D", working=True), limit("c", "P1M", working=False)]
    (found,) = compare_durations(GROUP, rows)
    assert [reading.plan for reading in found.readings] == ["a", "b"]
    assert "不作换算" in found.note


def test_a_ladder_on_one_scale_says_nothing_of_others():
    rows = [limit("a", "P5D", working=True), limit("b", "P7D", working=True)]
    (found,) = compare_durations(GROUP, rows)
    assert found.note == ""


def yearly_row(text, criteria, value, unit):
    rule = Rule(kind=RuleKind.AWARD, points="full", text=text, condition=Condition(">=", value, unit))
    return GroupedItem(
        "a", Indicator(id="i1", table=1, no="1", name="信用宣传", criteria=criteria, rules=(rule,)), None, CONTRACT
    )


@pytest.mark.parametrize(
    ("text", "criteria", "value", "unit", "yearly"),
    [
        ("全年报送12篇得满分", "全年报送12篇得满分", 12, "篇", True),
        ("开展4次及以上的得满分", "每个部门每季度开展1次宣传活动，开展4次及以上的得满分", 4, "次", True),
        ("报送12篇得满分", "每月报送1篇，报送12篇得满分", 12, "篇", True),
        ("开展3次及以上的得满分", "每季度开展1次宣传活动，开展3次及以上的得满分", 3, "次", False),
        ("出台3件及以上的得满分", "出台3件及以上的得满分", 3, "件", False),
        ("年度上报率达到100%得满分", "年度上报率达到100%得满分", 100, "%", False),
    ],
)
def test_full_marks_by_the_year(text, criteria, value, unit, yearly):
    row = yearly_row(text, criteria, value, unit)
    assert [found.unit for found in find_frequencies(row)] == ([f"{unit}/年"] if yearly else [])
    assert len(list(find_targets(row))) == (not yearly)


@pytest.mark.parametrize(
    ("rrule", "days"),
    [("FREQ=MONTHLY;BYMONTHDAY=25", [25.0]), ("FREQ=MONTHLY", []), ("FREQ=YEARLY;BYMONTHDAY=25", []), (None, [])],
)
def test_days_of_the_month(rrule, days):
    deadline = Deadline(text="每月25日前", where="label", kind=DeadlineKind.RECURRING, rrule=rrule)
    row = GroupedItem("a", Task(id="t1", no="1", section=None, title="信息归集", deadlines=(deadline,)), None, CONTRACT)
    assert [found.value for found in find_month_days(row)] == days


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6), st.sampled_from(["higher", "lower"]))
def test_positions_lie_between_the_ends(values, stricter):
    places = [place_on_ladder(value, values, stricter) for value in values]
    assert all(0 <= place <= 1 for place in places)
    loose, strict = (min(values), max(values)) if stricter == "higher" else (max(values), min(values))
    assert place_on_ladder(strict, values, stricter) == 1
    assert loose == strict or place_on_ladder(loose, values, stricter) == 0


def test_what_has_no_strict_end_has_no_position():
    assert place_on_ladder(3, [3, 4], "none") is None
    assert place_on_ladder(None, [3, 4], "higher") is None


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9)), min_size=1, max_size=5))
def test_the_reach_covers_each_piece(spans):
    pieces = tuple(Piece(start, start + size) for start, size in spans)
    place = Place(pieces[0].start, pieces[0].end, pieces=pieces)
    start, end = find_reach(place)
    assert all(start <= piece.start <= piece.end <= end for piece in pieces)
    assert start in {piece.start for piece in pieces}


def test_readings_cover_their_whole_quote(five, texts, plans):
    """All printed names of the bodies stand between start and end, not the first alone."""
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    seen = 0
    for difference in five.differences:
        for reading in difference.readings:
            words = "".join(texts[reading.plan][reading.start : reading.end].split())
            if difference.aspect == "unit":
                names = [unit.name for unit in items[reading.plan, reading.item].units]
                assert all("".join(name.split()) in words for name in names)
                seen += len(names) > 1
            else:
                assert all("".join(part.split()) in words for part in reading.quote.split("、"))
    assert seen > 5


def test_points_of_a_row_are_split_by_its_parts(five):
    """郏县's row of 17 points has three parts, 7 + 5 + 5; the growth of loans is the one of 7."""
    found = find(five, "credit-loan-scale", "weight")
    reading = next(reading for reading in found.readings if reading.item == "ie633ba36")
    assert (reading.value, reading.quote, reading.shown) == (7.0, "7", "7/100分")
    assert 0 < reading.start < reading.end
