"""In: a printed numeral, in digits or Chinese. Out: its exact value as a Decimal.

Not handled: fractions (三分之一), capital numerals of cheques (叁), numbers of a thousand and more in Chinese.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100}
NUMERAL = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"


def parse_numeral(printed: str) -> Decimal:
    """Return the value of `printed`, which matches NUMERAL.

    >>> parse_numeral("0.2"), parse_numeral("两"), parse_numeral("二十"), parse_numeral("一百零五")
    (Decimal('0.2'), Decimal('2'), Decimal('20'), Decimal('105'))
    """
    if printed[0].isdigit():
        return Decimal(printed)
    total = digit = 0
    for character in printed:
        if character in SCALES:
            total += (digit or 1) * SCALES[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return Decimal(total + digit)
