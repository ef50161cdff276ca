"""In: the paragraphs of one part, and words that headings end with. Out: the marks of headings without numbers.

总体要求 / 为了… / 重点整治内容 / 1.… / 工作要求 / （一）… has three. Not handled: such headings in a paper whose other
headings are numbered (一、).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.language.needs import compile_late
from extractor.model.paper.outline import Style
from extractor.outline.closing import SIGNER
from extractor.outline.markers import ATTACHMENT, Marker, find_marker
from extractor.outline.reading_order import TextLine

NUMBERED = {Style.PART, Style.CHAPTER, Style.ARTICLE, Style.HAN}
HEADING = re.compile(r"[\[<]?[\u4e00-\u9fff\"、]{2,16}[\]>]?")
# 某某县人民政府办公室; 2024年度: signatures and titles are none
NO_HEADING = compile_late(r"(?:通知|方案|计划|要点|办法|意见|细则|措施|规划|清单|公告|函)$")
OPENS_PART = compile_late(r".{20,}|.*[。;:]$")
LEAST = 2
MARK = Marker(Style.HEADING, "", 0)


def find_bare_headings(paragraphs: Sequence[TextLine], words: Sequence[str]) -> Mapping[int, Marker]:
    """Return the mark of each heading without a number; there are none where headings have numbers."""
    texts = [paragraph.passage.text for paragraph in paragraphs]
    marks = [find_marker(text) for text in texts]
    if any(mark is not None and mark.style in NUMBERED for mark in marks):
        return {}
    ends = tuple(words)
    lone = [index for index, mark in enumerate(marks) if mark is None and _may_head(texts, marks, index)]
    lone = [index for index in lone if _core(texts[index]).endswith(ends) or not NO_HEADING.search(texts[index])]
    known = [index for index in lone if _core(texts[index]).endswith(ends) or paragraphs[index].heading]
    if len(known) < LEAST:
        return {}
    return {index: MARK for index in lone if index >= known[0]}


def _core(text: str) -> str:
    return text.strip("[]<>")


def _may_head(texts: Sequence[str], marks: Sequence[Marker | None], index: int) -> bool:
    """Tell whether a line is short, closes no sentence, and stands before the first of a list or before words."""
    text, after = texts[index], index + 1
    if HEADING.fullmatch(text) is None or ATTACHMENT.match(text) or SIGNER.fullmatch(text):
        return False
    if after >= len(texts):
        return False
    mark = marks[after]
    return mark.number == "1" if mark is not None else OPENS_PART.match(texts[after]) is not None
