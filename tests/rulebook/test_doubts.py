"""Rows whose reading cannot be whole are open with a reason that names it; rows like them that are whole stay definite."""

from __future__ import annotations

import pytest

from extractor.model.scored.expression import Between, UnreadRule, Unruled, walk
from tests.rulebook.support import make_book

OPEN = (
    ("两类持证率均达100%得4分，其中一类未达到的扣2分。", 4, "着落"),
    ("甲类率、乙类率均达到100%得4分，其中一类未达到的扣2分，两类均未达到的不得分。", 4, "连上"),
    ("满意度在90分以上的得6分，90分以下扣1分，80分以下扣5分。", 10, "没有扣到1分"),
    ("支出进度6月底达到50%、9月底达到75%，每有一个时点未达到扣1分。", 3, "界限"),
    ("月度排名居全县后3名的，每次扣1分；连续2个月居后3名的，每次扣2分。", 5, "界限"),
    ("差评整改率100%得2分，有1件未整改扣0.5分；差评率超过0.5%的，每超0.1个百分点扣0.2分。", 3, "少于分值"),
    ("发生集体访每批次扣2分，人数超过20人的每批次扣3分。", 6, "另算"),
    ("平均浓度同比下降5%得3分，每多降1%加0.3分，每少降1%扣0.6分。", 5, "反而"),
    ("高中阶段毛入学率95%，职普比大体相当，各2分，每低1个百分点扣0.5分。", 4, "少于分值"),
    ("驻外招商天数，每超过100天的1个队得1分，最多3分。", 3, "界限"),
    ("月走访率低于80%扣0.2分，连续三个月低于80%扣1分。", 3, "界限"),
    ("舆情事件发生1次扣3分，24小时内未回应的加扣2分。", 5, "没有做到"),
    ("一窗受理率、全程网办率每低于目标值1个百分点扣0.1分。", 3, "几个数"),
    ("教师编制使用率达到95%以上，得2分；低于95%不足90%的不得分，其余得1分。", 2, "界限"),
)
PARTLY = (
    ("报表上报及时率100%得3分；每迟报1次扣0.3分。", 3, "是否还得分"),
    ("获国家级荣誉得5分，省级3分，市级2分。", 6, "取最高的还是累计"),
    ("每新增1家企业得1分，其中工业企业每家得2分，最高得10分。", 10, "另外计分"),
    ("每季度研究部署不少于1次得3分，未研究的不得分。", 3, "有一期没有做到"),
)
"""Open for some numbers alone: below 100 %, where several levels are had, where a quarter is missing."""
WHOLE = (
    ("务工规模不低于上年的得3分，每减少1%扣0.5分。", 3),
    ("近视率较上年下降0.5个百分点及以上得3分，下降不足0.5个百分点得2分，持平得1分，上升不得分。", 3),
    ("满意度在90分以上的得满分，90分以下扣1分，80分以下扣5分。", 10),
    ("每开展一次专项检查得1分，最高得4分；发现问题未整改的每个扣1分。", 4),
    ("全年检查药店不少于40家次，每少1家次扣0.2分，扣完为止。", 8),
    ("资金支付进度未达到80%的，每差5个百分点扣1分，扣完为止。", 4),
    ("每月至少报送信息2条，每少1条扣0.2分；被市级采用的每条加0.3分，加分不超过2分。", 5),
    ("得分=（已完成户数÷应完成户数）×10。", 10),
    ("季度考核达到70%以上计30分，每低1%扣1分，每超1%加0.5分。", 30),
    ("防汛值班脱岗1次扣1分，险情报告超过30分钟的每次扣1分，造成损失的每次扣3分。", 6),
    ("已建立且正常运行的得4分，已建立未运行的得2分，未建立的不得分。", 4),
    ("进京非正常上访1人次扣2分，超过5人次的不得分；赴省集体访1批次扣1分。", 10),
)


def list_reasons(criteria, points):
    book = make_book((criteria, points))
    return [node.reason for row in book.indicators for node in walk(row.tree) if isinstance(node, UnreadRule)]


@pytest.mark.parametrize(("criteria", "points", "words"), OPEN)
def test_a_reading_that_cannot_be_whole_is_open(criteria, points, words):
    assert any(words in reason for reason in list_reasons(criteria, points))


@pytest.mark.parametrize(("criteria", "points", "words"), PARTLY)
def test_what_is_open_for_some_numbers_leaves_the_others_definite(criteria, points, words):
    book = make_book((criteria, points))
    nodes = [node for row in book.indicators for node in walk(row.tree)]
    assert any(words in node.reason for node in nodes if isinstance(node, Between | Unruled))
    assert list_reasons(criteria, points) == []


@pytest.mark.parametrize(("criteria", "points"), WHOLE)
def test_a_whole_reading_stays_definite(criteria, points):
    assert list_reasons(criteria, points) == []
