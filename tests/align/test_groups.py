"""From groups of positions to groups with a name: what is left out, shared, bound, ordered and called."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from extractor.align.alignment import drop_spare
from extractor.align.concepts import ConceptIndex
from extractor.align.constraints import Verdicts, find_contradiction
from extractor.align.grouping.clustering import FREE, Bonds
from extractor.align.grouping.groups import Found, name_groups
from extractor.align.grouping.labels import find_id, find_label, rank_title
from extractor.align.grouping.must_link import bind_facets
from extractor.align.grouping.sharing import share_items
from extractor.align.links import FIRST, NEAREST, find_candidates
from extractor.align.many import ManyPolicy, add_placed, choose_anchors, join_parts
from extractor.align.many import name_groups as name_parts
from extractor.align.policy import Policy, choose_policy
from extractor.align.views import build_facets
from extractor.model.compared.alignment import Alignment, Evidence, Group, Member
from extractor.model.judgement import Judgement
from extractor.model.mappings import Concept
from tests.align.facets import Alike, build_facet

SIGNED = {"reason": "读过两处原文", "person": "王某", "date": "2026-11-21"}
LIST = tuple(
    Concept(id=name, name=title, name_en=name, all=((title,),))
    for name, title in (("patrol", "巡河"), ("clean", "保洁"))
)
INDEX = ConceptIndex(LIST, Policy())
TITLES = (
    # titles, the one that names a group
    (("县水务局", "河道保洁"), "河道保洁"),
    (("巡河保洁", "开展河道日常保洁工作"), "巡河保洁"),
    (("巡河", "开展河道保洁"), "开展河道保洁"),
    (("开展巡河，清理漂浮物", "开展河道日常保洁和漂浮物清理"), "开展河道日常保洁和漂浮物清理"),
    (("甲" * 20, "乙" * 21), "甲" * 20),
    (("甲" * 21, "乙" * 22), "甲" * 21),
    (("一、河道保洁", "(二)河道日常保洁"), "河道保洁"),
    (("", ""), ""),
    (("丙" * 60,), "丙" * 40),
)


@pytest.mark.parametrize(("titles", "label"), TITLES)
def test_the_clearest_title_names_a_group(titles, label):
    facets = [build_facet("a", f"t{number}", shown=title) for number, title in enumerate(titles)]
    assert find_label(facets, None) == label


def test_the_shortest_that_fits_is_of_four_characters():
    assert [rank_title(title)[2] for title in ("甲乙丙", "甲乙丙丁", "甲" * 20, "甲" * 21)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_concept_names_a_group_by_the_facet_that_carries_it():
    facets = [
        build_facet("a", "t1", "patrol", name="巡河"),
        build_facet("b", "t2", "clean", name="保洁", shown="河道保洁"),
    ]
    assert (find_label(facets, "clean"), find_id(facets)) == ("保洁", "a:t1~patrol")
    assert find_id(facets[:0:-1]) == "b:t2~clean"


def find_found(*facets, scores=None, **options):
    return Found(list(facets), scores or {}, Alike(), Policy(line=0.0, near=1.5, **options))


def test_the_largest_group_of_a_concept_has_its_name_and_groups_stand_as_they_are_read():
    facets = [
        build_facet("a", "t1", "clean", name="保洁"), build_facet("a", "t2", "patrol", name="巡河"),
        build_facet("b", "t1", "clean", name="保洁"), build_facet("c", "t1", "clean", name="保洁"),
        build_facet("a", "t3"), build_facet("a", "t4"), build_facet("b", "t4"),
    ]  # fmt: skip
    scores = {(0, 2): 1.0, (5, 6): 1.0}
    groups = find_found(*facets, scores=scores).build_groups([[3], [0, 2], [1], [4], [5, 6]], INDEX)
    assert [group.id for group in groups] == ["patrol", "clean", "a:t4", "c:t1~clean", "a:t3"]
    assert [group.concept for group in groups] == ["patrol", "clean", None, None, None]
    assert [len(group.evidence) for group in groups] == [0, 1, 1, 0, 0]
    taken = find_found(*facets, scores=scores).build_groups([[0, 2], [1]], INDEX, taken={"clean"})
    assert [group.id for group in taken] == ["patrol", "a:t1~clean"]


def test_near_misses_stand_under_the_line_and_in_no_common_group():
    facets = [
        build_facet(plan, item) for plan, item in (("a", "t1"), ("a", "t2"), ("b", "t1"), ("b", "t2"), ("c", "t1"))
    ]
    scores = {(0, 2): -0.5, (0, 3): -1.5, (1, 2): -1.6, (1, 3): 0.0, (0, 4): -0.2, (0, 1): -0.1, (2, 4): -0.5}
    alone = [[0], [1], [2], [3], [4]]
    found = find_found(*facets, scores=scores).find_near_misses(alone)
    assert [(one.left, one.right) for one in found] == [
        ("a:t1", "c:t1"),
        ("a:t1", "b:t1"),
        ("b:t1", "c:t1"),
        ("a:t1", "b:t2"),
    ]
    joined = find_found(*facets, scores=scores).find_near_misses([[0, 2], [1, 3], [4]])
    assert [(one.left, one.right) for one in joined] == [("a:t1", "c:t1"), ("b:t1", "c:t1"), ("a:t1", "b:t2")]
    assert len(find_found(*facets, scores=scores, misses=1).find_near_misses(alone)) == 1


def test_a_pair_of_items_is_one_near_miss_by_its_best_facets():
    facets = [build_facet("a", "t1"), build_facet("a", "t1", "patrol"), build_facet("b", "t1")]
    found = find_found(*facets, scores={(0, 2): -1.0, (1, 2): -0.4}).find_near_misses([[0], [1], [2]])
    assert len(found) == 1


def test_an_item_alone_says_nothing_where_it_stands_elsewhere():
    facets = [
        build_facet("a", "t1", "patrol", strength=1.0), build_facet("a", "t1"), build_facet("a", "t2"),
        build_facet("b", "t1", "patrol", strength=0.6, titled=False), build_facet("b", "t1", "clean", strength=0.9, titled=False),
    ]  # fmt: skip
    assert drop_spare(facets, [[0], [1], [2], [3], [4]]) == [[0], [4], [2]]
    assert drop_spare(facets, [[1], [2]], settled=[[0]]) == [[2]]
    assert drop_spare(facets, [[2], [3]], settled=[[0]]) == [[3], [2]]
    assert drop_spare([build_facet("a", "t1", "patrol", titled=True), facets[3]], [[0], [1]]) == [[0], [1]]


SHARED = (
    # scores of a:t1 with both of the other group, whether that carries a concept, groups
    (1.0, 1.0, False, [[0, 1, 2, 3], [0, 2, 3]]),
    (0.5, 0.5, False, [[0, 1, 2], [0, 2, 3]]),
    (1.0, -1.0, False, [[0, 1, 2], [2, 3]]),
    (0.4, 0.5, False, [[0, 1], [2, 3]]),
    (1.0, 1.0, True, [[0, 1], [2, 3]]),
)


def share(one, other, *, concept=None, likeness=None, **given):
    facets = [
        build_facet("a", "t1"),
        build_facet("b", "t1"),
        build_facet("b", "t2", concept),
        build_facet("c", "t2", concept),
    ]
    scores = {(0, 1): 2.0, (2, 3): 2.0, (0, 2): one} | ({} if other is None else {(0, 3): other})
    options = {"policy": Policy(second=0.5), "bonds": FREE} | given
    return share_items(facets, [[0, 1], [2, 3]], scores, likeness or Alike(), **options)


@pytest.mark.parametrize(("one", "other", "listed", "groups"), SHARED)
def test_an_item_stands_in_a_second_group_by_its_words(one, other, listed, groups):
    assert share(one, other, concept="patrol" if listed else None) == groups


def test_no_item_joins_where_it_may_not_stand():
    one, other = ("a", "t1"), ("c", "t2")
    apart = Bonds(apart={one: frozenset({other}), other: frozenset({one})})
    assert share(1.0, 1.0, bonds=apart) == [[0, 1, 2], [2, 3]]
    assert share(1.0, 1.0, policy=Policy(second=0.5, measures=1)) == [[0, 1], [2, 3]]


def test_the_mean_is_of_the_members_that_an_item_is_compared_with():
    assert share(0.9, None) == [[0, 1, 2], [2, 3]]
    assert share(0.9, None, likeness=Alike(apart={("a", "c")})) == [[0, 1, 2], [0, 2, 3]]


def test_an_item_does_not_join_another_of_its_plan_that_stands_alone():
    facets = [build_facet("a", "t1"), build_facet("b", "t1"), build_facet("b", "i1", table=1)]
    shared = share_items(
        facets, [[0, 1], [2]], {(0, 1): 1.0, (1, 2): 3.0}, Alike(), policy=Policy(second=0.5), bonds=FREE
    )
    assert shared == [[0, 1, 2], [2]]


def test_what_persons_joined_meets_under_the_concept_that_most_carry():
    facets = [
        build_facet("a", "t1", "clean", strength=1.0), build_facet("b", "t1", "patrol", strength=0.9),
        build_facet("c", "t1", "clean", strength=0.6), build_facet("d", "t1"), build_facet("e", "t1"),
    ]  # fmt: skip
    bound = tuple((plan, "t1") for plan in "abcd")
    ordered, (meeting,) = bind_facets(facets, Verdicts(bound=(bound,)), INDEX, Policy())
    assert [(ordered[at].profile.key[0], ordered[at].concept) for at in meeting] == [
        ("a", "clean"), ("b", "clean"), ("c", "clean"), ("d", None),
    ]  # fmt: skip
    added = next(facet for facet in ordered if facet.key[0] == "b" and facet.concept == "clean")
    assert (added.name, added.strength, added.words) == ("保洁", 1.0, "人工判定")
    assert len(ordered) == 6
    fewer, _ = bind_facets(facets, Verdicts(bound=(bound,)), INDEX, Policy(measures=1))
    assert [facet.concept for facet in fewer if facet.key[0] == "b"] == ["clean"]


def test_of_two_concepts_that_as_many_carry_the_stronger_then_the_first_of_the_list():
    def meet(*carried):
        facets = [build_facet(plan, "t1", concept, strength=strength) for plan, concept, strength in carried]
        ordered, (meeting,) = bind_facets(facets, Verdicts(bound=((("a", "t1"), ("b", "t1")),)), INDEX, Policy())
        return {ordered[at].concept for at in meeting}

    assert meet(("a", "clean", 1.0), ("b", "patrol", 0.6)) == {"clean"}
    assert meet(("a", "clean", 0.8), ("b", "patrol", 0.8)) == {"patrol"}


def build_group(name, *members, concept=None):
    return Group(
        id=name, label="", concept=concept, members=tuple(Member(*one.split(":"), "task", "") for one in members)
    )


def test_a_person_names_a_group_by_its_id_or_by_an_item_of_it_alone():
    groups = [build_group("g1", "a:t1", "b:t1"), build_group("g2", "a:t1", "c:t1")]
    labels = {
        key: Judgement(decision="label", group=key, text=text, **SIGNED)
        for key, text in (("g1", "巡河"), ("a:t1", "两处"), ("c:t1", "保洁"), ("b:t1", "被压过"), ("d:t1", "没有"))
    }
    named, met = name_groups(groups, labels)
    assert [group.label for group in named] == ["巡河", "保洁"]
    assert met == {"g1", "c:t1", "b:t1"}
    assert name_groups(groups, {}) == (tuple(groups), set())


def test_all_pairs_of_a_small_block_and_some_of_a_large_one():
    facets = [build_facet(f"p{number:02}", "t1", "patrol") for number in range(20)]
    names = [facet.profile.key[0] for facet in facets]
    near = frozenset((names[at], names[at + 1]) for at in range(19))

    def pairs(block, apart=frozenset()):
        likeness = SimpleNamespace(views=dict.fromkeys(names), compared=near, apart=apart, find_pairs=lambda _: ())
        return set(find_candidates(facets, likeness, Policy(block=block)))

    assert len(pairs(20)) == 190
    assert len(pairs(20, frozenset({("p00", "p19")}))) == 189
    few = pairs(19)
    assert {left for left, right in few if right == 19} == {0, 1, 2, 3, 18}
    assert {left for left, right in few if right == 3} == {0, 1, 2}
    assert all(sum(one == right for _, one in few) <= FIRST + NEAREST for right in range(20))


def test_rows_of_one_table_meet_unless_one_concept_joins_them():
    kinds = (
        ("t1", None, 0),
        ("t2", None, 0),
        ("i1", "patrol", 1),
        ("i2", "patrol", 1),
        ("i3", "clean", 1),
        ("i1", "clean", 1),
    )
    facets = [build_facet("a", item, concept, table=table) for item, concept, table in kinds]
    likeness = SimpleNamespace(views={"a": None}, compared=(), apart=(), find_pairs=lambda _: ())
    assert set(find_candidates(facets, likeness, Policy())) == {(0, 1), (2, 3), (2, 4), (3, 4), (3, 5), (4, 5)}


def test_contradictions_are_found_over_several_steps():
    def link(one, other):
        return Judgement(decision="must-link", items=(one, other), **SIGNED)

    def part(one, other):
        return Judgement(decision="cannot-link", items=(one, other), **SIGNED)

    chain = (link("a:1", "b:1"), link("b:1", "c:1"))
    told = find_contradiction((*chain, part("c:1", "a:1")), 3).message
    assert "must-link a:1 b:1" in told
    assert "must-link b:1 c:1" in told
    assert find_contradiction((*chain, part("c:1", "d:1"), link("d:1", "e:1")), 3) is None
    assert find_contradiction((part("a:1", "c:1"), *chain), 3).item == "b:1"


def test_a_facet_for_each_concept_and_one_by_words_where_the_title_names_none():
    def hit(concept, titled):
        return SimpleNamespace(concept=concept, titled=titled, strength=0.8, words="")

    def read(*hits):
        profile = build_facet("a", "t1", hits=hits).profile
        return [
            (one.concept, one.titled, one.aside)
            for one in build_facets([profile], INDEX, Policy(unnamed=0.5, measures=2))
        ]

    assert read() == [(None, True, 0.0)]
    assert read(hit("patrol", titled=True), hit("clean", titled=False)) == [
        ("patrol", True, 0.0),
        ("clean", False, 1.0),
    ]
    assert read(hit("patrol", titled=False), hit("clean", titled=False)) == [("patrol", False, 0.5), (None, True, 0.0)]


def test_the_line_that_persons_decisions_taught_replaces_the_usual_one():
    for learned, line in ((None, Policy().line), (0.0, 0.0), (-2.0, -2.0)):
        assert choose_policy(SimpleNamespace(alignment_line=SimpleNamespace(line=learned))).line == line


def test_of_many_parts_the_largest_group_keeps_the_name():
    small, large = (
        build_group("patrol", "a:t1", concept="patrol"),
        build_group("patrol", "b:t1", "c:t1", concept="patrol"),
    )
    plain = build_group("d:t1", "d:t1")
    assert [(after.id, after.concept) for _, after in name_parts([small, plain, large])] == [
        ("patrol", "patrol"), ("a:t1~patrol", None), ("d:t1", None),
    ]  # fmt: skip
    parts = [
        Alignment(plans=(), groups=(plain, small)),
        Alignment(plans=(), groups=(build_group("e:t1", "e:t1", "f:t1"), large)),
    ]
    joined = join_parts(parts, ["a", "b"], {"patrol": 0})
    assert [group.id for group in joined.groups] == ["patrol", "a:t1~patrol", "e:t1", "d:t1"]
    assert len(choose_anchors("abcdef", ManyPolicy(anchors=4))) == 4


def test_what_is_placed_joins_its_group_with_its_evidence():
    member = Member("c", "t1", "task", "")
    proof = Evidence(left="a:t1", right="c:t1", start=0.0, lines=(), score=0.0, threshold=0.0)
    placed = SimpleNamespace(placed=(SimpleNamespace(group="g1", member=member, evidence=proof),))
    alignment = Alignment(plans=("a",), groups=(build_group("g1", "a:t1"), build_group("g2", "a:t2")))
    one, other = add_placed(alignment, [placed]).groups
    assert ([m.plan for m in one.members], one.evidence, len(other.members)) == (["a", "c"], (proof,), 1)
