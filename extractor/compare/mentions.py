"""In: a plan's text, the words of a measure. Out: the sentence in which the text first names it.

A sentence names a measure where it holds a word of each group of words that the measure has: 区域 alone is no
区域信用联动, while 守信激励 in a goal tells by itself. Of a safeguard's title one word is enough (强化调度考核).
Not handled: a measure that is named over two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.facts.plan import Plan

ENDS = "。；;\n"
TELLING = 4
"""characters of a word of a measure's first group that, outside numbered items, names it alone"""
MARKUP = re.compile(r"^[\s#*\-|>]+")


def find_mention(
    text: str, words: Sequence[Sequence[str]], items: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Return where the first sentence that names a measure stands, None where none does; `items` are numbered items.

    >>> text = "加强区域合作。区域信用联动监管。"
    >>> find_mention(text, (("区域",), ("联动", "互认")))
    (7, 15)
    """
    if not words:
        return None
    first, *others = words
    places = sorted((at, len(word)) for word in first for at in _find_all(text, word))
    for at, size in places:
        start, end = find_sentence(text, at)
        if all(any(word in text[start:end] for word in group) for group in others):
            return start, end
        if size >= TELLING and not any(low <= at < high for low, high in items):
            return start, end
    return None


def find_in_plan(plan: Plan, words: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return where a plan first names a measure: in a sentence, else in the title of a safeguard."""
    items = [(item.place.start, item.place.end) for item in plan.items if item.place]
    found = find_mention(plan.text, words, items)
    if found or not words:
        return found
    for safeguard in plan.safeguards:
        if safeguard.place and any(word in safeguard.title for word in words[0]):
            return find_sentence(plan.text, safeguard.place.start)
    return None


def _find_all(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def find_sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence around a place stands, without the marks of lists and headings before it.

    >>> find_sentence("一。## **强化考核**。", 8)
    (7, 13)
    """
    start = max(text.rfind(mark, 0, at) for mark in ENDS) + 1
    stops = [stop for mark in ENDS if (stop := text.find(mark, at)) >= 0]
    end = min(stops, default=len(text))
    marks = MARKUP.match(text[start:end])
    return start + (marks.end() if marks else 0), end
