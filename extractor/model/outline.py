"""In: nothing. Out: `Outline`, a document as a tree of numbered sections, paragraphs and table grids.

Not handled: footnotes and text boxes, which the readers put at the end of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractor.model.document import Source
from extractor.model.place import EMPTY, Passage
from extractor.model.problem import Problem


class Style(StrEnum):
    """Numbering styles of Chinese official documents, in their usual order from the outermost inward."""

    PART = "第一编"
    CHAPTER = "第一章"
    ARTICLE = "第一条"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    ARABIC = "1."
    ARABIC_BRACKET = "（1）"
    CIRCLED = "①"


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

    `short` marks a row that was printed with fewer cells than the table has columns, so that the cells'
    columns were found by likeness. `joined` marks one that was put together over a page break.
    """

    cells: tuple[Cell, ...]
    full_width: bool = False
    short: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption, its header row (empty where it has none) and its body rows.

    One grid is one table, however many pages it runs over; `header_repeats` counts the repeated headers
    that were taken out.
    """

    number: int
    header: tuple[Passage, ...]
    rows: tuple[Row, ...]
    caption: tuple[Passage, ...] = ()
    header_repeats: int = 0
    start: int = 0
    end: int = 0


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
