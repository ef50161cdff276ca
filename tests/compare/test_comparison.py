"""The comparison of the annotated plans: every number is recomputed from the plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.compare import compare_plans
from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Alignment, Group, Member


@pytest.fixture(scope="module")
def comparison(alignment, annotated_plans, mappings):
    return compare_plans(alignment, annotated_plans, mappings)


def find(comparison, group, aspect, label=""):
    return next(d for d in comparison.differences if d.group == group and d.aspect == aspect and label in d.label)


def ladder(difference):
    return [(reading.plan, reading.value, reading.rank) for reading in difference.readings]


def test_days_to_upload_after_the_decision(comparison):
    found = find(comparison, "double-publicity", "duration")
    assert ladder(found) == [("changqing", 7.0, 1), ("pingyin", 15.0, 2)]
    assert (found.unit, found.stricter, found.spread, found.agrees) == ("工作日", "lower", 8.0, False)
    assert "15个工作日" in found.readings[1].quote


def test_days_to_answer_an_objection(comparison):
    found = find(comparison, "objections", "duration")
    assert {(plan, value) for plan, value, _ in ladder(found)} == {("changqing", 1.0), ("pingyin", 1.0)}
    beside = [d for d in comparison.differences if d.group == "objections" and "平均值与逐件" in d.note]
    assert beside[0].stricter == "none"
    assert {reading.plan for reading in beside[0].readings} == {"changqing", "pingyin", "chengwu"}
    assert not [d for d in comparison.differences if d.group == "credit-repair" and d.aspect == "duration"]


def test_hours_become_days_and_say_so(comparison):
    found = find(comparison, "publicity-activities", "duration")
    assert {value for _, value, _ in ladder(found)} == {2.0}
    assert all("48小时（折2日）" in reading.shown for reading in found.readings)
    assert found.agrees


def test_rates_of_one_sentence_stay_apart(comparison):
    labels = [d.label for d in comparison.differences if d.group == "double-publicity" and d.aspect == "target"]
    assert len(labels) == 3
    assert all(any(rate in label for label in labels) for rate in ("上报率", "合规率", "及时率"))


def test_quotas_are_times_a_year(comparison):
    beside = [d for d in comparison.differences if d.group == "news-reporting" and "逐个单位" in d.note]
    assert beside, "each office of 平阴 against the bureau of 长清"
    found = find(comparison, "publicity-activities", "frequency")
    assert ladder(found) == [("pingyin", 4.0, 1), ("changqing", 2.0, 2), ("pingyin", 2.0, 2)]


def test_bodies_by_function(comparison):
    found = find(comparison, "objections", "unit")
    assert not found.agrees
    assert found.stricter == "none"
    assert all(reading.rank is None for reading in found.readings)
    shown = {reading.plan: reading.shown for reading in found.readings}
    assert shown["changqing"].startswith("内设法规机构、内设信用机构负责")


def test_every_reading_is_a_number_of_its_item(comparison, annotated_plans):
    items = {(plan.id, item.id): item for plan in annotated_plans for item in plan.items}
    for difference in comparison.differences:
        assert len({reading.plan for reading in difference.readings}) > 1
        for reading in difference.readings:
            item = items[reading.plan, reading.item]
            if difference.aspect == "unit":
                assert reading.value == sum(not unit.generic for unit in item.units)
            elif difference.aspect == "weight":
                table = sum(i.points or 0 for (p, _), i in items.items() if p == reading.plan and hasattr(i, "table"))
                assert reading.value == pytest.approx(100 * item.points / table, abs=0.01)


def test_overlaps_add_up(comparison, alignment):
    assert len(comparison.overlaps) == 3
    for overlap in comparison.overlaps:
        left = {g.id for g in alignment.groups if any(m.plan == overlap.left for m in g.members)}
        right = {g.id for g in alignment.groups if any(m.plan == overlap.right for m in g.members)}
        assert set(overlap.shared_groups) == left & right
        assert set(overlap.left_only) == left - right
        assert set(overlap.right_only) == right - left
        assert overlap.share == pytest.approx(len(left & right) / len(left | right), abs=1e-4)
        assert 0 <= overlap.left_share <= 1


def test_the_two_of_one_parent_share_most(comparison):
    """平阴 and 长清 descend from one notice of their city."""
    best = max(comparison.overlaps, key=lambda overlap: overlap.share)
    assert {best.left, best.right} == {"pingyin", "changqing"}


def test_coverage_names_what_all_lack(comparison, mappings):
    lacking = {c.concept for c in comparison.coverage if not c.plans}
    assert "information-security" in lacking
    assert all(c.edition for c in comparison.coverage if not c.plans)
    national = [concept.id for concept in mappings.concepts.concepts if concept.edition]
    assert [c.concept for c in comparison.coverage if c.edition] == national
    only = {c.concept: c.plans for c in comparison.coverage if len(c.plans) == 1}
    assert only["misuse-of-zhengxin"] == ("chengwu",)


def test_the_order_of_plans_changes_no_difference(comparison, alignment, annotated_plans, mappings):
    turned = compare_plans(alignment, annotated_plans[::-1], mappings)
    assert turned == comparison


def test_an_alignment_of_other_plans_is_refused(alignment, annotated_plans, mappings):
    with pytest.raises(PlanFileError, match="changqing:t1"):
        compare_plans(alignment, annotated_plans[1:], mappings)


def test_nothing_stated_is_no_difference(annotated_plans, mappings):
    plan = annotated_plans[0]
    bare = replace(plan.tasks[0], units=(), deadlines=(), targets=())
    twins = [replace(plan, id=name, tasks=(bare,), indicators=()) for name in "ab"]
    members = tuple(Member(name, bare.id, "task", bare.title) for name in "ab")
    alignment = Alignment(plans=("a", "b"), groups=(Group(id="g", label="g", concept=None, members=members),))
    assert compare_plans(alignment, twins, mappings).differences == ()


def test_measures_are_counted_by_how_many_plans_state_them(five):
    """Bodies and weights are none; what stands side by side is not called different."""
    ranked = [
        {r.plan for r in one.readings}
        for one in five.differences
        if one.aspect not in {"unit", "weight"} and len({r.plan for r in one.readings if r.rank is not None}) > 1
    ]
    assert sum(one.comparable for one in five.measures) == len(ranked) > 10
    assert {one.plans for one in five.measures} >= {len(plans) for plans in ranked}
    assert all(one.differ <= one.comparable for one in five.measures)
    beside = [one for one in five.differences if one.note.startswith("不作排序")]
    assert sum(one.beside for one in five.measures) >= len(beside) > 0
