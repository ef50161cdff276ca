"""Evidence of single pairs: signed lines, their sum, the same either way round."""

from __future__ import annotations

from itertools import combinations

import pytest

from extractor.align import comparisons
from extractor.align.alignment import read_facets
from extractor.align.comparisons import compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.items import ItemMeasure
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Comparand
from tests.align.facets import Alike, build_facet


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


RULES = Policy(concept=5.0, list_start=4.0, passing_list=2.0, untitled=0.3, unlisted=2.5, siblings=-4.0)
SCORES = (
    # one, other, odds of their words, score
    ({}, {}, 1.0, 1.0),
    ({"concept": "x"}, {}, 1.0, -1.5),  # the list knows the measure and did not find it
    ({"concept": "x"}, {"concept": "y"}, 1.0, 1.0),
    ({"concept": "x", "strength": 1.0}, {"concept": "x", "strength": 0.5}, 1.0, 3.5),
    ({"concept": "x", "strength": 1.0}, {"concept": "x", "strength": 1.0}, -9.0, 1.0),
    ({"concept": "x", "strength": 1.0, "aside": 1.0}, {"concept": "x", "strength": 1.0, "aside": 0.5}, 1.0, 3.0),
    ({"aside": 1.0}, {"aside": 0.5}, 1.0, 0.55),
)
OWN = (
    # one and another item of one plan, score
    ({}, {}, -4.0),
    ({"table": 1}, {}, 1.0),  # a task and a row are compared as those of two plans are
    ({"table": 1}, {"table": 2}, 1.0),
    ({"concept": "x", "strength": 1.0}, {"concept": "x", "strength": 1.0}, 1.0),
    ({"concept": "x", "strength": 0.8, "table": 1}, {"concept": "x", "strength": 1.0}, 0.0),
    ({"concept": "x"}, {"concept": "y"}, -4.0),
)


@pytest.mark.parametrize(("one", "other", "odds", "value"), SCORES)
def test_what_a_concept_adds_and_what_speaks_against(one, other, odds, value):
    left, right = build_facet("a", "t1", **one), build_facet("b", "t1", **other)
    assert score(left, right, Alike(usual=odds), RULES) == pytest.approx(value)
    assert score(right, left, Alike(usual=odds), RULES) == pytest.approx(value)


@pytest.mark.parametrize(("one", "other", "value"), OWN)
def test_what_one_plan_numbers_apart_is_seldom_one_measure(one, other, value):
    left, right = build_facet("a", "t1", **one), build_facet("a", "t2", **other)
    assert score(left, right, Alike(usual=1.0), RULES) == pytest.approx(value)


def test_the_lines_and_the_start_are_the_score_and_a_decision_comes_on_top():
    left, right = build_facet("a", "t1", "x", strength=1.0, name="巡河"), build_facet("b", "t1", "x", strength=1.0)
    likeness = Alike(usual=1.0, told=0.5, added={"title": 0.75, "text": -0.25, "words": 0.25, "number": 0.004})
    bare = compare(left, right, likeness, RULES)
    assert [(line.feature, line.weight) for line in bare.lines] == [("概念", 5.0), ("标题", 0.75)]
    assert (bare.score, bare.start, bare.threshold) == (6.0, 0.25, RULES.line)
    assert bare.probability == 0.998
    judged = compare(left, right, likeness, RULES, Comparand("人工判定", "", -10.0))
    assert (judged.score, judged.start, judged.probability) == (-4.0, 0.25, 0.029)
    assert judged.lines[-1].feature == "人工判定"


def test_siblings_are_told_in_place_of_what_their_words_liken():
    rows = [build_facet("a", item, kind="indicator", table=1) for item in ("i1", "i2")]
    (line,) = compare(*rows, Alike(added={"title": 2.0}), RULES).lines
    assert (line.feature, line.seen, line.weight) == ("同案", "同一方案分列的两项指标", -4.0)
    one, other = (build_facet("a", item, "x", strength=1.0, name="巡河", words="巡河") for item in ("t1", "t2"))
    (line,) = compare(one, other, Alike(added={"title": 2.0}), RULES).lines
    assert (line.feature, line.seen) == ("概念", "同属“巡河”（巡河）")


def build_pair(**fields):
    return [
        build_facet(plan, "t1", **{name: pair[place] for name, pair in fields.items()})
        for place, plan in enumerate("ab")
    ]


LITRES, HOUSES, MOST = (
    ItemMeasure(3.0, "吨", ">=", ""),
    ItemMeasure(12.5, "家", ">", ""),
    ItemMeasure(9.0, "家", "<=", ""),
)
SHOWN = (
    # what is shown, fields of both items, words
    (comparisons.show_concepts, {"name": ("巡河", "巡河"), "words": ("巡河", "河长")}, "同属“巡河”（巡河｜河长）"),
    (comparisons.show_titles, {"object": ("巡河", "护河")}, "“巡河”与“护河”"),
    (comparisons.show_terms, {"terms": ({"河": 1.0, "长": 0.5, "乡": 1.0}, {"河": 0.2, "长": 1.0})}, "共有“长、河”"),
    (comparisons.show_terms, {"terms": (dict.fromkeys("甲乙丙丁戊己", 1.0),) * 2}, "共有“丁、丙、乙、己、戊”"),
    (comparisons.show_terms, {"terms": ({"河": 1.0}, {"乡": 1.0})}, "正文没有共同的实词"),
    (comparisons.show_numbers, {"measures": ((LITRES, HOUSES), (HOUSES,))}, ">12.5家 与 >12.5家"),
    (comparisons.show_numbers, {"measures": ((HOUSES,), (MOST,))}, "没有同单位、同方向的数值"),
    (
        comparisons.show_bodies,
        {"functions": (frozenset("甲乙丙丁戊"), frozenset("甲乙丙丁戊"))},
        "共有职能 5 项：丁、丙、乙、戊",
    ),
    (comparisons.show_bodies, {"functions": (frozenset("甲"), frozenset("乙"))}, "责任单位的职能不同或未写明"),
    (comparisons.show_sections, {"heading": ("履职", "")}, "“履职”与“”"),
    (comparisons.show_kinds, {"kind": ("task", "indicator"), "table": (0, 1)}, "任务与指标"),
    (comparisons.show_kinds, {"kind": ("task", "task")}, "同为任务"),
    (comparisons.show_kinds, {"kind": ("indicator", "indicator"), "table": (1, 2)}, "同为指标"),
    (comparisons.show_siblings, {"kind": ("task", "task")}, "同一方案分列的两项任务"),
)


@pytest.mark.parametrize(("show", "fields", "words"), SHOWN)
def test_what_was_seen_is_said_in_words(show, fields, words):
    assert show(*build_pair(**fields)) == words
