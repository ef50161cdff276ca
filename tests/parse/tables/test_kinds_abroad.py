"""Tables whose heads no list knows: what stands below a head tells as much as its words."""

import pytest


def units(task):
    return [(unit.name, str(unit.role)) for unit in task.units]


def test_a_matrix_of_bodies_with_a_key(read_rows):
    tasks = read_rows(
        "序号|改革事项|县卫生健康局|县医保局|县财政局",
        "1|推进医共体建设|●|○|○",
        "2|改革支付方式|○|●|",
        title="某县改革分工矩阵",
        before="<p>注：●为牵头部门，○为配合部门。</p>",
    ).tasks
    assert [task.title for task in tasks] == ["推进医共体建设", "改革支付方式"]
    assert units(tasks[0]) == [("县卫生健康局", "lead"), ("县医保局", "participant"), ("县财政局", "participant")]
    assert units(tasks[1]) == [("县卫生健康局", "participant"), ("县医保局", "lead")]


def test_a_matrix_in_words(read_rows):
    (task, _) = read_rows(
        "整治任务|县公安局|县城管局|县交通局", "规范停车|配合|牵头|", "查处超载|牵头||配合", title="某县整治分工表"
    ).tasks
    assert units(task) == [("县公安局", "participant"), ("县城管局", "lead")]


def test_marks_without_a_key_are_told(read_rows):
    plan = read_rows("重点任务|县公安局|县城管局", "规范停车|▲|★", "查处超载|★|▲", title="某县整治分工表")
    assert {unit.role for task in plan.tasks for unit in task.units} == {"responsible"}
    assert "marks-without-key" in {problem.code for problem in plan.problems}


def test_a_form_that_was_filled_in_is_one_task(read_rows):
    plan = read_rows(
        "项目名称|乡镇敬老院改造|项目编号|MS-07",
        "责任单位|县民政局|配合单位|县财政局",
        "完成时限|2024年10月底前|投资概算|560万元",
        "建设内容|改造敬老院3所>3",
        title="某县民生实事项目责任书",
    )
    (task,) = plan.tasks
    assert task.title == "乡镇敬老院改造"
    assert units(task) == [("县民政局", "responsible"), ("县财政局", "participant")]
    assert [limit.date for limit in task.deadlines] == ["2024-10-31"]
    assert task.columns["投资概算"] == "560万元"


def test_two_tables_in_one_frame(read_rows):
    plan = read_rows(
        "表1 责任分工表>3",
        "点位|整治要求|责任单位",
        "农贸市场|划行归市|县市场监管局",
        "火车站|秩序良好|县交通局",
        "表2 测评标准>3",
        "测评项目|测评标准|分数",
        "环境卫生|有垃圾扣2分|50",
        "公共秩序|乱停车扣1分|50",
        title="某县创建任务与测评",
    )
    assert [unit.name for task in plan.tasks for unit in task.units] == ["县市场监管局", "县交通局"]
    assert [(row.name, row.points) for row in plan.indicators] == [("环境卫生", 50), ("公共秩序", 50)]


HEADS = {
    # rows, names of tasks, names of indicators
    "persons answer": (
        ("岗位|风险点|防控举措|责任人", "审批岗|审批超时|推行限时办结|王红", "拨付岗|违规拨付|实行双人复核|刘军"),
        2,
        [],
    ),
    "gains and losses": (
        ("情形|加减分值|认定部门", "获得国家级表彰|+5|县委组织部", "发生较大事故|-10|县应急管理局"),
        0,
        [("获得国家级表彰", None, "+5"), ("发生较大事故", None, "-10")],
    ),
    "letters for levels": (
        ("A级|B级|C级观测点|权值", "A1条件^2|B1场地|面积达标|6", "B2玩教具|图书达标|4"),
        0,
        [("面积达标", 6, None), ("图书达标", 4, None)],
    ),
    "an unknown head of points": (
        ("督导事项|督导细则|折算", "控辍保学|失学1人扣2分|40", "校园安全|缺1项扣1分|60"),
        0,
        [("控辍保学", 40, "失学1人扣2分"), ("校园安全", 60, "缺1项扣1分")],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_heads_that_no_list_knows(read_rows, name):
    rows, tasks, indicators = HEADS[name]
    plan = read_rows(*rows, title="某县工作表")
    assert len(plan.tasks) == tasks
    assert [(row.name, row.points, row.criteria) for row in plan.indicators] == indicators


def test_time_that_a_whole_cell_allows(read_rows):
    (one, two) = read_rows(
        "事项名称|实施机构|法定办结时限|承诺办结时限",
        "施工许可|县住建局|15个工作日|3个工作日",
        "取水许可|县水利局|45天|24小时",
        title="某县办理时限清单",
    ).tasks
    assert [(limit.duration, limit.working_days) for limit in one.deadlines] == [("P15D", True), ("P3D", True)]
    assert [limit.duration for limit in two.deadlines] == ["P45D", "PT24H"]


def test_how_often_is_no_body(read_rows):
    (row, _) = read_rows(
        "检查项|扣分值|备注", "立面破损|2|每处", "垃圾满溢|1|每处", title="某县自查扣分标准"
    ).indicators
    assert row.units == ()


def test_a_word_that_holds_a_joining_one(read_rows):
    (one, _) = read_rows(
        "序号|整治重点|整治目标与时限>2|责任体系>2",
        "||目标|时限|牵头|参与",
        "1|虚假住院|查处率100%|2024年9月底前|县医保局|县卫健局",
        "2|倒卖回流药|追回基金50万元|2024年10月底前|县公安局|县医保局",
        title="某县专项整治任务书",
    ).tasks[:2]
    assert (one.title, units(one)) == ("虚假住院", [("县医保局", "lead"), ("县卫健局", "participant")])


def test_years_with_a_word(read_rows):
    rows = read_rows(
        "类别|主要指标|2020年实际|2025年规划",
        "服务|护理型床位占比|32%|≥55%",
        "健康|健康管理率|68%|≥75%",
        title="某县发展指标",
    ).indicators
    assert [(row.name, row.target, row.columns) for row in rows] == [
        ("护理型床位占比", "≥55%", {"2020年实际": "32%"}),
        ("健康管理率", "≥75%", {"2020年实际": "68%"}),
    ]


def test_sums_handed_to_towns_name_no_work(read_rows):
    plan = read_rows(
        "序号|单位|目标任务（万元）|其中：上半年|责任领导",
        "1|石门镇|3200|1500|吴刚",
        "2|双桥镇|2800|1300|郑伟",
        title="某县税收任务",
    )
    assert plan.tasks == ()
    assert {problem.code for problem in plan.problems} & {"table-of-numbers", "table-not-read"}


def test_an_unknown_head_between_name_and_criteria(read_rows):
    rows = read_rows(
        "评估内容|取数|档次|赋分值",
        "外借量|以系统为准|达到8万册得满分|30",
        "到馆人次|以闸机为准|低于10万不得分|70",
        title="某县效能评估",
    ).indicators
    assert [(row.name, row.columns) for row in rows] == [
        ("外借量", {"取数": "以系统为准"}),
        ("到馆人次", {"取数": "以闸机为准"}),
    ]


def test_what_is_scored_stands_left_of_its_points(read_rows):
    rows = read_rows(
        "巡查内容|记分值|处理措施", "未落实责任人|3分|约谈", "擅自动火|6分|停业整改", title="某县安全巡查记分表"
    ).indicators
    assert [(row.name, row.points) for row in rows] == [("未落实责任人", 3), ("擅自动火", 6)]


def test_numbers_under_an_unknown_head(read_rows):
    tasks = read_rows(
        "序次|待办事宜|经办科室|办结要求", "1|修订办法|广电股|7月底前", "2|布设栏目|宣传股|9月底前", title="某县待办"
    ).tasks
    assert [(task.no, task.title) for task in tasks] == [("1", "修订办法"), ("2", "布设栏目")]


def test_names_alone_make_no_work(read_rows):
    plan = read_rows(
        "星名|满星条件|不授星情形|评定组织",
        "守法星|全年无违法记录|有人被处罚的|村民委员会",
        "诚信星|按期还贷|被列入名单的|县农商银行",
        title="某县评星",
    )
    assert plan.tasks == ()
    assert "table-not-read" in {problem.code for problem in plan.problems}


def test_heads_down_the_first_column(read_rows):
    rows = read_rows(
        "指标名称|企业开办|不动产登记",
        "分值|40|60",
        "评分标准|超时1天扣2分|超时1天扣1分",
        "责任单位|县审批局|县自然资源局",
        title="某县营商环境考核表",
    ).indicators
    assert [(row.name, row.points, row.criteria, row.units[0].name) for row in rows] == [
        ("企业开办", 40, "超时1天扣2分", "县审批局"),
        ("不动产登记", 60, "超时1天扣1分", "县自然资源局"),
    ]


def test_a_person_behind_a_body_is_no_part_of_its_name(read_rows):
    tasks = read_rows(
        "序号|工程名称|责任单位及责任人|完成时限",
        "1|水库除险|县水利局 张三|2024年6月底",
        "2|干渠衬砌|清溪镇人民政府<br>李四|2024.11.30",
        "3|河道清淤|县住建 局|2024.12.20",
        title="某县工程计划表",
    ).tasks
    assert [unit.name for task in tasks for unit in task.units] == ["县水利局", "清溪镇人民政府", "县住建局"]
