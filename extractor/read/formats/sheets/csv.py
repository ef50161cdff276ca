"""In: a `Document` whose bytes are a list of rows (CSV). Out: its `Source`: caption, table, notes.

Tab-separated text is a list where its cells are quoted, as a spreadsheet saves them; else it stays plain text, since
tables in text come so. Not handled: rows of uneven length, which are text.
"""

from __future__ import annotations

import csv
import io
import re

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.read.encodings import POLICY as TEXT
from extractor.read.encodings import decode
from extractor.read.flow import count_blocks, lay_blocks
from extractor.read.formats.sheets.rows import SheetRows, read_rows

SAMPLE = 20
"""rows by which a list is known"""
SEPARATORS = (",", ";", "\t")
QUOTED = re.compile(r'(?:^|[\t\n])"')
"""开展疫苗接种<Tab>"县卫健局\\n县财政局": only a program that writes lists puts quotes around a cell"""
HEAD = 40
"""the first row names columns, in no more letters than this each"""


def read_csv(document: Document) -> Source:
    """Return the words of a list of rows."""
    text, encoding = decode(document.content, document.name)
    separator = find_separator(text)
    if separator is None or len(text) > TEXT.max_characters:
        raise UnreadableDocumentError(
            f"{document.name}: 不是能读的 CSV（{len(text)} 字）", hint="请在表格软件中另存为 .xlsx"
        )
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableDocumentError(
            f"{document.name}: 不是合法的 CSV（{error}）", hint="请在表格软件中另存为 .xlsx"
        ) from None
    layer = lay_blocks(count_blocks(read_rows(SheetRows("", rows), document.name), document.name))
    return layer.build(document, "text/csv", f"csv/{encoding}", None)


def find_separator(text: str) -> str | None:
    r"""Return what parts the cells, None where the text is no list of rows.

    >>> find_separator("序号,任务,时限\n1,清淤,6月底\n2,\"植树,管护\",9月底\n")
    ','
    >>> find_separator("卫生自查表\n序号,检查项,扣分值\n1,垃圾桶满溢,2\n2,\"立面破损,墙皮脱落\",1\n注：每处计\n")
    ','
    >>> find_separator("一、加强巡河, 每周2次\n二、清理垃圾\n") is None
    True
    >>> find_separator("现印发《要点》,请落实。\n一、巡河,每周2次。\n二、备足物资,6月底前到位。\n") is None
    True
    """
    start = text.lstrip("\ufeff\r\n ")[:100_000]
    for separator in SEPARATORS:
        if start.count(separator) < 3 or (separator == "\t" and not QUOTED.search(start)):
            continue
        try:
            rows = []
            for row in csv.reader(io.StringIO(start, newline=""), delimiter=separator):
                if any(row):
                    rows.append(row)
                if len(rows) == SAMPLE:
                    break
        except csv.Error:
            continue
        rows, titled = _drop_titles(rows)
        widths = {len(row) for row in rows}
        width = max(widths, default=0)
        full = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
        named = bool(full) and all(len(cell) <= HEAD and not cell.rstrip().endswith("。") for cell in full[0])
        if len(widths) == 1 and len(full) > 1 and named and width > (1 if len(full) > 2 and not titled else 2):
            return separator
    return None


def _drop_titles(rows: list[list[str]]) -> tuple[list[list[str]], bool]:
    """Return the rows without titles above and remarks below that are lines of one cell, and whether any were."""
    start, stop = 0, len(rows)
    while start < stop and len(rows[start]) == 1:
        start += 1
    while stop > start and len(rows[stop - 1]) == 1:
        stop -= 1
    return rows[start:stop], stop - start < len(rows)
