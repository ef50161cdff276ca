"""Documents of awkward forms in further fields, made in memory: what must come out of each, from the file to the plan."""

from __future__ import annotations

import json
from typing import Any

import pytest

import extractor
from extractor.errors import UnreadableDocumentError
from extractor.read.ocr import engine
from tests.read.building import document
from tests.read.made import MadeForm
from tests.read.made.bundles import build_bundles
from tests.read.made.more_papers import build_more_papers
from tests.read.made.more_webs import build_more_webs
from tests.read.made.more_words import build_more_words
from tests.read.made.papers import build_papers
from tests.read.made.sealed import build_sealed
from tests.read.made.tables import build_tables
from tests.read.made.texts import build_texts
from tests.read.made.webs import build_webs
from tests.read.made.words import build_words
from tests.read.shortfalls import find_shortfalls

FIRST = (build_webs, build_words, build_tables, build_papers, build_sealed, build_bundles, build_texts)
SECOND = (build_more_webs, build_more_words, build_more_papers)
FORMS = [form for build in (*FIRST, *SECOND) for form in build()]


@pytest.fixture(scope="module")
def mappings() -> Any:
    return extractor.load_mappings()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_comes_out_of_a_made_form(form: MadeForm, mappings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if not form.name.startswith("searchable"):
        monkeypatch.setattr(engine, "is_installed", lambda: False)
    one = document(form.content, form.name)
    if "refused" in form.want:
        with pytest.raises(UnreadableDocumentError, match=form.want["refused"]):
            extractor.extract_document(one, mappings)
        return
    plan = extractor.extract_document(one, mappings)
    assert find_shortfalls(form.want, json.loads(extractor.to_json(plan))) == []
