"""The page on paper: nothing lies over anything else, tables go on over pages, the compact matrix is short and legible."""

import io
import json

import pdfplumber
import pytest

from extractor.model.report import Report, ReportFile

pytestmark = pytest.mark.browser
SMALLEST = 6.9


@pytest.fixture
def produced_page(produced):
    return Report((ReportFile("report.html", (produced / "report.html").read_bytes()),))


def printed(page):
    return pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_the_compact_matrix_prints_on_three_pages_in_seven_points(open_page, produced_page):
    page = open_page(produced_page, "#/matrix?lens=presence")
    with printed(page) as paper:
        sizes = [c["size"] for leaf in paper.pages for c in leaf.chars if c["text"].strip()]
        assert len(paper.pages) <= 3
        assert min(sizes) >= SMALLEST
        assert "未提出" in paper.pages[0].extract_text()


def test_tables_of_a_plan_do_not_lie_over_one_another(open_page, produced_page):
    page = open_page(produced_page, "#/plan/pingyin")
    with printed(page) as paper:
        for leaf in paper.pages:
            centres = {}
            for char in leaf.chars:
                if char["text"].strip():
                    spot = round((char["x0"] + char["x1"]) / 2 / 3), round((char["top"] + char["bottom"]) / 2 / 3)
                    centres[spot] = centres.get(spot, 0) + 1
            assert sum(count > 1 for count in centres.values()) < len(leaf.chars) * 0.01


def test_paper_has_every_contrast(open_page, produced, produced_page):
    page = open_page(produced_page, "#/differences")
    shown = page.locator(".contrasts tbody tr").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    comparison = json.loads((produced / "comparison.json").read_text("utf-8"))
    assert shown < page.locator(".contrasts tbody tr").count() == len(comparison["contrasts"])
