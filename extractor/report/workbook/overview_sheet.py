"""In: material and its tables. Out: the first sheet: what it is, the plans, how much they share, how to read the rest.

Not handled: single facts, which have sheets of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from extractor.corpus.telling import tell_fields
from extractor.report.dataset import Material
from extractor.report.labels import Language, Wording
from extractor.report.tables.table import Cell, Column, TidyTable
from extractor.report.workbook.fact_sheets import Targets, set_print
from extractor.report.workbook.key_findings import tell_key
from extractor.report.workbook.sheets import LINE_HEIGHT, Sheet, clean, count_lines
from extractor.report.workbook.squares import find_counts, find_kinship, find_shares, write_heat_map, write_square

if TYPE_CHECKING:
    from xlsxwriter.format import Format

TITLE = Wording("县级方案比较", "Comparison of county plans")
ABOUT = Wording(
    "本工作簿由方案原文自动提取、对齐、比较而成；每个数值都附原句与字符位置，可回查原文。原文没有说的一律留空，不作推测。",
    "Made from the plans' own texts by program: extracted, aligned, compared. Every value carries its printed sentence "
    "and its place in the text. What a plan does not state is left empty, never guessed.",
)
KEY = Wording("要点", "In short")
PLANS = Wording("各地方案", "The plans")
OVERLAP = Wording("两两重合度（共有事项 ÷ 双方事项合计）", "Overlap of each pair (shared ÷ all measures of both)")
SHARED = Wording("共有事项数", "Number of measures shared")
KINSHIP = Wording(
    "文本亲缘（行方文字逐字见于列方的比例）", "Kinship of texts (share of the row's text found in the column's)"
)
SPREAD = Wording("事项分布：有几个地区提出", "How many places ask for a measure")
CONCEPTS = Wording("概念 × 地区（条目数；灰格为无）", "Concepts by places (number of items; grey: none)")
READING = Wording("怎么读", "How to read")
SHEETS = Wording("工作表", "Sheets")
NUMERALS = "一二三四五六七八九十"
HINTS = (
    Wording(
        "简表：一行一个事项，● 表示提出，旁边是可比的那个数；A4 横向打印。",
        "Compact: a measure a row; ● where a place asks for it, beside it the number that compares. Prints on A4.",
    ),
    Wording(
        "责任清单：按职能列出各地派给它的任务、角色、时限、目标与分值；筛选“职能”即得一家单位的清单。",
        "Responsibilities: by function, what each place gives it: task, role, time limit, target, points.",
    ),
    Wording(
        "矩阵：一行一个事项，一列一个地区；折叠在各地区右边的“跳转”列跳到该条目。灰格表示该地区未提出。",
        "Matrix: a measure a row, a place a column; the folded columns beside lead to its items. Grey: not asked for.",
    ),
    Wording(
        "差异：同一事项在各地的数值换算到同一单位，按从严到宽排名（1 为最严）。",
        "Differences: values of one measure on one scale, ranked from the strictest (1).",
    ),
    Wording(
        "加码阶梯：一行一处可排名的差异，颜色越深越严；点取值跳到差异表中的原句。",
        "Ladder: a difference a row, the darker the stricter; a value leads to its printed sentence.",
    ),
    Wording(
        "各事实表可筛选；“原文”是印出的字句，“所在句”是上下文，“起、止”是方案文本中的字符位置。",
        "Fact sheets can be filtered; they give the printed words, the sentence around them, and the characters.",
    ),
    Wording(
        "打印只印主要各列；其余各列折叠，点列上方的“+”或左上角的“2”展开。",
        "What is less used is folded and not printed: open it by the + above the columns, or the 2 at the corner.",
    ),
    Wording("列的含义与代码见最后的“说明”表。", "The last sheet explains every column and code."),
)
PLAN_NAMES = ("place", "title", "doc_number", "issue_date")
"""Stand in the first column, below one another."""
PLAN_COUNTS = (
    "tasks", "indicators", "points", "units", "deadlines", "targets", "rules", "problems", "unread", "read_share",
)  # fmt: skip
"""Columns of the plans' table that are shown; their own sheet has all."""

FIRST_WIDTH, WIDTH = 44, 9.5
COLUMNS = TEXT_COLUMNS = 1 + len(PLAN_COUNTS)
AFTER_FIRST_PAGE = 3
"""What a leader reads stands on the first page: what was found, and the plans."""
TEXT_WIDTH = int(FIRST_WIDTH + (TEXT_COLUMNS - 1) * WIDTH)


def write_overview_sheet(
    sheet: Sheet, material: Material, tables: Mapping[str, TidyTable], names: Mapping[str, str], targets: Targets
) -> None:
    """Write the overview; `names` are the sheets by table name, in their order."""
    worksheet, lang = sheet.worksheet, material.lang
    worksheet.set_column(0, 0, FIRST_WIDTH)
    worksheet.set_column(1, max(COLUMNS, len(material.plans)), WIDTH)
    worksheet.set_row(0, 34)
    worksheet.write_string(0, 0, TITLE.both(lang), sheet.styles.title)
    about = ABOUT.first(lang)
    _write_wide(sheet, (1, 0, TEXT_COLUMNS), about, sheet.styles.lead)
    worksheet.set_row(1, count_lines(about, TEXT_WIDTH) * LINE_HEIGHT + 8)
    row = 3
    for number, (heading, write) in enumerate(_find_sections(sheet, material, tables, names, targets), start=1):
        if number == AFTER_FIRST_PAGE:
            worksheet.set_h_pagebreaks([row])
        row = write(_write_section(sheet, row, _number(heading, number))) + 1
    set_print(sheet, max(TEXT_WIDTH, FIRST_WIDTH + len(material.plans) * WIDTH))
    worksheet.hide_gridlines(2)


def _find_sections(
    sheet: Sheet, material: Material, tables: Mapping[str, TidyTable], names: Mapping[str, str], targets: Targets
) -> list[tuple[Wording, Callable[[int], int]]]:
    """Return the sections that have something to show; each writes from a row on and returns the row below."""
    kinship = find_kinship(material)
    sections: list[tuple[Wording, Callable[[int], int]]] = [
        (KEY, lambda row: _write_remarks(sheet, tell_key(material), row)),
        (PLANS, lambda row: _write_plans(sheet, tables["plans"], row)),
        (OVERLAP, lambda row: write_square(sheet, material, find_shares(material), row, share=True)),
        (SHARED, lambda row: write_square(sheet, material, find_counts(material), row, share=False)),
    ]
    if kinship:
        sections.append((KINSHIP, lambda row: write_square(sheet, material, kinship, row, share=True)))
    sections.append((SPREAD, lambda row: _write_spread(sheet, material, row)))
    if material.comparison.coverage:
        width = int(FIRST_WIDTH)
        sections.append((CONCEPTS, lambda row: write_heat_map(sheet, material, targets, row, width=width)))
    fields = tell_fields(material.plans)
    hints = (*([Wording(*fields)] if fields else []), *HINTS)
    sections.append((READING, lambda row: _write_remarks(sheet, hints, row)))
    sections.append((SHEETS, lambda row: _write_sheets(sheet, tables, names, row)))
    return sections


def _number(heading: Wording, number: int) -> Wording:
    return Wording(f"{NUMERALS[number - 1]}、{heading.zh}", f"{number}. {heading.en}")


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


def _write_plans(sheet: Sheet, plans: TidyTable, row: int) -> int:
    names, counts = ([plans.index(name) for name in some] for some in (PLAN_NAMES, PLAN_COUNTS))
    for column, index in enumerate((names[0], *counts)):
        sheet.worksheet.write_string(row, column, _heading(plans.columns[index], sheet.lang), sheet.styles.head)
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 6)
    for cells in plans.rows:
        row += 1
        about = "\n".join(str(cells[index]) for index in names if cells[index] is not None)
        sheet.write(row, 0, about)
        for column, index in enumerate(counts, start=1):
            sheet.write(row, column, cells[index])
        sheet.worksheet.set_row(row, count_lines(about, int(FIRST_WIDTH)) * LINE_HEIGHT + 4)
    return row + 1


def _heading(column: Column, lang: Language) -> str:
    return f"{column.en}\n{column.zh}" if lang == "en" else f"{column.zh}\n{column.en}"


def _write_spread(sheet: Sheet, material: Material, row: int) -> int:
    counts = Counter(material.count_places(one.plan for one in group.members) for group in material.alignment.groups)
    heads = (Wording("地区数", "places"), Wording("事项数", "measures"))
    for column, words in enumerate(heads):
        sheet.worksheet.write_string(row, column, words.both(sheet.lang).replace(" ", "\n", 1), sheet.styles.head)
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 6)
    for places in sorted(counts, reverse=True):
        row += 1
        sheet.worksheet.write_number(row, 0, places, sheet.styles.count)
        sheet.worksheet.write_number(row, 1, counts[places], sheet.styles.count)
    return row + 1


def _write_remarks(sheet: Sheet, remarks: Iterable[Wording], row: int) -> int:
    for remark in remarks:
        words = remark.first(sheet.lang)
        _write_wide(sheet, (row, 0, TEXT_COLUMNS), words, sheet.styles.remark)
        lines = count_lines(words, TEXT_WIDTH)
        sheet.worksheet.set_row(row, lines * LINE_HEIGHT + 4)
        row += 1
    return row


def _write_sheets(sheet: Sheet, tables: Mapping[str, TidyTable], names: Mapping[str, str], row: int) -> int:
    for table_name, sheet_name in names.items():
        table = tables[table_name]
        sheet.link(row, 0, f"'{sheet_name}'!A1", sheet_name)
        sheet.worksheet.write_number(row, 1, len(table.rows), sheet.styles.count)
        _write_wide(sheet, (row, 2, TEXT_COLUMNS - 2), table.note.first(sheet.lang), sheet.styles.text)
        row += 1
    return row
