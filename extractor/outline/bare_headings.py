"""In: the paragraphs of one part, and words that headings end with. Out: the marks of headings without numbers.

总体要求 / 为了… / 重点整治内容 / 1.… / 工作要求 / （一）… has three. 第一阶段：自查摸底（4月1日） / （一）… heads its
items in any paper. Not handled: other such headings where headings are numbered (一、); stages above running words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
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
STAGE = compile_late(r"第([一二三四五六])阶段(?=[:、,(\u4e00-\u9fff])(?![的内中末结])")
STEP = compile_late(r"第([一二三四五六])步[:、,]?(?=[^。;()]{2,30}\([^()]*\d[^()]*\))")
"""第一步：制定方案（3月10日前）"""
STAGE_MOST = 60


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


def find_stage_headings(paragraphs: Sequence[TextLine]) -> Mapping[int, Marker]:
    """Return the mark of each stage, where one at least heads a list that begins with 1, and of each dated step."""
    texts = [paragraph.passage.text for paragraph in paragraphs]
    stages = {
        index: Marker(Style.STAGE, "", 0)
        for index, text in enumerate(texts)
        if len(text) <= STAGE_MOST and STAGE.match(text)
    }
    steps = {
        index: Marker(Style.STEP, _number(match[1]), match.end())
        for index, text in enumerate(texts)
        if (match := STEP.match(text))
    }
    kept = stages if len(stages) >= LEAST and any(_opens_list(texts, index + 1) for index in stages) else {}
    return {**kept, **(steps if len(steps) >= LEAST else {})}


def _opens_list(texts: Sequence[str], index: int) -> bool:
    marker = find_marker(texts[index]) if index < len(texts) else None
    return marker is not None and marker.number == "1"


def _number(printed: str) -> str:
    return str(parse_number(printed) or "")
