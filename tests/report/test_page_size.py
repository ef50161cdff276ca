"""A report of 50 plans opens, and answers its first search, in under two seconds in a browser."""

import time

import pytest

from extractor.align import align_plans
from extractor.compare import compare_plans
from extractor.report import build_report
from tests.benchmarks.varied_plans import vary_plans

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DRAWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
TYPED = """async () => {
  const search = document.getElementById("search");
  const start = performance.now();
  search.value = "双公示";
  search.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
}"""
"""Types into the search box and gives the milliseconds until the result is drawn, without the test tool's own time."""

TRIES = 3


@pytest.fixture(scope="module")
def large(corpus, mappings):
    from extractor.pipeline import extract_document

    plans = tuple(vary_plans([extract_document(document, mappings) for document in corpus], 50))
    alignment = align_plans(plans, mappings)
    return build_report(compare_plans(alignment, plans, mappings), alignment, plans)


@pytest.mark.parametrize("view", ["#/overview", "#/matrix", "#/differences", "#/kinship", "#/bodies/all"])
def test_fifty_plans_open_in_two_seconds(open_page, large, view):
    took = []
    for _ in range(TRIES):
        start = time.perf_counter()
        page = open_page(large, view)
        page.locator("h1").first.wait_for()
        page.evaluate(DRAWN)
        took.append(time.perf_counter() - start)
    # The best of three, so that a busy machine does not decide.
    assert min(took) < 2.0


def test_the_first_search_among_fifty_plans_is_quick(open_page, large):
    page = open_page(large, "#/matrix")
    took = page.evaluate(TYPED)
    assert page.locator("#matrix tbody tr").count() > 0
    assert took < 1000
