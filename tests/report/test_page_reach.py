"""The page in a real browser: keyboard, folded search, a packed page, a picker of many places, a plan beside its text."""

from dataclasses import replace

import pytest

from extractor.model.compared.comparison import Comparison
from extractor.report import build_report
from extractor.report.page import assembling
from tests.report.conftest import DESKTOP

pytestmark = pytest.mark.browser


def focused(page):
    return page.evaluate("[document.activeElement.tagName, document.activeElement.cellIndex]")


def test_arrows_walk_the_matrix_which_is_one_stop(open_page, report):
    page = open_page(report, "#/matrix")
    assert page.locator("#matrix tbody [tabindex='0']").count() == 1
    page.locator("#matrix tbody th").first.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == ["TD", 1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.parentElement.rowIndex") == 3
    page.keyboard.press("Home")
    assert focused(page) == ["TH", 0]
    page.keyboard.press("Enter")
    page.wait_for_url("**#/group/*")


@pytest.mark.parametrize(
    ("typed", "alike"),
    [("七个工作日", "7个工作日"), ("雙公示", "双公示"), ("４.８", "4.8"), ("7个工 作日", "7个工 作日")],
)
def test_a_search_is_folded_as_the_texts_are(open_page, report, typed, alike):
    page = open_page(report, "#/matrix")
    rows = page.locator("#matrix tbody tr")
    page.locator("#search").fill(alike)
    expected = rows.count()
    page.locator("#search").fill(typed)
    assert rows.count() == expected
    if typed == "七个工作日":
        assert expected > 0
        page.locator("#search").fill("1个工作日")
        assert "11个工作日" not in page.locator("#matrix").inner_text() or rows.count() < expected


def test_a_packed_page_shows_the_same(open_page, report, comparison, alignment, plans, monkeypatch):
    monkeypatch.setattr(assembling, "PACKED_ABOVE", 100)
    packed = build_report(comparison, alignment, plans)
    assert len(packed.file("report.html").content) < len(report.file("report.html").content) * 0.6
    for view in ("#/overview", "#/bodies"):
        page = open_page(packed, view)
        page.locator("h1").wait_for()
        page.locator("main tbody tr").first.wait_for()
        plain = open_page(report, view)
        assert page.locator("main").inner_text() == plain.locator("main").inner_text()


def test_many_places_are_picked_by_province(open_page, plans, alignment):
    many = [replace(plans[0], id=f"p{n}", metadata=replace(plans[0].metadata, jurisdiction=f"县{n}")) for n in range(9)]
    told = replace(alignment, plans=tuple(plan.id for plan in many), groups=())
    empty = Comparison(plans=told.plans, overlaps=(), differences=(), coverage=())
    page = open_page(build_report(empty, replace(told, near_misses=()), many), "#/matrix")
    page.locator("#picker summary").click()
    page.locator(".picker-search").fill("县3")
    assert page.locator("#picker label:visible").count() == 1
    page.locator("#picker label:visible input").uncheck()
    assert "8/9" in page.locator("#picker summary").inner_text()
    page.wait_for_url("**hide=p3")


@pytest.fixture(scope="module")
def thirty(plans, alignment):
    """Thirty plans with the same items, so that a screen shows a small part of their matrix."""
    many = [
        replace(plans[0], id=f"p{n:02}", metadata=replace(plans[0].metadata, jurisdiction=f"县{n}")) for n in range(30)
    ]
    kept = [group for group in alignment.groups if any(member.plan == plans[0].id for member in group.members)]
    groups = [
        replace(
            group,
            members=tuple(replace(m, plan=plan.id) for plan in many for m in group.members if m.plan == plans[0].id),
            evidence=(),
        )
        for group in kept
    ]
    told = replace(alignment, plans=tuple(plan.id for plan in many), groups=tuple(groups), near_misses=())
    return build_report(Comparison(plans=told.plans, overlaps=(), differences=(), coverage=()), told, many)


def test_of_many_places_what_a_screen_shows_comes_first_and_all_in_the_end(open_page, thirty):
    page = open_page(thirty, "#/matrix")
    rows = page.locator("#matrix tbody tr").count()
    page.locator("#matrix tbody tr:last-child td:nth-of-type(30)").wait_for(state="attached")
    assert page.locator("#matrix tbody td").count() == 30 * rows
    assert page.locator("#matrix tbody [tabindex='0']").count() == 1
    page.locator("#search").fill("双公示")
    found = page.locator("#matrix tbody tr").count()
    assert 0 < found < rows
    assert page.locator("#matrix").count() == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#matrix tbody td").count() == 30 * found
    assert page.locator(".leaving").count() == 0
    assert page.evaluate("CSS.highlights.get('hit').size") > 0


def test_one_who_comes_back_finds_the_row_that_was_opened(open_page, thirty):
    page = open_page(thirty, "#/matrix")
    last = page.locator("#matrix tbody tr").last
    last.locator("td:nth-of-type(30)").wait_for(state="attached")
    last.locator("th a").click()
    page.wait_for_url("**#/group/*")
    page.go_back()
    page.locator("#matrix tbody tr").first.locator("td:nth-of-type(30)").wait_for(state="attached")
    assert page.locator("#matrix tbody td").count() == 30 * page.locator("#matrix tbody tr").count()
    assert 0 < page.locator("#matrix tbody tr").last.locator("th a").bounding_box()["y"] < DESKTOP["height"]


def test_letters_on_their_way_to_characters_are_not_searched(open_page, report):
    page = open_page(report, "#/matrix")
    rows = page.locator("#matrix tbody tr").count()
    typed = (
        "(words) => {{ const box = document.getElementById('search'); box.value = words; box.dispatchEvent({event}); }}"
    )
    page.evaluate(typed.format(event="new InputEvent('input', { isComposing: true })"), "shuang gong")
    assert page.locator("#matrix tbody tr").count() == rows
    page.evaluate(typed.format(event="new CompositionEvent('compositionend')"), "双公示")
    assert 0 < page.locator("#matrix tbody tr").count() < rows


def test_a_plan_stands_beside_its_text(open_page, report, plans):
    page = open_page(report, f"#/plan/{plans[0].id}")
    rows = page.locator(".plan-table tbody tr:not(.group-head)")
    assert rows.count() >= len(plans[0].items)
    page.locator(".plan-table th button").first.click()
    assert page.locator(".beside mark.wanted").count() > 0
