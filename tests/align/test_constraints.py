"""What persons decided goes before any score, is carried out at each run, and is undone by leaving it out."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.align import align_plans, find_contradiction
from extractor.align.constraints import build_verdicts
from extractor.model.facts.plan import Metadata, Plan, SourceInfo, Task
from extractor.model.judgement import NO_CONCEPT, Judgement, JudgementsFile

SIGNED = {"reason": "读过两处原文", "person": "王某", "date": "2026-11-21"}
SOURCE = (SourceInfo(name="made.txt", sha256="", media_type="text/plain", pages=None, how="made"),)


def link(left, right):
    return Judgement(decision="must-link", items=(left, right), **SIGNED)


def part(left, right):
    return Judgement(decision="cannot-link", items=(left, right), **SIGNED)


def name(group, text):
    return Judgement(decision="label", group=group, text=text, **SIGNED)


def carry(item, concept):
    return Judgement(decision="concept", items=(item,), concept=concept, **SIGNED)


def align(plans, mappings, *judgements, **options):
    return align_plans(plans, replace(mappings, judgements=JudgementsFile(judgements=judgements)), **options)


def homes(alignment):
    """The groups of each item."""
    found = {}
    for group in alignment.groups:
        for member in group.members:
            found.setdefault(f"{member.plan}:{member.item}", set()).add(group.id)
    return found


def share(alignment, left, right):
    found = homes(alignment)
    return bool(found[left] & found[right])


def evidence_of(alignment, left, right):
    return [one for group in alignment.groups for one in group.evidence if {one.left, one.right} == {left, right}]


@pytest.fixture(scope="module")
def five(plans):
    return plans


@pytest.fixture(scope="module")
def plain(five, mappings):
    return align(five, mappings)


@pytest.fixture(scope="module")
def strangers(plain):
    """Two items of different plans and concepts that share nothing."""
    groups = [group for group in plain.groups if group.concept and len(group.members) > 2]
    found = homes(plain)
    for one, other in combinations(groups, 2):
        left, right = one.members[0], other.members[-1]
        names = f"{left.plan}:{left.item}", f"{right.plan}:{right.item}"
        if left.plan != right.plan and not found[names[0]] & found[names[1]]:
            return names
    raise AssertionError


@pytest.fixture(scope="module")
def friends(plain):
    """Two items of different plans that share a group, with a third one in it."""
    group = next(group for group in plain.groups if len({member.plan for member in group.members}) > 2)
    first, second, third = list({member.plan: f"{member.plan}:{member.item}" for member in group.members}.values())[:3]
    return first, second, third


def test_without_judgements_nothing_is_told(plain):
    assert plain.judgements == ()
    assert plain.problems == ()


def test_must_link_joins_what_the_words_keep_apart(five, mappings, plain, strangers):
    assert not share(plain, *strangers)
    judged = align(five, mappings, link(*strangers))
    assert share(judged, *strangers)
    assert judged.judgements == (link(*strangers),)
    (found,) = evidence_of(judged, *strangers)
    assert found.lines[-1].feature == "人工判定"
    assert found.lines[-1].seen == "同一事项：读过两处原文（王某，2026-11-21）"
    assert found.score == pytest.approx(found.start + sum(line.weight for line in found.lines), abs=0.03)
    assert found.score >= found.threshold


def test_must_link_takes_no_item_out_of_a_group(five, mappings, plain, strangers):
    before, after = homes(plain), homes(align(five, mappings, link(*strangers)))
    for item in strangers:
        assert len(after[item]) >= min(len(before[item]), 3)
    assert {item: groups for item, groups in after.items() if groups != before[item]}.keys() <= set(strangers)


def test_cannot_link_parts_what_the_words_join(five, mappings, plain, friends):
    left, right, _ = friends
    assert share(plain, left, right)
    judged = align(five, mappings, part(left, right))
    assert not share(judged, left, right)
    assert not evidence_of(judged, left, right)
    assert all({one.left, one.right} != {left, right} for one in judged.near_misses)


def test_cannot_link_holds_where_groups_are_joined_by_samples(five, mappings, friends):
    from extractor.align import Policy

    judged = align(five, mappings, part(*friends[:2]), policy=Policy(block=1))
    assert not share(judged, *friends[:2])


def test_must_link_holds_where_groups_are_joined_by_samples(five, mappings, strangers):
    from extractor.align import Policy

    assert share(align(five, mappings, link(*strangers), policy=Policy(block=1)), *strangers)


def test_a_judgement_left_out_leaves_no_trace(five, mappings, plain, strangers):
    align(five, mappings, link(*strangers))
    assert align(five, mappings) == plain


def test_a_label_is_what_the_person_said(five, mappings, plain):
    group = next(group for group in plain.groups if group.concept)
    alone = next(item for item, groups in homes(plain).items() if len(groups) == 1 and groups != {group.id})
    (home,) = homes(plain)[alone]
    judged = align(five, mappings, name(group.id, "另有叫法"), name(alone, "按条目定名"))
    labels = {group.id: group.label for group in judged.groups}
    assert labels[group.id] == "另有叫法"
    assert labels[home] == "按条目定名"
    assert len(judged.judgements) == 2


def test_a_label_for_a_group_that_is_not_there_waits(five, mappings, plain):
    judged = align(five, mappings, name("elsewhere:t1", "等着"))
    assert judged.groups == plain.groups
    assert judged.judgements == ()
    assert judged.problems == ()


def test_a_concept_decision_replaces_what_the_words_show(five, mappings, plain):
    group = next(group for group in plain.groups if group.concept and len(group.members) > 2)
    other = next(one.concept for one in plain.groups if one.concept and one.concept != group.concept)
    member = next(m for m in group.members if len(homes(plain)[f"{m.plan}:{m.item}"]) == 1)
    item = f"{member.plan}:{member.item}"
    judged = align(five, mappings, carry(item, other))
    assert homes(judged)[item] == {other}
    both = align(five, mappings, carry(item, other), carry(item, group.concept))
    assert homes(both)[item] == {other, group.concept}


def test_an_item_may_be_said_to_carry_no_concept(mappings):
    titles = ("提升双公示工作质量", "全力保障高铁站前广场绿化")
    tasks = tuple(Task(id=f"t{n}", no=None, section=None, title=title, text=title) for n, title in enumerate(titles))
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), tasks=tasks)
    assert homes(align([plan], mappings))["a:t0"] == {"double-publicity"}
    assert homes(align([plan], mappings, carry("a:t0", NO_CONCEPT)))["a:t0"] == {"a:t0"}


def test_a_plan_that_is_not_here_waits_in_silence(five, mappings, plain):
    judged = align(five, mappings, link("nowhere:t1", "pingyin:t2.1.1"))
    assert judged.groups == plain.groups
    assert judged.problems == ()
    assert judged.judgements == ()


def test_an_item_that_its_plan_lacks_is_named(five, mappings, plain):
    judged = align(five, mappings, part("pingyin:t99", "lingbi:t1.1"))
    assert judged.groups == plain.groups
    (problem,) = judged.problems
    assert problem.code == "judgement-unknown-item"
    assert "pingyin:t99" in problem.message
    assert "\n" not in problem.message


CONTRADICTIONS = {
    "one pair": (link("a:1", "b:1"), part("b:1", "a:1")),
    "the other way round": (part("a:1", "b:1"), link("a:1", "b:1")),
    "a chain": (link("a:1", "b:1"), link("b:1", "c:1"), part("a:1", "c:1")),
    "a chain closed last": (link("a:1", "b:1"), part("a:1", "d:1"), link("c:1", "d:1"), link("b:1", "c:1")),
    "two labels": (name("g", "甲"), name("g", "乙")),
    "a concept and none": (carry("a:1", "x"), carry("a:1", NO_CONCEPT)),
    "more concepts than an item may have": tuple(carry("a:1", word) for word in "wxyz"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_the_last_of_contradicting_decisions_is_left_out_and_all_are_named(case):
    judgements = CONTRADICTIONS[case]
    keys = {(plan, "1") for plan in "abcd"}
    verdicts = build_verdicts(judgements, keys, {"w", "x", "y", "z"}, 3)
    assert verdicts.applied == judgements[:-1]
    (problem,) = verdicts.problems
    assert problem.code == "judgements-contradict"
    for judgement in judgements:
        assert judgement.subject in problem.message
    assert find_contradiction(judgements, 3) == problem


def test_decisions_that_agree_are_no_contradiction():
    agreeing = (link("a:1", "b:1"), link("b:1", "a:1"), part("a:1", "c:1"), part("b:1", "c:1"), name("g", "甲"))
    assert find_contradiction(agreeing, 3) is None


ITEMS = [f"{plan}:1" for plan in "abcdef"]
PAIRS = st.sampled_from(list(combinations(ITEMS, 2)))


@given(st.lists(st.tuples(st.booleans(), PAIRS), max_size=12))
def test_what_is_taken_never_contradicts_itself(drawn):
    judgements = [link(*pair) if same else part(*pair) for same, pair in drawn]
    verdicts = build_verdicts(judgements, {tuple(item.split(":")) for item in ITEMS}, (), 3)
    assert len(verdicts.applied) + len(verdicts.problems) == len(judgements)
    for keys in verdicts.bound:
        assert not any(set(pair) <= set(keys) for pair in verdicts.parted)
    assert find_contradiction(verdicts.applied, 3) is None


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_whatever_is_decided_holds_in_any_order_of_the_plans(data, annotated_plans, mappings):
    """Any few decisions on the annotated items: each that was taken holds, and no item is lost or in four groups."""
    names = [f"{plan.id}:{item.id}" for plan in annotated_plans for item in plan.items]
    pairs = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    drawn = data.draw(st.lists(st.tuples(st.booleans(), pairs), min_size=1, max_size=6))
    judgements = [link(*pair) if same else part(*pair) for same, pair in drawn]
    judged = align(annotated_plans, mappings, *judgements)
    for one in judged.judgements:
        assert share(judged, *one.items) == (one.decision == "must-link")
    assert homes(judged).keys() == set(names)
    assert max(map(len, homes(judged).values())) <= 3
    order = list(annotated_plans)
    random.Random(len(drawn)).shuffle(order)  # noqa: S311 - a repeatable order, no secret
    assert align(order, mappings, *judgements).groups == judged.groups


@pytest.mark.parametrize("seed", range(5))
def test_judged_groups_are_the_same_under_any_order_and_beside_an_unrelated_plan(
    five, mappings, strangers, friends, seed
):
    judgements = (link(*strangers), part(*friends[:2]), name("double-publicity", "双公示"))
    expected = align(five, mappings, *judgements)
    order = list(five)
    random.Random(seed).shuffle(order)  # noqa: S311 - a repeatable order, no secret
    assert align(order, mappings, *judgements).groups == expected.groups
    tasks = (Task(id="t1", no=None, section=None, title="整治黑臭水体", text="整治黑臭水体。完成截污纳管。"),)
    rivers = Plan(id="aaa", source=SOURCE, metadata=Metadata(), tasks=tasks)
    wider = align([rivers, *order], mappings, *judgements)
    assert [group for group in wider.groups if group.members[0].plan != "aaa"] == list(expected.groups)


KEYS = frozenset((plan, item) for plan in "abcd" for item in ("t1", "t2"))


def settle(*judgements, measures=2):
    return build_verdicts(judgements, KEYS, {"one", "two", "three"}, measures)


TAKEN = (
    # decisions, how many are taken, what is wrong with the others
    ((link("a:t1", "b:t1"), part("b:t1", "a:t1")), 1, ["judgements-contradict"]),
    ((part("b:t1", "a:t1"), link("a:t1", "b:t1")), 1, ["judgements-contradict"]),
    ((link("a:t1", "b:t1"), link("b:t1", "a:t1")), 2, []),
    ((link("a:t1", "b:t1"), link("b:t1", "c:t1"), part("a:t1", "c:t1")), 2, ["judgements-contradict"]),
    ((part("a:t1", "c:t1"), link("a:t1", "b:t1"), link("b:t1", "c:t1")), 2, ["judgements-contradict"]),
    ((part("a:t1", "c:t1"), link("a:t1", "b:t1"), link("c:t1", "d:t1")), 3, []),
    ((link("a:t1", "b:t9"),), 0, ["judgement-unknown-item"]),
    ((link("a:t1", "z:t1"),), 0, []),  # that plan is not here
    ((carry("a:t1", "one"), carry("a:t1", "two")), 2, []),
    ((carry("a:t1", "one"), carry("a:t1", "two"), carry("a:t1", "three")), 2, ["judgements-contradict"]),
    ((carry("a:t1", "one"), carry("a:t1", "one")), 2, []),
    ((carry("a:t1", "one"), carry("a:t1", NO_CONCEPT)), 1, ["judgements-contradict"]),
    ((carry("a:t1", NO_CONCEPT), carry("a:t1", NO_CONCEPT)), 2, []),
    ((carry("a:t1", "four"),), 0, ["judgement-unknown-concept"]),
    ((name("g", "巡河"), name("g", "巡河")), 2, []),
    ((name("g", "巡河"), name("g", "保洁"), name("h", "保洁")), 2, ["judgements-contradict"]),
)


@pytest.mark.parametrize(("judgements", "taken", "codes"), TAKEN)
def test_the_earlier_decision_holds_and_the_later_is_told(judgements, taken, codes):
    found = settle(*judgements)
    assert (len(found.applied), [problem.code for problem in found.problems]) == (taken, codes)


def test_what_is_settled_is_known_by_item():
    found = settle(
        link("b:t1", "a:t1"), link("b:t1", "c:t1"), part("a:t2", "b:t1"), carry("a:t1", "one"), carry("a:t1", "one")
    )
    assert found.bound == ((("a", "t1"), ("b", "t1"), ("c", "t1")),)
    assert found.apart == {("a", "t2"): {("b", "t1")}, ("b", "t1"): {("a", "t2")}}
    assert [one.concept for one in found.concepts["a", "t1"]] == ["one"]
    line = found.find_line(("b", "t1"), ("a", "t1"), 10.0)
    assert (line.weight, line.seen) == (10.0, "同一事项：读过两处原文（王某，2026-11-21）")
    line = found.find_line(("b", "t1"), ("a", "t2"), 10.0)
    assert (line.weight, line.seen) == (-10.0, "不同事项：读过两处原文（王某，2026-11-21）")
    assert found.find_line(("a", "t1"), ("c", "t1"), 10.0) is None


def test_a_refused_decision_names_the_item_and_the_way_to_those_that_it_contradicts():
    chain = (link("a:t1", "b:t1"), link("b:t1", "c:t1"), link("c:t1", "d:t1"), link("a:t1", "d:t1"))
    (problem,) = settle(*chain, part("d:t1", "a:t1")).problems
    assert "must-link a:t1 d:t1" in problem.message
    assert "must-link b:t1 c:t1" not in problem.message  # the shortest way
    assert problem.item == "d:t1"
    (problem,) = settle(name("g", "巡河"), name("g", "保洁")).problems
    assert (problem.item, "label g 巡河" in problem.message_en) == (None, True)
