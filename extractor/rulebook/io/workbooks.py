"""In: `Rulebook`, `Scorecard`, findings. Out: workbooks: the template a county fills in, the scorecard, 分值体检.

The same bytes for the same content. Not handled: reading them back (`observations`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from extractor.model.problem import Problem
from extractor.model.rulebook import Input, Rulebook
from extractor.model.scorecard import Bound, Points, Scorecard
from extractor.rulebook.analysis.reachability import Reach
from extractor.rulebook.io.observations import describe_allowed

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

INPUT_COLUMNS = (
    ("编号", 10), ("指标", 26), ("观测内容", 52), ("观测值", 12), ("允许的值", 26), ("单位", 8), ("时期", 10),
    ("取谁的数值", 14), ("依据", 26), ("原句", 60),
)  # fmt: skip
VALUE_COLUMN = 3
KINDS = {"yes_no": "是/否", "count": "整数", "number": "数", "rank": "名次", "points": "人工评定"}
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same rulebook gives the same bytes


def build_inputs_workbook(rulebook: Rulebook) -> bytes:
    """Return the template to fill in: a row for each input, with validation of what is allowed in 观测值."""
    buffer, workbook = _open()
    sheet = workbook.add_worksheet("观测值")
    head, body, open_cell = _formats(workbook)
    for column, (title, width) in enumerate(INPUT_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    names = {row.id: f"{row.no or ''} {row.name}".strip() for row in rulebook.indicators}
    for number, item in enumerate(rulebook.inputs, 1):
        quote = item.reference.quote if item.reference else ""
        words = (
            item.name, "；".join(names.get(row, "") for row in item.rows), item.label, "",
            describe_allowed(item), item.unit,
            item.period or "", item.of or "", item.source or "", quote,
        )  # fmt: skip
        for column, cell in enumerate(words):
            if column != VALUE_COLUMN:
                sheet.write_string(number, column, cell, body)
        sheet.write_blank(number, VALUE_COLUMN, None, open_cell)
        sheet.data_validation(number, VALUE_COLUMN, number, VALUE_COLUMN, _validation(item))
    sheet.freeze_panes(1, VALUE_COLUMN + 1)
    _add_notes(workbook, rulebook)
    return _close(buffer, workbook)


def _validation(item: Input) -> dict[str, Any]:
    allowed = describe_allowed(item)
    message = {"error_title": "不允许的值", "error_message": f"允许：{allowed}"[:255], "ignore_blank": True}
    if item.kind == "yes_no":
        return {"validate": "list", "source": ["是", "否"], **message}
    kind = "integer" if item.kind in {"count", "rank"} else "decimal"
    low = float(item.minimum) if item.minimum is not None else -1e12
    if item.maximum is not None:
        return {"validate": kind, "criteria": "between", "minimum": low, "maximum": float(item.maximum), **message}
    return {"validate": kind, "criteria": ">=", "value": low, **message}


def _add_notes(workbook: Workbook, rulebook: Rulebook) -> None:
    sheet = workbook.add_worksheet("说明")
    sheet.set_column(0, 0, 100)
    lines = [
        f"方案：{rulebook.title or rulebook.plan}",
        "只填“观测值”一列；没有观测到的留空，不要填0：留空的按区间计分。",
        "数值只写阿拉伯数字，不带千位逗号、百分号和单位；是/否从下拉列表中选。",
        "“取谁的数值”一列有内容的，一行数据本身给不出，须先在全部单位中算出或另行查得。",
        *(f"{kind}：{words}" for kind, words in KINDS.items()),
    ]
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)


def build_scorecard_workbook(scorecard: Scorecard) -> bytes:
    """Return the scorecard as a workbook: totals, indicators, fired rules."""
    buffer, workbook = _open()
    totals: list[list[Any]] = [
        ["表", "类别", "满分", "最低", "最高", "等级"],
        *(
            [table.table, name, full, points.low, points.high, grades]
            for table in scorecard.tables
            for name, full, points, grades in (
                *((group.name, group.full, group.points, "") for group in table.categories),
                ("合计", table.full, table.points, "、".join(table.grades)),
            )
        ),
    ]
    _add_table(workbook, "合计", totals, (6, 36, 8, 10, 10, 20))
    rows: list[list[Any]] = [["表", "序号", "指标", "分值", "最低", "最高", "封顶或保底", "缺少的观测", "说明"]]
    rows += [
        [r.table, r.no, r.name, r.full, r.points.low, r.points.high, "；".join(_show_limit(b) for b in r.bounds),
         "、".join(r.missing), "；".join(r.notes)]
        for r in scorecard.indicators
    ]  # fmt: skip
    _add_table(workbook, "指标", rows, (6, 6, 36, 8, 10, 10, 30, 30, 50))
    fired: list[list[Any]] = [["指标", "规则", "原句", "最低", "最高"]]
    fired += [[r.name, f.rule, f.quote, f.points.low, f.points.high] for r in scorecard.indicators for f in r.fired]
    _add_table(workbook, "触发的规则", fired, (36, 14, 80, 10, 10))
    return _close(buffer, workbook)


def _show_limit(bound: Bound) -> str:
    return f"{'封顶' if bound.kind == 'cap' else '保底'}{bound.limit}（原为{bound.before}）"


def build_check_workbook(reaches: Sequence[Reach], problems: Sequence[Problem]) -> bytes:
    """Return 分值体检: what can be reached against what is printed, and what is wrong."""
    buffer, workbook = _open()
    levels = {"row": "指标", "category": "类别", "table": "合计"}
    rows: list[list[Any]] = [["表", "层级", "名称", "印出的分值", "可得最低", "可得最高", "相符"]]
    rows += [
        [
            r.table,
            levels[r.level],
            r.name,
            r.printed,
            r.reachable.low,
            r.reachable.high,
            _agrees(r.printed, r.reachable),
        ]
        for r in reaches
    ]
    _add_table(workbook, "分值体检", rows, (6, 8, 44, 12, 12, 12, 8))
    found: list[list[Any]] = [["代码", "程度", "条目", "问题", "字符起", "字符止"]]
    found += [
        [
            p.code,
            p.severity.value,
            p.item,
            p.message,
            p.place.start if p.place else None,
            p.place.end if p.place else None,
        ]
        for p in problems
    ]
    _add_table(workbook, "问题", found, (24, 10, 10, 100, 10, 10))
    return _close(buffer, workbook)


def _agrees(printed: object, reachable: Points) -> str:
    return "" if printed is None else "是" if printed == reachable.high else "否"


def _open() -> tuple[io.BytesIO, Workbook]:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": CREATED})
    return buffer, workbook


def _close(buffer: io.BytesIO, workbook: Workbook) -> bytes:
    workbook.close()
    return buffer.getvalue()


def _formats(workbook: Workbook) -> tuple[Any, Any, Any]:
    head = workbook.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    return head, body, workbook.add_format({"bg_color": "#FFF8DC", "valign": "top", "border": 1})


def _add_table(workbook: Workbook, title: str, rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> Worksheet:
    sheet = workbook.add_worksheet(title)
    head, body, _ = _formats(workbook)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = head if number == 0 else body
            if cell is None:
                sheet.write_blank(number, column, None, style)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell, style)
            else:
                sheet.write_number(number, column, float(cell), style)
    sheet.freeze_panes(1, 0)
    return sheet
