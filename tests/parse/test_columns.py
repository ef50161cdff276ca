"""Which field each column fills."""

import pytest

from extractor.model.document import Document
from extractor.outline import build_outline
from extractor.parse.tables.header_fields import find_columns, is_indicator_table, is_task_table
from extractor.read import read_document

HEADERS = (
    # 郏县
    (
        "序号 考核指标 分值 考核内容 评分标准 考核依据 考核方式",
        ("no", "name", "points", "content", "criteria", "evidence", "method"),
    ),
    ("序号 创建指标 指标释义 责任单位", ("no", "name", "criteria", "units")),  # 成武
    ("一级指标 二级指标 分值 评分标准 责任单位", ("level1", "name", "points", "criteria", "units")),
    ("序号 任务 责任单位 完成时限", ("no", "name", "units", "deadline")),
    ("序号 工作任务 牵头单位 配合单位", ("no", "name", "lead_units", "participants")),
    ("项目 项目 分值", ("level1", "name", "points")),
    ("指标类别 指标 满分 扣分标准", ("level1", "name", "points", "criteria")),
    # what stands in brackets is a remark
    ("序号 指标名称 分值（100分） 评分标准", ("no", "name", "points", "criteria")),
    ("序号 指标名称 权重(%) 计分办法", ("no", "name", "points", "criteria")),
    # a field is filled once
    ("指标 分值 分数", ("name", "points", None)),
    ("甲 乙 丙", (None, None, None)),
)


def build_grid(header, *rows):
    text = "\n".join("\t".join(row.split(" ")) for row in (header, *rows))
    (part,) = build_outline(read_document(Document("x", "x.txt", text.encode()))).parts
    return part.grids[0]


@pytest.mark.parametrize(("header", "fields"), HEADERS)
def test_headers(mappings, header, fields):
    row = " ".join("甲" * len(header.split(" ")))
    assert find_columns(mappings.columns, build_grid(header, row, row)) == fields


def test_a_name_column_full_of_scoring_holds_the_criteria(mappings):
    """石城's 考核项目 names the row, its 考核指标 says how it is scored."""
    scoring = "每后10名扣2分，每出现1条错误数据扣0.1分，扣完为止。"
    grid = build_grid("序号 考核项目 分值 考核指标", f"1 甲 5 {scoring}", f"2 乙 5 {scoring}")
    assert find_columns(mappings.columns, grid) == ("no", "name", "points", "criteria")


@pytest.mark.parametrize(
    ("header", "assesses", "assigns"),
    [
        ("序号 指标 分值 评分标准", True, False),
        ("序号 创建指标 指标释义 责任单位", True, False),
        ("序号 任务 责任单位 完成时限", False, True),
        ("姓名 职务 联系电话", False, False),
        ("序号 任务 完成时限", False, False),
    ],
)
def test_what_a_table_is_for(mappings, header, assesses, assigns):
    row = " ".join("甲" * len(header.split(" ")))
    grid = build_grid(header, row, row)
    fields = find_columns(mappings.columns, grid)
    assert (is_indicator_table(fields, grid), is_task_table(fields, grid)) == (assesses, assigns)
