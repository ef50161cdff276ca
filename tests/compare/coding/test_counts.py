"""Strength, attention, first days: recomputed by plain loops; networks: equal to networkx."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.coding.attention import find_adoptions
from extractor.compare.coding.centrality import build_ties, find_betweenness, find_cores, measure_networks
from extractor.compare.coding.strength import find_strengths
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.facts.plan import Metadata, Plan

networkx = pytest.importorskip("networkx")


def test_networks_equal_networkx(five):
    bipartite = networkx.bipartite
    for network, whole in zip(five.networks, five.network_measures, strict=True):
        ties, bodies = build_ties(network)
        graph = networkx.Graph()
        graph.add_nodes_from(ties)
        graph.add_edges_from((body, task) for body in bodies for task in ties[body])
        if not graph.edges:
            assert whole.edges == 0
            continue
        assert whole.density == pytest.approx(bipartite.density(graph, set(bodies)), abs=1e-6)
        central = bipartite.degree_centrality(graph, set(bodies))
        between = networkx.betweenness_centrality(graph)
        cores = networkx.core_number(graph)
        nodes = [one for one in five.node_measures if one.plan == network.plan]
        assert {one.node for one in nodes} == set(bodies)
        for one in nodes:
            assert one.centrality == pytest.approx(central[one.node], abs=1e-6)
            assert one.core_number == cores[one.node]
            assert one.betweenness is None or one.betweenness == pytest.approx(between[one.node], abs=1e-6)
        shares = [central[body] for body in bodies]
        centred = sum(max(shares) - share for share in shares) / (len(shares) - 1)
        assert whole.centralisation == pytest.approx(centred, abs=1e-6)
        shared = bipartite.weighted_projected_graph(graph, set(bodies))
        labels = {node.id: node.label for node in network.nodes}
        wanted = sorted((weight, *sorted((labels[a], labels[b]))) for a, b, weight in shared.edges(data="weight"))
        if network.plan is None:
            continue  # bodies of two places share no work
        seen = [one for one in five.shared_work if one.plan == network.plan]
        assert sorted((one.tasks, *sorted((one.left, one.right))) for one in seen) == wanted


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(8, 15)), max_size=30))
def test_betweenness_and_cores_of_any_graph(edges):
    graph = networkx.Graph(list(edges))
    ties = {node: list(graph[node]) for node in graph}
    assert find_cores(ties) == networkx.core_number(graph)
    assert find_betweenness(ties) == pytest.approx(networkx.betweenness_centrality(graph))


def test_strength_is_the_product_of_three_scores(plans, mappings):
    found = list(find_strengths(plans, mappings.strength, mappings.terms.soft))
    assert len(found) == sum(len(plan.items) for plan in plans)
    assert all(one.strength == one.level_score * one.kind_score * one.measure_score for one in found)
    by_plan = {one.plan: (one.level_score, one.kind_score) for one in found}
    assert by_plan["jiaxian"] == (2, 4), "a county's 考核办法"
    assert by_plan["lingbi"] == (2, 2), "a county's 工作要点"
    assert by_plan["pingyin"] == (1, 3), "a bureau's 实施方案"


def test_shares_of_attention_add_up(five):
    shares = defaultdict(float)
    for one in five.attention:
        shares[one.plan] += one.share
    assert all(share == pytest.approx(1, abs=0.01) for share in shares.values())
    assert set(shares) == {"changqing", "chengwu", "jiaxian", "lingbi", "pingyin"}


def test_first_days_and_what_cannot_be_seen():
    """A place's first plan has it: perhaps older. A second one has it first: observed. None has it: not yet."""

    def plan(name, place, day):
        return replace(Plan(id=name, source=(), metadata=Metadata(jurisdiction=place, issue_date=day)), text="")

    plans = (plan("a22", "甲县", "2022-03-01"), plan("a23", "甲县", "2023-03-01"), plan("b23", "乙县", "2023-01-01"))
    members = tuple(Member(name, "t1", "task", "巡河") for name in ("a23",))
    groups = (
        Group(id="g1", label="巡河", concept=None, members=members, evidence=()),
        Group(id="g2", label="清淤", concept=None, members=(Member("a22", "t2", "task", "清淤"),), evidence=()),
    )
    found = {
        (one.group, one.place): (one.day, one.order, one.censored)
        for one in find_adoptions(plans, Alignment(plans=("a22", "a23", "b23"), groups=groups))
    }
    assert found == {
        ("g1", "甲县"): ("2023-03-01", 1, "none"),
        ("g1", "乙县"): ("2023-01-01", None, "right"),
        ("g2", "甲县"): ("2022-03-01", 1, "left"),
        ("g2", "乙县"): ("2023-01-01", None, "right"),
    }


def test_networks_without_ties_have_no_figures(five):
    bare = [one for one in measure_networks(five.networks) if not one.edges]
    assert all(one.core_bodies == 0 for one in bare)
