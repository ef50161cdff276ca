"""In: the elements of a document in reading order. Out: the same without front matter and contents page.

Both repeat what the document says elsewhere: the fields above a Markdown text (title: …, date: …), and the list of
headings under 目录. Not handled: a contents page without the word 目录.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.language.needs import compile_late
from extractor.outline.reading_order import Element, TextLine

RULE = re.compile(r"-{3,}$|\+{3,}$")
FIELD = compile_late(r"[A-Za-z_][\w -]{0,30}[:=]|-|#|\[")
CONTENTS = re.compile(r"目[录次]$")
LEADER = compile_late(r"[.·…\-_]*\d{0,3}$")
FRONT_MOST = 40
"""Lines that front matter may have."""
FENCE = 2
"""Rules around front matter"""
CONTENTS_MOST = 300


def drop_navigation(flow: Sequence[Element]) -> tuple[Element, ...]:
    """Return what is printed without its front matter and its contents page."""
    return _drop_contents(_drop_notes(_drop_front_matter(tuple(flow))))


def _drop_notes(flow: tuple[Element, ...]) -> tuple[Element, ...]:
    """Drop the quoted lines between front matter in other words (标题: …) and the paper (> 本文由脚本提取…)."""
    rules = [index for index, element in enumerate(flow[:FRONT_MOST]) if _is_rule(element)]
    if len(rules) < FENCE:
        return flow
    start = end = rules[1] + 1
    while end < len(flow) and _is_quoted(flow[end]):
        end += 1
    return flow[:start] + flow[end:]


def _is_quoted(element: Element) -> bool:
    return isinstance(element, TextLine) and element.passage.text.startswith(">")


def _drop_front_matter(flow: tuple[Element, ...]) -> tuple[Element, ...]:
    """Drop `---`, fields, `---` at the very beginning."""
    if not flow or not _is_rule(flow[0]):
        return flow
    for index, element in enumerate(flow[1 : FRONT_MOST + 1], start=1):
        if _is_rule(element):
            return flow[index + 1 :]
        if not isinstance(element, TextLine) or not FIELD.match(element.passage.text):
            return flow
    return flow


def _is_rule(element: Element) -> bool:
    return isinstance(element, TextLine) and bool(RULE.match(element.passage.text))


def _drop_contents(flow: tuple[Element, ...]) -> tuple[Element, ...]:
    """Drop 目录 and the entries under it, up to where the first of them is printed again as a heading."""
    for start, element in enumerate(flow):
        if isinstance(element, TextLine) and CONTENTS.match(element.passage.text):
            end = _contents_end(flow, start + 1)
            return flow[:start] + flow[end:] if end else flow
    return flow


def _contents_end(flow: tuple[Element, ...], start: int) -> int | None:
    """Return the index of the heading that repeats the first entry; None where no entry is repeated."""
    entries = [_entry(element) for element in flow[start : start + CONTENTS_MOST]]
    if not entries or not entries[0]:
        return None
    for index in range(1, len(entries)):
        if entries[index].startswith(entries[0]):
            return start + index
    return None


def _entry(element: Element) -> str:
    """Return the words of an entry without its dots and page number (一、总体要求……3)."""
    return LEADER.sub("", element.passage.text) if isinstance(element, TextLine) else ""
