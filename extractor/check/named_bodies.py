"""In: a sentence, folded. Out: names of bodies that stand where duties are given, without a word that says so.

（县财政局、县民政局） behind a duty and 区体育局：负责… say who answers as a label does.
Not handled: a body that is only the subject of a sentence, which is none of its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.language.grammar.body_names import is_body, is_generic
from extractor.model.mappings import UnitsFile

OPEN, CLOSE = "([【", ")]】"
LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}:")
"""挂帅单位：, whatever it is called"""
PART = re.compile(r"[^、,/]+")
OPENING = re.compile(r"^[\W\d一二三四五六七八九十]{0,8}(?P<name>[\u4e00-\u9fff()、]{3,40})[::](?P<duty>[^:]{4,})")
HERE = re.compile(r"^(?:各|县|市|区|省|州|镇|乡|街道|国家|中共|团|所有|有关|相关)")
LEAST_SURE = 2
LEAST_SHARE = 0.75
"""of the parts of a list that must be bodies: one name that nobody knows makes it none"""
MOST_PART = 24


class BodyFinder:
    """Finds bodies by how their names end, with the project's vocabulary."""

    def __init__(self, units: UnitsFile) -> None:
        self._units = units

    def find_lists(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield each list of nothing but bodies that fills a bracket, a part of it, or the whole sentence `text`."""
        yield from _find_lists(self._units, text)

    def is_cell(self, text: str) -> bool:
        """Tell whether a cell holds nothing but bodies."""
        return _is_list(self._units, text, inside=True, last=True)

    def find_names(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield each name of such a list, and the body before a colon whose duty follows."""
        for start, end in self.find_lists(text):
            for part in PART.finditer(text, start, end):
                yield part.span()
        opening = OPENING.match(text)
        if opening and all(_is_sure(self._units, name) for name in opening["name"].split("、")):
            yield opening.span("name")


@lru_cache(maxsize=64)
def _find_lists(units: UnitsFile, text: str) -> tuple[tuple[int, int], ...]:
    """Return the lists in a sentence, which is asked for them by its clauses and by its names."""
    found = []
    for start, end, inside in _find_segments(text):
        label = LABEL.match(text, start, end) if inside else None
        first = label.end() if label else start
        if _is_list(units, text[first:end], inside=inside, last=not text[end:].strip(CLOSE)):
            found.append((first, end))
    return tuple(found)


def _is_list(units: UnitsFile, words: str, *, inside: bool, last: bool) -> bool:
    if not inside and not HERE.match(words):
        return False
    parts = [part.strip() for part in PART.findall(words)]
    bodies = [part for part in parts if len(part) <= MOST_PART and is_body(units, part)]
    if not inside and len(bodies) != len(parts):
        return False
    sure = sum(_is_sure(units, part) for part in bodies)
    if len(parts) == 1:
        return last and sure == 1 and bool(HERE.match(words)) and not is_generic(units, words)
    return sure >= LEAST_SURE and len(bodies) >= LEAST_SHARE * len(parts) and 2 * sure >= len(parts)


def _is_sure(units: UnitsFile, name: str) -> bool:
    """Tell whether a name is a body's beyond doubt: 学校 and 车站 are places too."""
    known = name.rstrip(")").endswith(units.sure_ends) or HERE.match(name)
    return bool(known) and is_body(units, name)


def _find_segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield all of `text`, and what stands in its brackets between semicolons, with whether it is in a bracket.

    >>> words = "巡查河道(县水利局(河长办)、县财政局;完成时间:6月)"
    >>> [words[start:end] for start, end, inside in _find_segments(words) if inside]
    ['县水利局(河长办)、县财政局', '完成时间:6月']
    """
    yield 0, len(text), False
    if not any(mark in text for mark in OPEN):
        return
    depth = begin = 0
    for at, mark in enumerate(text):
        if mark in OPEN:
            depth += 1
            begin = at + 1 if depth == 1 else begin
        elif (mark in CLOSE or mark == ";") and depth:
            if depth == 1 and at > begin:
                yield begin, at, True
                begin = at + 1
            depth -= mark in CLOSE
    if depth and begin < len(text):  # a sentence ends at a semicolon, also inside a bracket
        yield begin, len(text), True
