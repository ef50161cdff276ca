"""A list that asks for work is told, whatever heading it stands under; one that only describes is not."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.model.facts.plan import Safeguard
from extractor.model.paper.place import Place

LINE = "\n"
HEAD = "某县2024年河湖管护实施方案\n\n一、总体要求\n坚持人水和谐。\n\n二、重点任务\n\n1.开展巡查。每月至少巡查2次。（责任单位：县水利局）\n\n"
ASKING = (
    # a list of duties below a heading of goals or of what was
    "三、总体目标\n1.新建幼儿园12所。\n2.规范看护点320个，逐步满足需求。\n3.加强师资培训，受训率达到100%。\n",
    "三、编制依据\n（一）县教育局。负责统筹评估，汇总报告。\n（二）县统计局。负责核定数据。\n",
    # without a number, each behind who answers
    "三、职能\n县发展改革委（县能源局）负责编制清洁取暖规划；做好管网储备。\n县财政局负责筹集补助资金；做好拨付。\n",
)
DESCRIBING = (
    "三、基本原则\n1.坚持政府主导。\n2.坚持因地制宜。\n3.坚持多方参与。\n",
    "三、工作基础\n1.总体规模。2023年全县共有幼儿园96所。\n2.师资队伍。截至2023年底教师达到812人。\n",
    "三、保障措施\n1.加强组织领导。各镇要高度重视。\n2.强化经费保障。\n",
)


def find_lists(parse, mappings, text):
    checked = check_plan(parse(HEAD + text), mappings)
    told = [entry.place for entry in checked.unread] + [
        one.place for one in checked.doubts if one.code == "list-not-read"
    ]
    return checked, told


@pytest.mark.parametrize("text", ASKING)
def test_a_list_that_asks_is_told_whole(parse, mappings, text):
    checked, told = find_lists(parse, mappings, text)
    for line in text.splitlines()[1:]:
        start = checked.text.index(line)
        read = any(task.place and task.place.start <= start + 4 < task.place.end for task in checked.tasks)
        assert read or any(place.start < start + len(line) and start < place.end for place in told), line


@pytest.mark.parametrize("text", DESCRIBING)
def test_a_list_that_describes_is_not(parse, mappings, text):
    checked, _ = find_lists(parse, mappings, text)
    assert [one.text for one in checked.doubts if one.code == "list-not-read"] == []


LOST = (
    # a list (/ a new line) of which nothing was read, and the lists that are told
    ("1.修复堤岸。6月底前完成。/2.疏浚沟渠。6月底前完成。/3.清理网箱。/4.水质。/5.台账。", ["修复堤岸 5"]),
    ("1.修复堤岸。6月底前完成。/2.疏浚沟渠。6月底前完成。/3.网箱。/4.水质。/5.台账。", []),
    ("1.修复堤岸。6月底前完成。/2.疏浚沟渠。/3.清理网箱。", ["修复堤岸 3"]),
    ("1.修复堤岸。6月底前完成。/2.疏浚沟渠。/3.清理网箱。/4.监测水质。", []),
    ("1.修复堤岸。6月底前完成。/2.疏浚沟渠。6月底前完成。/3.清理网箱。/4.监测水质。", ["修复堤岸 4"]),
    ("1.修复堤岸。/2.疏浚沟渠。", []),
    ("1.修复堤岸。6月底前完成。", []),
    ("1.扎实推进堤岸修复。6月底前完成。/2.全面深入开展巡河。", ["扎实推进堤岸修复 2"]),
    ("1.坚持开展巡河。6月底前完成。/2.坚持推进修复。", []),
    # who answers
    ("（一）县教育局。负责评估。/（二）县统计局。负责核定。", ["县教育局 2"]),
    ("（一）县教育局。负责评估。/（二）资料。负责核定。", []),
    ("（一）县教育局。负责评估。/（二）修复堤岸。6月底前完成。", ["县教育局 2"]),
    ("（一）县教育局。负责评估。/（二）修复堤岸。", []),
    # headings of parts are no items
    ("（一）县教育局。负责评估。/（二）县统计局。负责核定。/（三）保障措施。", ["县教育局 3"]),
    ("（一）县教育局。负责评估。/（二）县统计局。负责核定。/（三）保障措施。/（四）重点任务。", []),
    # lists within a list, and behind one
    (
        "（一）堤岸。/1.修复堤岸。6月底前完成。/2.疏浚沟渠。/（二）水质。/1.监测水质。6月底前完成。/2.清理网箱。",
        ["修复堤岸 2", "监测水质 2"],
    ),
    (
        "1.修复堤岸。6月底前完成。/2.疏浚沟渠。/附件/1.监测水质。6月底前完成。/2.清理网箱。",
        ["修复堤岸 2", "监测水质 2"],
    ),
    # without numbers
    ("县财政局负责筹集资金。/县水利局负责巡河。", ["县财政局负责筹集资金 2"]),
    ("县财政局负责筹集资金。/各方负责巡河。", []),
    ("县财政局负责筹集资金。/四、分工/县水利局负责巡河。", []),
    ("县财政局、县民政局负责筹集资金。/县水利局、资料负责巡河。", []),
)


def find_told(plan, mappings):
    found = [one for one in check_plan(plan, mappings).doubts if one.code == "list-not-read"]
    return [f"{one.text} {one.message.split('起的 ')[1].split(' ')[0]}" for one in found]


@pytest.mark.parametrize(("lines", "told"), LOST)
def test_lists_of_which_nothing_was_read(parse, mappings, lines, told):
    plan = parse(f"{HEAD}三、工作背景\n{lines.replace('/', LINE)}\n")
    bare = replace(plan, tasks=plan.tasks[:1], safeguards=(), phases=(), grades=())
    assert find_told(bare, mappings) == told


OWNED = "1.修复堤岸。6月底前完成。/2.疏浚沟渠。6月底前完成。/3.清理网箱。6月底前完成。/4.监测水质。6月底前完成。"
OWNERS = (
    # the words that a task, or a means of support each, holds
    ((), (), ["修复堤岸 4"]),
    (("4.监测水质",), (), []),
    (("开展巡查",), (), ["修复堤岸 4"]),
    ((), ("1.修复堤岸",), ["修复堤岸 4"]),
    ((), ("1.修复堤岸", "4.监测水质"), []),
    ((), ("1.修复堤岸", "3.清理网箱", "4.监测水质"), []),
)


@pytest.mark.parametrize(("tasks", "kept", "told"), OWNERS)
def test_lists_of_which_something_was_read(parse, mappings, tasks, kept, told):
    plan = parse(f"{HEAD}三、工作背景\n{OWNED.replace('/', LINE)}\n")

    def find(words):
        start = plan.text.index(words)
        return Place(start, start + len(words))

    items = tuple(replace(plan.tasks[0], place=find(words)) for words in tasks)
    supports = tuple(Safeguard(no=None, title="加强领导", place=find(words)) for words in kept)
    held = replace(plan, tasks=items or plan.tasks[:1], safeguards=supports, phases=(), grades=())
    assert find_told(held, mappings) == told


def test_one_means_of_support_among_three_items(parse, mappings):
    plan = parse(f"{HEAD}三、工作背景\n{OWNED.rpartition('/')[0].replace('/', LINE)}\n")
    start = plan.text.index("1.修复堤岸")
    support = Safeguard(no=None, title="加强领导", place=Place(start, start + 6))
    held = replace(plan, tasks=plan.tasks[:1], safeguards=(support,), phases=(), grades=())
    assert find_told(held, mappings) == ["修复堤岸 3"]
