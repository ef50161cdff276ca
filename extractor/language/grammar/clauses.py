"""In: folded text. Out: its sentences and clauses as half-open intervals; the one splitter of both.

Not handled: brackets, which are part of the clause they stand in, and printed text (`sentences` finds those).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_ENDS = "。;!?"
SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
THOUSANDS_MARK = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""The comma of 12,500万元 parts no clause."""
CLAUSE_END = re.compile(rf"[{SENTENCE_ENDS}:]|(?<!\d),|(?<=\d),(?!\d{{3}}(?!\d))|(?<=[^\d\[]{{2}})\](?=[^,。;:])")
"""[减少检查频次]将…: the name in brackets is a clause of its own. 12,500万元 is one number."""
LONGEST_SENTENCE = 2000
"""No official writes a longer one; what is longer is damage (marks lost, a table without cells) and is not read."""


def split_sentences(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of text[start:stop] without their closing marks.

    >>> [("月报;季报。年报")[a:b] for a, b in split_sentences("月报;季报。年报")]
    ['月报', '季报', '年报']
    """
    yield from _split(SENTENCE_END, text, start, len(text) if stop is None else stop)


def split_clauses(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the clauses of text[start:stop] without their closing marks.

    >>> [("开展检查,每年2次")[a:b] for a, b in split_clauses("开展检查,每年2次")]
    ['开展检查', '每年2次']
    """
    yield from _split(CLAUSE_END, text, start, len(text) if stop is None else stop)


def find_readable(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text[start:stop] between sentences longer than `LONGEST_SENTENCE`.

    Patterns look around within a sentence, so a bound for sentences keeps the time of reading linear.

    >>> list(find_readable("月报;季报。")), list(find_readable("月报;" + "按" * 3000 + "。年报"))
    ([(0, 6)], [(0, 3), (3003, 3006)])
    """
    stop = len(text) if stop is None else stop
    position = start
    if stop - start > LONGEST_SENTENCE:
        for left, right in split_sentences(text, start, stop):
            if right - left > LONGEST_SENTENCE:
                if left > position:
                    yield position, left
                position = right
    if position < stop or start == stop:
        yield position, stop


def _split(mark: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in mark.finditer(text, start, stop):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < stop:
        yield position, stop
