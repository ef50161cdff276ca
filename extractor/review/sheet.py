"""In: questions, or a filled workbook. Out: a workbook to fill in, or the decisions that stand in it.

For readers who work in Excel: one row a question, three columns to fill in (对/错, 改为, 理由). A row that is not
filled in is no decision. Not handled: formulas and colours; only the text of cells is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.model.correction import Act
from extractor.review.queue import Question
from extractor.review.session import PostedDecision

HEADS = ("编号", "方案", "条目", "字段", "提取到的值", "原文", "理由（程序）", "对/错", "改为", "理由")
DRAWN = "随机抽查"
"""Said of a value that was drawn by chance, for the figure of `extractor review accuracy`."""

WIDTHS = (18, 12, 12, 10, 40, 40, 30, 8, 30, 24)
WORDS: dict[str, Act] = {"对": "right", "错": "none", "改": "fix", "存疑": "unsure"}


def build_sheet(questions: Sequence[Question]) -> bytes:
    """Return a workbook with one row a question; 错 without 改为 says that the document has no such value."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("核对")
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
        for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for row, question in enumerate(questions, start=1):
            for column, words in enumerate((*_row(question), "", "", "")):
                sheet.write_string(row, column, words, plain)
        sheet.data_validation(1, 7, max(1, len(questions)), 7, {"validate": "list", "source": list(WORDS)})
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(questions)), len(HEADS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return stream.getvalue()


def _row(question: Question) -> tuple[str, ...]:
    quote = question.anchor.quote if question.anchor else ""
    return (
        question.id, question.plan, question.item, question.field, show_value(question.value), quote,
        "；".join((*question.reasons, *((DRAWN,) if question.drawn else ()))),
    )  # fmt: skip


def show_value(value: Any) -> str:
    """Return a value as a cell shows it: plain words, or JSON where it has parts.

    >>> show_value({"name": "县财政局", "function": None})
    '{"name": "县财政局"}'
    """
    if value is None:
        return ""
    if isinstance(value, dict):
        return json.dumps({key: part for key, part in value.items() if part not in (None, False)}, ensure_ascii=False)
    return str(value)


def read_sheet(rows: Sequence[Sequence[Any]], questions: dict[str, Question], name: str) -> Iterator[PostedDecision]:
    """Yield the decisions of a filled sheet, given its rows of cells.

    Raises UsageError that lists every row that cannot be understood.
    """
    head = next((index for index, row in enumerate(rows) if "编号" in row and "对/错" in row), None)
    if head is None:
        raise UsageError(f"{name}: 没有“编号”与“对/错”两列", hint="请用 extractor review sheet 生成的工作簿")
    columns = {str(cell): column for column, cell in enumerate(rows[head]) if cell}
    faults: list[str] = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {word: str(row[column] or "").strip() if column < len(row) else "" for word, column in columns.items()}
        if not cells.get("对/错"):
            continue
        try:
            yield _decide(cells, questions)
        except UsageError as error:
            faults.append(f"第 {number} 行：{error}")
    if faults:
        raise UsageError(f"{name}: {'；'.join(faults)}")


def _decide(cells: dict[str, str], questions: dict[str, Question]) -> PostedDecision:
    question = questions.get(cells["编号"])
    if question is None:
        raise UsageError(f"没有编号 {cells['编号']} 的问题，方案可能已重新提取")
    return read_verdict(question, cells["对/错"], cells.get("改为", ""), cells.get("理由", ""))


def read_verdict(question: Question, verdict: str, written: str, reason: str) -> PostedDecision:
    """Return what a person wrote beside a value. Raises UsageError where it cannot be understood."""
    act = WORDS.get(verdict)
    if act is None:
        raise UsageError(f"对/错 写的是“{verdict}”，应为 {'、'.join(WORDS)}")
    if act == "fix" or (act == "none" and written):
        if not written:
            raise UsageError("“改”要写出“改为”")
        act = "fix" if question.value is not None else "new"
        return PostedDecision(question.id, act, _read_value(written, question.value), reason)
    return PostedDecision(question.id, act, None, reason)


def _read_value(written: str, before: Any) -> Any:
    """Return what a person wrote: JSON, or plain words that stand for the value's main part."""
    if written.startswith("{"):
        try:
            given = msgspec.json.decode(written.encode())
        except msgspec.DecodeError as error:
            raise UsageError(f"“改为”不是合法的 JSON（{error}）") from None
        return {**before, **given} if isinstance(before, dict) else given
    if isinstance(before, dict):
        key = next(key for key in ("name", "date", "value", "points", "title", "text") if before.get(key) is not None)
        return {**before, key: _like(written, before[key])}
    return _like(written, before)


def _like(written: str, before: Any) -> Any:
    if isinstance(before, int | float) and not isinstance(before, bool):
        try:
            number = float(written)
        except ValueError:
            raise UsageError(f"“{written}”不是数") from None
        return int(number) if number.is_integer() else number
    return written
