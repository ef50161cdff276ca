"""Typed times: what they count, when they fall due, their words and fields."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.timing.timing import (
    AtOnce,
    Day,
    Recurrence,
    Span,
    Unparsed,
    Within,
    parse_duration,
    parse_recurrence,
)

ISSUED = date(2022, 6, 2)
RULES = (
    # rule, printed, times a year, words
    ("FREQ=MONTHLY;BYMONTHDAY=26", "每月26日前", 12, "每月26日前"),
    ("RRULE:FREQ=MONTHLY;INTERVAL=3", "每季度", 4, "每季度"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=25", "每季度最后一个月25日前", 4, "每季度最后一个月25日前"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=5", "每季度首月5日前", 4, "每季度第一个月5日前"),
    ("FREQ=DAILY", "每日", 365, "每日"),
    ("FREQ=DAILY;INTERVAL=2", "每两天", 182.5, "每2天"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "每个工作日", 260, "每个工作日"),
    ("FREQ=YEARLY;BYMONTH=6,12", "每年6月、12月", 2, "每年6月、12月"),
    ("FREQ=YEARLY;BYMONTH=3,4,5", "每年3月至5月", 1, "每年3月至5月"),
    ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", "每年6月底前", 1, "每年6月底前"),
    ("FREQ=YEARLY;INTERVAL=2", "每两年", 0.5, "每2年"),
    ("FREQ=WEEKLY", "每周", 52, "每周"),
    ("FREQ=WEEKLY;BYDAY=WE", "每周三", 52, "每周三"),
    ("FREQ=MONTHLY;BYMONTHDAY=5,20", "每月5日、20日", 24, "每月5日、20日前"),
    ("FREQ=HOURLY", "每小时", 8760, "每小时"),
)
BAD_RULES = ("FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;INTERVAL=0", "每月26日", "", "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=X")


@pytest.mark.parametrize(("rule", "printed", "times", "words"), RULES)
def test_recurrences(rule, printed, times, words):
    found = parse_recurrence(rule, printed)
    assert (found.per_year(), found.words().zh) == (times, words)
    assert found.rrule() == rule.removeprefix("RRULE:")
    assert parse_recurrence(found.rrule(), printed) == found


@pytest.mark.parametrize("rule", BAD_RULES)
def test_rules_that_no_plan_states(rule):
    assert parse_recurrence(rule) is None


@pytest.mark.parametrize(("rule", "printed", "times", "words"), RULES)
def test_a_calendar_has_as_many_events_a_year_as_are_counted(rule, printed, times, words):
    rrule = pytest.importorskip("dateutil.rrule")
    made = parse_recurrence(rule, printed).ics(ISSUED)
    if made is None:
        assert rule == "FREQ=HOURLY"
        return
    start = datetime.combine(made.first, datetime.min.time())
    days = rrule.rrulestr(made.rrule, dtstart=start).between(start, datetime(2042, 6, 1), inc=True)  # noqa: DTZ001
    assert days[0] == start
    assert len(days) / 20 == pytest.approx(times, rel=0.03), words


DURATIONS = (
    # duration, working days, scale, words
    ("P15D", True, (15.0, "工作日"), "15个工作日内"),
    ("PT48H", False, (2.0, "日"), "48小时内"),
    ("PT36H", False, (1.5, "日"), "36小时内"),
    ("P2W", False, (14.0, "日"), "2周内"),
    ("P1M", False, (1.0, "个月"), "1个月内"),
    ("P1Y", False, (12.0, "个月"), "1年内"),
)


@pytest.mark.parametrize(("duration", "working", "scale", "words"), DURATIONS)
def test_durations(duration, working, scale, words):
    found = Within(*parse_duration(duration, working_days=working))
    assert (found.scale(), found.words().zh, found.duration()) == (scale, words, duration)
    assert found.fields()["working_days"] is working


@pytest.mark.parametrize("duration", ["P1M3D", "7D", "P", "", "PT"])
def test_mixtures_are_no_duration(duration):
    assert parse_duration(duration) is None


def test_the_day_after_a_limit_that_rolls_is_a_working_day():
    rolled = Within(30, "day", "收到之日", "next_working_day")
    assert rolled.due(ISSUED) is None
    assert rolled.due(ISSUED, lambda day, count: date.fromordinal(day.toordinal() + count)) == date(2022, 7, 3)


def test_what_cannot_be_told_is_none():
    assert Within(48, "hour").due(ISSUED) is None
    assert Within(7, "working_day").due(ISSUED) is None
    assert Within(10**9, "year").due(ISSUED) is None
    assert Day(None, "06-30").due() is None
    assert [one.per_year() for one in (Day("2022-06-30"), Span(None, None), AtOnce(), Unparsed(""))] == [None] * 4


@given(st.text(max_size=40))
def test_no_words_break_the_parsers(text):
    parse_recurrence(text)
    parse_duration(text)


@given(
    st.sampled_from(["year", "month", "week", "day"]),
    st.integers(1, 12),
    st.lists(st.integers(1, 12), unique=True, max_size=4),
    st.lists(st.integers(1, 31), unique=True, max_size=3),
)
def test_a_rule_written_and_read_is_the_same(unit, step, months, days):
    short = unit in ("week", "day")
    made = Recurrence(unit, step, () if short else tuple(sorted(months)), () if short else tuple(sorted(days)))
    assert parse_recurrence(made.rrule()) == made
    assert made.words().zh
    assert "FREQ" not in made.words().zh + made.words().en
    assert made.per_year() > 0
