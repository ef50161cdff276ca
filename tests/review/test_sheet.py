"""The workbook to fill in: what is written is read back, and every row that is not understood is told at once."""

import openpyxl
import pytest

from extractor.errors import UsageError
from extractor.review.session import Session
from extractor.review.sheet import HEADS, build_sheet


@pytest.fixture
def session(plan, tmp_path):
    return Session({plan.id: plan}, None, tmp_path / "corrections.jsonl", "甲", "2026-11-26")


def fill(session, tmp_path, *filled):
    """Fill rows: (row, 对/错, 改为, 理由)."""
    path = tmp_path / "核对.xlsx"
    path.write_bytes(build_sheet(session.questions()))
    book = openpyxl.load_workbook(path)
    for row, *cells in filled:
        for column, cell in enumerate(cells, start=8):
            book.active.cell(row, column, cell)
    book.save(path)
    return path


def row_of(session, field):
    return next(number for number, one in enumerate(session.questions(), start=2) if one.field == field)


def test_the_sheet_has_a_row_for_each_question(session, tmp_path):
    sheet = openpyxl.load_workbook(fill(session, tmp_path)).active
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert sheet.max_row == 1 + len(session.questions())


def test_filled_rows_are_decisions_and_empty_rows_are_none(session, tmp_path):
    unit, title = row_of(session, "units"), row_of(session, "title")
    path = fill(session, tmp_path, (unit, "错", "县审计局", "换了单位"), (title, "对"))
    found = {one.act: one for one in session.read_workbook(path)}
    assert found.keys() == {"fix", "right"}
    assert (found["fix"].now["name"], found["fix"].reason) == ("县审计局", "换了单位")
    assert found["fix"].now["role"] == session.questions()[unit - 2].value["role"]


def test_every_faulty_row_is_told_at_once(session, tmp_path):
    path = fill(session, tmp_path, (2, "也许"), (3, "改", ""), (4, "错", "{坏"))
    with pytest.raises(UsageError) as told:
        session.read_workbook(path)
    assert all(f"第 {row} 行" in str(told.value) for row in (2, 3, 4))


def test_another_workbook_is_refused(session, tmp_path):
    path = tmp_path / "x.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(UsageError, match="编号"):
        session.read_workbook(path)
    path.write_bytes(b"no workbook")
    with pytest.raises(UsageError, match="打不开"):
        session.read_workbook(path)
