"""In: nothing. Out: `Place` (where a value stands) and `Passage` (cleaned words that know where they came from).

Intervals are half-open everywhere: [start, end), counted in Unicode code points of the plan's own text.
Not handled: coordinates of single characters; a box is that of the printed lines or of the cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points (1/72 inch), origin at the page's upper left corner."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One unbroken stretch of printed text.

    >>> "县财政局、县审计局"[Piece(5, 9).start:Piece(5, 9).end]
    '县审计局'
    """

    start: int
    end: int
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: `text[start:end]` gives the printed words.

    A value that a page break cut in two has `pieces`, all its stretches in order; `start` and `end` are
    then those of the first, and the stretches joined give the printed words. `address` names a table cell
    (row and column, counted from 1) where the format has cells: "表1!R3C2"; `document` names the document that
    `page` belongs to where a plan has several.
    """

    start: int
    end: int
    page: int | None = None
    bbox: Box | None = None
    address: str | None = None
    pieces: tuple[Piece, ...] = ()
    document: str | None = None

    def words(self, text: str) -> str:
        """Return the printed words, all pieces joined.

        >>> Place(0, 2, pieces=(Piece(0, 2), Piece(4, 6))).words("县财XX政局")
        '县财政局'
        """
        if self.pieces:
            return "".join(text[piece.start : piece.end] for piece in self.pieces)
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words without their layout, each character with its offset in the source text.

    `text` is folded for matching (half-width, simplified), `printed` is what stands on paper; both have the
    same length, and `offsets[i]` is the source offset of character i. `breaks` holds the indexes at which a
    new piece begins because something foreign (a page's head, another cell) is printed in between.

    >>> passage = Passage("县财政局", "县財政局", (3, 4, 6, 7))
    >>> passage.span(1, 3)
    (4, 7)
    """

    text: str
    printed: str
    offsets: tuple[int, ...] = field(compare=False)
    breaks: tuple[int, ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source interval that holds `text[start:end]`, a non-empty slice."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the source intervals of `text[start:end]`, more than one where a break lies inside."""
        edges = [start, *(cut for cut in self.breaks if start < cut < end), end]
        return tuple(self.span(left, right) for left, right in pairwise(edges))

    def cut(self, start: int, end: int | None = None) -> Passage:
        """Return the part `text[start:end]` as a passage of its own.

        >>> Passage("1.组织建设", "1．组织建设", (0, 1, 2, 3, 4, 5)).cut(2).text
        '组织建设'
        """
        stop = len(self.text) if end is None else end
        inner = tuple(cut - start for cut in self.breaks if start < cut < stop)
        return Passage(self.text[start:stop], self.printed[start:stop], self.offsets[start:stop], inner)

    def join(self, other: Passage) -> Passage:
        """Return both as one, with a break where they meet: something foreign stands between them."""
        return self._append(other, (len(self.text),))

    def glue(self, other: Passage) -> Passage:
        """Return both as one without a break: only layout stands between them."""
        return self._append(other, ())

    def follow(self, other: Passage) -> Passage:
        """Return both as paragraphs of one passage: between them stands the line's end, folded to a full stop.

        >>> first, second = Passage("加快网络建设", "加快网络建设", (0, 1, 2, 3, 4, 5)), Passage("推进", "推进", (7, 8))
        >>> first.follow(second).text
        '加快网络建设。推进'
        """
        if not self.text or not other.text or self.text[-1] in "。;!?" or other.offsets[0] <= self.offsets[-1] + 1:
            return self.glue(other)
        end = Passage("。", "\n", (self.offsets[-1] + 1,))
        return self.glue(end).glue(other)

    def _append(self, other: Passage, cuts: tuple[int, ...]) -> Passage:
        if not self.text or not other.text:
            return self if self.text else other
        shifted = tuple(cut + len(self.text) for cut in other.breaks)
        return Passage(
            self.text + other.text,
            self.printed + other.printed,
            self.offsets + other.offsets,
            (*self.breaks, *cuts, *shifted),
        )


EMPTY = Passage("", "", ())
"""The passage of a blank cell."""
