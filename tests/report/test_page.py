"""The page in a real browser: what a reader clicks, types and copies; quiet, offline, and within a phone."""

import csv
import io
import re
from dataclasses import replace

import pytest

from extractor.language.tidying import tidy
from extractor.report import build_report
from extractor.report.phrasing import describe_deadline

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def squeeze(text):
    return re.sub(r"\s", "", text)


def test_the_overview_shows_plans_and_overlaps(open_page, report, plans, comparison):
    page = open_page(report)
    assert page.locator("h1").inner_text() == "县级方案比较"
    for plan in plans:
        row = page.locator(".plans tbody tr", has=page.get_by_role("link", name=plan.metadata.jurisdiction))
        assert plan.metadata.doc_number in row.inner_text()
        assert row.locator(".count").first.inner_text() == str(len(plan.tasks))
    overlap = comparison.overlaps[0]
    cell = page.locator("#heat tbody tr").nth(0).locator("td").nth(1)
    assert cell.inner_text().split() == [f"{round(overlap.share * 100)}%", str(len(overlap.shared_groups))]


def test_the_first_screen_tells_what_was_found(open_page, report, alignment):
    page = open_page(report)
    told = page.locator("#found li").all_inner_texts()
    assert len(told) == 5
    holders = [{member.plan for member in group.members} for group in alignment.groups]
    assert re.findall(r"\d+", told[0]) == [
        str(n) for n in (3, len(holders), sum(len(has) > 1 for has in holders), sum(len(has) == 3 for has in holders))
    ]
    lone = [has for has in holders if len(has) == 1]
    assert told[1].startswith(f"只有一地提出的事项 {len(lone)} 项")
    assert "阅读率" in told[4]
    assert "95.7%" in told[4]
    page.locator("#found li").nth(1).locator("a").nth(1).click()
    page.wait_for_url("**#/matrix?show=lone&of=*")
    plan = page.locator("#filter-of").input_value()
    assert page.locator("#matrix tbody tr").count() == sum(has == {plan} for has in lone)
    page.locator("#filter-of").select_option(f"-{plan}")
    page.locator("#filter-show").select_option("all")
    assert page.locator("#matrix tbody tr").count() == sum(plan not in has for has in holders)


def test_search_and_filters_narrow_the_matrix(open_page, report, alignment, comparison):
    page = open_page(report, "#/matrix")
    rows = page.locator("#matrix tbody tr")
    assert rows.count() == len(alignment.groups)
    page.get_by_label("搜索").fill("双公示 政策法规科")
    assert 0 < rows.count() < 5
    assert f"显示 {rows.count()} 项" in page.locator("#matrix-count").inner_text()
    page.get_by_label("搜索").fill("没有这样的词")
    assert page.locator(".empty").inner_text() == "没有符合条件的事项"
    page.get_by_label("搜索").fill("")
    holders = [{member.plan for member in group.members} for group in alignment.groups]
    for choice, expected in (
        ("shared", sum(len(has) > 1 for has in holders)),
        ("every", sum(len(has) == 3 for has in holders)),
        ("lone", sum(len(has) == 1 for has in holders)),
        ("differing", len({d.group for d in comparison.differences if not d.agrees})),
    ):
        page.locator("#filter-show").select_option(choice)
        assert rows.count() == expected
    page.locator("#filter-show").select_option("all")
    page.locator("#filter-concept").select_option("-")
    assert rows.count() == sum(group.concept is None for group in alignment.groups)
    page.locator("#filter-concept").select_option("")
    page.get_by_role("checkbox", name="成武县").uncheck()
    assert page.locator("#matrix thead th").all_inner_texts() == ["事项", "平阴县", "长清区"]
    assert rows.count() == sum(bool(has - {"chengwu"}) for has in holders)


def test_no_value_of_the_matrix_is_a_click_away(open_page, report, plans):
    page = open_page(report, "#/matrix")
    shown = squeeze(page.locator("#matrix").inner_text())
    for plan in plans:
        for item in plan.items:
            assert all(squeeze(unit.name) in shown for unit in item.units)
    deadlines = [d for plan in plans for task in plan.tasks for d in task.deadlines if d.where == "label"]
    assert all(squeeze(describe_deadline(deadline).zh) in shown for deadline in deadlines)
    assert page.locator("#matrix .slot").count() > 50


def test_a_lens_shows_one_slot_and_stands_in_the_address(open_page, report, alignment):
    page = open_page(report, "#/matrix")
    page.locator("#filter-lens").select_option("presence")
    page.locator("#filter-sort").select_option("places")
    page.wait_for_url("**#/matrix?lens=presence&sort=places")
    holders = [len({member.plan for member in group.members}) for group in alignment.groups]
    assert page.locator("#matrix .present").count() == sum(holders)
    rows = page.locator("#matrix tbody tr")
    counts = [rows.nth(index).locator(".present").count() for index in range(rows.count())]
    assert counts == sorted(holders, reverse=True)
    page.locator("#filter-lens").select_option("lead")
    kinds = page.locator("#matrix .chip").evaluate_all("chips => [...new Set(chips.map((chip) => chip.className))]")
    assert kinds == ["chip chip-unit"]


def test_an_address_brings_its_choices_back(open_page, report, alignment):
    page = open_page(report, "#/matrix?q=双公示&lens=deadline&hide=chengwu&sort=nonsense")
    assert page.get_by_label("搜索").input_value() == "双公示"
    assert page.locator("#filter-lens").input_value() == "deadline"
    assert page.locator("#filter-sort").input_value() == "list"
    assert page.locator("#matrix thead th").all_inner_texts() == ["事项", "平阴县", "长清区"]
    assert 0 < page.locator("#matrix tbody tr").count() < len(alignment.groups)


@pytest.mark.parametrize(("lens", "width"), [("all", 4 + 3 * 5), ("presence", 4 + 3), ("points", 4 + 3)])
def test_the_table_is_copied_as_it_is_shown(open_page, report, alignment, lens, width):
    page = open_page(report, f"#/matrix?lens={lens}")
    page.locator("#copy-table").click()
    page.locator("#status", has_text="已复制").wait_for()
    rows = list(csv.reader(io.StringIO(page.evaluate("navigator.clipboard.readText()"), newline="")))
    assert {len(row) for row in rows} == {width}
    assert [row[0] for row in rows[1:]] == [group.id for group in alignment.groups]
    if lens == "presence":
        counts = [sum(map(int, row[4:])) for row in rows[1:]]
        assert counts == [int(row[3]) for row in rows[1:]]


def test_the_name_of_an_item_is_shown_for_judging(open_page, report, plans):
    page = open_page(report, "#/group/g4")
    key = page.locator(".item-key").first
    assert key.inner_text() in {f"{plan.id}:{item.id}" for plan in plans for item in plan.items}
    key.click()
    page.locator("#status", has_text="已复制").wait_for()


def test_a_section_filters_its_own_place(open_page, report, plans):
    page = open_page(report, "#/matrix")
    section = plans[1].tasks[0].section
    page.locator("#filter-section").select_option(f"1:{tidy(section)}")
    titles = [t.title for t in plans[1].tasks if t.section == section]
    shown = page.locator("#matrix").inner_text()
    assert all(title in shown for title in titles)
    assert page.locator("#matrix tbody tr").count() < 10


def test_a_row_opens_its_members_side_by_side_and_escape_leads_back(open_page, report, alignment):
    page = open_page(report, "#/matrix")
    group = next(group for group in alignment.groups if len({m.plan for m in group.members}) == 3)
    row = page.locator(f'[data-group="{group.id}"]')
    row.locator("th").click(position={"x": 5, "y": 5})
    page.wait_for_url("**#/group/*")
    assert page.locator("h1").inner_text() == group.label
    shown = squeeze(page.locator(".side-by-side").inner_text())
    assert all(squeeze(member.title) in shown for member in group.members)
    assert page.locator(".waterfall").count() >= len(group.evidence)
    page.keyboard.press("Escape")
    page.wait_for_url("**#/matrix")
    page.wait_for_function(f"document.querySelectorAll('#matrix tbody tr').length === {len(alignment.groups)}")


def test_evidence_shows_weights_and_score(open_page, report, alignment):
    group = next(group for group in alignment.groups if group.evidence)
    page = open_page(report, f"#/group/{group.id}")
    page.locator(".waterfall summary").first.click()
    shown = page.locator(".waterfall").first.inner_text()
    for line in group.evidence[0].lines:
        assert line.feature in shown
        assert f"{line.weight:g}".lstrip("-") in shown
    assert "总分 2.1" in shown
    assert "93%" in shown


def test_every_value_opens_the_exact_printed_words(open_page, report, plans):
    page = open_page(report, "#/group/g4")
    texts = {plan.metadata.jurisdiction: plan.text for plan in plans}
    chips = page.locator(".side-by-side .chip")
    assert chips.count() > 10
    for index in range(chips.count()):
        chips.nth(index).click()
        dialog = page.locator("dialog[open]")
        place = dialog.locator(".sheet-kind").inner_text().split(" ·")[0]
        characters = dialog.locator("dt", has_text="字符").locator("+ dd")
        if characters.count():
            start, end = map(int, characters.inner_text().split("–"))
            assert squeeze(dialog.locator("mark").inner_text()) == squeeze(texts[place][start:end])
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0


def test_the_keyboard_reaches_everything(open_page, report):
    page = open_page(report, "#/matrix")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("双公示")
    chip = page.locator("#matrix .chip").first
    chip.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "evidence-close"
    assert page.locator("#evidence").get_attribute("aria-labelledby") == "evidence-title"
    page.keyboard.press("Escape")
    assert chip.evaluate("element => element === document.activeElement")
    outline = chip.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"
    page.goto(page.url.split("#")[0] + "#/text/pingyin")
    mark = page.locator("#full-text mark[tabindex='0']").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1


def test_the_citation_is_copied(open_page, report, plans):
    page = open_page(report, "#/group/g4")
    page.locator(".chip-deadline").first.click()
    page.locator("#copy-citation").click()
    page.locator("#status", has_text="已复制").wait_for()
    about = plans[0].metadata
    citation = f"{about.issuer}. {about.title}: {about.doc_number}[Z]. {about.issue_date}."
    assert squeeze(page.evaluate("navigator.clipboard.readText()")) == squeeze(citation)
    page.locator("#copy-quote").click()
    marked = page.locator("dialog mark").inner_text()
    page.wait_for_function("words => navigator.clipboard.readText().then((t) => t.includes(words))", arg=marked)


def test_the_whole_text_is_there_with_its_facts(open_page, report, plans):
    for plan in plans:
        page = open_page(report, f"#/text/{plan.id}")
        assert page.locator("#full-text").evaluate("element => element.textContent") == plan.text
        assert page.locator("#full-text mark").count() > 40
    page.locator("#full-text .mark-unit").first.click()
    page.get_by_role("link", name="在全文中看").click()
    assert page.locator("mark.wanted").first.is_visible()
    assert page.locator("dialog[open]").count() == 0


def test_problems_are_listed_by_document(open_page, report, plans):
    page = open_page(report, "#/problems")
    assert page.locator(".problems ul:not(.unread):not(.doubts) li").count() == sum(
        len(plan.problems) for plan in plans
    )
    page.get_by_role("button", name="看原文").first.click()
    assert plans[0].problems[0].message in page.locator("#evidence-title").inner_text()


def test_an_unread_stretch_is_quoted_in_english_too(open_page, report, plans):
    page = open_page(report, "#/problems")
    page.locator("#language").click()
    quoted = next(one.text for plan in plans for one in plan.unread if one.text)
    assert "".join(quoted.split())[:20] in page.locator(".problems ul.unread").first.inner_text()


def test_the_first_screen_is_english_in_english(open_page, report):
    page = open_page(report, "#/overview")
    page.locator("#language").click()
    assert not set("。；：") & set(page.locator("#found").inner_text())


def test_differences_rank_the_strictest_first(open_page, report, comparison):
    page = open_page(report, "#/differences")
    differing = [difference for difference in comparison.differences if not difference.agrees]
    assert page.locator(".ladder ol").count() == len(differing)
    for index, difference in enumerate(differing):
        ranks = page.locator(".ladder ol").nth(index).locator(".rung-rank").all_inner_texts()
        assert ranks == sorted(str(reading.rank) for reading in difference.readings)


def test_the_language_can_be_switched(open_page, report):
    page = open_page(report, "#/matrix")
    page.locator("#language").click()
    assert page.locator("h1").inner_text() == "Matrix"
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#language").click()
    assert page.locator("h1").inner_text() == "矩阵"


def test_dark_and_light(open_page, report):
    page = open_page(report, color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != dark


VIEWS = (
    "#/overview", "#/matrix", "#/group/g4", "#/differences", "#/deadlines", "#/bodies", "#/kinship", "#/problems",
    "#/text/chengwu",
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_never_scrolls_sideways(open_page, report, view):
    page = open_page(report, view, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    chips = page.locator(".chip:visible")
    if chips.count():
        chips.first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator("dialog").bounding_box()["width"] <= PHONE["width"]


@pytest.mark.parametrize(
    "address", ["#/group/none", "#/text/none", "#/%E0%A4%A", "#nonsense", "#/text/pingyin/9-999999"]
)
def test_a_wrong_address_shows_something(open_page, report, address):
    page = open_page(report, address)
    assert page.locator("h1").inner_text()


@pytest.mark.parametrize("view", ["#/overview", "#/matrix", "#/group/g1", "#/problems", "#/text/%3Devil"])
def test_words_that_try_to_run_stay_words(open_page, hostile_report, hostile, view):
    page = open_page(hostile_report, view)
    assert page.evaluate("window.broken") is None
    assert page.locator("main img, main script").count() == 0
    if "text" in view:
        # A lone surrogate cannot be written to a file and is shown as "?".
        assert page.locator("#full-text").evaluate("e => e.textContent") == hostile[2][0].text.replace("\ud800", "?")
        page.locator("#full-text .mark-unit").click()
        assert page.locator("dialog mark").inner_text() == "县财<img>政局"


def test_nothing_to_compare_still_opens(open_page, hostile):
    comparison, alignment, _ = hostile
    empty = build_report(replace(comparison, plans=()), replace(alignment, plans=(), groups=()), ())
    for view in (
        "#/overview",
        "#/matrix",
        "#/differences",
        "#/deadlines",
        "#/bodies",
        "#/kinship",
        "#/problems",
        "#/text",
    ):
        assert open_page(empty, view).locator("h1").inner_text()


def test_it_prints_without_controls(open_page, report):
    page = open_page(report, "#/matrix")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.locator("#matrix").is_visible()
