"""In: a plan's text. Out: its sentences and their clauses as passages, each with the heading that it stands under.

Not handled: a sentence that a page break cut in two, whose halves are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.language.grammar.clauses import THOUSANDS_MARK
from extractor.language.needs import compile_late
from extractor.language.passages import build_passage
from extractor.model.paper.place import Passage

MARKER = (
    r"[ \t\u3000]*(?:第[一二三四五六七八九十百\d]{1,4}[章节条部编]|[（(]?[一二三四五六七八九十]{1,3}[、.．)）]"
    r"|[（(]?\d{1,3}[、.．)）](?!\d)|[①-⑳]|[-—#*•●])"
)
HARD = compile_late(rf"[。！？!?；;]|\t|\n[ \t\u3000]*\n|\n(?={MARKER})")
LINE = re.compile(r"[。！？!?；;]|\t|\n")
TOP = re.compile(r"^[-#*]{0,4}(?:第[一二三四五六七八九十百\d]{1,4}[章部编节]|[一二三四五六七八九十]{1,3}、)")
NUMBERED = re.compile(
    r"^[-#*•●]{0,4}(?:第[一二三四五六七八九十百\d]{1,4}条|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,3}[、.)](?!\d)|[①-⑳])"
)
ATTACHMENTS = re.compile(r"^[-#*]{0,4}附件(?:[:\d一二三四五六七八九十]|$)")
HEADING_MOST = 40


class Sentence(msgspec.Struct, frozen=True):
    """A printed sentence, what it stands under, whether it opens a numbered paragraph, or goes on with one."""

    passage: Passage
    heading: str
    opens: bool
    numbered: bool
    attached: bool
    """whether it stands in the list of attachments"""


def find_sentences(text: str, *, paged: bool) -> Iterator[Sentence]:
    """Yield the sentences of `text`; in a paged format a line's end alone ends none."""
    heading, numbered, attached, last = "", False, False, 0
    for start, end in _cut(text, HARD if paged else LINE):
        passage = build_passage(text, start, end)
        if not passage:
            continue
        opens = bool(NUMBERED.match(passage.text))
        anew = not paged and "\n" in text[last:start]
        numbered, last = opens or (numbered and not anew), end
        if TOP.match(passage.text):
            heading = passage.text[:HEADING_MOST]
        attached = bool(ATTACHMENTS.match(passage.text)) or (attached and opens)
        yield Sentence(passage, heading, opens, numbered, attached)


def _cut(text: str, stop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = 0
    for match in stop.finditer(text):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < len(text):
        yield position, len(text)


def cut_clauses(sentence: Passage, lists: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Yield the intervals of the clauses of a sentence, cut at commas outside brackets and outside `lists`.

    >>> text = "每月巡查2次，并于次月5日前上报"
    >>> passage = build_passage(text, 0, len(text))
    >>> [passage.text[start:end] for start, end in cut_clauses(passage)]
    ['每月巡查2次', '并于次月5日前上报']
    >>> passage = build_passage("完成投资12,500万元,新建5个", 0, 17)
    >>> [passage.text[start:end] for start, end in cut_clauses(passage)]
    ['完成投资12,500万元', '新建5个']
    """
    if "," not in sentence.text:
        if sentence:
            yield 0, len(sentence)
        return
    position, depth = 0, 0
    for at, mark in enumerate(sentence.text):
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif mark == "," and not depth and not any(start <= at < end for start, end in lists):
            if THOUSANDS_MARK.match(sentence.text, at):
                continue
            if at > position:
                yield position, at
            position = at + 1
    if position < len(sentence):
        yield position, len(sentence)
