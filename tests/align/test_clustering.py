"""Groups by mean likeness, on made-up scores."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from extractor.align.grouping.clustering import Bonds, build_clusters
from extractor.align.policy import Policy
from tests.align.facets import Alike
from tests.align.facets import build_facet as make_facet


def build(facets, scores):
    return build_clusters(facets, scores, Alike(), Policy(line=0.0))


def test_a_chain_does_not_join_its_ends():
    """a is like b, b like c, but a and c are opposites: b goes to the nearer one."""
    facets = [make_facet(plan, "t1") for plan in "abc"]
    assert build(facets, {(0, 1): 2.0, (1, 2): 1.0, (0, 2): -3.0}) == [[0, 1], [2]]


def test_a_weak_pair_is_carried_by_its_group():
    facets = [make_facet(plan, "t1") for plan in "abc"]
    assert build(facets, {(0, 1): 2.0, (1, 2): 2.0, (0, 2): -0.5}) == [[0, 1, 2]]


def test_two_concepts_never_share_a_group():
    facets = [make_facet("a", "t1", "one"), make_facet("b", "t1", "two"), make_facet("c", "t1")]
    clusters = build(facets, {(0, 2): 3.0, (1, 2): 2.0})
    assert clusters == [[0, 2], [1]]


def test_an_item_is_in_a_group_once():
    facets = [make_facet("a", "t1"), make_facet("a", "t1", "one"), make_facet("b", "t1", "one")]
    assert build(facets, {(0, 2): 3.0, (1, 2): 2.0}) == [[0, 2], [1]]


def test_pairs_not_compared_speak_against():
    facets = [make_facet(plan, "t1") for plan in "abcd"]
    assert build(facets, {(0, 1): 1.5, (2, 3): 1.5, (1, 2): 1.5}) == [[0, 1], [2, 3]]


def test_what_persons_decided_goes_before_any_score():
    facets = [make_facet(plan, "t1") for plan in "abc"]
    keys = [facet.profile.key for facet in facets]
    apart = Bonds(apart={keys[0]: frozenset({keys[1]}), keys[1]: frozenset({keys[0]})})
    scores = {(0, 1): 3.0, (1, 2): 2.5, (0, 2): 2.0}
    assert build_clusters(facets, scores, Alike(), Policy(line=0.0), apart) == [[0], [1, 2]]
    together = Bonds(together=((0, 2),))
    assert build_clusters(facets, {(0, 1): -1.0, (0, 2): -3.0}, Alike(), Policy(line=0.0), together) == [[0, 2], [1]]
    assert (together.positions, list(Bonds(together=((0, 1, 2),)).pairs)) == ({0, 2}, [(0, 1), (0, 2), (1, 2)])


def test_the_rows_of_one_table_are_not_compared_so_that_none_is_missing():
    """Two rows of plan a stand beside b; a's rows were not scored with each other, which says nothing."""
    facets = [make_facet("a", "i1", table=1), make_facet("a", "i2", table=1), make_facet("b", "t1")]
    assert build(facets, {(0, 2): 2.0, (1, 2): 1.0}) == [[0, 1, 2]]
    tables = [make_facet("a", "i1", table=1), make_facet("a", "i2", table=2), make_facet("b", "t1")]
    assert build(tables, {(0, 2): 2.0, (1, 2): 1.0}) == [[0, 2], [1]]


def test_two_of_one_concept_that_were_not_looked_at_say_nothing():
    """In a large block each is paired with some only."""
    facets = [make_facet(plan, "t1", "one") for plan in "abc"]
    assert build(facets, {(0, 1): 1.0, (1, 2): 1.0}) == [[0, 1, 2]]
    plain = [make_facet(plan, "t1") for plan in "abc"]
    assert build(plain, {(0, 1): 1.0, (1, 2): 1.0}) == [[0, 1], [2]]


def test_a_mean_on_the_line_joins():
    facets = [make_facet(plan, "t1") for plan in "abc"]
    assert build(facets, {(0, 1): 0.0}) == [[0, 1], [2]]
    assert build(facets, {(0, 1): 2.0, (0, 2): 0.5, (1, 2): -0.5}) == [[0, 1, 2]]
    assert build(facets, {(0, 1): 2.0, (0, 2): 0.5, (1, 2): -0.6}) == [[0, 1], [2]]


@given(
    st.lists(st.sampled_from([None, "one", "two"]), min_size=1, max_size=9),
    st.lists(st.floats(-4, 4), min_size=36, max_size=36),
)
def test_groups_keep_their_rules_whatever_the_scores(concepts, values):
    facets = [make_facet(f"p{number}", "t1", concept) for number, concept in enumerate(concepts)]
    scores = dict(zip(combinations(range(len(facets)), 2), values, strict=False))
    clusters = build(facets, scores)
    assert sorted(position for cluster in clusters for position in cluster) == list(range(len(facets)))
    for cluster in clusters:
        assert len({facets[position].concept for position in cluster} - {None}) <= 1
        pairs = list(combinations(cluster, 2))
        if pairs:
            assert sum(scores[pair] for pair in pairs) / len(pairs) >= -1e-9
