"""Rows of assessment tables as indicators: merged cells by meaning, categories, parts, totals."""

import pytest

HEAD = "序号\t指标\t分值\t评分标准\t责任单位\n"


def read(extract, table):
    return extract(f"某县考核指标\n\n{table}").indicators


def test_plain_rows(extract):
    first, second = read(extract, HEAD + "1\t甲\t5\t成立的得5分。\t县局\n2\t乙\t2.5分\t得2分。\t县委办\n")
    assert (first.no, first.name, first.points, first.criteria) == ("1", "甲", 5, "成立的得5分。")
    assert [unit.name for unit in first.units] == ["县局"]
    assert (second.points, second.level1, second.parts) == (2.5, None, ())


def test_several_criteria_rows_of_one_indicator(extract):
    """郏县's 信用贷款及“信易贷”工作落实情况 has three, numbered in the first row only."""
    table = HEAD + "1\t甲\t7\t每次得1分。\t县局\n\t\t5\t得5分。\t\n\t\t5\t得5分。\t\n2\t乙\t2\t得2分。\t县局\n"
    first, second = read(extract, table)
    assert (first.points, [part.points for part in first.parts], first.rules) == (17, [7, 5, 5], ())
    assert [part.criteria for part in first.parts] == ["每次得1分。", "得5分。", "得5分。"]
    assert (second.no, second.points) == ("2", 2)


def test_a_merged_name_holds_for_the_numbered_rows_beside_it(extract):
    """郏县 prints 政府守信践诺 in the first row of one table and in the second of the other."""
    for at in (1, 2, 3):
        rows = "".join(f"{n}\t{'政府守信践诺' if n == at else ''}\t2\t得2分。\t县局\n" for n in (1, 2, 3))
        assert {row.name for row in read(extract, HEAD + rows)} == {"政府守信践诺"}


CATEGORIES = {
    # 郏县's first table: 一 in the number column, points in theirs
    "numbered rows": HEAD + "一\t组织领导\t8\t\t\n1\t甲\t5\t得5分。\t县局\n2\t乙\t3\t得3分。\t县局\n",
    # 郏县's second table: across the table
    "across": HEAD + "一、组织领导 (8 分)\n1\t甲\t5\t得5分。\t县局\n2\t乙\t3\t得3分。\t县局\n",
    "across, with tabs": HEAD + "一、组织领导（8分）\t\t\t\t\n1\t甲\t5\t得5分。\t县局\n2\t乙\t3\t得3分。\t县局\n",
}


@pytest.mark.parametrize("name", CATEGORIES)
def test_categories(extract, name):
    rows = read(extract, CATEGORIES[name])
    assert [(row.no, row.level1_points) for row in rows] == [("1", 8), ("2", 8)]
    assert all("组织领导" in row.level1 for row in rows)


def test_a_category_column(extract):
    table = "一级指标\t二级指标\t分值\t评分标准\n组织\t甲\t5\t得5分。\n\t乙\t3\t得3分。\n宣传\t丙\t2\t得2分。\n"
    assert [(row.level1, row.name) for row in read(extract, table)] == [("组织", "甲"), ("组织", "乙"), ("宣传", "丙")]


def test_a_category_that_is_its_own_only_row(extract):
    """郏县's 七 工作创新 (附加分) has no numbered rows below it."""
    rows = read(extract, HEAD + "六\t监管\t5\t\t\n1\t甲\t5\t得5分。\t县局\n七\t工作创新 (附加分)\t5\t得5分。\t县局\n")
    assert [(row.no, row.name) for row in rows] == [("1", "甲"), ("7", "工作创新(附加分)")]


def test_numbers_in_the_names(extract):
    """平阴: 1.信用制度文件落实和细化情况."""
    rows = read(extract, "指标名称\t分值\t评分标准\n1.甲\t5\t得5分。\n2.乙\t2\t得2分。\n")
    assert [(row.no, row.name) for row in rows] == [("1", "甲"), ("2", "乙")]


def test_the_total_is_no_indicator(extract):
    rows = read(extract, HEAD + "1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n合计\t\t10\t\t\n")
    assert [row.name for row in rows] == ["甲", "乙"]


POINTS = (("5", 5), ("5分", 5), ("7.5", 7.5), ("５", 5), ("五", 5), ("", None), ("5-10", None), ("见附件", None))


@pytest.mark.parametrize(("cell", "points"), POINTS)
def test_points(extract, cell, points):
    row = read(extract, HEAD + f"1\t甲\t{cell}\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n")[0]
    assert row.points == points


@pytest.mark.parametrize("cell", ["/", "无", "—", ""])
def test_cells_that_name_nobody(extract, cell):
    row = read(extract, HEAD + f"1\t甲\t5\t得5分。\t{cell}\n2\t乙\t5\t得5分。\t县局\n")[0]
    assert row.units == ()


def test_tables_are_numbered_in_their_order(extract):
    table = HEAD + "1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n"
    rows = extract(f"某县考核指标\n\n{table}\n以下为乡镇指标。\n\n{table}").indicators
    assert [(row.table, row.no) for row in rows] == [(1, "1"), (1, "2"), (2, "1"), (2, "2")]
    assert len({row.id for row in rows}) == 4


def test_a_repeated_number_keeps_ids_apart(extract):
    rows = read(extract, HEAD + "3\t甲\t5\t得5分。\t县局\n3\t乙\t5\t得5分。\t县局\n")
    assert [row.no for row in rows] == ["3", "3"]
    assert len({row.id for row in rows}) == 2


def test_a_row_over_two_pages_is_one_indicator(extract):
    long = "每出现1条错误数据扣0.1分，未按规定时限报送"
    first, second = read(
        extract, f"{HEAD}1\t甲\t5\t{long}\t县局\n\n{HEAD}\t\t\t的不得分。\t\n2\t乙\t5\t得5分。\t县局\n"
    )
    assert first.criteria == f"{long}的不得分。"
    assert [str(rule.kind) for rule in first.rules] == ["deduct_per", "zero"]
    assert second.no == "2"


def test_a_table_that_scores_nothing_gives_no_indicator(extract):
    assert extract("联系人\n\n姓名\t职务\t电话\n张三\t科长\t123\n李四\t科员\t456\n").indicators == ()


def test_no_header(extract):
    """What the cells hold tells points, criteria and bodies; what stands before them names the rows."""
    rows = read(extract, "1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n")
    assert [(row.name, row.points, row.criteria, row.units[0].name) for row in rows] == [
        ("甲", 5, "得5分。", "县局"),
        ("乙", 5, "得5分。", "县局"),
    ]


def test_sentences_under_gains_and_losses_are_criteria(read_rows):
    rows = read_rows(
        "序号|考核指标|标准分|加分|扣分",
        "1|演练次数|20|每演练1次加5分|未演练扣20分",
        "2|抢险队伍|30|每新增1支加10分|每少1支扣10分",
        title="某县防汛考核评分表",
    ).indicators
    assert [row.criteria for row in rows] == ["每演练1次加5分\n未演练扣20分", "每新增1支加10分\n每少1支扣10分"]
    assert all(row.rules for row in rows)


def test_who_assesses_a_scored_item_of_running_words(extract):
    body = "一、粮食收购（60分）。入库数据每差1万吨扣5分。由县粮储局、县统计局考评。\n\n二、秸秆禁烧（40分）。每处火点扣2分。由县农业农村局组织评定。\n"
    rows = extract(f"云溪县2024年度乡镇工作考评办法\n\n{body}").indicators
    assert [(row.points, [unit.name for unit in row.units]) for row in rows] == [
        (60, ["县粮储局", "县统计局"]),
        (40, ["县农业农村局"]),
    ]


@pytest.mark.parametrize(
    ("cell", "rows"),
    [
        ("已入账收益万元；已签协议还未实现收益万元", 1),  # a form to be filled in, of 经济薄弱村 tables
        ("帮扶资金____万元，带动户数____户", 1),
        ("到位资金万元", 2),  # one measure may be the indicator's unit
        ("村级收入、支出公开", 2),
    ],
)
def test_a_row_to_be_filled_in_is_no_indicator(extract, cell, rows):
    table = HEAD.removeprefix("序号\t") + f"集体经营性收入\t30\t达到15万元得满分。\t县局\n{cell}\t\t项目个\t\n"
    assert len(read(extract, table)) == rows
