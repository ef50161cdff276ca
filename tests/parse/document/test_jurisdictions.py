"""The place that issued a plan, from names that it prints."""

import pytest

from extractor.parse.document.jurisdictions import find_jurisdiction, find_named

PLACES = (
    # words in the order in which they are asked; place, code, city above, province
    (("成武县人民政府办公室",), ("成武县", "371723", "菏泽市", "山东省")),
    (("松江区绿化和市容管理局",), ("松江区", "310117", None, "上海市")),  # 绿化和市 is no place below it
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
    ("本县各部门",),
)
PRINTED = (
    # on no list: the printed name, never a shorter one inside it, and no code
    ("青岚县2024年生活垃圾分类工作实施方案", "青岚县"),
    ("关于加强青岚县生活垃圾分类工作的意见", "青岚县"),
    ("中共云溪县委办公室", "云溪县"),  # 云溪区 is listed, 云溪县 is not
    ("河湾综合实验区管委会办公室关于印发《河湾综合实验区路长制工作方案》的通知", "河湾综合实验区"),
    ("云岭县经济开发区管委会", "云岭县经济开发区"),
    ("济南高新技术产业开发区管委会", "济南高新技术产业开发区"),
    ("云溪县城关镇人民政府", "城关镇"),
    ("2024年度石门镇安全生产责任清单", "石门镇"),
    ("朝阳区2023年信用工作要点", "朝阳区"),  # 北京 or 长春: never guessed, and not 朝阳市
)
NOT_ITS_OWN = (
    "根据《福建省人民政府办公厅关于农村公路的通知》制定本方案",  # a place inside a cited title
    "城市管理局关于加强城市管理的通知",
    "关于做好全县防汛工作的通知",
    "关于推进城镇老旧小区改造的通知",
    "加强干部队伍建设方案",
    "支持人才返乡创业若干措施",
    "送文化下乡工作方案",
)


@pytest.mark.parametrize(("text", "name"), PRINTED)
def test_a_place_on_no_list_keeps_its_printed_name(mappings, text, name):
    found = find_jurisdiction(mappings.places, (text,))
    assert (found.name, found.code) == (name, "")


@pytest.mark.parametrize("text", NOT_ITS_OWN)
def test_words_that_name_no_place_of_the_issuer(mappings, text):
    assert find_jurisdiction(mappings.places, (text,)) is None


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
