"""In: a printed line and the source text. Out: the lines that were run together in it, else the line itself.

A page copied as `innerText` or out of an archive keeps blanks where its paragraphs ended. Not handled: paragraphs
run together without any blank between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.language.page_words import is_page_word
from extractor.model.paper.document import Line


class RunInPolicy(msgspec.Struct, frozen=True):
    """When a line counts as a page copied into one: so long, with so many numbers behind blanks."""

    shortest: int = 120
    least_marks: int = 3


POLICY = RunInPolicy()

BLANK = re.compile(r"[ \t\u3000\xa0]+")
MARK = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[章条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]"
)
ATTACHMENT = compile_late(r"附\s?件\s?\d{0,2}\s?[：:]?")
STOPPED = compile_late(r"[。；！？：;!?:)）〕日号]$")
SENTENCE = compile_late(r"[。；！？;!?]")


def split_run_in(text: str, line: Line) -> Iterator[Line]:
    """Yield the paragraphs of a page that was copied as one line.

    当前位置： 首页 云信办〔2015〕6号 … 一、加强制度建设 （一）健全标准体系。 1.建立目录。…
    gives the menu words, the document number and each numbered block as lines of their own.
    """
    raw = text[line.start : line.end]
    blanks = list(BLANK.finditer(raw)) if len(raw) >= POLICY.shortest else []
    marks = [blank.end() for blank in blanks if MARK.match(raw, blank.end())]
    if len(marks) < POLICY.least_marks or "\t" in raw.strip():
        yield line
        return
    start = 0
    for blank in blanks:
        if blank.start() <= start:
            continue
        if _parts(raw, start, blank, marks):
            yield replace(line, start=line.start + start, end=line.start + blank.start())
            start = blank.end()
    if start < len(raw):
        yield replace(line, start=line.start + start, end=line.end)


def _parts(raw: str, start: int, blank: re.Match[str], marks: list[int]) -> bool:
    """Tell whether a paragraph ended at a blank: a number follows, a sentence ended, or no number has come yet."""
    if blank.end() in marks or blank.end() < marks[0]:
        return True
    before = raw[start : blank.start()]
    if ATTACHMENT.match(raw, blank.end()) or STOPPED.search(before):
        return True
    if blank.end() > marks[-1] and is_page_word(fold(raw[blank.end() : blank.end() + 40])):
        return True
    return blank.end() > marks[-1] and not MARK.match(before) and not SENTENCE.search(before)
