"""In: a printed number, arabic or Chinese. Out: its value; an approximate one or a range as `Amount`.

Digits, thousands separators, Chinese numerals by place and by unit with 零 … 亿 and capitals (壹), shares in words
(三成, 百分之五, 一半), 约数 (两三, 十余) and ranges (20-30). Not handled: ordinals (第三). The package cn2an does more,
but takes 80 ms to import, which is a tenth of the whole run.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000}

HAN = "零〇一二两三四五六七八九十百千万亿"
CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""Numerals of cheques; 陆, 伍 are also words, so `NUMBER` leaves them out."""
NUMERIC = re.compile(rf"[\d{HAN}半]")
"""Without one of these a text holds no number and no share in words, and no longer pattern need be tried on it."""
# The bounds keep the search linear: without them a row of n digits that is no number takes n * n steps.
DECIMAL = r"\d{1,15}(?:\.\d{1,15})?"
ALL_DECIMAL = re.compile(DECIMAL)
HAN_MOST = 20
THOUSANDS = r"\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,15})?"
NUMBER = rf"(?:{THOUSANDS}|{DECIMAL}|[{HAN}]{{1,{HAN_MOST}}})"
"""Pattern of a number in folded text: 1,200 / 0.3 / 十二. It has no groups."""
POINTED = rf"[{HAN}]{{1,{HAN_MOST}}}点[零〇一二三四五六七八九]{{1,3}}(?![零〇一二两三四五六七八九十百千])"
"""三点五公顷; before 分 and 刻 it is a time of the day."""
FRACTION = rf"(?P<below>[{HAN}]{{1,{HAN_MOST}}})分之(?P<above>[{HAN}]{{1,{HAN_MOST}}}|{DECIMAL})"
"""十万分之一, 百分之九十."""
DASH = r"(?:-{1,2}|~|至|到)"
"""Between the ends of a range: 20-30, 3至5."""
SHARE_WORDS = (
    rf"(?:百分之(?:[{HAN}]{{1,{HAN_MOST}}}(?:点[{HAN}]{{1,6}})?|{DECIMAL})"
    rf"|[一二两三四五六七八九]成[一二三四五六七八九]?|{DECIMAL}成|一半|半数)"
)
"""百分之二点五, 三成, 九成五, 一半: shares whose unit is in the word. It has no groups."""
FEW = (("一", "两"), ("两", "三"), ("二", "三"), ("三", "四"), ("三", "五"), ("四", "五"), ("五", "六"), ("六", "七"))
FEW_DIGITS = frozenset({*FEW, ("七", "八"), ("八", "九")})
"""Neighbours that stand for either: 两三次, 十四五个. 二三 is read so too, 二四 is no number at all."""
ODD = re.compile(rf"(?P<round>[{HAN}]{{1,{HAN_MOST}}}|{DECIMAL})(?P<odd>余|多|来)")

Number = int | float


class Amount(msgspec.Struct, frozen=True):
    """A number as it is printed: exact, or from `value` to `most`, or about `value`; `share` means per cent."""

    value: Decimal
    most: Decimal | None = None
    approximate: bool = False
    share: bool = False


def parse_number(printed: str) -> Number | None:
    """Return the value of `printed`, or None where it is no number (or one longer than any that a plan states).

    >>> [parse_number(p) for p in ("0.3", "1,200", "十二", "二十", "三千五百万", "一百零五", "两三", "局")]
    [0.3, 1200, 12, 20, 35000000, 105, None, None]
    """
    value = parse_exact(printed)
    return as_number(value) if value is not None else None


def as_number(value: Decimal) -> Number:
    """Return a Decimal as plans store numbers: an int where it is whole.

    >>> as_number(Decimal("10.0")), as_number(Decimal("0.3"))
    (10, 0.3)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def parse_exact(printed: str) -> Decimal | None:
    """Return the exact value of `printed`; None for 约数, ranges and what is no number.

    >>> parse_exact("0.2"), parse_exact("叁拾"), parse_exact("十四五")
    (Decimal('0.2'), Decimal('30'), None)
    """
    plain = printed.replace(",", "").strip()
    if ALL_DECIMAL.fullmatch(plain):
        return Decimal(plain)
    if 0 < len(plain) <= HAN_MOST and all(c in HAN or c in CAPITALS for c in plain):
        value = _parse_han(plain)
        return Decimal(value) if value is not None else None
    return None


def parse_amount(printed: str) -> Amount | None:
    """Return a number with what its print says of its exactness; None where it is none.

    >>> parse_amount("两三"), parse_amount("十余").approximate, parse_amount("20-30").most
    (Amount(value=Decimal('2'), most=Decimal('3'), approximate=True, share=False), True, Decimal('30'))
    >>> [str(parse_amount(p).value) for p in ("九成五", "一半", "百分之二点五", "三点五")]
    ['95', '50', '2.5', '3.5']
    """
    exact = parse_exact(printed)
    exact = _parse_pointed(printed) if exact is None else exact
    if exact is not None:
        return Amount(exact)
    share = parse_share(printed)
    if share is not None:
        return Amount(share, share=True)
    odd = ODD.fullmatch(printed)
    if odd:
        base = parse_exact(odd["round"])
        return Amount(base, approximate=True) if base is not None else None
    few = _parse_few(printed)
    if few:
        return Amount(Decimal(few[0]), Decimal(few[1]), approximate=True)
    low, _, high = re.sub(DASH, "-", printed, count=1).partition("-")
    first, second = parse_exact(low), parse_exact(high)
    if first is None or second is None or first >= second:
        return None
    return Amount(first, second)


def _parse_pointed(printed: str) -> Decimal | None:
    whole, point, tail = printed.partition("点")
    value = parse_exact(whole) if point and tail else None
    if value is None or any(c not in DIGITS for c in tail):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in tail))


def parse_share(printed: str) -> Decimal | None:
    """Return a share in words as per cent, or None.

    >>> parse_share("三成"), parse_share("百分之九十"), parse_share("半数")
    (Decimal('30'), Decimal('90'), Decimal('50'))
    """
    if printed in ("一半", "半数"):
        return Decimal(50)
    if printed.startswith("百分之"):
        whole, _, after = printed[3:].partition("点")
        value = parse_exact(whole)
        if value is None or not after:
            return value
        return value + Decimal("0." + "".join(str(DIGITS[c]) for c in after))
    tenths, mark, ones = printed.partition("成")
    first = parse_exact(tenths) if mark else None
    if first is None:
        return None
    return first * 10 + DIGITS.get(ones, 0)


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


def _parse_few(plain: str) -> tuple[int, int] | None:
    """Return both ends of a 约数: 两三 is 2 to 3, 三五十 30 to 50, 十四五 14 to 15.

    >>> _parse_few("两三"), _parse_few("三五十"), _parse_few("十四五"), _parse_few("二九")
    ((2, 3), (30, 50), (14, 15), None)
    """
    if not all(character in HAN for character in plain):
        return None
    for at in range(len(plain) - 1):
        if (plain[at], plain[at + 1]) in FEW_DIGITS:
            low, high = (_parse_han(plain[:at] + plain[one] + plain[at + 2 :]) for one in (at, at + 1))
            return (low, high) if low is not None and high is not None and low < high else None
    return None


def _parse_han(plain: str) -> int | None:
    """Read Chinese numerals: by place (二〇二二) or by unit (二千零二十二); None for two digits side by side.

    >>> _parse_han("二〇二二"), _parse_han("一亿二千万"), _parse_han("三五")
    (2022, 120000000, None)
    """
    if not any(character in TENS or character in GREAT for character in plain):
        if len(plain) == 2 and plain[0] not in "零〇":
            return None
        return int("".join(str(DIGITS[character]) for character in plain))
    total = section = digit = 0
    before = ""
    for character in plain:
        if character in DIGITS:
            if digit and before in DIGITS:
                return None
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
        before = character
    return total + section + digit


def read_number(printed: str) -> Number:
    """Return a printed number; 0 for none, which the patterns never let through.

    >>> read_number("1,200"), read_number("三"), read_number("-3")
    (1200, 3, -3)
    """
    if printed.startswith("-"):
        return -read_number(printed[1:])
    value = parse_number(printed)
    return 0 if value is None else value
