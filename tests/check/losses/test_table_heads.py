"""A table with a head that nobody knows is doubted as a whole, once."""

import pytest

from extractor.check import check_plan

ROWS = "1\t巡河会商\t{lead}\t每月巡河\t每少1次扣2分。\n2\t信息报送\t{other}\t按时报送\t迟报1次扣1分。\n"
HEADS = (
    ("序号\t指标名称\t分值\t考核内容\t评分标准\n", "15", "10", False),
    ("序号\t检视要目\t分值\t考核内容\t评分标准\n", "15", "10", True),
    ("序号\t指标名称\t分值\t见诸何处\t评分标准\n", "15", "10", True),
)


@pytest.mark.parametrize(("head", "lead", "other", "told"), HEADS)
def test_unknown_heads(parse, mappings, head, lead, other, told):
    text = f"某县河湖管护考核评分表\n\n{head}{ROWS.format(lead=lead, other=other)}"
    checked = check_plan(parse(text), mappings)
    doubts = [doubt for doubt in checked.doubts if doubt.code == "head-unknown"]
    assert len(doubts) == told
    assert all(doubt.place == checked.tables[0].place for doubt in doubts)


def test_a_time_column_with_a_time_of_no_calendar_is_told(parse, mappings):
    rows = "1\t清理网箱\t县水利局\t首批任务交卷前\n2\t修复堤岸\t县财政局\t2024年6月底前\n"
    checked = check_plan(parse(f"某县河湖管护任务分工表\n\n序号\t工作任务\t责任单位\t完成时限\n{rows}"), mappings)
    told = [(one.text or "", one.message) for one in (*checked.unread, *checked.problems) if hasattr(one, "text")]
    words = [*(text for text, _ in told), *(one.message for one in checked.problems)]
    assert any("首批任务交卷前" in word for word in words)
