"""Labels and ids of groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.align import align_plans


@pytest.fixture(scope="module")
def labels(annotated_plans, mappings):
    bare = replace(mappings, concepts=replace(mappings.concepts, concepts=()))
    return {group.id: group.label for group in align_plans(annotated_plans, bare).groups}


def test_the_shortest_clear_title_names_a_group(labels):
    assert labels["changqing:t3"] == "双公示情况"


def test_places_never_name_a_group(labels):
    assert not any(place in label for label in labels.values() for place in ("成武", "平阴", "长清"))


def test_a_concept_names_its_group(alignment):
    labels = {group.id: group.label for group in alignment.groups}
    assert labels["double-publicity"] == "行政许可和行政处罚“双公示”"
