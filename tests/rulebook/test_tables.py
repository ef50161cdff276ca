"""Many units and periods at once: every form of table gives what the scorecards give."""

from __future__ import annotations

import csv
import io
import time
from decimal import Decimal

import jsonschema
import pytest
from typer.testing import CliRunner

from extractor.rulebook import render_yaml, score_columns, score_values
from extractor.rulebook.engine.table import TableError, list_values
from extractor.rulebook.io.schemas import build_table_schema
from extractor.rulebook.io.score_files import build_frame, render_table
from extractor.rulebook.io.sheets import build_table_workbook
from extractor.rulebook.io.tables import gather_periods, is_table, read_frame, read_table
from tests.rulebook.support import as_words, draw_rows, make_book

BOOK = (
    ("月均排名前10名的得5分，每后10名扣1分。", 5, "排名情况"),
    ("每报送1篇信息得0.5分，最高4分。", 4, "信息报送"),
    ("建立制度的得3分，未建立的不得分。", 3, "制度建设"),
)


@pytest.fixture(scope="module")
def book():
    return make_book(*BOOK)


@pytest.fixture(scope="module")
def rows(book):
    return draw_rows(book, 12, seed=2)


def write_csv(heading, rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([heading, *rows])
    return buffer.getvalue().encode("utf-8-sig")


def make_wide(book, rows, *, labels=False):
    heading = ["地区", "月份", *((item.label if labels else item.name) for item in book.inputs)]
    words = [as_words(book, row) for row in rows]
    return write_csv(
        heading, [[f"县{n % 3}", f"2023-{n // 3 + 1:02d}", *(one[item.name] for item in book.inputs)] for n, one in enumerate(words)]
    )  # fmt: skip


def as_cell(item, value):
    """Return a value as a frame holds it: a question of two ways has 1 for what is done, whatever its options' order."""
    return float(value if item.kind != "choice" else not item.options[int(value)].startswith("未"))


def expect(book, rows):
    return [float(score_values(book, row, "x").tables[0].points.low) for row in rows]


@pytest.mark.parametrize("labels", [False, True])
def test_wide_table(book, rows, labels):
    content = make_wide(book, rows, labels=labels)
    assert is_table(content, "a.csv", book)
    table = read_table(content, "a.csv", book)
    assert list(table.keys) == ["地区", "月份"]
    assert table.name_row(4) == "县1 2023-02"
    assert score_columns(book, table.columns, table.rows).totals[1][0].round(6).tolist() == expect(book, rows)


def test_long_table_gives_the_same(book, rows):
    lines = [
        [f"县{n}", item.name, as_words(book, row)[item.name]] for n, row in enumerate(rows) for item in book.inputs
    ]  # fmt: skip
    table = read_table(write_csv(["地区", "编号", "观测值"], lines), "a.csv", book)
    assert (table.rows, list(table.keys)) == (12, ["地区"])
    assert score_columns(book, table.columns, table.rows).totals[1][0].round(6).tolist() == expect(book, rows)


def test_workbook_and_parquet(book, rows):
    words = [as_words(book, row) for row in rows]
    columns = {"地区": [f"县{n}" for n in range(12)]} | {
        item.name: [one[item.name] for one in words] for item in book.inputs
    }
    workbook = build_table_workbook("表", columns)
    table = read_table(workbook, "a.xlsx", book)
    assert score_columns(book, table.columns, table.rows).totals[1][0].round(6).tolist() == expect(book, rows)
    pl = pytest.importorskip("polars")
    buffer = io.BytesIO()
    pl.DataFrame(
        {"地区": columns["地区"]} | {item.name: [as_cell(item, row[item.name]) for row in rows] for item in book.inputs}
    ).write_parquet(buffer)
    table = read_table(buffer.getvalue(), "a.parquet", book)
    assert score_columns(book, table.columns, table.rows).totals[1][0].round(6).tolist() == expect(book, rows)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frame_in_frame_out(book, rows, library):
    module = pytest.importorskip(library)
    frame = module.DataFrame(
        {"county": [f"c{n}" for n in range(12)]} | {item.name: [as_cell(item, row[item.name]) for row in rows] for item in book.inputs}
    )  # fmt: skip
    table = read_frame(frame, book)
    result = build_frame(book, table, score_columns(book, table.columns, table.rows), frame)
    assert type(result) is type(frame)
    assert [round(float(value), 6) for value in result["total_1"]] == expect(book, rows)


def test_a_missing_cell_is_an_interval_and_no_zero(book, rows):
    item = book.inputs[1]
    columns = {one.name: [as_cell(one, row[one.name]) for row in rows] for one in book.inputs}
    columns[item.name] = ["", *columns[item.name][1:]]
    scores = score_columns(book, columns, 12)
    low, high = scores.points[item.rows[0]]
    assert (low[0], high[0]) == (0, 4)
    assert low[1] == high[1]
    table = read_frame({"地区": [f"县{n}" for n in range(12)], **columns}, book)
    first = next(csv.DictReader(io.StringIO(render_table(book, table, scores, ".csv").decode("utf-8-sig"))))
    assert (first["合计"], first["2 信息报送_最低"], first["2 信息报送_最高"]) == ("", "0", "4")


def test_all_faults_of_a_table_are_told_at_once(book):
    columns = {
        book.inputs[0].name: [0, 5, -3],
        book.inputs[1].name: ["2", "两", "1.5"],
        book.inputs[2].name: ["是", "也许", "否"],
    }
    with pytest.raises(TableError) as caught:
        score_columns(book, columns, 3)
    assert len(caught.value.faults) == 5
    assert "第3行" in str(caught.value)


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        ([85.0, 0.65, 92.0], [2]),
        ([0.65], [1]),
        ([0.5, 0.65, 0.9, 1.0], [0]),
        ([85.0, 3.0, 0.65], []),
        ([0.0, 85.0, 1.0, 0.5], []),
        ([85.0, 0.0, 92.0], []),
        ([85.0, float("nan"), 0.999, 100.0, 0.1], [3, 5]),
    ],
)
def test_a_share_among_per_cents_is_told_by_row(column, rows):
    book = make_book(("办结率达到90%得5分，80%以上得3分，低于80%不得分。", 5, "办结率"))
    columns = {book.inputs[0].name: column}
    if not rows:
        score_columns(book, columns, len(column))
        return
    with pytest.raises(TableError) as caught:
        score_columns(book, columns, len(column))
    assert len(caught.value.faults) == len(rows)
    assert all((f"第{row}行" in fault) == bool(row) for row, fault in zip(rows, caught.value.faults, strict=True))
    assert all("像是比例" in fault for fault in caught.value.faults)


def test_a_table_without_any_input_is_refused(book):
    with pytest.raises(TableError, match="没有一列"):
        read_table("地区,人口\n甲,3\n".encode(), "a.csv", book)


def test_periods_are_gathered_as_printed(book):
    """月均 is the mean of the months, what is counted is their sum, a yes/no is the last."""
    rank, count, system = book.inputs
    assert (rank.every, rank.gather) == ("month", "mean")
    heading = ["地区", "月份", *(item.name for item in book.inputs)]
    content = write_csv(
        heading,
        [
            ["甲", "1", "8", "2", "否"],
            ["甲", "2", "15", "3", "是"],
            ["乙", "1", "3", "", "是"],
            ["乙", "2", "3", "1", "是"],
        ],
    )
    table = gather_periods(read_table(content, "a.csv", book), book)
    assert table.rows == 2
    first, second = (list_values(book, table.columns, place) for place in (0, 1))
    assert first == {rank.name: Decimal("11.5"), count.name: 5, system.name: True}
    assert count.name not in second  # a month is missing, so its sum is not known


def test_result_is_what_its_schema_says(book, rows):
    import json

    table = read_table(make_wide(book, rows), "a.csv", book)
    scores = score_columns(book, table.columns, table.rows)
    jsonschema.validate(json.loads(render_table(book, table, scores, ".json")), build_table_schema())
    assert render_table(book, table, scores, ".xlsx") == render_table(book, table, scores, ".xlsx")


def test_command_scores_a_hundred_counties_in_twelve_months(books, tmp_path):
    import typer

    from extractor.commands.rulebooks.scoring import score

    book = books["chengwu"]
    (tmp_path / "book.yaml").write_text(render_yaml(book), "utf-8")
    rows = [as_words(book, row) for row in draw_rows(book, 1200, seed=3)]
    heading = ["地区", "月份", *(item.name for item in book.inputs)]
    content = [[f"县{n % 100}", str(n // 100 + 1), *row.values()] for n, row in enumerate(rows)]
    (tmp_path / "a.csv").write_bytes(write_csv(heading, content))
    app = typer.Typer()
    app.command()(score)
    begun = time.process_time()
    result = CliRunner().invoke(
        app, [str(tmp_path / "book.yaml"), str(tmp_path / "a.csv"), "-o", str(tmp_path / "b.csv")]
    )
    assert result.exit_code == 0, result.output
    assert time.process_time() - begun < 5  # about one second; the figure of the README is measured apart
    assert "1200 行" in result.output
    assert len((tmp_path / "b.csv").read_text("utf-8-sig").splitlines()) == 1201


def test_unknown_ending_is_refused_before_anything_is_written(book, rows, tmp_path):
    import typer

    from extractor.commands.rulebooks.scoring import score

    (tmp_path / "book.yaml").write_text(render_yaml(book), "utf-8")
    (tmp_path / "a.csv").write_bytes(make_wide(book, rows))
    app = typer.Typer()
    app.command()(score)
    words = [
        str(tmp_path / "book.yaml"),
        str(tmp_path / "a.csv"),
        "-o",
        str(tmp_path / "b.csv"),
        "-o",
        str(tmp_path / "b.html"),
    ]
    result = CliRunner().invoke(app, words)
    assert result.exit_code != 0
    assert "不认识的文件类型" in str(result.exception)
    assert not (tmp_path / "b.csv").exists()
    result = CliRunner().invoke(app, [*words[:2], "--cards", str(tmp_path / "cards")])
    assert len(list((tmp_path / "cards").iterdir())) == 12


def test_public_call_takes_paths_mappings_and_frames(book, rows, tmp_path):
    import extractor

    (tmp_path / "a.csv").write_bytes(make_wide(book, rows))
    by_path = extractor.score_table(book, tmp_path / "a.csv")
    by_columns = extractor.score_table(
        book, {item.name: [as_cell(item, row[item.name]) for row in rows] for item in book.inputs}
    )
    assert by_path["total_1"] == by_columns["total_1"] == [pytest.approx(one) for one in expect(book, rows)]
    assert len(extractor.score_table(book, tmp_path / "a.csv", gather=True)["total_1"]) == 3


def test_scorecard_is_what_its_schema_says(books):
    import json

    from extractor.rulebook import render_scorecard_json
    from extractor.schema import build_schema

    book = books["jiaxian"]
    card = score_values(book, draw_rows(book, 1)[0], "x")
    for told in (card, score_values(book, {}, "x")):
        jsonschema.validate(json.loads(render_scorecard_json(told)), build_schema("scorecard"))
    for kind in ("observations", "scores", "rulebook"):
        jsonschema.Draft202012Validator.check_schema(build_schema(kind))


@pytest.mark.parametrize(
    ("cells", "points"),
    [
        (["建立制度", "未建立", "是", "否"], [3, 0, 3, 0]),
        ([1, 0, 1.0, 0.0], [3, 0, 3, 0]),
        ([True, False, True, False], [3, 0, 3, 0]),
        (["1", "0", "", "0"], [3, 0, 0, 0]),
    ],
)
def test_a_question_of_two_ways_takes_words_and_numbers(cells, points):
    """建立制度的得3分，未建立的不得分: 1 is 是, never the place of an option; a blank cell stays open."""
    book = make_book(("建立制度的得3分，未建立的不得分。", 3, "制度建设"))
    (item,) = book.inputs
    scores = score_columns(book, {item.name: cells}, 4)
    assert scores.points[book.indicators[0].id][0].tolist() == points
    assert (scores.points[book.indicators[0].id][1] > scores.points[book.indicators[0].id][0]).tolist() == [
        cell == "" for cell in cells
    ]


def test_a_number_is_no_answer_to_a_question_of_several_ways():
    book = make_book(("评为优秀的得5分，良好的得3分，合格的得1分。", 5, "等次"))
    (item,) = book.inputs
    with pytest.raises(TableError, match="不在可选之列"):
        score_columns(book, {item.name: [0, 1, 2]}, 3)


def test_what_cannot_be_true_at_once_is_refused_by_row(books):
    """平阴 no. 3: the own number lies between the smallest and the largest of all places; a blank says nothing."""
    book = books["pingyin"]
    own, most, least = (item for item in book.inputs if item.indicator == book.checks[0].indicator)
    columns = {own.name: [120, 50, None, 5], most.name: [100, 100, 100, 100], least.name: [10, 10, 10, 10]}
    with pytest.raises(TableError) as caught:
        score_columns(book, columns, 4)
    assert [line.partition("行")[0] for line in caught.value.faults] == ["第1", "第4"]
    assert "填120" in caught.value.faults[0]
