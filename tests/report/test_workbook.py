"""The workbook, read back by another library: its values are the plans' own, its links lead somewhere, nothing runs."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Deadline, DeadlineKind
from extractor.report import build_report
from extractor.report.dataset import build_material
from extractor.report.tables import build_tables
from extractor.report.tables.table import Column
from extractor.report.workbook import fact_sheets, layouts, sheets
from extractor.report.workbook.book import SHEETS
from extractor.report.workbook.fact_sheets import choose_columns
from extractor.report.workbook.sheets import LONGEST_TEXT, show_cell

OF_YEARS = (
    "matrix_long",
    "changes",
    "gaps",
    "instruments",
    "strength",
    "attention",
    "diffusion",
    "network",
    "network_nodes",
)
"""only where the corpus has many places, several years or levels, and what this comparison does not hold"""
FACTS = tuple(name for name in SHEETS if name not in ("matrix", "ladder", "codebook", "contrasts", *OF_YEARS))


def open_workbook(report, *, rich_text=False):
    return openpyxl.load_workbook(io.BytesIO(report.file("comparison.xlsx").content), rich_text=rich_text)


@pytest.fixture(scope="module")
def workbook(report):
    return open_workbook(report)


@pytest.fixture(scope="module")
def tables(comparison, alignment, plans):
    return build_tables(build_material(comparison, alignment, plans, "zh"))


def test_sheets_are_named_in_both_languages(workbook, comparison, alignment, plans):
    assert workbook.sheetnames[:4] == ["总览 Overview", "简表 Compact", "矩阵 Matrix", "加码阶梯 Ladder"]
    english = open_workbook(build_report(comparison, alignment, plans, lang="en"))
    assert english.sheetnames[:3] == ["Overview 总览", "Compact 简表", "Matrix 矩阵"]
    assert english["Units 责任单位"]["H1"].value == "body\n责任单位"


def as_read(cell):
    """What a spreadsheet gives back: dates as moments, an empty text as nothing."""
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    return None if cell == "" else cell


@pytest.mark.parametrize("name", FACTS)
def test_every_cell_equals_the_tables_value(workbook, tables, name):
    table = tables[name]
    sheet = workbook[table.label.both("zh")]
    read = list(sheet.iter_rows(min_row=2, values_only=True))
    rows = table.rows
    assert len(read) == len(rows)
    columns = choose_columns(table)
    for row, cells in zip(read, rows, strict=True):
        shown = [show_cell(column, cells[table.index(column.name)], "zh") for column in columns]
        # Behind the values stand the columns that a person fills in.
        assert list(row[: len(columns)]) == [as_read(cell) for cell in shown]
        assert set(row[len(columns) :]) <= {None}


def test_the_codebook_explains_every_column_of_every_sheet_once(workbook, tables):
    rows = [row[:9] for row in workbook["说明 Codebook"].iter_rows(min_row=2, values_only=True)]
    assert len(set(rows)) == len(rows)
    told = {(row[4], row[5]) for row in rows}
    for name in FACTS:
        for column in choose_columns(tables[name]):
            assert (column.zh, column.en) in told
            assert all((words.zh, words.en) in told for words in (column.vocabulary or {}).values())


def test_the_ladder_shows_each_place_s_strictest_value(workbook, comparison, plans):
    sheet = workbook["加码阶梯 Ladder"]
    ranked = [d for d in comparison.differences if len({r.plan for r in d.readings if r.rank is not None}) > 1]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(ranked) > 0
    for row, difference in zip(rows, ranked, strict=True):
        colours = {}
        for cell, plan in zip(row[-len(plans) :], plans, strict=True):
            own = sorted((r for r in difference.readings if r.plan == plan.id), key=lambda r: r.rank)
            assert cell.value == (own[0].shown if own else "—")
            if own:
                colours[own[0].rank] = cell.fill.fgColor.rgb
                name, _, address = cell.hyperlink.location.rpartition("!")
                target = workbook[name.strip("'")]
                heads = {head.value.split("\n")[1]: head.column for head in target[1]}
                line = target[address].row
                assert target.cell(line, heads["plan"]).value == plan.id
                assert (
                    target.cell(line, heads["plain words" if "plain words" in heads else "shown"]).value == own[0].shown
                )
        assert len(set(colours.values())) == min(len(colours), 5)


def test_the_heat_map_counts_items_and_leads_to_the_matrix(workbook, comparison, plans):
    sheet = workbook["总览 Overview"]
    labels = {c.label: c for c in comparison.coverage}
    found = {row[0].value: row for row in sheet.iter_rows() if row[0].value in labels}
    assert found.keys() == labels.keys()
    for label, row in found.items():
        counts = {share.plan: share.items for share in labels[label].shares}
        assert [cell.value for cell in row[1 : len(plans) + 1]] == [counts.get(plan.id) for plan in plans]
        assert all("矩阵" in cell.hyperlink.location for cell in row[1 : len(plans) + 1] if cell.value)


def test_the_plans_points_dates_and_targets_are_numbers_and_dates(workbook, plans):
    heads = {cell.value.split("\n")[0]: cell.column - 1 for cell in workbook["指标 Indicators"][1]}
    points = [row[heads["分值"]] for row in workbook["指标 Indicators"].iter_rows(min_row=2, values_only=True)]
    assert points == [indicator.points for plan in plans for indicator in plan.indicators]
    heads = {cell.value.split("\n")[0]: cell.column - 1 for cell in workbook["时限 Deadlines"][1]}
    dates = [row[heads["截止日"]] for row in workbook["时限 Deadlines"].iter_rows(min_row=2, values_only=True)]
    expected = [d.date for plan in plans for holder in (*plan.tasks, plan) for d in holder.deadlines]
    assert [found and found.date().isoformat() for found in dates] == expected
    heads = {cell.value.split("\n")[0]: cell.column - 1 for cell in workbook["目标 Targets"][1]}
    values = [row[heads["数值"]] for row in workbook["目标 Targets"].iter_rows(min_row=2, values_only=True)]
    assert values == [target.value for plan in plans for task in plan.tasks for target in task.targets]


def test_the_matrix_has_each_item_in_its_place(workbook, alignment, plans):
    sheet = workbook["矩阵 Matrix"]
    columns = {cell.value.split("\n")[1]: cell.column - 1 for cell in sheet[1] if cell.value and "\n" in cell.value}
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [group.id for group in alignment.groups]
    for row, group in zip(rows, alignment.groups, strict=True):
        for plan in plans:
            cell = row[columns[plan.id]]
            members = [member for member in group.members if member.plan == plan.id]
            assert (cell == "—") == (not members)
            for member in members:
                assert "".join(member.title.split()) in "".join(cell.split())


def test_links_lead_to_the_row_of_the_item(workbook):
    checked = 0
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                name, _, address = cell.hyperlink.location.rpartition("!")
                target = workbook[name.strip("'")]
                number = target[address].row
                if sheet.title == "总览 Overview":
                    assert (number == 1) == (cell.value in workbook.sheetnames)
                elif "矩阵" in name and sheet.title != "总览 Overview":
                    column, words = (4, cell.value) if "简表" in sheet.title else (1, str(cell.value).split(" ")[0])
                    assert target.cell(number, column).value == words
                elif sheet.title in ("加码阶梯 Ladder", "单位职能 Functions"):
                    assert number > 1
                else:
                    assert target.cell(number, 3).value == cell.value
                checked += 1
    assert checked > 300


def test_sheets_can_be_filtered_and_keep_their_heads(workbook):
    for sheet in workbook.worksheets[1:]:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.freeze_panes
        assert all(cell.alignment.wrap_text for cell in sheet[1])


def test_every_sheet_prints_on_one_page_of_a4_across_in_type_that_can_be_read(workbook):
    for sheet in workbook:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        seen = [found for found in sheet.column_dimensions.values() if not found.hidden and found.width]
        columns = sum(found.max - found.min + 1 for found in seen)
        width = sum(found.width * (found.max - found.min + 1) for found in seen)
        # A spreadsheet keeps widths with five pixels beside the characters, which the policy counts without them.
        assert sheet.title.startswith("总览") or width <= layouts.WIDEST_ON_ONE_PAGE + columns, (sheet.title, width)


@pytest.mark.parametrize(
    ("name", "places", "across"), [("matrix", 3, True), ("matrix", 6, True), ("matrix", 7, False), ("ladder", 5, True)]
)
def test_more_places_than_a_page_holds_go_on_to_the_right(name, places, across):
    heads = [Column(one, one, one, "", "") for one in layouts.PRINTED[name]]
    columns = [*heads, *(Column(f"p{number}", "县", "county", "", "") for number in range(places))]
    laid = layouts.lay_out(name, columns, "zh", places=places)
    assert (laid.width <= layouts.WIDEST_ON_ONE_PAGE) == across
    assert not laid.folded


def test_what_no_row_has_is_folded():
    columns = [Column(name, name, name, "", "") for name in ("plan", "place", "item", "title", "units", "page")]
    rows = [("a", "甲县", "t1", "任务", 2, None), ("a", "甲县", "t2", "任务", 1, None)]
    assert layouts.lay_out("tasks", columns, "zh", rows=rows).folded == {4, 5}
    assert layouts.lay_out("tasks", columns, "zh").folded == {4}


def test_what_is_for_programs_is_folded_away(workbook):
    sheet = workbook["时限 Deadlines"]
    heads = {str(cell.value).split("\n")[0]: cell.column_letter for cell in sheet[1]}
    hidden = {letter for letter, found in sheet.column_dimensions.items() if found.hidden}
    assert heads["起"] in hidden
    assert {heads["条目名称"], heads["原文"], heads["对/错"]}.isdisjoint(hidden)
    problems = workbook["问题 Problems"]
    heads = {str(cell.value).split("\n")[0]: cell.column_letter for cell in problems[1]}
    assert problems.column_dimensions[heads["英文说明"]].hidden
    assert not problems.column_dimensions[heads["说明"]].hidden


def test_the_first_sheet_tells_in_sentences_what_was_found(workbook, plans, alignment):
    words = [row[0] for row in workbook["总览 Overview"].iter_rows(min_row=4, max_row=12, values_only=True)]
    told = "\n".join(str(one) for one in words if one)
    tasks, rows = (sum(len(getattr(plan, kind)) for plan in plans) for kind in ("tasks", "indicators"))
    assert f"共 {len(plans)} 份方案，任务 {tasks} 项、指标 {rows} 项，归为 {len(alignment.groups)} 个事项" in told
    # Both ends are those of the ladder, whatever else the two places say of the measure.
    widest = [line for line in told.splitlines() if "最严" in line]
    assert widest
    assert all(line.split("（")[1] != line.split("（")[2] for line in widest)
    assert f"原文问题 {sum(len(plan.problems) for plan in plans)} 处" in told


@pytest.mark.parametrize(("name", "sign"), [("简表 Compact", "● 提出"), ("加码阶梯 Ladder", "颜色越深越严")])
def test_signs_are_explained_on_paper_and_on_the_screen(workbook, name, sign):
    sheet = workbook[name]
    assert sign in sheet.oddHeader.left.text
    assert sign in sheet["A1"].comment.text


def test_the_list_of_responsibilities_names_every_body_once(workbook, plans):
    rows = list(workbook["责任清单 Responsibilities"].iter_rows(min_row=2, values_only=True))
    found = sorted((*row[0].split(":"), row[3]) for row in rows)
    assert found == sorted((p.id, item.id, tidy(u.name)) for p in plans for item in p.items for u in item.units)
    assert all(row[0].endswith(f":{row[5]}") for row in rows)
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)


def test_a_text_that_looks_like_a_formula_stays_text(hostile_report):
    workbook = open_workbook(hostile_report)
    found = {
        cell.value: cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert not [value for value, kind in found.items() if kind == "f"]
    assert found['=HYPERLINK("http://example.invalid")'] == "s"
    for words in ("+县财<img>政局", "@SUM(A1)", "-1+1", "@某县", "=1.txt"):
        assert found[words] == "s"


def test_what_a_workbook_cannot_hold_is_cut_and_marked(hostile_report):
    workbook = open_workbook(hostile_report)
    texts = [c.value for sheet in workbook for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert max(map(len, texts)) == LONGEST_TEXT
    assert next(text for text in texts if len(text) == LONGEST_TEXT).endswith("（过长，全文见 CSV）")
    assert any("\ufffd坏\ufffd格" in text for text in texts)


def test_a_sheet_full_of_links_goes_on_without(monkeypatch, comparison, alignment, plans, tables):
    monkeypatch.setattr(sheets, "MOST_LINKS", 5)
    workbook = open_workbook(build_report(comparison, alignment, plans))
    units = workbook["责任单位 Units"]
    linked = [cell for row in units.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == 5
    assert units.max_row == len(tables["units"].rows) + 1


def test_the_bytes_depend_on_the_material_alone(report, comparison, alignment, plans):
    again = build_report(comparison, alignment, plans)
    assert again == report
    with zipfile.ZipFile(io.BytesIO(report.file("comparison.xlsx").content)) as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_day_before_the_calendars_agree_stays_text(hostile):
    comparison, alignment, (plan,) = hostile
    old = Deadline(text="", where="body", kind=DeadlineKind.DATE, date="1899-12-31")
    aged = replace(plan, tasks=(replace(plan.tasks[0], deadlines=(old,)),))
    workbook = open_workbook(build_report(comparison, alignment, (aged,)))
    values = [cell.value for row in workbook["时限 Deadlines"].iter_rows(min_row=2) for cell in row]
    assert "1899-12-31" in values


def test_nothing_to_compare_gives_a_workbook_all_the_same(hostile):
    comparison, alignment, _ = hostile
    empty = build_report(replace(comparison, plans=()), replace(alignment, plans=(), groups=()), ())
    assert open_workbook(empty)["任务 Tasks"].max_row == 1
    assert fact_sheets.MOST_LINES * sheets.LINE_HEIGHT < sheets.TALLEST_ROW


@pytest.mark.parametrize("name", sorted(set(layouts.PRINTED) - set(layouts.PLACE_WIDTHS)))
def test_what_is_printed_of_a_table_fits_a_page(name):
    widths = layouts.PRINTED[name]
    said_twice = min(widths.get("note_zh", 0), widths.get("note_en", 0))
    assert sum(widths.values()) - said_twice <= layouts.WIDEST_ON_ONE_PAGE
