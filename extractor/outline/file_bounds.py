"""In: the files that a mail, an archive or a document holds. Out: which file a line or table belongs to.

A file with a title of its own is a part of its own, and what surrounds it goes on behind it: the note below an annex's
table is not the last task's. A file that begins in the middle of a text (the second page of a scan) goes on with the
one before. Not handled: a file that begins with a numbered item and yet is another document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from extractor.model.paper.document import Source, SourcePart
from extractor.outline.markers import find_marker
from extractor.outline.reading_order import Element, TextLine

T = TypeVar("T")
TITLE_MOST = 45
SENTENCE_MARKS = frozenset("。;,:!?、")


class FileBounds:
    """The files within a source, asked in the order of its text."""

    def __init__(self, source: Source) -> None:
        self._files: Sequence[SourcePart] = source.parts
        self._last: int | None = None

    def choose(self, element: Element, current: list[T], host: list[T]) -> list[T]:
        """Return the list that what `element` says goes into: a new one for a file with a title of its own."""
        if not self._files:
            return host
        start = find_start(element)
        if start is None:
            return current
        found = self._find(start)
        if found is None:
            self._last = None
            return host
        if found == self._last:
            return current
        self._last = found
        return [] if _opens(element) else current

    def last(self, flow: Sequence[Element], index: int) -> int:
        """Return the index after the last element that stands in the same file as the one at `index`."""
        if not self._files:
            return len(flow)
        own = self._find(find_start(flow[index]))
        after = index + 1
        while after < len(flow) and ((start := find_start(flow[after])) is None or self._find(start) == own):
            after += 1
        return after

    def _find(self, start: int | None) -> int | None:
        if start is None:
            return None
        return next((number for number, file in enumerate(self._files) if file.start <= start < file.end), None)


def find_start(element: Element) -> int | None:
    """Return where an element begins in the text, None for an empty line."""
    if not isinstance(element, TextLine):
        return element.start
    return element.passage.offsets[0] if element.passage.offsets else None


def _opens(element: Element) -> bool:
    """Tell whether a file that begins so is a document of its own: with a title, or with a table."""
    if not isinstance(element, TextLine):
        return True
    text = element.passage.text
    return len(text) <= TITLE_MOST and find_marker(text) is None and not SENTENCE_MARKS & set(text[-1:])
