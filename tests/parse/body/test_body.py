"""Items are told by what they are: work, safeguards, steps, descriptions, closing words."""

import pytest

NOTICE = (
    "东山县森林防火指挥部关于做好防火工作的通知\n各镇人民政府：\n现就有关事项通知如下：\n"
    "一、提高思想认识。各镇要高度重视。\n"
    "二、严管野外火源。3月1日至5月31日禁止野外用火。\n"
    "三、加强巡查值守。护林员每日巡山不少于2次。\n"
    "四、规范台账。\n"
    "东山县森林防火指挥部\n2025年2月24日\n"
)
RULES = (
    "西河县政务服务评价办法\n第一章 总则\n第一条 为提升服务质量，制定本办法。\n"
    "第二章 评价内容\n第二条 评价内容包括服务环境、办事效率两个方面。\n"
    "第三章 评价程序\n第三条 评价按照以下步骤进行：\n（一）自查。各乡镇于每年11月10日前提交报告。\n"
    "（二）暗访。县政务服务局组织开展暗访。\n第四条 有下列情形之一的，不得评为优秀：\n（一）弄虚作假的；\n（二）发生舆情的。\n"
    "第四章 附则\n第五条 县政务服务局每年3月底前汇总结果。\n第六条 本办法由县政务服务局负责解释。\n"
)
OWNERS = (
    "临湖县2025年服务工作任务分工\n一、县民政局\n1.年内建成养老服务中心3个。\n2.每月上门探访。\n"
    "二、县卫生健康局\n1.新增托位200个。\n三、各乡镇（街道）\n负责摸底，每季度更新台账。\n"
)
SAFEGUARDS = (
    "青岚县垃圾分类方案\n一、重点任务\n1.配齐容器。\n二、健全保障机制\n1.加强组织领导。各镇要重视。\n"
    "2.落实资金保障。列入预算。（责任单位：县财政局）\n3.严格督查。12月底前开展督查。\n"
)
DESCRIBED = (
    "金乡县农贸市场考评办法\n一、评价体系\n（一）环境卫生。通过保洁频次等指标反映市场面貌。\n"
    "（二）群众评价。由消费者评价和商户评价两部分组成。\n二、推广的做法\n（一）办事方面3项：就近办；延时办；上门办。\n"
    "三、重点任务\n（一）改造升级。2026年6月底前完成改造。\n"
)


def titles(plan):
    return [(task.no, task.title) for task in plan.tasks]


def test_flat_items_of_a_notice(extract):
    plan = extract(NOTICE)
    assert titles(plan) == [("2", "严管野外火源"), ("3", "加强巡查值守"), ("4", "规范台账")]
    assert [(item.no, item.title) for item in plan.safeguards] == [("一", "提高思想认识")]


def test_articles_are_work_where_they_ask(extract):
    plan = extract(RULES)
    assert titles(plan) == [("1", "自查"), ("2", "暗访"), ("5", "县政务服务局每年3月底前汇总结果")]


def test_headings_that_are_bodies(extract):
    plan = extract(OWNERS)
    assert [(task.title, [unit.name for unit in task.units]) for task in plan.tasks] == [
        ("年内建成养老服务中心3个", ["县民政局"]),
        ("每月上门探访", ["县民政局"]),
        ("新增托位200个", ["县卫生健康局"]),
        ("负责摸底", ["各乡镇（街道）"]),
    ]


def test_safeguards_with_lists_of_their_own_are_tasks(extract):
    plan = extract(SAFEGUARDS)
    assert titles(plan) == [("1", "配齐容器"), ("2", "落实资金保障")]
    assert [item.title for item in plan.safeguards] == ["加强组织领导", "严格督查"]
    assert [(one.where, one.text) for one in plan.deadlines] == [("safeguard", "12月底前")]


TELLING = (
    "青岚县体检方案\n一、体检内容\n（一）创新活力。反映城市创新能力和人口情况。\n（二）组织建设3条：村社共建；联合社。\n"
    "二、重点任务\n（一）明确支持范围。以初创企业为主，2026年6月底前完成摸底。\n"
)


def test_what_an_item_reflects_and_counted_names_are_none(extract):
    assert titles(extract(TELLING)) == [("1", "明确支持范围")]


def test_descriptions_and_lists_of_names_are_none(extract):
    assert titles(extract(DESCRIBED)) == [("1", "改造升级")]


TITLES = (
    ("1.【压缩审批时限】将审批压缩至5个工作日以内。", "压缩审批时限"),
    ("1.对整改到位的乡镇，减少检查频次。", "对整改到位的乡镇，减少检查频次"),
    ("1.建立目录。区分事项。（县发改局指导）", "建立目录"),
    ("1.排查内容：全面排查。", "排查内容"),
    ("1.排查消防隐患（9月5日前完成）\n坚持不留死角。", "排查消防隐患"),
    ("1.改造供水管网（4月—10月）。更换老旧管道。", "改造供水管网"),
    ("1.开展汛前（4月1日前）检查。检查堤防。", "开展汛前（4月1日前）检查"),
)


@pytest.mark.parametrize(("item", "title"), TITLES)
def test_titles(extract, item, title):
    (task,) = extract(f"某县方案\n一、重点任务\n{item}\n").tasks
    assert task.title == title


CLOSING = (
    "各镇（街道）要高度重视，加强配合。",
    "各责任单位制定的细则，于2026年5月20日前报县安委会办公室。",
    "本措施自印发之日起施行，有效期2年。",
    "请各单位于2026年6月1日前报送方案。",
)


@pytest.mark.parametrize("paragraph", CLOSING)
def test_closing_paragraphs_belong_to_no_task(extract, paragraph):
    plan = extract(
        f"某县方案\n一、重点任务\n1.开展宣传。做到家喻户晓。\n2.加强抽检。（责任单位：县市场监管局）\n{paragraph}\n"
    )
    assert paragraph not in plan.tasks[-1].text
    assert plan.tasks[-1].deadlines == ()
    assert all(one.where == "closing" for one in plan.deadlines)


QUESTIONS = (
    ("（一）校舍是否存在安全隐患；消防设施是否完好。", False),
    ("（一）是否制定应急预案，是否开展演练。", False),
    ("（一）排查校舍是否存在安全隐患。", True),
    ("（一）责任人是否到岗。（责任单位：县教育局）", True),
)


@pytest.mark.parametrize(("item", "work"), QUESTIONS)
def test_a_question_of_a_check_list_is_no_work(extract, item, work):
    plan = extract(
        f"某县2024年校园安全检查方案\n一、检查内容\n{item}\n（二）整改问题。6月底前完成整改。（责任单位：各学校）\n"
    )
    assert ("1" in [task.no for task in plan.tasks]) is work


def test_a_heading_above_who_acts_names_the_work(extract):
    plan = extract(
        "某县2024年安全整治方案\n一、整治内容\n（一）景区安全\n1.设置警示标识。（县文旅局负责）\n"
        "（二）乡镇船舶\n各镇、各部门按照分工摸排船舶，登记造册。（各镇、县交通局按职责分工负责）\n"
    )
    assert [(task.no, task.title) for task in plan.tasks] == [("1", "设置警示标识"), ("2", "乡镇船舶")]


def test_a_target_printed_twice_is_one(extract):
    plan = extract(
        "某县2024年消防检查方案\n一、重点任务\n（一）实地检查。随机抽查2家社会单位。未通报的，随机抽查2家社会单位。（责任单位：县消防大队）\n"
        "（二）配齐人员。每校配备2名校医、每村配备2名村医。（责任单位：县卫健局）\n"
    )
    assert [[one.value for one in task.targets] for task in plan.tasks] == [[2], [2, 2]]


ASIDE = (
    # what stands beside the work, and the plan's own limits (平潭)
    ("一、检查时间\n2024年3月18日至22日\n", [("2024-03-18", "2024-03-22")]),
    ("一、活动时间：4月1日—4月30日\n", [("2024-04-01", "2024-04-30")]),
    ("一、实施期限\n2024年1月至2025年12月\n", []),
    ("本方案自印发之日起至2024年11月30日开展为期3个月专项整治，具体分为三个阶段。\n", [(None, "2024-11-30")]),
    ("自5月1日至7月31日为集中整治期。\n", []),
    ("各组于6月20日前报县安全生产联席会议办公室。\n", [(None, "2024-06-20")]),
    ("经2024年3月5日县政府常务会议审议通过。\n", []),
)


@pytest.mark.parametrize(("words", "limits"), ASIDE)
def test_what_stands_beside_the_work(extract, words, limits):
    plan = extract(
        f"关于开展2024年安全检查的通知\n{words}二、重点任务\n（一）排查隐患。各镇排查隐患。（责任单位：各镇）\n（二）督促整改。督促整改到位。（责任单位：县应急局）\n"
    )
    assert [(one.start, one.date) for one in plan.deadlines] == limits
    assert [task.title for task in plan.tasks] == ["排查隐患", "督促整改"]


def test_own_paragraphs_of_the_last_item_stay(extract):
    plan = extract("某县方案\n一、重点任务\n1.健康服务。每年组织体检。\n2.技能服务。\n开放实训场地，建立健康档案。\n")
    assert "建立健康档案" in plan.tasks[-1].text
