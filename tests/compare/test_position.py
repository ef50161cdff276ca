"""How a plan stands among others, on made-up values and on the five plans."""

from __future__ import annotations

import pytest

from extractor.align import align_plans
from extractor.compare import compare_plans
from extractor.compare.position import find_standing
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.compared.comparison import Comparison, Difference, Reading
from extractor.model.facts.plan import Metadata, Plan, SourceInfo, Task
from extractor.report.checklist import build_checklist, quote

SOURCE = (SourceInfo(name="made.txt", sha256="", media_type="text/plain", pages=None, how="made"),)
GROUP = Group(id="g", label="信用修复", concept=None, members=tuple(Member(p, "t1", "task", "修复") for p in "abc"))


def read(plan, rank, value=1.0):
    return Reading(plan=plan, item="t1", quote=f"{value}日", start=0, end=1, value=value, shown=f"{value}日", rank=rank)


def stand(readings, aspect="target"):
    difference = Difference(
        group="g",
        aspect=aspect,
        label="时限",
        unit="日",
        stricter="lower",
        readings=tuple(readings),
        spread=None,
        agrees=False,
    )
    comparison = Comparison(plans=tuple("abc"), overlaps=(), differences=(difference,), coverage=())
    return find_standing("a", comparison, Alignment(plans=tuple("abc"), groups=(GROUP,)))


@pytest.mark.parametrize(
    ("ranks", "aspect", "expected"),
    [
        ({"a": 1, "b": 2, "c": 3}, "target", "stricter"),
        ({"a": 3, "b": 1, "c": 1}, "target", "looser"),
        ({"a": 2, "b": 1, "c": 3}, "target", "between"),
        ({"a": 1, "b": 1}, "target", "equal"),
        ({"a": 1, "b": 2}, "weight", "heavier"),
        ({"a": 2, "b": 1}, "weight", "lighter"),
    ],
)
def test_a_value_is_ranked_against_all_others(ranks, aspect, expected):
    (one,) = stand([read(plan, rank) for plan, rank in ranks.items()], aspect).standpoints
    assert one.rank == expected
    assert [reading.plan for reading in one.others] == sorted(ranks.keys() - {"a"}, key=lambda p: (ranks[p], p))


def test_the_strictest_of_a_plan_s_own_values_counts():
    (one,) = stand([read("a", 3), read("a", 1, 7), read("b", 2)]).standpoints
    assert one.own.value == 7
    assert one.rank == "stricter"


@pytest.mark.parametrize("readings", [[read("b", 1), read("c", 2)], [read("a", 1)], [read("a", None), read("b", 1)]])
def test_without_a_ranked_value_on_both_sides_nothing_is_said(readings):
    assert stand(readings).standpoints == ()


@pytest.fixture(scope="module")
def comparison(plans, mappings):
    alignment = align_plans(plans, mappings)
    return alignment, compare_plans(alignment, plans, mappings)


def test_each_plan_of_the_five_is_accounted_for_in_full(plans, comparison):
    alignment, compared = comparison
    for plan in plans:
        standing = find_standing(plan.id, compared, alignment)
        items = {m.item for group in (*standing.shared, *standing.alone) for m in group.members if m.plan == plan.id}
        assert items == {item.id for item in plan.items}
        assert {one.plan for one in standing.kin} == {other.id for other in plans} - {plan.id}
        assert [one.share for one in standing.kin] == sorted((one.share for one in standing.kin), reverse=True)
        listed = {one.concept for one in compared.coverage if one.edition}
        held = {group.concept for group in (*standing.shared, *standing.alone)}
        assert {lack.coverage.concept for lack in standing.lacks} == listed - held


def test_the_checklist_names_every_item_lack_and_standpoint(plans, comparison):
    alignment, compared = comparison
    for plan in plans:
        standing = find_standing(plan.id, compared, alignment)
        text = build_checklist(plan, standing, [other for other in plans if other is not plan])
        lines = text.splitlines()
        assert lines[0].startswith(f"# {plan.metadata.jurisdiction}：对照清单")
        for item in plan.items:
            assert any(line.startswith("- [ ] ") and f"（{item.id}）" in line for line in lines)
        assert all(quote(lack.coverage.label) in text for lack in standing.lacks)
        for rank in ("stricter", "looser", "heavier", "lighter"):
            for one in standing.of(rank):
                assert any(quote(one.own.shown) in line and quote(one.group.label) in line for line in lines)


def test_words_of_a_document_are_never_markup():
    task = Task(id="t|1", no=None, section=None, title="# 一|二\n[三](四) <五>", text="")
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(title="*甲*"), tasks=(task,))
    member = Member("a", "t|1", "task", task.title)
    alignment = Alignment(plans=("a",), groups=(Group(id="g", label=task.title, concept=None, members=(member,)),))
    comparison = Comparison(plans=("a",), overlaps=(), differences=(), coverage=())
    text = build_checklist(plan, find_standing("a", comparison, alignment), ())
    assert "- [ ] # 一\\|二 \\[三\\](四) \\<五\\>（t\\|1）" in text
    assert "\\*甲\\*" in text


def test_two_plans_of_one_place_are_told_apart():
    one, two = (Plan(id=name, source=SOURCE, metadata=Metadata(jurisdiction="平阴县")) for name in "ab")
    alignment = Alignment(plans=("a", "b"), groups=())
    comparison = Comparison(plans=("a", "b"), overlaps=(), differences=(), coverage=())
    assert build_checklist(two, find_standing("b", comparison, alignment), [one]).startswith("# 平阴县（b）")
