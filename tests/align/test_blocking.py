"""Which pairs are looked at: all of one concept while they are few, never all of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.align.alignment import build_facets
from extractor.align.blocking import find_candidates, find_core, find_key_terms
from extractor.align.concepts import ConceptIndex
from extractor.align.items import ProfileBuilder
from extractor.align.policy import Policy
from extractor.align.terms import Segmenter


@pytest.fixture(scope="module")
def make_facets(annotated_plans, mappings):
    policy = Policy()
    concepts = ConceptIndex(mappings.concepts.concepts, policy, mappings.concepts.field_words)
    segmenter = Segmenter(mappings.terms)
    builder = ProfileBuilder(segmenter, concepts, policy)

    def make(copies):
        plans = [replace(plan, id=f"{plan.id}{n:03}") for n in range(copies) for plan in annotated_plans]
        profiles = [profile for plan in plans for profile in builder.build(plan)]
        return sorted(build_facets(profiles, concepts, segmenter), key=lambda facet: facet.key)

    return make


def find_pairs(facets, policy):
    return list(find_candidates(facets, find_core(facets, policy), policy))


def test_pairs_come_once_and_in_order(make_facets):
    pairs = find_pairs(make_facets(1), Policy())
    assert len(pairs) == len(set(pairs))
    assert all(left < right for left, right in pairs)


def test_two_facets_of_different_concepts_never_meet(make_facets):
    facets = make_facets(1)
    for left, right in find_pairs(facets, Policy()):
        concepts = {facets[left].concept, facets[right].concept} - {None}
        assert len(concepts) <= 1
        assert facets[left].profile.key != facets[right].profile.key


def test_pairs_grow_with_items_and_not_with_their_square(make_facets):
    policy = Policy(block=6, posting=6)
    few, many = (make_facets(copies) for copies in (10, 20))
    assert len(find_pairs(many, policy)) <= 2.2 * len(find_pairs(few, policy))
    rest = len(many) - len(find_core(many, policy))
    assert rest > len(many) / 2


def test_key_terms_are_the_rarest(make_facets):
    facet = next(f for f in make_facets(1) if f.profile.title.startswith("开展统一社会信用代码重错码"))
    assert set(find_key_terms(facet, Policy())[:2]) == {"统一社会信用代码", "重错码"}
