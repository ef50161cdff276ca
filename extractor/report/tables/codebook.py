"""In: all tables of a report. Out: the codebook, one row for each column and one for each code that a column may hold.

Not handled: the fields of the JSON files, which their schemas describe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.report.labels import Wording
from extractor.report.tables.table import Column, Row, TidyTable

COLUMNS = (
    Column("table", "表", "table", "表名（tables/ 下的文件名）", "table, a file under tables/", width=13),
    Column("table_zh", "表的中文名", "table in Chinese", "表的中文名", "Chinese name of the table", width=12),
    Column("column", "列名", "column", "列名，用于程序", "column, for programs", width=18),
    Column("code", "代码", "code", "列中可能出现的代码；为空的行说明整列", "code; empty: the whole column", width=14),
    Column("zh", "中文", "Chinese", "中文名称", "Chinese name", width=16),
    Column("en", "英文", "English", "英文名称", "English name", width=20),
    Column("kind", "类型", "type", "text 文本，number 数，date 日期", "text, number or date", width=9),
    Column("note_zh", "说明", "note (Chinese)", "中文说明", "note in Chinese", width=52),
    Column("note_en", "英文说明", "note (English)", "英文说明", "note in English", width=52),
)
GUARD = Wording(
    "CSV 中以 = + - @（或其全角形式、制表符、回车）开头的文字前加了一个半角撇号，以免表格软件把它当公式；"
    '数字与日期不受影响。还原：R 用 sub("^\'(?=\'*[=+@＝＋－＠\\t\\r\\n-])", "", x, perl = TRUE)，'
    "Stata 用 substr(x, 2, .)。工作簿中不加撇号，一律存为文字。",
    "In the CSV files an apostrophe stands before a text that begins with = + - @ (or their full-width forms, a tab "
    "or a carriage return), so that no spreadsheet takes it for a formula; numbers and dates are never touched. To "
    'undo: R sub("^\'(?=\'*[=+@＝＋－＠\\t\\r\\n-])", "", x, perl = TRUE); Stata substr(x, 2, .). '
    "The workbook has no apostrophe: such cells are stored as text.",
)
GENERAL = (
    ("*", "所有表", None, None, "空格", "empty cell", None, "原文没有说；绝不猜测", "not stated; never guessed"),
    ("*", "所有表", None, None, "撇号", "apostrophe", None, GUARD.zh, GUARD.en),
    (
        "*", "所有表", None, None, "起、止", "start, end", None,
        "按 Unicode 码点计，半开区间：text[start:end] 就是原文",
        "Unicode code points, half-open: text[start:end] is printed",
    ),
)  # fmt: skip


def build_codebook_table(tables: Sequence[TidyTable]) -> TidyTable:
    """Return the codebook of `tables`, with what holds for all of them in front."""
    note = Wording("每列的含义与代码", "what each column and code means")
    return TidyTable("codebook", Wording("说明", "Codebook"), note, COLUMNS, (*GENERAL, *_rows(tables)))


def _rows(tables: Sequence[TidyTable]) -> Iterator[Row]:
    for table in tables:
        for column in table.columns:
            lead = (table.name, table.label.zh, column.name)
            yield (*lead, None, column.zh, column.en, column.kind, column.note_zh, column.note_en)
            for code, words in (column.vocabulary or {}).items():
                yield (*lead, code, words.zh, words.en, None, None, None)
