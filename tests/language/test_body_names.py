"""Which words name a body."""

import pytest

from extractor.language.grammar.body_names import find_function, is_body

NAMES = {
    "县教育局": True, "石门乡": True, "各乡镇": True, "县融媒体中心": True,
    # 乡, 会, 部 and 办 end other words too
    "送戏下乡": False, "品牌进乡": False, "专场招聘会": False, "村干部": False, "一窗通办": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_words_that_only_end_as_a_body_does(mappings, name):
    assert is_body(mappings.units, name) is NAMES[name]


FUNCTIONS = {
    "县发展改革委": "development-reform", "发改局": "development-reform", "国家发展改革委": "development-reform",
    "县发展和改革局": "development-reform", "住房城乡建设部": "housing", "省工业和信息化厅": "industry", "县委宣传部": "publicity",
    "县公安局交警大队": "public-security", "县财政局(国资局)": "state-assets", "县教育局 ": "education",
    # an office has only the function of an alias that ends as an office does
    "宣传科": None, "科技科": None, "县教育局人事科": "personnel-office", "县委组织部干部科": "organisation",
    "某某局": None, "总局": None, "局": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_function_of_a_body(mappings, name):
    assert find_function(mappings.units, name) == FUNCTIONS[name]


@pytest.mark.parametrize(("name", "body"), [("局", False), ("县局", True), ("每处", False), ("县教育局(牵头)", True)])
def test_a_body_has_a_name(mappings, name, body):
    assert is_body(mappings.units, name) is body
