"""Words without layout that know where each character stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.passages import build_passage
from extractor.model.paper.place import EMPTY

CLEANED = (
    # text, words
    ("每月上报信息不少于 1 篇", "每月上报信息不少于1篇"),  # 长清
    ("**三、创建任务**", "三、创建任务"),  # 成武
    ("信用动\n态", "信用动态"),
    ("<p>间信息的共享</p>", "间信息的共享"),  # 平阴
    ("MOU  signed\nin 2022", "MOU signed in 2022"),
    ("APP 2.0 版", "APP 2.0版"),
    ("\ufeff郏\u200b县\u00ad", "郏县"),
    (" \u3000\t\n", ""),
    ("<b></b>", ""),
    ("a < b", "a<b"),
    ("", ""),
)


@pytest.mark.parametrize(("text", "words"), CLEANED)
def test_layout_goes(text, words):
    assert build_passage(text, 0, len(text)).printed == words


def test_where_a_tag_stood_is_a_break():
    passage = build_passage("县财<br>政局", 0, 8)
    assert (passage.text, passage.spans(0, 4)) == ("县财政局", ((0, 2), (6, 8)))


@pytest.mark.parametrize(
    ("text", "breaks"),
    [("县<b></b>局", (1,)), ("<p>县局</p>", ()), ("县<br>财<br>局", (1, 2)), ("<b><i>县</i>局", (1,))],
)
def test_tags_side_by_side_leave_one_break_and_none_at_the_ends(text, breaks):
    assert build_passage(text, 0, len(text)).breaks == breaks


def test_a_blank_between_latin_words_stands_where_the_first_one_does():
    passage = build_passage("按APP  v2", 1, 8)
    assert (passage.printed, passage.offsets) == ("APP v2", (1, 2, 3, 4, 6, 7))


MESSY = st.text(alphabet="县局，。（）１a1 \t\n\u3000\u200b<p>/b*", max_size=60)


@given(MESSY, st.data())
def test_every_character_stands_at_its_offset(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = build_passage(text, start, end)
    assert len(passage.text) == len(passage.printed) == len(passage.offsets)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    assert all(start <= offset < end for offset in passage.offsets)
    for character, offset in zip(passage.printed, passage.offsets, strict=True):
        assert (
            character == text[offset]
            or (character == " " and text[offset].isspace())
            or text[offset] in " \u200b\u3000"
        )


@given(MESSY, st.data())
def test_slicing_the_source_gives_the_printed_words(text, data):
    passage = build_passage(text, 0, len(text))
    if not passage:
        return
    start = data.draw(st.integers(0, len(passage) - 1))
    end = data.draw(st.integers(start + 1, len(passage)))
    words = "".join(build_passage(text, *span).printed for span in passage.spans(start, end))
    assert words.replace(" ", "") == passage.printed[start:end].replace(" ", "")


@given(MESSY, st.integers(0, 60), st.integers(0, 60))
def test_a_cut_keeps_its_offsets(text, left, right):
    passage = build_passage(text, 0, len(text))
    start, end = sorted((min(left, len(passage)), min(right, len(passage))))
    piece = passage.cut(start, end)
    assert (piece.text, piece.offsets) == (passage.text[start:end], passage.offsets[start:end])
    assert all(0 < cut < len(piece) for cut in piece.breaks)


@given(MESSY, st.integers(0, 60))
def test_two_halves_joined_are_the_whole(text, at):
    passage = build_passage(text, 0, len(text))
    joined = passage.cut(0, at).glue(passage.cut(at))
    assert (joined.text, joined.offsets) == (passage.text, passage.offsets)
    parted = passage.cut(0, at).join(passage.cut(at))
    assert set(parted.breaks) >= ({at} if 0 < at < len(passage) else set())


def test_nothing_joined_to_nothing():
    assert EMPTY.join(EMPTY) == EMPTY.glue(EMPTY) == EMPTY
    word = build_passage("县局", 0, 2)
    assert EMPTY.join(word) == word.join(EMPTY) == word
