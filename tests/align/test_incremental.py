"""One more plan beside a settled alignment: its items find their groups, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from extractor.align import align_plans, place_plan
from extractor.errors import PlanFileError
from extractor.model.judgement import Judgement, JudgementsFile

NAMES = ("changqing", "chengwu", "jiaxian", "lingbi", "pingyin")
SIGNED = {"reason": "读过两处原文", "person": "王某", "date": "2026-11-21"}


def judged(mappings, *judgements):
    return replace(mappings, judgements=JudgementsFile(judgements=judgements))


def pairs_with(alignment, plan):
    """The pairs of items that share a group, one of them of `plan`."""
    return {
        tuple(sorted((f"{a.plan}:{a.item}", f"{b.plan}:{b.item}")))
        for group in alignment.groups
        for a, b in combinations(group.members, 2)
        if (a.plan == plan) != (b.plan == plan)
    }


@pytest.fixture(scope="module")
def whole(plans, mappings):
    return align_plans(plans, mappings)


@pytest.fixture(scope="module", params=NAMES)
def placed(request, plans, mappings):
    """The plan that comes later, the alignment without it, and the alignment with it placed."""
    new = next(plan for plan in plans if plan.id == request.param)
    others = tuple(plan for plan in plans if plan is not new)
    before = align_plans(others, mappings)
    return new, before, place_plan(new, before, others, mappings)


def test_what_was_settled_stays(placed):
    new, before, after = placed
    groups = {group.id: group for group in after.groups}
    for group in before.groups:
        grown = groups[group.id]
        assert (grown.label, grown.concept) == (group.label, group.concept)
        assert grown.members[: len(group.members)] == group.members
        assert {member.plan for member in grown.members[len(group.members) :]} <= {new.id}
        assert grown.evidence[: len(group.evidence)] == group.evidence
    order = [group.id for group in before.groups]
    assert [group.id for group in after.groups if group.id in set(order)] == order
    assert after.plans == (*before.plans, new.id)


def test_every_new_item_stands_somewhere_and_in_three_groups_at_most(placed):
    new, _, after = placed
    counts = {item.id: 0 for item in new.items}
    for group in after.groups:
        for member in group.members:
            if member.plan == new.id:
                counts[member.item] += 1
    assert min(counts.values()) >= 1
    assert max(counts.values()) <= 3
    assert len({group.id for group in after.groups}) == len(after.groups)
    assert all(len({(m.plan, m.item) for m in group.members}) == len(group.members) for group in after.groups)


def test_new_items_find_the_groups_that_aligning_anew_would_give(placed, whole):
    new, _, after = placed
    found, wanted = pairs_with(after, new.id), pairs_with(whole, new.id)
    assert 2 * len(found & wanted) / (len(found) + len(wanted)) >= 0.95


def test_every_new_member_says_why(placed):
    new, _, after = placed
    for group in after.groups:
        sides = {side for evidence in group.evidence for side in (evidence.left, evidence.right)}
        for member in group.members:
            if member.plan == new.id and len(group.members) > 1:
                assert f"{member.plan}:{member.item}" in sides


def test_the_order_of_the_settled_plans_changes_nothing(plans, mappings):
    new, *others = plans
    before = align_plans(others, mappings)
    assert place_plan(new, before, others[::-1], mappings) == place_plan(new, before, others, mappings)


def test_judgements_hold_for_the_new_plan(plans, mappings):
    new, *others = plans
    before = align_plans(others, mappings)
    plain = place_plan(new, before, others, mappings)
    group = next(g for g in plain.groups if {m.plan for m in g.members} > {new.id} and len(g.members) > 2)
    own = next(m for m in group.members if m.plan == new.id)
    other = next(m for m in group.members if m.plan != new.id)
    stranger = next(
        g.members[0] for g in plain.groups if g.id != group.id and own not in g.members and g.members[0].plan != new.id
    )
    item = f"{own.plan}:{own.item}"
    part = Judgement(decision="cannot-link", items=(item, f"{other.plan}:{other.item}"), **SIGNED)
    link = Judgement(decision="must-link", items=(item, f"{stranger.plan}:{stranger.item}"), **SIGNED)
    after = place_plan(new, before, others, judged(mappings, part, link))
    homes = [g for g in after.groups if own in g.members]
    assert all(other not in g.members for g in homes)
    assert any(stranger in g.members for g in homes)
    assert after.judgements == (part, link)


def test_a_plan_that_is_there_already_is_refused(plans, whole, mappings):
    with pytest.raises(PlanFileError, match="已在"):
        place_plan(plans[0], whole, plans, mappings)


def test_plans_other_than_those_aligned_are_refused(plans, mappings):
    before = align_plans(plans[:3], mappings)
    with pytest.raises(PlanFileError, match="不是同一批"):
        place_plan(plans[4], before, plans[:2], mappings)


def test_an_alignment_of_items_that_are_gone_is_refused(plans, mappings):
    new, first, *others = plans
    before = align_plans([first, *others], mappings)
    with pytest.raises(PlanFileError, match="没有这一项"):
        place_plan(new, before, [replace(first, tasks=(), indicators=()), *others], mappings)


def test_a_plan_of_another_field_stands_alone(plans, mappings):
    from tests.align.test_alignment import RIVERS, make_plan

    before = align_plans(plans, mappings)
    after = place_plan(make_plan("rivers", RIVERS), before, plans, mappings)
    alone = [group for group in after.groups if {member.plan for member in group.members} == {"rivers"}]
    assert tuple(group for group in after.groups if group not in alone) == before.groups
    assert all(len(group.members) == 1 for group in alone)
    assert {member.item for group in alone for member in group.members} == {"t1", "t2", "t3", "t4"}
