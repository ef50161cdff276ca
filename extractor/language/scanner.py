"""In: a table of wordings (`mappings/phrases/*.yaml`) and the vocabulary. Out: `Scanner`, its rows compiled in order.

Not handled: what the groups of a match mean, which is the work of the reader that the row names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from extractor.language.folding import fold
from extractor.language.numerals import NUMBER
from extractor.language.quantities import QuantityWords, build_quantity_words, unmark
from extractor.model.mappings import (
    Mappings,
    MeasuresFile,
    PeriodsFile,
    PhraseRow,
    PhrasesFile,
    RelationsFile,
    TriggersFile,
)

PART = re.compile(r"«(\w+)»")
DEEPEST = 5
"""How often parts may stand inside parts."""


class Scanner(msgspec.Struct, frozen=True, eq=False):
    """Rows with their patterns, the most particular first."""

    rows: tuple[tuple[PhraseRow, re.Pattern[str]], ...]

    def find(self, text: str, start: int, stop: int) -> Iterator[tuple[PhraseRow, re.Match[str]]]:
        """Yield every match of every row, row after row; who reads keeps the first that makes sense of a stretch."""
        for row, pattern in self.rows:
            if row.needs and not _holds_one(text, row.needs, start, stop):
                continue
            for match in pattern.finditer(text, start, stop):
                yield row, match


def _holds_one(text: str, words: tuple[str, ...], start: int, stop: int) -> bool:
    for word in words:  # noqa: SIM110 - a generator would take as long as the search
        if text.find(word, start, stop) >= 0:
            return True
    return False


def load_scanner(file: PhrasesFile, mappings: Mappings) -> Scanner:
    """Return the scanner of one table, built once for each set of files."""
    return _build(file, mappings.measures, mappings.relations, mappings.periods, mappings.triggers)


@lru_cache(maxsize=8)
def _build(
    file: PhrasesFile, measures: MeasuresFile, relations: RelationsFile, periods: PeriodsFile, triggers: TriggersFile
) -> Scanner:
    words = build_quantity_words(measures, relations, periods)
    parts = {**_known_parts(words, triggers), **file.parts}
    rows = []
    for row in file.phrases:
        try:
            rows.append((row, re.compile(expand(row.pattern, parts))))
        except (re.error, KeyError) as error:
            raise ValueError(f"{row.name} 的 pattern 不合法（{error}）") from None
    return Scanner(tuple(rows))


def _known_parts(words: QuantityWords, triggers: TriggersFile) -> dict[str, str]:
    named = sorted((row.word for row in triggers.triggers), key=lambda word: (-len(word), word))
    return {
        "number": NUMBER,
        "measure": words.measure,
        "time": f"(?:{words.time})",
        "period": f"(?:{words.period})",
        "before": f"(?:{words.before})",
        "after": f"(?:{words.after})",
        "trigger": "|".join(map(re.escape, named)),
    }


def expand(pattern: str, parts: dict[str, str]) -> str:
    """Return a pattern with its parts put in; parts may hold parts.

    >>> expand("«day»前", {"day": "«n»日", "n": "[0-9]+"})
    '[0-9]+日前'
    """
    for _ in range(DEEPEST):
        if not PART.search(pattern):
            break
        pattern = PART.sub(lambda match: parts[match[1]], pattern)
    return pattern


def find_phrase_faults(scanner: Scanner) -> Iterator[tuple[str, str]]:
    """Yield each row that does not match what its example marks, or matches its counter-example."""
    for row, pattern in scanner.rows:
        plain, (start, end) = unmark(row.example)
        if not any(match.span() == (start, end) for match in pattern.finditer(fold(plain))):
            yield row.name, f"example “{row.example}” 没有按〔〕读出"
        if row.needs and not any(word in fold(plain) for word in row.needs):
            yield row.name, f"example “{row.example}” 不含 needs 中的任何一词"
        if pattern.search(fold(row.counter)):
            yield row.name, f"counter “{row.counter}” 不应被读出"
