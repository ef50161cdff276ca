"""The printed pages beside a plan's tables: as many as the paper has, boxes where the words are, size bounded, on demand."""

from pathlib import Path

import pdfplumber
import pytest

from extractor.corpora import load_corpus
from extractor.mappings import load_mappings
from extractor.model.report import Report
from extractor.pictures import PagePolicy, draw_plan_pages
from extractor.pipeline import extract_document, run_pipeline

MADE = Path(__file__).parents[1] / "fixtures" / "made"
PDF = MADE / "changqing-ruled.pdf"


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    (folder / PDF.name).write_bytes(PDF.read_bytes())
    return load_corpus(folder)[0]


@pytest.fixture(scope="module")
def result(document):
    return run_pipeline([document], load_mappings(), with_pages=True)


def test_pages_are_as_many_as_the_policy_allows(document):
    plan = extract_document(document, load_mappings())
    pages = draw_plan_pages(document, plan)
    with pdfplumber.open(PDF) as paper:
        assert len(pages) == len(paper.pages)
        assert (pages[0].width, pages[0].height) == pytest.approx((paper.pages[0].width, paper.pages[0].height), abs=1)
    assert all(page.png.startswith(b"\x89PNG") for page in pages)
    assert len(draw_plan_pages(document, plan, PagePolicy(pages=2))) == 2
    allowed = len(pages[0].png) + len(pages[1].png)
    assert len(draw_plan_pages(document, plan, PagePolicy(bytes=allowed))) == 2
    assert draw_plan_pages(document, plan, PagePolicy(bytes=10)) == ()


def test_a_page_without_the_option_has_none_and_is_smaller(document, result):
    plain = run_pipeline([document], load_mappings()).report.file("report.html").content
    assert len(plain) < len(result.report.file("report.html").content)
    assert b'"pages":[]' in plain


@pytest.mark.browser
def test_frames_stand_where_the_words_are_printed(open_page, result):
    plan = result.plans[0]
    page = open_page(Report(result.report.files), f"#/plan/{plan.id}")
    with pdfplumber.open(PDF) as paper:
        assert page.locator(".leaf").count() == len(paper.pages)
        checked = 0
        for task in plan.tasks:
            unit = task.units[0] if task.units else None
            if unit is None or unit.place is None or unit.place.bbox is None:
                continue
            place = unit.place
            style = page.locator(f'.frame[data-place="{place.start}-{place.end}"]').first.get_attribute("style")
            shares = {
                name.strip(): float(value.strip("% "))
                for name, _, value in (p.partition(":") for p in style.split(";"))
                if value
            }
            leaf = paper.pages[place.page - 1]
            left, top = shares["left"] * leaf.width / 100, shares["top"] * leaf.height / 100
            cut = leaf.crop(
                (
                    left - 2,
                    top - 2,
                    left + shares["width"] * leaf.width / 100 + 2,
                    top + shares["height"] * leaf.height / 100 + 2,
                )
            )
            assert unit.name[:2] in "".join((cut.extract_text() or "").split())
            checked += 1
        assert checked > 5


@pytest.mark.browser
def test_a_row_marks_its_words_on_paper_and_the_text_is_a_press_away(open_page, result):
    page = open_page(Report(result.report.files), f"#/plan/{result.plans[0].id}")
    page.locator(".plan-table th button").nth(2).click()
    assert page.locator(".frame.wanted").count() > 0
    assert not page.locator("#full-text").is_visible()
    page.locator("#show-text").click()
    assert page.locator("#full-text").is_visible()
    assert not page.locator("#paper-pages").is_visible()
