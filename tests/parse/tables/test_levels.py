"""Groups of indicators at any depth, their points, and points shared by several rows."""

import pytest


def levels(row):
    return [(level.name, level.points) for level in row.levels]


def test_three_levels_and_points_merged_over_numbered_rows(read_rows):
    first, second, third = read_rows(
        "一级指标|二级指标|三级指标|分值|评分细则",
        "一、办园条件（50分）^3|（一）园舍^2|1.园舍安全▲|30^2|有隐患的扣10分",
        "2.户外场地|不足的扣5分",
        "（二）教职|3.师生比|20|达到1:7得20分",
    ).indicators
    assert [(row.no, row.name, row.points) for row in (first, second, third)] == [
        ("1", "园舍安全", None),
        ("2", "户外场地", None),
        ("3", "师生比", 20),
    ]
    assert levels(first) == levels(second) == [("一、办园条件", 50), ("（一）园舍", 30)]
    assert levels(third) == [("一、办园条件", 50), ("（二）教职", None)]


def test_shared_points_without_a_name_of_their_own(read_rows):
    rows = read_rows("序号|分值|考核项目", "1|50^2|巡林次数", "2|问题上报", "3|50|火情处置").indicators
    assert [(row.points, levels(row)) for row in rows] == [(None, [(None, 50)]), (None, [(None, 50)]), (50, [])]


def test_shared_points_of_a_merged_name(read_rows):
    rows = read_rows(
        "序号|二级指标|分值|考核内容|评分标准",
        "1|信息归集^2|20^2|报送数据|每报送1条得2分",
        "2|更新目录|未更新不得分",
        "3|信息公开|10|公示名单|未公示不得分",
    ).indicators
    assert [(row.name, row.points, levels(row)) for row in rows] == [
        ("信息归集", None, [("信息归集", 20)]),
        ("信息归集", None, [("信息归集", 20)]),
        ("信息公开", 10, []),
    ]


def test_points_columns_behind_groups(read_rows):
    first, _, third = read_rows(
        "目标层|权重|准则层|权重|指标层|权重（%）|计算公式",
        "幸福河湖^3|100^3|水安全^2|60^2|防洪达标率|40|达标长度/总长度×100%",
        "排涝达标率|20|达标面积/总面积×100%",
        "水环境|40|水质优良率|40|优良断面/断面总数×100%",
    ).indicators
    assert (levels(first), first.points) == ([("幸福河湖", 100), ("水安全", 60)], 40)
    assert (levels(third), third.points) == ([("幸福河湖", 100), ("水环境", 40)], 40)


def test_a_group_across_the_naming_columns(read_rows):
    rows = read_rows(
        "序号|考核项目>2|分值|评分标准",
        "一、共性指标>3|40|",
        "1|党建工作>2|40|未完成扣5分",
        "二、个性指标>3|60|",
        "1|招商引资^2|签约项目|30|每签约1个得5分",
        "2|到位资金|30|按比例得分",
    ).indicators
    assert [(row.name, levels(row)) for row in rows] == [
        ("党建工作", [("一、共性指标", 40)]),
        ("签约项目", [("二、个性指标", 60), ("招商引资", None)]),
        ("到位资金", [("二、个性指标", 60), ("招商引资", None)]),
    ]


def test_points_in_brackets_are_no_part_of_a_name(read_rows):
    plan = read_rows(
        "考核内容|重点事项|考核指标|考核部门>2|自评得分",
        "稳定生产（60分）^2|保护耕地（40分）|1.耕地保有量★（40分）|县自然资源局|县统计局|",
        "农田建设（20分）|2.高标准农田（20分）|县农业农村局||",
    )
    assert [(row.no, row.name, row.points) for row in plan.indicators] == [
        ("1", "耕地保有量", 40),
        ("2", "高标准农田", 20),
    ]
    assert levels(plan.indicators[0]) == [("稳定生产", 60), ("保护耕地", 40)]


@pytest.mark.parametrize("words", ["组织领导到位", "完成目标得"])
def test_a_name_keeps_words_that_are_no_points(read_rows, words):
    (row,) = read_rows("序号|考核项目|分值|评分标准", f"1|{words}|5|得5分。", "合计>2|5|").indicators
    assert (row.name, row.points) == (words, 5)


def test_bodies_over_what_is_assessed_of_them(read_rows):
    rows = read_rows(
        "考核对象|考核内容|分值|评分标准",
        "县教育局^2|校车管理|60|发生一起事故扣10分",
        "校舍安全|40|未排查的扣5分",
        "县公安局|护学岗|100|缺岗一次扣2分",
    ).indicators
    assert [(row.name, row.units[0].name) for row in rows] == [
        ("校车管理", "县教育局"),
        ("校舍安全", "县教育局"),
        ("护学岗", "县公安局"),
    ]


def test_a_number_before_what_it_numbers(read_rows):
    """评价内容 | 序号 | 评价标准 | 评分标准: bare numbers are the points, the text beside them names the row."""
    rows = read_rows(
        "评价内容>2|序号|评价标准|评分标准|得分",
        "年度评价^3|守法（30分）^2|1|依法纳税|10|",
        "2|证照齐全|20|",
        "备注|一项失信的本项不得分>3|",
        "日常评价|服务（70分）|3|主动沟通|70|",
        "得分合计>5|",
    ).indicators
    assert [(row.no, row.name, row.points, row.criteria) for row in rows] == [
        ("1", "依法纳税", 10, None),
        ("2", "证照齐全", 20, None),
        ("3", "主动沟通", 70, None),
    ]
    assert levels(rows[0]) == [("年度评价", None), ("守法", 30)]


def test_columns_beyond_the_named_fields_stand_beside(read_rows):
    (row, _) = read_rows(
        "类别|指标|单位|2023年基期值|2024年目标|2025年目标|属性",
        "节水^2|万元GDP用水量|立方米|45|42|40|约束性",
        "灌溉水利用系数|/|0.55|0.56|0.57|预期性",
        title="某县2024年节水指标",
    ).indicators
    assert (row.target, row.columns) == (
        "42",
        {"单位": "立方米", "2023年基期值": "45", "2025年目标": "40", "属性": "约束性"},
    )


def test_one_table_after_another_in_one_frame(read_rows):
    plan = read_rows(
        "表1 乡镇指标>3", "序号|指标|分值", "1|巡河|50", "2|整改|50", "表2 部门指标>3", "序号|指标|分值", "1|执法|100"
    )
    assert [(row.table, row.name) for row in plan.indicators] == [(1, "巡河"), (1, "整改"), (2, "执法")]
    assert [table.caption.splitlines()[-1] for table in plan.tables] == ["表1乡镇指标", "表2部门指标"]


def test_a_table_that_goes_on_under_its_header_again(read_rows):
    plan = read_rows("序号|指标|分值", "1|巡河|50", "续表>3", "序号|指标|分值", "2|整改|50")
    assert [(row.table, row.no) for row in plan.indicators] == [(1, "1"), (1, "2")]


def test_tables_side_by_side(extract):
    text = "某县检查评分表\n序号\t项目\t分值\t序号\t项目\t分值\n1\t环境\t20\t3\t食品\t30\n2\t健康\t10\t4\t市容\t40\n"
    assert [(row.no, row.name, row.points) for row in extract(text).indicators] == [
        ("1", "环境", 20),
        ("2", "健康", 10),
        ("3", "食品", 30),
        ("4", "市容", 40),
    ]


APART = (
    # groups that carry their points in brackets, or 一、, stand over what they group
    ("日常管理（60分）^2|值班值守|20|脱岗扣5分|", "日常管理"),
    ("一、日常管理^2|值班值守|20|脱岗扣5分|", "一、日常管理"),
)


@pytest.mark.parametrize(("row", "group"), APART)
def test_a_merged_name_that_is_a_group(read_rows, row, group):
    second = "二、应急处置（40分）|响应速度|40|超时扣20分|"
    rows = read_rows("考核项目|考核内容|分值|扣分标准|得分", row, "信息报送|40|迟报扣2分|", second).indicators
    assert [(entry.name, entry.levels[0].name) for entry in rows[:2]] == [("值班值守", group), ("信息报送", group)]


def test_rows_that_answer_to_bodies_of_their_own_are_apart(extract):
    rows = extract(
        "某县创建指标\n测评项目\t测评内容\t测评标准\t责任单位\n公共环境\t主次干道\t路面无破损\t县城管局\n"
        "\t农贸市场\t摊位整齐\t县市场监管局\n公共服务\t政务大厅\t设置便民设施\t县审批局\n"
    ).indicators
    assert [(row.name, levels(row), row.units[0].name) for row in rows] == [
        ("主次干道", [("公共环境", None)], "县城管局"),
        ("农贸市场", [("公共环境", None)], "县市场监管局"),
        ("政务大厅", [("公共服务", None)], "县审批局"),
    ]


def test_columns_headed_by_years(extract):
    row, _ = extract(
        "某县林业主要指标\n序号\t指标名称\t单位\t2020年\t2025年\t属性\n"
        "1\t森林覆盖率\t%\t58.2\t58.5\t约束性\n2\t产值\t亿元\t3\t5\t预期性\n"
    ).indicators
    assert (row.name, row.target) == ("森林覆盖率", "58.5")
    assert row.columns == {"单位": "%", "2020年": "58.2", "属性": "约束性"}
