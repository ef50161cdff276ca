"""In: nothing. Out: `Document` (a file as received) and `Source` (its exact text, lines and ruled cells).

Not handled: pictures; what a page looks like beyond lines, cells and their boxes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extractor.model.corpus import CorpusRow
from extractor.model.paper.place import Box, Passage, Piece, Place
from extractor.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What is known of a file without reading it: `manifest.yaml` in its folder of the corpus."""

    id: str
    file: str
    title: str | None = None
    place: str | None = None
    source: str | None = None
    date: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received: its name, its bytes, its manifest entry, and its row of the table of documents.

    `others` are the further documents of the same plan, in the order in which they are read: body, then annexes.
    `path` is the file that it was loaded from; a document that is read elsewhere may leave its bytes there.
    """

    id: str
    name: str
    content: bytes = field(repr=False)
    entry: ManifestEntry | None = None
    row: CorpusRow | None = None
    others: tuple[Document, ...] = ()
    path: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its half-open interval in the source's text, and where it stands on paper.

    `size` is the type size in points, `indent` the distance from the text block's left edge in points; both
    are None where the format has none. `confidence` (0 to 1) comes from OCR.
    """

    start: int
    end: int
    page: int | None = None
    bbox: Box | None = None
    size: float | None = None
    indent: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a ruled table as the file has it; a merged cell spans rows and columns.

    `pieces` are the intervals of its words in the source's text, in reading order (none for a blank cell).
    """

    row: int
    column: int
    pieces: tuple[Piece, ...]
    row_span: int = 1
    column_span: int = 1
    bbox: Box | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One ruled table on one page (or in one flow): it takes the interval [start, end) of the text."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[SourceCell, ...]
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One file within a mail, an archive or a plan of several documents, from `start` to before `end` of the text."""

    start: int
    end: int
    name: str
    sha256: str
    media_type: str
    how: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What reading gives: the exact text and where each line and cell of it stands.

    `how` says how the bytes were read ("text/utf-8", "pdf", "ocr", ...); `pages` is their number, None for
    formats without pages. `tables` holds ruled tables only; tab tables in plain text are found by `outline`.
    `parts` are the files within a mail or an archive; pages are then those of the part.
    """

    document: Document
    media_type: str
    how: str
    text: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    tables: tuple[SourceTable, ...] = field(default=(), repr=False)
    pages: int | None = None
    problems: tuple[Problem, ...] = ()
    parts: tuple[SourcePart, ...] = ()

    def find_line(self, offset: int) -> Line | None:
        """Return the line that holds `offset`, or the last one before it; None before the first."""
        index = bisect_right(self.lines, offset, key=_line_start) - 1
        return self.lines[index] if index >= 0 else None

    def build_piece(self, start: int, end: int) -> Piece:
        """Return the stretch [start, end) with the page and box of the lines it touches on its first page."""
        if self.pages is None and not self.parts:
            return Piece(start, end)
        first = max(bisect_right(self.lines, start, key=_line_start) - 1, 0)
        page, box = None, None
        for index in range(first, len(self.lines)):
            line = self.lines[index]
            if line.start >= end:
                break
            if line.end <= start or (page is not None and line.page != page):
                continue
            page = line.page
            box = line.bbox if box is None or line.bbox is None else _hull(box, line.bbox)
        return Piece(start, end, page, box)

    def build_place(
        self, passage: Passage, start: int = 0, end: int | None = None, address: str | None = None
    ) -> Place:
        """Return the place of `passage.text[start:end]`, a non-empty slice."""
        stop = len(passage) if end is None else end
        pieces = tuple(self.build_piece(left, right) for left, right in passage.spans(start, stop))
        head = pieces[0]
        several = pieces if len(pieces) > 1 else ()
        return Place(head.start, head.end, head.page, head.bbox, address, several, self.name_part(head.start))

    def name_part(self, offset: int) -> str | None:
        """Return the file within a mail, an archive or a plan that holds `offset`, the innermost; None without any."""
        return next((part.name for part in reversed(self.parts) if part.start <= offset < part.end), None)


def _line_start(line: Line) -> int:
    return line.start


def _hull(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
