"""Questions that researchers, officials and engineers ask of results, each answered on the real page, workbook or command.

A question counts as answered in at most three clicks or on one sheet, and when what is seen is what the JSON holds.
"""

import csv
import io
import json
import pydoc
import re
import shutil

import openpyxl
import pytest

from extractor.bounds.yaml_text import parse_yaml_text
from tests.report.reader import MOST_CLICKS, Reader, Truth

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DUTY = "税务"


def run(folder, *arguments):
    from extractor.cli import main

    with pytest.raises(SystemExit) as left:
        main([*map(str, arguments), "--out", str(folder)])
    assert left.value.code == 0
    return folder


@pytest.fixture(scope="module")
def truth(produced):
    return Truth(produced)


@pytest.fixture(scope="module")
def years(tmp_path_factory, request):
    return run(tmp_path_factory.mktemp("years"), "run", request.config.rootpath / "tests/corpus/cases/years")


@pytest.fixture(scope="module")
def levels(tmp_path_factory, request):
    return run(tmp_path_factory.mktemp("levels"), "run", request.config.rootpath / "tests/compare/cases/vertical")


@pytest.fixture(scope="module")
def shared_page(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture
def reader(shared_page, produced):
    reader = Reader(shared_page, produced)
    reader.start()
    yield reader
    assert reader.clicks <= MOST_CLICKS


@pytest.fixture(scope="module")
def book(produced):
    return openpyxl.load_workbook(produced / "comparison.xlsx")


@pytest.fixture
def command(capsys):
    def call(*arguments):
        from extractor.cli import main

        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        assert left.value.code == 0
        return capsys.readouterr().out

    return call


def sheet_rows(book, name):
    sheet = next(one for one in book if one.title.split()[-1] == name or one.title.startswith(name))
    heads = [str(cell.value).split("\n")[0] for cell in sheet[1]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def items_of(truth, *functions):
    return [
        (plan, item)
        for plan in truth.plans
        for item in truth.items(plan)
        for unit in item["units"]
        if unit["function"] in functions
    ]


# A researcher


def test_r01_who_is_stricter_than_the_provinces_seven_working_days(reader):
    reader.view("矩阵")
    reader.press("#matrix", "行政许可和行政处罚“双公示”")
    reader.type(".reference", "8")
    assert "严于参照的：长清区" in reader.sees(".reference-told")
    assert "宽于参照" in reader.sees(".ladder li:has-text('平阴县')")


def test_r02_share_of_points_for_a_section(reader, truth):
    section = truth.comparison["sections"][0]
    shares = [one["points_share"] for one in section["shares"] if one["points_share"] is not None]
    row = next(row for row in reader.rows("#sections") if row[0] == section["level1"])
    assert [cell for cell in row if cell.endswith("%")] == [f"{round(share, 3):g}%" for share in shares]


def test_r03_tasks_of_development_and_reform_by_place(reader, truth):
    reader.view("单位")
    row = next(row for row in reader.rows("#functions") if row[0] == "发展改革")
    expected = [len({i["id"] for p, i in items_of(truth, "development-reform") if p == plan}) for plan in truth.plans]
    assert [0 if cell == "·" else int(cell) for cell in row[1:]] == expected


def test_r04_measures_that_only_one_place_has(reader, truth):
    lone = [group for group in truth.alignment["groups"] if len(truth.holders(group)) == 1]
    reader.press("#found li:nth-child(2) a")
    assert reader.page.locator("#matrix tbody tr").count() == len(lone)


def test_r05_what_the_national_list_has_and_nobody_asks(reader, truth):
    lacking = [c for section in truth.comparison["sections"] for c in section["all_lack"]]
    labels = {c["concept"]: c["label"] for c in truth.comparison["coverage"]}
    shown = reader.sees("#sections")
    assert lacking
    assert all(labels[concept] in shown for concept in lacking)


def test_r06_copied_text(reader, truth):
    reader.view("文本亲缘")
    closest = max(truth.comparison["kinships"], key=lambda one: max(one["left_share"], one["right_share"]))
    shown = reader.sees()
    assert f"{round(100 * closest['left_share'])}%" in shown
    assert f"{round(100 * closest['right_share'])}%" in shown


def test_r07_what_pingyin_added_to_changqings_model(reader):
    reader.view("文本亲缘")
    reader.choose("#kin-0", label_value(reader, "#kin-0", "平阴县"))
    reader.choose("#kin-1", label_value(reader, "#kin-1", "长清区"))
    assert reader.page.locator("#clauses .clause").count() > 10
    assert "新增" in reader.sees()


def label_value(reader, where, label):
    return reader.page.locator(f"{where} option", has_text=label).get_attribute("value")


def test_r08_how_many_have_a_number_a_time_limit_a_body(reader, truth):
    rows = {row[0]: row for row in reader.rows("#checks")}
    for plan in {one["plan"] for one in truth.comparison["checkability"]}:
        own = [one for one in truth.comparison["checkability"] if one["plan"] == plan]
        counts = [len(own), *(sum(one[key] > 0 for one in own) for key in ("numbers", "times", "bodies"))]
        assert [int(cell) for cell in rows[truth.place(plan)][1:5]] == counts


def test_r09_accuracy_on_my_own_corpus(produced, tmp_path, command):
    told = command("review", "sheet", produced, "--to", tmp_path / "questions.xlsx")
    questions = openpyxl.load_workbook(tmp_path / "questions.xlsx")
    for row in questions["核对"].iter_rows(min_row=2):
        if "随机抽查" in str(row[6].value):
            row[7].value = "对"
    questions.save(tmp_path / "filled.xlsx")
    kept = shutil.copytree(produced, tmp_path / "kept")
    command("review", "apply", tmp_path / "filled.xlsx", "--to", kept, "--person", "甲")
    assert told
    assert "准确率 1.000" in command("review", "accuracy", kept)


def test_r10_what_changed_from_2022_to_2023(reader, years):
    reader.start(years)
    reader.view("年度")
    shown = reader.sees("#pair-counts")
    assert "收紧（加码） 2" in shown
    assert "随年度推移 3" in shown


def test_r11_a_department_or_the_government(reader, truth):
    rows = {row[0]: row for row in reader.rows(".plans")}
    names = {"department": "部门", "county": "县级", "city": "市级"}
    for plan in truth.plans.values():
        assert names[plan["metadata"]["level"]] in rows[plan["metadata"]["jurisdiction"]]


def test_r13_a_table_of_ones_and_noughts(reader, truth):
    reader.view("矩阵")
    reader.choose("#filter-lens", "presence")
    reader.press("#copy-table")
    rows = list(csv.reader(io.StringIO(reader.copied(), newline="")))
    expected = [[str(int(plan in truth.holders(g))) for plan in truth.plans] for g in truth.alignment["groups"]]
    assert [row[4:] for row in rows[1:]] == expected


@pytest.mark.parametrize("form", ["svg", "png"])
def test_r14_a_figure_for_the_paper(reader, form):
    reader.view("差异")
    with reader.page.expect_download() as saved:
        reader.press(f".save-{form}")
    content = saved.value.path().read_bytes()
    assert content.startswith({"svg": b"<svg", "png": b"\x89PNG"}[form])
    assert len(content) > 5000


def test_r15_cite_one_cell(reader):
    reader.view("矩阵")
    reader.press("#matrix .chip")
    reader.press("#copy-item")
    assert "[Z]. 2022-" in reader.copied()
    assert "chengwu:t" in reader.copied() or "changqing:t" in reader.copied()
    reader.page.locator("#copy-bibtex").click()
    assert reader.copied().startswith("@techreport{")
    reader.page.locator("#copy-ris").click()
    assert "TY  - GOVDOC" in reader.copied()


# An official


def test_o01_what_the_tax_office_owes_and_when_in_all_places(reader, truth, book):
    reader.view("单位")
    reader.press("#functions", DUTY)
    owed = items_of(truth, "taxation")
    assert owed
    assert reader.page.locator("#duty tbody tr").count() == len(owed)
    assert "2022-11-30" in reader.sees("#duty")
    assert {row["键"] for row in sheet_rows(book, "责任清单") if row["职能"] == DUTY} == {
        f"{p}:{i['id']}" for p, i in owed
    }


def test_o02_what_neighbours_ask_that_we_lack(reader, truth):
    reader.view("我县")
    reader.press(".tabs", "成武县")
    outside = {(s["group"], s["plan"]) for s in truth.comparison["states"] if s["state"] == "outside"}
    lacking = [
        group["id"]
        for group in truth.alignment["groups"]
        if "chengwu" not in truth.holders(group) and (group["id"], "chengwu") not in outside
    ]
    assert len(reader.rows("#own-table-lacks")) == len(lacking)


def test_o03_the_faults_of_my_own_document(reader, truth):
    reader.press(".plans", "平阴县")
    shown = reader.sees(".problems")
    assert all(problem["message"] in shown for problem in truth.plans["pingyin"]["problems"])
    assert all(unread["message"] in shown for unread in truth.plans["pingyin"]["unread"])


def test_o04_what_is_due_next_month(reader):
    reader.view("时限")
    reader.choose("#limit-month", "6")
    shown = reader.sees("#limit-tables")
    assert "2022-06-30" in shown
    assert "2022-11-30" not in shown


def test_o05_tasks_without_a_body(reader, truth):
    reader.view("单位")
    bare = [t for t in truth.plans["lingbi"]["tasks"] if not t["units"]]
    assert f"灵璧县（{len(bare)}）" in reader.sees() or not bare


def test_o06_a_list_to_hand_to_each_bureau(reader):
    reader.view("单位")
    reader.press("#functions", DUTY)
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".masthead").is_visible()
    assert reader.page.locator("#duty").is_visible()
    reader.page.emulate_media(media="screen")


def test_o09_where_we_are_looser(reader):
    reader.view("我县")
    reader.press(".tabs", "平阴县")
    rows = [row for row in reader.rows("#own-table-looser") if "双公示" in row[0]]
    assert any("15工作日" in row[2] and "长清区 7工作日" in row[3] for row in rows)


def test_o10_one_page_for_the_leader(book):
    compact = next(sheet for sheet in book if sheet.title.startswith("简表"))
    assert compact.page_setup.paperSize == 9
    assert compact.page_setup.orientation == "landscape"
    assert book.worksheets[0].page_setup.paperSize == 9


def test_o11_the_citys_notice_against_our_plan(reader, levels):
    reader.start(levels)
    reader.view("层级")
    assert "严于上级（加码） 7" in reader.sees("#pair-counts")
    assert any(row[4] == "-3工作日" for row in reader.rows("#levels-0"))


def test_o12_points_of_each_section(reader, truth):
    reader.press(".plans", "郏县")
    levels = {(i["level1"], i["level1_points"]) for i in truth.plans["jiaxian"]["indicators"] if i["level1_points"]}
    shown = reader.sees(".plan-table")
    assert levels
    assert all(f"{name}（{points:g}分）" in shown for name, points in levels)


def test_o13_only_our_two_neighbours_as_a_link(reader):
    reader.page.goto(reader.page.url.split("#")[0] + "#/matrix?hide=jiaxian&hide=lingbi")
    assert reader.page.locator("#matrix thead th").all_inner_texts() == ["事项", "长清区", "成武县", "平阴县"]


def test_o14_wording_to_borrow(reader):
    reader.view("矩阵")
    reader.press("#matrix .chip")
    reader.press("#copy-quote")
    assert reader.copied().startswith("“")


def test_o15_which_office_does_what_as_a_table(reader, book):
    reader.view("单位")
    assert reader.page.locator("#functions tbody tr").count() > 30
    reader.press(".copy-csv")
    assert reader.copied().count("\r\n") > 10
    assert {"职能", "责任单位", "任务", "时限", "分值"} <= set(sheet_rows(book, "责任清单")[0])


# An engineer


def test_e01_the_schema(command):
    assert json.loads(command("schema", "plan"))["$schema"]


def test_e02_a_rule_with_its_sentence(reader, truth):
    reader.press(".plans", "平阴县")
    rules = [
        r
        for i in truth.plans["pingyin"]["indicators"]
        for r in (*i["rules"], *(x for p in i["parts"] for x in p["rules"]))
    ]
    assert rules
    assert reader.page.locator(".plan-table .rule-line").count() > 30


def test_e03_which_sentences_do_not_run_and_why(reader, command, produced):
    told = command("rulebook", "share", produced / "plans" / "pingyin.json")
    reader.press(".plans", "平阴县")
    shown = reader.sees("#open-rules")
    lines = [line.strip() for line in told.splitlines() if line.startswith("  ")]
    assert lines
    assert reader.page.locator("#open-rules li").count() == len(lines)
    assert all(line.split("：")[-1] in shown for line in lines)


def test_e10_correct_one_value_and_keep_it(produced, tmp_path, command, request):
    kept = shutil.copytree(produced, tmp_path / "kept")
    command("review", "sheet", kept, "--to", tmp_path / "q.xlsx")
    questions = openpyxl.load_workbook(tmp_path / "q.xlsx")
    row = next(row for row in questions["核对"].iter_rows(min_row=2) if row[3].value == "points" and row[4].value)
    row[7].value, row[8].value = "改", "3"
    plan, item = row[1].value, row[2].value
    questions.save(tmp_path / "filled.xlsx")
    command("review", "apply", tmp_path / "filled.xlsx", "--to", kept, "--person", "甲")
    run(kept, "run", request.config.rootpath / "corpora")
    found = next(one for one in Truth(kept).items(plan) if one["id"] == item)
    assert found["points"] == 3
    assert found["by"] == {"points": "甲"}


def test_e04_a_sample_of_observations(produced, tmp_path, command):
    """The form has a line for each input of the rulebook, and a filled one is scored."""
    book = produced / "rulebooks" / "jiaxian.yaml"
    command("rulebook", "inputs", book, "--out", tmp_path / "sample.xlsx")
    form = openpyxl.load_workbook(tmp_path / "sample.xlsx")
    asked = []
    for sheet, head in [(one, row) for one in form for row in one.iter_rows() if "观测值" in [c.value for c in row]]:
        columns = {cell.value: cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            if name := sheet.cell(row, columns["编号"]).value:
                asked.append(name)
                sheet.cell(row, columns["观测值"]).value = sheet.cell(row, columns["示例"]).value
    inputs = parse_yaml_text(book.read_text("utf-8"), book.name)["inputs"]
    assert sorted(asked) == sorted(one["name"] for one in inputs)
    form.save(tmp_path / "filled.xlsx")
    assert "分" in command("score", book, tmp_path / "filled.xlsx")


def test_e05_a_reference_of_the_python_functions():
    """`pydoc extractor` names every public function with its arguments, a sentence and an example that runs."""
    import inspect

    import extractor

    shown = pydoc.render_doc(extractor, renderer=pydoc.plaintext)
    functions = [getattr(extractor, name) for name in extractor.__all__ if inspect.isfunction(getattr(extractor, name))]
    assert len(functions) > 10
    for function in functions:
        assert function.__name__ in shown
        assert inspect.getdoc(function)
        assert "return" in function.__annotations__


def test_e06_ids_stay_when_a_row_is_inserted(request, tmp_path):
    from extractor import extract_document, load_document

    text = (request.config.rootpath / "corpora" / "changqing" / "changqing.txt").read_text("utf-8")
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text(text, "utf-8")
    anchor = next(line for line in text.splitlines() if "双公示" in line and line.strip().startswith(("3", "- 3")))
    added = "3、开展志愿服务活动。每季度开展1次志愿服务。(责任科室:办公室)"
    after.write_text(text.replace(anchor, f"{added}\n{anchor}", 1), "utf-8")
    old, new = (extract_document(load_document(path)) for path in (before, after))
    kept = {task.title: task.id for task in old.tasks}
    found = {task.title: task.id for task in new.tasks}
    assert len(found) == len(kept) + 1
    assert {title: found.get(title) for title in kept} == kept


def test_e08_how_sure_a_value_is(reader, truth):
    reader.view("问题")
    shown = reader.sees()
    assert all(unread["message"] in shown for plan in truth.plans.values() for unread in plan["unread"])
    assert all(doubt["message"] in shown for plan in truth.plans.values() for doubt in plan["doubts"])


def test_e09_why_an_item_has_no_points(reader):
    reader.press(".plans", "郏县")
    assert reader.page.locator(".plan-table").count() > 0
    assert any(words in reader.sees(".plan-table") for words in ("可运行", "人工评定"))


def test_e11_units_and_periods_of_inputs(produced):
    book = (produced / "rulebooks" / "pingyin.yaml").read_text("utf-8")
    assert "unit:" in book
    assert "period" in book or "every" in book


def test_e13_the_programs_version(command):
    assert command("--version").strip()[0].isdigit() or "." in command("--version")


def test_r12_instruments_and_sanctions(book, truth):
    """Each item has its instrument with the words that decided, and those words are printed in it."""
    rows = sheet_rows(book, "Instruments")
    families = {"supply": "供给型", "environment": "环境型", "demand": "需求型", None: None}
    coded = {(one["plan"], one["item"]): one for one in truth.comparison["instruments"]}
    assert len(rows) == len(coded) == sum(len(truth.items(plan)) for plan in truth.plans)
    for row in rows:
        one = coded[row["方案"], row["条目"]]
        assert row["工具小类"] == (one["code"] or None)
        assert row["工具大类"] == families[one["family"] or None]
        if row["线索"]:
            assert row["工具小类"]
            words = json.dumps(truth.item(row["方案"], row["条目"]), ensure_ascii=False)
            assert all(cue in words for cue in row["线索"].split("、"))
    assert {row["工具大类"] for row in rows} >= {"供给型", "环境型"}


def test_e12_how_much_it_can_take(request):
    """Measured sizes with seconds and memory, and the command that measures them."""
    told = (request.config.rootpath / ".github" / "SCALE.md").read_text("utf-8")
    assert all(words in told for words in ("500", "5,000", "MB"))
    assert "python -m tests.benchmarks" in told or "make bench" in told


def test_e14_an_example_of_the_json_before_anything_is_installed(request, truth):
    readme = (request.config.rootpath / "README.md").read_text("utf-8")
    shown = readme.split("```json")[1].split("```")[0]
    task = truth.plans["chengwu"]["tasks"][0]
    named = set(re.findall(r'"(\w+)":', shown))
    known = {key for keys in (walk_keys(truth.plans[plan]) for plan in truth.plans) for key in keys}
    assert named <= known | {"doubts", "code"}
    assert f'"title": "{task["title"]}"' in shown


def walk_keys(value):
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from walk_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_keys(inner)


def test_e15_what_the_codes_of_problems_mean(command, truth):
    listed = dict(line.split("\t")[:2] for line in command("schema", "codes").splitlines())
    codes = {problem["code"] for plan in truth.plans.values() for problem in plan["problems"]}
    assert codes
    assert codes <= listed.keys()


def test_e07_what_changed_between_two_runs(produced, tmp_path, command):
    other = shutil.copytree(produced, tmp_path / "other")
    path = other / "plans" / "chengwu.json"
    path.write_text(path.read_text("utf-8").replace('"date": "2022-06-30"', '"date": "2022-07-31"'), "utf-8")
    assert "2022-06-30 前 → 2022-07-31 前" in command("diff", produced, other)


def test_o07_our_score_with_these_numbers(produced, tmp_path, command):
    rulebook = produced / "rulebooks" / "jiaxian.yaml"
    command("rulebook", "inputs", rulebook, "--out", tmp_path / "inputs.xlsx")
    assert "分" in command("score", rulebook, tmp_path / "inputs.xlsx")


def test_o08_the_cheapest_point(produced, tmp_path, command):
    rulebook = produced / "rulebooks" / "jiaxian.yaml"
    command("rulebook", "inputs", rulebook, "--out", tmp_path / "inputs.xlsx")
    assert command("score", rulebook, tmp_path / "inputs.xlsx", "--next")
