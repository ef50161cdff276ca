"""In: paragraphs and tables, piece by piece. Out: the text of a `Source`, with the place of every line and cell.

A paragraph is one line of text, however many printed lines it has; a table is tab-separated rows between blank
lines, a merged cell standing where it begins. Every reader but the one for plain text lays its text with this.
Not handled: what is a paragraph and what a table, which each reader tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.model.document import Document, Line, Source, SourceCell, SourceTable
from extractor.model.place import Box, Piece, Place
from extractor.model.problem import Problem, Severity
from extractor.read.layout.page_model import hull
from extractor.read.policy import POLICY


@dataclass(frozen=True, slots=True)
class Run:
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


@dataclass(slots=True)
class Layer:
    """Lays text down from first to last and remembers where everything stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

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

    def add_problem(
        self, code: str, severity: Severity, message: str, message_en: str, place: Place | None = None
    ) -> None:
        """Remember what is wrong or doubtful in the reading."""
        self.problems.append(Problem("read", code, severity, place, message, message_en))

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

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
