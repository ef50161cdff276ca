"""In: a body. Out: its safeguards, by number and title.

Not handled: safeguards that stand in one paragraph with others.
"""

from __future__ import annotations

from extractor.model.facts.plan import Safeguard
from extractor.parse.body.body import BodyContent
from extractor.parse.body.sections import heading_text
from extractor.parse.context import Context


def find_safeguards(context: Context, body: BodyContent) -> tuple[Safeguard, ...]:
    """Return the safeguards in order; `no` is printed as it stands in the mark ((一) gives 一)."""
    found = []
    for item in body.safeguards:
        title = heading_text(item.head)
        if title:
            number = item.marker.printed.strip("()（）.、．第条 ") or None
            found.append(Safeguard(no=number, title=title.printed, place=context.place(title)))
    for passage in body.plain_safeguards:
        title = heading_text(passage)
        found.append(Safeguard(no=None, title=title.printed, place=context.place(title)))
    return tuple(sorted(found, key=lambda safeguard: safeguard.place.start if safeguard.place else 0))
