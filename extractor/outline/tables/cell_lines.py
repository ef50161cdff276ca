"""In: text lines in reading order. Out: a table that was pasted as text, a cell a line, as printed rows.

The heads stand on lines of their own, then each row begins with its number; the bodies of one cell may stand on
several lines. Scoring tables go to `cell_columns`. Not handled: other tables without a column of numbers, and rows in
which a cell of no bodies takes several lines, which are left as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extractor.language.heads import read_head
from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import BLANK_CELL, Cell, Style
from extractor.outline.markers import find_marker
from extractor.outline.reading_order import Element, TextLine
from extractor.outline.tables.cell_columns import find_cell_columns
from extractor.outline.tables.printed_rows import PrintedRow


class CellLinePolicy(msgspec.Struct, frozen=True):
    """How many heads make a header, how long a head is, and how many rows must be numbered to prove a table."""

    least_heads: int = 3
    most_heads: int = 12
    head_most: int = 12
    title_least: int = 6
    """characters from which a first line may be the title"""
    first_most: int = 8
    least_rows: int = 2
    category_most: int = 40
    body_most: int = 20
    spread_most: int = 8


POLICY = CellLinePolicy()
NUMBER = compile_late(r"(\d{1,3})[.、]?$")
TIME = compile_late(
    r"(?:20\d{2}年)?(?:\d{1,2}月|[上下]半年|年[底内]|第?[一二三四]季度)|20\d{2}年|汛[前期后]|长期|全年|持续|常年"
)
NUMBER_HEAD = compile_late(r"序号|编号")
NO_HEAD = compile_late(r"[\d,。;:]")
NO_BODY = compile_late(r"[\d。;:]")
BODIES = ("units", "lead_units", "participants", "body")
NAMING = ("level", "problem", "goal", "name", "measure", "content")
BODY_END = compile_late(
    r"(?:[局委办部股科室馆站所队院会镇乡社行校园]|街道|公司|中心|政府|单位|部门|办事处|企业|协会)(?:\([^()]*\))?$"
)
PARTED = compile_late(r"^[股科馆站所]|[县市区各镇乡]$")
"""an office of a bureau ends, or a body with its place begins: two names that nobody takes for one"""
PERSONS = compile_late(r"领导|责任人|联系人|负责人")
PERSON = compile_late(r"[\u4e00-\u9fff]{2,4}$")
LEAST_LISTED = 2
LEAST_END = 2
"""characters of a head that the title ends with"""
GROUP_MOST = 12
"""characters of the name of a group"""
BRACKETED = compile_late(r"\([^()]{1,8}\)$")
"""责任股室 / （单位）: the second line of one head"""


class _RowDraft(msgspec.Struct):
    """A row while it is gathered: the cells before its number, the number, and those behind it."""

    before: list[TextLine]
    number: TextLine
    after: list[tuple[int, TextLine]] = msgspec.field(default_factory=list)


def find_cell_lines(columns: ColumnsFile, flow: Sequence[Element], index: int) -> tuple[list[PrintedRow], int] | None:
    """Return the rows of the table whose first head is the line at `index`, and the index behind it, if it is one."""
    heads = _heads(columns, flow, index)
    behind = index + len(heads)
    found = find_cell_columns(columns, flow, index, heads) if len(heads) >= POLICY.least_heads else None
    if found is not None and len(heads[0].passage) <= POLICY.first_most:
        return found
    heads = _join_brackets(heads)
    fields = [read_head(columns, (line.passage.text,)) for line in heads]
    numbers = [at for at, readings in enumerate(fields) if readings and readings[0].field == "no"]
    if len(heads) < POLICY.least_heads or not numbers or len(heads[0].passage) > POLICY.first_most:
        return None  # a title above the heads may end as a head does: …任务清单
    bodies = [at for at, readings in enumerate(fields) if readings and readings[0].field in BODIES]
    timed = bool(fields[-1]) and fields[-1][0].field == "deadline"
    kinds = [
        (readings[0].field if readings else None, line.passage.text)
        for readings, line in zip(fields, heads, strict=True)
    ]
    reader = _CellLineReader(flow, len(heads), numbers[0], bodies[0] if len(bodies) == 1 else 0, timed, kinds)
    rows, stop = reader.read(behind)
    if sum(not row.full_width for row in rows) < POLICY.least_rows:
        return None
    return [_row([Cell(line.passage) for line in heads], heads), *rows], stop


def _heads(columns: ColumnsFile, flow: Sequence[Element], index: int) -> list[TextLine]:
    """Return the lines that are heads; the second may be of words that no head is known by (序号 | 民生实事).

    被考核部门： above the heads is a field to be filled in.
    """
    found: list[TextLine] = []
    for element in flow[index : index + POLICY.most_heads]:
        if not isinstance(element, TextLine) or len(element.passage) > POLICY.head_most:
            break
        text = element.passage.text
        named = len(found) == 1 and not NO_HEAD.search(text) and NUMBER_HEAD.fullmatch(found[0].passage.text)
        if find_marker(text) or text.endswith(":") or not (named or read_head(columns, (text,))):
            break
        found.append(element)
    return [] if _begins_with_title(found) else found


def _begins_with_title(heads: Sequence[TextLine]) -> bool:
    """Tell whether the first line is the table's title, which ends as a head does: 全民健身评估指标 above 指标."""
    first, *others = [line.passage.text for line in heads] or [""]
    numbers = next((at for at, text in enumerate(others) if NUMBER_HEAD.fullmatch(text)), None)
    if numbers is None or len(first) < POLICY.title_least:
        return False
    return any(first.endswith(text) and len(text) >= LEAST_END for text in others[numbers + 1 :])


def _join_brackets(heads: Sequence[TextLine]) -> list[TextLine]:
    """Return the heads, a line that is only a bracket joined to the head above it."""
    joined: list[TextLine] = []
    for line in heads:
        if joined and BRACKETED.match(line.passage.text):
            joined[-1] = replace(joined[-1], passage=joined[-1].passage.join(line.passage))
        else:
            joined.append(line)
    return joined


class _CellLineReader(msgspec.Struct):
    """Reads the lines below the heads; `width` columns, the number in column `at`, the only bodies in `bodies`.

    `timed` tells that the last column says by when; `kinds` are the fields and words of the heads.
    """

    flow: Sequence[Element]
    width: int
    at: int
    bodies: int = 0
    timed: bool = False
    kinds: Sequence[tuple[str | None, str]] = ()
    rows: list[PrintedRow] = msgspec.field(default_factory=list)
    record: _RowDraft | None = None
    waiting: list[TextLine] = msgspec.field(default_factory=list)
    last: int = 0

    def read(self, index: int) -> tuple[list[PrintedRow], int]:
        """Return the rows and the index of the first line that is none of the table's."""
        while index < len(self.flow):
            line = self.flow[index]
            if not isinstance(line, TextLine) or not self._take(index, line):
                break
            index += 1
        self._close()
        return self.rows, index - len(self.waiting)

    def _take(self, index: int, line: TextLine) -> bool:
        number = self._number(line)
        if number is not None:
            self._close()
            self.record, self.waiting, self.last = _RowDraft(self.waiting, line), [], number
            return True
        if self._is_category(index, line):
            self._close()
            start, end = line.passage.span(0, len(line.passage))
            self.rows.append(PrintedRow((Cell(line.passage),), start, end, full_width=True))
            return True
        if self._number_follows(index, self.at) and self._is_before_number(index, line):
            self.waiting.append(line)
            return len(self.waiting) <= max(self.at, 1)
        full = self.record is not None and len(self.record.after) >= self.width - self.at - 1
        if self.record is None or (full and not self._holds_more(index)):
            return False
        self.record.after.append((line.gap, line))
        return True

    def _holds_more(self, index: int) -> bool:
        """Tell whether lines behind a full row are still its own: the next number, or the time of the row, follows.

        6 / 改造危桥 / 县交通局 / 县公安局 / 9月底: the bodies of a cell stand on two lines.
        """
        if self.bodies <= self.at:
            return False
        for line in self.flow[index : index + POLICY.spread_most]:
            if not isinstance(line, TextLine) or len(line.passage) > POLICY.body_most:
                return False
            if self._number(line) is not None or (self.timed and TIME.match(line.passage.text)):
                return True
        return False

    def _is_before_number(self, index: int, line: TextLine) -> bool:
        """Tell whether a line before a number is a cell left of it: the row above is full, or blank cells end it."""
        if self.record is None or len(self.record.after) >= self.width - self.at - 1:
            return True
        usual = min((gap for gap, _ in self.record.after), default=line.gap)
        number = self.flow[index + 1]
        return line.gap > usual and isinstance(number, TextLine) and number.gap == usual

    def _number(self, line: TextLine) -> int | None:
        match = NUMBER.match(line.passage.text)
        value = int(match[1]) if match else None
        return value if value is not None and (value == self.last + 1 or (not self.last and value == 1)) else None

    def _is_category(self, index: int, line: TextLine) -> bool:
        """Tell whether a numbered short line opens a group: the next row's number follows it."""
        marker = find_marker(line.passage.text)
        numbered = marker is not None and marker.style in (Style.HAN, Style.HAN_BRACKET)
        return numbered and len(line.passage) <= POLICY.category_most and self._number_follows(index, 2)

    def _number_follows(self, index: int, within: int) -> bool:
        following = self.flow[index + 1 : index + 1 + within]
        return any(isinstance(line, TextLine) and self._number(line) is not None for line in following)

    def _close(self) -> None:
        if self.record is None:
            return
        cells = [BLANK_CELL] * self.width
        for column, line in enumerate(self.record.before[-self.at :] if self.at else []):
            cells[column] = Cell(line.passage)
        cells[self.at] = Cell(self.record.number.passage)
        spread = len(self.record.after) - (self.width - self.at - 1)
        spread += spread >= 0 and self._leaves_note(sure=spread > 0)
        if spread > 0 and not self._gather(spread):
            self.record = None
            return
        self._place(cells)
        lines = [*self.record.before, self.record.number, *(line for _, line in self.record.after)]
        self.rows.append(_row(cells, lines))
        self.record = None

    def _place(self, cells: list[Cell]) -> None:
        """Set the cells behind the number; more blank lines than between others are a blank cell."""
        if self.record is None:
            return
        usual = min((gap for gap, _ in self.record.after), default=0)
        spare = self.width - self.at - 1 - len(self.record.after)
        column = self.at + 1
        if spare > 0 and all(gap == usual for gap, _ in self.record.after):
            self._place_by_kind(cells, [line for _, line in self.record.after])
            return
        for gap, line in self.record.after:
            skipped = min(spare, (gap - usual) // (usual + 1))
            column, spare = column + skipped, spare - skipped
            cells[column] = Cell(line.passage)
            column += 1

    def _place_by_kind(self, cells: list[Cell], lines: Sequence[TextLine]) -> None:
        """Set the cells of a row that leaves some out, each under the next head that its words fit."""
        column = self.at + 1
        for place, line in enumerate(lines):
            before = column - 1
            if before > self.at and self._lists_on(before, cells[before].passage.text, line.passage.text):
                cells[before] = Cell(cells[before].passage.join(line.passage))
                continue
            last = self.width - (len(lines) - place)
            if place == len(lines) - LEAST_LISTED:  # the last two lines may be bodies of the last cell
                end, following = self.width - 1, lines[place + 1].passage.text
                last += self._fits(end, line.passage.text) and self._lists_on(end, line.passage.text, following)
            chosen = next((at for at in range(column, last + 1) if self._fits(at, line.passage.text)), column)
            cells[chosen] = Cell(line.passage)
            column = chosen + 1

    def _lists_on(self, column: int, named: str, text: str) -> bool:
        """Tell whether a line is one more body of the cell before it: 文化宣传股 / 文化馆."""
        if not PARTED.search(named[-1:] + text[:1]):
            return False
        behind = self.kinds[column + 1][0] if column + 1 < len(self.kinds) else None
        return self.kinds[column][0] in BODIES and behind not in BODIES and self._fits(column, text)

    def _fits(self, column: int, text: str) -> bool:
        """Tell whether words may stand under a head: a time under 时限, a body under 责任单位, a group's short name."""
        field, head = self.kinds[column]
        if field == "deadline":
            return TIME.search(text) is not None
        if field in BODIES:
            return len(text) <= POLICY.body_most and BODY_END.search(text) is not None
        if PERSONS.search(head):
            return PERSON.match(text) is not None and not BODY_END.search(text)
        following = self.kinds[column + 1][0] if column + 1 < len(self.kinds) else None
        if field in NAMING and following in NAMING:
            return len(text) <= GROUP_MOST and not NO_HEAD.search(text)
        return True

    def _leaves_note(self, *, sure: bool) -> bool:
        """Tell whether the last column is one for remarks, and the last line is a body of the cell before it."""
        if self.record is None or len(self.record.after) < LEAST_LISTED or not self.kinds:
            return False
        before, last = (line.passage.text for _, line in self.record.after[-2:])
        noted = self.kinds[-1][0] in ("note", None) and self.bodies == self.width - 2
        return noted and bool(BODY_END.search(last)) and (sure or bool(PARTED.search(before[-1:] + last[:1])))

    def _gather(self, spread: int) -> bool:
        """Join the lines of the cell of bodies to one; False where some of them name none."""
        if self.record is None:
            return False
        first = self.bodies - self.at - 1
        stop = first + spread + 1
        listed = [line for _, line in self.record.after[first:stop]]
        if any(NO_BODY.search(line.passage.text) or len(line.passage) > POLICY.body_most for line in listed):
            return False
        whole = listed[0].passage
        for line in listed[1:]:
            whole = whole.join(line.passage)
        self.record.after[first:stop] = [(self.record.after[first][0], replace(listed[0], passage=whole))]
        return True


def _row(cells: Sequence[Cell], lines: Sequence[TextLine]) -> PrintedRow:
    spans = [line.passage.span(0, len(line.passage)) for line in lines]
    return PrintedRow(tuple(cells), min(start for start, _ in spans), max(end for _, end in spans))
