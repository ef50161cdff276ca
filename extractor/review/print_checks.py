"""In: a value and the words that it was taken from. Out: whether the words bear it.

No second parser: only the numbers, names and a few telling words of a value are looked for in the print, so that a
value moved, swapped or mistyped shows. Not handled: values that no words hold (`queue` asks what siblings have).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Any

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.review.records import METADATA, Record

BLANK = compile_late(r"\s+")
NUMBER = compile_late(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿半]+")
DIGITS = compile_late(r"\d+")
MONTH, DATE, YEAR = re.compile(r"\d月"), re.compile(r"\d[日号]"), re.compile(r"20\d\d")
END, YEAR_END = re.compile(r"月(?:底|末)|月(?=前|$)"), re.compile(r"年(?:底|末)")
VAGUE = compile_late(r"底|末|前|旬|年|半|季")
SHARE = compile_late(r"分之|成|半|倍|番|零|全覆盖|全部")
DEDUCTS, AWARDS = re.compile("扣|减|倒"), re.compile("得|加|计|奖")
RULE_PART = compile_late(r"([A-Z]+)=([^;]+)")
NEAR = 24
"""Characters around a value in which its period, role or year may stand."""
PERIOD_WORDS = {
    "MONTHLY": re.compile("月|季|半年|旬"), "YEARLY": re.compile("年"), "WEEKLY": re.compile("周|星期"),
    "DAILY": compile_late("日|天"),
}  # fmt: skip
UPWARD = compile_late(r"不低于|不少于|至少|达到|以上|超过|力争|确保|完成|不得少|大于|高于|≥")
DOWNWARD = compile_late(r"不超过|不高于|以内|低于|以下|少于|最多|控制在|压减|小于|零|≤|不得超")
LEAD = compile_late(r"牵头|主办|负责人")
LED = compile_late(r"牵头(?:单位|部门|科室)?[:：][^;；。()（）]*$")


def find_disagreement(record: Record, text: str) -> str | None:
    """Return why the print does not bear `record`, in words for a reader; None where it does or cannot be told.

    >>> from extractor.model.paper.place import Place
    >>> find_disagreement(Record("t1", "units", {"name": "县审计局", "role": "responsible"}, Place(0, 4)), "县财政局")
    '原文是“县财政局”'
    """
    if record.place is None or record.value is None:
        return None
    words = _flat(record.place.words(text))
    around = _flat(text[max(0, record.place.start - NEAR) : record.place.end + NEAR])
    check = CHECKS.get(record.field, _check_words)
    if record.item == METADATA and record.field in {"jurisdiction", "kind", "level", "year", "field", "issuer"}:
        return None
    return next(check(record.value, words, around), None)


def _flat(text: str) -> str:
    return BLANK.sub("", fold(text))


def _numbers(text: str) -> set[float]:
    found = (parse_number(word) for word in NUMBER.findall(text))
    return {float(number) for number in found if number is not None}


def _check_words(value: Any, words: str, _around: str) -> Iterator[str]:
    if isinstance(value, str) and _flat(value)[:40] not in words and words[:40] not in _flat(value):
        yield f"原文是“{words[:40]}”"


def _check_number(value: Any, words: str, around: str) -> Iterator[str]:
    if isinstance(value, int | float) and float(value) not in _numbers(words) | _numbers(around):
        yield f"原文“{words[:30]}”中没有 {value}"


def _check_unit(value: Any, words: str, around: str) -> Iterator[str]:
    name = _flat(value["name"])
    if name not in words:
        yield f"原文是“{words[:30]}”"
    elif value["role"] != "lead" and (f"{words}牵头" in around or LED.search(around.partition(words)[0])):
        yield "原文说它牵头"
    elif value["role"] == "lead" and not LEAD.search(around):
        yield "近旁没有“牵头”"


def _check_deadline(value: Any, words: str, around: str) -> Iterator[str]:
    if _flat(value["text"]) not in words and words not in _flat(value["text"]):
        yield f"原文是“{words[:30]}”"
        return
    if day := value.get("date") or value.get("start"):
        yield from _check_day(day, words, _numbers(around))
    yield from _check_recurrence(value.get("rrule") or "", words, around)
    for number in DIGITS.findall(value.get("duration") or ""):
        if float(number) not in _numbers(around):
            yield f"原文“{words}”中没有 {number}"


def _check_day(day: str, words: str, near: set[float]) -> Iterator[str]:
    year, month, date = (int(part) for part in day.split("-"))
    own = _numbers(words)
    if month not in own and (MONTH.search(words) or (month not in near and not VAGUE.search(words))):
        yield f"原文“{words}”中没有 {month} 月"
    elif date not in own and DATE.search(words):
        yield f"原文“{words}”中没有 {date} 日"
    elif year not in own and YEAR.search(words):
        yield f"原文“{words}”不是 {year} 年"
    elif END.search(words) and not DATE.search(words) and date != monthrange(year, month)[1]:
        yield f"原文“{words}”是月底"
    elif YEAR_END.search(words) and (month, date) != (12, 31):
        yield f"原文“{words}”是年底"


def _check_recurrence(rrule: str, words: str, around: str) -> Iterator[str]:
    for key, part in RULE_PART.findall(rrule):
        days = [int(one) for one in DIGITS.findall(part)]
        if key == "BYMONTHDAY" and "-" not in part and not _numbers(around) & set(map(float, days)):
            yield f"原文“{words}”中没有 {part} 日"
        if key == "FREQ" and part in PERIOD_WORDS and not PERIOD_WORDS[part].search(words):
            yield f"原文“{words}”没有这样的周期"


def _check_target(value: Any, words: str, _around: str) -> Iterator[str]:
    printed = _numbers(words)
    number = float(value["value"])
    if number and not {number, number * 10_000, number / 10_000, number / 100} & printed and not SHARE.search(words):
        yield f"原文“{words[:30]}”中没有 {value['value']}"
    up, down = UPWARD.search(words), DOWNWARD.search(words)
    if value["op"] in {"<", "<="} and up and not down:
        yield f"原文说“{up.group()}”"
    if value["op"] in {">", ">="} and down and not up:
        yield f"原文说“{down.group()}”"


def _check_rule(value: Any, words: str, _around: str) -> Iterator[str]:
    if _flat(value["text"])[:30] not in words and words[:30] not in _flat(value["text"]):
        yield f"原文是“{words[:30]}”"
        return
    printed = _numbers(words)
    for number in (value.get("points"), (value.get("condition") or {}).get("value")):
        if isinstance(number, int | float) and number and float(number) not in printed:
            yield f"原文“{words[:30]}”中没有 {number}"
    if str(value["kind"]).startswith("deduct") and not DEDUCTS.search(words):
        yield "原文没有“扣”"
    if str(value["kind"]).startswith("award") and DEDUCTS.search(words) and not AWARDS.search(words):
        yield "原文说“扣”"


def _check_date(value: Any, words: str, _around: str) -> Iterator[str]:
    printed = _numbers(words.replace("〇", "零"))
    if printed and not {float(part) for part in str(value).split("-")} <= printed and DIGITS.search(words):
        yield f"原文是“{words[:30]}”"


CHECKS: dict[str, Callable[[Any, str, str], Iterator[str]]] = {
    "units": _check_unit,
    "deadlines": _check_deadline,
    "targets": _check_target,
    "rules": _check_rule,
    "points": _check_number,
    "issue_date": _check_date,
    "no": lambda _value, _words, _around: iter(()),
    "section": lambda _value, _words, _around: iter(()),
    "phases": lambda _value, _words, _around: iter(()),
    "grades": lambda _value, _words, _around: iter(()),
}
