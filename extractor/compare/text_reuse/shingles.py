"""In: the text of a plan. Out: `ShingledWords`: its words folded, without punctuation and blanks, each with its offset.

What two plans share word for word is sought in these; a comma or a line's end that an OCR moved changes nothing.
Not handled: a character that the print or an OCR got wrong, which ends a shared run.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from extractor.language.folding import fold

SIZE = 8
"""Length of the runs of characters that are compared."""
WORDS = re.compile(r"[^\W_]+")


class ShingledWords(msgspec.Struct, frozen=True, eq=False):
    """The bare words of a text; `offsets[i]` is where character i of `words` stands in the text."""

    plan: str
    text: str
    words: str
    offsets: tuple[int, ...]

    def find(self, offset: int) -> int:
        """Return the index of the first bare character at or after `offset` of the text."""
        return bisect_left(self.offsets, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the interval of the text that holds `words[start:end]`, which is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def build_wording(plan: str, text: str) -> ShingledWords:
    r"""Return the bare words of `text`.

    >>> build_wording("pingyin", "提升“双公示”工作\n质量。").words
    '提升双公示工作质量'
    """
    folded = fold(text)
    runs = [match.span() for match in WORDS.finditer(folded)]
    words = "".join(folded[start:end] for start, end in runs)
    return ShingledWords(plan, text, words, tuple(offset for start, end in runs for offset in range(start, end)))


def cut_shingles(words: str) -> set[str]:
    """Return the distinct runs of eight characters.

    >>> sorted(cut_shingles("信用信息归集共享平台"))
    ['信息归集共享平台', '信用信息归集共享', '用信息归集共享平']
    """
    return {words[at : at + SIZE] for at in range(len(words) - SIZE + 1)}
