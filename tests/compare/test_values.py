"""Values of single items: targets, thresholds, days, weights, bodies."""

from __future__ import annotations

import pytest

from extractor.compare.differences.bodies import find_leaders
from extractor.compare.differences.deadlines import find_day_number, find_days
from extractor.compare.differences.durations import find_durations
from extractor.compare.differences.frequencies import find_frequencies
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.targets import find_metric, find_stricter, find_targets
from extractor.compare.differences.weights import find_weights
from extractor.model.facts.plan import (
    Condition,
    Deadline,
    DeadlineKind,
    Indicator,
    Role,
    Rule,
    RuleKind,
    Target,
    Task,
    Unit,
)
from tests.compare.contract_vocabulary import CONTRACT


def make_task(**facts):
    return GroupedItem("a", Task(id="t1", no="1", section=None, title="任务", **facts), None, CONTRACT)


def make_row(total=100.0, **facts):
    return GroupedItem("a", Indicator(id="i1", table=1, no="1", name="市场主体黑名单情况", **facts), total, CONTRACT)


def award(op, value, unit, points=4, text="失信主体占比低于 0.3%，得 4 分"):
    return Rule(kind=RuleKind.AWARD, points=points, text=text, condition=Condition(op, value, unit))


@pytest.mark.parametrize(
    ("op", "value", "stricter"),
    [
        (">=", 100, "higher"),
        (">", 3, "higher"),
        ("<", 0.3, "lower"),
        ("<=", 5, "lower"),
        ("==", 0, "lower"),
        ("==", 70, "higher"),
    ],
)
def test_which_end_is_strict(op, value, stricter):
    assert find_stricter(op, value) == stricter


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        (
            "创建期末，严重失信名单主体数量占在营市场主体数量的比例低于 0.3%，得 4 分",
            0.3,
            "严重失信名单主体数量占在营市场主体数量的比例",
        ),
        ("行政许可信息及时率达到100%的得0.2分", 100, "行政许可信息及时率"),
        ("低于 1%，不得分", 1, "名称"),
        # 成武: two bounds in one sentence, the second is the one that counts
        ("少于 100 万人的县，报送数据量超过 7000 万的，得 10 分", 7000, "报送数据量"),
    ],
)
def test_what_a_scoring_sentence_measures(text, value, metric):
    assert find_metric(text, "名称", value) == metric


def test_the_threshold_of_full_marks_is_a_target():
    rules = (
        award("<", 0.3, "%"),
        award("<", 0.5, "%", points=2),
        Rule(kind=RuleKind.ZERO, points=0, text="高于0.5%不得分"),
    )
    (found,) = find_targets(make_row(rules=rules))
    assert (found.value, found.unit, found.stricter, found.about) == (0.3, "%", "lower", "失信主体占比")


def test_two_bounds_are_left_out():
    bound = Condition(">=", 1, "%", also=Condition("<", 3, "%"))
    rule = Rule(kind=RuleKind.AWARD, points=4, text="1%以上3%以下得4分", condition=bound)
    assert list(find_targets(make_row(rules=(rule,)))) == []


def test_quotas_and_times_are_no_plain_targets():
    targets = (
        Target(text="每年2次", metric="次数", op=">=", value=2, unit="次", period="year"),
        Target(text="5个工作日以内", metric="平均时间", op="<=", value=5, unit="工作日"),
        Target(text="比例超过3%", metric="比例", op=">", value=3, unit="%"),
    )
    row = make_task(targets=targets)
    assert [found.quote for found in find_targets(row)] == ["比例超过3%"]
    assert [found.value for found in find_frequencies(row)] == [2.0]
    assert [(found.value, found.unit) for found in find_durations(row)] == [(5.0, "工作日")]


def test_limits_from_an_event():
    deadlines = (
        Deadline(
            text="7个工作日内",
            where="body",
            kind=DeadlineKind.RELATIVE,
            duration="P7D",
            working_days=True,
            trigger="决定之日",
        ),
        Deadline(text="1个月内", where="body", kind=DeadlineKind.RELATIVE, duration="P1M", working_days=False),
        Deadline(text="第一时间", where="label", kind=DeadlineKind.IMMEDIATE),
    )
    assert [(found.value, found.about) for found in find_durations(make_task(deadlines=deadlines))] == [
        (7.0, "决定之日"),
        (1.0, ""),
    ]


def test_last_days():
    deadlines = (
        Deadline(text="2022年11月底前", where="label", kind=DeadlineKind.DATE, date="2022-11-30"),
        Deadline(text="4-8月", where="body", kind=DeadlineKind.INTERVAL, start="2022-04-01", date="2022-08-31"),
        Deadline(text="每月", where="body", kind=DeadlineKind.RECURRING, rrule="FREQ=MONTHLY"),
    )
    assert [found.shown for found in find_days(make_task(deadlines=deadlines))] == ["2022-11-30", "2022-08-31"]
    assert find_day_number("十一月底") is None


def test_points_in_a_hundred():
    (found,) = find_weights(make_row(total=50.0, points=5))
    assert (found.value, found.shown) == (10.0, "5/50分")
    assert list(find_weights(make_row(total=None, points=5))) == []
    assert list(find_weights(make_row(points=None))) == []


def test_who_leads_by_function():
    names = {"development-reform": "发展改革", "court": "法院"}
    lead = Unit(name="县发展改革委", role=Role.LEAD, function="development-reform")
    other = Unit(name="县法院", role=Role.PARTICIPANT, function="court")
    strange = Unit(name="县某某办", role=Role.RESPONSIBLE)
    assert find_leaders((lead, other), names) == ["发展改革"]
    assert find_leaders((strange,), names) == ["县某某办"]
    assert find_leaders((), names) == []
