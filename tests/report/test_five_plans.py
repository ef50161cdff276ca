"""The report of the five plans that come along: all that was extracted is in it, and every place gives its words."""

import csv
import io

import pytest

from extractor.align import align_plans
from extractor.compare import compare_plans
from extractor.corpora import load_corpus
from extractor.mappings import load_mappings
from extractor.pipeline import extract_documents
from extractor.report import build_report
from extractor.report.csv_files import unguard


@pytest.fixture(scope="module")
def five():
    from concurrent.futures import ThreadPoolExecutor

    mappings = load_mappings()
    with ThreadPoolExecutor(1) as executor:
        plans, failures = extract_documents(load_corpus(), mappings, executor=executor)
    assert not failures
    alignment = align_plans(plans, mappings)
    comparison = compare_plans(alignment, plans, mappings)
    return plans, alignment, comparison, build_report(comparison, alignment, plans)


def read_rows(report, name):
    content = report.file(f"tables/{name}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_every_item_stands_in_its_table_and_in_a_group(five):
    plans, _, _, report = five
    members = {(row["plan"], row["item"]) for row in read_rows(report, "members")}
    assert members == {(plan.id, item.id) for plan in plans for item in plan.items}
    for name, kind in (("tasks", "tasks"), ("indicators", "indicators")):
        found = [(row["plan"], row["item"]) for row in read_rows(report, name)]
        assert found == [(plan.id, item.id) for plan in plans for item in getattr(plan, kind)]


def test_every_difference_is_there_with_its_values(five):
    _, _, comparison, report = five
    found = sorted(
        (r["group"], r["plan"], r["item"], float(r["value"] or -1)) for r in read_rows(report, "differences")
    )
    expected = [
        (d.group, r.plan, r.item, -1.0 if r.value is None else r.value)
        for d in comparison.differences
        for r in d.readings
    ]
    assert found == sorted(expected)


@pytest.mark.parametrize("name", ["units", "deadlines", "targets", "rules"])
def test_every_value_has_a_place_that_gives_its_words(five, name):
    plans, _, _, report = five
    texts = {plan.id: plan.text for plan in plans}
    for row in read_rows(report, name):
        assert row["start"], row
        words = texts[row["plan"]][int(row["start"]) : int(row["end"])]
        # A value that a page break cut in two begins with its first piece.
        assert "".join(unguard(row["printed"]).split()).startswith("".join(words.split())[:8]), row


def test_the_page_holds_every_plans_text(five):
    plans, _, _, report = five
    page = report.file("report.html").content.decode("utf-8")
    for plan in plans:
        assert plan.metadata.doc_number is None or plan.metadata.doc_number in page
        assert plan.text.split("\n")[0].strip() in page
    assert "http://" not in page.partition('id="data"')[0]
