"""What changed between two runs, as a user is told it."""

from dataclasses import replace

import pytest

from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.facts.plan import Deadline, DeadlineKind, Indicator, Metadata, Plan, Role, SourceInfo, Task, Unit
from extractor.report.run_changes import find_run_changes, list_regrouped

SOURCE = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)
DAY = Deadline(text="6月底前", where="label", kind=DeadlineKind.DATE, date="2023-06-30")
TASK = Task(
    id="t1", no="1", section=None, title="清理档案", units=(Unit(name="县档案局", role=Role.LEAD),), deadlines=(DAY,)
)
ROW = Indicator(id="i1", table=1, no="1", name="归档率", points=5)


def plan(*items):
    tasks = tuple(one for one in items if isinstance(one, Task))
    return Plan(
        id="a", source=SOURCE, metadata=Metadata(title="某方案"), tasks=tasks, indicators=tuple(items[len(tasks) :])
    )


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ((TASK, ROW), []),
        ((TASK, replace(ROW, points=6)), [("i1", "分值", "5分", "6分")]),
        (
            (replace(TASK, deadlines=(replace(DAY, date="2023-07-31"),)), ROW),
            [("t1", "时限", "2023-06-30 前", "2023-07-31 前")],
        ),
        ((replace(TASK, units=()), ROW), [("t1", "单位", "县档案局（牵头）", "")]),
        ((replace(TASK, id="t9"), ROW), []),
        ((TASK,), [("i1", "指标 1", "归档率", "")]),
        ((TASK, replace(TASK, id="t2", no="2", title="移交档案"), ROW), [("t2", "任务 2", "", "移交档案")]),
    ],
)
def test_each_change_is_told_once(now, told):
    changes = find_run_changes([plan(TASK, ROW)], [plan(*now)])
    assert [(one.item, one.what, one.was, one.now) for one in changes] == told


def test_plans_that_come_and_go_are_told():
    changes = find_run_changes([plan(TASK)], [replace(plan(TASK), id="b")])
    assert [(one.plan, one.what, one.was, one.now) for one in changes] == [
        ("b", "方案", "", "某方案"), ("a", "方案", "某方案", ""),
    ]  # fmt: skip


def test_pairs_that_are_joined_or_parted_are_told():
    one, two = Member("a", "t1", "task", "x"), Member("b", "t1", "task", "x")
    together = Alignment(plans=("a", "b"), groups=(Group(id="g1", label="x", concept=None, members=(one, two)),))
    apart = Alignment(
        plans=("a", "b"),
        groups=tuple(Group(id=f"g{n}", label="x", concept=None, members=(m,)) for n, m in enumerate((one, two))),
    )
    assert list_regrouped(apart, together) == (("a:t1", "b:t1", True),)
    assert list_regrouped(together, apart) == (("a:t1", "b:t1", False),)
    assert list_regrouped(together, together) == ()
