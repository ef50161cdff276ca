"""The page in a real browser: what narrows the matrix and the network, clauses either way, and what signs mean."""

import re
from dataclasses import replace

import pytest

from extractor.model.facts.plan import Deadline, DeadlineKind, PlanLevel
from extractor.report import build_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def levelled(plans):
    """The plans, the first of them a department's."""
    levels = [PlanLevel.DEPARTMENT, *(PlanLevel.COUNTY for _ in plans[1:])]
    return [replace(p, metadata=replace(p.metadata, level=level)) for p, level in zip(plans, levels, strict=True)]


def test_places_are_narrowed_by_what_their_plans_are(open_page, comparison, alignment, levelled):
    plans = levelled
    page = open_page(build_report(comparison, alignment, plans), "#/matrix")
    heads = page.locator("#matrix thead th")
    before = heads.count()
    page.locator("#filter-level").select_option(label="部门")
    kept = [plan for plan in plans if plan.metadata.level == "department"]
    assert heads.count() == len(kept) + 1 < before
    page.wait_for_url(re.compile("level="))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.locator("#matrix").wait_for()
    assert page.locator("#matrix thead th").count() == len(kept) + 1
    assert page.locator("#filter-year").count() == (len({plan.metadata.year for plan in plans}) > 1)


def test_a_body_is_found_in_the_network_by_its_name(open_page, report, comparison):
    network = next(one for one in comparison.networks if one.plan == "chengwu")
    page = open_page(report, "#/bodies/chengwu")
    named = next(node for node in network.nodes if node.kind == "body" and node.degree)
    page.locator("#network-find").fill(named.label)
    assert 0 < page.locator("#network .tie").count() < len(network.edges)
    assert page.locator(f'#network [aria-label^="{named.label}（"]').count() == 1
    page.locator("#network-find").fill("没有这个单位")
    assert page.locator("#network").count() == 0


def test_clauses_of_two_places_are_there_whichever_stands_left(open_page, report):
    page = open_page(report, "#/kinship/pingyin~changqing")
    counted = page.locator("#clauses .clause").count()
    assert counted > 1
    turned = open_page(report, "#/kinship/changqing~pingyin")
    assert turned.locator("#clauses .clause").count() == counted


def test_a_level_is_told_in_words(open_page, comparison, alignment, levelled):
    page = open_page(build_report(comparison, alignment, levelled), f"#/plan/{levelled[0].id}")
    assert "部门" in page.locator(".about").inner_text()
    assert "department" not in page.locator(".about").inner_text()


def test_time_limits_outside_the_items_are_shown_and_filtered(open_page, comparison, alignment, plans):
    """各片区……于6月20日前报送 stands in no task: a calendar of June without it would be wrong in silence."""
    report_due = Deadline(text="6月20日前报送", where="closing", kind=DeadlineKind.DATE, date="2022-06-20")
    changed = [replace(plans[0], deadlines=(report_due,)), *(replace(plan, deadlines=()) for plan in plans[1:])]
    page = open_page(build_report(comparison, alignment, changed), "#/deadlines")
    page.locator("#limit-month").select_option("6")
    assert page.locator("#limits-date tr", has_text="条目以外的时限").count() == 1
    assert "2022-06-20" in page.locator("#limits-date tr", has_text="条目以外的时限").inner_text()
    page.locator("#limit-month").select_option("7")
    assert page.locator("#limits-date tr", has_text="条目以外的时限").count() == 0
    plan = open_page(build_report(comparison, alignment, changed), f"#/plan/{plans[0].id}")
    assert "2022-06-20" in plan.locator("#own-limits").inner_text()
