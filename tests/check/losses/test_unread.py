"""What carries a number, a time, a body or points and is no fact is told; what is known to give none is not."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.check.losses.explained import is_explained

HEAD = "某县2024年河湖管护实施方案\n\n一、总体要求\n坚持人水和谐。\n\n二、重点任务\n\n"
TASK = "1.开展巡查。每月至少巡查2次。（责任单位：县水利局）\n\n"
READ = (
    "2.修复堤岸。2024年6月底前完成。（责任单位：县水利局）\n",
    # conditions, benefits, the past, closings
    "2.扶持养殖户。对存栏500头以上的养殖场，每头给予补助30元。（责任单位：县农业农村局）\n",
    "2.巩固成果。截至2023年底已治理河道12公里。（责任单位：县水利局）\n",
    "2.修复堤岸。（责任单位：县水利局）\n\n三、附则\n本方案自印发之日起施行，有效期3年。\n",
    # names and cited documents
    "2.用好12345热线。落实《水法》（2016年修订）和水河〔2020〕36号文件。（责任单位：县水利局）\n",
    "2.做实一批项目，形成一系列制度。（责任单位：县水利局）\n",
)


@pytest.mark.parametrize("text", READ)
def test_what_needs_no_fact_is_read(parse, mappings, text):
    assert [entry.text for entry in check_plan(parse(HEAD + TASK + text), mappings).unread] == []


def test_what_no_fact_holds_is_told_with_its_place(parse, mappings):
    plan = parse(HEAD + TASK)
    whole = check_plan(plan, mappings)
    assert (whole.unread, whole.read_share) == ((), 1.0)
    lost = check_plan(type(plan)(id="a", source=plan.source, metadata=plan.metadata, text=plan.text), mappings)
    assert any("每月至少巡查2次" in entry.text for entry in lost.unread)
    assert any("县水利局" in entry.text for entry in lost.unread)
    assert lost.read_share < 0.5
    for entry in lost.unread:
        assert plan.text[entry.place.start : entry.place.end] == entry.text
        assert entry.message
        assert entry.message_en


@pytest.mark.parametrize("name", ["changqing", "chengwu", "jiaxian", "lingbi", "pingyin"])
def test_little_of_the_five_plans_is_unread(plans, name):
    plan = next(plan for plan in plans if plan.id == name)
    assert len(plan.unread) <= 2


def test_a_time_limit_in_a_clause_on_benefits_is_told(parse, mappings):
    text = HEAD + TASK + "2.受理补贴申请。收到补贴申请5个工作日内办结。（责任单位：县财政局）\n"
    plan = parse(text)
    bare = type(plan)(id="a", source=plan.source, metadata=plan.metadata, tasks=plan.tasks[:1], text=text)
    assert any("5个工作日内办结" in entry.text for entry in check_plan(bare, mappings).unread)


TOLD = (
    "即日起实行", "压减至半天", "下月10日前兑现奖补资金", "兑现奖补资金，惠及企业100户以上", "志愿者服满50小时",
    "本月底前完成注册",
)  # fmt: skip


@pytest.mark.parametrize("words", TOLD)
def test_limits_and_numbers_that_no_fact_holds_are_told(parse, mappings, words):
    plan = parse(f"{HEAD}{TASK}2.兑现政策。{words}。（责任单位：县财政局）\n")
    last = words.split("，")[-1]
    held = [one.text for task in plan.tasks for one in (*task.targets, *task.deadlines)]
    assert held or any(last in entry.text for entry in check_plan(plan, mappings).unread)


LISTS = (
    # one clause, several values: each is a fact or told
    ("群众诉求2小时响应、3日办结、满意率95%", ("2小时", "3日", "95%")),
    ("镇级河长每季度、村级河长每月、巡护员每周巡河不少于1次", ("每季度", "每月", "每周")),
    ("接入视频探头3600路", ("3600",)),
    ("举办培训班5期", ("5期",)),
    ("库区温度保持14-24℃", ("14",)),
    ("失业人数较上年减少2个百分点", ("2个百分点",)),
    ("流动人口占常住人口比例降到15%", ("15%",)),
    ("确保零火点", ("零火点",)),
    ("事故起数为零", ("为零",)),
    ("款项当日结清", ("当日",)),
    ("清明节前张贴标语300条", ("清明节前", "300条")),
    ("半年一督导", ("半年一",)),
    ("年年评选一批", ("年年",)),
    ("首批任务交卷前完成排查", ("交卷前",)),
    ("在夏粮归仓之时完成排查", ("之时",)),
    ("选聘护林员不少于三十来名", ("三十来",)),
    ("八成以上住户接通", ("八成",)),
    ("最多评定六榀示范网点", ("六榀",)),
    ("对20户以上的自然村通硬化路，通畅率达到95%", ("95%",)),
)


@pytest.mark.parametrize(("words", "values"), LISTS)
def test_no_value_of_a_clause_is_lost_because_another_one_was_read(parse, mappings, words, values):
    plan = parse(f"{HEAD}{TASK}2.提升服务。{words}。（责任单位：县财政局）\n")
    told = [entry.text for entry in check_plan(plan, mappings).unread]
    facts = [one for task in plan.tasks for one in (*task.targets, *task.deadlines)]
    for value in values:
        read = any(value.rstrip("前") in one.text for one in facts)
        assert read or any(value in text for text in told), value
    if told == []:
        assert len(facts) > len(values)  # task 1 has one of its own


BODIES = (
    # bodies that answer, behind no label that is known
    ("整治渠道。（县财政局、县民政局；时间：尽快）", ("县财政局", "县民政局")),
    ("整治渠道。（挂帅单位：县侨联）", ("县侨联",)),
    ("整治渠道。\n县文明办、各镇政府、县融媒体中心", ("县文明办", "各镇政府", "县融媒体中心")),
    ("整治渠道，由县残联兜底保障", ("县残联",)),
    ("整治渠道〈县水利局、县财政局〉", ("县水利局", "县财政局")),
    ("整治渠道。此项工作交由县水利局、县财政局", ("县水利局", "县财政局")),
    ("整治渠道——县水利局、县财政局", ("县水利局", "县财政局")),
    ("整治渠道。由县住建局、县城管局分头推进", ("县住建局", "县城管局")),
    ("整治渠道（县发展改革委、县金融监管局盯办，各乡镇人民政府跟进）", ("县金融监管局", "各乡镇人民政府")),
    ("整治渠道。（海关总署经管）", ("海关总署",)),
    ("整治渠道。\n包保部门：县水利局、县残联", ("县水利局", "县残联")),
    ("整治渠道。\n县体育局：利用体育场馆避险", ("县体育局：利用体育场馆避险",)),
)


@pytest.mark.parametrize(("words", "names"), BODIES)
def test_bodies_that_no_unit_holds_are_told(parse, mappings, words, names):
    plan = parse(f"{HEAD}{TASK}2.提升服务。{words}。\n")
    held = [unit.name for task in plan.tasks for unit in task.units] + [task.title for task in plan.tasks]
    checked = check_plan(plan, mappings)
    told = [plan.text[one.place.start : one.place.end + 2] for one in (*checked.unread, *checked.doubts) if one.place]
    for name in names:
        assert name in held or any(name in text for text in told), name


@pytest.mark.parametrize(
    "words",
    [
        "服务镇（街道）、县（市、区）居民",
        "覆盖学校、医院、车站（码头、客运中心）",
        "落实县委、县政府决策部署",
        "编入A4纸",
        "抽取第3批",
        "建设“15分钟生活圈”",
        "结合3.15宣传活动",
        "用好12345热线",
        "每引进1家企业计入台账",
        "每旬报送1次进度",
        "规范上岗前培训",
        "由企业向县财政局申报",
        "转请县委组织部长审定",
        "做好“三农”工作，发挥十分之力",
        "责任单位：县财政局、县税务局（首位单位为牵头单位，下同）",
        "制定云溪县护渔三年行动方案（2024—2026年）",
        "完成率由70%提升到100%",
    ],
)
def test_what_names_or_begins_is_not_told(parse, mappings, words):
    plan = parse(f"{HEAD}{TASK}2.提升服务。{words}。（责任单位：县财政局）\n")
    assert [entry.text for entry in check_plan(plan, mappings).unread] == []


def test_a_number_to_call_explains_nothing_before_it():
    clause = "于每季度末月20日前报县统计局(联系电话:5550123)"
    at = clause.index("5550123")
    assert [is_explained(clause, clause, start, start + 3, owned=False) for start in (1, at)] == [False, True]


def test_a_scoring_sentence_that_gave_no_rule_is_told_though_a_statement_holds_it(parse, mappings):
    plan = parse(
        f"{HEAD}{TASK}附件：考核评分表\n序号\t指标\t分值\t评分标准\n1\t会商\t15\t会商到位得15分。\n2\t巡河\t10\t每少1次扣2分。\n"
    )
    assert not any("扣2分" in entry.text for entry in check_plan(plan, mappings).unread)
    rows = tuple(replace(row, rules=()) for row in plan.indicators)
    assert any(row.statements for row in rows)
    assert any("扣2分" in entry.text for entry in check_plan(replace(plan, indicators=rows), mappings).unread)


def test_what_was_found_counts_for_the_share_that_was_read(parse, mappings):
    """One task and two means of support were found, and one clause that names a body was lost."""
    plan = parse(
        "某县2024年河湖管护实施方案\n\n一、重点任务\n\n1.开展巡查。（责任单位：县水利局）\n\n"
        "二、保障措施\n（一）加强领导。各镇要高度重视。\n（二）强化经费。县财政要做好保障。\n"
    )
    assert (len(plan.tasks), len(plan.safeguards), check_plan(plan, mappings).read_share) == (1, 2, 1.0)
    lost = replace(plan, tasks=(replace(plan.tasks[0], units=()),))
    assert check_plan(lost, mappings).read_share == 0.75


PASTS = (
    # the words that say how much was, in an item and outside
    ("已治理河道12公里", True, True),
    ("较上年减少12公里", True, False),
    ("较上年减少12公里", False, True),
    ("治理河道12公里,同比下降", False, False),
    ("治理河道12公里", False, False),
)


@pytest.mark.parametrize(("clause", "owned", "explained"), PASTS)
def test_what_was_and_what_is_compared(clause, owned, explained):
    at = clause.index("12")
    assert is_explained(clause, clause, at, at + 2, owned=owned) is explained
