"""Words of concepts carry the texts they were seen in, and can be left out with them."""

from __future__ import annotations

import extractor
from extractor.mappings import leave_out_plans, load_mappings
from tests.upkeep.provenance import build_rows


def test_each_word_of_a_concept_has_its_sources():
    known = load_mappings()
    words = {(one.concept, one.word, one.kind) for one in known.concept_words}
    assert words == {(concept, word, kind) for word, concept, kind, _ in build_rows({})}


def test_no_word_silences_one_sentence_of_one_document():
    five = {document.id for document in extractor.load_corpus()}
    lone = [one.word for one in load_mappings().concept_words if one.kind == "none" and len(one.seen) == 1]
    assert not five.intersection(one.seen[0] for one in load_mappings().concept_words if one.word in lone)


def test_words_of_a_plan_are_left_out_with_it():
    known = load_mappings()
    left = leave_out_plans(known, ["lingbi"])
    gone = {one.word for one in known.concept_words if one.seen == ("lingbi",)}
    assert gone
    for concept in left.concepts.concepts:
        own = {one.word for one in known.concept_words if one.concept == concept.id and one.seen == ("lingbi",)}
        assert not own.intersection(word for group in concept.all for word in group)
