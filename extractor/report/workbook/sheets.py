"""In: cells of a tidy table. Out: the same in a worksheet, within the limits that spreadsheets set.

A text never becomes a formula, a number or a link by itself. Not handled: which sheet shows what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import ceil, isfinite
from typing import TYPE_CHECKING

import msgspec

from extractor.report.labels import Language, Wording
from extractor.report.tables.table import Cell, Column, TidyTable
from extractor.report.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

KNOWN = 4096
"""Texts whose lines are kept: the words of an item stand in many tables."""
LONGEST_TEXT = 32_767
SHORT = LONGEST_TEXT // 2
"""Texts up to here fit whatever their characters are."""
MOST_LINKS = 65_530
MOST_ROWS = 1_048_575
TALLEST_ROW = 409
LINE_HEIGHT = 14.5
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for."""

CUT = Wording("……（过长，全文见 CSV）", "… (too long, see the CSV file)")
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets disagree about the calendar (Excel has a 29 February 1900), so such a day stays text."""


class Sheet(msgspec.Struct):
    """One worksheet being written: it counts its links, since a sheet may hold only so many."""

    name: str
    worksheet: Worksheet
    styles: Styles
    lang: Language
    links: int = msgspec.field(default=0)

    def write(self, row: int, column: int, cell: Cell) -> None:
        """Write one value as what it is: text, number, date; nothing where nothing is stated."""
        styles = self.styles
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self.write_text(row, column, cell)
        elif isinstance(cell, date):
            if cell < FIRST_DAY:
                self.worksheet.write_string(row, column, cell.isoformat(), styles.text)
            else:
                self.worksheet.write_datetime(row, column, cell, styles.date)
        elif isfinite(cell):
            self.worksheet.write_number(row, column, cell, styles.number)
        else:
            self.worksheet.write_string(row, column, str(cell), styles.text)

    def write_text(self, row: int, column: int, text: str) -> None:
        """Write a text that is not empty."""
        # Most texts are short and plain; only the others need cleaning.
        if len(text) > SHORT or not text.isprintable():
            text = clean(text, self.lang)
        self.worksheet.write_string(row, column, text, self.styles.text)

    def link(self, row: int, column: int, target: str, cell: str | float, style: Format | None = None) -> bool:
        """Write `cell` as a link to `target` ("'任务 Tasks'!A7"); without one when the sheet is full of links."""
        full = self.links >= MOST_LINKS or not target
        if style is None:
            style = self.styles.text if full else self.styles.link
        text = clean(cell, self.lang) if isinstance(cell, str) else str(cell)
        if not full:
            self.links += 1
            # The words of the link itself are kept short: some readers repair a file whose `display` has line ends.
            shown = text.partition("\n")[0][:80]
            self.worksheet.write_url(row, column, f"internal:{target}", style, shown)
            if shown == cell:
                return True
        if isinstance(cell, str):
            self.worksheet.write_string(row, column, text, style)
        else:
            self.worksheet.write_number(row, column, cell, style)
        return not full

    def head(self, row: int, columns: tuple[Column, ...], first: int = 0) -> None:
        """Write bilingual headings, a line for each language, from the column `first` on."""
        lines = 2
        for index, column in enumerate(columns, start=first):
            above, below = (column.en, column.zh) if self.lang == "en" else (column.zh, column.en)
            heading = above if above == below else f"{above}\n{below}"
            self.worksheet.write_string(row, index, clean(heading, self.lang), self.styles.head)
            self.worksheet.set_column(index, index, column.width)
            lines = max(lines, count_lines(heading, column.width))
        self.worksheet.set_row(row, lines * LINE_HEIGHT + 6)


def write_legend(sheet: Sheet, words: Wording) -> None:
    """Tell what the signs of a sheet mean: on top of each printed page, and on the screen as a note to A1."""
    told = words.first(sheet.lang)
    sheet.worksheet.set_header(f"&L&11{told}", {"scale_with_doc": False})
    sheet.worksheet.write_comment(0, 0, told, {"x_scale": 3, "font_size": 9, "author": ""})


def show_cell(column: Column, cell: Cell, lang: Language) -> Cell:
    """Return what people read: a code's word in `lang`, anything else as it is."""
    if column.vocabulary is None or not isinstance(cell, str):
        return cell
    words = column.vocabulary.get(cell)
    return words.first(lang) if words else cell


def clean(text: str, lang: Language) -> str:
    """Return `text` without characters that a workbook cannot hold, cut to the longest text that a cell may have."""
    if not text.isprintable():
        text = UNWRITABLE.sub("\ufffd", text)
    if len(text) <= SHORT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    mark = CUT.first(lang)
    kept = text[: LONGEST_TEXT - len(mark)]
    while len(kept.encode("utf-16-le")) // 2 > LONGEST_TEXT - len(mark):
        kept = kept[: len(kept) - 1 - (len(kept) - LONGEST_TEXT // 2) // 8]
    return kept + mark


@lru_cache(maxsize=KNOWN)
def count_lines(text: str, width: int) -> int:
    r"""Return how many lines `text` takes in a column of `width` characters; a Chinese character is two wide.

    >>> count_lines("落实和细化出台信用制度文件", 14), count_lines("a\nb", 10)
    (2, 2)
    """
    room = max(2, width - 1)
    lines = text.split("\n")
    # Most lines fit even if all their characters were wide; only the others are measured.
    long = [line for line in lines if 2 * len(line) > room]
    return len(lines) - len(long) + sum(ceil(len(line.encode("gb18030", "replace")) / room) for line in long)


def row_height(columns: Sequence[Column], cells: Sequence[Cell], most_lines: int) -> float:
    """Return the height at which the longest text of a row can be read, at most `most_lines` lines."""
    lines = 1
    for column, cell in zip(columns, cells, strict=True):
        # A text of one line needs no measuring, and most are.
        if isinstance(cell, str) and (len(cell) * 2 >= column.width or "\n" in cell):
            lines = max(lines, count_lines(cell[:2000], column.width))
    return min(TALLEST_ROW, min(lines, most_lines) * LINE_HEIGHT + 4)


def rows_that_fit(table: TidyTable) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of `table` that a worksheet can hold; the CSV file has all."""
    return table.rows[:MOST_ROWS]
