"""In: paragraphs of one part. Out: the tree of its numbered sections, with what stands before and after it.

Not handled: numbered lists inside a paragraph (一是…二是…), which belong to their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.language.numerals import parse_number
from extractor.model.paper.outline import Section, Style
from extractor.model.paper.place import EMPTY, Passage
from extractor.outline.bare_headings import find_bare_headings, find_stage_headings
from extractor.outline.bare_numbers import find_bare_numbers
from extractor.outline.closing import count_closing
from extractor.outline.decimals import find_decimals
from extractor.outline.markers import ATTACHMENT, Marker, find_marker
from extractor.outline.reading_order import TextLine

SIGNATURE = re.compile(r"[^,。;:]{0,40}?\d{4}年\d{1,2}月\d{1,2}日$")
NOTE = re.compile(r"^\(此件|^公开方式|^抄送|^主送")
# 2.6月底前完成修订; not 3.15消费者权益日
DATED_ITEM = re.compile(
    r"(\d{1,2})\.(?=\d{1,4}(?:年|月|个|家|项|%|名|万|条|日前)|\d{1,2}[-~至到]\d{1,2}月|\d{1,2}、\d{1,2}月)"
)
# 11.121人才梯队项目, where 10. stands before it
NAMED_ITEM = re.compile(r"(\d{1,2})\.(?=\d{3,4}[\u4e00-\u9fff]{3,})")
# 一是加强政策宣传。
LISTED = re.compile(r"(?:第)?([一二三四五六七八九十])(?:是|要)[:,]?")
LISTED_LEAST = 2
LIST_ITEM = re.compile(r"(\d{1,2})[.、]")


class _SectionDraft(msgspec.Struct):
    """A section while it is being built."""

    style: Style
    number: str
    marker: Passage
    head: Passage
    body: list[Passage] = msgspec.field(default_factory=list)
    children: list[_SectionDraft] = msgspec.field(default_factory=list)

    def freeze(self) -> Section:
        children = tuple(child.freeze() for child in self.children)
        return Section(self.style, self.number, self.marker, self.head, tuple(self.body), children)


class Tree(msgspec.Struct, frozen=True):
    """The sections of a part, the paragraphs before the first, and those after the signature."""

    front: tuple[Passage, ...]
    sections: tuple[Section, ...]
    back: tuple[Passage, ...]


def build_tree(paragraphs: Sequence[TextLine], heading_words: Sequence[str] = ()) -> Tree:
    """Return the sections that the numbering marks of `paragraphs` make up.

    A mark of a style that is open goes on at its level; a mark of a new style opens a level below. Where
    numbers start again without a heading between, the heading was lost: a section without number and words
    takes its place. `heading_words` are those that headings without numbers end with.
    """
    tree = _build(_mark(paragraphs, find_bare_headings(paragraphs, heading_words)))
    if tree.sections or sum(bool(LISTED.match(paragraph.passage.text)) for paragraph in paragraphs) < LISTED_LEAST:
        return tree
    return _build((paragraph.passage, _find_listed(paragraph.passage.text)) for paragraph in paragraphs)


def _find_listed(text: str) -> Marker | None:
    """Return 一是, 二是 … as a mark, where a paper has no other numbers."""
    match = LISTED.match(text)
    value = parse_number(match[1]) if match else None
    return Marker(Style.HAN, str(value), match.end()) if match and value is not None else None


def _build(marked: Iterable[tuple[Passage, Marker | None]]) -> Tree:
    front: list[Passage] = []
    back: list[Passage] = []
    roots: list[_SectionDraft] = []
    stack: list[_SectionDraft] = []
    closed = False
    for passage, marker in marked:
        if marker is not None and not (closed and marker.style not in {root.style for root in roots}):
            closed = False
            _place(passage, marker, roots, stack)
        elif stack and not closed and _closes(passage.text):
            closed = True
            back.append(passage)
        elif closed:
            back.append(passage)
        elif stack:
            stack[-1].body.append(passage)
        else:
            front.append(passage)
    closing = _take_closing(roots)
    return Tree(tuple(front), tuple(root.freeze() for root in roots), (*closing, *back))


def _take_closing(roots: list[_SectionDraft]) -> tuple[Passage, ...]:
    """Take the paragraphs that close the document away from the last item, which is not their heading.

    The words below a bare heading are its own, whatever they say (五、强化组织领导 / 每月28日，各牵头单位要…).
    """
    if not roots:
        return ()
    last = roots[-1]
    while last.children:
        last = last.children[-1]
    bare = not SENTENCE_END.search(last.head.text)
    count = count_closing(last.body, 1 if bare else 0)
    taken = last.body[len(last.body) - count :]
    del last.body[len(last.body) - count :]
    return tuple(taken)


def _mark(paragraphs: Sequence[TextLine], headings: Mapping[int, Marker]) -> Iterator[tuple[Passage, Marker | None]]:
    """Yield each paragraph with its mark; lines of a list of attachments (附件：1. … 2. …) have none."""
    expected = last = 0
    bare = find_bare_numbers([paragraph.passage for paragraph in paragraphs])
    decimals = {**bare, **find_decimals([paragraph.passage.text for paragraph in paragraphs]), **headings}
    decimals |= find_stage_headings(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.passage.text
        if index in decimals:
            yield paragraph.passage, decimals[index]
            continue
        item = LIST_ITEM.match(text)
        attachment = ATTACHMENT.match(text)
        if attachment:
            listed = LIST_ITEM.match(text, attachment.end())
            expected = int(listed[1]) + 1 if listed else 1
            yield paragraph.passage, None
        elif item and expected and int(item[1]) == expected:
            expected += 1
            yield paragraph.passage, None
        else:
            expected = 0
            marker = find_marker(text) or _find_dated(text, last + 1)
            if marker is not None and marker.style is Style.ARABIC:
                last = int(marker.number) if marker.number.isdecimal() else 0
            yield paragraph.passage, marker


def _find_dated(text: str, number: int) -> Marker | None:
    """Return the mark before a date or an amount, where it is the next number (2.6月底前完成 behind 1.…)."""
    match = DATED_ITEM.match(text) or (NAMED_ITEM.match(text) if number > 1 else None)
    if match is None or int(match[1]) != number:
        return None
    return Marker(Style.ARABIC, match[1], match.end(1) + 1)


def _closes(text: str) -> bool:
    """Tell whether `text` is the signature, the list of attachments or a note, which end the sections."""
    return bool(SIGNATURE.match(text) or ATTACHMENT.match(text) or NOTE.match(text))


def _place(passage: Passage, marker: Marker, roots: list[_SectionDraft], stack: list[_SectionDraft]) -> None:
    draft = _SectionDraft(marker.style, marker.number, passage.cut(0, marker.length), passage.cut(marker.length))
    depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].style == marker.style), None)
    if marker.style is Style.HEADING:
        stack.clear()
        depth = None
    if depth is None:
        parent = stack[-1] if stack else None
    else:
        before = stack[depth]
        parent = stack[depth - 1] if depth else None
        if parent is not None and _lost_heading(parent, before, marker):
            lost = _SectionDraft(parent.style, "", EMPTY, EMPTY)
            siblings = stack[depth - 2].children if depth > 1 else roots
            siblings.append(lost)
            stack[depth - 1 :] = [lost]
            parent = lost
        else:
            del stack[depth:]
    (parent.children if parent else roots).append(draft)
    stack.append(draft)


HEADED = {Style.HEADING, Style.PART, Style.CHAPTER, Style.HAN, Style.STAGE, Style.HAN_BRACKET}
"""Levels whose numbers stand before headings; below them lists may start again without one."""


def _lost_heading(parent: _SectionDraft, before: _SectionDraft, marker: Marker) -> bool:
    """Tell whether numbers start again with no heading between, as 平阴's 1、 after 3、 where （三） is missing."""
    return marker.number == "1" and before.number not in ("", "0") and parent.style in HEADED and before is not parent
