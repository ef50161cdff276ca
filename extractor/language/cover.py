"""In: intervals of a text, one after the other. Out: `Cover`, which tells at once whether a further one meets them.

Readers that try several patterns on one text keep the first that fits a stretch; asking each earlier find by
itself would take n * n steps on a long paragraph. Not handled: which interval covers a character.
"""

from __future__ import annotations


class Cover:
    """The characters of text[start:stop] that are taken. Intervals are half-open; an empty one takes nothing.

    >>> cover = Cover(0, 10)
    >>> cover.add(2, 5)
    >>> cover.meets(4, 8), cover.meets(5, 8), cover.next(0, 10), cover.next(5, 10)
    (True, False, 2, 10)
    """

    __slots__ = ("_marks", "_start")

    def __init__(self, start: int, stop: int) -> None:
        self._start = start
        self._marks = bytearray(stop - start)

    def add(self, start: int, end: int) -> None:
        """Take the characters [start, end)."""
        self._marks[start - self._start : end - self._start] = b"\x01" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a character of [start, end) is taken."""
        return self._marks.find(1, start - self._start, end - self._start) >= 0

    def next(self, start: int, stop: int) -> int:
        """Return the first taken character from `start` on, `stop` where there is none before it."""
        found = self._marks.find(1, start - self._start, stop - self._start)
        return found + self._start if found >= 0 else stop
