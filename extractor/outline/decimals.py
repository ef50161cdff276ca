"""In: the folded paragraphs of one part. Out: the marks of decimal numbering among them (1, 1.1, 1.1.1), by paragraph.

A decimal number is a mark only where several follow one another as marks do: 1.2万亩 and 3.15消费者权益日 do not.
Not handled: parts in which one such number stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extractor.language.needs import compile_late
from extractor.model.paper.outline import Style
from extractor.outline.markers import Marker

DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})[.、]?(?=[^\d.、%‰,;)-])")
TOP = compile_late(r"(?P<number>\d{1,2})(?=[\u4e00-\u9fff\"(])(?!年|月|日|个|家|项|名|万|亿|元|条|次)[^。;]{2,30}$")
STYLES: Mapping[int, Style] = MappingProxyType({1: Style.PLAIN, 2: Style.DECIMAL, 3: Style.DECIMAL_DEEP})
LEAST = 2
"""Decimal numbers that must follow one another."""

Number = tuple[int, ...]


def find_decimals(texts: Sequence[str]) -> Mapping[int, Marker]:
    """Return the mark of each paragraph that has one.

    >>> {index: mark.number for index, mark in find_decimals(("1总则", "1.1目的", "1.2依据", "1.2万亩")).items()}
    {0: '1', 1: '1.1', 2: '1.2'}
    """
    found = [(index, _read(match["number"]), match.end()) for index, match in _matches(texts)]
    kept: list[tuple[int, Number, int]] = []
    for index, number, length in found:
        if _follows(kept[-1][1] if kept else None, number):
            kept.append((index, number, length))
    if sum(len(number) > 1 for _, number, _ in kept) < LEAST:
        return {}
    marks = {index: _mark(number, length) for index, number, length in kept}
    return {**_find_tops(texts, kept), **marks}


def _matches(texts: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    return [(index, match) for index, text in enumerate(texts) if (match := DECIMAL.match(text))]


def _read(printed: str) -> Number:
    return tuple(int(part) for part in printed.split("."))


def _follows(before: Number | None, number: Number) -> bool:
    """Tell whether a number is the next one: 1.2 or 1.1.1 behind 1.1, 2.1 behind any 1.x."""
    if before is None:
        return number[-1] == 1 and number[0] <= LEAST
    if len(number) > len(before):
        return number == (*before, 1)
    shared = before[: len(number)]
    if number == (*shared[:-1], shared[-1] + 1):
        return True
    return number[-1] == 1 and number[0] == before[0] + 1 and set(number[1:]) == {1}


def _mark(number: Number, length: int) -> Marker:
    return Marker(STYLES[len(number)], ".".join(map(str, number)), length)


def _find_tops(texts: Sequence[str], kept: Sequence[tuple[int, Number, int]]) -> dict[int, Marker]:
    """Return the headings above: 1总则 before 1.1."""
    tops: dict[int, Marker] = {}
    start = 0
    for index, number, _ in kept:
        if number[-1] == 1 and len(number) == len(("chapter", "section")):
            for line in range(index - 1, start - 1, -1):
                match = TOP.match(texts[line])
                if match and int(match["number"]) == number[0]:
                    tops[line] = Marker(Style.PLAIN, match["number"], match.end("number"))
                    break
        start = index + 1
    return tops
