"""A list that asks for work is told, whatever heading it stands under; one that only describes is not."""

import pytest

from extractor.check import check_plan

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
