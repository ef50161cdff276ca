"""In: `phrases/scoring_plain.yaml` and a clause without an effect. Out: the words by which it may still carry points.

A clause is plain where a row takes all of it. Not handled: clauses that stand before an effect (`reader`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.model.mappings import ScoringPlainFile
from extractor.parse.scoring.pieces.asides import ASIDE, BENIGN, mask
from extractor.parse.scoring.pieces.subjects import trim

ENDS = re.compile(r"[,:](?!\d)")
"""Where clauses of one sentence are parted."""
CONSEQUENCES = frozenset({"taken_as", "scaled", "voided", "stepped"})
"""Rows that say what follows, so that they are an effect of their own wherever they stand."""


@dataclass(frozen=True, slots=True, eq=False)
class PlainWords:
    """Patterns of clauses that carry no points, and of words that may."""

    plain: re.Pattern[str]
    doubts: tuple[re.Pattern[str], ...]
    consequences: re.Pattern[str]


@lru_cache(maxsize=4)
def build_plain_words(file: ScoringPlainFile) -> PlainWords:
    """Return the patterns of the file; a row of `plain` has to take a whole clause."""
    return PlainWords(
        plain=re.compile("|".join(f"(?:{row.pattern})" for row in file.plain)),
        doubts=tuple(re.compile(row.pattern) for row in file.doubts),
        consequences=re.compile("|".join(f"(?:{row.pattern})" for row in file.doubts if row.name in CONSEQUENCES)),
    )


def _mask(words: str) -> str:
    return mask(BENIGN, mask(ASIDE, words))


def is_plain(sentence: str, words: PlainWords) -> bool:
    """Whether a row of the file takes the whole sentence, so that it carries no points.

    >>> from extractor.mappings import load_mappings
    >>> words = build_plain_words(load_mappings().scoring_plain)
    >>> is_plain("根据各部门落实情况打分", words), is_plain("否则按完成率打分", words)
    (True, False)
    """
    return words.plain.fullmatch(trim(_mask(sentence))) is not None


def find_doubt(sentence: str, words: PlainWords) -> str | None:
    """Return the first words that may carry points in a sentence without an effect; None where all of it is plain.

    >>> from extractor.mappings import load_mappings
    >>> words = build_plain_words(load_mappings().scoring_plain)
    >>> find_doubt("弄虚作假的,该项作废", words), find_doubt("由县民政局负责考核,查看投诉记录", words)
    ('作废', None)
    """
    masked = trim(_mask(sentence))
    if not masked or words.plain.fullmatch(masked):
        return None
    left = [clause for clause in map(trim, ENDS.split(masked)) if clause and not words.plain.fullmatch(clause)]
    found = (pattern.search(clause) for clause in left for pattern in words.doubts)
    return next((match.group() for match in found if match), None)


def find_consequence(clauses: str, words: PlainWords) -> str | None:
    """Return words that say what follows (降一档, 加倍) in clauses before the one that an effect belongs to.

    >>> from extractor.mappings import load_mappings
    >>> words = build_plain_words(load_mappings().scoring_plain)
    >>> find_consequence("重点镇降一档,缺1项", words), find_consequence("逾期视为未完成,", words)
    ('降一档', None)
    """
    earlier = _mask(clauses.rstrip(",")).rpartition(",")[0]
    match = words.consequences.search(earlier)
    return match.group() if match else None
