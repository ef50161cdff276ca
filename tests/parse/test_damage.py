"""Print that is garbled beyond reading, and print that only looks odd."""

import pytest

from extractor.parse.tables.ocr_damage import find_scrambled, is_nonsense, is_stuttering

STUTTERING = ("发市局农文民气工局市分改场、局局局局局局税态", "税税税务局")  # 平阴
SOUND = ("县发展改革局、县财政局", "各镇街", "", "常常", "1111", "……………", "哈哈")


@pytest.mark.parametrize(("text", "expected"), [(t, True) for t in STUTTERING] + [(t, False) for t in SOUND])
def test_stutter(text, expected):
    assert is_stuttering(text) is expected


SCRAMBLED = (
    # cells, cells of the whole document, which are scrambled
    (["据计据统数直接评价", "网上查询"], ["根据统计数据直接评价", "网上查询"], (0,)),  # 平阴
    (["根据统计数据直接评价"], ["根据统计数据直接评价"], ()),
    (["网上查询"], ["现场查看"], ()),
    (["县财政局"], ["县财政局、县审计局"], ()),
    (["甲乙"], ["乙甲"], ()),  # too short to tell
    ([], ["根据统计数据直接评价"], ()),
    (["根据统计数据直接评价"], [], ()),
)


@pytest.mark.parametrize(("cells", "pool", "expected"), SCRAMBLED)
def test_letters_in_another_order(cells, pool, expected):
    assert find_scrambled(cells, pool) == expected


NONSENSE = (
    "建现场本人各种和保护股点基础的成立",  # 平阴, the back of the page
    "亚菲尔塞地流报心反像被理训客集往科童杆務为金禄责在人宣迪",  # 平阴, a seal
)
LANGUAGE = (
    "开展企业异议处理和信用修复工作",
    "每迟报1条数据扣0.1分;未报送的不得分",
    "成武县创建省社会信用体系建设典型城市实施方案",
    "短",
    "",
)


@pytest.mark.parametrize(("text", "expected"), [(t, True) for t in NONSENSE[1:]] + [(t, False) for t in LANGUAGE])
def test_no_language(mappings, text, expected):
    assert is_nonsense(text, mappings.terms.terms) is expected


def test_garbled_cells_are_marked_and_not_guessed(extract):
    """平阴's units of one row read 局局局局局局税态."""
    table = "序号\t指标\t分值\t评分标准\t责任单位\n1\t甲\t5\t得5分。\t局局局局局局税态\n2\t乙\t5\t得5分。\t县局\n"
    plan = extract(f"某县考核指标\n\n{table}")
    assert (plan.indicators[0].damaged, plan.indicators[0].units) == (("units",), ())
    assert [(problem.code, problem.item) for problem in plan.problems] == [("cell-garbled", plan.indicators[0].id)]


@pytest.mark.xfail(reason="a single wrong character stays as printed")
def test_one_wrong_character():
    assert find_scrambled(["根据统汁数据直接评价"], ["根据统计数据直接评价"]) == (0,)
