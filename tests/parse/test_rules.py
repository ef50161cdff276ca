"""Scoring statements as data: their kind, points, step and condition."""

import pytest

from extractor.parse.scoring.statements import find_rules

STATEMENTS = (
    # text, [(kind, points, step, condition)]
    # 平阴 rows 1 to 3
    ("未公示一周食谱的,扣2分", [("deduct", 2, None, None)]),
    ("迟报一周扣1分", [("deduct_per", 1, (1, "周"), None)]),
    ("每迟报1条数据扣0.1分", [("deduct_per", 0.1, (1, "条"), None)]),
    (
        "每发现一条瞒报数据扣0.5分,最多扣2分",
        [("deduct_per", 0.5, (1, "条"), None), ("deduct_cap", 2, None, None)],
    ),
    (
        "未出台文件本项不得分。数量最多的得满分，最少的得0分，其他的按比例计分",
        [
            ("zero", 0, None, None),
            ("award", "full", None, None),
            ("zero", 0, None, None),
            ("interpolate", None, None, None),
        ],
    ),
    (
        "每个部门(单位)出台制度文件不少于3件,本项按出台文件数量的比例计分",
        [("constraint", None, None, (">=", 3, "件")), ("proportional", None, None, None)],
    ),
    ("在全市的位次计分", [("rank", None, None, None)]),
    # 成武
    (
        "比例低于0.3%的得满分，高于0.5%的不得分，介于两者之间的按比例计分",
        [
            ("award", "full", None, ("<", 0.3, "%")),
            ("zero", 0, None, (">", 0.5, "%")),
            ("interpolate", None, None, None),
        ],
    ),
    ("每出现1条错误数据扣0.1分,扣完为止。", [("deduct_per", 0.1, (1, "条"), None), ("deduct_cap", "full", None, None)]),
    ("不得低于全市平均水平", [("constraint", None, None, None)]),
    # 郏县
    (
        "每向省“信易贷”平台成功上报并通过审验一家的得0.5分，最高5分，未上报的不得分。",
        [("award_per", 0.5, (1, "家"), None), ("cap", 5, None, None), ("zero", 0, None, None)],
    ),
    ("信用良好的单位得2分，有拖欠的单位扣2分。", [("award", 2, None, None), ("deduct", 2, None, None)]),
    ("每覆盖一项得2分，共14分。", [("award_per", 2, (1, "项"), None), ("cap", 14, None, None)]),
    ("制定相关文件的得2分；1个典型案例得1分", [("award", 2, None, None), ("award_per", 1, (1, "个"), None)]),
    ("得分=7*增速", [("formula", None, None, None)]),
    # 石城
    ("每后10名,扣2分", [("deduct_per", 2, (10, "名"), None)]),
    ("分别奖20、10分", [("award", 20, None, None), ("award", 10, None, None)]),
    ("3个或3个以上工作日未反馈的，扣1分", [("deduct", 1, None, (">=", 3, "工作日"))]),
    # other ways to say it
    ("缺少一个领域扣0.2分", [("deduct_per", 0.2, (1, "个"), None)]),
    ("扣分最高不超过5分", [("deduct_cap", 5, None, None)]),
    ("扣至0分为止", [("deduct_cap", "full", None, None)]),
    ("按月统计，未报送的扣0.5分", [("deduct_per", 0.5, (1, "月"), None)]),
    ("月均低于100名,该指标不得分", [("zero", 0, None, (">", 100, "名"))]),
    ("2个工作日内完成的得3分", [("award", 3, None, ("<=", 2, "工作日"))]),
    ("完成率90%（含）以上得10分", [("award", 10, None, (">=", 90, "%"))]),
    ("排名前10名的得5分", [("award", 5, None, ("<=", 10, "名"))]),
    ("得0.5分/条", [("award_per", 0.5, (1, "条"), None)]),
    ("得 7.5 分", [("award", 7.5, None, None)]),
    ("得五分", [("award", 5, None, None)]),
    ("每项1分", [("award_per", 1, (1, "项"), None)]),
    ("加1分，累计不超过5分", [("award", 1, None, None), ("cap", 5, None, None)]),
    ("按百分比计分，满分10分", [("proportional", None, None, None), ("cap", 10, None, None)]),
    ("20个工作日内公开，未及时公开的每例扣2分", [("deduct_per", 2, (1, "例"), None)]),
    ("超过24小时的每起扣2分", [("deduct_per", 2, (1, "起"), (">", 24, "小时"))]),
    ("按受灾户数扣10分/户", [("deduct_per", 10, (1, "户"), None)]),
    ("字数不少于300字", [("constraint", None, None, (">=", 300, "字"))]),
    ("组织领导到位（8分），制度健全（7分）", [("award", 8, None, None), ("award", 7, None, None)]),
    ("①制定方案的得1分②开展培训的得2分", [("award", 1, None, None), ("award", 2, None, None)]),
)
NONE = (
    "以市信用办监测月报为准",  # 平阴: where the number comes from
    "根据工作开展情况打分",  # gives no points
    "有文件、有阵地、有载体、有评比",  # 郏县
    "10分",
    "本项15分",
    "30分钟内到达",
    "分别为县直、乡镇",
    "",
)


def shape(rule):
    step = (rule.per.n, rule.per.unit) if rule.per else None
    held = (rule.condition.op, rule.condition.value, rule.condition.unit) if rule.condition else None
    return str(rule.kind), rule.points, step, held


def read(see, text):
    context, passage = see(text)
    return find_rules(context, passage)


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements(see, text, expected):
    assert [shape(rule) for rule in read(see, text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_rule(see, text):
    assert read(see, text) == ()


def test_two_conditions_that_must_both_hold(see):
    (rule,) = read(see, "全年报送12篇且被采用6篇及以上的得5分")
    assert (rule.condition.value, rule.condition.also.value, rule.condition.also.unit) == (12, 6, "篇")


def test_a_bound_of_each_award_is_its_condition(see):
    (rule,) = read(see, "每类分别不少于20万条,每归集一类信息得0.5分")
    assert shape(rule) == ("award_per", 0.5, (1, "类"), (">=", 20, "万条"))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("1.制定方案的得1分；2.开展培训的得2分。", ["制定方案的得1分", "开展培训的得2分"]),
        ("（1）制定方案的得1分；（2）开展培训的得2分。", ["制定方案的得1分", "开展培训的得2分"]),
        ("①制定方案的得1分②开展培训的得2分", ["制定方案的得1分", "开展培训的得2分"]),
        ("组织领导到位（8分），制度健全（7分）", ["组织领导到位（8分）", "制度健全（7分）"]),
        ("文件不少于3件,本项按文件数量的比例计分", ["文件不少于3件", "本项按文件数量的比例计分"]),
    ],
)
def test_a_rule_begins_with_its_first_word(see, text, quoted):
    assert [rule.text for rule in read(see, text)] == quoted


def test_every_rule_is_quoted_from_its_place(see):
    context, passage = see("未报送的扣0.5 分，\n扣完为止。\t每条加1分，最高 5分")
    for rule in find_rules(context, passage):
        assert rule.place.words(context.source.text) == rule.text


@pytest.mark.xfail(reason="points in another place of the document are not looked up")
def test_points_in_an_annex(see):
    assert read(see, "按附表2计分")
