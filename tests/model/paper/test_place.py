"""Words that know where they came from: cut, joined, followed, and found again on paper."""

import pytest

from extractor.model.paper.outline import Grid, Head
from extractor.model.paper.place import EMPTY, Passage, Piece, Place


def build(text, start):
    return Passage(text, text, tuple(range(start, start + len(text))))


FOLLOWED = (
    # first, where it starts, second, where it starts, both as one, breaks of none
    ("完善预案", 0, "开展演练", 5, "完善预案。开展演练", "完善预案\n开展演练"),
    ("完善预案。", 0, "开展演练", 6, "完善预案。开展演练", "完善预案。开展演练"),
    ("完善预案;", 0, "开展演练", 6, "完善预案;开展演练", "完善预案;开展演练"),
    ("完善预案", 0, "开展演练", 4, "完善预案开展演练", "完善预案开展演练"),  # one line cut in two
    ("开展演练", 5, "完善预案", 0, "开展演练完善预案", "开展演练完善预案"),
    ("", 0, "开展演练", 5, "开展演练", "开展演练"),
    ("完善预案", 0, "", 5, "完善预案", "完善预案"),
)


@pytest.mark.parametrize(("first", "start", "second", "then", "text", "printed"), FOLLOWED)
def test_a_line_end_between_paragraphs_ends_a_sentence(first, start, second, then, text, printed):
    found = build(first, start).follow(build(second, then))
    assert (found.text, found.printed, found.breaks) == (text, printed, ())
    assert len(found.offsets) == len(text)


def test_the_stop_that_is_put_in_stands_on_the_line_end():
    assert build("预案", 3).follow(build("演练", 6)).offsets == (3, 4, 5, 6, 7)


def test_a_page_head_between_two_parts_is_no_part_of_their_words():
    both = build("县财", 0).join(build("政局", 9)).join(build("牵头", 20))
    assert (both.text, both.breaks) == ("县财政局牵头", (2, 4))
    assert both.spans(0, 6) == ((0, 2), (9, 11), (20, 22))
    assert (both.spans(2, 4), both.spans(1, 3)) == (((9, 11),), ((1, 2), (9, 10)))
    assert (both.cut(1).breaks, both.cut(1, 3).breaks, both.cut(2, 4).breaks) == ((1, 3), (1,), ())
    assert (both.cut(1, 3).text, both.cut(1, 3).offsets, both.cut(3).printed) == ("财政", (1, 9), "局牵头")


def test_nothing_joined_to_words_leaves_them_as_they_are():
    words = build("县财政局", 4)
    assert words.join(EMPTY) is words
    assert EMPTY.join(words) is words
    assert (bool(words), bool(EMPTY), len(words)) == (True, False, 4)


def test_the_breaks_of_what_is_added_move_with_it():
    added = build("政局", 9).join(build("牵头", 20))
    assert build("县财", 0).glue(added).breaks == (4,)
    assert build("县财", 0).join(added).breaks == (2, 4)


def test_a_place_reads_its_words_from_the_text():
    assert Place(2, 4).words("县财政局") == "政局"
    assert Place(0, 2, pieces=(Piece(0, 2), Piece(3, 4))).words("县财X政局") == "县财政"


HEADS = (
    Head(build("序号", 0), 0, 1),
    Head(build("评价指标", 0), 1, 2, (Head(build("一级", 0), 1, 1), Head(build("二级", 0), 2, 1))),
    Head(build("分值", 0), 3, 1),
)


@pytest.mark.parametrize(
    ("column", "path"), [(0, "序号"), (1, "评价指标 一级"), (2, "评价指标 二级"), (3, "分值"), (4, "")]
)
def test_the_heads_over_a_column(column, path):
    grid = Grid(1, (), (), heads=HEADS)
    assert " ".join(head.text for head in grid.head_path(column)) == path
