"""What a column may hold by its head and the heads above it."""

import pytest

from extractor.language.heads import names_column, plain_head, read_head

PLAIN = {
    "2021-2025年目标值": "目标值", "分值(100分)": "分值", "权重%": "权重", "备 注": "备注", "普及率": "普及率", "涉及单位": "涉及单位",
    "（）": "", "第1项": "第项",
}  # fmt: skip
HEADS = (
    (("责任单位负责人",), "other", False, 0),
    (("责任单位及责任人",), "units", True, 0),
    (("责任部门联系电话",), "other", False, 0),
    # heads, outermost first; what the column holds, whether the words say nothing else, the level
    (("序号",), "no", True, 0),
    (("2024年目标值",), "target", True, 0),
    (("一级指标",), "name", False, 1),
    (("二级指标名称",), "name", False, 2),
    (("指标", "说明"), "note", True, 0),
    (("责任单位",), "units", True, 0),
    (("责任单位", "牵头"), "lead_units", True, 0),
    (("责任单位", "配合"), "participants", True, 0),
    (("责任单位", "配合部门"), "participants", True, 0),
    (("牵头", "单位"), "lead_units", True, 0),
    (("牵头配合单位",), "units", True, 0),
    (("部门责任",), "units", True, 0),
    (("科室",), "units", True, 0),
    (("单位",), "body", True, 0),  # alone it names the rows
    (("考核", "单位"), "units", True, 0),
    (("计量单位",), "other", True, 0),  # ends as a column of bodies does
    (("数据来源单位",), "evidence", True, 0),
    (("牵头", "责任领导"), "other", False, 0),
    (("评价方法",), "method", True, 0),
    (("责任单位", ""), "units", True, 0),  # the head above speaks
    (("责任单位", "2024年"), "units", True, 0),
    (("任务", "时限", "甲乙"), "deadline", True, 0),
    (("甲" * 18 + "分值",), "points", False, 0),
)
NONE = (("",), ("工作方法",), ("牵头协助",), ("甲" * 19 + "分值",), ("完成情况,扣分,原因",), ())


@pytest.mark.parametrize(("text", "plain"), PLAIN.items())
def test_years_numbers_and_brackets_of_a_head_say_nothing(text, plain):
    assert plain_head(text) == plain


@pytest.mark.parametrize(("path", "field", "whole", "depth"), HEADS)
def test_what_a_column_holds(mappings, path, field, whole, depth):
    first = read_head(mappings.columns, path)[0]
    assert (first.field, first.whole, first.depth) == (field, whole, depth)


@pytest.mark.parametrize("path", NONE)
def test_what_is_no_head(mappings, path):
    assert read_head(mappings.columns, path) == ()


def test_the_whole_word_comes_first_and_each_field_once(mappings):
    found = [(one.field, one.whole) for one in read_head(mappings.columns, ("单位名称",))]
    assert found == [("other", True), ("name", False)]
    assert names_column(mappings.columns, "评分标准")
    assert not names_column(mappings.columns, "加强日常巡查")
