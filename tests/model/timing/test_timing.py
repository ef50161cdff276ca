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
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "每两周周三", 26, "每2周周三"),
    ("FREQ=MONTHLY;BYMONTH=6,12", "每年6月、12月", 2, "每年6月、12月"),
    ("FREQ=MONTHLY;INTERVAL=6;BYMONTH=6,12", "每半年最后一个月", 2, "每半年6月、12月"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYMONTHDAY=10", "每季度第二个月10日前", 4, "每季度第二个月10日前"),
    ("FREQ=YEARLY;BYMONTH=7,8", "每年7月至8月", 1, "每年7月至8月"),
    ("FREQ=YEARLY;BYMONTH=1,12", "每年12月至次年1月", 1, "每年12月至次年1月"),
    ("FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "每年1月至12月", 1, "每年"),
    ("FREQ=YEARLY;BYMONTH=3,4,5;BYMONTHDAY=10", "每年3月至5月10日前", 3, "每年3月、4月、5月10日前"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=31", "每两年5月31日前", 0.5, "每2年5月31日前"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-3", "每月最后3个工作日前", 12, "每月倒数第3个工作日前"),
    ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1", "每月第一个周六", 12, "每月第1个周六"),
    ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "每月最后一个星期五", 12, "每月最后一个周五"),
    ("FREQ=MONTHLY;BYMONTHDAY=28", "每月28日前", 12, "每月28日前"),
)
BAD_RULES = ("FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;INTERVAL=0", "每月26日", "", "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=X",
             "FREQ=MONTHLY;BYMONTHDAY=X", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=+")  # fmt: skip


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


ENGLISH = (
    # rule, printed, words in English, the one day of each month, first day and rule of a calendar from 2 June 2022 on
    ("FREQ=MONTHLY;BYMONTHDAY=26", "每月26日前", "monthly by day 26", 26, "2022-06-26 FREQ=MONTHLY;BYMONTHDAY=26"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月底前", "monthly by the last day", -1, "2022-06-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;INTERVAL=3", "每季度", "quarterly", None, "2022-06-30 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=5", "每季度首月5日前", "quarterly by day 5 of its first month",
        None, "2022-07-05 FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12", "每季度最后一个月", "quarterly in its last month", None,
        "2022-06-30 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    ),
    ("FREQ=MONTHLY;INTERVAL=6", "每半年", "half-yearly", None, "2022-06-30 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;INTERVAL=5", "每5个月", "every 5 months", None, None),
    ("FREQ=YEARLY", "每年", "yearly", None, "2022-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("FREQ=YEARLY;INTERVAL=2", "每两年", "every 2 years", None, "2022-12-31 FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1"),
    (
        "FREQ=YEARLY;BYMONTH=10,11,12", "每年第四季度", "yearly in October to December", None,
        "2022-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    ),
    (
        "FREQ=YEARLY;BYMONTH=1,2,3,9,10,11,12", "每年9月至次年3月", "yearly in September to March", None,
        "2023-03-31 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
    ),
    (
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "每年5月1日前", "yearly by day 1 of May", None,
        "2023-05-01 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1",
    ),
    ("FREQ=WEEKLY", "每周", "weekly", None, "2022-06-05 FREQ=WEEKLY"),
    ("FREQ=WEEKLY;INTERVAL=2", "每两周", "every 2 weeks", None, "2022-06-05 FREQ=WEEKLY;INTERVAL=2"),
    ("FREQ=WEEKLY;BYDAY=MO,FR", "每周一、周五", "weekly on Monday and Friday", None, "2022-06-03 FREQ=WEEKLY;BYDAY=MO,FR"),
    ("FREQ=DAILY", "每日", "daily", None, "2022-06-02 FREQ=DAILY"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=30", "每月30日前", "monthly by day 30", 30,
        "2022-06-30 FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=5,30", "每月5日、30日前", "monthly by day 5 and day 30", None,
        "2022-06-05 FREQ=MONTHLY;BYMONTHDAY=5,28,29,30;BYSETPOS=1,-1",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "每月第1个工作日前", "monthly by its first working day", None,
        "2022-07-01 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "每月最后一个工作日前", "monthly by the last working day", None,
        "2022-06-30 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-3", "每月最后3个工作日前", "monthly by the third last working day", None,
        "2022-06-28 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-3",
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2", "每月第二个周六", "monthly on its second Saturday", None,
        "2022-06-11 FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2",
    ),
    (
        "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-1", "每月最后一个周三", "monthly on the last Wednesday", None,
        "2022-06-29 FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-1",
    ),
    ("FREQ=MONTHLY;BYDAY=WE", "每月周三", "monthly on Wednesday", None, None),
    ("FREQ=DAILY;BYMONTH=6", "6月每日", "daily in June", None, None),
    ("FREQ=WEEKLY;BYMONTHDAY=6", "每周6日", "weekly by day 6", None, None),
    ("FREQ=HOURLY", "每小时", "hourly", None, None),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", "每季度25日前", "quarterly by day 25", None,
        "2022-06-25 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=28", "每月28日前", "monthly by day 28", 28, "2022-06-28 FREQ=MONTHLY;BYMONTHDAY=28"),
    ("FREQ=MONTHLY;BYMONTHDAY=2", "每月2日前", "monthly by day 2", 2, "2022-06-02 FREQ=MONTHLY;BYMONTHDAY=2"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=28,30", "每月28日、30日前", "monthly by day 28 and day 30", None,
        "2022-06-28 FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=1,-1",
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=31", "每两年5月31日前", "every 2 years by day 31 of May", None,
        "2023-05-31 FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=31",
    ),
    (
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "每年1月至12月", "yearly", None,
        "2022-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11", "每季度第二个月", "quarterly in its second month", None,
        "2022-08-31 FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=-1",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", "每月第5个工作日前", "monthly by its 5th working day", None,
        "2022-06-07 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "printed", "words", "month_day", "calendar"), ENGLISH)
def test_recurrences_in_english_and_in_a_calendar(rule, printed, words, month_day, calendar):
    found = parse_recurrence(rule, printed)
    assert (found.words().en, found.month_day) == (words, month_day)
    assert found.position is None or found.per_year() == 12
    made = found.ics(ISSUED)
    assert (f"{made.first} {made.rrule}" if made else None) == calendar
    assert found.due(ISSUED) == (made.first if made else None)
    assert found.due(None) is None


ASSUMED = (
    # rule, issued, first day, whether the plan names a day of its own
    ("FREQ=MONTHLY;BYMONTHDAY=26", "2022-06-02", "2022-06-26", False),
    ("FREQ=MONTHLY", "2022-06-02", "2022-06-30", True),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", "2022-06-02", "2022-06-25", True),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=25", "2022-06-02", "2022-06-25", False),
    ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", "2022-06-30", "2022-06-30", False),
    ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", "2022-07-01", "2023-06-30", False),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2022-03-01", "2023-02-28", False),
    ("FREQ=YEARLY;BYMONTH=9,3;BYMONTHDAY=20,10", "2022-03-11", "2022-03-20", False),
    ("FREQ=YEARLY;BYMONTH=6", "9999-07-01", None, None),
    ("FREQ=WEEKLY", "2022-06-05", "2022-06-05", True),
    ("FREQ=WEEKLY;BYDAY=SU", "2022-06-06", "2022-06-12", False),
    ("FREQ=DAILY", "2022-06-02", "2022-06-02", False),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1", "2022-06-01", "2022-06-01", False),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1", "2022-12-08", "2023-01-04", False),
    ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=5", "2022-06-01", "2022-06-30", False),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=5", "2022-07-01", "2022-08-31", False),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=5", "2022-06-30", "2022-08-31", False),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-5", "2022-06-01", "2022-06-01", False),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=WE;BYSETPOS=1", "2022-06-01", None, None),
    ("FREQ=YEARLY;BYDAY=WE;BYSETPOS=1", "2022-06-01", None, None),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-6", "2022-06-01", None, None),
)


@pytest.mark.parametrize(("rule", "issued", "first", "assumed"), ASSUMED)
def test_the_first_day_of_a_calendar(rule, issued, first, assumed):
    made = parse_recurrence(rule).ics(date.fromisoformat(issued))
    assert (made and made.first.isoformat(), made and made.assumed) == (first, assumed)


VALID = (
    ("FREQ=MONTHLY;BYMONTHDAY=31", True),
    ("FREQ=MONTHLY;BYMONTHDAY=32", False),
    ("FREQ=MONTHLY;BYMONTHDAY=1", True),
    ("FREQ=MONTHLY;BYMONTHDAY=0", False),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", True),
    ("FREQ=MONTHLY;BYMONTHDAY=-2", False),
    ("FREQ=YEARLY;BYMONTH=12", True),
    ("FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", True),
    ("FREQ=YEARLY;BYMONTH=13", False),
    ("FREQ=YEARLY;BYMONTH=0", False),
    ("FREQ=MONTHLY;INTERVAL=1", True),
    ("FREQ=WEEKLY;BYDAY=XX", False),
    ("freq=weekly;byday=su", True),
    ("FREQ=MONTHLY;INTERVAL=1;BYMONTH=6;BYMONTHDAY=1;BYDAY=MO;BYSETPOS=1", True),
)


@pytest.mark.parametrize(("rule", "valid"), VALID)
def test_the_bounds_of_a_rule(rule, valid):
    assert (parse_recurrence(rule) is not None) is valid


LAST_DAYS = (
    # amount, unit, last day counted from 2 June 2022, scale, words in English
    (1, "day", "2022-06-03", (1.0, "日"), "within 1 day"),
    (30, "day", "2022-07-02", (30.0, "日"), "within 30 days"),
    (2, "week", "2022-06-16", (14.0, "日"), "within 2 weeks"),
    (7, "month", "2023-01-02", (7.0, "个月"), "within 7 months"),
    (2, "year", "2024-06-02", (24.0, "个月"), "within 2 years"),
    (10, "working_day", "2022-06-12", (10.0, "工作日"), "within 10 working days"),
    (48, "hour", None, (2.0, "日"), "within 48 hours"),
    (1440, "minute", None, (1.0, "日"), "within 1440 minutes"),
    (43200, "second", None, (0.5, "日"), "within 43200 seconds"),
    (0, "day", "2022-06-02", None, "within 0 days"),
)


@pytest.mark.parametrize(("amount", "unit", "last", "scale", "words"), LAST_DAYS)
def test_the_last_day_of_a_time(amount, unit, last, scale, words):
    """Working days are counted by whoever knows the calendar: here each day is one."""
    found = Within(amount, unit)
    due = found.due(ISSUED, lambda day, count: date.fromordinal(day.toordinal() + count))
    assert (due.isoformat() if due else None, found.scale(), found.words().en) == (last, scale, words)
    assert Within(amount, unit, "受理之日").words().en == words + " of 受理之日"
    letters = parse_duration(found.duration(), working_days=unit == "working_day")
    assert letters == (amount, unit)


def test_what_has_no_length_or_no_start_says_so():
    assert Within(None, "day", "收到之日").words() == ("收到之日", "收到之日")
    assert (Within(None).scale(), Within(None).duration(), Within(None).fields()["working_days"]) == (None, None, None)
    assert Span(None, "2022-08-31").words() == ("即日起至 2022-08-31", "from now to 2022-08-31")
    assert Span("2022-03-01", None).words() == ("2022-03-01 至 …", "2022-03-01 to …")
    assert Span("2022-03-01", "2022-08-31").due() == date(2022, 8, 31)
    assert Day(None).words().zh == "12月31日前（年份未写明）"
    assert AtOnce("受理").due(ISSUED) == ISSUED
    rolled = Within(1, "day", None, "next_working_day").words()
    assert rolled == ("满1天后的下一个工作日", "the working day after 1 day")


FIELDS = (
    # time, its fields
    (Day("2022-06-30"), {"kind": "date", "date": "2022-06-30", "month_day": None}),
    (Span(None, "2022-08-31"), {"kind": "interval", "start": None, "date": "2022-08-31"}),
    (Recurrence("month", days=(5,)), {"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=5"}),
    (
        Within(7, "working_day", "受理之日"),
        {"kind": "relative", "duration": "P7D", "working_days": True, "trigger": "受理之日", "roll": None},
    ),
    (AtOnce("发生险情"), {"kind": "immediate", "trigger": "发生险情"}),
    (Unparsed("P1M3D"), {"kind": "relative"}),
)


@pytest.mark.parametrize(("time", "fields"), FIELDS)
def test_the_fields_of_a_time(time, fields):
    assert time.fields() == fields


def test_what_comes_round_is_counted_to_four_places():
    assert Recurrence("year", 3, (6,)).per_year() == 0.3333
    assert Recurrence("day", 7).per_year() == 52.1429
    assert Recurrence("month", weekdays=("WE", "FR"), position=1).per_year() == 12
    assert Recurrence("month", days=(5, 20), position=1, weekdays=("WE",)).per_year() == 12


def test_one_day_of_each_month_is_named_or_none():
    named = [
        Recurrence("month", days=(25,)), Recurrence("month", 2, days=(25,)), Recurrence("month", months=(6,), days=(25,)),
        Recurrence("month", days=(5, 25)), Recurrence("year", days=(25,)), Recurrence("month", days=(25,), weekdays=("MO",)),
    ]  # fmt: skip
    assert [one.month_day for one in named] == [25, None, None, None, None, None]


def test_no_day_is_made_up():
    assert Day("2022-02-30").due() is None
    assert (Unparsed("").due(), Unparsed("").words()) == (None, ("", ""))
    assert (AtOnce().words(), Day(None, "06-30").words().en) == (("即时", "at once"), "by 06-30 (year not stated)")
    assert Within(1, "month").due(date(2021, 12, 31)) == date(2022, 1, 31)
    assert Within(10, "working_day", None, "next_working_day").due(ISSUED) is None
