"""The alignment of the annotated plans: right, whole, and the same whatever else is there."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from extractor.align import Policy, align_plans
from extractor.errors import PlanFileError
from extractor.model.facts.plan import Metadata, Plan, SourceInfo, Task

SOURCE = (SourceInfo(name="made.txt", sha256="", media_type="text/plain", pages=None, how="made"),)
RIVERS = (
    ("落实河长巡河制度", "各级河长按规定巡河，及时发现并解决河湖问题。"),
    ("整治黑臭水体", "开展城区黑臭水体排查，完成截污纳管。"),
    ("清理河道采砂", "严厉打击非法采砂，建立采砂台账。"),
    ("加强入河排污口监管", "建立入河排污口台账，设立公示牌。"),
)


def make_plan(name, tasks):
    made = tuple(
        Task(id=f"t{n}", no=str(n), section=None, title=t, text=f"{t}。{b}") for n, (t, b) in enumerate(tasks, 1)
    )
    return Plan(id=name, source=SOURCE, metadata=Metadata(), tasks=made)


def members(alignment):
    return {group.id: [(m.plan, m.item) for m in group.members] for group in alignment.groups}


def find_pairs(groups):
    return {
        tuple(sorted(pair))
        for group in groups
        for pair in combinations(group, 2)
        if pair[0][: pair[0].index(":")] != pair[1][: pair[1].index(":")]
    }


def find_f1(alignment, annotations):
    wanted = find_pairs(g["members"] for g in json.loads((annotations / "groups.json").read_text("utf-8"))["groups"])
    found = find_pairs([f"{m.plan}:{m.item}" for m in group.members] for group in alignment.groups)
    return 2 * len(wanted & found) / (len(wanted) + len(found))


@pytest.fixture(scope="module")
def annotations(request):
    return request.config.rootpath / "tests" / "evaluation"


def test_agrees_with_the_annotated_groups(alignment, annotations):
    assert find_f1(alignment, annotations) >= 0.95


def test_works_without_a_concept_list(annotated_plans, mappings, annotations):
    bare = replace(mappings, concepts=replace(mappings.concepts, concepts=()))
    alignment = align_plans(annotated_plans, bare)
    assert find_f1(alignment, annotations) >= 0.78
    assert all(group.concept is None and group.label for group in alignment.groups)


def test_every_item_stands_somewhere_and_in_three_groups_at_most(alignment, annotated_plans):
    counts = Counter((m.plan, m.item) for group in alignment.groups for m in group.members)
    assert set(counts) == {(plan.id, item.id) for plan in annotated_plans for item in plan.items}
    assert max(counts.values()) <= Policy().measures


def test_one_group_for_each_concept_and_one_id_for_each_group(alignment):
    concepts = Counter(group.concept for group in alignment.groups if group.concept)
    assert set(concepts.values()) == {1}
    assert len({group.id for group in alignment.groups}) == len(alignment.groups)
    assert all(len({(m.plan, m.item) for m in group.members}) == len(group.members) for group in alignment.groups)


def test_every_match_says_why(alignment):
    for group in alignment.groups:
        if len(group.members) > 1:
            named = {side for evidence in group.evidence for side in (evidence.left, evidence.right)}
            assert named == {f"{m.plan}:{m.item}" for m in group.members}
        assert all(line.seen and line.weight for evidence in group.evidence for line in evidence.lines)


def test_near_misses_are_just_under_the_line_and_share_no_group(alignment):
    together = {
        frozenset((f"{a.plan}:{a.item}", f"{b.plan}:{b.item}"))
        for group in alignment.groups
        for a, b in combinations(group.members, 2)
    }
    policy = Policy()
    for miss in alignment.near_misses:
        assert policy.line - policy.near <= miss.score < policy.line
        assert frozenset((miss.left, miss.right)) not in together


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_plans_changes_nothing(alignment, annotated_plans, mappings, seed):
    order = list(annotated_plans)
    random.Random(seed).shuffle(order)  # noqa: S311 - a repeatable order, no secret
    shuffled = align_plans(order, mappings)
    assert shuffled.groups == alignment.groups
    assert shuffled.near_misses == alignment.near_misses
    assert shuffled.plans == tuple(plan.id for plan in order)


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_an_unrelated_plan_changes_nothing(alignment, annotated_plans, mappings, name):
    wider = align_plans([*annotated_plans, make_plan(name, RIVERS)], mappings)
    before, after = members(alignment), members(wider)
    assert {key: after.get(key) for key in before} == before
    assert all({plan for plan, _ in after[key]} == {name} for key in set(after) - set(before))


def test_another_field_is_aligned_by_its_words(mappings):
    other = (
        ("严格落实河长制巡河", "河长定期开展巡河，河湖问题及时解决。"),
        ("开展黑臭水体整治", "对黑臭水体进行排查，实施截污纳管工程。"),
        ("建设智慧水利", "安装水位监测设备。"),
    )
    found = members(align_plans([make_plan("east", RIVERS), make_plan("west", other)], mappings))
    assert [("east", "t1"), ("west", "t1")] in found.values()
    assert [("east", "t2"), ("west", "t2")] in found.values()
    assert [("west", "t3")] in found.values()


def test_large_blocks_give_the_groups_of_small_ones(annotated_plans, mappings):
    """Six copies of each plan: with few members compared in full, each item still stands with its own copies."""
    copies = [replace(plan, id=f"{plan.id}{number}") for plan in annotated_plans for number in range(6)]
    small = align_plans(copies, mappings, policy=Policy(block=20))
    sizes = {group.concept: len(group.members) for group in small.groups if group.concept}
    whole = align_plans(annotated_plans, mappings)
    wanted = {group.concept: 6 * len(group.members) for group in whole.groups if group.concept}
    lost = sum(abs(sizes.get(concept, 0) - size) for concept, size in wanted.items())
    assert lost <= 0.02 * sum(wanted.values())


def test_nothing_to_align(mappings):
    assert align_plans([], mappings).groups == ()
    assert align_plans([make_plan("empty", ())], mappings).groups == ()


def test_an_item_without_words_stands_alone(mappings):
    alignment = align_plans([make_plan("one", [("", "")]), make_plan("two", [("", "")])], mappings)
    assert [len(group.members) for group in alignment.groups] == [1, 1]


def test_two_plans_of_one_id_are_refused(annotated_plans, mappings):
    with pytest.raises(PlanFileError, match="编号都是 changqing"):
        align_plans([annotated_plans[0], annotated_plans[0]], mappings)


def test_all_five_plans_are_matched_as_a_reader_would(mappings):
    """Two readers found the pairs by hand; the list and the weights have seen these plans."""
    from tests.align.measure_baselines import aligned_pairs, load_five_pairs, load_five_plans, score

    plans = load_five_plans()
    wanted = load_five_pairs({plan.id: plan for plan in plans})
    assert score(aligned_pairs(plans, mappings), wanted)[2] >= 0.95
