"""`text[start:end]` gives the printed words of every value, whatever the text is made of."""

import re
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableDocumentError
from extractor.language.numerals import parse_number
from extractor.language.passages import build_passage
from extractor.model.facts.plan import Citation, Deadline, Grade, Phase, Rule, Safeguard, Target, Unit
from extractor.model.paper.place import Place

QUOTED = (Deadline, Target, Rule)
"""What is quoted exactly, layout included."""
MARKS = re.compile(r"(?<=[\n\r\f\v\x1c-\x1e\x85\u2028\u2029])[ \t\u3000]*(?:#{1,6}|[-*•●◆■](?=[ \t]))[ \t]*")
NAMED = {Unit: "name", Citation: "title", Safeguard: "title"}
"""What is named without layout."""


def bare(words):
    """The words without layout: no stars, no marks at a line's start, no blanks."""
    words = MARKS.sub("", words)
    return re.sub(r"[ *]", "", build_passage(words, 0, len(words)).printed)


def walk(value):
    """Give every dataclass below `value`."""
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from walk(getattr(value, field.name))


def check(plan):
    """Hold every value of a plan against the words at its place; return how many were held."""
    text, held = plan.text, 0
    for record in walk(plan):
        place = getattr(record, "place", None)
        for one in (record if isinstance(record, Place) else None, place, *getattr(record, "places", {}).values()):
            if one is not None:
                assert 0 <= one.start < one.end <= len(text), record
                held += 1
        if isinstance(record, QUOTED):
            assert place.words(text) == record.text
        elif type(record) in NAMED:
            assert bare(place.words(text)) == bare(getattr(record, NAMED[type(record)]))
        elif isinstance(record, Phase | Grade):
            assert bare(record.name) in bare(place.words(text))
        for name, one in getattr(record, "places", {}).items():
            check_field(record, name, one.words(text))
    return held


def check_field(record, name, words):
    value = record.columns[name] if name in getattr(record, "columns", {}) else getattr(record, name)
    if name in ("issue_date", "no"):
        assert words.strip()
    elif name in ("points", "level1_points"):
        assert parse_number(build_passage(words, 0, len(words)).text.removesuffix("分")) == value
    elif name in ("criteria", "content", "evidence", "method"):
        assert words.replace("\n", "") == value.replace("\n", "")  # lines of a cell that are apart are joined by one
    elif name == "level1":
        assert bare(words) in bare(value)
    elif name == "issuer":
        assert bare(words).replace("、", "") == bare(value).replace("、", "")  # joint signers are joined by 、
    else:
        assert bare(words) == bare(value), name


def test_the_five_plans(extract, corpus):
    for document in corpus:
        assert check(extract(document.content)) > 50


PIECES = [
    "一、", "（一）", "1.", "1、", "（1）", "①", "第一条", "附件", "附件1：", "重点任务", "保障措施",
    "实施步骤", "启动阶段", "（2022年3月）", "（责任单位：县发改局、县财政局）", "责任单位：", "完成时限：",
    "2022年11月底前", "每月26日前", "比例低于0.3%", "每年不少于2次", "得5分", "每条扣1分", "不得分", "最高",
    "满分", "序号", "指标名称", "分值", "评分标准", "合计", "100", "5", "16", "关于印发", "实施方案",
    "的通知", "〔2022〕10号", "签发人：韩鲁", "2022年3月30日", "平阴县人民政府办公室", "#", "-", "*", "**",
    "<p>", "</p>", "县局牵头", "县委配合", "负责", "等有关部门", "零分之一", "十", "亿", "⑳", "〇", "优秀",
    "90分以上", "为优秀", "60分以下为不合格", "《某办法》", "〈", "》", "（", "）", "“", "”", "。", "；",
    "，", "、", "：",
]  # fmt: skip
PIECES += ["\n", "\n", "\n\n", "\t", "\t", " ", "\u3000", "\u200b", "\x0c", "\u2028", "\x00", "\r\n"]
TABLE = "序号\t指标名称\t分值\t评分标准\t责任单位\n"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from([*PIECES, TABLE]), max_size=60))
def test_any_heap_of_pieces(extract, pieces):
    with suppress(UnreadableDocumentError):
        check(extract("".join(pieces)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_plan_that_was_tampered_with(extract, corpus, data):
    """A stretch of a plan with pieces put in and stretches taken out, as a bad scan or a bad copy has."""
    text = data.draw(st.sampled_from(corpus)).content.decode("utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    kept = text[start : start + 2500]
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(kept)))
        if data.draw(st.booleans()):
            kept = kept[:at] + data.draw(st.sampled_from(PIECES)) + kept[at:]
        else:
            kept = kept[:at] + kept[at + data.draw(st.integers(1, 40)) :]
    try:
        check(extract(kept))
    except UnreadableDocumentError:
        assert not kept.strip("\ufeff\u200b \n\t\u3000") or "\x00" in kept


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_at_all(extract, text):
    with suppress(UnreadableDocumentError):
        check(extract(text))


def test_a_place_off_by_one_would_be_found(extract, corpus):
    """The check itself can fail."""
    plan = extract(corpus[0].content)
    with pytest.raises(AssertionError):
        check(replace(plan, text="甲" + plan.text))
