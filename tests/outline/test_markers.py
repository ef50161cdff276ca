"""Numbering marks and what only looks like one."""

import pytest

from extractor.language.folding import fold
from extractor.outline.markers import find_marker

MARKS = (
    # printed, style, number, length
    ("一、重点任务", "一、", "1", 2),
    ("一. 重点任务", "一、", "1", 2),  # an OCR's reading of 、
    ("十一、附则", "一、", "11", 3),
    ("（一）宣传弘扬诚信文化", "（一）", "1", 3),  # 成武
    ("一)宣传弘扬诚信文化", "（一）", "1", 2),  # the first bracket lost
    ("（十一）其他", "（一）", "11", 4),
    ("1、落实和细化", "1.", "1", 2),  # 平阴
    ("1. 开展诚信宣传", "1.", "1", 2),  # 成武
    ("１．开展", "1.", "1", 2),
    ("38.加强宣传", "1.", "38", 3),
    ("（1）甲", "（1）", "1", 3),
    ("1）甲", "（1）", "1", 2),
    ("①甲", "①", "1", 1),
    ("⑫甲", "①", "12", 1),
    ("第一章 总则", "第一章", "1", 3),  # 花都
    ("第十二条 为规范", "第一条", "12", 4),
    ("第一编 总则", "第一编", "1", 3),
)
NONE = (
    "3.15消费者权益日",  # 长清 task 7
    "1.2米",
    "2022年3月18日",
    "(2022)-057号",  # 长清
    "一是加强领导",
    "第一，加强领导",
    "第一季度",
    "一",
    "附件1",
    "1000.甲",
    "重点任务",
    "",
)


@pytest.mark.parametrize(("printed", "style", "number", "length"), MARKS)
def test_marks(printed, style, number, length):
    found = find_marker(fold(printed))
    assert (str(found.style), found.number, found.length) == (style, number, length)


@pytest.mark.parametrize("printed", NONE)
def test_no_mark(printed):
    assert find_marker(fold(printed)) is None


@pytest.mark.xfail(reason="Roman numerals and letters are not read")
@pytest.mark.parametrize("printed", ["Ⅰ.甲", "a)甲", "A、甲"])
def test_letters(printed):
    assert find_marker(fold(printed))
