"""A text as the parsers see it, whole plans from texts, and every value of a plan beside its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.language.passages import build_passage
from extractor.model.paper.document import Document, Source
from extractor.model.paper.place import Passage
from extractor.parse.context import Context, build_context
from extractor.pipeline import extract_document


@pytest.fixture(scope="session")
def see(mappings):
    """Return a function: a text (and the year of its plan) in, the context and the passage that parsers take out."""

    def see_text(text: str, year: int | None = 2022) -> tuple[Context, Passage]:
        source = Source(Document("x", "x.txt", b""), "text/plain", "text/utf-8", text, ())
        return replace(build_context(source, mappings), year=year), build_passage(text, 0, len(text))

    return see_text


@pytest.fixture(scope="session")
def extract(mappings):
    """Return a function: a text or the bytes of a file in, its plan out."""

    def extract_plan(content: str | bytes):
        raw = content.encode("utf-8") if isinstance(content, str) else content
        return extract_document(Document("x", "x.txt", raw), mappings)

    return extract_plan
