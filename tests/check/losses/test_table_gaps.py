"""What a table holds and no fact does is told: names of bodies, times, whole rows."""

from dataclasses import replace

from extractor.check import check_plan

TEXT = (
    "某县2024年养老服务重点任务分解表\n\n序号\t工作任务\t责任单位\t完成时限\n"
    "1\t新建社区食堂\t县民政局、县财政局\t6月底前\n2\t改造护理床位\t县民政局、县卫健局\t9月底前\n"
)


def told(plan, mappings):
    return [entry.text for entry in check_plan(plan, mappings).unread]


def test_a_table_that_was_read_has_no_gaps(parse, mappings):
    plan = parse(TEXT)
    assert len(plan.tasks) == 2
    assert told(plan, mappings) == []


def test_a_body_that_was_lost_is_told(parse, mappings):
    plan = parse(TEXT)
    first, second = plan.tasks
    lost = replace(plan, tasks=(replace(first, units=first.units[:1]), second))
    assert told(lost, mappings) == ["县财政局"]


def test_a_time_that_was_lost_is_told(parse, mappings):
    plan = parse(TEXT)
    first, second = plan.tasks
    assert told(replace(plan, tasks=(first, replace(second, deadlines=()))), mappings) == ["9月底前"]


def test_a_row_that_was_lost_is_told_whole(parse, mappings):
    plan = parse(TEXT)
    (row,) = told(replace(plan, tasks=plan.tasks[:1]), mappings)
    assert all(words in row for words in ("改造护理床位", "县民政局、县卫健局", "9月底前"))
