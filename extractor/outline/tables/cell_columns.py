"""In: text lines in reading order. Out: a scoring table that was pasted as text, a cell a line, as printed rows.

Each line is set in the column that it fits best, all lines together: a number under 分值, a sentence of scoring under
评分标准, a short name left of them. Cells may take several lines, merged ones and blank ones may be left out, and no
column of numbers is needed. Not handled: tables whose heads say nothing of points or scoring (`cell_lines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.language.heads import read_head
from extractor.language.needs import compile_late
from extractor.language.page_words import is_page_line
from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.paper.outline import BLANK_CELL, Cell
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.reading_order import Element, TextLine
from extractor.outline.tables.cell_fits import (
    CLOSED,
    GOES_ON,
    POLICY,
    REMARK_LINE,
    TEXTS,
    WORTH_NOTE,
    price_blank,
    price_fit,
    price_group,
    price_more,
)  # fmt: skip
from extractor.outline.tables.printed_rows import PrintedRow

PAGE = compile_late(r"[-—]*\d{1,3}[-—]+$|第\d{1,3}页(?:[,/]?共\d{1,3}页)?$")
SCORED = compile_late(r"分|标准|细则")
"""评分标准, 考核细则: heads over sentences of scoring; 解释 and 释义 stand over words of any kind"""
SURE_HEAD = compile_late(r"(?:单位|部门|[科股]室|时限|备注|得分|分值|标准|细则|方式|方法|依据|(?:佐证|证明)材料)$")
"""责任单位 behind 佐证材料: a head, never the first cell of the first row, as 领导小组 may be"""
GROUP, OUT = -1, -2


@dataclass(frozen=True, slots=True)
class _CellText:
    """The lines of one cell, several where blank lines part cells, and the index behind them in the flow."""

    lines: tuple[TextLine, ...]
    stop: int

    @property
    def text(self) -> str:
        """Return the words of all lines."""
        return "".join(line.passage.text for line in self.lines)


def find_cell_columns(
    columns: ColumnsFile, flow: Sequence[Element], index: int, heads: Sequence[TextLine]
) -> tuple[list[PrintedRow], int] | None:
    """Return the rows of the scoring table whose heads begin at `index`, and the index behind it, if it is one."""
    best: tuple[float, list[PrintedRow], int] | None = None
    sure = max((at + 1 for at, line in enumerate(heads) if SURE_HEAD.search(line.passage.text)), default=0)
    for width in range(len(heads), max(POLICY.least_heads, len(heads) - POLICY.fewer, sure) - 1, -1):
        found = _read(columns, flow, index, heads[:width])
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return (best[1], best[2]) if best else None


def _read(
    columns: ColumnsFile, flow: Sequence[Element], index: int, heads: Sequence[TextLine]
) -> tuple[float, list[PrintedRow], int] | None:
    fields = [_field(columns, line) for line in heads]
    if not {"points", "criteria"} & set(fields) or set(fields) <= {"points", "criteria", None}:
        return None
    if "points" not in fields and not any(SCORED.search(line.passage.text) for line in heads):
        return None  # 序号, 指标, 解释, 备注: nothing in such cells tells their column, the row's number does
    apart = all(line.gap for line in heads[1:])
    cells = _gather(flow, index + len(heads), [line.passage.text for line in heads], apart=apart)
    if len(cells) < POLICY.least_rows * 2:
        return None
    gaps = [cell.lines[0].gap for cell in cells]
    cost, places = _Fitting(fields, [cell.text for cell in cells], gaps, apart=apart).fit()
    inside = places.index(OUT) if OUT in places else len(places)
    while inside and places[inside - 1] == GROUP and not WORTH_NOTE.search(cells[inside - 1].text):
        inside -= 1  # 三、结果运用 below the last row: the heading of what follows
    body = list(_build_rows(cells[:inside], places, fields))
    whole = sum(sum(bool(cell.passage) for cell in row.cells) > 1 for row in body)
    if whole < POLICY.least_rows or cost / inside > POLICY.mean:
        return None
    return cost / inside, [_row([Cell(line.passage) for line in heads], heads), *body], cells[inside - 1].stop


def _field(columns: ColumnsFile, line: TextLine) -> ColumnField | None:
    readings = read_head(columns, (line.passage.text,))
    return readings[0].field if readings else None


def _gather(flow: Sequence[Element], index: int, heads: Sequence[str], *, apart: bool) -> list[_CellText]:
    """Return the cells below the heads; printed heads again and page numbers between them are left out."""
    cells: list[_CellText] = []
    for place in range(index, min(len(flow), index + POLICY.most_lines)):
        line = flow[place]
        if not isinstance(line, TextLine) or line.heading:
            break
        if is_page_line(line.passage.text) or PAGE.match(line.passage.text):
            continue
        if apart and cells and not line.gap:
            cells[-1] = _CellText((*cells[-1].lines, line), place + 1)
            continue
        cells.append(_CellText((line,), place + 1))
        if [cell.text for cell in cells[-len(heads) :]] == list(heads):
            del cells[-len(heads) :]
    return cells


@dataclass(slots=True)
class _Fitting:
    """Sets lines in columns so that all together fit best (Viterbi).

    The states are the columns, then the same columns again for a line that goes on with a cell, a group's line, and
    what stands behind the table.
    """

    fields: Sequence[ColumnField | None]
    texts: Sequence[str]
    gaps: Sequence[int]
    apart: bool
    blanks: list[float] = field(default_factory=list)
    """what blank cells cost from the first column up to each"""

    def fit(self) -> tuple[float, list[int]]:
        """Return what the lines of the table cost, and the state of each."""
        self.blanks = [0.0]
        for at, name in enumerate(self.fields):
            self.blanks.append(self.blanks[-1] + price_blank(name, self.fields[at + 1 :]))
        states = [*range(2 * len(self.fields)), GROUP, OUT]
        scores = {state: self._start(state) + self._emit(state, 0) for state in states}
        backs: list[dict[int, int]] = []
        for at in range(1, len(self.texts)):
            back: dict[int, int] = {}
            fresh: dict[int, float] = {}
            for state in states:
                price, chosen = min((scores[before] + self._move(before, state, at), before) for before in states)
                back[state], fresh[state] = chosen, price + self._emit(state, at)
            scores = fresh
            backs.append(back)
        last = min(scores, key=lambda state: scores[state] + self._finish(state))
        path = [last]
        path.extend(last := back[last] for back in reversed(backs))
        return scores[path[0]] + self._finish(path[0]) - POLICY.outside * path.count(OUT), path[::-1]

    def _skip(self, start: int, stop: int) -> float:
        return self.blanks[stop] - self.blanks[start]

    def _start(self, state: int) -> float:
        if state == GROUP:
            return POLICY.group
        return self._skip(0, state) if 0 <= state < len(self.fields) else POLICY.never

    def _finish(self, state: int) -> float:
        width = len(self.fields)
        return 0.0 if state < 0 else self._skip(state % width + 1, width)

    def _move(self, before: int, state: int, at: int) -> float:
        width = len(self.fields)
        if before == OUT:
            return 0.0 if state == OUT else POLICY.never
        if state < 0:
            return self._finish(before) + POLICY.group * (state == GROUP)
        if state >= width:
            return self._goes_on(state - width, at) if before >= 0 and before % width == state - width else POLICY.never
        if before >= 0 and state > before % width:
            return self._skip(before % width + 1, state)
        return self._finish(before) + self._skip(0, state) + POLICY.row

    def _goes_on(self, column: int, at: int) -> float:
        apart = self.apart or self.gaps[at] > 0
        return price_more(self.fields[column], self.texts[at - 1], self.texts[at], apart=apart)

    def _emit(self, state: int, at: int) -> float:
        text = self.texts[at]
        if state == OUT:
            return POLICY.outside
        if state == GROUP:
            return price_group(text)
        if REMARK_LINE.match(text):
            return POLICY.unlike
        return price_fit(self.fields[state % len(self.fields)], text, more=state >= len(self.fields))


def _build_rows(
    cells: Sequence[_CellText], places: Sequence[int], fields: Sequence[ColumnField | None]
) -> Iterator[PrintedRow]:
    """Yield the rows: a new one begins where a cell is not right of the one before it."""
    width = len(fields)
    row = [BLANK_CELL] * width
    lines: list[TextLine] = []
    last = GROUP
    for cell, place in zip(cells, places, strict=False):
        if lines and place < width and (place < 0 or place <= last):
            yield _row(row, lines)
            row, lines = [BLANK_CELL] * width, []
        if place == GROUP:
            whole = _join(EMPTY, cell.lines, stacked=False)
            start, end = whole.span(0, len(whole))
            yield PrintedRow((Cell(whole),), start, end, full_width=True)
            last = GROUP
            continue
        last = place % width
        row[last] = Cell(_join(row[last].passage, cell.lines, stacked=fields[last] in TEXTS))
        lines.extend(cell.lines)
    if lines:
        yield _row(row, lines)


def _join(above: Passage, lines: Sequence[TextLine], *, stacked: bool) -> Passage:
    """Return the lines of a cell as one: items and whole statements stay paragraphs, the rest is cut by its width."""
    for line in lines:
        parted = stacked and (GOES_ON.match(line.passage.text) or CLOSED.search(above.text))
        above = above.follow(line.passage) if parted else above.glue(line.passage)
    return above


def _row(cells: Sequence[Cell], lines: Sequence[TextLine]) -> PrintedRow:
    spans = [line.passage.span(0, len(line.passage)) for line in lines]
    return PrintedRow(tuple(cells), min(start for start, _ in spans), max(end for _, end in spans))
