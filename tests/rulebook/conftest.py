"""Material for the rulebook's tests: the five plans as the parser gives them, and their rulebooks."""

from __future__ import annotations

import pytest

from extractor.corpora import load_corpus
from extractor.mappings import load_mappings
from extractor.pipeline import extract_document
from extractor.rulebook import build_rulebook


@pytest.fixture(scope="session")
def plans():
    mappings = load_mappings()
    return {plan.id: plan for plan in (extract_document(document, mappings) for document in load_corpus())}


@pytest.fixture(scope="session")
def books(plans):
    return {name: build_rulebook(plan) for name, plan in plans.items()}
