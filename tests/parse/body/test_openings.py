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


def test_a_notice_whose_annex_hands_out_the_work_says_what_goes_with_it(extract):
    text = (
        "某县人民政府办公室关于下达2024年造林绿化任务的通知\n各乡镇人民政府：\n现将2024年造林绿化任务下达给你们，请于3月底前完成整地。\n"
        "各乡镇每月25日前将进度报县林业局。\n\n附件：某县2024年造林任务分解表\n\n某县人民政府办公室\n2024年1月26日\n\n附件\n某县2024年造林任务分解表\n"
        "序号\t任务\t责任单位\t完成时限\n1\t荒山造林\t县林业局\t11月底前\n2\t通道绿化\t县交通局\t5月底前\n"
    )
    assert [(one.where, one.text) for one in extract(text).deadlines] == [
        ("preamble", "于3月底前"),
        ("preamble", "每月25日前"),
    ]
