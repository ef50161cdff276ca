"""Printed days as ISO dates."""

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.dates import build_date, last_day, parse_days

SPANS = (
    ("2022年4-8月", "2022-04-01", "2022-08-31"),  # 成武
    ("2022年3月", "2022-03-01", "2022-03-31"),  # 成武
    ("2022年9月-11月", "2022-09-01", "2022-11-30"),  # 成武
    ("3月1日至5月31日", "2022-03-01", "2022-05-31"),
    ("9月21日至27日", "2022-09-21", "2022-09-27"),  # 平潭
    ("2022年3月18-22日", "2022-03-18", "2022-03-22"),
    ("2022年6月至2023年5月", "2022-06-01", "2023-05-31"),
    ("2022年11月30日", "2022-11-30", "2022-11-30"),
    ("2022年", "2022-01-01", "2022-12-31"),
    ("2024年2月", "2024-02-01", "2024-02-29"),
)
NONE = ("", "2022年13月", "8-4月", "9月27日至21日", "0月", "2022年2月30日", "长期坚持", "月底", "年")


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_spans(text, first, last):
    found = parse_days(text, 2022)
    assert (found.start, found.end) == (first, last)


@pytest.mark.parametrize("text", NONE)
def test_no_days(text):
    assert parse_days(text, 2022) is None


def test_without_a_year():
    assert parse_days("3月", None) is None


@given(st.integers(1, 9999), st.integers(-1, 14), st.one_of(st.none(), st.integers(-1, 40)))
def test_a_date_is_right_or_none(year, month, day):
    found = build_date(year, month, day)
    fits = 1 <= month <= 12 and (not day or 1 <= day <= calendar.monthrange(year, month)[1])
    assert (found is not None) == fits
    if found is not None:
        assert found == f"{year:04d}-{month:02d}-{day or last_day(year, month):02d}"


@pytest.mark.xfail(reason="the lunar calendar is not read")
def test_lunar_days():
    assert parse_days("农历三月初三", 2022)
