"""Sentences of a text with what they stand under, and their clauses."""

import pytest

from extractor.check.clauses import cut_clauses, find_sentences
from extractor.language.passages import build_passage

TEXTS = (
    # a text, whether lines are cut by the width of a page; words | heading | how they begin
    (
        "一、任务\n1.清淤。护岸！\n2.植树；造林\n\n资金",
        False,
        [
            "一、任务|一、任务|opens numbered",
            "1.清淤|一、任务|opens numbered",
            "护岸|一、任务|numbered",
            "2.植树|一、任务|opens numbered",
            "造林|一、任务|numbered",
            "资金|一、任务|",
        ],
    ),
    (
        "一、任务\n1.清淤并\n护岸。\n\n资金。\n2.植树",
        True,
        [
            "一、任务|一、任务|opens numbered",
            "1.清淤并护岸|一、任务|opens numbered",
            "资金|一、任务|numbered",
            "2.植树|一、任务|opens numbered",
        ],
    ),
    (
        "一、任务\n1.清淤并\n护岸。植树。\n资金。",
        False,
        [
            "一、任务|一、任务|opens numbered",
            "1.清淤并|一、任务|opens numbered",
            "护岸|一、任务|",
            "植树|一、任务|",
            "资金|一、任务|",
        ],
    ),
    (
        "某县方案\n第一章 总则\n第一条 管好河湖。\n（一）县级\n①上游\n二、保障",
        False,
        [
            "某县方案||",
            "第一章总则|第一章总则|",
            "第一条管好河湖|第一章总则|opens numbered",
            "(一)县级|第一章总则|opens numbered",
            "①上游|第一章总则|opens numbered",
            "二、保障|二、保障|opens numbered",
        ],
    ),
    (
        "一、任务\n1.清淤。\n附件：1.任务表\n2.责任表\n另行通知。\n3.护岸。",
        False,
        [
            "一、任务|一、任务|opens numbered",
            "1.清淤|一、任务|opens numbered",
            "附件:1.任务表|一、任务|attached",
            "2.责任表|一、任务|opens numbered attached",
            "另行通知|一、任务|",
            "3.护岸|一、任务|opens numbered",
        ],
    ),
    ("附件\n1.任务表", False, ["附件||attached", "1.任务表||opens numbered attached"]),
    ("任务\t清淤\t县水利局", False, ["任务||", "清淤||", "县水利局||"]),
    ("。。清淤。", False, ["清淤||"]),
    ("", False, []),
    (
        f"一、{'任务' * 30}\n清淤。",
        False,
        ["一、任务任务任务任务任务|一、任务任务任务|opens numbered", "清淤|一、任务任务任务|"],
    ),
)


@pytest.mark.parametrize(("text", "paged", "lines"), TEXTS)
def test_sentences(text, paged, lines):
    names = ("opens", "numbered", "attached")
    found = [
        f"{one.passage.text[:12]}|{one.heading[:8]}|{' '.join(name for name in names if getattr(one, name))}"
        for one in find_sentences(text, paged=paged)
    ]
    assert found == lines


CLAUSES = (
    ("每月巡查2次，并上报", ["每月巡查2次", "并上报"]),
    ("（县水利局，县财政局）负责，按期完成", ["(县水利局,县财政局)负责", "按期完成"]),
    ("（甲（乙），丙），丁", ["(甲(乙),丙)", "丁"]),
    ("完成投资12,500万元，新建5个", ["完成投资12,500万元", "新建5个"]),
    ("甲，，乙", ["甲", "乙"]),
    ("，甲，", ["甲"]),
    ("甲）乙，丙", ["甲)乙", "丙"]),
)


@pytest.mark.parametrize(("sentence", "clauses"), CLAUSES)
def test_clauses(sentence, clauses):
    passage = build_passage(sentence, 0, len(sentence))
    assert [passage.text[start:end] for start, end in cut_clauses(passage)] == clauses
