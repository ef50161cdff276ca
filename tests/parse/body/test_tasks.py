"""Which blocks are tasks, and what belongs to each."""

import pytest

FRONT = "某县2022年信用工作实施方案\n\n"


def read(extract, body):
    return extract(FRONT + body).tasks


def test_the_lowest_level_that_carries_the_work(extract):
    """成武: numbers run on through the headings; the nearest heading is the section."""
    body = (
        "三、创建任务\n\n（一）宣传弘扬诚信文化。\n\n"
        "1. 开展诚信宣传活动。在网站发布。（责任单位：县委宣传部；完成时间：2022年11月底前）\n\n"
        "（二）加强失信事件治理。\n\n2. 推进主体治理。比例低于0.3%。（责任单位：县发展和改革局）\n"
    )
    first, second = read(extract, body)
    assert (first.no, first.title) == ("1", "开展诚信宣传活动")
    assert first.section == "（一）宣传弘扬诚信文化"
    assert ([unit.name for unit in first.units], [one.date for one in first.deadlines]) == (
        ["县委宣传部"],
        ["2022-11-30"],
    )
    assert (second.no, second.section, [one.value for one in second.targets]) == (
        "2",
        "（二）加强失信事件治理",
        [0.3],
    )


def test_a_heading_with_a_paragraph_below_it(extract):
    """平阴's （四）权益保护 has no numbered items: its paragraph is the task, without a number."""
    body = (
        "二、责任分解\n\n（三）监管\n\n1、甲。（责任科室:办公室）\n\n"
        "（四）权益保护\n\n开展异议处理。做好工作。（责任科室:信息科）\n"
    )
    assert [(task.no, task.title, task.section) for task in read(extract, body)] == [
        ("1", "甲", "（三）监管"),
        (None, "开展异议处理", "（四）权益保护"),
    ]


def test_details_belong_to_their_task(extract):
    body = (
        "一、重点任务\n\n1.加强宣传。\n\n（1）进社区。\n\n"
        "（2）进企业。（责任单位：县委宣传部）\n\n2.加强治理。（责任单位：县法院）\n"
    )
    first, second = read(extract, body)
    assert (first.title, [unit.name for unit in first.units]) == ("加强宣传", ["县委宣传部"])
    assert second.title == "加强治理"


def test_a_lost_heading_leaves_the_section_open(extract):
    """平阴's third heading is missing: its tasks have no section, and keep ids of their own."""
    body = (
        "二、责任分解\n\n（一）甲\n\n1、一。（责任科室:办公室）\n\n"
        "2、二。（责任科室:办公室）\n\n1、三。（责任科室:办公室）\n"
    )
    assert [(task.no, task.section) for task in read(extract, body)] == [
        ("1", "（一）甲"),
        ("2", "（一）甲"),
        ("1", None),
    ]


TITLES = (
    ("1.加强宣传。各单位要落实。", "加强宣传"),
    ("1.加强宣传（责任单位：县局）", "加强宣传"),
    ("1.加强“双公示”（行政许可、行政处罚）公示。要落实。", "加强“双公示”（行政许可、行政处罚）公示"),
    ("1.加强宣传教育：各单位要落实，", "加强宣传教育"),
    ("1.加强宣传；加强治理。", "加强宣传"),
    ("1.加强宣传", "加强宣传"),
)


@pytest.mark.parametrize(("line", "title"), TITLES)
def test_titles(extract, line, title):
    assert [task.title for task in read(extract, f"一、重点任务\n\n{line}\n")] == [title]


SECTIONS = (
    # heading, whether its items are tasks
    ("重点任务", True),
    ("创建任务", True),
    ("工作措施", True),
    ("加强信用体系法治化规范化建设", True),  # 灵璧: the heading says what is done
    ("保障措施", False),
    ("创建步骤", False),
    ("工作安排", True),  # plain work may stand below it, where no steps do
    ("评定标准", False),
    ("选树标准", False),
    ("选树名额", False),
    ("竞聘条件", False),
    ("申报条件", False),
    ("指导思想", False),
    ("考核方法", False),
    ("工作目标", False),
)


@pytest.mark.parametrize(("heading", "are_tasks"), SECTIONS)
def test_what_stands_below_a_heading(extract, heading, are_tasks):
    found = read(extract, f"一、{heading}\n\n（一）加强宣传。要落实到位。\n\n（二）加强治理。要落实到位。\n")
    assert bool(found) is are_tasks


def test_items_that_name_bodies_are_tasks_whatever_the_heading_contains(extract):
    """灵璧's 健全信用工作保障机制 is work, not support."""
    body = "九、健全信用工作保障机制\n\n1.加强考核。（县发展改革委负责）\n"
    assert [task.title for task in read(extract, body)] == ["加强考核"]


def test_articles_are_work_only_where_they_name_a_body(extract):
    """花都's 管理办法 is a regulation."""
    body = "第一章 总则\n\n第一条 为规范业务，制定本办法。\n\n第二条 加强宣传。（责任单位：县发改局）\n"
    assert [task.no for task in read(extract, body)] == ["2"]


def test_the_first_of_each_list_leads_below(extract):
    """国发〔2019〕3号 says it once: 下同."""
    body = (
        "一、重点任务\n\n1.甲。（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）\n\n"
        "2.乙。（海关总署、税务总局负责）\n"
    )
    assert [[str(unit.role) for unit in task.units] for task in read(extract, body)] == [["lead", "participant"]] * 2


def test_a_number_without_words_is_no_task(extract):
    plan = extract(FRONT + "一、重点任务\n\n1.\n\n2.加强宣传。\n")
    assert [task.no for task in plan.tasks] == ["2"]
    assert [problem.code for problem in plan.problems] == ["number-alone"]


def test_ids_are_unique_and_do_not_change(extract, corpus):
    for document in corpus:
        once, twice = extract(document.content), extract(document.content)
        ids = [item.id for item in once.items]
        assert len(ids) == len(set(ids))
        assert once == twice


def test_bodies_are_no_time_limit_and_labels_no_target(extract):
    body = "一、重点任务\n\n1.加强宣传。（责任单位：县发改局；完成时限：2022年6月底前，每月25日前报送1篇）\n"
    (task,) = read(extract, body)
    assert [(one.text, one.where) for one in task.deadlines] == [("2022年6月底前", "label"), ("每月25日前", "label")]
    assert task.targets == ()


@pytest.mark.xfail(reason="tasks printed as running text without numbers are not read")
def test_running_text(extract):
    assert read(extract, "重点任务\n\n要加强宣传，由县委宣传部负责；要加强治理，由县法院负责。\n")


LED = (
    ("一、县应急管理局牵头工作（2项）", [("县应急管理局", "lead")]),
    ("一、县医疗保障局牵头的重点任务", [("县医疗保障局", "lead")]),
    ("一、县卫健局牵头（2项）", [("县卫健局", "lead")]),
    ("一、县教育局、县人社局牵头工作", [("县教育局", "lead"), ("县人社局", "lead")]),
    ("一、责任单位：县水利局", [("县水利局", "responsible")]),
    ("一、牵头单位：县粮储局", [("县粮储局", "lead")]),
    ("一、周某某副县长牵头重点工作", []),  # a person is no body
)


@pytest.mark.parametrize(("heading", "units"), LED)
def test_a_heading_that_says_who_leads_what_stands_below(extract, heading, units):
    tasks = read(extract, f"{heading}\n\n1.建成避险驿站6处。\n\n2.更新预警喇叭。\n")
    assert [[(unit.name, unit.role.value) for unit in task.units] for task in tasks] == [units, units]


def test_what_a_list_of_tasks_is_made_of_is_no_target(extract):
    """The notice only tells what its annexes hold."""
    body = "一、压实责任。《2024年护渔任务分解》明确31项具体任务，涉及12个牵头单位。\n\n二、新建渔港。新建渔港2座。（责任单位：县农业农村局）\n"
    assert [target.value for task in read(extract, body) for target in task.targets] == [2]


def test_how_many_tasks_a_paper_counts_in_brackets_is_no_target(extract):
    body = "一、主要任务\n\n1.在护渔方面（分解任务15项）。（责任单位：县农业农村局）\n\n2.新建渔港2座。（责任单位：县农业农村局）\n"
    assert [target.value for task in read(extract, body) for target in task.targets] == [2]


def test_paragraphs_without_numbers_end_with_the_line_of_their_bodies(extract):
    body = (
        "一、学前教育\n\n新建园舍4所。\n责任单位：县教育局、县住建局\n完成时限：8月底前\n\n改造食堂30处。\n责任单位：县市场监管局\n\n"
        "二、职业教育\n\n培训技工600人次。\n责任单位：县人社局\n"
    )
    tasks = read(extract, body)
    assert [(task.title, [unit.name for unit in task.units], len(task.targets)) for task in tasks] == [
        ("新建园舍4所", ["县教育局", "县住建局"], 1),
        ("改造食堂30处", ["县市场监管局"], 1),
        ("职业教育", ["县人社局"], 1),
    ]
    assert [[one.date for one in task.deadlines] for task in tasks] == [["2022-08-31"], [], []]


LONG_TITLES = (
    # a long first sentence is named by its first clause that is no ground
    (
        "县电视台继续办好专栏，每月向市台报送信息不少于2条，并制作公益广告在黄金时段滚动播出，营造浓厚的社会氛围。",
        "县电视台继续办好专栏",
    ),
    (
        "由县委宣传部牵头，在全县干部群众中组织一次知识测试，从三月份开始每月在电视台播放公益广告并开设专题。",
        "由县委宣传部牵头，在全县干部群众中组织一次知识测试",
    ),
    # who joins whom asks for nothing yet: the sentence is the deed
    (
        "每年汛前，县水利局要会同有关部门，结合水毁修复情况，编制度汛方案，经县防指审定后，于4月底前印发各乡镇执行。",
        "每年汛前，县水利局要会同有关部门，结合水毁修复情况，编制度汛方案，经县防指审定后，于4月底前印发各乡镇执行",
    ),
    # who is meant stays with what is done
    (
        "对完成任务好、单产提升明显且责任落实有力的镇（街道）、村（社区），在高标准农田项目安排上予以适当倾斜支持。",
        "对完成任务好、单产提升明显且责任落实有力的镇（街道）、村（社区），在高标准农田项目安排上予以适当倾斜支持",
    ),
)


@pytest.mark.parametrize(("sentence", "title"), LONG_TITLES)
def test_titles_of_long_sentences(extract, sentence, title):
    plan = extract(f"某县2024年创建工作要点\n\n一、{sentence}（县政府办负责）\n\n二、开展检查。（县政府办负责）\n")
    assert plan.tasks[0].title == title


STAGED = (
    # the time of a stage, a month, a season is that of the tasks below its heading which state none
    ("（一）集中整治阶段（2022年5月—10月）", "2022-05-01", "2022-10-31"),
    ("（一）动员部署阶段（即日起至4月底）", None, "2022-04-30"),
    ("（一）第一阶段：摸底排查，3月1日至3月15日", "2022-03-01", "2022-03-15"),
    ("（一）3月份重点工作", "2022-03-01", "2022-03-31"),
    ("（一）第一季度", "2022-01-01", "2022-03-31"),
    ("（一）补齐短板（2022年6月底前）", None, "2022-06-30"),
)


@pytest.mark.parametrize(("heading", "start", "end"), STAGED, ids=[row[0] for row in STAGED])
def test_tasks_have_the_time_of_the_stage_they_stand_under(extract, heading, start, end):
    tasks = read(
        extract,
        f"一、重点任务\n{heading}\n1.排查隐患。建立台账。（责任单位：县住建局）\n2.抓好整改。8月底前销号。（责任单位：县应急局）\n"
        "（二）常态管护\n1.巡查河道。加密频次。（责任单位：县水利局）\n",
    )
    assert [[(one.start, one.date) for one in task.deadlines] for task in tasks] == [
        [(start, end)], [(None, "2022-08-31")], [],
    ]  # fmt: skip


NO_STAGES = (
    "（一）执法检查（2022年）",
    "（一）巩固提升（3项）",
    "（一）落实2022年3月部署会精神",
    "（一）排查（县住建局，6月）",
)


@pytest.mark.parametrize("heading", NO_STAGES)
def test_headings_that_state_no_time_for_the_work_below(extract, heading):
    (task,) = read(extract, f"一、重点任务\n{heading}\n1.排查隐患。建立台账。（责任单位：县住建局）\n")
    assert task.deadlines == ()


def test_a_label_that_asks_when_is_no_body(extract):
    (task,) = read(extract, "一、重点任务\n1.文艺汇演。选送节目。责任单位：县文旅局；活动时间：5月。\n")
    assert [unit.name for unit in task.units] == ["县文旅局"]
    assert [(one.start, one.date) for one in task.deadlines] == [("2022-05-01", "2022-05-31")]


def test_who_answers_behind_a_number_is_a_body_known_or_not(extract):
    tasks = read(
        extract,
        "三、职责分工\n1.执法大队：负责拆除违规广告，每日17时前报送进度。\n2.市容股：负责审批管理，4月15日前完成摸底。\n"
        "3.法规股：负责案件审核。\n4.渣土办：具体负责运输车辆备案。\n",
    )
    assert [[unit.name for unit in task.units] for task in tasks] == [["执法大队"], ["市容股"], ["法规股"], ["渣土办"]]
    assert [task.title for task in tasks][:2] == ["负责拆除违规广告", "负责审批管理"]


def test_labels_of_where_and_whom_are_no_tasks(extract):
    """工作重点 / 1.重点区域：…: where and of whom the work is; what departments do follows."""
    scope = "1.重点区域：辖区中小学及周边道路。\n\n2.重点时段：上放学高峰期。\n\n"
    work = "1.县交通局负责打击非法营运行为；\n\n2.县公安局负责查处超员超载。\n"
    plan = extract(f"某县交通整治方案\n\n一、工作重点\n\n{scope}二、工作内容\n\n{work}")
    assert [[unit.name for unit in task.units] for task in plan.tasks] == [["县交通局"], ["县公安局"]]
