"""What several processes would each load is loaded before they begin as copies of one."""

from __future__ import annotations

import pickle

from extractor.batch import Shared
from extractor.extraction import extract_document
from extractor.language.words import load_tokenizer
from extractor.mappings import load_mappings
from extractor.model.paper.document import Document
from extractor.warming import SAMPLE, warm_up


def test_the_sample_holds_what_plans_hold() -> None:
    plan = extract_document(Document("sample", "sample.txt", SAMPLE.encode()), load_mappings())
    assert len(plan.tasks) >= 2
    assert len(plan.indicators) == 4
    assert any(task.deadlines for task in plan.tasks)
    assert any(task.units for task in plan.tasks)


def test_documents_that_nobody_can_read_stop_no_warming() -> None:
    hostile = (
        Document("a", "a.pdf", b""),
        Document("b", "b.rar", b"Rar!\x1a\x07"),
        Document("c", "c.pdf", b"%PDF-1.7"),
    )
    warm_up(load_mappings(), hostile)
    assert load_tokenizer.cache_info().currsize


def test_a_copy_of_the_process_takes_the_value_itself() -> None:
    shared = Shared({"unit": "县教育局"})
    assert pickle.loads(pickle.dumps(shared)).value is shared.value  # noqa: S301


def test_another_process_unpacks_the_value_once() -> None:
    packed = Shared({"unit": "县教育局"}).__reduce__()
    unpack, (content,) = packed
    assert unpack(content) is unpack(content)
