"""In: a printed number, arabic or Chinese. Out: its value.

Not handled: ordinals (第三), approximate pairs (三五个), and financial capitals (壹贰叁). The package cn2an does
more, but takes 80 ms to import, which is a tenth of the whole run.
"""

from __future__ import annotations

import re

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000}

HAN = "零〇一二两三四五六七八九十百千万亿"
# The bounds keep the search linear: without them a row of n digits that is no number takes n * n steps.
DECIMAL = r"\d{1,15}(?:\.\d{1,15})?"
HAN_MOST = 20
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,15}})?|{DECIMAL}|[{HAN}]{{1,{HAN_MOST}}})"
"""Pattern of a number in folded text: 1,200 / 0.3 / 十二. It has no groups."""
FRACTION = rf"(?P<below>[{HAN}]{{1,{HAN_MOST}}})分之(?P<above>[{HAN}]{{1,{HAN_MOST}}}|{DECIMAL})"
"""十万分之一, 百分之九十."""

Number = int | float


def parse_number(printed: str) -> Number | None:
    """Return the value of `printed`, or None where it is no number (or one longer than any that a plan states).

    >>> [parse_number(p) for p in ("0.3", "1,200", "十二", "二十", "三千五百万", "一百零五", "局")]
    [0.3, 1200, 12, 20, 35000000, 105, None]
    """
    plain = printed.replace(",", "").strip()
    if re.fullmatch(DECIMAL, plain):
        value = float(plain)
        return int(value) if value.is_integer() else value
    if 0 < len(plain) <= HAN_MOST and all(character in HAN for character in plain):
        return _parse_han(plain)
    return None


def parse_fraction(printed: str) -> Number | None:
    """Return the value of a fraction in words, or None.

    >>> parse_fraction("十万分之一"), parse_fraction("百分之九十")
    (1e-05, 0.9)
    """
    match = re.fullmatch(FRACTION, printed)
    if not match:
        return None
    below, above = parse_number(match["below"]), parse_number(match["above"])
    return above / below if below and above is not None else None


def _parse_han(plain: str) -> int:
    """Read Chinese numerals: by place (二〇二二) or by unit (二千零二十二).

    >>> _parse_han("二〇二二"), _parse_han("一亿二千万")
    (2022, 120000000)
    """
    if not any(character in TENS or character in GREAT for character in plain):
        return int("".join(str(DIGITS[character]) for character in plain))
    total = section = digit = 0
    for character in plain:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            section += (digit or 1) * TENS[character]
            digit = 0
        elif character == "万":
            total += (section + digit or 1) * GREAT[character]
            section = digit = 0
        else:
            total = (total + section + digit or 1) * GREAT[character]
            section = digit = 0
    return total + section + digit
