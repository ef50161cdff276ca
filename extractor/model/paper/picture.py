"""In: nothing. Out: `Picture`, the printed words of a value as they look on paper.

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
