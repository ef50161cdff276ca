"""When two numbers are one measure: pairs of other fields, with the reason why not."""

from __future__ import annotations

import pytest

from extractor.compare.contract import find_identity
from extractor.compare.one_measure import find_reason
from tests.compare.contract_vocabulary import CONTRACT


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        # one measure, in other words
        (("居民知晓率", "居民知晓率达到95%"), ("群众知晓率", "群众知晓率不低于90%"), None),
        (("护理型床位占比", "护理型床位占比达到55%"), ("护理型床位占比", "占比不低于60%"), None),
        (("注册企业数占企业总数比例", "达到55%"), ("注册企业占企业总数的比重", "达到40%"), None),
        (("污水集中处理率", "污水集中处理率达到95%"), ("城区污水处理率", "城区污水处理率达到97%"), None),
        (("消火栓完好率", "完好率达到98%"), ("市政消火栓完好率", "完好率不低于95%"), None),
        (("老年食堂", "建成老年食堂25个"), ("助餐点", "助餐点达到40处"), None),
        # level and change
        (("断面优良比例", "优良比例达到90%"), ("断面优良比例", "优良比例提高5个百分点"), "一为水平，一为变化幅度"),
        (("用水总量", "控制在1.8亿立方米以内"), ("万元GDP用水量", "较上年下降4%"), "一为水平，一为变化幅度"),
        (("贷款余额", "贷款余额达到20亿元"), ("贷款余额", "同比增长20%"), "一为水平，一为变化幅度"),
        # new and in all
        (("新增护理床位", "新增护理床位200张"), ("累计护理床位", "累计达到2000张"), "一为新增，一为累计"),
        # numerator, denominator
        (("卫生村覆盖率", "卫生村覆盖率达到30%"), ("卫生户覆盖率", "卫生户覆盖率达到60%"), "统计对象不同：村与户"),
        (
            ("贷款企业占在营企业比重", "占比达到40%"),
            ("贷款企业占申请企业比重", "占比达到60%"),
            "分母不同：在营企业与申请企业",
        ),
        (("社工占护理员的比例", "5%"), ("社工占老年人口的比例", "1%"), "分母不同：护理员与老年人口"),
        # scope
        (
            ("开展演练", "每个社区每年演练2次"),
            ("开展演练", "全县每年演练12次"),
            "范围不同：逐个单位与全域合计",
        ),
        (("培训", "各镇每年举办3期"), ("培训", "举办培训4期"), "范围不同：逐个单位与全域合计"),
        # statistic and rank
        (("办理时间", "平均办理时间5个工作日"), ("办理时间", "3个工作日内办结"), "统计方式不同：平均值与逐件"),
        (("满意度", "全市排名前3位"), ("满意度", "满意度达到90%"), "一为位次，一为数值"),
    ],
)
def test_why_two_numbers_are_not_ranked(left, right, reason):
    one, other = find_identity(CONTRACT, *left), find_identity(CONTRACT, *right)
    assert find_reason(one, other) == reason
    assert (find_reason(other, one) is None) == (reason is None)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("接到投诉后受理", "接到投诉后办结", "环节不同：受理与办结"),
        ("申请材料审核", "补贴资金拨付", "环节不同：审核与拨付"),
        ("企业投诉办结", "诉求按期办结", None),
        ("收到异议后", "收到异议后答复", None),
    ],
)
def test_time_limits_of_two_stages_are_not_ranked(left, right, reason):
    one, other = (find_identity(CONTRACT, "", "3个工作日内", sentence) for sentence in (left, right))
    assert find_reason(one, other, timed=True) == reason
