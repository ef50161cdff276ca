"""In: the workbook of a run, filled in. Out: the decisions that stand in the last three columns of its fact sheets.

`comparison.xlsx` has 对/错, 改为 and 理由 behind each body, time limit, target and scoring sentence; a row that is left
empty is no decision. A row is known again by plan, item and the character at which its words begin.
Not handled: rows that were typed in, which have no place; they are told and refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.errors import UsageError
from extractor.review.queue import Question
from extractor.review.session import PostedDecision
from extractor.review.sheet import read_verdict

FIELDS = {"责任单位": "units", "时限": "deadlines", "目标": "targets", "评分规则": "rules"}
"""The sheets that are read, by the Chinese part of their names, and the field whose values they hold."""

VERDICT = "对/错"
KEYS = ("方案", "条目", "起", VERDICT, "改为", "理由")

Row = Sequence[Any]
Places = Mapping[tuple[str, str, str, int], Question]


def is_run_book(names: Sequence[str]) -> bool:
    """Tell whether the sheets are those of a run's workbook.

    >>> is_run_book(["总览 Overview", "时限 Deadlines"]), is_run_book(["核对"])
    (True, False)
    """
    return any(part in FIELDS for name in names for part in name.split())


def read_book(
    sheets: Mapping[str, Sequence[Row]], questions: Mapping[str, Question], name: str
) -> list[PostedDecision]:
    """Return the decisions of all fact sheets. Raises UsageError that lists every row that cannot be understood."""
    places: Places = {
        (one.plan, one.item, one.field, one.place.start): one for one in questions.values() if one.place is not None
    }
    found: list[PostedDecision] = []
    faults: list[str] = []
    for title, rows in sheets.items():
        field = next((FIELDS[part] for part in title.split() if part in FIELDS), None)
        if field is None or not rows:
            continue
        columns = _find_columns(rows[0])
        if VERDICT not in columns:
            continue
        for number, cells in _filled(rows, columns):
            try:
                found.append(_decide(cells, field, places))
            except UsageError as error:
                faults.append(f"{title} 第 {number} 行：{error}")
    if faults:
        raise UsageError(f"{name}: {'；'.join(faults)}")
    return found


def _find_columns(head: Row) -> dict[str, int]:
    """Return the columns by their Chinese names, which stand in the first or the second line of a heading."""
    found: dict[str, int] = {}
    for column, cell in enumerate(head):
        for line in str(cell or "").split("\n"):
            if line in KEYS:
                found.setdefault(line, column)
    return found


def _filled(rows: Sequence[Row], columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: _words(row[at]) if at < len(row) else "" for name, at in columns.items()}
        if cells[VERDICT]:
            yield number, cells


def _words(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _decide(cells: Mapping[str, str], field: str, places: Places) -> PostedDecision:
    start = cells.get("起", "")
    question = (
        places.get((cells.get("方案", ""), cells.get("条目", ""), field, int(start))) if start.isdigit() else None
    )
    if question is None:
        raise UsageError("找不到这一行的值，方案可能已重新提取，或这一行是手工加的")
    return read_verdict(question, cells[VERDICT], cells.get("改为", ""), cells.get("理由", ""))
