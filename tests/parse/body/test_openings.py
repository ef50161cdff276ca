"""Limits before the first item are the plan's own."""

TABLED = """某县重点项目任务分工表
请各单位于2024年3月10日前明确联络员。
序号\t工作任务\t责任单位\t完成时限
1\t修建道路\t县交通局\t2024年5月底前
2\t安装路灯\t县城管局\t2024年6月底前
每月25日前将进展情况报县发改局。
"""


def test_limits_around_a_table_that_holds_all_the_work(extract):
    assert [(one.where, one.text) for one in extract(TABLED).deadlines] == [
        ("preamble", "于2024年3月10日前"),
        ("closing", "每月25日前"),
    ]


def test_the_opening_sets_a_limit_of_the_plan(extract):
    text = "某县2024年防汛实施方案\n各镇于4月10日前报送方案。\n\n一、重点任务\n1.检修闸门。（责任单位：县水利局）\n"
    assert [(one.where, one.date) for one in extract(text).deadlines] == [("preamble", "2024-04-10")]
