"""Printed numbers and their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.numerals import HAN, parse_amount, parse_fraction, parse_number, parse_share, read_number

NUMBERS = (
    ("0.3", 0.3),
    ("7.50", 7.5),
    ("10.0", 10),
    ("1,200", 1200),
    ("007", 7),
    ("十二", 12),
    ("二十", 20),
    ("一百零五", 105),
    ("三千五百万", 35_000_000),
    ("一亿二千万", 120_000_000),
    ("十万", 100_000),
    ("十五万", 150_000),
    ("三十五", 35),
    ("五千零三亿", 500_300_000_000),
    ("一万五千零三亿", 1_500_300_000_000),
    ("一亿零五", 100_000_005),
    ("百", 100),
    ("两", 2),
    ("二〇二二", 2022),
    ("二零二二", 2022),
    ("零", 0),
    ("亿", 100_000_000),
)
NONE = (
    "",
    "局",
    "第三",
    "3月",
    "1.2.3",
    ".5",
    "5.",
    "一点五",
    "-1",
    "三五",
    "十四五",
    "½",
    "1" * 5000,
    "一" * 5000,
    "1." + "1" * 5000,
)
FRACTIONS = (
    ("十万分之一", 1e-5),
    ("百分之九十", 0.9),
    ("百分之12.5", 0.125),
    ("零分之一", None),
    ("分之一", None),
    ("百分之", None),
)


@pytest.mark.parametrize(("printed", "value"), NUMBERS)
def test_numbers(printed, value):
    found = parse_number(printed)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("printed", NONE)
def test_no_number(printed):
    assert parse_number(printed) is None


@pytest.mark.parametrize(("printed", "value"), FRACTIONS)
def test_fractions(printed, value):
    assert parse_fraction(printed) == (value if value is None else pytest.approx(value))


@given(st.integers(0, 10**12))
def test_arabic_numbers_are_read_back(value):
    assert parse_number(str(value)) == parse_number(f"{value:,}") == value


def spell(value):
    """Write a number below ten thousand as it is spoken, the slow and obvious way."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    spoken = ""
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            spoken += digits[digit] + units[place]
        elif spoken and not spoken.endswith("零"):
            spoken += "零"
    return spoken.rstrip("零") or "零"


@given(st.integers(0, 9999))
def test_spoken_numbers_are_read_back(value):
    assert parse_number(spell(value)) == value
    if value:
        assert parse_number(spell(value) + "万") == value * 10_000


@given(st.text(alphabet=HAN + "0123456789.,分之", max_size=40))
def test_anything_has_a_finite_value_or_none(text):
    value = parse_number(text)
    assert value is None or 0 <= value < 10**170
    share = parse_fraction(text)
    assert share is None or share >= 0


def test_capitals():
    assert parse_number("壹佰") == 100


AMOUNTS = (
    # printed, value, most, approximate, share
    ("两三", 2, 3, True, False),
    ("三五十", 30, 50, True, False),
    ("十四五", 14, 15, True, False),
    ("十余", 10, None, True, False),
    ("100多", 100, None, True, False),
    ("20-30", 20, 30, False, False),
    ("3至5", 3, 5, False, False),
    ("三成", 30, None, False, True),
    ("九成五", 95, None, False, True),
    ("一半", 50, None, False, True),
    ("百分之二点五", 2.5, None, False, True),
    ("12,500", 12500, None, False, False),
)


@pytest.mark.parametrize(("printed", "value", "most", "approximate", "share"), AMOUNTS)
def test_amounts(printed, value, most, approximate, share):
    found = parse_amount(printed)
    assert (float(found.value), found.most) == (value, most)
    assert (found.approximate, found.share) == (approximate, share)


@pytest.mark.parametrize("printed", ["30-20", "两三-2025", "二九", "局", "", "成", "百分之"])
def test_no_amount(printed):
    assert parse_amount(printed) is None


SHARES = (
    ("三成", 30), ("九成五", 95), ("百分之九十", 90), ("百分之二点五", 2.5), ("百分之三点零五", 3.05), ("一半", 50), ("半数", 50),
    ("百分之", None), ("百分之局点五", None), ("成", None), ("三", None),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), SHARES)
def test_shares_in_words(printed, value):
    found = parse_share(printed)
    assert (found if found is None else float(found)) == value


AMOUNTS = (
    # printed, value, upper end, approximate
    ("十余", 10, None, True), ("两三", 2, 3, True), ("三五十", 30, 50, True), ("十四五", 14, 15, True), ("二九", None, None, None),
    ("20-30", 20, 30, False), ("30-20", None, None, None), ("20-20", None, None, None), ("三点五", 3.5, None, False),
    ("三点", None, None, None), ("点五", None, None, None), ("三点局", None, None, None), ("局余", None, None, None),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "value", "most", "approximate"), AMOUNTS)
def test_what_a_print_says_of_a_number(printed, value, most, approximate):
    found = parse_amount(printed)
    if value is None:
        assert found is None
        return
    assert (float(found.value), found.most, found.approximate) == (value, most, approximate)


@pytest.mark.parametrize(("printed", "value"), [("1,200", 1200), ("-3", -3), ("三", 3), ("局", 0)])
def test_a_number_that_a_pattern_let_through(printed, value):
    assert read_number(printed) == value
