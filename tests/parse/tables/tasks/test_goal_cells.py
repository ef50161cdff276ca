"""Numbers under 目标值 are targets of their row, and notes of a table set limits of the plan; the rest is told."""

import pytest

GOALS = (
    # the head, the cell, and what is to be reached (or None: unread)
    ("目标值", "45公里", (">=", 45, "公里")),
    ("年度目标", "不超过3天", ("<=", 3, "天")),
    ("目标值", "5.5%以内", ("<=", 5.5, "%")),
    ("年度目标", "约120名", ("==", 120, "名")),
    ("整改目标", "复核320家", (">=", 320, "家")),
    ("整改目标", "85%", (">=", 85, "%")),
    ("任务数", "每校1名", (">=", 1, "名")),
    ("目标值（公里）", "38", (">=", 38, "公里")),
    ("年度目标", "新建泵站3座", (">=", 3, "座")),
    ("目标值", "38", None),
    ("目标值", "2023年为45公里", None),
)


@pytest.mark.parametrize(("head", "cell", "expected"), GOALS)
def test_a_goal_cell(extract, head, cell, expected):
    text = f"某县2024年防汛任务分解表\n序号\t任务\t{head}\t责任单位\n1\t加固堤防\t{cell}\t县水利局\n2\t疏浚沟渠\t全部\t县水利局\n"
    plan = extract(text)
    found = [(one.op, one.value, one.unit) for one in plan.tasks[0].targets]
    assert found == ([expected] if expected else [])
    assert bool(plan.unread) is (expected is None)
    for one in plan.tasks[0].targets:
        assert text[one.place.start : one.place.end] in cell


NOTES = (
    ("注：各单位每月25日前报送进展。", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("备注：本表于6月30日前报县统计局。", ["2024-06-30"]),
    ("说明：1.表中任务须于8月31日前完成。", ["2024-08-31"]),
    ("注：本表自2024年5月1日起施行。", []),
    ("注：表中数据为上年数。", []),
)


@pytest.mark.parametrize(("note", "expected"), NOTES)
@pytest.mark.parametrize("below", ["", "\n"])
def test_a_note_below_a_table(extract, note, expected, below):
    text = f"某县2024年统计任务分解表\n序号\t任务\t责任单位\n1\t核实名录\t县统计局\n2\t上报台账\t各镇\n{below}{note}\n"
    plan = extract(text)
    assert [one.date or one.rrule for one in plan.deadlines] == expected
    assert {one.where for one in plan.deadlines} <= {"closing"}
    assert not plan.unread
