"""A task without what the others have, and a fact that is printed within another task."""

from dataclasses import replace

from extractor.check import check_plan

HEAD = "某县2024年河湖管护实施方案\n\n一、重点任务\n\n"
NAMES = ("开展巡查", "修复堤岸", "疏浚沟渠", "清理网箱", "监测水质")
TEXT = HEAD + "".join(
    f"{no}.{name}。2024年{no + 3}月底前完成。（责任单位：县水利局）\n" for no, name in enumerate(NAMES, 1)
)


def find_doubts(plan, mappings, code):
    return [(doubt.item, doubt.field) for doubt in check_plan(plan, mappings).doubts if doubt.code == code]


def give(plan, number, **fields):
    return replace(
        plan, tasks=tuple(replace(task, **fields) if at == number else task for at, task in enumerate(plan.tasks))
    )


def test_one_item_without_what_all_others_have(parse, mappings):
    plan = parse(TEXT)
    assert find_doubts(plan, mappings, "unlike-siblings") == []
    assert find_doubts(give(plan, 4, units=()), mappings, "unlike-siblings") == [(plan.tasks[4].id, "units")]
    few = replace(plan, tasks=plan.tasks[:3])
    assert find_doubts(give(few, 2, units=()), mappings, "unlike-siblings") == []


def test_a_limit_that_stands_in_another_item(parse, mappings):
    plan = parse(TEXT)
    assert find_doubts(plan, mappings, "in-another-item") == []
    moved = give(give(plan, 0, deadlines=()), 1, deadlines=plan.tasks[0].deadlines)
    assert find_doubts(moved, mappings, "in-another-item") == [(plan.tasks[1].id, "deadlines")]


def test_a_list_below_the_last_of_items_without_one_may_be_for_all(parse, mappings):
    items = "".join(f"{no}.{name}。2024年{no + 3}月底前完成。\n" for no, name in enumerate(NAMES, 1))
    plan = parse(f"{HEAD}{items}（责任部门：县水利局、县财政局）\n")
    shared = find_doubts(plan, mappings, "list-for-several")
    assert shared == [(task.id, "units") for task in plan.tasks if task.units][-1:]
    assert find_doubts(parse(TEXT), mappings, "list-for-several") == []
