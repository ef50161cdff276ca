"""Whether one can tell at the year's end that a task was done."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.responsibilities.verifiability import check_task, find_checkability, sum_checkability
from extractor.model.facts.plan import (
    Deadline,
    DeadlineKind,
    Metadata,
    Plan,
    Role,
    SourceInfo,
    Target,
    Task,
    Unit,
)

SOFT = re.compile("力争|鼓励|积极|探索|有条件的")
DATE = Deadline(text="2022年11月底前", where="label", kind=DeadlineKind.DATE, date="2022-11-30")
AT_ONCE = Deadline(text="第一时间", where="label", kind=DeadlineKind.IMMEDIATE)
RATE = Target(text="达到100%", metric="上报率", op=">=", value=100, unit="%")
ABOUT = Target(text="约30%", metric="占比", op=">=", value=30, unit="%", approx=True)
ONE, TWO = Unit(name="县税务局", role=Role.RESPONSIBLE), Unit(name="县财政局", role=Role.RESPONSIBLE)
HEAD, ALL = Unit(name="县发改委", role=Role.LEAD), Unit(name="各单位", role=Role.RESPONSIBLE, generic=True)
SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)


def make_task(text="", targets=(), deadlines=(), units=()):
    return Task(
        id="t1", no=None, section=None, title="任务", text=text, targets=targets, deadlines=deadlines, units=units
    )


@pytest.mark.parametrize(
    ("task", "level", "score"),
    [
        (make_task(), "none", 0.0),
        (make_task(targets=(RATE,), deadlines=(DATE,), units=(ONE,)), "all", 1.0),
        (make_task(targets=(RATE,), deadlines=(DATE,), units=(ONE, TWO)), "all", 0.9),
        (make_task(targets=(RATE,), deadlines=(DATE,), units=(HEAD, ONE, TWO)), "all", 1.0),
        (make_task(targets=(ABOUT,), deadlines=(AT_ONCE,), units=(ONE,)), "all", 0.6),
        (make_task(targets=(RATE,)), "some", 0.4),
        (make_task(units=(ALL,)), "none", 0.1),  # everybody is nobody by name
        (make_task("力争达到，鼓励探索", targets=(RATE,), deadlines=(DATE,), units=(ONE,)), "all", 0.85),
        (make_task("积极" * 9, targets=(RATE,), deadlines=(DATE,), units=(ONE,)), "all", 0.8),
        (make_task("积极探索"), "none", 0.0),
    ],
)
def test_scores(task, level, score):
    found = check_task("a", task, SOFT)
    assert (found.level, found.score) == (level, score)


def test_soft_words_are_counted_across_line_ends():
    found = check_task("a", make_task("鼓励有条件\n的乡镇，鼓\n励企业"), SOFT)
    assert [(soft.word, soft.times) for soft in found.soft_words] == [("鼓励", 2), ("有条件的", 1)]


def test_plans_that_bind_and_plans_that_wish(five):
    """成武 names a day for all but none of its tasks; 灵璧 names a number, a day and a body for two of its 38."""
    by_plan = {line.plan: line for line in five.plan_checkability}
    assert (by_plan["chengwu"].tasks, by_plan["chengwu"].bare) == (18, 0)
    assert (by_plan["lingbi"].tasks, by_plan["lingbi"].complete) == (38, 2)
    assert by_plan["lingbi"].mean_score < 0.5 < by_plan["chengwu"].mean_score
    assert by_plan["lingbi"].soft_words[0].word == "推动"
    assert "jiaxian" not in by_plan  # an assessment table without tasks


def test_the_parts_make_the_score(five):
    for task in five.checkability:
        parts = task.number_part + task.time_part + task.body_part - task.soft_part
        assert task.score == pytest.approx(max(0, parts), abs=0.001)
        assert 0 <= task.score <= 1
        assert (task.level == "all") == (min(task.numbers, task.times, task.bodies) > 0)
        assert (task.level == "none") == (max(task.numbers, task.times, task.bodies) == 0)


def test_every_task_has_a_line(five, plans):
    assert [(task.plan, task.item) for task in five.checkability] == [(p.id, t.id) for p in plans for t in p.tasks]
    for line in five.plan_checkability:
        assert line.complete + line.partial + line.bare == line.tasks


def test_the_list_of_soft_words_is_data(mappings, plans):
    assert {"力争", "鼓励", "积极", "探索", "推动"} <= set(mappings.terms.soft)
    assert all(not task.soft_words for task in find_checkability(plans, ()))


@given(st.text(alphabet="力争鼓励积极探索，信用", max_size=60), st.booleans(), st.booleans())
def test_soft_words_never_raise_a_score(text, number, day):
    facts = {"targets": (RATE,) if number else (), "deadlines": (DATE,) if day else (), "units": (ONE,)}
    assert 0 <= check_task("a", make_task(text, **facts), SOFT).score <= check_task("a", make_task(**facts), SOFT).score


def test_a_plan_without_tasks_has_no_mean():
    assert list(sum_checkability([Plan(id="a", source=SOURCE, metadata=Metadata())], [])) == []
