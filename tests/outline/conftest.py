"""Texts as outlines."""

import pytest

from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.outline.reading_order import build_flow
from extractor.read import read_document


@pytest.fixture(scope="session")
def flow():
    """Return a function: a text in, its lines and rows out."""
    return lambda text: build_flow(read_document(Document("x", "x.txt", text.encode("utf-8"))))


@pytest.fixture(scope="session")
def outline(mappings):
    """Return a function: a text in, its outline out."""
    return lambda text: build_outline(read_document(Document("x", "x.txt", text.encode("utf-8"))), mappings)
