"""Where one plan says two things of one matter."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.check import check_plan
from extractor.model.facts.plan import (
    Condition,
    Deadline,
    DeadlineKind,
    Indicator,
    Metadata,
    Plan,
    Role,
    Rule,
    RuleKind,
    SourceInfo,
    Target,
    Task,
    Unit,
)
from extractor.model.paper.document import Document
from extractor.model.paper.place import Place
from extractor.pipeline import extract_document

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
PLAN = Plan(id="a", source=SOURCE, metadata=Metadata(), text="零一二三四五六七八九" * 10)


def check(mappings, *items, text=PLAN.text):
    plan = replace(
        PLAN,
        tasks=tuple(item for item in items if isinstance(item, Task)),
        indicators=tuple(item for item in items if isinstance(item, Indicator)),
        text=text,
    )
    return [problem for problem in check_plan(plan, mappings).problems if problem.code != "nothing-found"]


def task(item_id="t1", *, value=2, metric="诚信宣传活动次数", period="year", at=0, unit="次", units=()):
    target = Target(
        text="每年2次", metric=metric, op=">=", value=value, unit=unit, period=period, place=Place(at, at + 4)
    )
    return Task(id=item_id, no=None, section=None, title="诚信宣传", text="每年2次", targets=(target,), units=units)


def indicator(value=4, *, text="全年开展诚信宣传4次得满分", unit="次", kind=RuleKind.AWARD, units=()):
    condition = Condition(">=", value, unit)
    points = "full" if kind is RuleKind.AWARD else 0
    rule = Rule(kind=kind, points=points, text=text, condition=condition, place=Place(20, 28))
    return Indicator(id="i1", table=1, no="1", name="诚信宣传活动次数", points=5, rules=(rule,), units=units)


def retitle(item, title):
    return replace(item, title=title)


def bound(item, op):
    return replace(item, targets=tuple(replace(one, op=op) for one in item.targets))


def scored(row, points):
    return replace(row, rules=tuple(replace(rule, points=points) for rule in row.rules))


def also(row, condition):
    return replace(
        row, rules=tuple(replace(one, condition=replace(one.condition, also=condition)) for one in row.rules)
    )


def twice(item, *, same=False):
    """Return `item` with a second value: of the same matter, or of another."""
    (first,) = item.targets
    return replace(item, targets=(first, first if same else replace(first, metric="发布简报次数")))


PAIRS = (
    ((task(), indicator(4)), ["body-differs-from-annex"]),
    ((task(), indicator(2)), []),
    ((task(value=1, period="month"), indicator(12, text="全年12次得满分")), []),  # one a month is 12 a year
    ((task(unit="篇"), indicator(4)), []),  # other things are counted
    ((task(), indicator(1, text="少于1次不得分", kind=RuleKind.ZERO)), []),  # the zero line is no counterpart
    ((task(), task("t2", value=4, at=8)), ["targets-differ"]),  # two tasks, one metric in the same words
    ((task(), task("t2", value=4, metric="培训活动次数", at=8)), []),
    ((task(value=95, unit="%", period=None, metric="上报率"), indicator(90, text="合规率90%", unit="%")), []),
    ((task(),), []),
    # the same words, and others: what is measured decides, or the title where the task has one value of the unit
    ((task(metric="巡查河道次数"), indicator(4, text="全年开展巡查河道4次得满分")), ["body-differs-from-annex"]),
    ((task(metric="巡查河道次数"), indicator(4, text="全年召开座谈会4次得满分")), ["body-differs-from-annex"]),
    ((retitle(task(metric="巡查河道次数"), "清理水面"), indicator(4, text="全年召开座谈会4次得满分")), []),
    ((twice(task(metric="巡查河道次数")), indicator(4, text="全年召开座谈会4次得满分")), []),
    # rates need like words too
    (
        (
            task(value=95, unit="%", period=None, metric="巡查合格率"),
            indicator(90, text="全县巡查合格率达90%得满分", unit="%"),
        ),
        ["body-differs-from-annex"],
    ),
    # from above and from below: a count is one thing, a rate is two
    ((bound(task(), "<="), indicator(4)), ["body-differs-from-annex"]),
    (
        (
            bound(task(value=95, unit="%", period=None, metric="诚信宣传率"), "<="),
            indicator(90, text="诚信宣传率90%", unit="%"),
        ),
        [],
    ),
    # over a year
    ((task(value=1, period="quarter"), indicator(4)), []),
    ((task(value=2, period="quarter"), indicator(4)), ["body-differs-from-annex"]),
    ((task(value=1, period="day"), indicator(365)), []),
    ((task(value=1, period=None), indicator(4)), ["body-differs-from-annex"]),
    # what full marks are given for, or what is set without points
    ((task(), scored(indicator(4), 5)), ["body-differs-from-annex"]),
    ((task(), scored(indicator(4), 3)), []),
    ((task(), indicator(4, kind=RuleKind.CONSTRAINT)), ["body-differs-from-annex"]),
    ((task(), indicator(4, kind=RuleKind.DEDUCT)), []),
    ((task(), also(indicator(4, unit="篇"), Condition(">=", 3, "次"))), ["body-differs-from-annex"]),
    ((task(), also(indicator(4, unit="篇"), Condition(">=", 2, "次"))), []),
    # one character that is measured says nothing, two do
    ((retitle(task(metric="水"), "清理水面"), indicator(4, text="巡水4次得满分")), []),
    ((retitle(task(metric="巡水"), "清理水面"), indicator(4, text="巡水4次得满分")), ["body-differs-from-annex"]),
    # two tasks
    ((task(), task("t1", value=4, at=8)), []),
    ((task(), task("t2", value=2, at=8)), []),
    ((task(), task("t2", value=4, at=8, unit="篇")), []),
    ((task(value=12, period="year"), task("t2", value=1, period="month", at=8)), []),
    # one pair is told once
    ((twice(task(), same=True), indicator(4)), ["body-differs-from-annex"]),
)


@pytest.mark.parametrize(("items", "codes"), PAIRS)
def test_values(mappings, items, codes):
    assert [problem.code for problem in check(mappings, *items)] == codes


def test_both_places_are_told(mappings):
    (found,) = check(mappings, task(), indicator(4))
    assert (found.place, found.other, found.item) == (Place(0, 4), Place(20, 28), "i1")
    assert "2次/年" in found.message
    assert "4次" in found.message


def body(name, role=Role.RESPONSIBLE, function=None):
    return Unit(name=name, role=role, function=function)


BODIES = (
    ((body("县教育局"),), (body("县民政局"),), True),
    ((body("县教育局"),), (body("县教育局"), body("县民政局")), False),
    ((body("县发改局", function="x"),), (body("县发展和改革局", function="x"),), False),
    ((body("宣传科"),), (body("县教育局"),), False),  # an office inside, and a bureau
    ((), (body("县教育局"),), False),
    ((body("县教育局"),), (), False),
    ((replace(body("各镇"), generic=True),), (body("县教育局"),), False),
    ((body("宣传科"), body("县民政局")), (body("县教育局"),), True),
    ((body("县发改局", function="x"),), (body("县财政局", function="y"),), True),
    ((body("县发改局"),), (body("县财政局"),), True),
)


@pytest.mark.parametrize(("mine", "theirs", "told"), BODIES)
def test_bodies(mappings, mine, theirs, told):
    found = check(mappings, task(units=mine), indicator(2, units=theirs))
    assert [problem.code for problem in found] == (["bodies-differ"] if told else [])


def test_a_label_against_its_sentence(mappings):
    limits = [
        Deadline(text=f"{days}个工作日内", where=where, kind=DeadlineKind.RELATIVE, duration=f"P{days}D",
                 working_days=True, trigger="作出行政决定之日", place=Place(at, at + 6))
        for days, where, at in ((15, "body", 0), (7, "label", 30))
    ]  # fmt: skip
    item = Task(id="t1", no=None, section=None, title="双公示", deadlines=tuple(limits))
    (found,) = check(mappings, item)
    assert (found.code, found.place, found.other) == ("deadlines-differ", Place(0, 6), Place(30, 36))


TITLES = (
    ("诚信宣传", "诚信宣传", True),
    ("开展诚信宣传", "诚信宣传活动", True),
    ("补贴申请受理", "受理补贴申请", True),
    ("诚信宣传", "诚信宣传进校园", True),
    ("诚信宣传", "河道清淤", False),
    ("诚", "诚", False),
    ("诚信", "诚信", True),
    ("诚信宣传", None, False),
)


@pytest.mark.parametrize(("title", "name", "told"), TITLES)
def test_titles_of_one_matter(mappings, title, name, told):
    mine = Task(id="t1", no=None, section=None, title=title, units=(body("县教育局"),))
    theirs = Indicator(id="i1", table=1, no="1", name=name, units=(body("县民政局"),))
    assert [problem.code for problem in check(mappings, mine, theirs)] == (["bodies-differ"] if told else [])


def test_a_count_of_tasks_against_the_tasks(mappings):
    assert [p.code for p in check(mappings, task(), text="共有3项重点任务。")] == ["count-differs"]
    assert check(mappings, task(), text="全年共1项重点任务。") == []


def test_the_five(plans):
    """成武 repeats its rates in body and annex, 平阴 its working day: those agree."""
    told = [(plan.id, problem.code) for plan in plans for problem in plan.problems if problem.other]
    assert told == [("jiaxian", "points-do-not-add-up"), ("pingyin", "body-differs-from-annex")]


def test_comparison_shows_them_with_both_quotes(plans, mappings):
    from extractor.align import align_plans
    from extractor.compare import compare_plans

    found = compare_plans(align_plans(plans, mappings), plans, mappings).contradictions
    texts = {plan.id: plan.text for plan in plans}
    assert [(one.plan, one.code) for one in found] == [
        ("jiaxian", "points-do-not-add-up"),
        ("pingyin", "body-differs-from-annex"),
    ]
    for pair in found:
        for said in (pair.one, pair.other):
            assert texts[said.plan][said.start : said.end] == said.quote != ""


def test_a_plan_that_contradicts_itself_in_fourteen_places(mappings):
    """Body, annex and note of an invented plan; the line that gives no marks is never the counterpart."""
    folder = Path(__file__).parent / "cases"
    truth = json.loads((folder / "contradict.truth.json").read_text("utf-8"))
    document = Document("contradict", "contradict.txt", (folder / "contradict.txt").read_bytes())
    messages = [problem.message for problem in extract_document(document, mappings).problems]
    for wanted in truth["contradictions"]:
        assert any(all(re.search(rf"(?<![\d.])(?:{says})", told) for says in wanted["says"]) for told in messages), (
            wanted["what"]
        )
    assert not any(word in told for word in truth["never"] for told in messages)
