"""Reading scoring sentences into statements, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.passages import build_passage
from extractor.model.plan import RuleKind
from extractor.rulebook.grammar import GRAMMAR, parse_criteria
from extractor.rulebook.statements import Bound, Statement, Step, print_statement
from tests.rulebook.support import TABLES

D = Decimal


def read(printed):
    return parse_criteria(build_passage(printed, 0, len(printed)).text)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("国家城市信用监测排名月均前 10 名（含），得 20 分；", [("award", D(20))]),
        ("每后 10 名，扣 2 分；", [("deduct_per", D(2))]),
        ("月均低于 100 名，该指标不得分。", [("zero", D(0))]),
        ("成立的得 5 分; 缺一项扣 1 分, 未成立的不得分。", [("award", D(5)), ("deduct_per", D(1)), ("zero", D(0))]),
        ("信用贷款规模年增速，得分=7*增速，最多得7分。", [("formula", None), ("cap", D(7))]),
        ("每覆盖一个领域0.5分，共3分", [("award_per", D("0.5")), ("cap", D(3))]),
        ("1个典型案例得1分。", [("award_per", D(1))]),
        ("存在统一社会信用代码重错码的,每一条扣0.5,最多扣2分。", [("deduct_per", D("0.5")), ("deduct_cap", D(2))]),
        ("组织领导到位（8分）", [("award", D(8))]),
        ("河长制工作先进经验获省、市通报表扬并推广的，分别奖20、10分。", [("award", None)]),
        ("未完成按水库退养完成比例扣分", [("proportional", None)]),
        ("省级3分，市级2分", [("award", D(3)), ("award", D(2))]),
    ],
)
def test_real_sentences(printed, expected):
    assert [(s.kind.value, s.points) for s in read(printed)] == expected
    assert not any(s.unread for s in read(printed))


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ('根据我县在全国"信易贷"平台注册企业数量在全市的位次计分。', "位次"),
        ("根据辖区内A级纳税人和海关高级认证企业占辖区内法人企业比例打分。", "比例"),
        ("酌情扣1-3分。", "句式"),
        ("得分=实际完成数/目标数*5。", "句式"),
        ("发生重大事故的，实行一票否决。", "句式"),
        ("部分完成的酌情给分。", "句式"),
    ],
)
def test_what_is_not_understood_is_kept_with_a_reason(printed, word):
    (statement,) = read(printed)
    assert word in statement.unread


@pytest.mark.parametrize(
    "printed", ["", "加强监督管理，防止禁养区养殖场反弹。", "根据各单位新闻稿件数量打分。", "2018年7月底前修订完善。"]
)
def test_what_does_not_speak_of_points_gives_nothing(printed):
    assert read(printed) == ()


def test_statement_knows_where_it_stands():
    printed = "创建期末，比例低于 0.3%，得 4 分，高于 0.5%不得分。"
    passage = build_passage(printed, 0, len(printed))
    award, zero = parse_criteria(passage.text)
    assert passage.printed[award.start : award.end] == "创建期末，比例低于0.3%，得4分"
    assert passage.printed[zero.start : zero.end] == "高于0.5%不得分"


@pytest.mark.parametrize("plan", TABLES)
def test_printed_rule_read_back_is_the_same_statement(plans, plan):
    """Every statement of the plans, printed in standard words, is read again as an equal statement."""
    seen = 0
    for indicator in plans[plan].indicators:
        for part in indicator.parts or (indicator,):
            for statement in read(part.criteria or part.content or ""):
                if statement.unread is None:
                    assert read(print_statement(statement)) == (statement,), print_statement(statement)
                    seen += 1
    assert seen > 30


@pytest.mark.parametrize("plan", TABLES)
def test_rows_made_of_the_printed_rules_have_the_same_tree(plans, books, plan):
    from dataclasses import replace

    from extractor.rulebook import build_rulebook

    indicators = []
    for indicator, row in zip(plans[plan].indicators, books[plan].indicators, strict=True):
        said = [rule.reads_as for rule in row.rules]
        if indicator.parts or not said or any(s.item for s in read(indicator.criteria or indicator.content or "")):
            indicators.append(indicator)  # parts and numbered items are not told by the rules alone
        else:
            indicators.append(replace(indicator, criteria="。".join(said) + "。", places={}))
    again = build_rulebook(replace(plans[plan], indicators=tuple(indicators)))
    assert [row.tree for row in again.indicators] == [row.tree for row in books[plan].indicators]


points = st.decimals("0.1", "99", places=1).map(lambda number: D(str(number)))
units = st.sampled_from(["个", "家", "条", "项", "次", "篇"])
labels = st.sampled_from(["出台文件", "报送信息", "发现错报", "开展宣传活动"])
bounds = st.builds(
    Bound, labels, st.sampled_from([">=", ">", "<=", "<"]), points, st.sampled_from(["%", "亿元", "个", "名"])
)
steps = st.builds(Step, st.integers(1, 20).map(D), units)
statements = st.one_of(
    st.builds(Statement, kind=st.just(RuleKind.AWARD), points=points, label=labels),
    st.builds(Statement, kind=st.just(RuleKind.AWARD), points=points, bounds=st.tuples(bounds)),
    st.builds(
        Statement, kind=st.just(RuleKind.ZERO), points=st.just(D(0)), bounds=st.tuples(bounds), whole=st.booleans()
    ),
    st.builds(
        Statement,
        kind=st.sampled_from([RuleKind.AWARD_PER, RuleKind.DEDUCT_PER]),
        points=points,
        step=steps,
        label=labels,
    ),
    st.builds(Statement, kind=st.just(RuleKind.CAP), points=points, whole=st.booleans()),
    st.builds(Statement, kind=st.just(RuleKind.DEDUCT_CAP), points=points),
    st.builds(Statement, kind=st.just(RuleKind.FORMULA), factor=points, label=st.just("增速")),
)


@given(statements)
def test_any_statement_is_read_back(statement):
    assert read(print_statement(statement)) == (statement,)


def test_each_production_has_its_sentence():
    productions = [line for line in GRAMMAR.splitlines() if "->" in line]
    assert len(productions) > 20
    assert all("//" in line for line in productions)


@given(
    st.text(
        alphabet="每后前得扣分不最高多共满为止低于达到超过0123456789.%个家条项次,。;:()省市级按比例计一二十且位名的",
        max_size=40,
    )
)
def test_no_text_breaks_the_grammar(words):
    for statement in parse_criteria(words):
        assert 0 <= statement.start <= statement.end <= len(words)
