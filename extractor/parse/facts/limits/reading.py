"""In: a match of a row of `phrases/deadlines.yaml`. Out: `Reading`, what its reader is given beside it; small numbers.

Not handled: what the groups of a match mean (the readers beside this module).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.language.dates import SEASONS
from extractor.language.numerals import parse_number
from extractor.language.quantities import QuantityWords
from extractor.model.mappings import PhraseRow
from extractor.model.timing.parts import Unit
from extractor.model.timing.timing import Timing

NUMERAL = re.compile(r"\d+|[一二两三四五六七八九十]+")
SEASON_NUMBER = re.compile(r"[一二三四1-4](?=季度)")
"""第三季度"""


@dataclass(frozen=True, slots=True)
class LimitReading:
    """What a reader is given beside the match: its row, where it stands, the plan's year, the vocabulary."""

    row: PhraseRow
    labelled: bool
    year: int | None
    words: QuantityWords
    clause: str = ""
    """the words from the clause's beginning to the match"""
    after: str = ""
    """the words from the match to the clause's end"""
    issued: str | None = None
    """the day of issue"""


Reader = Callable[[re.Match[str], LimitReading], Timing | None]


def read_number(text: str | None) -> int | None:
    """Return the whole number that is printed, None where there is none."""
    value = parse_number(text) if text else None
    return value if isinstance(value, int) else None


def read_numbers(text: str | None) -> tuple[int, ...]:
    """Return the whole numbers of a list (5日、20日), each once."""
    return tuple(
        dict.fromkeys(value for part in NUMERAL.findall(text or "") if (value := read_number(part)) is not None)
    )


def find_step(words: QuantityWords, printed: str) -> tuple[Unit, int] | None:
    """Return how a period comes round; None for one without fixed dates (学期)."""
    row = words.periods.get(printed)
    if row is None or row.unit == "term":
        return None
    return row.unit, row.step


def season_month(part: str) -> int:
    """Return the last month of 上半年, 第三季度."""
    if "半年" in part:
        return 6 if "上" in part else 12
    found = SEASON_NUMBER.search(part)
    return SEASONS[found.group()] if found else 12


def own_year(match: re.Match[str], reading: LimitReading) -> int | None:
    """Return the year that is printed, the plan's own where none is, the one after it for 明年."""
    if match["year"]:
        return read_number(match["year"])
    return reading.year + 1 if reading.year is not None and match["coming"] else reading.year
