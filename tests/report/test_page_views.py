"""The page's drawings and comparisons in a real browser: ladders, time line, network, kinship, marked differences."""

import re
from dataclasses import replace

import pytest

from extractor.report import build_report

pytestmark = pytest.mark.browser


def squeeze(text):
    return re.sub(r"\s", "", text)


def test_the_ladder_plot_stands_from_loose_to_strict(open_page, report, comparison):
    page = open_page(report, "#/differences")
    ranked = [d for d in comparison.differences if not d.agrees and len({r.plan for r in d.readings}) > 1]
    rows = page.locator(".ladder-plot .dot-line:not(.dot-head)")
    assert rows.count() == len(ranked)
    for index, difference in enumerate(ranked):
        marks = rows.nth(index).locator("[role=button]")
        spots = {}
        for number in range(marks.count()):
            box = marks.nth(number).bounding_box()
            spots[marks.nth(number).get_attribute("aria-label")] = box["x"] + box["width"] / 2
        strictest = [r for r in difference.readings if r.rank == 1]
        names = [label for label in spots if any(label.endswith(f"：{r.shown}") for r in strictest)]
        assert max(spots, key=spots.get) in names
    mark = page.locator(".ladder-plot [role=button]").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] mark").count() == 1


def test_the_time_line_has_every_last_day(open_page, report, comparison):
    page = open_page(report, "#/deadlines")
    assert page.locator(".dot-line:not(.dot-head)").count() == len(comparison.timetables)
    labels = page.locator(".dot-track [role=button]").evaluate_all(
        "all => all.map((e) => e.getAttribute('aria-label'))"
    )
    told = "；".join(labels)
    for table in comparison.timetables:
        for due in table.dues:
            assert due.date in told
    page.locator(".dot-track [role=button]").first.click()
    assert page.locator("dialog[open] mark").count() == 1


def test_recurring_deadlines_are_listed_by_place(open_page, report, plans):
    page = open_page(report, "#/deadlines")
    limits = [d for p in plans for d in (*p.deadlines, *(one for t in p.tasks for one in t.deadlines))]
    expected = sum(d.kind.value in ("recurring", "relative", "immediate") for d in limits)
    assert page.locator(".limits li").count() == expected


def test_a_body_of_the_network_shows_its_ties(open_page, report, comparison):
    page = open_page(report, "#/bodies/chengwu")
    network = next(network for network in comparison.networks if network.plan == "chengwu")
    assert page.locator("#network .tie").count() == len(network.edges)
    busiest = max((node for node in network.nodes if node.kind == "body"), key=lambda node: node.degree)
    node = page.locator(f'#network [aria-label="{busiest.label}（{busiest.degree}）"]')
    node.focus()
    page.keyboard.press("Enter")
    assert page.locator("#network .tie.lit").count() == busiest.degree
    assert page.locator("#network-details li").count() == busiest.degree
    page.keyboard.press(" ")
    assert page.locator("#network .tie.lit").count() == 0
    page.locator("#network-plan").select_option("pingyin")
    other = next(network for network in comparison.networks if network.plan == "pingyin")
    assert page.locator("#network .tie").count() == len(other.edges)


def test_functions_count_items_and_open_them(open_page, report, comparison):
    page = open_page(report, "#/bodies")
    duty = comparison.duties[0]
    row = page.locator("#functions tbody tr", has=page.get_by_role("rowheader", name=duty.label, exact=True))
    count = len({*duty.lead, *duty.responsible, *duty.participant})
    button = row.get_by_role("button").first
    assert button.inner_text() == str(count)
    button.click()
    assert page.locator("dialog[open] li").count() == len([*duty.lead, *duty.responsible, *duty.participant])


def test_a_function_has_its_list_over_all_places(open_page, report, comparison):
    page = open_page(report, "#/bodies")
    label = comparison.duties[0].label
    page.locator("#functions").get_by_role("link", name=label, exact=True).click()
    page.wait_for_url("**#/duty/*")
    assert page.locator("h1").inner_text() == f"责任清单：{label}"
    duties = [duty for duty in comparison.duties if duty.label == label]
    assert page.locator("#duty tbody tr").count() == sum(len([*d.lead, *d.responsible, *d.participant]) for d in duties)
    page.locator("#copy-table").click()
    page.locator("#status", has_text="已复制").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").split("\r\n")
    assert len(lines) == page.locator("#duty tbody tr").count() + 1


def test_kin_clauses_stand_side_by_side_with_their_differences(open_page, report, comparison):
    page = open_page(report, "#/kinship")
    assert page.locator("#kin-0").input_value() == "0"
    rows = page.locator("#clauses .clause:not(.clause-head)")
    kin = [clause for clause in comparison.clauses if clause.other]
    assert rows.count() == len(kin)
    for index, clause in enumerate(kin):
        left, right = rows.nth(index).locator("button").all()
        assert squeeze(left.inner_text()) == squeeze(clause.here.quote)
        assert squeeze(right.inner_text()) == squeeze(clause.other.quote)
        if squeeze(clause.here.quote) == squeeze(clause.other.quote):
            assert rows.nth(index).locator("mark").count() == 0
    page.locator("#kin-1").select_option("1")
    assert page.locator("#clauses .empty").is_visible()
    page.get_by_role("link", name="62%").click()
    assert page.locator("#kin-0").input_value() == "2"
    assert "推断" in page.locator(".parent").inner_text()


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("7个工作日内上传至市信用平台", "15个工作日内上传至市信用平台", ["15"]),
        ("结合工作实际及具体要求", "结合工作实际及行业领域具体要求", ["行业领域"]),
        ("同样的话", "同样的话", []),
        ("", "新写的话", []),
        ("每月上报信息不少于1篇😀", "每月上报信息不少于2篇😀", ["2"]),
    ],
)
def test_what_differs_is_marked_in_the_words(open_page, plans, alignment, comparison, before, after, marked):
    clause = comparison.clauses[0]
    here = replace(clause.here, quote=after)
    kin = replace(comparison, clauses=(replace(clause, here=here, other=replace(clause.other, quote=before)),))
    page = open_page(build_report(kin, alignment, plans), "#/kinship")
    left = page.locator("#clauses .clause:not(.clause-head) button").first
    assert left.inner_text() == after
    assert left.locator("mark").all_inner_texts() == marked


def test_a_group_marks_what_differs_from_a_place(open_page, report, alignment):
    group = next(g for g in alignment.groups if len({m.plan for m in g.members if m.kind == "task"}) == 3)
    page = open_page(report, f"#/group/{group.id}")
    assert page.locator(".side-by-side mark.differing, .side-by-side .sharing").count() > 0
    page.locator("#measure").select_option("-1")
    assert page.locator(".side-by-side mark, .side-by-side .sharing").count() == 0
    page.locator("#measure").select_option("0")
    assert page.locator(".side-by-side .place").first.locator("mark.differing, .sharing").count() == 0
    assert page.locator(".side-by-side mark.differing, .side-by-side .sharing").count() > 0


def test_contradictions_show_both_places(open_page, report, plans):
    page = open_page(report, "#/problems")
    plan, found = next((plan, one) for plan in plans for one in plan.problems if one.other)
    line = page.locator(".problems li").filter(has=page.get_by_role("button", name="看另一处")).first
    line.get_by_role("button", name="看另一处").click()
    assert squeeze(page.locator("dialog mark").inner_text()) == squeeze(found.other.words(plan.text))


def test_views_without_findings_are_left_out(open_page, hostile_report):
    page = open_page(hostile_report)
    assert page.locator("#nav a").all_inner_texts() == ["总览", "矩阵", "差异", "时限", "问题", "单份方案", "原文"]


@pytest.mark.parametrize("view", ["years", "levels"])
def test_a_view_without_findings_says_so_to_whoever_comes_by_a_link(open_page, report, view):
    page = open_page(report, f"#/{view}")
    assert "corpus.csv" in page.locator("main .empty").inner_text()
    assert page.locator("main select").count() == 0
