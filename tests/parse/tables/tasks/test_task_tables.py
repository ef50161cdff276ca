"""Tables that hand out work: the finest row is the task; merged cells of bodies and dates hold for all their rows."""

import pytest


def told(task):
    return task.no, task.section, task.title, [(unit.name, str(unit.role)) for unit in task.units]


def test_rows_under_a_merged_goal(read_rows):
    tasks = read_rows(
        "项目|工作目标|任务清单|牵头单位|责任单位|完成时限",
        "一、激励^3|1.选树典型^2|公开信用承诺书。|县审批局|县商务局|2023年6月底前^2",
        "制定自律公约。|县民政局||",
        "2.绿色通道|容缺受理。|县审批局|①县税务局，②县人社局|2023年12月底前",
        title="某县守信激励任务清单",
    ).tasks
    assert [told(task)[:3] for task in tasks] == [
        (None, "1.选树典型", "公开信用承诺书"),
        (None, "1.选树典型", "制定自律公约"),
        (None, "2.绿色通道", "容缺受理"),
    ]
    assert [task.deadlines[0].date for task in tasks] == ["2023-06-30", "2023-06-30", "2023-12-31"]
    assert told(tasks[2])[3] == [("县审批局", "lead"), ("县税务局", "responsible"), ("县人社局", "responsible")]


def test_a_number_merged_over_measures_is_the_groups(read_rows):
    tasks = read_rows(
        "序号|整治任务|具体措施|责任单位|完成时间",
        "1^2|整治非法营运^2|开展联合执法|县交通局|2024年12月底^2",
        "设立举报电话|县公安局",
        "2|规范单车|划设车位|县城管局|2024年6月底",
        title="某县道路整治方案",
    ).tasks
    assert [task.no for task in tasks] == [None, None, "2"]
    assert [(task.title, task.units[0].name) for task in tasks] == [
        ("开展联合执法", "县交通局"),
        ("设立举报电话", "县公安局"),
        ("划设车位", "县城管局"),
    ]


@pytest.mark.parametrize("head", ["部门", "成员单位", "单位"])
def test_a_row_named_by_its_body(extract, head):
    tasks = extract(
        f"某县防汛职责分工\n{head}\t主要职责\n县水利局\t负责水库调度；2024年5月底前检修闸门。\n县气象局\t发布预警，及时会商。\n"
    ).tasks
    assert [told(task) for task in tasks] == [
        (None, None, "负责水库调度", [("县水利局", "responsible")]),
        (None, None, "发布预警", [("县气象局", "responsible")]),
    ]
    assert tasks[0].deadlines[0].date == "2024-05-31"


def test_heads_of_two_rows_in_plain_text(extract):
    (task, _) = extract(
        "某县秋粮收购任务分解表\n序号\t重点任务\t责任单位\t\t完成时限\n\t\t牵头\t配合\t\n"
        "1\t摸清仓容\t县粮食局\t县农发行、各乡镇\t2024年8月底前\n2\t筹措资金\t县农发行\t县财政局\t2024年9月底前\n"
    ).tasks
    assert told(task) == (
        "1",
        None,
        "摸清仓容",
        [("县粮食局", "lead"), ("县农发行", "participant"), ("各乡镇", "participant")],
    )


def test_numbered_categories_in_rows(extract):
    tasks = extract(
        "某县营商环境任务清单\n|序号|改革事项|具体举措|牵头部门|\n|---|---|---|---|\n|一|开办企业|||\n"
        "|1|一日办结|全程网办|县市监局|\n|二|办理用电|||\n|2|零投资|延伸界面|县供电公司|\n"
    ).tasks
    assert [told(task)[:3] for task in tasks] == [("1", "开办企业", "一日办结"), ("2", "办理用电", "零投资")]


BODY = "某县养老实施方案\n一、重点任务\n（一）新建养老中心。2024年新建养老中心3个。\n（二）培训护理人员。开展培训。\n"
ANNEX = "附件\n某县养老任务分工表\n序号\t任务名称\t牵头单位\t完成时间\n"


def test_body_and_annex_are_one_item(extract):
    plan = extract(f"{BODY}{ANNEX}1\t新建养老中心\t县民政局\t2024年11月底\n2\t建立平台\t县数据局\t2024年9月底\n")
    assert [told(task) for task in plan.tasks] == [
        ("1", "一、重点任务", "新建养老中心", [("县民政局", "lead")]),
        ("2", "一、重点任务", "培训护理人员", []),
        ("2", None, "建立平台", [("县数据局", "lead")]),
    ]
    assert [deadline.date for deadline in plan.tasks[0].deadlines] == ["2024-11-30"]
    assert [target.value for target in plan.tasks[0].targets] == [3]


def test_an_item_that_only_lists_rows_is_no_task(extract):
    plan = extract(
        "某县推广治理经验的通知\n一、推广内容\n（一）调处方面2项：院坝会商；驻点调解。\n"
        "附件\n序号\t经验名称\t具体做法\t责任部门\n1\t院坝会商\t当面商议。\t县司法局\n2\t驻点调解\t聘请干部。\t县信访局\n"
    )
    assert [task.title for task in plan.tasks] == ["院坝会商", "驻点调解"]


def test_a_table_pasted_a_cell_a_line(extract):
    cells = ("序号", "任务", "责任单位", "完成时限", "1", "建微型消防站", "县消防大队", "2024年6月底")
    more = ("2", "排查老旧小区", "县住建局、各街道", "2024年9月底", "特此通知。")
    tasks = extract("某县消防任务清单\n\n" + "\n\n".join((*cells, *more)) + "\n").tasks
    assert [(task.no, task.title, task.units[-1].name) for task in tasks] == [
        ("1", "建微型消防站", "县消防大队"),
        ("2", "排查老旧小区", "各街道"),
    ]
    assert tasks[1].deadlines[0].date == "2024-09-30"


def test_a_table_of_numbers_is_told(extract):
    plan = extract("某县造林任务\n乡镇\t人工造林\t封山育林\n东溪镇\t300\t500\n西溪镇\t260\t400\n合计\t560\t900\n")
    assert (plan.tasks, plan.indicators) == ((), ())
    assert [(str(table.kind), table.why) for table in plan.tables] == [
        ("numbers", "各栏多为数字，没有指标说明和责任单位")
    ]
    assert "table-of-numbers" in [problem.code for problem in plan.problems]


def test_a_table_that_is_not_read_is_told(extract):
    plan = extract("某县方案\n甲\t乙\t丙\n丁\t戊\t己\n庚\t辛\t壬\n")
    assert [str(table.kind) for table in plan.tables] == ["unknown"]
    (problem,) = [problem for problem in plan.problems if problem.code == "table-not-read"]
    assert plan.text[problem.place.start : problem.place.end].startswith("甲\t乙")


SCHEME = """某县平安乡镇考核方案
二、考评内容
（一）组织保障（30分）
1.队伍建设（20分），主要考评履职情况，由县委组织部负责考评；
2.工作部署（10分）。主要考评资料。
（二）平安宣传（70分）
主要考评群众知晓率，由县委宣传部负责考评。
"""


def test_a_scoring_scheme_in_running_text(extract):
    plan = extract(SCHEME)
    assert [(row.no, row.name, row.points, row.criteria) for row in plan.indicators] == [
        ("1", "队伍建设", 20, "主要考评履职情况，由县委组织部负责考评"),
        ("2", "工作部署", 10, "主要考评资料。"),
        ("2", "平安宣传", 70, "主要考评群众知晓率，由县委宣传部负责考评。"),
    ]
    assert [(level.name, level.points) for level in plan.indicators[0].levels] == [("（一）组织保障", 30)]
    assert [unit.name for unit in plan.indicators[0].units] == ["县委组织部"]
    assert plan.tasks == ()


def test_times_as_heads_say_by_when(read_rows):
    tasks = read_rows(
        "序号|工作任务|责任单位|3月底前|10月底前",
        "1|改造公墓|县民政局|完成设计|完工验收",
        "2|新建骨灰堂|县殡葬所||主体封顶",
        title="某县2024年推进计划表",
    ).tasks
    assert [[one.date for one in task.deadlines] for task in tasks] == [["2024-03-31", "2024-10-31"], ["2024-10-31"]]


BONUS = """某县招商考核办法
一、考核内容
（一）项目落地（60分）。考核开工情况。
（二）服务保障（40分）。考核服务情况。
二、加分项（最高10分）
（一）获省级表彰的，每次加5分。
（二）经验推广。做法被市级推广的加3分。
"""


def test_gains_in_running_text_are_rows_without_points_of_their_own(extract):
    found = [
        (
            row.name,
            row.points,
            [(level.name, level.points) for level in row.levels],
            [rule.points for rule in row.rules],
        )
        for row in extract(BONUS).indicators[2:]
    ]
    assert found == [
        ("获省级表彰的", None, [("二、加分项", 10)], [5]),
        ("经验推广", None, [("二、加分项", 10)], [3]),
    ]


def test_what_is_to_be_reached_is_no_title_and_milestones_are_no_dates(read_rows):
    (task, _) = read_rows(
        "序号^2|重点工作^2|年度目标^2|进度安排>2|责任单位^2",
        "一季度|二季度",
        "1|高标准农田|建成2万亩|完成招标|开工建设|县农业农村局",
        "2|冷链物流园|完成投资5000万元|土地平整|基础施工|县商务局",
        title="某县2024年重点工作推进计划",
    ).tasks
    assert (task.title, task.deadlines) == ("高标准农田", ())
    assert [(target.value, target.unit) for target in task.targets] == [(2, "万亩")]


def test_blank_cells_taken_for_merged_ones_are_told(extract):
    """Plain text says nothing of merged cells: bodies and dates of the row above hold under one group, and that is told."""
    plan = extract(
        "某县环境问题整改清单\n存在问题\t整改措施\t责任单位\t整改时限\n养殖污染\t关闭养殖场\t县农业局\t2024年6月底前\n"
        "\t提出退出方案\t\t\n废水直排\t封堵排污口\t县环保局\t\n"
    )
    assert [(task.title, task.units[0].name, len(task.deadlines)) for task in plan.tasks] == [
        ("关闭养殖场", "县农业局", 1),
        ("提出退出方案", "县农业局", 1),
        ("封堵排污口", "县环保局", 0),
    ]
    assert [problem.code for problem in plan.problems] == ["merged-cells-assumed"]


def test_rows_that_ran_together_are_told_and_give_nothing(extract):
    plan = extract(
        "某县考核办法\n序号\t指标名称\t分值\t评分标准\n1234\t公开申请解读建设\t30202525\t每条扣2分。\n5\t回应\t20\t每次扣1分。\n"
    )
    assert [row.name for row in plan.indicators] == ["回应"]
    assert "rows-run-together" in [problem.code for problem in plan.problems]


def test_the_first_group_above_the_header(extract):
    head = "<tr><td colspan=3>一、扩大绿地（1项）</td></tr><tr><td>序号</td><td>任务名称</td><td>责任分工</td></tr>"
    rows = "<tr><td>1</td><td>建公园</td><td>牵头：县城管局；配合：县住建局、县水利局</td></tr>"
    more = "<tr><td colspan=3>二、管好绿地（1项）</td></tr><tr><td>2</td><td>修剪树木</td><td>牵头：县城管局</td></tr>"
    plan = extract(
        f"<html><body><h1>某县2024年绿化任务清单</h1><table>{head}{rows}{more}</table></body></html>".encode()
    )
    assert [told(task) for task in plan.tasks] == [
        (
            "1", "一、扩大绿地（1项）", "建公园",
            [("县城管局", "lead"), ("县住建局", "participant"), ("县水利局", "participant")],
        ),
        ("2", "二、管好绿地（1项）", "修剪树木", [("县城管局", "lead")]),
    ]  # fmt: skip
    assert not plan.unread


def test_a_column_of_short_names_names_the_row_where_no_head_does(extract):
    plan = extract(
        "某县2024年政策解读分工表\n序号\t解读方式\t工作要求\t责任部门\n"
        "1\t图文解读\t发布后及时制作图文，覆盖面达到90%。\t起草部门\n2\t新闻发布\t全年不少于4场。\t县政府办\n"
    )
    assert [(task.title, [one.value for one in task.targets]) for task in plan.tasks] == [
        ("图文解读", [90]),
        ("新闻发布", [4]),
    ]


LASTING = (
    # a head that asks when it is done means the whole month; one that asks by when its last day
    ("时间安排", "1月份", "第二季度", [("2024-01-01", "2024-01-31"), ("2024-04-01", "2024-06-30")]),
    ("月份", "3月", "11月", [("2024-03-01", "2024-03-31"), ("2024-11-01", "2024-11-30")]),
    ("培训时间", "9月", "5月5日", [("2024-09-01", "2024-09-30"), (None, "2024-05-05")]),
    ("活动时间", "6月", "上半年", [("2024-06-01", "2024-06-30"), ("2024-01-01", "2024-06-30")]),
    ("计划完成时间安排", "1月", "第二季度", [(None, "2024-01-31"), (None, "2024-06-30")]),
    ("完成时限", "1月", "第二季度", [(None, "2024-01-31"), (None, "2024-06-30")]),
    ("时间安排", "1月份", "6月底前", [(None, "2024-01-31"), (None, "2024-06-30")]),
    ("时间", "3月", "6月", [(None, "2024-03-31"), (None, "2024-06-30")]),
    ("时间安排", "一月", "三至四月", [("2024-01-01", "2024-01-31"), ("2024-03-01", "2024-04-30")]),
    ("完成时限", "第三、四季度", "限期15天", [("2024-07-01", "2024-12-31"), (None, None)]),
)


@pytest.mark.parametrize(("head", "one", "two", "expected"), LASTING, ids=[row[0] + row[2] for row in LASTING])
def test_months_of_a_column_are_stretches_where_its_head_asks_when(read_rows, head, one, two, expected):
    tasks = read_rows(
        f"整治任务|{head}|责任单位", f"整治烟花爆竹|{one}|县应急局", f"检查医疗机构|{two}|县卫健局",
        title="某县2024年整治任务安排",
    ).tasks  # fmt: skip
    assert [(limit.start, limit.date) for task in tasks for limit in task.deadlines] == expected


def test_a_calendar_that_stands_before_the_work_means_whole_months(read_rows):
    tasks = read_rows(
        "时间|重点工作|责任部室",
        "一月|开展送温暖活动|权益部",
        "10月份|召开全委会议|办公室",
        title="某县总工会2024年工作安排",
    ).tasks
    assert [(one.start, one.date) for task in tasks for one in task.deadlines] == [
        ("2024-01-01", "2024-01-31"), ("2024-10-01", "2024-10-31"),
    ]  # fmt: skip


def test_marks_below_months_say_when_a_row_is_done(read_rows):
    tasks = read_rows(
        "序号|监督任务|1月|2月|3月|责任科室", "1|抽检学校饮用水||√|√|学校卫生科", "2|检查公共场所|√|||公共场所科",
        title="某县2024年卫生监督计划",
    ).tasks  # fmt: skip
    assert [[(one.start, one.date) for one in task.deadlines] for task in tasks] == [
        [("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-31")],
        [("2024-01-01", "2024-01-31")],
    ]


def test_a_dash_for_a_limit_is_no_limit_that_was_not_understood(read_rows):
    plan = read_rows(
        "工作任务|责任单位|完成时限", "清理河道|县水利局|/", "修复堤防|县水利局|6月底前", title="某县2024年任务"
    )
    assert [problem.code for problem in plan.problems] == []


ORDERED = (
    # the head of the column, what stands above the table, its last row, and what stands below it (平潭)
    ("责任单位", "", "", "注：主要责任单位第一个为牵头单位，其余为主要配合单位。"),
    ("责任单位", "", "", "备注：各项任务责任单位中，列首位的为牵头单位。"),
    ("责任单位", "", "", "说明：1.第一个责任单位为牵头单位；2.本表由县防指办解释。"),
    ("责任单位", "", "", "注：多个责任单位的，列第一位的单位负责牵头。"),
    ("责任单位", "", "注：排名第一的单位为主办单位，其余为协办单位|||", ""),
    ("责任单位", "", "备注|责任单位排在首位的为牵头单位||", ""),
    ("责任单位（排在首位的为牵头单位）", "", "", ""),
    ("责任单位", "<p>（责任单位列第一位的为牵头单位）</p>", "", ""),
    ("责任单位", "<p>现将分工表印发给你们，表中排在第一位的单位为牵头单位。</p>", "", ""),
)


@pytest.mark.parametrize(("head", "before", "row", "after"), ORDERED)
def test_a_note_on_the_order_holds_for_all_cells(read_rows, head, before, row, after):
    rows = ("1|疏通山洪沟|县水利局、县应急局|5月底", "2|检修预警设备|县气象局|6月底", *((row,) if row else ()))
    plan = read_rows(
        f"序号|重点任务|{head}|完成时限",
        *rows,
        title="某县2024年防汛任务分工表",
        before=before,
        after=f"<p>{after}</p>",
    )
    assert [told(task)[3] for task in plan.tasks] == [
        [("县水利局", "lead"), ("县应急局", "participant")], [("县气象局", "lead")],
    ]  # fmt: skip
    assert plan.metadata.title == "某县2024年防汛任务分工表"


def test_what_type_alone_says_of_leads_is_told(read_rows):
    plan = read_rows(
        "序号|重点任务|责任单位",
        "1|检修水闸|县水利局、县应急局",
        title="某县2024年防汛任务分工表",
        after="<p>注：加粗的为牵头单位。</p>",
    )
    assert [told(task)[3] for task in plan.tasks] == [[("县水利局", "responsible"), ("县应急局", "responsible")]]
    assert "leads-by-print" in [problem.code for problem in plan.problems]
