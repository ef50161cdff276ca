from dataclasses import replace

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import DocBin

from extractor.model.facts.plan import Citation, Metadata, Plan, Role, SourceInfo, Task, Unit
from extractor.model.paper.place import Piece, Place
from extractor.pipeline import extract_document
from extractor.report.exports.coding.spacy_doc import build_doc

GROUPS = ["citations", "deadlines", "rules", "targets", "units"]
BARE = Plan(
    id="甲",
    source=(SourceInfo(name="甲.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),),
    metadata=Metadata(),
)


@pytest.fixture(scope="module")
def plans(corpus, mappings):
    return tuple(extract_document(document, mappings) for document in corpus)


def test_spans_are_the_printed_words_with_what_they_are(plans):
    for plan in plans:
        doc = build_doc(plan)
        assert doc.text == plan.text
        assert sorted(doc.spans) == GROUPS
        units = [unit for item in plan.items for unit in item.units if unit.place]
        expected = [unit for unit in units for _ in unit.place.pieces or (unit.place,)]
        assert [span.label_ for span in doc.spans["units"]] == [unit.role.value for unit in expected]
        whole = [unit.place.words(plan.text) for unit in units if not unit.place.pieces]
        assert set(whole) <= {span.text for span in doc.spans["units"]}
        for span in doc.spans["citations"]:
            assert span.text == doc.text[span.start_char : span.end_char]
        starts = [entry.place.start for task in plan.tasks for entry in task.deadlines if entry.place]
        assert [span.start_char for span in doc.spans["deadlines"] if span.start_char in starts] == starts


@given(text=st.text(st.sampled_from("县财政局 \n\t\r\u3000\u2028，a1😀"), max_size=30))
def test_the_text_of_the_doc_is_the_text(text):
    assert build_doc(replace(BARE, text=text)).text == text


@given(data=st.data(), text=st.text(st.sampled_from("县财 \n\u3000a"), min_size=1, max_size=20))
def test_a_span_holds_its_printed_words_and_no_blank_at_its_ends(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = build_doc(replace(BARE, text=text, citations=(Citation(title="x", place=Place(start, end)),)))
    words = text[start:end].strip()
    assert [span.text for span in doc.spans["citations"]] == ([words] if words else [])


def test_a_value_cut_by_a_page_gives_a_span_for_each_stretch():
    place = Place(0, 2, pieces=(Piece(0, 2), Piece(7, 9)))
    unit = Unit(name="县财政局", role=Role.LEAD, place=place)
    plan = replace(BARE, text="县财— 3 —政局", tasks=(Task(id="t1", no="1", section=None, title="", units=(unit,)),))
    doc = build_doc(plan)
    assert [(span.text, span.label_) for span in doc.spans["units"]] == [("县财", "lead"), ("政局", "lead")]


@pytest.mark.parametrize("group", GROUPS)
def test_displacy_draws_each_group(plans, group):
    doc = next(doc for doc in map(build_doc, plans) if doc.spans[group])
    page = displacy.render(doc, style="span", options={"spans_key": group}, jupyter=False)
    assert doc.spans[group][0].label_ in page


def test_docbin_keeps_text_and_spans(plans):
    docs = [build_doc(plan) for plan in plans]
    kept = DocBin(docs=docs, store_user_data=True).to_bytes()
    back = list(DocBin().from_bytes(kept).get_docs(spacy.blank("zh").vocab))
    assert [doc.text for doc in back] == [doc.text for doc in docs]
    for doc, original in zip(back, docs, strict=True):
        assert doc.user_data["plan"] == original.user_data["plan"]
        for group in GROUPS:
            seen = [(span.start, span.end, span.label_) for span in doc.spans[group]]
            assert seen == [(span.start, span.end, span.label_) for span in original.spans[group]]


def test_a_span_s_id_leads_back_to_its_value_and_entities_do_not_overlap(plans):
    plan = next(plan for plan in plans if plan.tasks and plan.tasks[0].units)
    doc = build_doc(plan)
    items = {item.id: item for item in plan.items}
    for span in doc.spans["units"]:
        group, owner, number = span.id_.rsplit(":", 2)
        assert group == "units"
        assert items[owner].units[int(number)].place.start <= span.start_char
    assert {span.label_ for span in doc.ents} <= {"UNIT", "DEADLINE", "TARGET", "CITATION"}
    assert len(doc.ents) > 10
    assert len(list(doc.sents)) > 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["spancat", "ner"])
def test_documents_train_and_evaluate_a_pipeline_of_one_s_own(plans, kind):
    from spacy.training import Example

    nlp = spacy.blank("zh")
    config = {"spans_key": "units", "suggester": {"@misc": "spacy.ngram_suggester.v1", "sizes": [4, 5, 6]}}
    nlp.add_pipe(kind, config=config if kind == "spancat" else {})
    docs = [build_doc(plan, nlp) for plan in plans[:2]]
    assert all(doc.vocab is nlp.vocab for doc in docs)
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    nlp.initialize(lambda: examples)
    nlp.update(examples)
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    assert scores["token_acc"] == 1.0
