"""Rows of points of which a sentence gave no rule."""

import pytest

from extractor.check import check_plan
from extractor.check.losses.row_rest import find_row_doubts
from extractor.check.policy import CHECK_POLICY
from extractor.model.facts.plan import Indicator, Metadata, Plan, Rule, RuleKind, SourceInfo
from extractor.model.paper.place import Place

TABLE = (
    "某县河湖管护考核评分表\n\n序号\t指标\t分值\t评分标准\n"
    "1\t会商\t15\t每少1次扣2分。\n2\t巡河\t10\t{words}\n3\t报送\t10\t迟报1次扣1分。\n4\t执法\t10\t查办1件得2分。\n"
)
ROWS = (
    ("每少1次扣2分。", False),
    ("巡河到位得4格。", True),
    ("每少1次扣2分。未巡河的挂零。", True),
    ("每少1次扣2分；低于50%的作废。", True),
    ("巡河次数/应巡次数×100%。每少1次扣2分。", False),
    ("每少1次扣2分。台账齐全、照片清晰。", False),
    ("每少1次扣2分，未巡河的挂零。", True),
    ("每少1次扣2分。发生事故的挂零。", True),
    ("每少1次扣2分。占比达80%的比例。", False),
    # no rule at all, where the other rows have some: with a number, with a condition, with neither
    ("建立台账3本。", True),
    ("没有报送。", True),
    ("及时建立台账。", False),
)


@pytest.mark.parametrize(("words", "told"), ROWS)
def test_a_sentence_that_gave_no_rule(parse, mappings, words, told):
    checked = check_plan(parse(TABLE.format(words=words)), mappings)
    rows = [doubt.item for doubt in checked.doubts if doubt.code == "criteria-not-read"]
    assert rows == ([checked.indicators[1].id] if told else [])


def test_a_row_without_a_rule_among_rows_that_have_one(parse, mappings):
    text = TABLE.format(words="未建立台账的，视情处理。")
    checked = check_plan(parse(text), mappings)
    assert [doubt.text for doubt in checked.doubts if doubt.code == "criteria-not-read"]


SHARE = (
    # rows with a rule (R) and with only a number (N), rows that are told
    ("RN", []),
    ("RRN", []),
    ("RRRN", ["建立台账3本。"]),
    ("RRNN", []),
    ("RRRNN", []),
    ("RRRRRRNN", ["建立台账3本。", "建立台账3本。"]),
)


@pytest.mark.parametrize(("rows", "told"), SHARE)
def test_rows_without_a_rule_where_nearly_all_have_one(parse, mappings, rows, told):
    words = {"R": "每少1次扣2分。", "N": "建立台账3本。"}
    table = "".join(f"{no}\t第{no}项\t10\t{words[letter]}\n" for no, letter in enumerate(rows, 1))
    checked = check_plan(parse(f"某县河湖管护考核评分表\n\n序号\t指标\t分值\t评分标准\n{table}"), mappings)
    assert [doubt.text for doubt in checked.doubts if doubt.code == "criteria-not-read"] == told


SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
BESIDE = (
    # where the rule stands; the condition without one is [4, 10)
    ((0, 4), True),
    ((0, 5), False),
    ((9, 14), False),
    ((10, 14), True),
    (None, False),
)


@pytest.mark.parametrize(("span", "told"), BESIDE)
def test_a_condition_beside_a_rule(span, told):
    place = Place(*span) if span else None
    rule = Rule(kind=RuleKind.DEDUCT, points=2, text="扣2分", place=place)
    row = Indicator(
        id="i1", table=1, no="1", name="巡河", points=10, criteria="未巡河的挂零", rules=(rule,),
        places={"criteria": Place(4, 10)},
    )  # fmt: skip
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), text="扣2分。未巡河的挂零，扣2分", indicators=(row,))
    found = [doubt.text for doubt in find_row_doubts(plan, CHECK_POLICY)]
    assert found == (["未巡河的挂零"] if told else [])
