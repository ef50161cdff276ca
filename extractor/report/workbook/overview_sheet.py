"""In: material and its tables. Out: the first sheet: what it is, the plans, how much they share, how to read the rest.

Not handled: single facts, which have sheets of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from extractor.report.material import Material
from extractor.report.tables.table import Table
from extractor.report.wording import Wording
from extractor.report.workbook.sheets import LINE_HEIGHT, Sheet, count_lines
from extractor.report.workbook.styles import HEAT_HIGH, HEAT_LOW

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
PLAN_FIELDS = (
    "place", "title", "doc_number", "issuer", "issue_date", "kind",
    "tasks", "indicators", "points", "units", "deadlines", "targets", "rules", "problems",
)  # fmt: skip
WIDTHS = (18, 40, 22, 26, 13, 12, 9, 11, 9, 11, 11, 9, 9, 10)


def write_overview_sheet(
    sheet: Sheet, material: Material, tables: Mapping[str, Table], names: Mapping[str, str]
) -> None:
    """Write the overview; `names` are the sheets by table name, in their order."""
    worksheet, lang = sheet.worksheet, material.lang
    for index, width in enumerate(WIDTHS):
        worksheet.set_column(index, index, width)
    worksheet.hide_gridlines(2)
    worksheet.set_row(0, 34)
    worksheet.write_string(0, 0, TITLE.both(lang), sheet.styles.title)
    about = ABOUT.both(lang)
    worksheet.merge_range(1, 0, 1, 7, about, sheet.styles.lead)
    worksheet.set_row(1, count_lines(about, sum(WIDTHS[:8])) * LINE_HEIGHT + 8)
    row = _write_plans(sheet, tables["plans"], 3)
    row = _write_overlaps(sheet, material, row + 1)
    row = _write_spread(sheet, material, row + 1)
    row = _write_hints(sheet, row + 1)
    _write_sheets(sheet, tables, names, row + 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)


def _write_section(sheet: Sheet, row: int, words: Wording, columns: int) -> int:
    for column in range(columns):
        sheet.worksheet.write_blank(row, column, None, sheet.styles.section)
    sheet.worksheet.write_string(row, 0, words.both(sheet.lang), sheet.styles.section)
    sheet.worksheet.set_row(row, 24)
    return row + 1


def _write_plans(sheet: Sheet, plans: Table, row: int) -> int:
    row = _write_section(sheet, row, PLANS, len(PLAN_FIELDS))
    columns = [plans.index(name) for name in PLAN_FIELDS]
    for index, column in enumerate(columns):
        label = plans.columns[column].label
        first, second = (label.en, label.zh) if sheet.lang == "en" else (label.zh, label.en)
        sheet.worksheet.write_string(row, index, f"{first}\n{second}", sheet.styles.head)
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 6)
    for cells in plans.rows:
        row += 1
        lines = 1
        for index, column in enumerate(columns):
            cell = cells[column]
            sheet.write(row, index, cell)
            lines = max(lines, count_lines(cell, WIDTHS[index]) if isinstance(cell, str) else 1)
        sheet.worksheet.set_row(row, lines * LINE_HEIGHT + 4)
    return row + 1


def _write_overlaps(sheet: Sheet, material: Material, row: int) -> int:
    """Write two squares: the share of each pair with its heat, and the number of groups that they share."""
    own = Counter(plan for group in material.alignment.groups for plan in {member.plan for member in group.members})
    shares: dict[tuple[str, str], tuple[float, int]] = {}
    for overlap in material.comparison.overlaps:
        for pair in ((overlap.left, overlap.right), (overlap.right, overlap.left)):
            shares[pair] = (overlap.share, len(overlap.shared_groups))
    ids = [plan.id for plan in material.plans]
    for words, shows_share in ((OVERLAP, True), (SHARED, False)):
        row = _write_section(sheet, row, words, max(8, len(ids) + 1))
        top = row
        sheet.worksheet.write_blank(row, 0, None, sheet.styles.head)
        for index, plan_id in enumerate(ids, start=1):
            sheet.worksheet.write_string(row, index, material.names[plan_id], sheet.styles.head)
            sheet.worksheet.write_string(row + index, 0, material.names[plan_id], sheet.styles.head)
        for i, left in enumerate(ids, start=1):
            for j, right in enumerate(ids, start=1):
                share, shared = (1.0, own[left]) if left == right else shares.get((left, right), (0.0, 0))
                style = sheet.styles.share if shows_share else sheet.styles.number
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
    row = _write_section(sheet, row, SPREAD, 8)
    counts = Counter(len({member.plan for member in group.members}) for group in material.alignment.groups)
    heads = (Wording("地区数", "places"), Wording("事项数", "measures"))
    for column, words in enumerate(heads):
        sheet.worksheet.write_string(row, column, words.both(sheet.lang), sheet.styles.head)
    for places in sorted(counts, reverse=True):
        row += 1
        sheet.write(row, 0, places)
        sheet.write(row, 1, counts[places])
    return row + 1


def _write_hints(sheet: Sheet, row: int) -> int:
    row = _write_section(sheet, row, READING, 8)
    for hint in HINTS:
        sheet.worksheet.merge_range(row, 0, row, 7, hint.both(sheet.lang), sheet.styles.remark)
        lines = count_lines(hint.both(sheet.lang), sum(WIDTHS[:8]))
        sheet.worksheet.set_row(row, lines * LINE_HEIGHT + 4)
        row += 1
    return row


def _write_sheets(sheet: Sheet, tables: Mapping[str, Table], names: Mapping[str, str], row: int) -> None:
    row = _write_section(sheet, row, SHEETS, 8)
    for table_name, sheet_name in names.items():
        table = tables[table_name]
        sheet.link(row, 0, f"'{sheet_name}'!A1", sheet_name)
        sheet.write(row, 1, table.note.both(sheet.lang))
        sheet.write(row, 2, len(table.rows))
        sheet.worksheet.set_row(row, count_lines(table.note.both(sheet.lang), WIDTHS[1]) * LINE_HEIGHT + 4)
        row += 1
