"""In: printed lines and the level rules between them. Out: tables that have level rules only (three-line tables).

A head between two long rules gives the columns; whatever is printed below must keep to them, else there is no
table (the rules around 抄送 at a document's end make none). Rows are told by rules, else by wider gaps, else by
the first column. Not handled: tables whose cells stand in the middle of their rows' height, tables without any rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extractor.read.layout.page_model import CellBox, DrawnLine, PageFlow, PrintedLine, TableBox, hull
from extractor.read.policy import POLICY

LONG = 0.4
"""a table's rule takes at least this share of the page's width"""
HEAD_LINES = 4
ROW_GAP = 1.3
"""lines farther apart than this many times the usual distance belong to two rows"""
# 抄送：… / ××办公室 2025年1月24日印发: the two rules at a document's end
COLOPHON = re.compile(r"抄送|抄报|日\s*印发")
SPILL = 1.15
"""lines no farther apart than this many times the usual distance stand in one cell"""
Span = tuple[float, float]


class Strip(msgspec.Struct, frozen=True):
    """What is printed between two rules."""

    top: float
    bottom: float
    lines: tuple[PrintedLine, ...]


def find_open_tables(page: PageFlow) -> tuple[list[TableBox], list[PrintedLine]]:
    """Return the tables that level rules make, and the lines outside of them."""
    tables: list[TableBox] = []
    rest = page.lines
    for stack in _stacks(page):
        index = 0
        while index + 1 < len(stack):
            table, used, rest = _read_table(stack[index:], rest, page)
            if table is not None:
                tables.append(table)
            index += used
    return tables, rest


def _stacks(page: PageFlow) -> list[list[DrawnLine]]:
    """Return long rules, those of the same extent together, from top to bottom."""
    stacks: list[list[DrawnLine]] = []
    for rule in page.rules:
        if rule.end - rule.start < LONG * page.width:
            continue
        for stack in stacks:
            if abs(stack[0].start - rule.start) < POLICY.reach and abs(stack[0].end - rule.end) < POLICY.reach:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) > 1]


def _read_table(
    rules: list[DrawnLine], lines: list[PrintedLine], page: PageFlow
) -> tuple[TableBox | None, int, list[PrintedLine]]:
    """Return the table that begins at the first rule (None where there is none), rules used, and lines left."""
    head = _cut(rules[0].at, rules[1].at, rules[0], lines)
    columns = _head_columns(head)
    if columns is None:
        return None, 1, lines
    strips: list[Strip] = []
    ends = [rule.at for rule in rules[2:]] or [page.height]
    top, used = rules[1].at, 2
    for bottom in ends:
        strip = _cut(top, bottom, rules[0], lines)
        wider = widen_columns(columns, strip.lines)
        if wider is None or not strip.lines or (strips and _is_title(strip, wider)):
            break
        columns, top, used = wider, bottom, used + (len(rules) > 2)
        strips.append(strip)
    if not strips:
        return None, 1, lines
    taken = {id(line) for strip in (head, *strips) for line in strip.lines}
    rows, gapped = _rows(strips, columns)
    table = build_table([head.lines, *rows], columns, rules[0], page.page, spill=gapped)
    return table, used, [line for line in lines if id(line) not in taken]


def _cut(top: float, bottom: float, rule: DrawnLine, lines: list[PrintedLine]) -> Strip:
    inside = tuple(
        line
        for line in lines
        if top <= (line.box[1] + line.box[3]) / 2 < bottom
        and rule.start - 5 <= line.box[0]
        and line.box[2] <= rule.end + 5
    )
    return Strip(top, bottom, inside)


def _head_columns(head: Strip) -> list[Span] | None:
    """Return the columns that the words of the head make; None where it is no head."""
    if not 1 <= len(head.lines) <= HEAD_LINES or any(COLOPHON.search(line.text) for line in head.lines):
        return None
    spans = sorted((left, right) for line in head.lines for left, right, _ in line.segments)
    columns: list[Span] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns if len(columns) > 1 else None


def widen_columns(columns: list[Span], lines: Sequence[PrintedLine]) -> list[Span] | None:
    """Return the columns made as wide as the words below; None where the words do not keep to them."""
    wide = list(columns)
    for line in lines:
        touched = [find_touched(wide, left, right) for left, right, _ in line.segments]
        if len(line.segments) == 1 and len(touched[0]) > 1:
            continue  # a row printed across the table
        for (left, right, _), hits in zip(line.segments, touched, strict=True):
            if len(hits) > 1:
                return None
            index = hits[0] if hits else _nearest(wide, left)
            wide[index] = (min(wide[index][0], left), max(wide[index][1], right))
    apart = all(one[1] <= other[0] for one, other in pairwise(wide))
    return wide if apart else None


def find_touched(columns: list[Span], left: float, right: float) -> list[int]:
    """Return the columns that a stretch of words overlaps."""
    return [index for index, (start, end) in enumerate(columns) if left < end and start < right]


def _nearest(columns: list[Span], left: float) -> int:
    return min(range(len(columns)), key=lambda index: abs(columns[index][0] - left))


def _is_title(strip: Strip, columns: list[Span]) -> bool:
    """Tell whether nothing in the strip stands in columns: running text between two tables."""
    return all(len(line.segments) == 1 for line in strip.lines) and not any(
        len(find_touched(columns, line.box[0], line.box[2])) == 1 and line.box[0] > columns[0][1]
        for line in strip.lines
    )


def _rows(strips: list[Strip], columns: list[Span]) -> tuple[list[tuple[PrintedLine, ...]], bool]:
    """Return the lines of each row, and whether gaps told them: else it was rules or the first column."""
    if len(strips) > 3:
        return [strip.lines for strip in strips], False
    rows: list[tuple[PrintedLine, ...]] = []
    pitch = usual_gap([line for strip in strips for line in strip.lines])
    gapped = False
    for strip in strips:
        starts = find_row_starts(strip.lines, columns, ROW_GAP * pitch)
        gapped = gapped or bool(starts)
        if not starts:
            starts = [index for index, line in enumerate(strip.lines) if index and line.box[0] < columns[0][1]]
        edges = [0, *starts, len(strip.lines)]
        rows.extend(strip.lines[left:right] for left, right in pairwise(edges))
    return rows, gapped


def find_row_starts(lines: Sequence[PrintedLine], columns: list[Span], gap: float) -> list[int]:
    """Return the lines that begin a row: after a gap, or where most cells begin while a merged one runs on beside."""
    starts: list[int] = []
    last: dict[int, float] = {}
    for index, line in enumerate(lines):
        touched = {column for left, right, _ in line.segments for column in find_touched(columns, left, right)}
        fresh = sum(line.box[3] - last.get(column, -gap) > gap for column in touched)
        if index and (gap_above(lines, index) > gap or (fresh > 1 and fresh > len(touched) - fresh)):
            starts.append(index)
        last.update(dict.fromkeys(touched, line.box[3]))
    return starts


def usual_gap(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance from one line to the next inside a cell."""
    gaps = sorted(gap for index in range(1, len(lines)) if (gap := gap_above(lines, index)) > 0.8 * lines[index].size)
    return gaps[len(gaps) // 5] if gaps else 1000.0


def gap_above(lines: Sequence[PrintedLine], index: int) -> float:
    """Return the distance from the line before to this one."""
    return lines[index].box[3] - lines[index - 1].box[3]


def build_table(
    rows: Sequence[Sequence[PrintedLine]], columns: list[Span], rule: DrawnLine, page: int, *, spill: bool
) -> TableBox:
    """Return the table whose rows are these lines; `spill` lets a cell run on beside the next row."""
    inner = ((one[1] + other[0]) / 2 for one, other in pairwise(columns))
    edges = [rule.start, *inner, rule.end]
    pitch = usual_gap([line for lines in rows[1:] for line in lines])
    cells: list[CellBox] = []
    above: dict[int, CellBox] = {}
    for row, lines in enumerate(rows):
        box = hull([line.box for line in lines])
        if is_across(lines, columns):
            cells.append(CellBox(row, 0, 1, len(columns), (rule.start, box[1], rule.end, box[3]), page, list(lines)))
            above.clear()
            continue
        for column in range(len(columns)):
            left, right = edges[column], edges[column + 1]
            words = [part for line in lines if (part := _part(line, left, right)) is not None]
            upper = above.get(column)
            if spill and words and upper and row > 1 and words[0].box[3] - upper.lines[-1].box[3] < SPILL * pitch:
                # a merged cell's words run on beside the next row: no gap parts them from those above
                upper.lines.extend(words)
                upper.row_span += 1
                continue
            cell = CellBox(row, column, box=(left, box[1], right, box[3]), page=page, lines=words)
            cells.append(cell)
            if words:
                above[column] = cell
            else:
                above.pop(column, None)
    top, bottom = hull([line.box for line in rows[0]]), hull([line.box for line in rows[-1]])
    return TableBox(page, (rule.start, top[1], rule.end, bottom[3]), edges, len(rows), cells, ruled=False)


def is_across(lines: Sequence[PrintedLine], columns: list[Span]) -> bool:
    """Tell whether a row is one line printed across several columns."""
    if len(lines) != 1 or len(lines[0].segments) != 1:
        return False
    return len(find_touched(columns, lines[0].box[0], lines[0].box[2])) > 1


def _part(line: PrintedLine, left: float, right: float) -> PrintedLine | None:
    """Return what of a line stands between two column edges."""
    inside = [segment for segment in line.segments if left <= (segment[0] + segment[1]) / 2 < right]
    if not inside:
        return None
    box = (inside[0][0], line.box[1], inside[-1][1], line.box[3])
    return PrintedLine(" ".join(text for _, _, text in inside), box, line.size, line.page, line.confidence)
