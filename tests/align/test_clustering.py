"""Groups by mean likeness, on made-up scores."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from extractor.align.comparisons import Facet
from extractor.align.grouping.clustering import build_clusters
from extractor.align.items import Profile
from extractor.align.policy import Policy

BLANK = Profile(
    places=frozenset(),
    key=("", ""),
    position=0,
    kind="task",
    table=0,
    shown="",
    title="",
    object="",
    heading="",
    sentences=(),
    cuts=(),
    title_terms={},
    terms={},
    measures=(),
    functions=frozenset(),
    deadlines=frozenset(),
    hits=(),
)


class Everything:
    """All plans are compared."""

    def __contains__(self, plans: object) -> bool:
        return True


def make_facet(plan: str, item: str, concept: str | None = None) -> Facet:
    return Facet(profile=replace(BLANK, key=(plan, item)), concept=concept)


def build(facets, scores):
    return build_clusters(facets, scores, Everything(), Policy(line=0.0))


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
