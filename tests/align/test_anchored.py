"""A further plan beside settled ones: which group takes an item, which evidence is shown, what fits nowhere."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import msgspec
import pytest

from extractor.align import align_plans, place_plan
from extractor.align.alignment import View
from extractor.align.anchored import Anchors, build_anchors, read_anchors
from extractor.align.constraints import Verdicts
from extractor.align.grouping.clustering import FREE, Bonds
from extractor.align.incremental import _Placing
from extractor.align.judged_pairs import score_judged
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.judgement import Judgement, JudgementsFile
from tests.align.facets import Alike, build_facet
from tests.align.test_alignment import RIVERS, make_plan

POLICY = Policy(line=0.0, limit=4.0, concept=3.0, list_start=2.0, unlisted=0.0)
WEST = (*RIVERS[:2], ("建设智慧水利", "安装水位监测设备。"))
NORTH = (
    ("落实河长巡河制度", "河长定期巡河，及时解决河湖问题。"),
    ("整治黑臭水体", "排查城区黑臭水体。"),
    ("开展校园体检", "体检覆盖学生。"),
)
NEW = build_facet("n", "t1")


def build(**groups):
    """Groups of members, each "plan:item"; a group whose name is a word carries it as its concept."""
    anchors = Anchors(SimpleNamespace(policy=POLICY), None)
    for name, members in groups.items():
        concept = None if name.startswith("g") else name
        anchors.concepts[name] = concept
        for member in members.split():
            plan, item = member.split(":")
            facet = build_facet(plan, item, concept, strength=1.0)
            anchors.members[name].append(facet)
            anchors.homes[plan, item].append((name, facet))
            if concept:
                anchors.by_concept[concept].append((name, facet))
    return anchors


def find(anchors, facet=NEW, near="ab", **odds):
    """The group of a facet, its mean, and the member that is shown beside it; `odds` by the members of anchors."""
    likeness = Alike({((plan, item), facet.profile.key): value for (plan, item), value in map(split, odds.items())})
    alike = [(name[0], name[1:]) for name in odds]
    found = anchors._find_home(facet, likeness, tuple(near), alike)  # noqa: SLF001 - the step that decides
    return found and (found[1].group, found[0], found[1].evidence.left)


def split(one):
    return (one[0][0], one[0][1:]), one[1]


def test_an_item_joins_the_group_that_it_is_most_like_in_the_mean():
    anchors = build(g1="a:t1 b:t1", g2="a:t2")
    assert find(anchors, at1=3.0, bt1=0.0, at2=1.0) == ("g1", 1.5, "a:t1")
    assert find(anchors, at1=0.0, bt1=3.0, at2=2.0) == ("g2", 2.0, "a:t2")
    assert find(anchors, at1=2.0, bt1=2.0, at2=2.0)[0] == "g1"
    assert find(anchors, at1=2.0, bt1=-9.0) is None
    assert find(anchors, at1=4.0, bt1=-9.0) == ("g1", 0.0, "a:t1")
    assert find(anchors, at2=-0.1) is None


def test_only_members_of_the_plans_that_are_near_count():
    anchors = build(g1="a:t1 c:t1", g2="c:t2")
    assert find(anchors, at1=1.0, ct1=-4.0) == ("g1", 1.0, "a:t1")
    assert find(anchors, ct2=3.0) is None


def test_a_concept_leads_to_its_group_and_to_those_without_any():
    anchors = build(patrol="a:t1", clean="b:t1", g1="b:t2")
    carried = build_facet("n", "t1", "patrol", strength=1.0)
    assert find(anchors, carried, bt1=4.0) == ("patrol", 3.0, "a:t1")
    assert find(anchors, carried, bt2=3.5) == ("g1", 3.5, "b:t2")
    assert find(anchors, bt1=1.0) == ("clean", 1.0, "b:t1")


def settle(new, *, bonds=FREE, policy=POLICY, odds=None, **groups):
    """Place the facets `new` beside `groups`; the items that each group gained, and those that fit nowhere."""
    made = {
        member: build_facet(
            *member.split(":"), None if name[0] in "gh" else name.partition("_")[2] or name, strength=1.0
        )
        for name, members in groups.items()
        for member in members.split()
    }
    facets = sorted([*made.values(), *new], key=lambda facet: facet.key)
    ready = {
        tuple(sorted((tuple(one.split(":")), tuple(two.split(":"))))): value
        for (one, two), value in (odds or {}).items()
    }
    settled = tuple(
        Group(
            id=name.replace("_", "~"), label="", concept=None if name[0] in "ghx" else name,
            members=tuple(Member(*member.split(":"), "task", "") for member in members.split()),
        )
        for name, members in groups.items()
    )  # fmt: skip
    alignment = Alignment(plans=("a", "b"), groups=settled)
    placing = _Placing("n", alignment, View(facets, Alike(ready, usual=-9.0), Verdicts(), bonds), policy)
    rest = placing.place()
    gained = {
        group.id: [":".join(facets[at].profile.key) for at in placing.gained[number]]
        for number, group in enumerate(settled)
    }
    return {name: items for name, items in gained.items() if items}, [facets[at].profile.key[1] for at in rest], placing


def test_a_new_item_joins_the_settled_group_with_the_highest_mean():
    groups = {"g1": "a:t1 b:t1", "g2": "a:t2"}
    near = {("a:t1", "n:t1"): 3.0, ("b:t1", "n:t1"): 1.0, ("a:t2", "n:t1"): 1.5}
    assert settle([NEW], odds=near, **groups)[:2] == ({"g1": ["n:t1"]}, [])
    assert settle([NEW], odds=near | {("a:t2", "n:t1"): 2.5}, **groups)[0] == {"g2": ["n:t1"]}
    assert settle([NEW], odds={("a:t1", "n:t1"): 4.0}, **groups)[0] == {
        "g1": ["n:t1"]
    }  # b:t1 counts -4, the mean is the line
    assert settle([NEW], odds={("a:t1", "n:t1"): 3.9}, **groups)[:2] == ({}, ["t1"])
    first = msgspec.structs.replace(POLICY, sample=1)
    assert settle([NEW], odds={("a:t1", "n:t1"): 3.9}, policy=first, **groups)[0] == {"g1": ["n:t1"]}


def test_a_new_item_of_a_concept_joins_its_groups_and_no_other_concepts():
    groups = {"patrol": "a:t1", "x_patrol": "a:t2", "clean": "b:t1"}
    carried = build_facet("n", "t1", "patrol", strength=1.0)
    assert settle([carried], **groups)[0] == {"x~patrol": ["n:t1"]}
    assert settle([carried], odds={("a:t1", "n:t1"): 1.0}, **groups)[0] == {"patrol": ["n:t1"]}
    assert settle([carried], odds={("b:t1", "n:t1"): 4.0}, clean="b:t1")[:2] == ({}, ["t1"])
    assert settle([NEW], odds={("b:t1", "n:t1"): 1.0}, **groups)[0] == {"clean": ["n:t1"]}
    assert settle([carried], odds={("b:t1", "n:t1"): 1.0}, g1="b:t1")[0] == {"g1": ["n:t1"]}


def test_an_item_stands_in_a_settled_group_once_and_not_beside_what_persons_part():
    twice = [build_facet("n", "t1", "patrol", strength=1.0), NEW]
    odds = {("a:t1", "n:t1"): 2.0}
    assert settle(twice, odds=odds, patrol="a:t1")[:2] == ({"patrol": ["n:t1"]}, ["t1"])
    key, other = ("n", "t1"), ("a", "t1")
    apart = Bonds(apart={key: frozenset({other}), other: frozenset({key})})
    assert settle([NEW], odds=odds, bonds=apart, g1="a:t1")[:2] == ({}, ["t1"])
    together = Bonds(together=((0, 2),))  # a:t1 and n:t1 in the order of their keys
    assert settle([NEW], odds={("b:t1", "n:t1"): 4.0}, bonds=together, g1="a:t1", g2="b:t1")[0] == {"g1": ["n:t1"]}


def test_what_fits_nowhere_forms_groups_and_near_misses_of_its_own():
    pair = [NEW, build_facet("n", "i1", table=1)]
    odds = {("a:t1", "n:t1"): -0.5, ("n:i1", "n:t1"): 2.0}
    gained, rest, placing = settle(pair, odds=odds, g1="a:t1")
    assert (gained, rest) == ({}, ["t1", "i1"][::-1] if placing.view.facets[1].profile.key[1] == "i1" else ["t1", "i1"])
    clusters = placing.build_rest([1, 2])
    assert clusters == [[1, 2]]
    (miss,) = placing.find_near_misses(clusters)
    assert (miss.left, miss.right) == ("a:t1", "n:t1")
    grown = settle([NEW], odds={("a:t1", "n:t1"): 1.0}, g1="a:t1")[2]
    (evidence,) = grown.grow(0, Group(id="g1", label="", concept=None, members=())).evidence
    assert (evidence.left, evidence.right, evidence.score) == ("a:t1", "n:t1", 1.0)


@pytest.fixture(scope="module")
def settled(mappings):
    east, west = make_plan("east", RIVERS), make_plan("west", WEST)
    return (east, west), align_plans((east, west), mappings)


def homes_of(alignment, plan):
    return {
        member.item: sorted(f"{one.plan}:{one.item}" for one in group.members)
        for group in alignment.groups
        for member in group.members
        if member.plan == plan
    }


def test_beside_anchors_and_one_by_one_an_item_finds_its_like(settled, mappings):
    plans, before = settled
    new = make_plan("north", NORTH)
    placed = build_anchors(read_anchors(plans, mappings), before, mappings).place(new)
    assert placed.rest == ("t3",)
    by_item = {one.member.item: one.group for one in placed.placed}
    groups = {group.id: {f"{one.plan}:{one.item}" for one in group.members} for group in before.groups}
    assert [groups[by_item[item]] for item in ("t1", "t2")] == [{"east:t1", "west:t1"}, {"east:t2", "west:t2"}]
    after = place_plan(new, before, plans, mappings)
    assert homes_of(after, "north") == {
        "t1": ["east:t1", "north:t1", "west:t1"], "t2": ["east:t2", "north:t2", "west:t2"], "t3": ["north:t3"],
    }  # fmt: skip
    assert after.plans == ("east", "west", "north")
    assert [group.id for group in after.groups if group.members[0].plan != "north"] == [
        group.id for group in before.groups
    ]


def test_a_plan_without_items_is_placed_nowhere(settled, mappings):
    plans, before = settled
    empty = build_anchors(read_anchors([*plans, make_plan("bare", ())], mappings), before, mappings)
    assert empty.place(make_plan("north", ())).placed == ()
    assert set(empty.views) == {"east", "west"}


def test_a_person_may_join_or_part_what_is_placed(settled, mappings):
    plans, before = settled
    signed = {"reason": "读过", "person": "王某", "date": "2026-11-21"}
    link = Judgement(decision="must-link", items=("north:t3", "west:t3"), **signed)
    part = Judgement(decision="cannot-link", items=("north:t1", "east:t1"), **signed)
    named = Judgement(decision="label", group="west:t3", text="智慧水利", **signed)
    lost = Judgement(decision="label", group="south:t9", text="没有", **signed)
    told = replace(mappings, judgements=JudgementsFile(judgements=(link, part, named, lost)))
    after = place_plan(make_plan("north", NORTH), before, plans, told)
    assert homes_of(after, "north")["t3"] == ["north:t3", "west:t3"]
    assert "east:t1" not in homes_of(after, "north")["t1"]
    assert after.judgements == (link, part, named)
    assert [one.label for one in after.groups if any(m.item == "t3" and m.plan == "west" for m in one.members)] == [
        "智慧水利"
    ]


def test_judged_pairs_have_the_score_of_their_words_alone(settled, mappings):
    signed = {"reason": "读过", "person": "王某", "date": "2026-11-21"}
    judged = (
        Judgement(decision="cannot-link", items=("west:t1", "east:t1"), **signed),
        Judgement(decision="must-link", items=("east:t1", "west:t1"), **signed),
        Judgement(decision="cannot-link", items=("west:t3", "east:t4"), **signed),
        Judgement(decision="cannot-link", items=("east:t1", "east:t2"), **signed),
        Judgement(decision="must-link", items=("east:t1", "south:t1"), **signed),
        Judgement(decision="label", group="east:t1", text="巡河", **signed),
    )
    plans, before = settled
    found = score_judged(plans, replace(mappings, judgements=JudgementsFile(judgements=judged)))
    assert [(one.left, one.right, one.same) for one in found] == [
        ("east:t1", "west:t1", True), ("east:t4", "west:t3", False),
    ]  # fmt: skip
    (evidence,) = (one for group in before.groups for one in group.evidence if one.left == "east:t1")
    assert found[0].score == evidence.score > found[1].score
