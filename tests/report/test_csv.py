"""The CSV files: they hold the plans' values, and open in Excel, R and Stata without running or losing anything."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.report.csv_files import build_csv, guard, unguard
from extractor.report.dataset import build_material
from extractor.report.labels import OPERATOR_CODES, Wording
from extractor.report.tables import build_tables
from extractor.report.tables.table import Column, TidyTable

NAMES = (
    "plans", "matrix", "members", "tasks", "indicators", "parts", "units", "deadlines", "targets", "rules",
    "differences", "overlaps", "coverage", "problems", "unread", "ladder", "timetables", "functions", "duties", "responsibilities",
    "staffing", "sections", "checkability", "kinships", "passages", "clauses", "cited", "parents", "codebook",
)  # fmt: skip


def read_rows(report, name):
    content = report.file(f"tables/{name}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_all_tables_are_there(report):
    assert tuple(f.path for f in report.files if f.path.endswith(".csv")) == tuple(f"tables/{n}.csv" for n in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_excel_opens_them_as_chinese(report, name):
    content = report.file(f"tables/{name}.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    heads = content.decode("utf-8-sig").split("\r\n")[0].split(",")
    assert len(set(heads)) == len(heads)
    assert all(head.isidentifier() and head == head.lower() for head in heads)


@pytest.mark.parametrize("name", NAMES)
def test_reading_gives_the_table_back(report, comparison, alignment, plans, name):
    table = build_tables(build_material(comparison, alignment, plans, "zh"))[name]
    rows = read_rows(report, name)
    assert len(rows) == len(table.rows)
    for row, cells in zip(rows, table.rows, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            read = unguard(row[column.name])
            if isinstance(cell, int | float):
                assert float(read) == cell
            else:
                assert read == ("" if cell is None else cell.isoformat() if isinstance(cell, date) else cell)


def test_units_deadlines_and_targets_are_the_plans_own(report, plans):
    units = [(p.id, i.id, u.name, u.role.value, u.generic) for p in plans for i in p.items for u in i.units]
    found = [(r["plan"], r["item"], r["unit"], r["role"], r["generic"] == "1") for r in read_rows(report, "units")]
    assert found == units
    deadlines = [
        ("deadlines" if holder is p else holder.id, d.kind.value, d.date or "", d.duration or "")
        for p in plans
        for holder in (*p.tasks, p)
        for d in holder.deadlines
    ]
    rows = read_rows(report, "deadlines")
    assert [(r["item"], r["kind"], r["date"], r["duration"]) for r in rows] == deadlines
    targets = [(t.id, OPERATOR_CODES[x.op], x.value, x.unit) for p in plans for t in p.tasks for x in t.targets]
    rows = read_rows(report, "targets")
    assert [(r["item"], r["op"], float(r["value"]), r["unit"]) for r in rows] == targets


def test_places_slice_the_printed_words(report, plans):
    texts = {plan.id: plan.text for plan in plans}
    located = 0
    for name in ("units", "deadlines", "targets", "rules"):
        for row in read_rows(report, name):
            if row["start"]:
                words = texts[row["plan"]][int(row["start"]) : int(row["end"])]
                assert "".join(words.split()) == "".join(unguard(row["printed"]).split())
                assert "".join(unguard(row["printed"]).split()) in "".join(unguard(row["sentence"]).split())
                located += 1
    assert located > 300


def test_no_cell_starts_a_formula(hostile_report):
    for file in hostile_report.files:
        if not file.path.endswith(".csv"):
            continue
        for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t")), (file.path, cell[:40])
                assert not cell.startswith("-") or float(cell) < 0, (file.path, cell[:40])


def test_the_codebook_explains_every_column_and_code(report):
    codebook = {(row["table"], row["column"], row["code"]) for row in read_rows(report, "codebook")}
    assert all(row["zh"] and row["en"] for row in read_rows(report, "codebook"))
    for name in NAMES[:-1]:
        for column in read_rows(report, name)[0]:
            assert (name, column, "") in codebook
    codes = {}
    for table, column, code in codebook:
        codes.setdefault((table, column), set()).add(code)
    for (name, column), known in codes.items():
        if len(known) > 1:
            assert {row[column] for row in read_rows(report, name)} <= known


@given(st.text(alphabet="'=+-@＝\t\r\na县 "))
def test_guarding_is_undone_exactly(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))


NUMBERS = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False))


@given(st.lists(st.tuples(st.text(), NUMBERS)))
def test_any_text_comes_back(rows):
    columns = (Column("a", "甲", "a", "", ""), Column("b", "乙", "b", "", "", "number"))
    content = build_csv(TidyTable("x", Wording("", ""), Wording("", ""), columns, tuple(rows))).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline="")))[1:]
    assert [(unguard(text), float(n) if n else None) for text, n in read] == rows
