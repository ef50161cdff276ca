"""Evidence of single pairs: signed lines, their sum, the same either way round."""

from __future__ import annotations

from itertools import combinations

import pytest

from extractor.align.alignment import read_facets
from extractor.align.comparisons import compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.policy import Policy


@pytest.fixture(scope="module")
def facets(annotated_plans, mappings):
    policy = Policy()
    concepts = ConceptIndex(mappings.concepts.concepts, policy)
    view = read_facets(annotated_plans, mappings, concepts, policy)
    global likeness  # noqa: PLW0603 - one for all tests of this module
    likeness = view.likeness
    return {(*facet.profile.key, facet.concept): facet for facet in view.facets}


def weights(evidence):
    return {line.feature: line.weight for line in evidence.lines}


def test_every_line_counts(facets):
    left, right = facets["pingyin", "t2", "double-publicity"], facets["changqing", "t3", "double-publicity"]
    evidence = compare(left, right, likeness, Policy())
    assert evidence.score == pytest.approx(evidence.start + sum(line.weight for line in evidence.lines), abs=0.05)
    assert evidence.score > evidence.threshold
    assert {"概念", "标题", "用词", "词义", "数值"} <= set(weights(evidence))
    assert (evidence.left, evidence.right) == ("changqing:t3", "pingyin:t2")


def test_different_measures_stay_apart(facets):
    left, right = facets["chengwu", "t9", "specific-information"], facets["pingyin", "t8", "publicity-activities"]
    evidence = compare(left, right, likeness, Policy())
    assert evidence.score < evidence.threshold
    assert evidence.probability < 0.5


def test_evidence_is_readable(facets):
    left, right = facets["pingyin", "t2", "double-publicity"], facets["chengwu", "t7", "double-publicity"]
    shown = {line.feature: line.seen for line in compare(left, right, likeness, Policy()).lines}
    assert shown["概念"] == "同属“行政许可和行政处罚“双公示””（双公示）"
    assert shown["用词"].startswith("共有“双公示、")


def test_the_score_is_the_same_either_way_round(facets):
    policy = Policy()
    for left, right in combinations(facets.values(), 2):
        value = score(left, right, likeness, policy)
        assert value == score(right, left, likeness, policy)
        assert (value or 0.0) == pytest.approx(compare(left, right, likeness, policy).score, abs=0.011)
