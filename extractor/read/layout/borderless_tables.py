"""In: printed lines in which no drawn line makes a table. Out: tables that only their columns show.

Running text must never be taken for a table, so much is asked: a head of at least three short words side by side, rows
below that keep to its columns, and numbers in the first column or words in every column of every line. Not handled:
bare tables without a head; cells of several lines without numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.read.layout.open_tables import Span, build_table, find_row_starts, gap_above, usual_gap, widen_columns
from extractor.read.layout.page_model import DrawnLine, PrintedLine, TableBox

LEAST_COLUMNS = 3
LEAST_ROWS = 2
MANY_COLUMNS = 5
"""with a head of so many words one numbered row is enough: a table's last row on a page of its own"""
HEAD_LENGTH = 8
HEAD_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z（()）/、]+")
HEAD_END = re.compile(
    r"(?:单位|部门|科室|主体|时限|期限|时间|内容|任务|事项|名称|项目|工作|标准|措施|要求|分值|权重|目标|指标|职责|责任人)$"
)
"""how heads of columns end, whatever stands before"""
NUMBER = re.compile(r"\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3}(?:、|$)")
ACROSS = 30
"""a line over several columns that is longer than this is running text, a shorter one may name a category"""
APART = 2.4
"""lines farther apart than this many times the usual distance no longer belong to the table"""


def find_bare_tables(lines: list[PrintedLine], page: int) -> tuple[list[TableBox], list[PrintedLine]]:
    """Return tables without any rule, and the lines outside of them."""
    tables: list[TableBox] = []
    rest: list[PrintedLine] = []
    index = 0
    while index < len(lines):
        table, used = _read_table(lines[index:], page) if _is_head(lines[index]) else (None, 1)
        if table is None:
            rest.append(lines[index])
            index += 1
        else:
            tables.append(table)
            index += used
    return tables, rest


def _is_head(line: PrintedLine) -> bool:
    return len(line.segments) >= LEAST_COLUMNS and all(_is_word(text) for _, _, text in line.segments)


def _is_word(text: str) -> bool:
    return len(text) <= HEAD_LENGTH and HEAD_WORD.fullmatch(text) is not None


def _read_table(lines: list[PrintedLine], page: int) -> tuple[TableBox | None, int]:
    """Return the table whose head is the first line, None where there is none, and the lines used."""
    columns: list[Span] = [(left, right) for left, right, _ in lines[0].segments]
    head = 1
    while head < len(lines) and _continues_head(lines, head, columns):
        head += 1
    body, columns = _read_body(lines[head:], columns, lines[head - 1])
    starts = find_row_starts(body, columns, 1.3 * usual_gap(body)) or [
        index for index, line in enumerate(body) if index and line.box[0] < columns[0][1]
    ]
    named = sum(HEAD_END.search(text) is not None for _, _, text in lines[0].segments)
    full = len(body) >= LEAST_ROWS <= named and all(len(line.segments) == len(columns) for line in body)
    if full:
        starts = list(range(1, len(body)))
    edges = [0, *starts, len(body)]
    rows = [body[left:right] for left, right in pairwise(edges)]
    numbered = [row for row in rows if row and NUMBER.match(row[0].segments[0][2])]
    least = 1 if len(columns) >= MANY_COLUMNS else LEAST_ROWS
    if not body or len(rows) < least or (2 * len(numbered) < len(rows) and not full):
        return None, 1
    top = DrawnLine(lines[0].box[1], columns[0][0] - 5, columns[-1][1] + 5)
    whole = [lines[:head], *rows]
    table = build_table(whole, columns, top, page, spill=bool(starts) and not full)
    return table, head + len(body)


def _continues_head(lines: list[PrintedLine], index: int, columns: list[Span]) -> bool:
    """Tell whether a line is the second line of the head: 号 below 序."""
    line = lines[index]
    near = gap_above(lines, index) < 1.7 * line.size
    return near and all(_is_word(text) for _, _, text in line.segments) and widen_columns(columns, [line]) is not None


def _read_body(
    lines: Sequence[PrintedLine], columns: list[Span], above: PrintedLine
) -> tuple[list[PrintedLine], list[Span]]:
    """Return the lines that keep to the columns, and the columns as wide as their words."""
    body: list[PrintedLine] = []
    for index, line in enumerate(lines):
        usual = usual_gap([above, *body]) if len(body) > 2 else 2 * line.size
        last = body[-1] if body else above
        wider = widen_columns(columns, [line])
        crossing = len(line.segments) == 1 and line.box[2] > columns[min(1, len(columns) - 1)][0] > line.box[0]
        if wider is None or line.box[3] - last.box[3] > APART * max(usual, 1.5 * line.size):
            break
        if crossing and (len(line.text) > ACROSS or index + 1 == len(lines) or len(lines[index + 1].segments) < 2):
            break
        columns = wider
        body.append(line)
    return body, columns
