"""Numbers to reach or to stay within, and numbers that are no goal."""

import pytest

from extractor.parse.facts.targets import find_targets

MEASURES = (
    # text, metric, op, value, unit
    (
        "确保严重失信名单主体数量占在营市场主体数量的比例低于0.3%。",
        "严重失信名单主体数量占在营市场主体数量的比例",
        "<",
        0.3,
        "%",
    ),  # 成武 4
    ("新增企业一百零五家。", "新增企业", ">=", 105, "家"),
    ("改造危房两百零三户。", "改造危房", ">=", 203, "户"),
    ("确保全县统一社会信用代码重错码率为零。", "全县统一社会信用代码重错码率", "==", 0, ""),  # 成武 5
    ("系统应用次数与市场主体数量的比例超过100%。", "系统应用次数与市场主体数量的比例", ">", 100, "%"),  # 成武 6
    ("信息有效异议占比小于十万分之一（含）", "信息有效异议占比", "<=", 1e-5, ""),  # 成武 7
    ("协同处理平均时间在5个工作日以内。", "协同处理平均时间", "<=", 5, "工作日"),  # 成武 7
    ("县公共信用信息补充目录数据归集率达100%", "县公共信用信息补充目录数据归集率", ">=", 100, "%"),  # 灵璧 5
    ("统一社会信用代码重错码率不超过0.01%。", "统一社会信用代码重错码率", "<=", 0.01, "%"),  # 灵璧 8
    ("政府失信被执行人占比控制在0.02%以内", "政府失信被执行人占比", "<=", 0.02, "%"),  # 灵璧 23
    (
        "入驻平台市场主体占比达全县存续市场主体30%",
        "入驻平台市场主体占比",
        ">=",
        30,
        "%",
    ),  # 灵璧 19: the whole stands between
    ("全县企业信用贷款占企业贷款比重超过30%", "全县企业信用贷款占企业贷款比重", ">", 30, "%"),  # 灵璧 19
    ("一是信息归集率达到90%", "信息归集率", ">=", 90, "%"),
    ("归集数据1,200万条以上", "归集数据", ">=", 1200, "万条"),
    ("贷款余额达到30亿元", "贷款余额", ">=", 30, "亿元"),
    ("覆盖率百分之九十以上", "覆盖率", ">=", 90, "%"),
    ("办理时长压缩至3个工作日以内", "办理时长", "<=", 3, "工作日"),
    ("平均用时不超过2小时", "平均用时", "<=", 2, "小时"),
    ("差错率降至5%以下", "差错率", "<=", 5, "%"),
    ("信用承诺率100%", "信用承诺率", ">=", 100, "%"),
    ("覆盖率达到 １００％", "覆盖率", ">=", 100, "%"),  # full-width digits
    ("合格率提升至九十%", "合格率", ">=", 90, "%"),
)
QUOTAS = (
    # text, op, value, unit, period
    ("只能选择1个项目。", "<=", 1, "个", None),
    ("仅限申报1个类别。", "<=", 1, "个", None),
    ("新增限上商贸企业15家。", ">=", 15, "家", None),
    ("确保困难家庭补助资金足额发放,全年发放不少于500万元。", ">=", 500, "万元", "year"),
    ("更换朽坏梁架120榀。", ">=", 120, "榀", None),  # a word for counting that no list has
    ("铺设光缆不少于120芯。", ">=", 120, "芯", None),
    ("每半年报送一次应用情况。", ">=", 1, "次", None),  # 应用 is no 应
    ("年度举办赛事12场。", ">=", 12, "场", "year"),
    ("每年从近三年未享受疗休养的职工中安排不少于300人。", ">=", 300, "人", "year"),
    ("每月上报信息不少于 1 篇,由区信用办审核", ">=", 1, "篇", "month"),  # 长清 5
    ("每年至少开展2次诚信宣传活动", ">=", 2, "次", "year"),  # 平阴
    ("每季度开展一次宣传活动", ">=", 1, "次", "quarter"),
    ("全年报送12篇", ">=", 12, "篇", "year"),
    ("每年检查不超过2次", "<=", 2, "次", "year"),
    ("新增边缘计算节点12套", ">=", 12, "套", None),  # 穗工信函〔2025〕256号
    ("组织开展一次集体学习活动", ">=", 1, "次", None),  # 长清 2
)
NONE = (
    "年检测样品不少于2000份的实验室,给予设备补贴。",
    "每周五对储配站全面巡检。",  # a day of the week, no pairs
    "涉及金额低于500元并主动退回的参保人,可予批评教育。",
    "培育龙头企业10佳。",
    "“双公示”信息全面性、及时性、合规率保持全市前列。",  # 灵璧 6
    "政务失信案件发生率低于上年",  # 灵璧 23
    "在一期项目基础上,完成县信用平台二期升级改造",  # 灵璧 4
    "按照三个方面推进",
    "对照 11 项重点任务",  # 长清
    "我单位共涉及4个一级指标,12个二级指标",  # 平阴: a count of what there is
    "2022年5月23日",
    "第3次会议",
    "结合 3.15 消费者权益日",  # 长清 7
    "近三年",
    "3年以上",
    "7个工作日内上网公开",  # 灵璧 7: a time limit
    "占比约三成",
    "10%-20%",
    "上年度30%的任务",
    "",
)


def read(see, text):
    context, passage = see(text)
    return find_targets(context, passage)


@pytest.mark.parametrize(("text", "metric", "op", "value", "unit"), MEASURES)
def test_measures(see, text, metric, op, value, unit):
    (found,) = read(see, text)
    assert (found.metric, found.op, found.unit, found.period) == (metric, op, unit, None)
    assert found.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "op", "value", "unit", "period"), QUOTAS)
def test_quotas(see, text, op, value, unit, period):
    (found,) = read(see, text)
    assert (found.op, found.value, found.unit, found.period) == (op, value, unit, period)


@pytest.mark.parametrize("text", NONE)
def test_no_target(see, text):
    assert read(see, text) == ()


def test_one_number_for_several_rates(see):
    """成武 task 7."""
    found = read(see, "行政处罚“双公示”信息合规率、及时率均达到100%。")
    assert [(one.metric, one.value) for one in found] == [
        ("行政处罚“双公示”信息合规率", 100),
        ("行政处罚“双公示”信息及时率", 100),
    ]


def test_one_number_for_each_rate(see):
    found = read(see, "合格率、优良率分别达到98%、60%以上")
    assert [(one.metric, one.value, one.text) for one in found] == [
        ("合格率", 98, "合格率、优良率分别达到98%、60%以上"),
        ("优良率", 60, "合格率、优良率分别达到98%、60%以上"),
    ]


def test_fewer_numbers_than_rates_go_to_none_but_the_first(see):
    """Two rates, a third number: which is whose cannot be told, so the first stands for both as printed."""
    found = read(see, "合格率、优良率分别达到98%、60%、50%")
    assert [one.value for one in found] == [98, 98]


def test_about(see):
    (found,) = read(see, "覆盖全县70%左右行政村")
    assert (found.op, found.value, found.approx) == ("==", 70, True)


def test_zero_in_two_halves(see):
    """长清 task 10."""
    found = read(see, '失信案件"零存量、零增量"。')
    assert [(one.op, one.value, one.unit) for one in found] == [("==", 0, ""), ("==", 0, "")]


def test_order_and_number_of_many(see):
    """灵璧 task 19 in full."""
    text = (
        "力争到2023年底,入驻平台市场主体占比达全县存续市场主体30%,全县企业信用贷款占企业贷款比重超过30%,"
        "其中中小微企业信用贷款占中小微企业贷款比重超过20%,小微企业信用贷款占小微企业贷款比重超过15%。"
    )
    assert [one.value for one in read(see, text)] == [30, 30, 20, 15]


def test_half_years_and_weeks_keep_their_cycle(see):
    """SPEC.md has no period for them, so that the cycle stands beside it."""
    (half,) = read(see, "每半年开展1次检查")
    (week,) = read(see, "在公众号设立专栏，每周至少推送1篇。")
    assert [(one.value, one.unit, one.period, one.cycle) for one in (half, week)] == [
        (1, "次", None, "half_year"),
        (1, "篇", None, "week"),
    ]


def test_points(see):
    (found,) = read(see, "群众满意度达到90分以上")
    assert (found.op, found.value, found.unit) == (">=", 90, "分")


def test_a_measure_of_bins_is_no_limit(see):
    assert [one[1:] for one in map(told_sign, read(see, "配置垃圾桶3000只、清运车12辆"))] == [(3000, "只"), (12, "辆")]
    assert {one.op for one in read(see, "配置垃圾桶3000只、清运车12辆")} == {">="}


def told_sign(one):
    return one.op, one.value, one.unit
