"""In: paragraphs and tables, piece by piece. Out: the text of a `Source`, with the place of every line and cell.

A paragraph is one line of text, however many printed lines it has; a table is tab-separated rows between blank
lines, a merged cell standing where it begins. Every reader but the one for plain text lays its text with this.
Not handled: what is a paragraph and what a table, which each reader tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from extractor.model.paper.document import Document, Line, Source, SourceCell, SourcePart, SourceTable
from extractor.model.paper.place import Box, Piece, Place
from extractor.model.problem import Problem, Severity
from extractor.read.layout.page_model import hull
from extractor.read.policy import POLICY


class Run(msgspec.Struct, frozen=True):
    """Words that stand on one printed line (or in one paragraph, in formats without lines)."""

    text: str
    page: int | None = None
    box: Box | None = None
    size: float | None = None
    indent: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell ready to be laid down; `apart` says that its runs are paragraphs, not printed lines of one."""

    row: int
    column: int
    runs: tuple[Run, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    page: int | None = None
    apart: bool = False


class Layer(msgspec.Struct):
    """Lays text down from first to last and remembers where everything stands."""

    parts: list[str] = msgspec.field(default_factory=list)
    length: int = 0
    lines: list[Line] = msgspec.field(default_factory=list)
    tables: list[SourceTable] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    files: list[SourcePart] = msgspec.field(default_factory=list)
    told: dict[str, int] = msgspec.field(default_factory=dict)
    """how often each kind of problem was met"""

    def add_paragraph(self, runs: Sequence[Run]) -> None:
        """Lay one paragraph: the words of its printed lines, then a new line."""
        if any(run.text for run in runs):
            self._add_runs(runs, apart=False)
            self._write("\n")

    def add_table(self, rows: int, columns: int, cells: Iterable[LaidCell], page: int | None, box: Box | None) -> None:
        """Lay one table with a blank line before and after it."""
        self._write("\n")
        start = self.length
        by_place = {(cell.row, cell.column): cell for cell in cells}
        laid: list[SourceCell] = []
        for row in range(rows):
            for column in range(columns):
                cell = by_place.get((row, column))
                if cell is not None:
                    pieces = self._add_runs(cell.runs, apart=cell.apart)
                    laid.append(SourceCell(row, column, pieces, cell.row_span, cell.column_span, cell.box, cell.page))
                if column < columns - 1:
                    self._write("\t")
            self._write("\n")
        self.tables.append(SourceTable(start, self.length, rows, columns, tuple(laid), page, box))
        self._write("\n")

    def add_source(self, source: Source) -> None:
        """Lay another source whole: its words, lines, tables and problems move to where this one has come."""
        if self.length:
            self._write("\n")
        by = self.length
        self._write(source.text if source.text.endswith("\n") else f"{source.text}\n")
        self.lines.extend(replace(line, start=line.start + by, end=line.end + by) for line in source.lines)
        self.tables.extend(_move_table(table, by) for table in source.tables)
        for problem in source.problems:
            place = None if problem.place is None else _move_place(problem.place, by)
            self._remember(replace(problem, place=place))

    def add_part(self, source: Source) -> None:
        """Lay another source whole and keep that it is a file of its own."""
        start = self.length
        self.add_source(source)
        document = source.document
        seal = hashlib.sha256(document.content).hexdigest()
        kind = source.media_type, source.how, source.pages
        self.files.append(SourcePart(start, self.length, document.name, seal, *kind))

    def last_place(self) -> Place | None:
        """Return the place of the line laid last, None before the first."""
        if not self.lines:
            return None
        line = self.lines[-1]
        return Place(line.start, line.end, line.page, line.bbox)

    def cell_place(self, row: int, column: int) -> Place | None:
        """Return the place of the words of a cell of the table laid last."""
        cell = next((cell for cell in self.tables[-1].cells if (cell.row, cell.column) == (row, column)), None)
        piece = cell.pieces[0] if cell is not None and cell.pieces else None
        return None if piece is None else Place(piece.start, piece.end, piece.page, piece.bbox)

    def add_problem(
        self, code: str, severity: Severity, message: str, message_en: str, place: Place | None = None
    ) -> None:
        """Remember what is wrong or doubtful in the reading."""
        self._remember(Problem("read", code, severity, place, message, message_en))

    def build(self, document: Document, media_type: str, how: str, pages: int | None) -> Source:
        """Return the source that was laid."""
        return Source(
            document=document,
            media_type=media_type,
            how=how,
            text="".join(self.parts),
            lines=tuple(self.lines),
            tables=tuple(self.tables),
            pages=pages,
            problems=tuple(self.problems),
            parts=tuple(self.files),
        )

    def _add_runs(self, runs: Sequence[Run], *, apart: bool) -> tuple[Piece, ...]:
        """Lay runs on one line; return their stretches, one for each page."""
        pieces: list[Piece] = []
        boxes: list[Box] = []
        last = ""
        for run in runs:
            text = run.text.strip()
            if not text:
                continue
            if last and (
                apart or (last[-1].isascii() and last[-1].isalpha() and text[0].isascii() and text[0].isalpha())
            ):
                self._write(" ")
            start = self.length
            self._write(text)
            self.lines.append(Line(start, self.length, run.page, run.box, run.size, run.indent, run.confidence))
            self._judge(run, start)
            if pieces and pieces[-1].page == run.page:
                boxes = [*boxes, run.box] if run.box else boxes
                pieces[-1] = Piece(pieces[-1].start, self.length, run.page, hull(boxes) if boxes else None)
            else:
                boxes = [run.box] if run.box else []
                pieces.append(Piece(start, self.length, run.page, run.box))
            last = text
        return tuple(pieces)

    def _judge(self, run: Run, start: int) -> None:
        if run.confidence is not None and run.confidence < POLICY.low_confidence:
            self.add_problem(
                "ocr-uncertain",
                Severity.WARNING,
                f"此行由文字识别得出，把握只有 {run.confidence:.0%}，请与原件核对",
                f"This line was recognised with a confidence of {run.confidence:.0%} only; check it on paper",
                Place(start, self.length, run.page, run.box),
            )

    def _remember(self, problem: Problem) -> None:
        """Keep a problem, unless so many of its kind are known that one more would tell nothing."""
        known = self.told[problem.code] = self.told.get(problem.code, 0) + 1
        if known <= POLICY.max_problems:
            self.problems.append(problem)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _move_place(place: Place, by: int) -> Place:
    pieces = tuple(_move_piece(piece, by) for piece in place.pieces)
    return replace(place, start=place.start + by, end=place.end + by, pieces=pieces)


def _move_piece(piece: Piece, by: int) -> Piece:
    return replace(piece, start=piece.start + by, end=piece.end + by)


def _move_table(table: SourceTable, by: int) -> SourceTable:
    cells = tuple(replace(cell, pieces=tuple(_move_piece(piece, by) for piece in cell.pieces)) for cell in table.cells)
    return replace(table, start=table.start + by, end=table.end + by, cells=cells)
