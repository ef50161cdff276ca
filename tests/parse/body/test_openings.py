"""Limits before the first item are the plan's own, and so are those of the notice that issues a plan."""

import pytest

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


ISSUED = "云溪县人民政府办公室关于印发《{own}》的通知\n\n各乡镇人民政府：\n\n《{own}》已经县政府同意，现印发给你们，有关事项通知如下：\n\n{said}\n\n云溪县人民政府办公室\n2023年3月2日\n\n{own}\n\n{plan}"
ITEMS = (
    "一、主要任务\n（一）开展排查。组织排查。（责任单位：县水利局）\n（二）建立台账。建立台账。（责任单位：县财政局）\n"
)
ROWS = "序号\t任务\t责任单位\t完成时限\n1\t开展排查\t县统计局\t6月底前\n2\t建立台账\t县财政局\t9月底前\n"
COVERS = (
    # 蔡甸区: the numbered words of the notice are no tasks of the plan below it
    (
        "云溪县防汛工作任务分解方案",
        "一、各单位于2023年3月15日前报送方案。\n二、县督查室纳入考核。\n三、每季度最后一个月的25日前报送进展。",
        ITEMS,
        ["date 2023-03-15", "recurring FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=25"],
    ),
    # numbers of another style, or one number alone: the plan begins below the signature
    ("云溪县校园安全整治工作方案", "1.各学校于4月10日前制定方案。\n2.县教育局组织督导。", ITEMS, ["date 2023-04-10"]),
    ("云溪县河长制工作要点", "一、各乡镇每月5日前报送巡河情况。", ITEMS, ["recurring FREQ=MONTHLY;BYMONTHDAY=5"]),
    # the plan is a table
    ("云溪县统计整改任务分解表", "一、各单位于2月20日前报送联络员。\n二、县统计局调度。", ROWS, ["date 2023-02-20"]),
)


@pytest.mark.parametrize(("own", "said", "plan", "limits"), COVERS)
def test_the_numbered_words_of_a_notice_are_no_tasks(extract, own, said, plan, limits):
    found = extract(ISSUED.format(own=own, said=said, plan=plan))
    assert [task.title for task in found.tasks] == ["开展排查", "建立台账"]
    assert [f"{one.kind} {one.date or one.rrule}" for one in found.deadlines] == limits
    assert {one.where for one in found.deadlines} == {"preamble"}


def test_the_work_of_a_notice_is_its_own(extract):
    text = (
        "云溪县关于做好爱国卫生月活动的通知\n\n各乡镇：\n\n一、开展环境整治。各乡镇于4月20日前完成清理。\n二、开展宣传。县疾控中心义诊3场。\n\n"
        "云溪县卫生健康局\n2023年3月28日\n\n附件：活动统计表\n"
    )
    assert [task.title for task in extract(text).tasks] == ["开展环境整治", "开展宣传"]


def test_the_words_of_a_notice_without_numbers_before_a_table(extract):
    text = f"关于分解2023年民生实事的通知\n\n各乡镇：\n\n请于每月20日前报送进展。\n\n云溪县人民政府\n2023年2月6日\n\n附件\n\n2023年民生实事任务分解表\n\n{ROWS}"
    found = extract(text)
    assert [(one.where, one.text) for one in found.deadlines] == [("preamble", "每月20日前")]
    assert (found.metadata.title, found.metadata.kind) == ("2023年民生实事任务分解表", "任务分解表")


def test_who_may_be_chosen_is_no_task(extract):
    text = (
        "云溪县关于评选最美护士的通知\n\n各医院：\n\n一、评选范围、对象及名额\n凡工作满3年的护士均可参加，评选30名左右。\n"
        "二、评选程序\n（一）申报推荐。各医院于5月10日前报送材料。\n\n云溪县卫生健康局\n2023年4月2日\n\n"
        "附：1、护士推荐表；\n2、护士汇总表。\n"
    )
    found = extract(text)
    assert [task.title for task in found.tasks] == ["申报推荐"]
    assert found.safeguards == ()


def test_an_item_that_only_obliges_is_work_beside_items_that_are(extract):
    text = (
        "2014年度防汛工作通知\n\n各村：\n\n一、组织落实。名单在5月30日前报镇防汛办。\n二、任务落实。物资在6月10日前送到仓库。\n"
        "三、措施落实。对险要堤防，水利部门要再次检查。\n四、加强值班。汛期有人值班，每日上报。\n"
    )
    assert [task.title for task in extract(text).tasks] == ["组织落实", "任务落实", "措施落实", "加强值班"]
