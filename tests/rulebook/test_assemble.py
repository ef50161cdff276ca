"""What rows of common sentences come to: (criteria, points of the row, observations in order, points expected)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.rulebook.engine.score import score_values
from tests.rulebook.support import make_book

CASES = [
    ("完成率达到100%得5分，每下降1个百分点扣0.1分。", 5, [98], "4.8"),
    ("及时率达到95%以上得5分，90%-95%得3分，低于90%不得分。", 5, [95], 5),
    ("及时率达到95%以上得5分，90%-95%得3分，低于90%不得分。", 5, [90], 3),
    ("及时率达到95%以上得5分，90%-95%得3分，低于90%不得分。", 5, ["89.9"], 0),
    ("排名第1名得10分，第2-5名得8分，第6-10名得5分，其余不得分。", 10, [1], 10),
    ("排名第1名得10分，第2-5名得8分，第6-10名得5分，其余不得分。", 10, [5], 8),
    ("排名第1名得10分，第2-5名得8分，第6-10名得5分，其余不得分。", 10, [11], 0),
    ("省级媒体每篇2分，市级媒体每篇1分，最高10分。", 10, [3, 5], 10),
    ("每迟报一次扣0.5分，最多扣2分。", 4, [9], 2),
    ("被省级表彰的加2分，市级表彰的加1分。", 2, [1, 1], 2),  # the better one counts
    ("达到5篇得3分，每增加1篇加0.5分，最高5分。", 5, [7], 4),
    ("达到5篇得3分，每增加1篇加0.5分，最高5分。", 5, [4], 0),
    ("低于90%的，每低1个百分点扣1分，扣完为止。", 10, [87], 7),
    ("低于90%的，每低1个百分点扣1分，扣完为止。", 10, [95], 10),
    ("每报送10篇得1分。", 5, [20], 2),
    ("每月报送信息2条以上得1分。", 12, [11], 11),
    ("省级3分，市级2分，县级1分。", 3, [0, 1, 1], 2),
    ("信用报告应用不少于10次，得4分，不足10次的，每少1次扣0.5分。", 4, [7], "2.5"),
    ("1.建立台帐，得1分。2.严厉打击，得3分。3.不上报、不制止每出现一例扣2分", 4, [1, 1, 1], 2),
    ("成立乡镇护渔队，得1分。", 1, [0], 0),
    ("每个乡镇省级用稿1篇，市级用稿2篇，县级用稿2篇，得5分，多投稿一篇按2：1：0.5比例加分。", 9, [2, 2, 4], 8),
    ("未报送不得分。", 5, [0, 4], 4),  # what else earns is for a person to say
    ("未报送不得分。", 5, [1, 4], 0),
    ("迟报扣0.5分/次，漏报扣1分/次，扣分最多不超过3分。", 5, [3, 0], "3.5"),
    ("迟报扣0.5分/次，漏报扣1分/次，扣分最多不超过3分。", 5, [3, 9], 2),
    ("按时办结的不扣分，超期一件扣1分。", 5, [2], 3),
    ("完成的得5分，否则0分。", 5, [0], 0),
    ("1.有方案得2分。2.有总结得3分。3.弄虚作假的，本项不得分。", 5, [1, 1, 0], 5),
    ("1.有方案得2分。2.有总结得3分。3.弄虚作假的，本项不得分。", 5, [1, 1, 1], 0),
    ("按时报送得2分，未按时报送不得分；质量高的得3分。", 5, [0, 1], 3),
    ("未建立制度的不得分，未明确人员的不得分，建立的得3分。", 3, [1, 0], 0),
    ("全部水库实现人放天养，得4分，未完成按水库退养完成比例扣分", 4, [75], 3),
]


@pytest.mark.parametrize(("criteria", "full", "observed", "expected"), CASES)
def test_row(criteria, full, observed, expected):
    book = make_book((criteria, full))
    (row,) = book.indicators
    assert row.status == "executable", [rule.reason for rule in row.rules]
    values = {item.name: Decimal(v) for item, v in zip(book.inputs, observed, strict=True)}
    (scored,) = score_values(book, values, "x").indicators
    assert scored.points.certain
    assert scored.points.low == Decimal(expected)


OPEN = [
    ("完成率达到100%得5分，每下降1个百分点扣0.1分。", 5, ["98.5"], "4.8", "4.9"),  # half a point is not printed
    ("达到80%得5分，未达到的按比例得分。", 5, [40], 2, "2.5"),  # of 100% or of 80%
    ("低于90%的，每低1个百分点扣1分，扣完为止。", 10, ["87.5"], 7, 8),
    ("每报送10篇得1分。", 5, [29], 2, "2.9"),
    ("酌情扣1-3分。", 5, [], 2, 5),
    ("按要求完成的得3分，未完成的不得分，部分完成的酌情给分。", 3, [0, 1], 0, 3),
]


@pytest.mark.parametrize(("criteria", "full", "observed", "low", "high"), OPEN)
def test_what_the_words_leave_open_is_an_interval(criteria, full, observed, low, high):
    book = make_book((criteria, full))
    values = {item.name: Decimal(v) for item, v in zip(book.inputs, observed, strict=True)}
    (scored,) = score_values(book, values, "x").indicators
    assert (scored.points.low, scored.points.high) == (Decimal(low), Decimal(high))


def test_row_without_a_readable_sentence_asks_for_awarded_points():
    book = make_book(("见附表计分。", 5))
    assert book.indicators[0].status == "needs_review"
    assert [(item.kind, item.maximum) for item in book.inputs] == [("points", Decimal(5))]


def test_a_limit_alone_gives_no_points():
    book = make_book(("满分5分，根据完成情况打分。", 5))
    assert book.indicators[0].status == "needs_review"
    assert [item.kind for item in book.inputs] == ["points"]


def test_row_that_is_read_in_part_says_so():
    book = make_book(("按要求完成的得3分，未完成的不得分，根据完成情况加减分。", 3))
    assert book.indicators[0].status == "partial"
    assert [rule.status for rule in book.rules][-1] == "needs_review"


def test_bonus_rows_may_end_below_zero():
    book = make_book(("被省、市明查暗访组查实点名批评的，分别扣20、10分。", 7, "奖扣分项目"))
    values = {item.name: Decimal(1) for item in book.inputs}
    assert score_values(book, values, "x").indicators[0].points.low == -30


def test_every_executable_rule_stands_in_its_tree(books):
    from extractor.model.facts.plan import RuleKind
    from extractor.model.scored.expression import Cap, Fire, Floor, walk

    for book in books.values():
        for row in book.indicators:
            if row.status == "partial":
                continue  # the tree is open as a whole
            used = {node.rule for node in walk(row.tree) if isinstance(node, Fire | Cap | Floor)}
            for rule in row.rules:
                if rule.status == "executable" and rule.kind is not RuleKind.RANK:
                    assert rule.id in used
