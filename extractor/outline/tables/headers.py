"""In: the rows of a table as printed, and how heads are worded. Out: its header, one to three rows, found by meaning.

The header is the row that names columns best, wherever below titles and form rows it stands; where no words are
known, a first row of short words. Not handled: heads in the first column (a table turned by a quarter).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.language.heads import STAGE_HEAD, names_column, plain_head
from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import BLANK_CELL, Head
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.tables.printed_rows import PrintedRow


class HeaderPolicy(msgspec.Struct, frozen=True):
    """How far down and how deep a header is looked for, and how many of its cells must name columns."""

    most_rows_above: int = 8
    most_depth: int = 3
    least_named: float = 0.5
    most_words: int = 24
    unknown_words: int = 14
    unknown_filled: float = 0.6


POLICY = HeaderPolicy()
LEAST_YEARS = 2
"""开工 and 竣工 of a row may be two years"""
DIGIT = compile_late(r"\d")
REMARK = re.compile(r"\([^()]*\)")
# a row of a repeated header, or of a table of another kind below: marks that no head has
BARE_NUMBER = re.compile(r"[\d.]+分?$|.*\d[%‰](?:以[上下]|左右)?$")
YEAR = re.compile(r"20\d{2}年?度?")


class Header(msgspec.Struct, frozen=True):
    """The header of a table: which of its rows it is, and its heads as a tree."""

    start: int
    stop: int
    heads: tuple[Head, ...]
    known: bool
    """whether its words are known to name columns"""

    def leaves(self, width: int) -> tuple[Passage, ...]:
        """Return the lowest head that begins at each column; a column that a head reaches into has none."""
        found = [EMPTY] * width
        todo = list(self.heads)
        while todo:
            head = todo.pop()
            if head.children:
                todo.extend(head.children)
            elif head.column < width:
                found[head.column] = head.passage
        return tuple(found)


def find_header(columns: ColumnsFile, rows: Sequence[PrintedRow]) -> Header | None:
    """Return the header of a table, None where no row is one."""
    start = _best_row(columns, rows)
    known = start is not None
    if start is None:
        start = _short_row(rows)
    if start is None:
        return None
    while start and _reaches_down(rows[start - 1], rows[start]):
        start -= 1
    stop = start + _depth(columns, rows, start)
    return Header(start, stop, _build_tree(rows[start:stop], _width(rows[start:stop])), known)


def is_header_row(columns: ColumnsFile, row: PrintedRow, *, least: float = 1.0) -> bool:
    """Tell whether a row names columns and nothing else: at least three of them, or all of two."""
    texts = [text for text in row.texts() if text]
    if row.full_width or len(texts) < 2 or any(BARE_NUMBER.match(text) for text in texts):
        return False
    named = sum(_may_name(columns, text) for text in texts)
    return named >= max(2, least * len(texts)) and len(texts) >= min(3, len(row.cells))


def _best_row(columns: ColumnsFile, rows: Sequence[PrintedRow]) -> int | None:
    """Return the index of the row that names the largest share of the columns; the first of equal ones."""
    best: tuple[float, int] | None = None
    marks = _find_marks(columns, rows)
    for index, row in enumerate(rows[: POLICY.most_rows_above]):
        texts = [text for text in row.texts() if text]
        if row.full_width or len(texts) < 2 or any(_is_wordy(text) for text in texts):
            continue
        named = sum(_may_name(columns, text) and text not in marks for text in texts)
        stages = _count_stages(texts)
        named += stages if named and stages > 1 else 0
        if named < 2 or named < POLICY.least_named * len(texts):
            continue
        share = sum(cell.column_span for cell in row.cells if _may_name(columns, cell.passage.text)) / len(row.cells)
        share += stages / len(row.cells) if stages > 1 else 0
        if best is None or share > best[0] + 0.01:
            best = (share, index)
    return best[1] if best else None


def _count_stages(texts: Sequence[str]) -> int:
    """Return how many heads say over when what is done below them: 第二季度, or three years and more that rise."""
    years = [text for text in texts if YEAR.fullmatch(text)]
    rise = len(years) > LEAST_YEARS and years == sorted(set(years))
    return sum(bool(STAGE_HEAD.fullmatch(text)) for text in texts) + rise * len(years)


def _find_marks(columns: ColumnsFile, rows: Sequence[PrintedRow]) -> frozenset[str]:
    """Return 牵头, 配合 where they stand in several rows: marks of a matrix of bodies, no heads."""
    words = {*columns.lead_words, *columns.participant_words}
    seen = Counter(text for row in rows for text in set(row.texts()) & words)
    return frozenset(text for text, count in seen.items() if count > 1)


def _short_row(rows: Sequence[PrintedRow]) -> int | None:
    """Return the first row that is no title where its words are short and hold no digits outside brackets."""
    for index, row in enumerate(rows[: POLICY.most_depth]):
        texts = row.texts()
        named = [text for text in texts if text]
        if row.full_width or len(named) < 2:
            continue
        short = all(len(text) <= POLICY.unknown_words and not DIGIT.search(REMARK.sub("", text)) for text in named)
        covered = sum(cell.column_span for cell in row.cells if cell.passage)
        return index if short and covered >= POLICY.unknown_filled * len(texts) else None
    return None


def _may_name(columns: ColumnsFile, text: str) -> bool:
    return bool(text) and not _is_wordy(text) and names_column(columns, text)


def _is_wordy(text: str) -> bool:
    return len(plain_head(text)) > POLICY.most_words or bool(SENTENCE_END.search(REMARK.sub("", text)))


def _reaches_down(upper: PrintedRow, lower: PrintedRow) -> bool:
    """Tell whether the row above shares the header: one of its cells reaches into it, or it stands over several."""
    if upper.full_width:
        return False
    filled = [index for index, cell in enumerate(lower.cells) if cell.passage]
    if lower.ruled and len(filled) > 1 and not any(_is_wordy(text) for text in upper.texts() if text):
        # 序号 | 重点 | 责任体系 over blank | blank | 牵头 | 参与, where nobody merged the cells downwards
        wide = {
            column
            for index, cell in enumerate(upper.cells)
            if cell.passage and cell.column_span > 1
            for column in range(index, index + cell.column_span)
        }
        if set(filled) <= wide and len(filled) < len(lower.cells):
            return True
    spans = any(cell.passage and cell.row_span > 1 for cell in upper.cells)
    return spans and bool(lower.covered) and not any(_is_wordy(text) for text in upper.texts() if text)


def _depth(columns: ColumnsFile, rows: Sequence[PrintedRow], start: int) -> int:
    """Return how many rows the header has: as many as its cells reach over, and rows of heads below wider ones."""
    tall = max((cell.row_span for cell in rows[start].cells if cell.passage), default=1)
    depth = 1
    while depth < min(POLICY.most_depth, len(rows) - start - 1):
        row = rows[start + depth]
        if not _is_lower_header(columns, rows[start : start + depth], row, within=depth < tall):
            break
        depth += 1
    return depth


def _is_lower_header(columns: ColumnsFile, above: Sequence[PrintedRow], row: PrintedRow, *, within: bool) -> bool:
    """Tell whether a row below the header is its next level: heads below heads that stand over several columns."""
    filled = [(index, cell.passage.text) for index, cell in enumerate(row.cells) if cell.passage]
    if row.full_width or not filled or any(_is_wordy(text) or BARE_NUMBER.match(text) for _, text in filled):
        return False
    named = sum(_may_name(columns, text) for _, text in filled)
    if within:
        return named >= 0.5 * len(filled) or all(index in _below_wide(above[-1], len(row.cells)) for index, _ in filled)
    wide = _below_wide(above[-1], len(row.cells))
    if row.ruled and any(cell.column_span > 1 for cell in above[-1].cells if cell.passage):
        blank = {index for index, cell in enumerate(above[-1].cells) if not cell.passage}  # 序号 in the lower row alone
        within_wide = [index in wide for index, _ in filled]
        return named == len(filled) and any(within_wide) and all(index in wide | blank for index, _ in filled)
    return named == len(filled) and not row.cells[0].passage and all(index in wide for index, _ in filled)


def _below_wide(row: PrintedRow, width: int) -> set[int]:
    """Return the columns below a head that stands over several, or below a blank head and the one left of it.

    The tabs behind the last head may be left out where the row below, of `width` cells, prints them.
    """
    wide: set[int] = set()
    last: int | None = None
    for index in range(max(width, len(row.cells))):
        cell = row.cells[index] if index < len(row.cells) else BLANK_CELL
        if cell.passage:
            last = index
            if cell.column_span > 1:
                wide.update(range(index, index + cell.column_span))
        elif last is not None and index not in row.covered and not row.ruled:
            wide.update((last, index))
    return wide


def _width(rows: Sequence[PrintedRow]) -> int:
    return max(len(row.cells) for row in rows)


def _build_tree(rows: Sequence[PrintedRow], width: int) -> tuple[Head, ...]:
    return _heads_between(rows, 0, width)


def _heads_between(rows: Sequence[PrintedRow], left: int, right: int) -> tuple[Head, ...]:
    """Return the heads of the first of `rows` from column `left` to `right`, each with those below it."""
    if not rows:
        return ()
    row, below = rows[0], rows[1:]
    heads: list[Head] = []
    column = left
    while column < right:
        cell = row.cells[column] if column < len(row.cells) else None
        if cell is None or not cell.passage:
            heads.extend(_heads_between(below, column, column + 1))
            column += 1
            continue
        span = max(1, min(cell.column_span, right - column))
        if below and not row.ruled:
            span = _open_span(row, below[0], column, right)
        heads.append(Head(cell.passage, column, span, _heads_between(below, column, column + span)))
        column += span
    return tuple(heads)


def _open_span(row: PrintedRow, below: PrintedRow, column: int, right: int) -> int:
    """Return how far a head in plain text stands: over blank heads beside it that have heads below them."""
    span = 1
    while (
        column + span < right
        and not (column + span < len(row.cells) and row.cells[column + span].passage)
        and column + span < len(below.cells)
        and below.cells[column + span].passage
        and below.cells[column].passage
    ):
        span += 1
    return span
