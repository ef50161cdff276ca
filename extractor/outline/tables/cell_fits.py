"""In: the words of a line, and what the column of a scoring table holds. Out: what it costs that the line stands there.

Not handled: which column each line of a table gets (`cell_columns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnField

WORTH = compile_late(r"[-+±]?\d{1,3}(?:\.\d{1,2})?分?$|\(\d{1,3}(?:\.\d)?分?\)$")
NUMBER = compile_late(r"\(?\d{1,3}[.、)]?$|\d{1,2}(?:[.-]\d{1,2}){1,2}$")
HAN_NUMBER = compile_late(r"\(?[一二三四五六七八九十]{1,3}[、.)]?$")
GROUP_LINE = compile_late(r"\(?[一二三四五六七八九十]{1,3}[、.)][^。;]{2,}$")
NOTED = compile_late(r"\(?\d{1,3}(?:\.\d)?分\)?$")
"""消防审批程序 / 6分: the points of a group on a line below its name"""
SCORES = compile_late(r"[扣得加减计][\d一二三四五六七八九十]|分[。;,)]|不得分|得分|满分|否决|\d分(?!钟)|比例|扣")
FAULT = compile_late(r"[未不无没缺][^,。]{1,16}的|[的,]每|每[少低缺发出有降增]|每$|^(?:发现|出现|存在)|低于|超期|逾期")
"""未公布的，每: the first line of a scoring cell whose points stand on the next"""
BODY = compile_late(r"(?:[局委办部股科室馆站所队院会镇乡社]|街道|公司|中心|政府|单位|部门)(?:\([^()]*\))?$")
ENDED = compile_late(r"[。!?]$")
GOES_ON = compile_late(r"\(?\d{1,2}[.、)](?!\d)|[①-⑳]|[\u2474-\u2487]")
"""2.…; ②…: one more item of the cell above"""
SENTENCE = compile_late(r"[。;]")
REMARK_LINE = compile_late(r"(?:备?注|说明|附)\d?:")
WORTH_NOTE = compile_late(r"\(\d{1,3}(?:\.\d)?分\)[。;]?$")
CLOSED = compile_late(r"(?:分|否决|满分)\)?[。;,]?$")
"""a whole statement of scoring, below which another begins"""
HAN = compile_late(r"[\u4e00-\u9fff]{2}")
NUMERIC: tuple[ColumnField, ...] = ("no", "points", "score")
NAMES: tuple[ColumnField, ...] = ("level", "name", "problem", "body")
TEXTS: tuple[ColumnField, ...] = ("criteria", "content", "measure", "evidence", "method", "target", "goal")
BODIES: tuple[ColumnField, ...] = ("units", "lead_units", "participants")


@dataclass(frozen=True, slots=True)
class FitPolicy:
    """What a line costs in a column that it does not fit, and what a blank cell or one more line of a cell costs."""

    least_heads: int = 3
    fewer: int = 2
    """heads at the end that may be cells of the first row"""
    least_rows: int = 2
    most_lines: int = 600
    name_most: int = 24
    short: int = 6
    never: float = 40.0
    unlike: float = 6.0
    odd: float = 2.5
    row: float = 0.4
    outside: float = 1.6
    group: float = 0.6
    silent: float = 1.0
    hinted: float = 0.2
    doubted: float = 0.6
    more: float = 2.0
    open_end: float = 0.7
    mean: float = 1.1
    """the most that a line of a table costs on the average"""


POLICY = FitPolicy()
SKIPS: dict[str, float] = {
    "score": 0.1, "note": 0.1, "other": 0.6, "level": 0.5, "wide": 1.5, "no": 3.0, "points": 3.0, "name": 4.0,
    "criteria": 4.0,
}  # fmt: skip
"""what a blank cell costs by what its column holds"""


def price_blank(name: ColumnField | None, behind: Sequence[ColumnField | None]) -> float:
    """Return what a blank cell costs in a column; `behind` are the fields of the columns right of it."""
    return SKIPS.get(_skipped(name, behind), POLICY.odd)


def price_group(text: str) -> float:
    """Return what it costs that a line is the row of a group: 一、组织领导（20分）."""
    return 0.0 if GROUP_LINE.match(text) and len(text) <= POLICY.name_most * 2 else POLICY.never


def price_more(name: ColumnField | None, above: str, text: str, *, apart: bool) -> float:
    """Return what it costs that a line goes on with the cell of the line above it; `apart`: blank lines part cells."""
    if name in NAMES and NOTED.match(text):
        return 0.0
    if apart or name in (*NUMERIC, "deadline"):
        return POLICY.never
    if name in TEXTS and GOES_ON.match(text):
        return 0.0
    if name in NAMES or ENDED.search(above):
        return POLICY.more
    return POLICY.open_end + POLICY.silent * (len(above) <= POLICY.short)


def _skipped(name: ColumnField | None, behind: Sequence[ColumnField | None]) -> str:
    """Return as what a column is left blank: a group's where a finer name, or the number of the rows, stands right."""
    if name not in NAMES:
        return name or "other"
    return "level" if {*NAMES, "no"} & set(behind) else ("wide" if {"content", "measure"} & set(behind) else "name")


def price_fit(name: ColumnField | None, text: str, *, more: bool) -> float:
    """Return what it costs that words stand under a head of this field."""
    bare, numbered = WORTH.match(text) is not None, NUMBER.match(text) is not None
    if name in NUMERIC:
        fits = {"no": numbered or HAN_NUMBER.match(text) is not None, "points": bare, "score": False}[name]
        return 0.0 if fits else POLICY.never
    if bare or numbered:
        return 0.0 if more and name in NAMES and NOTED.match(text) else POLICY.never
    if name in NAMES:
        return _fit_name(NOTED.sub("", WORTH_NOTE.sub("", text)))
    if name in BODIES:
        return 0.0 if BODY.search(text) and not SENTENCE.search(text) else POLICY.unlike
    return _fit_text(name, text, short=len(text) <= POLICY.short and not more)


def _fit_name(text: str) -> float:
    long = POLICY.row * (len(text) > POLICY.name_most)
    return (
        POLICY.unlike * bool(SCORES.search(text) or not HAN.search(text))
        + bool(SENTENCE.search(text.rstrip("。;")))
        + long
    )


def _fit_text(name: ColumnField | None, text: str, *, short: bool) -> float:
    scoring = SCORES.search(WORTH_NOTE.sub("", text)) is not None
    fault = FAULT.search(text) is not None
    if name == "criteria":
        return 0.0 if scoring else (POLICY.hinted if fault else POLICY.silent) + short
    told = POLICY.silent if scoring else POLICY.doubted * fault
    return told + POLICY.row * short if name in TEXTS else POLICY.odd
