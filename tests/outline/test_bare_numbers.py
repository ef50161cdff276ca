"""Paragraphs that open with a number and a blank are items where the numbers follow one another."""

import pytest

from extractor.language.passages import build_passage
from extractor.outline.bare_numbers import find_bare_numbers

LINES = (
    (("1 落实责任。3月底前签订责任书。", "责任单位：县水利局", "2 排查隐患。"), {0: "1", 2: "2"}),
    (
        ("1　强化巡查", "每周巡查。", "2　备足物资", "二、保障", "1　加强领导", "2　严格督查"),
        {0: "1", 2: "2", 4: "1", 5: "2"},
    ),
    (("1 预警发布 40 发布渠道畅通", "2 联合会商 20 会商到位"), {}),  # rows of a table
    (("3 月底前完成", "4 月底前验收"), {}),
    (("2 排查隐患。", "3 备足物资。"), {}),
    (("1 落实责任。",), {}),
    (("1落实责任。", "2排查隐患。"), {}),
)


@pytest.mark.parametrize(("lines", "expected"), LINES)
def test_bare_numbers(lines, expected):
    passages = [build_passage(line, 0, len(line)) for line in lines]
    assert {index: mark.number for index, mark in find_bare_numbers(passages).items()} == expected
