"""In: the words before an effect. Out: which of several events they are about: 第一起扣1分，第二起起每起扣2分.

Only events that come one after another; 第一季度, 第二档, 第三名 are none. Not handled: what each one costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.language.needs import compile_late
from extractor.language.numerals import read_number
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.scoring_words import NUMERAL

UNIT = r"(?:起|次|件|例|宗|批次|人次)"
ORDINAL = compile_late(
    rf"(?:从|自)?(?:第(?P<k>{NUMERAL})|首)(?P<unit>{UNIT})(?P<on>(?:起|开始|及?其?以后|及?其?以上|及之后)*)(?:的|,)*"
    rf"(?P<each>每(?:再|增加|增|多|发生|出现|发现)*(?:一|1)?{UNIT}?)?"
)
NAMES = re.compile(rf"(?:第(?P<k>{NUMERAL})|首)(?P<unit>次|{UNIT})")
ENDS = compile_late(r"[,;。:|]")
EVENTS = compile_late(r"^(?:发生|出现|发现|有|的|再|被)*$")
AGAINST_ONE = compile_late(r"同一")
"""同一问题第二次出现的: of one thing, not of all that were counted."""


@dataclass(frozen=True, slots=True)
class FoundOrdinal:
    """The first and the last event of a sentence, whether all later ones are meant, and what happens."""

    first: int
    last: int
    unit: str
    onward: bool
    subject: str


def find_ordinal(words: str) -> FoundOrdinal | None:
    """Return which events a condition names; None where it names none, or one that goes on without 每.

    >>> find_ordinal("发生食品安全事件的,第一起")
    FoundOrdinal(first=1, last=1, unit='起', onward=False, subject='发生食品安全事件')
    >>> find_ordinal("第二起起每起").onward, find_ordinal("第二次及以上"), find_ordinal("第一季度")
    (True, None, None)
    >>> find_ordinal("发生的第一起、第二起、第三起火灾,").last
    3
    """
    found = list(NAMES.finditer(words))
    if not found or AGAINST_ONE.search(words):
        return None
    places = [int(read_number(one["k"] or "1")) for one in found]
    units = {one["unit"] for one in found}
    if places != list(range(places[0], places[0] + len(places))) or len(units) > 1:
        return None
    last = ORDINAL.match(words, found[-1].start())
    if last is None or (last["on"] and not last["each"]) or (last["each"] and len(found) > 1):
        return None
    first = ORDINAL.search(words)
    before = words[: first.start() if first is not None else found[0].start()]
    after = trim(words[last.end() :])
    if ENDS.search(after):
        return None
    clauses = [trim(part) for part in ENDS.split(before) if trim(part)]
    near = trim(ENDS.split(before)[-1])
    subject = near + after
    if EVENTS.match(subject):
        subject = clauses[-1] if clauses else ""
    return FoundOrdinal(places[0], places[-1], found[-1]["unit"], bool(last["each"]), subject)
