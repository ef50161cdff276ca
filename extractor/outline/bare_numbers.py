"""In: the paragraphs of one part. Out: the marks of those that open with a number and a blank: 1 落实责任。

Such a number is a mark only where the next ones follow it, from 1 on, and where nothing else on its line is set apart:
1 预警发布 40 is the row of a table. Not handled: numbers set apart by nothing (1落实责任).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.model.paper.outline import Style
from extractor.model.paper.place import Passage
from extractor.outline.markers import Marker

BARE = re.compile(
    r"(?P<number>\d{1,2})(?=[\u4e00-\u9fff\"《])(?!年|月|日|个|家|项|名|万|亿|元|条|次|人|户|号|时|点|分|天|周|岁|米|亩|度)"
)
LEAST = 2
"""Numbers that must follow one another."""


def find_bare_numbers(passages: Sequence[Passage]) -> Mapping[int, Marker]:
    """Return the mark of each paragraph that has one.

    >>> from extractor.language.passages import build_passage
    >>> lines = [build_passage(text, 0, len(text)) for text in ("1 落实责任。", "2 排查隐患。", "3 月底前")]
    >>> {index: mark.number for index, mark in find_bare_numbers(lines).items()}
    {0: '1', 1: '2'}
    """
    marks: dict[int, Marker] = {}
    run: dict[int, Marker] = {}
    for index, passage in enumerate(passages):
        match = BARE.match(passage.text)
        if match is None or not _alone(passage, match.end()):
            continue
        number = int(match["number"])
        if number != len(run) + 1:
            marks.update(run if len(run) >= LEAST else {})
            run = {}
        if number == len(run) + 1:
            run[index] = Marker(Style.ARABIC, match["number"], match.end())
    marks.update(run if len(run) >= LEAST else {})
    return marks


def _alone(passage: Passage, end: int) -> bool:
    """Tell whether the blank behind the number is the only one of the line."""
    gaps = [at for at in range(1, len(passage)) if passage.offsets[at] - passage.offsets[at - 1] > 1]
    return gaps == [end]
