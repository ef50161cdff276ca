"""In: `Rulebook`. Out: the workbook that a county fills in: a sheet for each kind of body, printed on A4.

The same bytes for the same rulebook. Not handled: reading it back (`observations`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.rulebook.engine.values import describe_allowed, find_form_id
from extractor.rulebook.io.observations import FORM, PLAN
from extractor.rulebook.io.sheets import close_workbook, list_formats, open_workbook

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

INPUT_COLUMNS = (
    ("编号", 11), ("指标", 16), ("观测内容", 28), ("观测值", 13), ("允许的值", 20), ("单位", 7), ("时期与口径", 13),
    ("取谁的数值", 10), ("示例", 9), ("依据材料", 14), ("依据材料附件或链接", 14), ("原句", 32),
)  # fmt: skip
"""Headings and widths: together what an A4 page across holds in letters that can be read."""
LINE = 17
"""Height of a line in points; rows say their height, since no program that prints makes them taller."""
MARGIN = 0.4
VALUE_COLUMN = 3
HEAD_ROWS = 3
"""Above the table: the form's title, who fills it in, and an empty row."""
KINDS = {
    "是/否": "从下拉列表中选", "整数": "件数、家数、次数，不带小数", "数": "可带小数，不带单位和百分号",
    "名次": "1 为最好", "人工评定": "由评定人打的分", "选择": "从下拉列表中选一个",
    "日期": "如 11月30日；没有完成的填 未完成",
}  # fmt: skip
GATHERED = {"sum": "各期相加", "mean": "各期平均", "last": "期末数", "most": "各期最大", "least": "各期最小"}
PERIODS = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "全年"}
COMMON = "全部"
"""The kind of body of rows that are printed for all."""


def build_inputs_workbook(rulebook: Rulebook, *, names: Mapping[str, str] | None = None) -> bytes:
    """Return the template to fill in: a sheet for each kind of body, a row for each input with what is allowed.

    `names` are words for tables, where a plan prints one table for each kind of body; else their numbers stand.
    """
    buffer, workbook = open_workbook()
    groups = _group_inputs(rulebook)
    for (table, audience), items in groups.items():
        several = len(groups) > 1
        kind = (names or {}).get(str(table), "") or (audience if audience != COMMON else f"表{table}")
        _add_form(workbook, rulebook, f"观测值 {kind}"[:31] if several else "观测值", items)
    if not groups:
        _add_form(workbook, rulebook, "观测值", [])
    _add_notes(workbook, rulebook)
    return close_workbook(buffer, workbook)


def _group_inputs(rulebook: Rulebook) -> dict[tuple[int, str], list[Input]]:
    """Return the inputs of each form; one that several forms ask for stands on the first."""
    rows = {row.id: row for row in rulebook.indicators}
    groups: dict[tuple[int, str], list[Input]] = {}
    for item in rulebook.inputs:
        row = rows.get(item.rows[0])
        key = (row.table, row.audience or COMMON) if row else (1, COMMON)
        groups.setdefault(key, []).append(item)
    return groups


def _add_form(workbook: Workbook, rulebook: Rulebook, title: str, items: Sequence[Input]) -> None:
    sheet = workbook.add_worksheet(title)
    head, body, open_cell = list_formats(workbook)
    bold = workbook.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, f"观测值填报表：{rulebook.title or rulebook.plan}", bold)
    for column, words in ((0, "填报单位："), (3, "时期："), (6, "填报人："), (9, "填报日期：")):
        sheet.write_string(1, column, words, body)
        sheet.write_blank(1, column + 1, None, open_cell)
    for column, (heading, width) in enumerate(INPUT_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROWS, column, heading, head)
    names = {row.id: f"{row.no or ''} {row.name}".strip() for row in rulebook.indicators}
    for number, item in enumerate(items, HEAD_ROWS + 1):
        cells = (
            item.name, "；".join(names.get(row, "") for row in item.rows), item.label, "", describe_allowed(item),
            item.unit, describe_period(item), item.of or "", find_example(item), item.source or "", "",
            item.reference.quote if item.reference else "",
        )  # fmt: skip
        for column, cell in enumerate(cells):
            if column != VALUE_COLUMN:
                sheet.write_string(number, column, cell, body)
        most = max(count_lines(cell, width) for cell, (_, width) in zip(cells, INPUT_COLUMNS, strict=True))
        sheet.set_row(number, LINE * most)
        sheet.write_blank(number, VALUE_COLUMN, None, open_cell)
        if item.kind != "date":
            sheet.data_validation(number, VALUE_COLUMN, number, VALUE_COLUMN, _validation(item))
    sheet.freeze_panes(HEAD_ROWS + 1, VALUE_COLUMN + 1)
    _print_across(sheet)
    sheet.repeat_rows(HEAD_ROWS)


def _print_across(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_margins(MARGIN, MARGIN, 2 * MARGIN, 2 * MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&R第 &P 页，共 &N 页")


def count_lines(words: str, width: int) -> int:
    """Return how many lines a cell takes; a Chinese character is as wide as two letters.

    >>> count_lines("完成编制的时间", 7), count_lines("", 7)
    (2, 1)
    """
    wide = sum(1 if letter.isascii() else 2 for letter in words)
    return max(1, -(-wide // width))


def describe_period(item: Input) -> str:
    """Return over what time a value is, and how the values of shorter periods become one.

    >>> describe_period(Input(name="x", label="", kind="count", indicator="i", every="quarter", gather="sum"))
    '全年（每季度的数各期相加）'
    """
    printed = item.period or ""
    if item.every is None or item.gather is None:
        return printed
    if item.gather == "last":
        return printed or GATHERED["last"]
    whole = printed if printed and printed not in {"每季度", "按季", "每月", "按月", "月均", "季均"} else "全年"
    return f"{whole}（{PERIODS[item.every]}的数{GATHERED[item.gather]}）"


def find_example(item: Input) -> str:
    """Return a value as it would be filled in.

    >>> find_example(Input(name="x", label="", kind="number", indicator="i", unit="%"))
    '85.5'
    """
    if item.kind in {"yes_no", "choice", "date"}:
        return {"yes_no": "是", "date": "11月30日"}.get(item.kind) or (item.options[0] if item.options else "")
    example = Decimal(85) if item.unit == "%" else Decimal(3)
    low, high = item.minimum, item.maximum
    example = max(low, example) if low is not None else example
    example = min(high, example) if high is not None else example
    return print_number(example if item.whole or example == high else example + Decimal("0.5"))


def _validation(item: Input) -> dict[str, Any]:
    allowed = describe_allowed(item)
    message = {"error_title": "不允许的值", "error_message": f"允许：{allowed}"[:255], "ignore_blank": True}
    if item.kind == "yes_no":
        return {"validate": "list", "source": ["是", "否"], **message}
    if item.kind == "choice":
        return {"validate": "list", "source": list(item.options), **message}
    kind = "integer" if item.whole else "decimal"
    low = float(item.minimum) if item.minimum is not None else -1e12
    if item.maximum is not None:
        return {"validate": kind, "criteria": "between", "minimum": low, "maximum": float(item.maximum), **message}
    return {"validate": kind, "criteria": ">=", "value": low, **message}


def _add_notes(workbook: Workbook, rulebook: Rulebook) -> None:
    sheet = workbook.add_worksheet("说明")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    _print_across(sheet)
    lines = [
        (PLAN, rulebook.title or rulebook.plan),
        (FORM, find_form_id(rulebook)),
        ("", "只填“观测值”一列；没有观测到的留空，不要填0：留空的按区间计分。"),
        ("", "数值只写阿拉伯数字，不带千位逗号和单位；是/否从下拉列表中选。"),
        ("", "“取谁的数值”一列有内容的，一行数据本身给不出，须先在全部单位中算出或另行查得。"),
        ("", "“示例”一列只示写法，与实际无关。"),
        *KINDS.items(),
    ]
    for number, (word, line) in enumerate(lines):
        sheet.write_string(number, 0, word)
        sheet.write_string(number, 1, line)
