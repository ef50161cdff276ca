"""A plan as parsed, not yet checked."""

import pytest

from extractor.model.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document


@pytest.fixture(scope="session")
def parse(mappings):
    def parse_text(text):
        document = Document("x", "x.txt", text.encode("utf-8"))
        return parse_plan(build_outline(read_document(document), mappings), mappings)

    return parse_text
