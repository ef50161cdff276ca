"""In: an outline's sections. Out: the items of 保障措施, by number and title.

Not handled: safeguards printed as one paragraph without numbers.
"""

from __future__ import annotations

from extractor.model.outline import Outline
from extractor.model.plan import Safeguard
from extractor.parse.context import Context
from extractor.parse.document.sections import Holds, classify_section, heading_text


def find_safeguards(context: Context, outline: Outline) -> tuple[Safeguard, ...]:
    """Return the safeguards of all parts; `no` is printed as it stands in the mark ((一) gives 一)."""
    found = []
    for part in outline.parts:
        for top in part.sections:
            if classify_section(context, top) is Holds.SAFEGUARDS:
                for item in top.children:
                    title = heading_text(item.head)
                    if title:
                        number = item.marker.printed.strip("()（）.、．") or None
                        found.append(Safeguard(no=number, title=title.printed, place=context.place(title)))
    return tuple(found)
