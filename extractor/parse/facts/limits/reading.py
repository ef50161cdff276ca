"""In: a match of a row of `phrases/deadlines.yaml`. Out: `Reading`, what its reader is given beside it; small numbers.

Not handled: what the groups of a match mean (the readers beside this module).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from extractor.language.dates import SEASONS
from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.language.quantities import QuantityWords
from extractor.model.mappings import PhraseRow
from extractor.model.timing.parts import Unit
from extractor.model.timing.timing import Timing

NUMERAL = re.compile(r"\d+|[一二两三四五六七八九十]+")
SEASON_NUMBER = compile_late(r"[一二三四1-4](?=季度)")
"""第三季度"""


class LimitReading(msgspec.Struct, frozen=True):
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
    lasting: bool = False
    """whether the label asks when it is done (活动时间), not by when (完成时限)"""


DATED_YEAR = re.compile(r"(?P<year>20\d{2})年\d{1,2}月")
SAID_MOST = 120
"""Characters over which a year goes on in its sentence."""
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


def _said_year(match: re.Match[str], reading: LimitReading) -> int | None:
    """Return a later year that dates before this one in its sentence have (2024年1月1日开展登记,2月底前达到60%)."""
    if reading.year is None:
        return None
    text = match.string
    start = max(text.rfind("。", 0, match.start()), text.rfind(";", 0, match.start())) + 1
    found = [
        int(one["year"]) for one in DATED_YEAR.finditer(text, max(start, match.start() - SAID_MOST), match.start())
    ]
    return found[-1] if found and found[-1] > reading.year else None


def own_year(match: re.Match[str], reading: LimitReading) -> int | None:
    """Return the year that is printed, the plan's own where none is, the one after it for 明年."""
    if match["year"]:
        return read_number(match["year"])
    said = _said_year(match, reading)
    if said is not None and not match["this"] and not match["coming"]:
        return said
    return reading.year + 1 if reading.year is not None and match["coming"] else reading.year
