"""In: rows as they are printed. Out: `Grid`s: header found, titles and form rows set apart, each table by itself.

Several tables in one frame, one below the other or side by side, are parted where a header begins. Not handled:
tables in several frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import BLANK_CELL, Cell, Grid, Row
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.tables.cell_placement import place_cells
from extractor.outline.tables.continuation import join_cut
from extractor.outline.tables.headers import Header, find_header, is_header_row
from extractor.outline.tables.printed_rows import PrintedRow
from extractor.outline.tables.turned import turn_rows

# 四、诚信宣传教育（20分） alone in its row, wherever the tabs put it (郏县)
CATEGORY = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、.)]\S")
# 表2 乡镇考核指标; 附件：…清单: the title of the next table in the same frame
TITLE = compile_late(r"(?:表|清单|标准|细则|指标体系|附件)\d*(?:\([^()]*\))?$|^附?[件表]\d*")
# 续表, （续）, 续表1: no title of a table of its own
CONTINUED = re.compile(r"\(?续上?表\d*\)?|.*\(续\d?\)$")
LEAST_HEADS = 0.75
LEAST_ROWS = 2
"""a head and a row are a table"""


def build_grids(
    first: int, rows: Sequence[PrintedRow], caption: tuple[Passage, ...], columns: ColumnsFile
) -> tuple[Grid, ...]:
    """Return the tables that the rows of one frame hold, numbered from `first`."""
    grids: list[Grid] = []
    for part in _part_tables(turn_rows(columns, rows), columns):
        for half in _part_sides(part, find_header(columns, part)):
            grid = _build_grid(first + len(grids), half, columns)
            grids.append(replace(grid, caption=(*caption, *grid.caption)) if not grids else grid)
    return tuple(grids)


def _part_tables(rows: Sequence[PrintedRow], columns: ColumnsFile) -> Iterator[Sequence[PrintedRow]]:
    """Yield the rows of each table of a frame: a new one begins with another header, its title above it."""
    header = find_header(columns, rows)
    if header is None or not header.known:
        yield rows
        return
    title = _title_rows(rows, 0, header.start)
    if title < header.start and sum(not _is_lone(row) for row in rows[:title]) >= LEAST_ROWS:
        # what stands above the title of this header is a table of its own
        yield from _part_tables(rows[:title], columns)
        yield from _part_tables(rows[title:], columns)
        return
    start, words = 0, _words(rows[header.start])
    for index in range(header.stop, len(rows)):
        row = rows[index]
        if row.covered or not is_header_row(columns, row, least=LEAST_HEADS):
            continue
        above = _title_rows(rows, start, index)
        same = _words(row) == words
        own = index > above and not CONTINUED.search(next(iter(_words(rows[above]))))
        titled = own and _words(rows[above]) not in map(_words, rows[start : header.start + 1])
        if (same and not titled) or index - start < header.stop - header.start + 1:
            continue
        yield rows[start:above]
        start, words = above, _words(row)
    yield rows[start:]


def _title_rows(rows: Sequence[PrintedRow], start: int, index: int) -> int:
    """Return the index of the first title row right above row `index`."""
    while index - 1 > start and _is_lone(rows[index - 1]) and _is_title(rows[index - 1]):
        index -= 1
    return index


def _is_title(row: PrintedRow) -> bool:
    text = next(text for text in row.texts() if text)
    return bool(TITLE.search(text)) and not CATEGORY.match(text)


def _is_lone(row: PrintedRow) -> bool:
    return sum(bool(text) for text in row.texts()) == 1


def _words(row: PrintedRow) -> tuple[str, ...]:
    return tuple(text for text in row.texts() if text)


def _part_sides(rows: Sequence[PrintedRow], header: Header | None) -> tuple[Sequence[PrintedRow], ...]:
    """Return the rows with tables that stand side by side set below each other, as one table."""
    if header is None or header.stop - header.start != 1:
        return (rows,)
    heads = [cell.passage.text for cell in rows[header.start].cells]
    width = next((size for size in range(2, len(heads) // 2 + 1) if _repeats(heads, size)), None)
    if width is None:
        return (rows,)
    body = rows[header.stop :]
    sides = [[_cut(row, left, width) for row in body] for left in range(0, len(heads), width)]
    filled = [[row for row in side if any(row.texts())] for side in sides]
    merged = any(row.covered for row in body)
    ordered = [row for side in filled for row in side] if merged else _order(filled)
    head = replace(rows[header.start], cells=rows[header.start].cells[:width])
    return ([*rows[: header.start], head, *ordered],)


def _repeats(heads: Sequence[str], size: int) -> bool:
    return len(heads) % size == 0 and all(heads[:size]) and list(heads[:size]) * (len(heads) // size) == list(heads)


def _cut(row: PrintedRow, left: int, width: int) -> PrintedRow:
    if row.full_width:
        first = replace(row.cells[0], column_span=min(row.cells[0].column_span, width))
        return replace(row, cells=(first if left == 0 else BLANK_CELL, *[BLANK_CELL] * (width - 1)))
    cells = (*row.cells[left : left + width], *[BLANK_CELL] * (left + width - len(row.cells)))
    covered = frozenset(column - left for column in row.covered if left <= column < left + width)
    return replace(row, cells=cells, covered=covered)


def _order(sides: Sequence[Sequence[PrintedRow]]) -> list[PrintedRow]:
    """Return the rows of all sides, row by row where the numbers run across, else side by side."""
    first = [side[0].cells[0].passage.text.rstrip(".、") for side in sides if side]
    across = len(first) > 1 and all(text.isdecimal() for text in first) and int(first[1]) == int(first[0]) + 1
    if across and len(sides[0]) > 1:
        longest = max(map(len, sides))
        return [side[index] for index in range(longest) for side in sides if index < len(side)]
    return [row for side in sides for row in side]


def _build_grid(number: int, rows: Sequence[PrintedRow], columns: ColumnsFile) -> Grid:
    """Return one table from its printed rows: header found, repeated headers taken out, cut rows joined."""
    header = find_header(columns, rows)
    start, stop = (header.start, header.stop) if header else (_titles(rows), _titles(rows))
    body = rows[stop:]
    width = max((len(row.cells) for row in rows[start:stop]), default=0) or max(len(row.cells) for row in rows)
    if body and body[0].ruled:
        width = max(len(row.cells) for row in rows)
    whole = [row for row in body if len(row.cells) >= width and not row.full_width]
    titles = {_words(row) for row in rows[:start] if not CATEGORY.match("".join(_words(row)))}
    body = [row for row in body if not (row.full_width and _words(row) in titles)]
    kept, repeats = _keep_rows(body, [_words(row) for row in rows[start:stop]], width, whole)
    if body and not body[0].ruled:
        width = _trim(kept, width, header)
        kept = [replace(row, cells=row.cells[:width]) for row in kept]
    above = rows[:start]
    if above and _opens_group(above[-1], kept):
        kept = [_shape(above[-1], width, ()), *kept]
        above = above[:-1]
    caption = tuple(
        next(cell.passage for cell in row.cells if cell.passage) for row in above if row.full_width or _is_lone(row)
    )
    front = tuple(_shape(row, width, ()) for row in above if not (row.full_width or _is_lone(row)))
    return Grid(
        number=number,
        header=header.leaves(width) if header else (),
        rows=tuple(kept),
        caption=caption,
        header_repeats=repeats,
        start=rows[0].start,
        end=max(row.end for row in rows),
        heads=header.heads if header else (),
        front=front,
        merges=any(row.covered for row in body),
    )


def _opens_group(row: PrintedRow, below: Sequence[Row]) -> bool:
    """Tell whether the row above the header is the first group (一、…), for another stands among the rows (二、…)."""
    if not (row.full_width or _is_lone(row)) or not CATEGORY.match(_words(row)[0]):
        return False
    return any(other.full_width and CATEGORY.match(other.cells[0].passage.text) for other in below)


def _trim(rows: Sequence[Row], width: int, header: Header | None) -> int:
    """Return how many columns hold anything; blank ones behind them are tabs that nobody sees."""
    heads = header.leaves(width) if header else ()
    while width > 1 and not (heads and heads[width - 1]) and not any(row.cells[width - 1].passage for row in rows):
        width -= 1
    return width


def _titles(rows: Sequence[PrintedRow]) -> int:
    """Return how many rows at the top of a table without a header are titles over all columns."""
    count = 0
    while count < len(rows) - 1 and rows[count].full_width and not CATEGORY.match(_words(rows[count])[0]):
        count += 1
    return count


def _keep_rows(
    body: Sequence[PrintedRow], header: Sequence[tuple[str, ...]], width: int, whole: Sequence[PrintedRow]
) -> tuple[list[Row], int]:
    """Return the rows below the header: the header printed again taken out, rows cut by a page joined."""
    kept: list[Row] = []
    repeats = 0
    after_break = repeated = False
    for row in body:
        after_break = after_break or row.after_break
        words = _words(row)
        if len(words) == 1 and CONTINUED.fullmatch(words[0]):
            after_break = True
            continue
        if header and words in header and len(words) > 1:
            repeats += words == header[0]
            after_break = repeated = True
            continue
        shaped = _shape(row, width, whole)
        if after_break and kept and not row.full_width:
            joined = join_cut(kept, shaped, repeated=repeated)
            if joined is not None:
                kept[-1] = joined
                after_break = repeated = False
                continue
        kept.append(shaped)
        after_break = repeated = False
    return kept, repeats


def _shape(row: PrintedRow, width: int, whole: Sequence[PrintedRow]) -> Row:
    """Return the row with `width` cells."""
    filled = [cell for cell in row.cells if cell.passage]
    lone = len(filled) == 1 and not row.covered
    if row.full_width or (lone and CATEGORY.match(filled[0].passage.text)):
        return Row((filled[0], *[BLANK_CELL] * (width - 1)), full_width=True)
    count = len(row.cells)
    if count >= width:
        rest = EMPTY
        for cell in row.cells[width - 1 :]:
            rest = rest.join(cell.passage)
        last = replace(row.cells[width - 1], passage=rest)
        return Row((*row.cells[: width - 1], last), covered=row.covered)
    columns = place_cells(row.cells, [[other.cells[index].passage.text for other in whole] for index in range(width)])
    placed: list[Cell] = [BLANK_CELL] * width
    for cell, column in zip(row.cells, columns, strict=True):
        placed[column] = cell
    return Row(tuple(placed), short=True, covered=row.covered)


def same_header(one: Sequence[PrintedRow], other: Sequence[PrintedRow], columns: ColumnsFile) -> bool:
    """Tell whether two runs of rows begin with the same header."""
    left, right = find_header(columns, one), find_header(columns, other)
    if left is None or right is None:
        return False
    return _words(one[left.start]) == _words(other[right.start])
