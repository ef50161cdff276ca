"""Material for the report's tests: annotated plans as `Plan`s, their groups as an `Alignment`, a comparison.

Built from the annotations, so that these tests stand on their own feet whatever the stages before print.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from extractor.language.passages import build_passage
from extractor.model.compared.alignment import Alignment, Comparand, Evidence, Group, Member
from extractor.model.compared.comparison import Comparison, Coverage, Difference, Overlap, Reading
from extractor.model.facts.plan import (
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
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt, Unread, UnreadKind
from extractor.model.problem import Problem, Severity
from extractor.report import build_report
from tests.report.deepening import deepen

ROOT = Path(__file__).parents[2]
ANNOTATIONS = ROOT / "tests" / "evaluation" / "annotations"
GROUPS = ROOT / "tests" / "evaluation" / "groups.json"
ANNOTATED = ("pingyin", "chengwu", "changqing")


class Finder:
    """Finds annotated words in a text in spite of its layout; a row's facts are looked for behind its title."""

    def __init__(self, text):
        self.passage = build_passage(text, 0, len(text))

    def find(self, words, after=None):
        if not words:
            return None
        wanted = build_passage(words, 0, len(words)).text
        first = 0 if after is None else next((i for i, o in enumerate(self.passage.offsets) if o >= after.start), 0)
        at = self.passage.text.find(wanted, first)
        at = self.passage.text.find(wanted) if at < 0 else at
        return None if at < 0 else Place(*self.passage.span(at, at + len(wanted)))


def build_plan(plan_id):
    annotation = json.loads((ANNOTATIONS / f"{plan_id}.json").read_text("utf-8"))
    text = (ROOT / "corpora" / plan_id / f"{plan_id}.txt").read_text("utf-8")
    for kind in ("task", "indicator"):
        for number, record in enumerate(annotation[f"{kind}s"], start=1):
            record["id"] = f"{kind[0]}{number}"
    source = (
        SourceInfo(name=f"{plan_id}.txt", sha256="0" * 64, media_type="text/plain", pages=None, how="text/utf-8"),
    )
    kept = {key: value for key, value in annotation.items() if key not in ("doc", "notes", "metadata")}
    plan = msgspec.convert({**kept, "id": plan_id, "source": msgspec.to_builtins(source), "metadata": {}}, Plan)
    return place_plan(replace(plan, metadata=msgspec.convert(annotation["metadata"], Metadata), text=text))


def place_plan(plan):
    finder = Finder(plan.text)
    about = plan.metadata
    places = {name: finder.find(getattr(about, name)) for name in ("title", "issuer", "doc_number")}
    return replace(
        plan,
        metadata=replace(about, places={name: place for name, place in places.items() if place}),
        tasks=tuple(place_task(finder, task) for task in plan.tasks),
        indicators=tuple(place_indicator(finder, indicator) for indicator in plan.indicators),
    )


def place_facts(finder, facts, after, words="text"):
    return tuple(replace(fact, place=finder.find(getattr(fact, words), after)) for fact in facts)


def place_task(finder, task):
    title = finder.find(task.title)
    return replace(
        task,
        place=title,
        places={"title": title} if title else {},
        units=place_facts(finder, task.units, title, "name"),
        deadlines=place_facts(finder, task.deadlines, title),
        targets=place_facts(finder, task.targets, title),
    )


def place_indicator(finder, indicator):
    title = finder.find(indicator.name)
    criteria = finder.find(indicator.criteria, title)
    return replace(
        indicator,
        place=title,
        places={name: place for name, place in (("name", title), ("criteria", criteria)) if place},
        units=place_facts(finder, indicator.units, title, "name"),
        rules=place_facts(finder, indicator.rules, title),
        parts=tuple(replace(p, rules=place_facts(finder, p.rules, title)) for p in indicator.parts),
    )


def title_of(item):
    return (item.title if isinstance(item, Task) else item.name) or ""


def build_alignment(plans):
    items = {f"{plan.id}:{item.id}": (plan, item) for plan in plans for item in plan.items}
    wanted = [group for group in json.loads(GROUPS.read_text("utf-8"))["groups"] if set(group["members"]) & set(items)]
    seen = {member for group in wanted for member in group["members"]}
    lone = [{"label": title_of(items[key][1]), "members": [key]} for key in items if key not in seen]
    groups = []
    for number, group in enumerate(wanted + lone, start=1):
        members = [
            Member(plan.id, item.id, "task" if isinstance(item, Task) else "indicator", title_of(item))
            for plan, item in (items[key] for key in group["members"] if key in items)
        ]
        evidence = tuple(make_evidence(a, b) for a, b in itertools.pairwise(group["members"]))
        concept = f"c{number}" if number <= 12 else None
        groups.append(
            Group(id=f"g{number}", label=group["label"], concept=concept, members=tuple(members), evidence=evidence)
        )
    return Alignment(
        plans=tuple(plan.id for plan in plans),
        groups=tuple(groups),
        near_misses=(make_evidence("pingyin:t4", "chengwu:t5", score=-0.7),),
    )


def make_evidence(left, right, score=2.1):
    lines = (
        Comparand("标题词", "信用、归集", 2.4),
        Comparand("责任单位", "无共同职能", -0.4),
        Comparand("数值", "100% / 100%", round(score - 1.5, 2)),
    )
    return Evidence(left=left, right=right, start=-0.5, lines=lines, score=score, threshold=1.0, probability=0.93)


def build_comparison(plans, alignment):
    overlaps = []
    holders = {group.id: {member.plan for member in group.members} for group in alignment.groups}
    for left, right in itertools.combinations([plan.id for plan in plans], 2):
        shared = tuple(g for g, has in holders.items() if {left, right} <= has)
        left_only = tuple(g for g, has in holders.items() if left in has and right not in has)
        right_only = tuple(g for g, has in holders.items() if right in has and left not in has)
        share = round(len(shared) / (len(shared) + len(left_only) + len(right_only)), 4)
        overlaps.append(
            Overlap(
                left=left, right=right, shared_groups=shared, left_only=left_only, right_only=right_only, share=share
            )
        )
    coverage = tuple(
        Coverage(
            concept=group.concept,
            label=group.label,
            edition="2021" if number % 2 else None,
            plans=tuple(sorted(holders[group.id])),
            groups=(group.id,),
        )
        for number, group in enumerate(alignment.groups)
        if group.concept
    )
    return Comparison(
        plans=alignment.plans,
        overlaps=tuple(overlaps),
        differences=tuple(find_differences(plans, alignment)),
        coverage=coverage,
    )


def find_differences(plans, alignment):
    """Make a difference out of the targets in per cent, and one of the points, wherever two plans have them."""
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    for group in alignment.groups:
        targets, weights = [], []
        for member in group.members:
            item = items[member.plan, member.item]
            if isinstance(item, Task):
                targets += [(member, t.text, t.place, t.value) for t in item.targets if t.unit == "%"]
            elif isinstance(item, Indicator) and item.points is not None:
                weights.append((member, str(item.points), item.place, item.points))
        for aspect, unit, found in (("target", "%", targets), ("weight", "分", weights)):
            if len({member.plan for member, *_ in found}) < 2:
                continue
            values = sorted({value for *_, value in found}, reverse=True)
            readings = tuple(
                Reading(
                    plan=member.plan, item=member.item, quote=quote,
                    start=place.start if place else 0, end=place.end if place else 0,
                    value=value, shown=f"{value}{unit}", rank=values.index(value) + 1,
                )
                for member, quote, place, value in found
            )  # fmt: skip
            yield Difference(
                group=group.id, aspect=aspect, label=group.label, unit=unit, stricter="higher", readings=readings,
                spread=max(values) - min(values), agrees=len(values) == 1,
            )  # fmt: skip


def damage(plan):
    """Give a plan problems, one with a place and one without."""
    item = plan.indicators[0] if plan.indicators else plan.tasks[0]
    problems = (
        Problem(
            "parse", "points-do-not-add-up", Severity.WARNING, item.place,
            "各指标分值合计 98 分，表中印作 100 分", "The points add up to 98, the table prints 100", item.id,
            Place(0, 6),
        ),
        Problem("outline", "number-missing", Severity.NOTE, None, "缺少第 5 项", "Item 5 is missing"),
        Problem("read", "cell-garbled", Severity.ERROR, item.place, "此格文字残损，无法辨认", "", item.id),
    )  # fmt: skip
    unread = Unread(
        kind=UnreadKind.SENTENCE, text=plan.text[:8], message="此处含日期而没有任何事实", message_en="Carries a date",
        place=Place(0, 8),
    )  # fmt: skip
    doubt = Doubt(
        code="range-reversed", item=item.id, field="targets", text=None, message="先后颠倒", message_en="Reversed"
    )
    return replace(plan, problems=problems, unread=(unread,), doubts=(doubt,), read_share=0.957)


@pytest.fixture(scope="session")
def plans():
    return tuple(damage(build_plan(plan_id)) for plan_id in ANNOTATED)


@pytest.fixture(scope="session")
def alignment(plans):
    return build_alignment(plans)


@pytest.fixture(scope="session")
def comparison(plans, alignment):
    return deepen(build_comparison(plans, alignment), plans, alignment)


HOSTILE_TEXT = (
    '😀某县方案</script><script>window.broken=1</script><img src=x onerror="window.broken=2">\n\n'
    '=HYPERLINK("http://example.invalid")\u2028- 1、完成&amp;<b>清理</b>{{SCRIPT}}。\x00\ud800\n\n县财<img>政局'
)


@pytest.fixture(scope="session")
def hostile():
    """A plan whose words try to run: as markup, script, formula; with a lone surrogate and an astral character."""

    def at(words):
        start = HOSTILE_TEXT.index(words)
        return Place(start, start + len(words))

    formula = '=HYPERLINK("http://example.invalid")'
    deadline = Deadline(text="@SUM(A1)", where="body", kind=DeadlineKind.IMMEDIATE)
    task = Task(
        id="t1", no="1", section="-1+1", title=formula, text="=" + "长" * 40_000, place=at(formula),
        units=(Unit(name="+县财<img>政局", role=Role.LEAD, place=at("县财<img>政局")),),
        deadlines=(deadline,),
        targets=(Target(text="\ud800", metric="</script>", op="<=", value=-3, unit="%", place=at("清理")),),
    )  # fmt: skip
    rule = Rule(kind=RuleKind.AWARD, points="full", text="@得满分", place=at("{{SCRIPT}}"))
    indicator = Indicator(id="i1", table=1, no=None, name=None, points=-2.5, criteria="\x00坏\x01格", rules=(rule,))
    source = (SourceInfo(name="=1.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)
    plan = Plan(
        id="=evil", source=source, text=HOSTILE_TEXT, tasks=(task,), indicators=(indicator,),
        metadata=Metadata(title="</title><img src=x onerror=window.broken=3>", jurisdiction="@某县", places={}),
        problems=(Problem("read", "x", Severity.ERROR, at("\x00"), "<img src=x onerror=window.broken=4>"),),
    )  # fmt: skip
    groups = (
        Group(id="g1", label="=1+1", concept=None, members=(Member("=evil", "t1", "task", formula),)),
        Group(id="g2", label="<i>无名</i>", concept=None, members=(Member("=evil", "i1", "indicator", ""),)),
    )
    alignment = Alignment(plans=("=evil",), groups=groups)
    comparison = Comparison(plans=("=evil",), overlaps=(), differences=(), coverage=())
    return comparison, alignment, (plan,)


@pytest.fixture(scope="session")
def report(comparison, alignment, plans):
    return build_report(comparison, alignment, plans)


@pytest.fixture(scope="session")
def hostile_report(hostile):
    return build_report(*hostile)


DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a report; afterwards fail for any error in the console and any request beyond the file itself."""
    contexts, complaints = [], []

    def open_report(report, address="", **options):
        path = tmp_path / "report.html"
        path.write_bytes(report.file("report.html").content)
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: complaints.append(request.url) if request.url.split("#")[0] != path.as_uri() else None,
        )
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(path.as_uri() + address)
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
