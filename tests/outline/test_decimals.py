"""Decimal numbers are marks where several follow one another, else amounts and dates."""

import pytest

from extractor.outline.decimals import find_decimals

PAPERS = (
    # paragraphs, their numbers
    (
        ("1主动公开", "1.1规划信息公开", "及时发布。", "1.2预算信息公开", "2依申请公开", "2.1规范答复"),
        {0: "1", 1: "1.1", 3: "1.2", 4: "2", 5: "2.1"},
    ),
    (("1.1目的", "1.1.1范围", "1.1.2期限", "1.2依据"), {0: "1.1", 1: "1.1.1", 2: "1.1.2", 3: "1.2"}),
    (("1.2万亩高标准农田建设", "3.15消费者权益日"), {}),
    (("1.1倍以上", "二、任务"), {}),
    (("1、完善设施", "1.5公里步道", "2、配备人员"), {}),
    (("1.1目的", "3.15消费者权益日活动", "1.2依据"), {0: "1.1", 2: "1.2"}),
)  # fmt: skip


@pytest.mark.parametrize(("texts", "numbers"), PAPERS)
def test_decimals(texts, numbers):
    assert {index: mark.number for index, mark in find_decimals(texts).items()} == numbers
