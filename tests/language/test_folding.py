"""Each character as what it is read as, one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.folding import fold, fold_character, fold_ideographs

FOLDED = (
    ("郟信用办〔2022〕4号", "郏信用办[2022]4号"),  # 郏县 prints its own name with another character
    ("所有部门(単位)", "所有部门(单位)"),  # 平阴, an OCR trained on Japanese
    ("⺠政局、⻔户网站", "民政局、门户网站"),  # radicals of a browser's PDF
    ("责任单位：县委；（含）", "责任单位:县委;(含)"),
    ("“双公示”『信易贷』", '"双公示""信易贷"'),
    ("１００％", "100%"),
    ("4－8月、4—8月、4–8月", "4-8月、4-8月、4-8月"),
    ("《关于〈办法〉的通知》", "《关于《办法》的通知》"),
    ("縣經濟開發區", "县经济开发区"),  # an OCR that knows both scripts
    ("二○二二年", "二〇二二年"),
    ("ＡＰＰ", "APP"),
)
KEPT = (
    "①",
    "⑳",
    "²",
    "½",
    "县",
    "〇",
    "a",
    " ",
    "\n",
    "\t",
    "\u3000\u3000".strip("\u3000") or "。",
    "℃",
    "㎡",
    "\u200b",
)


@pytest.mark.parametrize(("printed", "folded"), FOLDED)
def test_folded(printed, folded):
    assert fold(printed) == folded


@pytest.mark.parametrize("character", KEPT)
def test_kept(character):
    """① opens an item and ² is an exponent; ㎡ would become two characters."""
    assert fold_character(character) == character


@given(st.text())
def test_the_length_stays(text):
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_twice_equals_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_each_character_is_folded_by_itself(left, right):
    assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.xfail(reason="words that are written with other characters in Taiwan stay")
def test_words_of_taiwan():
    assert fold("軟體") == "软件"


def test_many_ideographs_are_folded_as_each_alone():
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    assert fold_ideographs(characters) == {one: fold_character(one) for one in characters}
