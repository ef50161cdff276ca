"""Which values measure the same thing, and how they rank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.differences.measures import join_single, likeness, split_alike
from extractor.compare.differences.ranking import build_difference, find_label
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated, find_context
from extractor.compare.differences.targets import is_share
from extractor.model.compared.alignment import Group
from extractor.model.facts.plan import Task
from tests.compare.contract_vocabulary import CONTRACT

GROUP = Group(id="g", label="组", concept=None, members=())


def state(plan, value, *, about="比例", unit="%", stricter="lower"):
    return Stated(
        words=CONTRACT,
        plan=plan,
        item="t1",
        quote=str(value),
        place=None,
        value=value,
        shown=str(value),
        unit=unit,
        stricter=stricter,
        about=about,
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("双公示信息上报率", "双公示信息上报率", True),
        ("双公示信息上报率", "双公示信息合规率", False),
        ("严重失信名单主体数量占在营市场主体数量的比例", "被列入严重失信主体名单的企业数量占存续企业数量比例", True),
        ("审批局失信案件增量", "党政机关、事业单位失信案件增量", True),
        ("作出行政决定之日", "收到异议协同处理函", False),
        ("", "比例", False),
        ("", "", False),
    ],
)
def test_metrics_alike(one, other, alike):
    assert (likeness(CONTRACT, one, other) >= 50) is alike


def test_values_of_other_units_directions_and_metrics_stay_apart():
    stated = [
        state("a", 1.0),
        state("b", 2.0),
        state("b", 2.0, unit="个"),
        state("c", 3.0, stricter="higher"),
        state("c", 4.0, about="完全不同的指标名称"),
    ]
    assert sorted(len(group) for group in split_alike(stated)) == [1, 1, 1, 2]


def test_none_at_all_is_nought_on_every_scale():
    assert [len(group) for group in split_alike([state("a", 0.0, unit=""), state("b", 0.01)])] == [2]
    assert sorted(len(group) for group in split_alike([state("a", 5.0, unit=""), state("b", 0.01)])) == [1, 1]


def test_the_strictest_comes_first_and_equals_share_a_rank():
    found = build_difference(GROUP, "target", [state("a", 1.0), state("b", 0.3), state("c", 0.3)], "占比")
    assert [(r.plan, r.rank) for r in found.readings] == [("b", 1), ("c", 1), ("a", 3)]
    assert (found.spread, found.agrees) == (0.7, False)


def test_more_is_stricter_where_a_number_is_to_be_reached():
    higher = [state("a", 80.0, stricter="higher"), state("b", 100.0, stricter="higher")]
    assert [r.plan for r in build_difference(GROUP, "target", higher, "率").readings] == ["b", "a"]


def test_what_cannot_be_put_on_the_scale_has_no_rank():
    found = build_difference(GROUP, "frequency", [state("a", None), state("b", 12.0)], "频次")
    assert [(r.plan, r.value, r.rank) for r in found.readings] == [("b", 12.0, 1), ("a", None, None)]
    assert found.spread is None
    assert not found.agrees


def test_one_plan_alone_is_no_difference():
    assert build_difference(GROUP, "target", [state("a", 1.0), state("a", 2.0)], "占比") is None


def test_the_same_value_twice_in_one_item_is_one_reading():
    found = build_difference(GROUP, "target", [state("a", 1.0), state("a", 1.0), state("b", 1.0)], "占比")
    assert len(found.readings) == 2
    assert found.agrees


def test_a_number_goes_to_the_measure_that_it_speaks_of():
    row = GroupedItem(
        "a", Task(id="t1", no="1", section=None, title=""), None, CONTRACT, own=("信用修复",), others=("异议",)
    )
    assert not row.concerns("收到异议协同处理函1个工作日内")
    assert row.concerns("合规办理行政处罚信息信用修复,3个工作日内办结")
    assert row.concerns("5个工作日以内")


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 100)), min_size=1, max_size=12))
def test_ranks_follow_values(pairs):
    found = build_difference(GROUP, "target", [state(plan, value) for plan, value in pairs], "占比")
    if found is None:
        assert len({plan for plan, _ in pairs}) < 2
        return
    for one in found.readings:
        assert one.rank == 1 + sum(other.value < one.value for other in found.readings)


def test_what_a_limit_is_about_is_said_around_it():
    text = "行政许可公示。合规办理行政处罚信息信用修复，并在3个工作日内办结。（责任单位：县发改局）"
    task = Task(id="t1", no="1", section=None, title="双公示", text=text)
    assert find_context(task, "在3个 工作日内") == "合规办理行政处罚信息信用修复，并办结"
    assert find_context(task, "5个工作日内") == ""


def test_two_limits_that_say_nothing_of_what_they_are_about_are_not_compared():
    assert [len(group) for group in split_alike([state("a", 3.0, about=""), state("b", 3.0, about="")])] == [1, 1]


def share(plan, about, value):
    return state(plan, value, about=about, stricter="higher")


def test_one_share_for_each_plan_is_one_measure_in_other_words():
    sets = [[share("chengwu", "注册企业占在营企业的比重", 3.0)], [share("lingbi", "入驻平台市场主体占比", 30.0)]]
    second = [share("lingbi", "信用贷款占比", 15.0)]
    assert [len(alike) for alike in join_single(sets, is_share)] == [2]
    assert join_single([*sets, second], is_share) == [*sets, second]
    assert len(join_single([sets[0], [share("lingbi", "入驻率", 30.0)]], is_share)) == 2


def test_a_difference_is_named_by_its_shortest_label():
    stated = [
        replace(state("a", 1.0), label="双公示”信息上报率"),
        replace(state("b", 1.0), label="信息上报率占全部信息的比重"),
    ]
    assert find_label(stated) == "双公示信息上报率"
    assert find_label([state("a", 1.0)]) == ""
    assert len(find_label([replace(state("a", 1.0), label="长" * 99)])) == 48
    assert build_difference(GROUP, "target", [state("a", 1.0), state("b", 1.0)]).label == "组"
