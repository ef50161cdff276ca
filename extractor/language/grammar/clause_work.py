"""In: folded words, and `phrases/clauses.yaml`. Out: their clauses, each with what it does (duty, benefit, closing …).

Decided once for all facts: time limits and targets are read from duties only. A clause that fits no row of
`phrases/clauses.yaml` and states no past year is a duty. Not handled: roles inside one clause (对…的企业), which the
readers of numbers ask of the words around a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from extractor.language.grammar.clauses import split_clauses, split_sentences
from extractor.language.needs import compile_late
from extractor.model.mappings import ClauseReach, ClausesFile

PAST_YEAR = re.compile(r"^(?:截至|截止|到|在)?(?:20\d{2}年?(?:-|~|至|到))?(?P<year>20\d{2})年")
LIMIT = compile_late(r"^(?:底|末|\d{1,2}月)?(?:底|末|\d{1,2}日)?(?:之?前|以前)")
TILL_THEN = compile_late(r"^(?:截至|截止)")


class ClauseWork(StrEnum):
    """What a clause does."""

    DUTY = "duty"
    CONDITION = "condition"
    BENEFIT = "benefit"
    DESCRIPTION = "description"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class WorkingClause:
    """A clause [start, end) of the sentence [sentence, sentence_end), and what it does."""

    start: int
    end: int
    sentence: int
    sentence_end: int
    work: ClauseWork = ClauseWork.DUTY
    own: bool = True
    """whether its own words say so, not those of a clause before it"""


def find_clauses(file: ClausesFile, text: str, start: int, stop: int, year: int | None) -> tuple[WorkingClause, ...]:
    """Return the clauses of text[start:stop] in order; `year` is the plan's, before which all is past."""
    return _find(file, text[start:stop], start, year)


@lru_cache(maxsize=64)
def _find(file: ClausesFile, text: str, offset: int, year: int | None) -> tuple[WorkingClause, ...]:
    found: list[WorkingClause] = []
    for left, right in split_sentences(text):
        whole: ClauseWork | None = None
        rest: ClauseWork | None = None
        first = len(found)
        for begin, end in split_clauses(text, left, right):
            work, reach = _classify(file, text[begin:end], year)
            if work is not None and reach == "sentence":
                whole = work
            if work is not None and reach == "rest":
                rest = work
            found.append(
                WorkingClause(
                    begin + offset,
                    end + offset,
                    left + offset,
                    right + offset,
                    work or rest or ClauseWork.DUTY,
                    own=work is not None,
                )
            )
        if whole is not None:
            found[first:] = [_give(one, whole) for one in found[first:]]
    return tuple(found)


def _give(clause: WorkingClause, work: ClauseWork) -> WorkingClause:
    return replace(clause, work=work)


@lru_cache(maxsize=4096)
def _classify(file: ClausesFile, words: str, year: int | None) -> tuple[ClauseWork | None, ClauseReach]:
    past = PAST_YEAR.match(words)
    gone = past is not None and year is not None and int(past["year"]) < year
    if past and gone and (TILL_THEN.match(words) or not LIMIT.match(words[past.end() :])):
        return ClauseWork.DESCRIPTION, "rest"
    for work, reach, pattern in _compile(file):
        if pattern.search(words):
            return work, reach
    return None, "clause"


@lru_cache(maxsize=4)
def _compile(file: ClausesFile) -> tuple[tuple[ClauseWork, ClauseReach, re.Pattern[str]], ...]:
    return tuple((ClauseWork(row.does), row.reach, re.compile(row.pattern)) for row in file.clauses)


def find_work(clauses: Sequence[WorkingClause], at: int) -> WorkingClause | None:
    """Return the clause that holds the character at `at`; None for one that stands between clauses."""
    index = bisect_right(clauses, at, key=_start) - 1
    return clauses[index] if index >= 0 and at < clauses[index].end else None


def _start(clause: WorkingClause) -> int:
    return clause.start
