"""In: a source text and an interval. Out: the interval of the printed sentence around it.

Not handled: a sentence that a page break cut in two, of which the half that holds the interval is given.
"""

from __future__ import annotations

import re

STOP = re.compile(
    r"[。！？!?](?:[”’」』）)\"]*)|\t|\n[ \t]*\n|\n(?=[ \t]*(?:[-#]|[（(]?[一二三四五六七八九十0-9]{1,3}[、.．)）]))"
)
"""Where a sentence ends: a full stop, the next table cell, a blank line, or a line that opens with a number."""

REACH = 400
"""Characters that are looked at on either side; a longer sentence is cut there."""


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open interval of the sentence (or sentences) that holds `text[start:end]`.

    >>> text = "加大宣传力度。每年至少开展 2 次诚信宣传活动，并及时上报。完成后"
    >>> left, right = find_sentence(text, 11, 15)
    >>> text[left:right]
    '每年至少开展 2 次诚信宣传活动，并及时上报。'
    """
    floor = max(0, start - REACH)
    left = floor
    # A little is looked at beyond `start`, since the number that opens a line may be the value itself.
    for match in STOP.finditer(text, floor, start + 8):
        if match.end() > start:
            break
        left = match.end()
    closed = STOP.search(text, max(start, end - 1), end + REACH)
    right = min(len(text), end + REACH)
    if closed:
        right = closed.end() if closed.group()[0] not in "\t\n" else closed.start()
    right = max(right, end)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
