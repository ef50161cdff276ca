"""In: a document with pages and the plan read from it. Out: pictures of its paper: of values with a box, of pages.

Not handled: more than `MOST` values of one plan; the first in its order get pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from extractor.model.facts.plan import Plan
from extractor.model.paper.document import Document
from extractor.model.paper.picture import PagePicture, Picture
from extractor.model.paper.place import Box, Piece, Place

MOST = 400
"""Pictures of one plan: about 2 MB of a report."""


def cut_plan_pictures(document: Document, plan: Plan) -> tuple[Picture, ...]:
    """Return the pictures of `plan`'s values, each stretch of text once; none where the format has no boxes."""
    documents = (document, *document.others)
    shares = (_cut_pictures(one, plan, one.name if len(documents) > 1 else None) for one in documents)
    return tuple(picture for share in shares for picture in share)[:MOST]


class PagePolicy(msgspec.Struct, frozen=True):
    """How much of a plan's paper a report shows: so many pages, and no more bytes than these of all its pages."""

    pages: int = 40
    bytes: int = 2_500_000


def draw_plan_pages(document: Document, plan: Plan, policy: PagePolicy | None = None) -> tuple[PagePicture, ...]:
    """Return the first pages of a plan's documents, as many as the policy allows; none where a format has no pages."""
    rules = policy or PagePolicy()
    documents = (document, *document.others)
    found: list[PagePicture] = []
    size = 0
    for one in documents:
        for number, (png, width, height) in enumerate(_draw_pages(one, plan, rules.pages - len(found)), start=1):
            size += len(png)
            if size > rules.bytes:
                return tuple(found)
            name = one.name if len(documents) > 1 else None
            found.append(PagePicture(plan.id, number, round(width, 2), round(height, 2), png, name))
    return tuple(found)


def _draw_pages(document: Document, plan: Plan, most: int) -> Iterator[tuple[bytes, float, float]]:
    if most > 0 and any(source.name == document.name and source.pages is not None for source in plan.source):
        from extractor.read.crops import draw_pages

        yield from draw_pages(document, most)


def _cut_pictures(document: Document, plan: Plan, name: str | None) -> tuple[Picture, ...]:
    """Return the pictures of what is printed in one document, which `name` tells where the plan has several."""
    if not any(source.name == document.name and source.pages is not None for source in plan.source):
        return ()
    printed = _pieces((plan.metadata, *plan.items), name)
    stretches = {(piece.start, piece.end): piece for piece in printed}
    wanted = [(piece, piece.page, piece.bbox) for piece in stretches.values() if piece.page and piece.bbox][:MOST]
    if not wanted:
        return ()
    from extractor.read.crops import cut_pictures

    boxes: dict[tuple[int, Box], None] = {(page, box): None for _, page, box in wanted if page and box}
    cut = dict(zip(boxes, cut_pictures(document, list(boxes)), strict=True))
    found = ((piece, cut[page, box]) for piece, page, box in wanted if page and box)
    return tuple(Picture(plan.id, piece.start, piece.end, png) for piece, png in found if png)


def _pieces(value: Any, name: str | None) -> Iterator[Piece]:
    """Yield every stretch that is kept anywhere in `value` and printed in the document `name` (None: in any)."""
    if isinstance(value, Place):
        if name is None or value.document == name:
            yield from value.pieces or (Piece(value.start, value.end, value.page, value.bbox),)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _pieces(entry, name)
    elif isinstance(value, dict):
        yield from _pieces(tuple(value.values()), name)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from _pieces(getattr(value, entry.name), name)
