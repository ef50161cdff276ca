"""In: nothing. Out: `Outline`, a document as a tree of numbered sections, paragraphs and table grids.

Not handled: footnotes and text boxes, which the readers put at the end of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractor.model.paper.document import Source
from extractor.model.paper.place import EMPTY, Passage
from extractor.model.problem import Problem


class Style(StrEnum):
    """Numbering styles of Chinese official documents, in their usual order from the outermost inward."""

    PART = "第一编"
    CHAPTER = "第一章"
    ARTICLE = "第一条"
    HAN = "一、"
    STAGE = "第一阶段"
    HAN_BRACKET = "（一）"
    ARABIC = "1."
    ARABIC_BRACKET = "（1）"
    CIRCLED = "①"
    PLAIN = "1"
    DECIMAL = "1.1"
    DECIMAL_DEEP = "1.1.1"
    STEP = "第一步"
    HEADING = "工作要求"
    """A heading without a number, above all numbers"""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered block: its number, its first paragraph, further paragraphs, and numbered blocks below it.

    `number` is in arabic digits ("1" for 一、); `marker` is the printed mark with its place. `head` is the
    first paragraph without the mark: a heading alone, or a heading with its text run in.
    """

    style: Style
    number: str
    marker: Passage
    head: Passage
    body: tuple[Passage, ...] = ()
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its words, and how many rows and columns it spans where the format says so."""

    passage: Passage
    row_span: int = 1
    column_span: int = 1
    address: str | None = None


BLANK_CELL = Cell(EMPTY)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid, one cell for each column; `full_width` marks one printed across the whole table.

    `covered` are the columns that a merged cell of a row above reaches into. `short` marks a row that was printed
    with fewer cells than the table has columns, so that the cells' columns were found by likeness. `joined` marks
    one that was put together over a page break.
    """

    cells: tuple[Cell, ...]
    full_width: bool = False
    short: bool = False
    joined: bool = False
    covered: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a table: the columns it stands over, from `column` on, and the heads below it (责任单位: 牵头)."""

    passage: Passage
    column: int
    span: int = 1
    children: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption, its heads as a tree (none where it has no header row) and its body rows.

    One grid is one table, however many pages it runs over; `header_repeats` counts the repeated headers that were
    taken out. `header` holds the lowest head of each column. `front` are rows above the header that are no caption:
    a form's 项目名称 | … | 编号 | …. `merges` tells that the format has merged cells, so that a blank one is blank.
    """

    number: int
    header: tuple[Passage, ...]
    rows: tuple[Row, ...]
    caption: tuple[Passage, ...] = ()
    header_repeats: int = 0
    start: int = 0
    end: int = 0
    heads: tuple[Head, ...] = ()
    front: tuple[Row, ...] = ()
    merges: bool = False
    under: tuple[Passage, ...] = ()
    """the numbered heading right above the table, without its number"""

    def head_path(self, column: int) -> tuple[Passage, ...]:
        """Return the heads over a column, outermost first."""
        path: list[Passage] = []
        level = self.heads
        while found := next((head for head in level if head.column <= column < head.column + head.span), None):
            path.append(found.passage)
            level = found.children
        return tuple(path)


@dataclass(frozen=True, slots=True)
class Part:
    """The main text or one attachment: paragraphs before the first number, the sections, and the tables.

    `label` is the printed mark of an attachment ("附件1"), None for what stands before the first one.
    `back` is what follows the sections: signature, date, list of attachments, notes.
    """

    label: Passage | None
    front: tuple[Passage, ...]
    sections: tuple[Section, ...]
    grids: tuple[Grid, ...] = ()
    back: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document: its source, its parts in order, and what was wrong with its layout."""

    source: Source = field(repr=False)
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()
