"""In: a plan and pictures of its pages. Out: the pages to show, and where on them each stretch is printed.

Boxes are in thousandths of the page's width and height, so that any zoom holds. Not handled: stretches of pages that
are not shown, which have no box.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from extractor.model.facts.plan import Plan
from extractor.model.paper.picture import PagePicture
from extractor.model.paper.place import Box, Piece, Place

Record = dict[str, object]
WHOLE = 1000


def build_paper(plan: Plan, pages: Sequence[PagePicture]) -> Record:
    """Return the pages and the boxes by "start-end"; both empty where no page is shown."""
    boxes: dict[str, list[int]] = {}
    if not pages:
        return {"pages": [], "boxes": boxes}
    numbers = {(page.document, page.page): at for at, page in enumerate(pages)}
    several = len({page.document for page in pages}) > 1
    for document, piece in _find_pieces((plan.metadata, *plan.items, plan.problems, plan.unread, plan.doubts)):
        key = (document if several else None, piece.page or 0)
        if piece.bbox and key in numbers:
            at = numbers[key]
            boxes[f"{piece.start}-{piece.end}"] = [at, *_scale(piece.bbox, pages[at])]
    return {"pages": [_show(page) for page in pages], "boxes": boxes}


def _show(page: PagePicture) -> Record:
    image = f"data:image/png;base64,{b64encode(page.png).decode('ascii')}"
    return {"page": page.page, "ratio": round(page.height / page.width, 4), "image": image}


def _scale(box: Box, page: PagePicture) -> tuple[int, ...]:
    sizes = (page.width, page.height, page.width, page.height)
    return tuple(min(WHOLE, max(0, round(WHOLE * edge / size))) for edge, size in zip(box, sizes, strict=True))


def _find_pieces(value: Any) -> Iterator[tuple[str | None, Piece]]:
    """Yield every stretch that is kept anywhere in `value`, with its document."""
    if isinstance(value, Place):
        for piece in value.pieces or (Piece(value.start, value.end, value.page, value.bbox),):
            yield value.document, piece
    elif isinstance(value, dict):
        yield from _find_pieces(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _find_pieces(entry)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from _find_pieces(getattr(value, entry.name))
