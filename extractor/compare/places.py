"""In: places of values. Out: the one interval that covers them.

Not handled: values that stand in two columns, whose interval holds what is printed between them too.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model.paper.place import Place


def find_reach(*places: Place | None) -> tuple[int, int]:
    """Return the least interval that covers all `places` with all their pieces, (0, 0) where there is none.

    >>> from extractor.model.paper.place import Piece
    >>> find_reach(Place(5, 9, pieces=(Piece(5, 9), Piece(12, 14))), None, Place(2, 4))
    (2, 14)
    """
    ends = list(_find_ends(place for place in places if place is not None))
    return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else (0, 0)


def _find_ends(places: Iterable[Place]) -> Iterable[tuple[int, int]]:
    for place in places:
        yield place.start, place.end
        for piece in place.pieces:
            yield piece.start, piece.end
