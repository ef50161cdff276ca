"""Nothing that the program writes can it not read again, whatever words a document holds."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.facts.plan import RuleKind
from extractor.model.scored.expression import (
    Cap,
    Case,
    Ceiling,
    Choose,
    Compare,
    Either,
    Every,
    Fire,
    Floor,
    Greatest,
    Holds,
    Interpolate,
    Is,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Setting,
    Sum,
    UnreadRule,
    Unruled,
    Whole,
    YearDay,
)
from extractor.model.scored.rulebook import (
    Input,
    Parameter,
    Reference,
    Rulebook,
    RuledGrade,
    RuledIndicator,
    ScoringRule,
)
from extractor.rulebook import (
    export_dmn,
    export_jdm,
    export_python,
    export_sql,
    parse_yaml,
    render_markdown,
    render_yaml,
)
from extractor.rulebook.notation.parser import parse_condition, parse_expression
from extractor.rulebook.notation.printer import Printer
from extractor.rulebook.notation.rows import canonical
from extractor.rulebook.notation.tokens import Names

HOSTILE = [
    "每少报送0条扣0.5分", "甲\\乙", '"引号"', "'单引号'", "a\x00b", "\x07\x1b", "行\n行", "\t", "[方括号]", "{花括号}", "--注释",
    "*/", "]]>", "<b>", "&amp;", "\u2028", "\ufeff", "𠮷林县", "@1(2)", "# 井号", ": 冒号", "- 横线", "是", "null", "1e5", "~",
    "=1+2", "`反引号`", "%s", "{0}", "$root", "\ud7ff", "\x85", "  空格  ", "优秀；'); DROP TABLE--",
]  # fmt: skip
words = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=12)
)


def make_book(label, name, grade, option):
    reference = Reference(quote=name)
    rule = ScoringRule(id="i_r1", kind=RuleKind.AWARD, status="executable", reads_as=name, reference=reference)
    tree = Cap(
        Sum((
            Fire("i_r1", Choose((Case(Compare(Observed("q_a"), ">=", Number(Decimal(90))), Number(Decimal(4))),), Number(Decimal(0)))),
            Choose((Case(Is("q_b", option), Number(Decimal(1))), Case(Holds("q_c"), Setting("p_a"))), UnreadRule(name, Number(Decimal(0)), Number(Decimal(2)))),
        )),
        Number(Decimal(5)),
    )  # fmt: skip
    inputs = (
        Input(
            name="q_a", label=label, kind="number", indicator="i", unit="%", minimum=Decimal(0), maximum=Decimal(100)
        ),
        Input(name="q_b", label=f"{label}等次", kind="choice", indicator="i", options=(option, "其他")),
        Input(name="q_c", label=f"{label}是否", kind="yes_no", indicator="i"),
    )
    row = RuledIndicator(
        id="i", table=1, name=name, status="partial", points=Decimal(5), criteria=name, tree=tree, rules=(rule,)
    )
    grades = (RuledGrade(name=grade, minimum=Decimal(3)), RuledGrade(name="其他", maximum=Decimal(3)))
    return Rulebook(
        plan="p", title=name, inputs=inputs, indicators=(row,), grades=grades, parameters=(Parameter(name="p_a", label=f"{label}分值"),)
    )  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(label=words, name=words, grade=words, option=words)
def test_what_is_written_is_read_again(label, name, grade, option):
    book = make_book(label, name, grade, option)
    text = render_yaml(book)
    assert parse_yaml(text) == book
    assert render_yaml(parse_yaml(text)) == text
    assert ET.fromstring(export_dmn(book)) is not None  # noqa: S314 - our own file
    assert json.loads(export_jdm(book))
    ast.parse(export_python(book))
    assert export_sql(book).isprintable() or "\n" in export_sql(book)
    assert render_markdown(book)


@pytest.mark.parametrize("grade", HOSTILE)
def test_other_engines_give_the_grade_as_it_is_printed(grade):
    zen = pytest.importorskip("zen")
    book = replace(make_book("率", "指标", grade, "好"), parameters=())
    tree = Sum((Fire("i_r1", Number(Decimal(4))), Product((Number(Decimal(0)), Observed("q_a")))))
    book = replace(book, indicators=(replace(book.indicators[0], tree=tree),))
    result = zen.ZenEngine().create_decision(export_jdm(book)).evaluate({"q_a": 90})["result"]
    assert result["grade_1"] == grade
    scope = {}
    exec(compile(export_python(book), "score.py", "exec"), scope)  # noqa: S102 - our own file
    assert scope["score"]({"q_a": 90})["grades"][1] == grade


numbers = st.decimals(min_value=-50, max_value=50, places=2, allow_nan=False).map(
    lambda value: Number(value.normalize() + 0)
)
leaves = st.one_of(numbers, st.sampled_from([Observed("x"), Observed("y"), Setting("s"), YearDay(11, 30)]))


def grow(inner):
    tests = st.one_of(
        st.builds(Compare, inner, st.sampled_from([">=", ">", "<=", "<", "=="]), inner),
        st.just(Holds("b")), st.just(Is("c", '优"秀\\')),
    )  # fmt: skip
    tests = st.one_of(
        tests, st.builds(Not, tests), st.builds(Every, st.tuples(tests, tests)), st.builds(Either, st.tuples(tests, tests, tests))
    )  # fmt: skip
    several = st.tuples(inner, inner)
    rule = st.sampled_from([None, "r1", "r2"])
    return st.one_of(
        st.builds(Sum, several), st.builds(Product, several), st.builds(Quotient, inner, inner), st.builds(Ceiling, inner),
        st.builds(Whole, inner), st.builds(Least, several), st.builds(Greatest, several), st.builds(Cap, inner, inner, rule),
        st.builds(Floor, inner, inner, rule), st.builds(Fire, st.sampled_from(["r1", "r2"]), inner),
        st.builds(Choose, st.tuples(st.builds(Case, tests, inner)), inner),
        st.builds(Interpolate, inner, st.just(Decimal("0.3")), inner, st.just(Decimal("0.5")), inner),
        st.builds(Unruled, st.just('原因"\\'), inner, inner), st.builds(UnreadRule, st.just("句子"), inner, inner),
    )  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(tree=st.recursive(leaves, grow, max_leaves=12))
def test_line_is_read_back_as_the_same_tree(tree):
    """A line has one spelling: printed, read and printed again it is the same, and so is the tree of it."""
    kinds = {"x": "number", "y": "count", "b": "yes_no", "c": "choice", "s": "setting"}
    names = Names(kinds, {"甲（1）": "x"}, ["r1", "r2"])
    printer = Printer(lambda name: "[甲（1）]" if name == "x" else name, {"r1": 1, "r2": 2})
    once = parse_expression(printer.print(tree), names)
    assert parse_expression(printer.print(once), names) == once
    assert printer.print(once) == printer.print(parse_expression(printer.print(once), names))
    assert canonical(once, ["r1", "r2"]) == once


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        ("min(4, max(0, 4 - 0.5 × x))", Cap(Floor(Sum((Number(Decimal(4)), Product((Number(Decimal("-0.5")), Observed("x"))))), Number(Decimal(0))), Number(Decimal(4)))),
        ("(x + 1) * 2 / y", Quotient(Product((Sum((Observed("x"), Number(Decimal(1)))), Number(Decimal(2)))), Observed("y"))),
        ("if(x>=90 and b, 3, x ≥ 80, 2, 0)", Choose((Case(Every((Compare(Observed("x"), ">=", Number(Decimal(90))), Holds("b"))), Number(Decimal(3))), Case(Compare(Observed("x"), ">=", Number(Decimal(80))), Number(Decimal(2)))), Number(Decimal(0)))),
        ("-x", Product((Number(Decimal(-1)), Observed("x")))),
        ("@2(5)", Fire("r2", Number(Decimal(5)))),
        ("min@1（4，x）", Cap(Observed("x"), Number(Decimal(4)), "r1")),
    ],
)  # fmt: skip
def test_what_a_person_types(line, tree):
    assert parse_expression(line, Names({"x": "number", "y": "count", "b": "yes_no"}, {}, ["r1", "r2"])) == tree


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("min(4", "应有“)”"), ("4 +", "没有写完"), ("foo(3)", "没有名为"), ("x >= 3", "写的是条件"), ("min(1, 2, 3)", "应有2个值"),
        ("if(x, 1, 0)", "应是条件"), ("if(b, 1)", "if 应是"), ("@9(3)", "1到2"), ("x 3", "多余"), ("4 ? 3", "读不懂"),
        ("line(x, y, 1, 2, 3)", "确定的数"), ("(" * 200 + "x" + ")" * 200, "太深"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(line, words):
    from extractor.rulebook.notation.tokens import NotationError

    with pytest.raises(NotationError, match="字符") as caught:
        parse_expression(line, Names({"x": "number", "y": "count", "b": "yes_no"}, {}, ["r1", "r2"]))
    assert words in str(caught.value)


def test_condition_alone():
    assert parse_condition("非(b)", Names({"b": "yes_no"})) == Not(Holds("b"))
