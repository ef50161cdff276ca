"""Sentences of many fields and wordings, and laws that hold for sentences nobody wrote."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.facts.plan import DeadlineKind
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.targets import find_targets

ROWS = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))["sentences"]


def show_deadline(one):
    value = one.date or one.month_day or one.rrule or one.duration or ""
    if one.kind is DeadlineKind.INTERVAL:
        value = f"{one.start or ''}..{one.date}"
    return f"{one.kind.value} {value}".strip() + (" working" if one.working_days else "")


def show_target(one):
    named = one.period or one.cycle
    parts = [
        f"{one.op} {one.value:g} {one.unit}".strip()
        if isinstance(one.value, float)
        else f"{one.op} {one.value} {one.unit}".strip(),
        f"/{named}" if named else "",
        one.change or "",
        f"max {one.max:g}" if one.max is not None else "",
        "approx" if one.approx else "",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:24] for row in ROWS])
def test_what_a_sentence_asks(see, row):
    context, passage = see(row["text"], 2024)
    assert [show_deadline(one) for one in find_deadlines(context, passage, "body")] == row.get("deadlines", [])
    assert [show_target(one) for one in find_targets(context, passage)] == row.get("targets", [])


WORDS = (
    "每年", "每季度", "每周", "每月5日", "每个乡镇", "每户", "至少", "不超过", "最多", "不少于", "以上", "以内", "左右", "的", "对", "给予", "补助",
    "开展", "完成", "新建", "推送", "提高", "下降", "至", "到", "达到", "率", "2025年", "6月底前", "三年内", "7个工作日内", "自受理之日起", "后",
    "12", "1", "三", "两三", "20-30", "一批", "%", "个", "篇", "次", "家", "万元", "公里", "个百分点", "人次", "，", "。", "、", "；", "（", "）",
    "“", "”", "即报即批", "翻一番", "1:300", "零", "全年", "上半年", "“十四五”末", "立即", "企业", "学校", "粮食", "其中", "分别", "和",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join))
def test_no_sentence_breaks_the_readers_and_places_are_true(see, text):
    context, passage = see(text, 2024)
    limits = [*find_deadlines(context, passage, "body"), *find_deadlines(context, passage, "label")]
    for fact in (*limits, *find_targets(context, passage)):
        assert fact.place.words(text) == fact.text
        assert fact.text
    for one in limits:
        assert one.timing.words().zh or one.kind is DeadlineKind.RELATIVE
        assert "FREQ" not in one.timing.words().zh


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join))
def test_nothing_is_printed_twice_as_fact(see, text):
    context, passage = see(text, 2024)
    spans = sorted((one.place.start, one.place.end) for one in find_deadlines(context, passage, "body"))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    targets = find_targets(context, passage)
    ends = [(one.place.end, one.metric, one.value) for one in targets]
    assert len(ends) == len(set(ends))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="每年月日周季度至少不超过以上内前后底的对0123456789%个，。、一二三十百万亿零半", max_size=40))
def test_no_row_of_characters_breaks_the_readers(see, text):
    context, passage = see(text, None)
    if passage:
        find_deadlines(context, passage, "body")
        find_targets(context, passage)
