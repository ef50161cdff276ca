"""In: a stretch of source text. Out: `Passage`, its words without layout, each with its source offset.

Not handled: hyphenated words cut at a line's end; Latin text keeps single blanks.
"""

from __future__ import annotations

import re

from extractor.language.folding import fold
from extractor.model.paper.place import EMPTY, Passage

LAYOUT = re.compile(
    r"""
      [\s\u200b\u200c\u200d\ufeff\u00ad]+      # blanks, new lines, zero-width marks
    | </?(?:p|br|b|strong|u|i|em|span|div)\s*/?>   # "<p>间信息的共享" left in a cell by an OCR
    | \*\*                                     # "**三、创建任务**" left by a Markdown writer
    """,
    re.VERBOSE | re.IGNORECASE,
)
LAID_OUT = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad<*]")
"""Without one of these there is no layout in a stretch, as in most lines."""
TAG = re.compile(r"<|\*")
WORD = re.compile(r"[A-Za-z0-9]")


def build_passage(source_text: str, start: int, end: int) -> Passage:
    r"""Return the words of `source_text[start:end]`.

    Blanks between Latin words stay single; all other layout goes. Where a tag was taken out, a break is left.

    >>> passage = build_passage("制 定本\n方案", 0, 7)
    >>> passage.text, passage.span(0, 5)
    ('制定本方案', (0, 7))
    """
    raw = source_text[start:end]
    if raw and not LAID_OUT.search(raw):
        return Passage(fold(raw), raw, tuple(range(start, end)), ())
    kept: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    position = 0
    for match in LAYOUT.finditer(raw):
        left, right = match.span()
        kept.append(raw[position:left])
        offsets.extend(range(start + position, start + left))
        if TAG.search(match.group()):
            if offsets and (not breaks or breaks[-1] != len(offsets)):
                breaks.append(len(offsets))
        elif offsets and left and right < len(raw) and WORD.match(raw[left - 1]) and WORD.match(raw[right]):
            kept.append(" ")
            offsets.append(start + left)
        position = right
    kept.append(raw[position:])
    offsets.extend(range(start + position, end))
    printed = "".join(kept)
    if not printed:
        return EMPTY
    cuts = tuple(cut for cut in breaks if cut < len(printed))
    return Passage(fold(printed), printed, tuple(offsets), cuts)
