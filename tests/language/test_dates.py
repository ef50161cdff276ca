"""Printed days and spans: first and last day, months without a day, years that are printed once."""

import pytest

from extractor.language.dates import build_date, parse_days
from extractor.language.divisions import find_named, list_names
from extractor.language.page_words import is_counter_line, is_page_line, is_page_word, is_site_name, is_sponsor_line

BUILT = (
    ((2022, 1), "2022-01-31"), ((2022, 12), "2022-12-31"), ((2022, 0), None), ((2022, 13), None), ((None, 5), None),
    ((2022, 5, 1), "2022-05-01"), ((2022, 5, 31), "2022-05-31"), ((2022, 5, 32), None), ((2022, 5, None, "上旬"), "2022-05-10"),
    ((2022, 5, None, "底"), "2022-05-31"), ((2023, 2, 29), None),
)  # fmt: skip
DAYS = (
    # text, year of the plan, first and last day
    ("2022年4-8月", None, ("2022-04-01", "2022-08-31")),
    ("4-8月", 2022, ("2022-04-01", "2022-08-31")),
    ("4-8月", None, None),
    ("2022年9月至2023年3月", None, ("2022-09-01", "2023-03-31")),
    ("9月至2023年3月", 2022, ("2022-09-01", "2023-03-31")),
    ("2022年9月至3月", None, None),  # ends before it begins
    ("2022年3月1日至5月20日", None, ("2022-03-01", "2022-05-20")),
    ("2022年3月5日至3月5日", None, ("2022-03-05", "2022-03-05")),
    ("2022年3月至5月中旬", None, ("2022-03-01", "2022-05-20")),
    ("2022年3月", None, ("2022-03-01", "2022-03-31")),
    ("3月12日", 2022, ("2022-03-12", "2022-03-12")),
    ("3月上旬", 2022, ("2022-03-01", "2022-03-10")),
    ("3月32日", 2022, None),
    ("13月", 2022, None),
    ("2022年底", None, ("2022-01-01", "2022-12-31")),
    ("年底", 2022, None),
)


@pytest.mark.parametrize(("parts", "day"), BUILT)
def test_a_day_that_there_is(parts, day):
    assert build_date(*parts) == day


@pytest.mark.parametrize(("text", "year", "days"), DAYS)
def test_first_and_last_day(text, year, days):
    found = parse_days(text, year)
    assert (found and (found.start, found.end)) == days


LINES = (
    # line, counter line, page word, page line
    ("发布时间:2021-05-06浏览次数:12", True, True, True),
    ("发布时间:2021-05-06" + "浏" * 104, True, True, True),
    ("发布时间:2021-05-06" + "浏" * 106, False, True, False),
    ("责任编辑:王某", False, True, True),
    ("责任编辑:王某。", False, True, False),
    ("主要任务", False, False, False),
)


@pytest.mark.parametrize(("line", "counter", "word", "whole"), LINES)
def test_what_a_site_prints_around_a_document(line, counter, word, whole):
    assert (is_counter_line(line), is_page_word(line), is_page_line(line)) == (counter, word, whole)


def test_names_of_sites_are_short():
    assert is_site_name("云" * 26 + "门户网站")
    assert not is_site_name("云" * 27 + "门户网站")
    assert not is_sponsor_line("由县政府办主办")


def test_a_place_of_the_national_list_has_its_code_and_those_above_it():
    (county,) = find_named("郏县")
    assert (county.code, county.parent, county.province) == ("410425", "平顶山市", "河南省")
    (province,) = find_named("河南省")
    assert (len(province.code), province.parent) == (6, None)
    assert (find_named("没有县"), "郏县" in list_names()) == ((), True)
