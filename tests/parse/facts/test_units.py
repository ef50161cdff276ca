"""Bodies and their roles: behind labels, before phrases, in cells."""

import pytest

from extractor.model.facts.plan import Role
from extractor.parse.facts.units import find_cell_units, find_unit_lists

L, R, P = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPANT

LISTS = (
    # 成武 task 1
    ("（责任单位：县委宣传部、县发展和改革局；完成时间：2022年11月底前）", [("县委宣传部", R), ("县发展和改革局", R)]),
    # 成武 task 3: a comma parts names too; 各镇政府、街道办事处 are two
    (
        "（责任单位：县人民法院，各镇政府、街道办事处、县经济开发区管委会；完成时间：2022年11月底前）",
        [("县人民法院", R), ("各镇政府", R), ("街道办事处", R), ("县经济开发区管委会", R)],
    ),
    # 成武 task 6: 有关部门、单位 is one name
    (
        "（责任单位：县发展和改革局、县行政审批服务局等县有关部门、单位，各镇政府）",
        [("县发展和改革局", R), ("县行政审批服务局", R), ("县有关部门、单位", R), ("各镇政府", R)],
    ),
    # 长清 task 6: the label is cut by a page, and words that are no body follow
    ("(责\n\n任单位: 个私服务中心; 完成时限: 每月30日前, 汇总企业发布融资情况)", [("个私服务中心", R)]),
    # 平阴 task 9: no semicolon before the next label
    ("(责任科室:各科室。完成时限:长期坚持)", [("各科室", R)]),
    # 灵璧 task 3
    (
        "(县发展改革委牵头,县社会信用体系建设联席会议成员单位按职责分工具体负责)",
        [("县发展改革委", L), ("县社会信用体系建设联席会议成员单位", P)],
    ),
    # 灵璧 task 4: 分别 speaks for both
    (
        "(县发展改革委、 县数据资源管理局分别牵头,县社会信用体系建设联席会议成员单位按职责分工具体负责)",
        [("县发展改革委", L), ("县数据资源管理局", L), ("县社会信用体系建设联席会议成员单位", P)],
    ),
    # 灵璧 task 21
    (
        "(县发展改革委牵头负责,县文化和旅游局、县卫健委等有关单位负责)",
        [("县发展改革委", L), ("县文化和旅游局", P), ("县卫健委", P), ("有关单位", P)],
    ),
    # 灵璧 task 25: 等 opens no group
    ("(县委组织部、县发展改革委等负责)", [("县委组织部", R), ("县发展改革委", R)]),
    # 国发〔2019〕3号: the first of the list leads
    (
        "（税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同）",
        [("税务总局", L), ("财政部", P), ("海关总署", P)],
    ),
    # labels outside brackets end with their sentence
    (
        "牵头单位：县发改局；配合单位：县财政局、县审计局。责任人：张三",
        [("县发改局", L), ("县财政局", P), ("县审计局", P)],
    ),
    (
        "（牵头单位：市发展改革委、人民银行济南分行；配合单位：各区县政府）",
        [("市发展改革委", L), ("人民银行济南分行", L), ("各区县政府", P)],
    ),
    # a role in brackets is that name's own
    ("责任单位：县发改局（牵头）、县财政局", [("县发改局", L), ("县财政局", P)]),
    ("责任单位：县发改局、县财政局（牵头）", [("县发改局", P), ("县财政局", L)]),
    # joined names, and a name that holds 和
    ("（责任单位：县发展和改革局和县财政局）", [("县发展和改革局", R), ("县财政局", R)]),
    ("（县市场监管局会同县公安局负责）", [("县市场监管局", R), ("县公安局", R)]),
    # tails: a group of its own, never a part of the last name
    ("（责任单位：市财政局等各业务、资产主管部门）", [("市财政局", R), ("各业务、资产主管部门", R)]),
    ("（责任单位：区城管局、区住建局等3个部门）", [("区城管局", R), ("区住建局", R), ("3个部门", R)]),
    ("（责任单位：县水利局、各乡镇等）", [("县水利局", R), ("各乡镇", R)]),
    ("清理淤泥。【责任单位】县林业局、各国有林场", [("县林业局", R), ("各国有林场", R)]),
    ("（责任单位：县河湖长制办公室及各级河湖长）", [("县河湖长制办公室", R), ("各级河湖长", R)]),
    ("（责任单位：县民政局、县财政局。排在首位的为牵头单位）", [("县民政局", L), ("县财政局", P)]),
    ("（县交通运输局、县公安局，列第一位的为牵头单位，下同）", [("县交通运输局", L), ("县公安局", P)]),
    ("巡逻。（县人武部、县退役军人事务局、各专武部长）", [("县人武部", R), ("县退役军人事务局", R), ("各专武部长", R)]),
    ("责任单位：各乡镇党委、政府，县直各部门", [("各乡镇党委、政府", R), ("县直各部门", R)]),
    ("责任单位：县委、县政府办公室", [("县委", R), ("县政府办公室", R)]),
    # blanks, slashes and marks part names; a blank inside a name does not
    ("责任单位：县公安局 县应急局　各镇街", [("县公安局", R), ("县应急局", R), ("各镇街", R)]),
    ("责任单位：市委 宣传部、县财 政局", [("市委宣传部", R), ("县财政局", R)]),
    ("责任单位：县卫健局／县医保局", [("县卫健局", R), ("县医保局", R)]),
    ("（责任单位：县水利局〔牵头〕、县农业农村局）", [("县水利局", L), ("县农业农村局", P)]),
    ("（责任单位：县环保局*、县水利局，带*为牵头单位）", [("县环保局", L), ("县水利局", P)]),
    ("责任单位：团县委★、县文明办（★为牵头单位）", [("团县委", L), ("县文明办", P)]),
    # the first of a list leads by what the list says of itself
    ("责任单位：县气象局（首位单位为牵头单位，下同）、县应急局", [("县气象局", L), ("县应急局", P)]),
    ("责任单位：县医保局、县民政局（列第一位的单位为工作牵头单位）", [("县医保局", L), ("县民政局", P)]),
    ("责任单位：县统计局、县税务局，排第一位的为牵头单位", [("县统计局", L), ("县税务局", P)]),
    # what a body is to do is no part of its name (平潭)
    (
        "责任单位：县审批局牵头，县直相关部门按职责分工负责,县政府办公室法规科负责合法性审查工作",
        [("县审批局", L), ("县直相关部门", P), ("县政府办公室法规科", P)],
    ),
    (
        "（县大数据局负责平台建设、县公安局负责数据共享、各乡镇配合推广）",
        [("县大数据局", R), ("县公安局", R), ("各乡镇", P)],
    ),
    ("责任单位：县督查室，县委宣传部配合做好宣传工作", [("县督查室", R), ("县委宣传部", P)]),
    ("责任单位（列首位的为牵头单位）：县委宣传部、县财政局", [("县委宣传部", L), ("县财政局", P)]),
    ("（县信访局、县司法局负责，第一个单位为牵头单位）", [("县信访局", L), ("县司法局", P)]),
    # 各县、市、区政府 is one group; a bureau behind the mark is none of it
    ("配合单位：市商务局，各区、县（市）教体局", [("市商务局", P), ("各区、县（市）教体局", P)]),
    ("配合单位：市商务局等，各县、市、区政府", [("市商务局", P), ("各县、市、区政府", P)]),
    ("责任单位：各乡、镇人民政府，县林业局", [("各乡、镇人民政府", R), ("县林业局", R)]),
    ("责任单位：各镇、街道办事处、县信访局", [("各镇", R), ("街道办事处", R), ("县信访局", R)]),
    # words of the role and second labels are no part of a name
    ("（县发改局指导，试点乡镇政府负责落实）", [("县发改局", R), ("试点乡镇政府", R)]),
    ("（负责部门：商务部；适用范围：福建）", [("商务部", R)]),
    ("（由县农业农村局牵头，县林业局配合落实）", [("县农业农村局", L), ("县林业局", P)]),
    ("牵头单位：县工信局，责任单位：县发改局", [("县工信局", L), ("县发改局", P)]),
    # brackets inside a name stay with it
    ("责任单位：县发改局(信用办)、县财政局", [("县发改局(信用办)", R), ("县财政局", R)]),
    # a bracket of bodies alone behind the last sentence
    ("责令改正。（县公安局、县住建局、社区居委会）", [("县公安局", R), ("县住建局", R), ("社区居委会", R)]),
    ("配备设施。（县公安局、消火栓、应急包）", []),
    ("年底前纳入考核。（县委考核办）", [("县委考核办", R)]),
    ("处置违法船只。（区禁毒办、县创城指挥部）", [("区禁毒办", R), ("县创城指挥部", R)]),
    ("严把设计关。勘察深度不足的不予批复。（县农业农村局、县财政局）", [("县农业农村局", R), ("县财政局", R)]),
    # labels are composed: a word of the role, a word for who has it
    ("责任单位：县民政局县残联", [("县民政局", R), ("县残联", R)]),
    ("（县供销社县商务局负责）", [("县供销社", R), ("县商务局", R)]),
    ("（教育股牵头 各学校落实）", [("教育股", L), ("各学校", P)]),
    ("责任单位：市生态环境局县分局", [("市生态环境局县分局", R)]),
    ("责任科室：建设科 协办科室：环卫科", [("建设科", R), ("环卫科", P)]),
    # roles are composed, and a verb behind a known body is a role
    ("（县红十字会指导，各景区管理单位负责实施）", [("县红十字会", R), ("各景区管理单位", R)]),
    ("（县农业农村局牵头督导，县供销社组织调运，各镇协助发放）", [("县农业农村局", L), ("县供销社", P), ("各镇", P)]),
    ("（县气象局主责，县应急管理局审核，各镇转播）", [("县气象局", L), ("县应急管理局", P), ("各镇", P)]),
    ("（县体育局主抓，各镇承担）", [("县体育局", R), ("各镇", R)]),
    ("（县公安局侦办，县检察院提前介入）", [("县公安局", R), ("县检察院", R)]),
    ("（责任单位：县教育局督导室、县卫健委疾控办）", [("县教育局督导室", R), ("县卫健委疾控办", R)]),
)

NO_LISTS = (
    "重点任务（责任单位中列第一位的为牵头单位）",
    "归集数据。（以发改局公布为准）",
    "（以下简称“县信用平台”）",  # 灵璧 task 3
    "（2022年3月）",  # 成武, a phase
    "小于十万分之一（含）",  # 成武 task 7
    "由县发改局会同有关部门研究制定实施意见。",  # running prose is not read
    "（完成时间：2022年11月底前）",
    "（见附件1）",
    "（）",
    "（、，、）",
    "责任单位：",
    "（由村民自愿实施）",
)


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists(see, text, expected):
    context, passage = see(text)
    found = [(unit.name, unit.role) for units in find_unit_lists(context, passage) for unit in units.units]
    assert found == expected


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_names_no_body(see, text):
    context, passage = see(text)
    assert [unit for units in find_unit_lists(context, passage) for unit in units.units] == []


def test_what_follows_behind_the_label_is_handed_back(see):
    """长清 task 8 prints a colon for a semicolon: the words behind it may hold a time limit."""
    context, passage = see("（责任单位：信用监管科：每月25日前，按照附件1报送）")
    (found,) = find_unit_lists(context, passage)
    assert [unit.name for unit in found.units] == ["信用监管科"]
    assert [passage.text[start:end] for start, end in found.rest] == ["每月25日前,按照附件1报送"]


def test_the_first_leads_henceforth(see):
    """下同 holds for the lists of later tasks (国发〔2019〕3号)."""
    context, passage = see("（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）")
    (found,) = find_unit_lists(context, passage)
    assert (found.first_leads, found.henceforth) == (True, True)
    later, words = see("（海关总署、税务总局负责）")
    (after,) = find_unit_lists(later, words)
    assert [unit.role for unit in after.lead_first().units] == [L, P]


CELLS = (
    ("县农业局牵头，县环保局配合，相关乡镇落实", [("县农业局", L), ("县环保局", P), ("相关乡镇", P)]),
    ("县农业局，县规划局配合", [("县农业局", R), ("县规划局", P)]),
    ("①县住建局②县城管局", [("县住建局", R), ("县城管局", R)]),
    ("区财政金融局农发行平潭支行", [("区财政金融局", R), ("农发行平潭支行", R)]),
    ("县供销社县商务局", [("县供销社", R), ("县商务局", R)]),
    ("县委政法委县公安局", [("县委政法委", R), ("县公安局", R)]),
    ("县委县政府督查室", [("县委县政府督查室", R)]),
    ("县公安局县城派出所", [("县公安局县城派出所", R)]),
    ("市生态环境局县分局", [("市生态环境局县分局", R)]),
    # a line of a cell behind a group, behind the government, and a long name of its own behind a bureau (平潭)
    ("相关乡镇人民政府\n县农业农村局", [("相关乡镇人民政府", R), ("县农业农村局", R)]),
    (
        "牵头单位：\n县国投公司\n配合单位：\n县交通与建设局\n岚城片区开发管理局",
        [("县国投公司", L), ("县交通与建设局", P), ("岚城片区开发管理局", P)],
    ),
    ("流水小城镇综合试点 县财政局 县商务局", [("流水小城镇综合试点", R), ("县财政局", R), ("县商务局", R)]),
    ("县水利局 青龙潭水库管理处", [("县水利局", R), ("青龙潭水库管理处", R)]),
    ("县水利局\n青龙潭水库管理处", [("县水利局", R), ("青龙潭水库管理处", R)]),
    ("县政府\n县财政局", [("县政府", R), ("县财政局", R)]),
    ("县政府\n办公室", [("县政府办公室", R)]),
    ("县住房和城乡\n建设局", [("县住房和城乡建设局", R)]),
    ("县教育局 基础教育科", [("县教育局基础教育科", R)]),
    ("所有部门(单位)", [("所有部门(单位)", R)]),  # 平阴
    ("工信局\n(工信局负责国有企业)", [("工信局", R), ("工信局", R)]),  # 平阴
    ("县委宣传部县教育局县河长办", [("县委宣传部", R), ("县教育局", R), ("县河长办", R)]),  # 石城
    ("文化宣传股\n文化馆", [("文化宣传股", R), ("文化馆", R)]),  # an office of a bureau has no bodies below it
    ("养老服务股福利院", [("养老服务股福利院", R)]),
    ("社区股救助站", [("社区股", R), ("救助站", R)]),
    ("县文旅局[1]、县教育局（注2）", [("县文旅局", R), ("县教育局", R)]),
    ("县发改局\n县财政局", [("县发改局", R), ("县财政局", R)]),
    ("县市场监管局 县税务局", [("县市场监管局", R), ("县税务局", R)]),
    # a typed blank parts bodies of one rank, whatever they do; not a bureau and what is inside it, not 市委 宣传部
    ("安监站 安监所", [("安监站", R), ("安监所", R)]),
    ("文化站　卫生院", [("文化站", R), ("卫生院", R)]),
    ("督导室 基教科", [("督导室", R), ("基教科", R)]),
    ("团委 妇联 中心校", [("团委", R), ("妇联", R), ("中心校", R)]),
    ("县教育局 人事科", [("县教育局人事科", R)]),
    ("宣教部 文体中心", [("宣教部", R), ("文体中心", R)]),
    ("县委宣传部 文艺科", [("县委宣传部文艺科", R)]),
    ("县委 宣传部", [("县委宣传部", R)]),
    ("县公安局和县司法局", [("县公安局", R), ("县司法局", R)]),
    ("县林业局牵头，各乡镇和县财政局配合", [("县林业局", L), ("各乡镇", P), ("县财政局", P)]),
    ("各乡镇和街道", [("各乡镇和街道", R)]),
    ("发展改革局、行政审批服务局等", [("发展改革局", R), ("行政审批服务局", R)]),
    ("各乡镇（街道）", [("各乡镇（街道）", R)]),
    ("区人民法院（执行局）", [("区人民法院（执行局）", R)]),
    ("县公安局（督导室）", [("县公安局（督导室）", R)]),
    ("县发改局（牵头）、县财政局", [("县发改局", L), ("县财政局", P)]),
    ("县发改局、县财政局（牵头）", [("县发改局", P), ("县财政局", L)]),
    ("县水利局牵头", [("县水利局", L)]),  # alone in its cell
    ("县教育局（牵头）", [("县教育局", L)]),
    ("县卫健委、县医保局配合", [("县卫健委", P), ("县医保局", P)]),  # 、 joins both to the word behind
)
NO_CELLS = ("", "/", "—", "-", "无", "同上", "见附件1", "（）", "、", "1")


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells(see, text, expected):
    context, passage = see(text)
    assert [(unit.name, unit.role) for unit in find_cell_units(context, passage)] == expected


@pytest.mark.parametrize("text", NO_CELLS)
def test_cells_that_name_nobody(see, text):
    context, passage = see(text)
    assert find_cell_units(context, passage) == ()


def test_a_column_gives_the_role(see):
    context, passage = see("县发改局、县财政局")
    assert {unit.role for unit in find_cell_units(context, passage, L)} == {L}


GENERIC = (
    "各镇政府",
    "街道办事处",
    "所有部门(单位)",
    "各业务科室",
    "各行业监管部门",
    "联席会议成员单位",
    "有关部门、单位",
    "各科室",
)
SINGLE = (
    "县发展和改革局",
    "县经济开发区管委会",
    "市生态环境局成武分局",
    "县公安局交通警察大队",
    "中国人民银行成武支行",
)


@pytest.mark.parametrize(("name", "generic"), [(n, True) for n in GENERIC] + [(n, False) for n in SINGLE])
def test_groups_without_a_single_body_behind_them(see, name, generic):
    context, passage = see(f"（责任单位：{name}）")
    (found,) = find_unit_lists(context, passage)
    assert [(unit.name, unit.generic) for unit in found.units] == [(name, generic)]


FUNCTIONS = (
    # three names of one duty
    ("县发展改革委", "development-reform"),
    ("发改局", "development-reform"),
    ("县发展和改革局", "development-reform"),
    ("县委宣传部", "publicity"),  # not 党委
    ("市生态环境局成武分局", "environment"),
    ("县县河湖渠站", None),
    # ministries and provincial bodies
    ("住房城乡建设部", "housing"),
    ("省工业和信息化厅", "industry"),
    ("农业农村部", "agriculture"),
    # an office of a bureau has not the function that its name has elsewhere
    ("宣传科", None),
)


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_the_longest_alias_names_the_function(see, name, function):
    context, passage = see(name)
    (unit,) = find_cell_units(context, passage)
    assert unit.function == function


def test_a_group_at_the_end_is_optional(see):
    context, passage = see("（县法院、县司法局等有关单位负责）")
    (found,) = find_unit_lists(context, passage)
    assert [unit.optional for unit in found.units] == [False, False, True]


@pytest.mark.parametrize("text", ["县局" * 3000, "县局和" * 2000, "县局、" * 3000, "（" * 3000, "（县局" * 1000])
def test_long_lists_need_no_recursion(see, text):
    context, passage = see(text)
    find_cell_units(context, passage)
    find_unit_lists(context, passage)


def test_no_list_is_read_twice(see):
    """Several parsers ask for the lists of a paragraph; it is read once."""
    context, passage = see("开展宣传。（责任单位：县委宣传部）")
    assert find_unit_lists(context, passage) is find_unit_lists(context, passage)
