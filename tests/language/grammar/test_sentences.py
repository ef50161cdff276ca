"""The printed sentence around a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.grammar.sentences import REACH, find_sentence

AROUND = (
    # text, words, sentence
    (
        "加大宣传力度。每年至少开展2次诚信宣传活动，并上报。完成后",
        "至少开展2次",
        "每年至少开展2次诚信宣传活动，并上报。",
    ),
    ("指标\t每发现一条瞒报数据扣0.1分\t所有部门", "扣0.1分", "每发现一条瞒报数据扣0.1分"),
    ("一、重点任务\n\n完成清理\n\n二、其他", "清理", "完成清理"),
    ("- 1、加强学习，开展一次\n- 2、提升质量", "开展一次", "- 1、加强学习，开展一次"),
    ("加强学习\n2、提升质量", "2、提升", "2、提升质量"),
    ("各单位要“加快推进。”并报送", "加快", "各单位要“加快推进。”"),
    ("到此为止。", "到此为止。", "到此为止。"),
)


@pytest.mark.parametrize(("text", "words", "sentence"), AROUND)
def test_the_sentence_around(text, words, sentence):
    start = text.index(words)
    left, right = find_sentence(text, start, start + len(words))
    assert text[left:right] == sentence


@given(st.text(alphabet="县局。；\n\t 1、-a”", max_size=900), st.data())
def test_the_sentence_always_holds_the_value_and_has_an_end(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = find_sentence(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
    assert start - left <= REACH
    assert right - end <= REACH
