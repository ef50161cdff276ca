"""Whether the row below a page break is the rest of the row above it."""

import pytest

from extractor.language.grammar.continuation import (
    find_number_columns,
    is_closed,
    is_rest_of_row,
    numbers_go_on,
    read_leading_number,
    stops_open,
)

OPEN = "每出现1条错误数据扣0.1分，未按"
CLOSED = "每出现1条错误数据扣0.1分，扣完为止。"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("得5分。", True),
        ("得5分。”", True),
        ("如下：", True),
        ("得5分。）", True),
        ("得5分", False),
        ("。得5分", False),
        ("", False),
    ],
)
def test_words_that_end_as_a_sentence_does(text, closed):
    assert is_closed(text) is closed


@pytest.mark.parametrize(("text", "opened"), [("甲" * 14, False), ("甲" * 15, True), ("甲" * 15 + "。", False)])
def test_a_short_cell_may_end_anywhere(text, opened):
    assert stops_open(text) is opened


NUMBERS = {
    "12.节水": 12,
    "7": 7,
    "1234": None,
    "一": -1,
    "十、": -10,
    "三．节水": -3,
    "三个": None,
    "": None,
    "节水1": None,
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_the_number_that_a_cell_begins_with(text, number):
    assert read_leading_number(text) == number


def test_a_column_is_numbered_where_half_of_its_filled_cells_are():
    half, fewer = ["1", "", "节水", "", "2", "节能"], ["1", "节水", "节能"]
    assert find_number_columns([half, fewer, ["1", "2"]]) == [0]
    assert find_number_columns([fewer, half]) == [1]
    assert find_number_columns([[""], []]) == []


GO_ON = (
    # numbers above, numbers below, whether these go on
    ([6, 7], [8], True), ([6, 7], [9], False), ([6, 7], [7], False), ([-3, 4], [-4], True), ([-3, 4], [-5], False),
    ([4], [-1], False), ([3, -5], [1], True), ([3, -5], [2], False), ([], [1], False), ([1], [], False), ([-1, 2, -2], [-3], True),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "goes"), GO_ON)
def test_the_next_number_goes_on(before, after, goes):
    assert numbers_go_on(before, after) is goes


ROWS = (
    # cells above and below the break by column, numbers above, whether a header stands between, rest of the row
    ({0: ("2", ""), 1: (OPEN, "规定的不得分。")}, {0: [1, 2]}, False, True),
    ({0: ("2", ""), 1: (CLOSED, "另扣1分。")}, {0: [1, 2]}, False, False),
    ({0: ("2", ""), 1: (OPEN, "")}, {0: [1, 2]}, False, False),
    ({0: ("2", ""), 1: ("", "未按规定")}, {0: [1, 2]}, False, False),
    ({0: ("2", ""), 1: (OPEN, "合 计")}, {0: [1, 2]}, False, False),
    ({0: ("2", ""), 1: (OPEN, "规定"), 2: ("5", "3")}, {0: [1, 2]}, False, False),  # points of its own
    ({0: ("2", ""), 1: (OPEN, "规定"), 2: ("5", "")}, {0: [1, 2]}, False, True),
    ({0: ("2", "3"), 1: (OPEN, "规定")}, {0: [1, 2]}, False, False),
    ({0: ("1", "6"), 1: ("征信体系", "建设")}, {0: [15, 1]}, False, True),
    ({0: ("1", "7"), 1: ("征信体系", "建设")}, {0: [15, 1]}, False, False),
    ({0: ("1", "6"), 1: ("征信体系", "建设")}, {0: [1]}, False, False),
    ({0: ("1.", "6"), 1: ("征信体系", "建设")}, {0: [15, 1]}, False, False),
    ({0: ("征信", "体系"), 1: (OPEN, "规定")}, {0: [1, 2]}, False, False),
    ({0: ("征信", "体系"), 1: (OPEN, "规定")}, {0: [1, 2]}, True, True),
    ({0: ("征信", "体系"), 1: (CLOSED, "规定")}, {0: [1, 2]}, True, False),
    ({0: ("征信", "体系"), 1: (OPEN, "规定")}, {}, False, False),
    ({0: ("", ""), 1: (OPEN, "规定")}, {}, False, True),
    ({1: (OPEN, "规定")}, {}, False, False),
)


@pytest.mark.parametrize(("pairs", "known", "repeated", "rest"), ROWS)
def test_the_rest_of_a_row(pairs, known, repeated, rest):
    assert is_rest_of_row(pairs, known, repeated=repeated) is rest
