"""The place that issued a plan, from names that it prints."""

import pytest

from extractor.parse.document.jurisdictions import find_jurisdiction, find_named, is_national
from extractor.parse.document.running_places import find_running_place

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
    (("关于评选淄博市示范家庭农场的通知",), ("淄博市", "370300", "山东省", "山东省")),
    (("安吉县学习借鉴诸暨市“枫桥经验”实施方案",), ("安吉县", "330523", "湖州市", "浙江省")),
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
    ("沁北循环经济产业园管委会", "沁北循环经济产业园"),
    ("关于选拔青云市第七批拔尖人才的通知", "青云市"),
    ("关于培育云岭县龙头企业的意见", "云岭县"),
    ("青云市政务服务中心窗口考核办法", "青云市"),
    ("青云市民政局关于做好低保工作的通知", "青云市"),
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
    # verbs, counts and kinds before a word that begins as places end: 市级, 市场, 县域, 区块
    "关于选拔第七批市级专业技术拔尖人才的通知",
    "关于认定首批县级非遗传承人的通知",
    "关于组织申报区级农业龙头企业的通知",
    "关于遴选省级现代农业产业园的通知",
    "关于激发农村消费市场活力的若干措施",
    "关于改善市容环境的整治方案",
    "关于抽查县直部门公务用车的通知",
    "关于打造区块链产业的若干措施",
    "关于抓好春季农区灭鼠工作的通知",
    "2023年第一批市政项目建设计划",
    "双拥模范县创建方案",
    "质量强县实施方案",
    "蓄滞洪区安全建设方案",
    "服务型街道建设意见",
    "环京津冀县区合作方案",
    "国家卫生县城创建工作方案",
    # another's place
    "关于学习推广三明市医改经验的实施方案",
    "关于赴深圳市开展招商活动的方案",
    "关于与苏州市开展东西部协作的实施方案",
    "关于接受河南省环保督察的方案",
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


CITY_BODIES = "(责任单位:市教育局、市财政局、市水利局、市民政局)"
RUNNING = (
    # what the words below a title that names no place say of whose paper it is; number; place
    ("为做好今年防汛工作,结合蒙阴县实际,制定本方案。", "", "蒙阴县"),
    ("初步把广州建设成为国际人才港。", "", "广州市"),
    ("为广州实施新型城市化发展战略提供保证。", "", "广州市"),
    ("本办法适用于云溪县行政区域内的河道管理。", "", "云溪县"),
    ("对蔡甸区各街道的考核,每季度开展。", "蔡政办[2023]1号", "蔡甸区"),
    ("结合我县实际,制定本方案。", "", None),
    ("赴深圳市考察,学习诸暨市经验,结合学校实际,制定本方案。", "", None),
    ("根据《中共滨州市委关于建设水利强市的决定》,结合我市实际,提出意见。", "滨政发[2023]1号", None),
    ("结合蒙阴县实际推进,结合沂水县实际完善。", "", None),
    (f"高水平建设广州教育城,优先安排广州生源家庭,建设广州市医学中心。{CITY_BODIES}", "", "广州市"),
    (f"推进广州教育城建设。{CITY_BODIES}", "", None),
    (f"学习广州市经验,推广广州模式,借鉴广州做法。{CITY_BODIES}", "", None),
    (f"对口支援百色市,建设百色市学校,实施百色项目。{CITY_BODIES}", "", None),
    ("按《大田县森林防灭火工作规则》追责。(责任单位:县林业局、县公安局、县财政局、县应急局)", "", "大田县"),
    (f"根据《滨州市水利规划》推进。{CITY_BODIES}", "", None),
)


@pytest.mark.parametrize(("words", "number", "name"), RUNNING)
def test_the_place_that_only_the_running_words_tell(mappings, words, number, name):
    found = find_running_place(mappings.places, [words], number)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("text", ["国家卫生县城创建方案", "全国文明城市创建方案", "国家级高新区创建方案"])
def test_a_title_of_honour_is_no_national_body(text):
    assert not is_national(text)
