"""Evidence of single pairs: signed lines, their sum, the same either way round."""

from __future__ import annotations

from itertools import combinations

import pytest

from extractor.align.alignment import build_facets
from extractor.align.comparisons import compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.items import ProfileBuilder
from extractor.align.policy import Policy
from extractor.align.terms import Segmenter


@pytest.fixture(scope="module")
def facets(annotated_plans, mappings):
    policy = Policy()
    concepts = ConceptIndex(mappings.concepts.concepts, policy)
    segmenter = Segmenter(mappings.terms)
    builder = ProfileBuilder(segmenter, concepts, policy)
    profiles = [profile for plan in annotated_plans for profile in builder.build(plan)]
    return {(*facet.profile.key, facet.concept): facet for facet in build_facets(profiles, concepts, segmenter)}


def weights(evidence):
    return {line.feature: line.weight for line in evidence.lines}


def test_every_line_counts(facets):
    left, right = facets["pingyin", "t2", "double-publicity"], facets["changqing", "t3", "double-publicity"]
    evidence = compare(left, right, Policy())
    assert evidence.score == pytest.approx(evidence.start + sum(line.weight for line in evidence.lines), abs=0.05)
    assert evidence.score > evidence.threshold
    assert {"概念", "标题", "对象", "用词", "数值"} <= set(weights(evidence))
    assert (evidence.left, evidence.right) == ("changqing:t3", "pingyin:t2")


def test_the_same_measure_under_other_words(facets):
    left, right = facets["chengwu", "i3", "list-subjects"], facets["chengwu", "t4", "list-subjects"]
    assert weights(compare(left, right, Policy()))["数值"] > 0  # both below 0.3 %


def test_different_measures_stay_apart(facets):
    left, right = facets["chengwu", "t9", "specific-information"], facets["pingyin", "t8", "publicity-activities"]
    evidence = compare(left, right, Policy())
    assert evidence.score < evidence.threshold
    assert evidence.probability < 0.5


def test_a_title_that_speaks_of_another_measure_is_not_compared(facets):
    left, right = facets["chengwu", "t7", "credit-repair"], facets["pingyin", "t11", "credit-repair"]
    assert not {"标题", "对象"} & set(weights(compare(left, right, Policy())))


def test_evidence_is_readable(facets):
    left, right = facets["pingyin", "t2", "double-publicity"], facets["chengwu", "t7", "double-publicity"]
    shown = {line.feature: line.seen for line in compare(left, right, Policy()).lines}
    assert shown["概念"] == "同属“行政许可和行政处罚“双公示””（双公示）"
    assert shown["用词"].startswith("共有“双公示、")


def test_the_score_is_the_same_either_way_round(facets):
    policy = Policy()
    for left, right in combinations(facets.values(), 2):
        assert score(left, right, policy) == score(right, left, policy)
        assert score(left, right, policy) == compare(left, right, policy).score
