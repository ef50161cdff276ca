"""Cutting scoring cells into phrases."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook.numerals import parse_numeral
from extractor.rulebook.phrases import PHRASES, cut_phrases

LETTERS = "每后前得扣分不最高多共满满分为止低于达到超过0123456789.%个家条项次,。;:()省市级按比例计一二十且位名的"


@pytest.mark.parametrize("kind", PHRASES, ids=lambda kind: f"{kind.name}-{kind.example}")
def test_example_is_found_by_its_own_pattern(kind):
    assert re.compile(kind.pattern).match(kind.example)


@given(st.text(alphabet=LETTERS, max_size=60))
def test_phrases_follow_each_other_without_gap_and_give_the_words_back(words):
    phrases = list(cut_phrases(words))
    assert "".join(phrase.text for phrase in phrases) == words
    assert [phrase.start for phrase in phrases[1:]] == [phrase.end for phrase in phrases[:-1]]
    assert phrases[-1].kind == "STOP"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("酌情扣1-3分", ["WORDS", "POINTS", "STOP"]),  # a range is no number
        ("扣0.5,最多扣2分", ["LOSS", "COMMA", "LOSS_CAP", "STOP"]),  # 平阴 prints no 分 behind 扣0.5
        ("2022年4-8月", ["QUANTITY", "WORDS", "QUANTITY", "STOP"]),  # months are no range of values
        ("有迟报、错报的每条扣0.5分", ["WORDS", "PER", "LOSS", "STOP"]),
        ("得1.5分.", ["GAIN", "STOP", "STOP"]),  # 石城 ends a sentence with a half-width dot
        ("1.创建期内得4分。2.辖区得1分", ["ITEM", "WORDS", "GAIN", "STOP", "ITEM", "WORDS", "GAIN", "STOP"]),
    ],
)
def test_cut(words, kinds):
    assert [phrase.kind for phrase in cut_phrases(words)] == kinds


@pytest.mark.parametrize(
    ("printed", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两", 2), ("0.5", 0.5)]
)
def test_numerals(printed, value):
    assert float(parse_numeral(printed)) == value
