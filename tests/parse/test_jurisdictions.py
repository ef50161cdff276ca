"""The place that issued a plan, from names that it prints."""

import pytest

from extractor.parse.document.jurisdictions import find_jurisdiction, find_named

PLACES = (
    # words in the order in which they are asked; place, code, city above, province
    (("成武县人民政府办公室",), ("成武县", "371723", "菏泽市", "山东省")),
    (("济南市长清区市场监督管理局",), ("长清区", "370113", "济南市", "山东省")),  # the lowest level counts
    (
        ("郟县社会信用体系建设领导小组办公室",),
        ("郏县", "410425", "平顶山市", "河南省"),
    ),  # another form of the character
    (("", "灵璧县2023年社会信用体系建设工作要点"), ("灵璧县", "341323", "宿州市", "安徽省")),
    (("平行审发[2022]5号", "平阴县行政审批服务局"), ("平阴县", "370124", "济南市", "山东省")),
    (("石城县2022年乡镇综合考核实施方案",), ("石城县", "360735", "赣州市", "江西省")),
    (("北京市朝阳区人民政府",), ("朝阳区", "110105", None, "北京市")),  # two places of one name, told apart by the city
    (("广州市工业和信息化局",), ("广州市", "440100", "广东省", "广东省")),
)
NOWHERE = (
    ("国务院办公厅",),
    ("海关总署",),
    ("财政部",),
    ("中共中央办公厅",),
    ("",),
    (),
    ("某某县人民政府",),
    ("朝阳区2023年信用工作要点",),  # 北京 or 长春: never guessed, and not 朝阳市
    ("本县各部门",),
)


@pytest.mark.parametrize(("words", "expected"), PLACES)
def test_places(mappings, words, expected):
    found = find_jurisdiction(mappings.places, words)
    assert (found.name, found.code, found.parent, found.province) == expected


@pytest.mark.parametrize("words", NOWHERE)
def test_no_place(mappings, words):
    assert find_jurisdiction(mappings.places, words) is None


def test_one_name_for_two_places():
    assert {found.province for found in find_named("朝阳区")} == {"北京市", "吉林省"}
    assert find_named("没有这个县") == ()
