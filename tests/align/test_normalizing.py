"""Words made ready for likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.align.normalizing import PASSING, clean, find_object, split_sentences, strip_duties

OBJECTS = [
    ("深入推进信易贷工作", "信易贷"),
    ("加大除双公示外的其他信用信息归集", "除双公示外的其他信用信息归集"),
    ("信用信息归集情况", "信用信息归集"),
    ("统一社会信用代码重错码存续情况", "统一社会信用代码重错码"),
    ("(一)宣传弘扬诚信文化", "宣传弘扬诚信文化"),
    ("二、营商环境", "营商环境"),
    ("开展", "开展"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "expected"), OBJECTS)
def test_object_of_a_title(title, expected):
    assert find_object(title) == expected


DUTIES = [
    # 成武: responsible bodies and day in one bracket
    ("治理失信。(责任单位:县委宣传部;完成时间:2022年11月底前)", "治理失信。"),
    # 灵璧: bodies without a label
    ("归集信息。(县发展改革委牵头,县法院按职责分工具体负责)", "归集信息。"),
    # a bracket of the text itself stays
    ("应用比例(应用次数/市场主体数量)达标", "应用比例(应用次数/市场主体数量)达标"),
    # brackets inside brackets
    ("开展核查。(责任单位:各部门(单位))完", "开展核查。完"),
    # a bracket that a page break left open
    ("开展核查。(责任单位:县财政局", "开展核查。"),
    (")乱(", ")乱("),
]


@pytest.mark.parametrize(("text", "expected"), DUTIES)
def test_lists_of_bodies_are_left_out(text, expected):
    assert strip_duties(text) == expected


def test_titles_of_other_documents_say_nothing():
    assert split_sentences("按照《公共信用信息目录》报送。其他") == ("按照报送", "其他")


@pytest.mark.parametrize(
    ("sentence", "passing"),
    [
        ("大力推进信用信息归集、信用监管、信易贷、信用承诺等工作", True),
        ("围绕双公示组织开展培训", True),
        ("为开展信用差异化监管提供有效数据支撑", True),
        ("通过共享信用信息、购买信用服务等方式引入机构", True),
        ("确保双公示信息上报率达到100%", False),
        ("将信用承诺书上传至平台", False),
    ],
)
def test_what_is_only_named_in_passing(sentence, passing):
    assert bool(PASSING.search(sentence)) is passing


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="甲乙()（）。责任单位:", max_size=60))
def test_no_text_breaks_the_splitting(text):
    for sentence in split_sentences(clean(text)):
        assert len(sentence) > 1
