"""Printed lines as text, rows of cells, headings and list items."""

import pytest

from extractor.outline.reading_order import TabRow, TextLine

ROWS = (
    ("1\t组织建设情况\t5", ["1", "组织建设情况", "5"]),  # 郏县
    ("\t\t5\t2、各类融资\t建立机制", ["", "", "5", "2、各类融资", "建立机制"]),  # 郏县: merged cells are empty
    ("| 1 | 甲 | 5 |", ["1", "甲", "5"]),
    ("|1||5|", ["1", "", "5"]),
    ("二、工作落实情况 (45 分)\t\t", ["二、工作落实情况(45分)", "", ""]),
)
LINES = (
    ("一、重点任务", "一、重点任务"),
    ("\t开头缩进的一段", "开头缩进的一段"),  # one tab before a line is an indent
    ("甲 | 乙", "甲|乙"),
    ("| 甲 |", "|甲|"),
    ("附件：\t", "附件:"),
)
NOTHING = ("", "   ", "|---|---|", "| :-- | --: |", "\u3000")


def test_rows_of_a_flattened_page_need_no_bar_before_them(flow):
    """A bar that opens a line below such a row ends a blank cell; the fields above a document are no row."""
    fields, head, first, second, after, closed = flow(
        "索引号: | 0457/2021 | 文号: |\n序号 | 检查点 | 分值 |\n1 | 渠道 | 6 |\n| | 4 |\n另行通知。\n| 甲 | 乙 |"
    )
    assert isinstance(fields, TextLine)
    assert isinstance(after, TextLine)
    rows = [row for row in (head, first, second, closed) if isinstance(row, TabRow)]
    assert [[cell.passage.text for cell in row.cells] for row in rows] == [
        ["序号", "检查点", "分值"],
        ["1", "渠道", "6"],
        ["", "", "4"],
        ["甲", "乙"],
    ]


def test_rows_below_each_other_need_no_bars_around_them(flow):
    rows = flow("考核点|分值|备注\n\n---|---|---\n 渠系清淤 | 6 | \u3000无\n泵站检修|4|无\n甲|乙|丙|丁\n首页|公开")
    cells = [[cell.passage.text for cell in row.cells] for row in rows if isinstance(row, TabRow)]
    assert cells == [["考核点", "分值", "备注"], ["渠系清淤", "6", "无"], ["泵站检修", "4", "无"]]
    assert [line.passage.text for line in rows if isinstance(line, TextLine)] == ["甲|乙|丙|丁", "首页|公开"]


@pytest.mark.parametrize(("text", "cells"), ROWS)
def test_rows(flow, text, cells):
    (row,) = flow(text)
    assert isinstance(row, TabRow)
    assert [cell.passage.text for cell in row.cells] == cells


@pytest.mark.parametrize(("text", "words"), LINES)
def test_lines(flow, text, words):
    (line,) = flow(text)
    assert isinstance(line, TextLine)
    assert line.passage.text == words


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_printed(flow, text):
    assert flow(f"前\n{text}\n后")[1].passage.text == "后"


def test_gaps_are_counted(flow):
    assert [line.gap for line in flow("一\n二\n\n三\n\n\n四")] == [0, 0, 1, 2]


def test_signs_of_headings_and_items(flow):
    heading, item, indented, plain = flow("## 一、任务\n- 1、加强\n\u3000\u3000正文\n正文")
    assert (heading.heading, heading.passage.text) == (True, "一、任务")
    assert (item.bullet, item.passage.text) == (True, "1、加强")
    assert (indented.indented, plain.indented) == (True, False)
