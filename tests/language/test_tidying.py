"""Printed words for display."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.tidying import tidy

TIDIED = (
    ("平阴县行政审批服务局 落实信用状况监测工作实施方案", "平阴县行政审批服务局落实信用状况监测工作实施方案"),
    ("均达到 100%,坚决", "均达到100%,坚决"),
    ("每年至少开展 2 次", "每年至少开展2次"),
    ("信用动\n态", "信用动态"),
    ("(责\n\n任单位: 个私服务中心", "(责任单位:个私服务中心".replace(":", ": ").replace(": 个", ":个")),
    ("每迟报1条数据扣0.1分。\n  每发现一条", "每迟报1条数据扣0.1分。\n每发现一条"),
    ("<p>间信息的共享</p>", "间信息的共享"),
    ("**三、创建任务**", "三、创建任务"),
    ("MOU  signed\nin 2022", "MOU signed in 2022"),
    ("ab\u200bcd", "abcd"),
    ("", ""),
)


@pytest.mark.parametrize(("printed", "expected"), TIDIED)
def test_layout_goes_and_words_stay(printed, expected):
    assert tidy(printed) == expected


@given(st.text(alphabet="县局。；; \n\tab1%<p>*/\u200b“”"))
def test_tidying_twice_equals_once(printed):
    assert tidy(tidy(printed)) == tidy(printed)


@given(st.text(alphabet="县局。；;ab1%，“” \n\t"))
def test_nothing_but_blanks_is_lost(printed):
    assert re.sub(r"\s", "", tidy(printed)) == re.sub(r"\s", "", printed)
