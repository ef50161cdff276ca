"""Steps, conditions and bounds of scoring statements."""

import pytest

from extractor.model.plan import Condition, Per
from extractor.parse.scoring.conditions import find_bound, find_condition, find_per

STEPS = (
    # words, whether points are taken, step
    ("每出现1条错误数据扣0.1分", True, Per(1, "条")),  # 成武
    ("每后10名,扣2分", True, Per(10, "名")),  # 石城
    ("每归集一类信息得0.5分", False, Per(1, "类")),  # 平阴
    ("每条加1分", False, Per(1, "条")),
    ("每单项扣2分", True, Per(1, "个")),
    ("缺少一个领域扣0.2分", True, Per(1, "个")),  # 平阴
    ("逾期一次扣0.5分", True, Per(1, "次")),
    ("1个典型案例得1分", False, Per(1, "个")),  # 郏县
    ("每降低1个百分点扣0.5分", True, Per(1, "百分点")),
)
NO_STEPS = (
    ("出台的得2分", False),
    ("每个部门(单位)出台制度文件的得2分", False),  # 平阴: each department, not each point
    ("有成效的得3分", False),
    ("发现问题的扣1分", True),
    ("满分5分", False),
)
CONDITIONS = (
    ("比例低于0.3%的", ("<", 0.3, "%")),  # 成武
    ("占比超过100%", (">", 100, "%")),
    ("达到100%", (">=", 100, "%")),
    ("不足100%的", ("<", 100, "%")),
    ("未达到80%的", ("<", 80, "%")),
    ("完成率90%(含)以上", (">=", 90, "%")),
    ("3个或3个以上工作日未反馈的", (">=", 3, "工作日")),  # 石城
    ("2个工作日内完成的", ("<=", 2, "工作日")),
    ("排名前10名的", ("<=", 10, "名")),
    ("月均低于100名", (">", 100, "名")),  # a lower rank is a greater number
    ("重错码率为0的", ("==", 0, "")),
    ("数据量超过7000万的", (">", 7000, "万")),  # 平阴
    ("报送12篇", (">=", 12, "篇")),
)
NO_CONDITIONS = ("信用良好的单位", "有成效的", "得5分", "超过5分的", "一期项目", "为县直单位的", "前三季度", "")
BOUNDS = (
    ("出台制度文件不少于3件", Condition(">=", 3, "件")),  # 平阴
    ("字数不少于300字", Condition(">=", 300, "字")),
    ("不得超过2次", Condition("<=", 2, "次")),
    ("至少1家", Condition(">=", 1, "家")),
    ("每个部门(单位)每季度开展1次宣传活动", Condition(">=", 1, "次")),
    ("不得低于全市平均水平", "不得低于全市平均水平"),  # 成武
)
NO_BOUNDS = ("以市信用办监测月报为准", "有文件", "开展宣传", "")


@pytest.mark.parametrize(("words", "deduct", "step"), STEPS)
def test_steps(words, deduct, step):
    assert find_per(words, deduct=deduct) == step


@pytest.mark.parametrize(("words", "deduct"), NO_STEPS)
def test_no_step(words, deduct):
    assert find_per(words, deduct=deduct) is None


def test_a_step_behind_a_stroke_goes_first():
    assert find_per("每家企业得0.5分", "条") == Per(1, "条")


@pytest.mark.parametrize(("words", "expected"), CONDITIONS)
def test_conditions(words, expected):
    found = find_condition(words, None)
    assert (found.op, found.value, found.unit) == expected


@pytest.mark.parametrize("words", NO_CONDITIONS)
def test_no_condition(words):
    assert find_condition(words, None) is None


def test_the_step_is_no_condition():
    assert find_condition("每后10名,", Per(10, "名")) is None


def test_a_band_has_both_ends():
    found = find_condition("11至20名", None)
    assert (found.op, found.value, found.also.op, found.also.value) == (">=", 11, "<=", 20)


@pytest.mark.parametrize(("clause", "expected"), BOUNDS)
def test_bounds(clause, expected):
    assert find_bound(clause) == expected


@pytest.mark.parametrize("clause", NO_BOUNDS)
def test_no_bound(clause):
    assert find_bound(clause) is None
