"""Plans as parsed, and as checked."""

import pytest

from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.pipeline import extract_document
from extractor.read import read_document


@pytest.fixture(scope="session")
def parse(mappings):
    def parse_text(text):
        document = Document("x", "x.txt", text.encode("utf-8"))
        return parse_plan(build_outline(read_document(document), mappings), mappings)

    return parse_text


@pytest.fixture(scope="session")
def extract(mappings):
    """Return a function: a text or the bytes of a file in, its plan out, checked."""

    def extract_plan(content):
        raw = content.encode("utf-8") if isinstance(content, str) else content
        return extract_document(Document("x", "x.txt", raw), mappings)

    return extract_plan


@pytest.fixture(scope="session")
def told(extract):
    """Return a function: a text in, its problems as lines out, each with the printed words that it points to."""

    def tell(text):
        plan = extract(text)
        return [
            " | ".join(
                [problem.message, *(_cut(plan.text, place) for place in (problem.place, problem.other) if place)]
            )
            for problem in plan.problems
        ]

    return tell


def _cut(text, place):
    """Return the first words at a place."""
    return text[place.start : place.end].split("\n")[0][:24]
