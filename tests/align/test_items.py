"""What is read of an item before it is compared: its title, its heading, its words, its numbers."""

from __future__ import annotations

import pytest

from extractor.align.items import (
    ItemMeasure,
    _function,
    _place_words,
    _read_deadlines,
    _read_indicator,
    _read_measures,
    _read_task,
    _repeated_names,
)
from extractor.model.facts.asked import Deadline, Target
from extractor.model.facts.indicators import Condition, Rule
from extractor.model.facts.plan import Indicator, IndicatorPart, Metadata, Plan, Task, Unit
from extractor.model.facts.vocabulary import DeadlineKind, Role, RuleKind

LONG = "按要求及时向上级平台报送巡查记录、问题台账、整改情况、影像资料等各类材料并保证真实完整准确无误的得满分"
ROWS = (
    # row, repeated names, title, heading, body
    ({"name": "巡河", "level1": "履职"}, (), "巡河", "履职", ()),
    ({"name": "巡河", "content": "每月1次"}, (), "巡河 每月1次", "", ("每月1次",)),
    ({"name": "巡河", "content": LONG}, (), "巡河", "", (LONG,)),
    ({"name": "巡河", "criteria": "少1次扣1分"}, (), "巡河", "", ("少1次扣1分",)),
    ({"name": "履职", "content": "每月1次", "level1": "河长"}, ("履职",), "每月1次", "履职", ("每月1次",)),
    ({"name": "履职", "criteria": "少1次扣1分"}, ("履职",), "少1次扣1分", "履职", ("少1次扣1分",)),
    ({"name": None, "level1": "河长", "criteria": "少1次扣1分"}, (), "少1次扣1分", "河长", ("少1次扣1分",)),
    ({"name": None, "content": LONG, "criteria": "扣1分"}, (), LONG[:80], "", (LONG, "扣1分")),
    ({"name": None}, (), "", "", ()),
)


def build_row(**given):
    return Indicator(**({"id": "i1", "table": 1, "no": None, "level1": None, "name": None, "points": None} | given))


@pytest.mark.parametrize(("row", "repeated", "title", "heading", "body"), ROWS)
def test_what_names_a_row(row, repeated, title, heading, body):
    assert _read_indicator(build_row(**row), frozenset(repeated)) == (title, heading, body)


def test_a_task_has_its_section_as_heading():
    task = Task(id="t1", no="1", section="重点任务", title="巡河", text="每月1次")
    assert _read_task(task) == ("巡河", "重点任务", ("每月1次",))


def test_the_parts_of_a_row_are_of_its_words():
    row = build_row(name="巡河", parts=(IndicatorPart(content="每月1次"), IndicatorPart(criteria="少1次扣1分")))
    assert _read_indicator(row, frozenset())[2] == ("每月1次", "少1次扣1分")


def build_plan(*rows, tasks=(), **metadata):
    return Plan(id="a", source=(), metadata=Metadata(**metadata), tasks=tasks, indicators=rows)


def test_a_name_that_several_rows_of_one_table_share_is_a_heading():
    rows = [build_row(name="履职"), build_row(name="履职"), build_row(name="巡河"), build_row(name="巡河", table=2)]
    assert _repeated_names(build_plan(*rows)) == {"履职"}


def test_the_own_place_is_named_with_and_without_its_rank():
    names = _place_words(build_plan(jurisdiction="成武县", province="山东省"))
    assert names == {"成武县", "成武", "诚信成武", "山东省", "山东", "诚信山东"}


@pytest.mark.parametrize(
    ("unit", "function"),
    [
        ({"name": "县水利局", "function": "水利"}, "水利"),
        ({"name": "县河长办"}, "县河长办"),
        ({"name": "各有关部门", "generic": True, "function": "水利"}, None),
    ],
)
def test_a_body_that_is_all_bodies_has_no_function(unit, function):
    assert _function(Unit(role=Role.LEAD, **unit)) == function


def test_the_numbers_of_a_row_are_the_bounds_of_its_rules_and_of_its_parts():
    rules = [Rule(kind=RuleKind.AWARD, points=1, text="", condition=Condition(">=", number, "次")) for number in (6, 9)]
    bare = Rule(kind=RuleKind.ZERO, points=0, text="")
    row = build_row(name="巡河", rules=(rules[0], bare), parts=(IndicatorPart(rules=(rules[1],)),))
    assert [(one.value, one.unit, one.op) for one in _read_measures(row)] == [(6, "次", ">="), (9, "次", ">=")]
    task = Task(
        id="t1", no=None, section=None, title="",
        targets=(Target(text="", metric="“巡河”次数", op=">=", value=12, unit="次"),),
    )  # fmt: skip
    assert _read_measures(task) == (ItemMeasure(12, "次", ">=", "巡河次数"),)


LIMITS = (
    ("date", {"date": "2022-06-30"}, {"2022-06-30"}),
    ("recurring", {"rrule": "FREQ=MONTHLY"}, {"FREQ=MONTHLY"}),
    ("relative", {"duration": "P7D"}, {"P7D"}),
    ("immediate", {}, {"立即"}),
    ("relative", {}, set()),
)


@pytest.mark.parametrize(("kind", "fields", "read"), LIMITS)
def test_the_time_limits_of_a_task(kind, fields, read):
    limit = Deadline(text="立即", where="body", kind=DeadlineKind(kind), **fields)
    assert _read_deadlines(Task(id="t1", no=None, section=None, title="", deadlines=(limit,))) == read
    assert _read_deadlines(build_row()) == set()
