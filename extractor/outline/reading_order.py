"""In: `Source`. Out: its lines in reading order as text lines, tab rows and ruled tables.

Not handled: joining broken lines (`paragraphs`) and rows (`grids`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from extractor.language.needs import compile_late
from extractor.language.passages import build_passage
from extractor.model.paper.document import Line, Source, SourceTable
from extractor.model.paper.outline import Cell
from extractor.model.paper.place import Passage
from extractor.outline.run_in_lines import split_run_in
from extractor.outline.unbroken_lines import split_unbroken

HEADING = re.compile(r"[ \t]*#{1,6}[ \t]*")
BULLET = re.compile(r"[ \t\u3000]*[-*•●◆■][ \t]+(?!\d{1,3}[ \t]*-+\s*$)")
"""- 1、加强; not - 2 -, the number of a page"""
INDENT = re.compile(r"[ \t]*\u3000{1,4}|[ \t]{4,}")
BARS_LEAST = 2
FIELD = compile_late(r"[:：]\s*$")
CLOSING_BARS = compile_late(r"[ \t\u3000]*(?:\|\s*)+$")
PIPE_RULE = re.compile(r"(?=.+\|)[\s:|-]+$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line: its words, the blank lines before it, and the signs of a heading or of a new paragraph.

    `after_table` tells that a table stands between it and the line before; `bars` counts the bars that close it, as
    the cells of a flattened table are closed.
    """

    passage: Passage
    gap: int
    heading: bool = False
    indented: bool = False
    bullet: bool = False
    after_table: bool = False
    bars: int = 0


class TabRow(msgspec.Struct, frozen=True):
    """A line whose cells are parted by tabs or pipes.

    `lone` marks one that begins with tabs and holds a single cell: the rest of a cut row below a table's rows,
    a title set in the middle elsewhere.
    """

    cells: tuple[Cell, ...]
    gap: int
    start: int
    end: int
    lone: bool = False


Element = TextLine | TabRow | SourceTable


def build_flow(source: Source) -> tuple[Element, ...]:
    """Return all that is printed, in order; a bar that stands alone closes the line before it."""
    flow: list[Element] = []
    for element in _flow(source):
        last = flow[-1] if flow else None
        if isinstance(element, TextLine) and not element.passage and element.bars:
            if isinstance(last, TextLine):
                flow[-1] = replace(last, bars=last.bars + element.bars)
            continue
        flow.append(element)
    return tuple(flow)


def _flow(source: Source) -> Iterator[Element]:
    tables = list(source.tables)
    gap = 0
    unopened = False
    copied = [part for whole in _whole_lines(source) for part in split_run_in(source.text, whole)]
    lines = copied if tables else split_unbroken(source.text, copied)
    bare = find_bare_rows(source.text, lines)
    for line in lines:
        if tables and line.start >= tables[0].start:
            while tables and line.start >= tables[0].end:
                yield tables.pop(0)
            if tables and line.start >= tables[0].start:
                continue
        raw = source.text[line.start : line.end]
        if not raw.strip() or PIPE_RULE.match(raw):
            gap += not raw.strip()
            continue
        row = _find_row(source.text, line, gap, unopened=unopened, bare=line.start in bare)
        unopened = row is not None and (unopened or is_unopened(raw))
        yield row or build_line(source.text, line, gap)
        gap = 0
    yield from tables


def _whole_lines(source: Source) -> Iterator[Line]:
    """Yield the lines of the text; printed lines that a reader has joined to one paragraph are one line here."""
    held: Line | None = None
    for line in source.lines:
        if held is not None and not source.text[held.end : line.start].strip(" "):
            held = replace(held, end=line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def find_bare_rows(text: str, lines: Sequence[Line]) -> frozenset[int]:
    r"""Return where lines begin whose cells are parted by bars with none around them, two or more below each other.

    >>> printed = "序号|任务|时限\n1|清淤|6月底\n首页|公开"
    >>> sorted(find_bare_rows(printed, [Line(0, 8), Line(9, 17), Line(18, 23)]))
    [0, 9]
    """
    found: set[int] = set()
    last: tuple[int, int] | None = None
    for line in lines:
        raw = text[line.start : line.end].strip()
        if not raw or PIPE_RULE.match(raw):
            continue
        bars = raw.count("|")
        if bars < BARS_LEAST or raw.startswith("|") or raw.endswith("|"):
            last = None
            continue
        if last and last[1] == bars:
            found.update((last[0], line.start))
        last = line.start, bars
    return frozenset(found)


def is_unopened(raw: str) -> bool:
    """Tell whether a line is a row whose cells only end with a bar, as a page's table is when it is flattened.

    The fields above a document (索引号: | … | 成文日期: |) come so too and are none.

    >>> is_unopened("1 | 清淤 | 县水务局 |"), is_unopened("| 1 | 清淤 |"), is_unopened("索引号: | 0123 | 文号: |")
    (True, False, False)
    """
    bare = raw.strip()
    flat = bare.endswith("|") and not bare.startswith("|") and bare.count("|") > 1
    return flat and not FIELD.search(bare.split("|", 1)[0])


def _find_row(text: str, line: Line, gap: int, *, unopened: bool, bare: bool) -> TabRow | None:
    """Return the line as a row of cells where it is one: at least two of them hold something.

    Below a row that no bar opens, a bar that opens a line is the end of a blank cell.
    """
    raw = text[line.start : line.end]
    flat = is_unopened(raw)
    piped = flat or (raw.strip().startswith("|") and raw.strip().endswith("|") and raw.count("|") > 2)
    mark = "|" if piped or bare else "\t"
    if mark not in raw:
        return None
    cells, start = [], line.start
    for printed in raw.split(mark):
        cells.append(Cell(build_passage(text, start, start + len(printed))))
        start += len(printed) + 1
    if piped:
        cells = cells[0 if flat or unopened else 1 : -1]
    filled = sum(bool(cell.passage) for cell in cells)
    if filled < 2 and len(cells) < 3:
        return None
    lone = raw.startswith("\t") and filled == 1 and not piped
    return TabRow(tuple(cells), gap, line.start, line.end, lone)


def build_line(text: str, line: Line, gap: int) -> TextLine:
    """Return a printed line as text."""
    raw = text[line.start : line.end]
    heading = HEADING.match(raw)
    start = heading.end() if heading else 0
    bullet = BULLET.match(raw, start)
    start = bullet.end() if bullet else start
    bars = raw.count("|")
    closing = CLOSING_BARS.search(raw) if bars else None
    closed = closing is not None and closing[0].count("|") == bars
    passage = build_passage(text, line.start + start, line.start + closing.start() if closing and closed else line.end)
    indented = bool(INDENT.match(raw)) or bool(line.indent and line.size and line.indent > 1.5 * line.size)
    return TextLine(passage, gap, bool(heading), indented, bool(bullet), bars=bars if closed else 0)
