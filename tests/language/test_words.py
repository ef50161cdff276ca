"""Cutting text into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.words import cut_words


def test_terms_stay_whole():
    assert "统一社会信用代码" in cut_words("推进统一社会信用代码重错码清理", ("统一社会信用代码",))


@given(st.text(alphabet="县市场监督管理局、信用1a ", max_size=40))
def test_joined_they_give_the_text_back(text):
    assert "".join(cut_words(text)) == text


@pytest.mark.parametrize("text", ["", " ", "。", "1"])
def test_little(text):
    assert "".join(cut_words(text)) == text
