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
