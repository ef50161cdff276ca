"""Labels, limits for all, grades and counts that say another thing than the items do."""

from dataclasses import replace

import pytest

from extractor.check.contradictions import find_contradictions
from extractor.check.policy import CHECK_POLICY
from extractor.model.facts.plan import Deadline, DeadlineKind, Grade, Indicator, Metadata, Plan, SourceInfo, Task
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Unread, UnreadKind

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
PLAN = Plan(id="a", source=SOURCE, metadata=Metadata(), text="零一二三四五六七八九" * 10)


def limit(where, date=None, *, duration=None, trigger=None, working=None, text="限期", at=0):
    kind = DeadlineKind.RELATIVE if duration else DeadlineKind.DATE
    return Deadline(text=text, where=where, kind=kind, date=date, duration=duration, trigger=trigger,
                    working_days=working, place=Place(at, at + 4))  # fmt: skip


LIMITS = (
    ((limit("label", "2024-06-30"), limit("body", "2024-09-30")), True),
    ((limit("label", "2024-06-30"), limit("body", "2024-06-30")), False),
    ((limit("label", "2024-09-30"), limit("body", "2024-06-30")), False),
    ((limit("label", "2024-06-30"), limit("body", "2024-07-31"), limit("body", "2024-09-30")), False),
    ((limit("label", "2024-06-30"), limit("label", "2024-07-31"), limit("body", "2024-09-30")), False),
    ((limit("label", "2024-06-30"),), False),
    ((limit("label", "2024-06-30"), limit("body")), False),
    ((limit("label", duration="P7D"), limit("body", duration="P15D")), True),
    ((limit("label", duration="P7D"), limit("body", duration="P7D")), False),
    ((limit("label", duration="P7D", working=True), limit("body", duration="P7D", working=False)), True),
    ((limit("label", duration="P7D", trigger="受理"), limit("body", duration="P15D", trigger="公示")), False),
    ((limit("label", duration="P7D"), limit("body", duration="P9D"), limit("body", duration="P15D")), False),
    ((limit("label", duration="P7D"), limit("label", duration="P9D"), limit("body", duration="P15D")), False),
    ((limit("label", duration="P7D"),), False),
)


@pytest.mark.parametrize(("limits", "told"), LIMITS)
def test_labels_and_sentences(limits, told):
    plan = replace(PLAN, tasks=(Task(id="t1", no=None, section=None, title="公示", deadlines=limits),))
    found = [problem.code for problem in find_contradictions(plan, CHECK_POLICY)]
    assert found == (["deadlines-differ"] if told else [])


BLANKETS = (
    ("完成时限均为2024年12月底。", "2024-10-31", True),
    ("完成时限均为2024年10月底。", "2024-10-31", False),
    ("完成时限均为尽快办理。", "2024-10-31", False),
    ("完成时限统一为10月底。", "2024-10-31", False),  # the year of the title
    ("完成时限统一为12月底。", "2024-10-31", True),
)


@pytest.mark.parametrize(("text", "day", "told"), BLANKETS)
def test_one_limit_for_all(text, day, told):
    item = Task(id="t1", no=None, section=None, title="巡河", deadlines=(limit("label", day),))
    plan = replace(PLAN, tasks=(item,), text=text, metadata=Metadata(title="某县2024年工作要点"))
    found = [problem.code for problem in find_contradictions(plan, CHECK_POLICY)]
    assert found == (["deadlines-differ"] if told else [])


GRADES = (
    ("90分以上为优秀。85分以上为优秀。", ["“优秀”一处为 90 分以上，另一处为 85 分以上"]),
    ("90分以上为优秀。90分以上的评定为优秀等次。", []),
    ("90分以上为优秀。80分以上为良好。", []),
    ("90分（含）以上为优秀，85分及以上为优秀。", ["“优秀”一处为 90 分以上，另一处为 85 分以上"]),
)


@pytest.mark.parametrize(("text", "told"), GRADES)
def test_grades_that_begin_at_two_places(text, told):
    plan = replace(PLAN, text=text)
    assert [problem.message for problem in find_contradictions(plan, CHECK_POLICY)] == told


def test_a_grade_of_the_scale_is_not_held_against_itself():
    text = "90分以上为优秀。"
    scale = Grade(name="优秀", min=85, max=None, place=Place(0, 8))
    assert list(find_contradictions(replace(PLAN, text=text, grades=(scale,)), CHECK_POLICY)) == []
    apart = replace(scale, place=Place(8, 8))
    found = find_contradictions(replace(PLAN, text=text, grades=(apart,)), CHECK_POLICY)
    assert [problem.code for problem in found] == ["grades-differ"]
    open_below = replace(apart, min=None)
    assert list(find_contradictions(replace(PLAN, text=text, grades=(open_below,)), CHECK_POLICY)) == []


COUNTS = (
    # what is said, how many tasks in how many sections, how many rows, what was not read
    ("共有三项重点任务。", (2, 1), 0, None, True),
    ("共有二项重点任务。", (2, 1), 0, None, False),
    ("共有3项重点任务。", (4, 3), 0, None, False),
    ("共有3项指标。", (4, 4), 2, None, True),
    ("共有2项指标。", (4, 4), 2, None, False),
    ("共有3项指标。", (4, 4), 0, None, False),
    ("共有三项重点任务。", (2, 1), 0, UnreadKind.ITEM, False),
    ("共有三项重点任务。", (2, 1), 0, UnreadKind.ROW, False),
    ("共有三项重点任务。", (2, 1), 0, UnreadKind.SENTENCE, True),
)


@pytest.mark.parametrize(("text", "tasks", "rows", "kind", "told"), COUNTS)
def test_how_many_are_said_and_printed(text, tasks, rows, kind, told):
    items = tuple(Task(id=f"t{at}", no=None, section=str(at % tasks[1]), title="巡河") for at in range(tasks[0]))
    table = tuple(Indicator(id=f"i{at}", table=1, no=None, name=f"第{at}", level1="甲") for at in range(rows))
    unread = (Unread(kind=kind, text="略", message="", message_en="", place=None),) if kind else ()
    plan = replace(PLAN, text=text, tasks=items, indicators=table, unread=unread)
    found = [problem.code for problem in find_contradictions(plan, CHECK_POLICY)]
    assert found == (["count-differs"] if told else [])
