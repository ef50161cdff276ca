"""In: nothing. Out: `Picture`, the printed words of a value as they look on paper, and `PagePicture`, a whole page.

Not handled: formats without pages, which have no pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A piece of a page (PNG) that shows `text[start:end]` of a plan."""

    plan: str
    start: int
    end: int
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page (PNG) of one document of a plan; `width` and `height` are in points, as boxes of values are.

    `document` is its file name where the plan has several, None where it has one.
    """

    plan: str
    page: int
    width: float
    height: float
    png: bytes = field(repr=False)
    document: str | None = None
