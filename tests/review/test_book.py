"""The workbook of a run, filled in by hand and read back."""

import shutil

import openpyxl
import pytest

from extractor.errors import UsageError
from extractor.review.session import Session, load_journal


@pytest.fixture
def folder(produced, tmp_path):
    return shutil.copytree(produced, tmp_path / "run")


def open_session(folder, plans):
    return Session({plan.id: plan for plan in plans}, None, folder / "corrections.jsonl", "甲", "2026-11-26")


def fill(folder, sheet, printed, verdict, corrected=""):
    """Write into the row whose words are `printed`; return where the file is."""
    book = openpyxl.load_workbook(folder / "comparison.xlsx")
    page = next(one for one in book if one.title.startswith(sheet))
    heads = {str(cell.value).split("\n")[0]: cell.column - 1 for cell in page[1]}
    row = next(row for row in page.iter_rows(min_row=2) if row[heads["原文"]].value == printed)
    row[heads["对/错"]].value = verdict
    row[heads["改为"]].value = corrected or None
    book.save(folder / "filled.xlsx")
    return folder / "filled.xlsx"


@pytest.mark.parametrize(
    ("sheet", "printed", "verdict", "corrected", "act", "field", "now"),
    [
        ("时限", "2022年6月底前", "改", "2022-07-31", "fix", "deadlines", {"date": "2022-07-31"}),
        ("责任单位", "政策法规科", "错", "", "none", "units", None),
        ("目标", "有效异议占比不高于十万分之一", "对", "", "right", "targets", None),
    ],
)
def test_a_verdict_beside_a_value_is_a_decision(folder, plans, sheet, printed, verdict, corrected, act, field, now):
    session = open_session(folder, plans)
    book = openpyxl.load_workbook(folder / "comparison.xlsx", read_only=True)
    page = next(one for one in book if one.title.startswith(sheet))
    words = list(page.iter_rows(values_only=True))
    at = [str(head).split("\n")[0] for head in words[0]].index("原文")
    if printed not in [row[at] for row in words]:
        printed = words[1][at]
    (decision,) = session.read_workbook(fill(folder, sheet, printed, verdict, corrected))
    session.decide(decision)
    (kept,) = load_journal(folder / "corrections.jsonl")
    assert (kept.act, kept.field) == (act, field)
    if now:
        assert now.items() <= kept.now.items()


def test_what_cannot_be_understood_is_told_by_sheet_and_row(folder, plans):
    path = fill(folder, "时限", "2022年6月底前", "也许")
    with pytest.raises(UsageError, match=r"时限 Deadlines 第 \d+ 行：对/错 写的是“也许”"):
        open_session(folder, plans).read_workbook(path)


def test_an_untouched_workbook_decides_nothing(folder, plans):
    assert open_session(folder, plans).read_workbook(folder / "comparison.xlsx") == []
