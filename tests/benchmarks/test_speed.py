"""How long the flow takes: `make bench`. Figures to look at, no limits; a busy machine must not fail a test."""

import pytest

from extractor.align import align_plans
from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.pipeline import extract_document
from extractor.read import read_document


@pytest.fixture(scope="module")
def long_text(corpus):
    """The tasks of one plan, to be repeated: the middle of 灵璧's text, which has 38 of them."""
    document = next(document for document in corpus if document.id == "lingbi")
    text = document.content.decode("utf-8")
    return text[: text.index("一、")], text[text.index("一、") :]


@pytest.mark.benchmark(group="five texts to aligned plans")
def test_five_texts_to_aligned_plans_in_memory(benchmark, corpus, mappings):
    def run():
        return align_plans(tuple(extract_document(document, mappings) for document in corpus), mappings)

    run()
    assert len(benchmark(run).plans) == len(corpus)


@pytest.mark.parametrize("times", [1, 10, 100])
@pytest.mark.benchmark(group="one text at 1, 10 and 100 times its length", max_time=2, min_rounds=3)
def test_cost_grows_with_the_length_of_a_document(benchmark, long_text, mappings, times):
    head, body = long_text
    document = Document("long", "long.txt", (head + body * times).encode("utf-8"))

    def run():
        return parse_plan(build_outline(read_document(document), mappings), mappings)

    plan = benchmark.pedantic(run, rounds=1 if times == 100 else 3, warmup_rounds=int(times == 1))
    benchmark.extra_info["characters"] = len(document.content.decode("utf-8"))
    benchmark.extra_info["tasks"] = len(plan.tasks)
    assert len(plan.tasks) >= 38 * times


@pytest.mark.parametrize("stage", ["read", "outline", "parse"])
@pytest.mark.benchmark(group="stages over the five texts")
def test_each_stage(benchmark, corpus, mappings, stage):
    sources = [read_document(document) for document in corpus]
    outlines = [build_outline(source, mappings) for source in sources]
    run = {
        "read": lambda: [read_document(document) for document in corpus],
        "outline": lambda: [build_outline(source, mappings) for source in sources],
        "parse": lambda: [parse_plan(outline, mappings) for outline in outlines],
    }[stage]
    assert len(benchmark(run)) == len(corpus)
