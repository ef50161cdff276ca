"""In: material and its tables. Out: the first sheet: what it is, the plans, how much they share, how to read the rest.

Not handled: single facts, which have sheets of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.report.material import Material
from extractor.report.tables.table import Cell, Column, Table
from extractor.report.wording import Language, Wording
from extractor.report.workbook.fact_sheets import A4, set_print
from extractor.report.workbook.sheets import LINE_HEIGHT, Sheet, clean, count_lines
from extractor.report.workbook.styles import HEAT_HIGH, HEAT_LOW

if TYPE_CHECKING:
    from xlsxwriter.format import Format

TITLE = Wording("县级方案比较", "Comparison of county plans")
ABOUT = Wording(
    "本工作簿由方案原文自动提取、对齐、比较而成；每个数值都附原句与字符位置，可回查原文。原文没有说的一律留空，不作推测。",
    "Made from the plans' own texts by program: extracted, aligned, compared. Every value carries its printed sentence "
    "and its place in the text. What a plan does not state is left empty, never guessed.",
)
PLANS = Wording("一、各地方案", "1. The plans")
OVERLAP = Wording(
    "二、两两重合度（共有事项 ÷ 双方事项合计）", "2. Overlap of each pair (shared ÷ all measures of both)"
)
SHARED = Wording("三、共有事项数", "3. Number of measures shared")
SPREAD = Wording("四、事项分布：有几个地区提出", "4. How many places ask for a measure")
READING = Wording("五、怎么读", "5. How to read")
SHEETS = Wording("六、工作表", "6. Sheets")
HINTS = (
    Wording(
        "矩阵：一行一个事项，一列一个地区；点单元格跳到该条目。灰格表示该地区未提出。",
        "Matrix: a measure a row, a place a column; click a cell to reach its first item. Grey: not asked for.",
    ),
    Wording(
        "差异：同一事项在各地的数值换算到同一单位，按从严到宽排名（1 为最严）。",
        "Differences: values of one measure on one scale, ranked from the strictest (1).",
    ),
    Wording(
        "各事实表可筛选；“原文”是印出的字句，“所在句”是上下文，“起、止”是方案文本中的字符位置。",
        "Fact sheets can be filtered; they give the printed words, the sentence around them, and the characters.",
    ),
    Wording("列的含义与代码见最后的“说明”表。", "The last sheet explains every column and code."),
)
PLAN_FIELDS = {
    "place": 1, "title": 4, "doc_number": 2, "issuer": 3, "issue_date": 1, "kind": 1,
    "tasks": 1, "indicators": 1, "points": 1, "units": 1, "deadlines": 1, "targets": 1, "rules": 1, "problems": 1,
}  # fmt: skip
"""Columns of the plans' table that are shown, and how many columns of the sheet each takes."""

FIRST_WIDTH, WIDTH = 18, 10.5
COLUMNS = sum(PLAN_FIELDS.values())
TEXT_COLUMNS = 11
TEXT_WIDTH = int(FIRST_WIDTH + (TEXT_COLUMNS - 1) * WIDTH)


def write_overview_sheet(
    sheet: Sheet, material: Material, tables: Mapping[str, Table], names: Mapping[str, str]
) -> None:
    """Write the overview; `names` are the sheets by table name, in their order."""
    worksheet, lang = sheet.worksheet, material.lang
    worksheet.set_column(0, 0, FIRST_WIDTH)
    worksheet.set_column(1, max(COLUMNS, len(material.plans)), WIDTH)
    worksheet.set_row(0, 34)
    worksheet.write_string(0, 0, TITLE.both(lang), sheet.styles.title)
    about = ABOUT.both(lang)
    _write_wide(sheet, (1, 0, TEXT_COLUMNS), about, sheet.styles.lead)
    worksheet.set_row(1, count_lines(about, TEXT_WIDTH) * LINE_HEIGHT + 8)
    row = _write_plans(sheet, tables["plans"], 3)
    row = _write_overlaps(sheet, material, row + 1)
    row = _write_spread(sheet, material, row + 1)
    row = _write_hints(sheet, row + 1)
    _write_sheets(sheet, tables, names, row + 1)
    set_print(sheet, paper=A4)
    worksheet.hide_gridlines(2)


def _write_wide(sheet: Sheet, where: tuple[int, int, int], cell: Cell, style: Format) -> None:
    """Write a cell that takes several columns: (row, first column, number of columns)."""
    row, column, span = where
    if span > 1:
        sheet.worksheet.merge_range(row, column, row, column + span - 1, "", style)
    if cell is None:
        sheet.worksheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.worksheet.write_string(row, column, clean(cell, sheet.lang), style)
    else:
        sheet.write(row, column, cell)


def _write_section(sheet: Sheet, row: int, words: Wording) -> int:
    for column in range(COLUMNS):
        sheet.worksheet.write_blank(row, column, None, sheet.styles.section)
    sheet.worksheet.write_string(row, 0, words.both(sheet.lang), sheet.styles.section)
    sheet.worksheet.set_row(row, 24)
    return row + 1


def _write_plans(sheet: Sheet, plans: Table, row: int) -> int:
    row = _write_section(sheet, row, PLANS)
    _write_plan(
        sheet, row, [_heading(plans.columns[plans.index(name)], sheet.lang) for name in PLAN_FIELDS], sheet.styles.head
    )
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 6)
    for cells in plans.rows:
        row += 1
        shown = [cells[plans.index(name)] for name in PLAN_FIELDS]
        _write_plan(sheet, row, shown, sheet.styles.text)
        widths = [int(span * WIDTH) for span in PLAN_FIELDS.values()]
        lines = [count_lines(c, width) for c, width in zip(shown, widths, strict=True) if isinstance(c, str)]
        sheet.worksheet.set_row(row, max(lines, default=1) * LINE_HEIGHT + 4)
    return row + 1


def _heading(column: Column, lang: Language) -> str:
    return f"{column.en}\n{column.zh}" if lang == "en" else f"{column.zh}\n{column.en}"


def _write_plan(sheet: Sheet, row: int, cells: Sequence[Cell], style: Format) -> None:
    column = 0
    for cell, span in zip(cells, PLAN_FIELDS.values(), strict=True):
        _write_wide(sheet, (row, column, span), cell, style)
        column += span


def _write_overlaps(sheet: Sheet, material: Material, row: int) -> int:
    """Write two squares: the share of each pair with its heat, and the number of groups that they share."""
    own = Counter(plan for group in material.alignment.groups for plan in {member.plan for member in group.members})
    shares: dict[tuple[str, str], tuple[float, int]] = {}
    for overlap in material.comparison.overlaps:
        for pair in ((overlap.left, overlap.right), (overlap.right, overlap.left)):
            shares[pair] = (overlap.share, len(overlap.shared_groups))
    ids = [plan.id for plan in material.plans]
    for words, shows_share in ((OVERLAP, True), (SHARED, False)):
        row = _write_section(sheet, row, words)
        top = row
        sheet.worksheet.write_blank(row, 0, None, sheet.styles.head)
        for index, plan_id in enumerate(ids, start=1):
            sheet.worksheet.write_string(row, index, material.names[plan_id], sheet.styles.head)
            sheet.worksheet.write_string(row + index, 0, material.names[plan_id], sheet.styles.name)
        for i, left in enumerate(ids, start=1):
            for j, right in enumerate(ids, start=1):
                share, shared = (1.0, own[left]) if left == right else shares.get((left, right), (0.0, 0))
                style = sheet.styles.share if shows_share else sheet.styles.count
                sheet.worksheet.write_number(row + i, j, share if shows_share else shared, style)
        _heat(sheet, (top + 1, 1, top + len(ids), len(ids)))
        row += len(ids) + 2
    return row - 1


def _heat(sheet: Sheet, area: tuple[int, int, int, int]) -> None:
    if area[2] < area[0]:
        return
    rule = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "min_color": HEAT_LOW, "max_color": HEAT_HIGH}
    sheet.worksheet.conditional_format(*area, rule)


def _write_spread(sheet: Sheet, material: Material, row: int) -> int:
    row = _write_section(sheet, row, SPREAD)
    counts = Counter(len({member.plan for member in group.members}) for group in material.alignment.groups)
    heads = (Wording("地区数", "places"), Wording("事项数", "measures"))
    for column, words in enumerate(heads):
        sheet.worksheet.write_string(row, column, words.both(sheet.lang).replace(" ", "\n", 1), sheet.styles.head)
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 6)
    for places in sorted(counts, reverse=True):
        row += 1
        sheet.worksheet.write_number(row, 0, places, sheet.styles.count)
        sheet.worksheet.write_number(row, 1, counts[places], sheet.styles.count)
    return row + 1


def _write_hints(sheet: Sheet, row: int) -> int:
    row = _write_section(sheet, row, READING)
    for hint in HINTS:
        _write_wide(sheet, (row, 0, TEXT_COLUMNS), hint.both(sheet.lang), sheet.styles.remark)
        lines = count_lines(hint.both(sheet.lang), TEXT_WIDTH)
        sheet.worksheet.set_row(row, lines * LINE_HEIGHT + 4)
        row += 1
    return row


def _write_sheets(sheet: Sheet, tables: Mapping[str, Table], names: Mapping[str, str], row: int) -> None:
    row = _write_section(sheet, row, SHEETS)
    for table_name, sheet_name in names.items():
        table = tables[table_name]
        sheet.link(row, 0, f"'{sheet_name}'!A1", sheet_name)
        sheet.worksheet.write_number(row, 1, len(table.rows), sheet.styles.count)
        _write_wide(sheet, (row, 2, TEXT_COLUMNS - 2), table.note.both(sheet.lang), sheet.styles.text)
        row += 1
