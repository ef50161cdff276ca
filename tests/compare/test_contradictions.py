"""Where one plan says two things of one matter."""

from __future__ import annotations

import pytest

from extractor.compare.contradictions import find_contradictions, find_wrong_sums
from extractor.compare.differences.stated_values import Row
from extractor.model.alignment import Group
from extractor.model.place import Place
from extractor.model.plan import (
    Condition,
    Deadline,
    DeadlineKind,
    Indicator,
    Metadata,
    Plan,
    Rule,
    RuleKind,
    SourceInfo,
    Target,
    Task,
)

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
GROUP = Group(id="g", label="诚信宣传", concept=None, members=())


def compare(*items, text="零一二三四五六七八九" * 10):
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), text=text)
    rows = [Row("a", item, None) for item in items]
    return list(find_contradictions([(GROUP, rows)], [plan]))


def task(item_id="t1", *, value=2, metric="诚信宣传活动次数", period="year", at=0, unit="次"):
    target = Target(
        text="每年2次", metric=metric, op=">=", value=value, unit=unit, period=period, place=Place(at, at + 4)
    )
    return Task(id=item_id, no=None, section=None, title="诚信宣传", text="每年2次", targets=(target,))


def indicator(value=4, *, text="全年开展4次得满分", unit="次", also=None):
    rule = Rule(
        kind=RuleKind.AWARD,
        points="full",
        text=text,
        condition=Condition(">=", value, unit, also=also),
        place=Place(20, 28),
    )
    return Indicator(id="i1", table=1, no="1", name="诚信宣传活动次数", points=5, rules=(rule,))


def test_twice_a_year_in_the_body_four_times_in_the_annex(five):
    (found,) = [pair for pair in five.contradictions if pair.plan == "pingyin"]
    assert (found.one.where, found.one.value, found.other.where, found.other.value) == ("body", 2.0, "annex", 4.0)
    assert found.one.said.quote == "每年至少开展2次"
    assert found.other.said.quote == "开展4次及以上的得满分"
    assert (found.one.said.item, found.other.said.item) == ("tc4730511", "i7aea0366")


def test_a_section_of_20_points_with_rows_of_18(five):
    (found,) = [pair for pair in five.contradictions if pair.plan == "jiaxian"]
    assert (found.kind, found.one.value, found.other.value) == ("points", 20.0, 18.0)
    assert "三、政务诚信建设" in found.one.said.quote


def test_nothing_else_in_the_five(five):
    """成武 repeats its rates in body and annex, 平阴 its working day: those agree."""
    assert [pair.plan for pair in five.contradictions] == ["pingyin", "jiaxian"]


def test_every_pair_is_printed_where_it_says(five, texts):
    for pair in five.contradictions:
        for statement in (pair.one, pair.other):
            said = statement.said
            assert texts[said.plan][said.start : said.end] == said.quote != ""


def test_it_finds_what_the_check_of_the_annex_finds(five, plans):
    """Two ways to the same: the problems that parsing leaves, and the pairs of aligned items."""
    problems = {
        (p.id, problem.item) for p in plans for problem in p.problems if problem.code == "body-differs-from-annex"
    }
    assert problems <= {(pair.plan, pair.other.said.item) for pair in five.contradictions}


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ((task(), indicator(4)), 1),
        ((task(), indicator(2)), 0),
        ((task(value=1, period="month"), indicator(12, text="全年12次得满分")), 0),  # one a month is 12 a year
        ((task(unit="篇"), indicator(4)), 0),  # other things are counted
        ((task(), task("t2", value=4, at=8)), 1),  # two tasks, one metric in the same words
        ((task(), task("t2", value=4, metric="培训活动次数", at=8)), 0),
        ((task(value=95, unit="%", period=None, metric="上报率"), indicator(90, text="合规率90%", unit="%")), 0),
        ((task(),), 0),
        ((), 0),
    ],
)
def test_pairs(items, count):
    assert len(compare(*items)) == count


def test_a_label_against_its_sentence():
    limits = [
        Deadline(text=f"{days}个工作日内", where=where, kind=DeadlineKind.RELATIVE, duration=f"P{days}D",
                 working_days=True, trigger="作出行政决定之日", place=Place(at, at + 6))
        for days, where, at in ((15, "body", 0), (7, "label", 30))
    ]  # fmt: skip
    item = Task(id="t1", no=None, section=None, title="双公示", deadlines=tuple(limits))
    (found,) = compare(item)
    assert (found.kind, found.unit, found.one.where, found.other.where) == ("duration", "工作日", "body", "label")
    assert found.note == "正文为15工作日，时限标签为7工作日"


def rows_of(printed, *points):
    return tuple(
        Indicator(id=f"i{at}", table=1, no=str(at), name="x", level1="一、制度", level1_points=printed, points=value)
        for at, value in enumerate(points)
    )


@pytest.mark.parametrize(
    ("indicators", "count"),
    [(rows_of(20, 5, 8, 5), 1), (rows_of(18, 5, 8, 5), 0), (rows_of(20, 5, None), 0), (rows_of(None, 5), 0)],
)
def test_sums(indicators, count):
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), indicators=indicators)
    assert len(list(find_wrong_sums(plan))) == count
