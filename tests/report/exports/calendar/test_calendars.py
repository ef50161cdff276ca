"""Calendars, read back by another library: every deadline once a body, days and rules as the plan says."""

import re
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

icalendar = pytest.importorskip("icalendar")
pytest.importorskip("chinese_calendar")

from extractor.model.compared.alignment import Alignment  # noqa: E402
from extractor.model.compared.comparison import Comparison  # noqa: E402
from extractor.model.facts.plan import (  # noqa: E402
    Deadline,
    DeadlineKind,
    Metadata,
    Plan,
    Role,
    SourceInfo,
    Task,
    Unit,
)
from extractor.model.report import ReportFile  # noqa: E402
from extractor.model.timing.timing import parse_recurrence  # noqa: E402
from extractor.report.dataset import build_material  # noqa: E402
from extractor.report.exports.calendar.calendars import build_calendars  # noqa: E402
from extractor.report.exports.calendar.components import Component, build_calendar  # noqa: E402
from extractor.report.exports.calendar.entries import CalendarEntry, build_component  # noqa: E402
from extractor.report.exports.calendar.working_days import add_working_days, is_working_day, last_working_day  # noqa: E402

SOURCE = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)


def calendars(*arguments, **options):
    return [
        file
        for file in build_calendars(*arguments, **options)
        if isinstance(file, ReportFile) and file.path.endswith(".ics")
    ]


def read(content):
    return icalendar.Calendar.from_ical(content)


def make_plan(issued="2022-03-30"):
    return Plan(id="a", source=SOURCE, metadata=Metadata(jurisdiction="某县", issue_date=issued))


def make_entry(plan=None, lang="zh", **fields):
    deadline = Deadline(**{"text": "原文", "where": "label", **fields})
    task = Task(id="t1", no="1", section=None, title="某事", units=(Unit(name="县财政局", role=Role.LEAD),))
    return CalendarEntry(plan or make_plan(), "某县", task, "原文:1", deadline, lang)


def read_component(entry):
    (component,) = read(build_calendar("x", "", [build_component(entry)])).subcomponents
    return component


def test_every_deadline_stands_in_the_plan_s_calendar_and_in_each_body_s(comparison, alignment, plans):
    material = build_material(comparison, alignment, plans, "zh")
    files = {file.path: read(file.content) for file in calendars(material)}
    for plan in plans:
        deadlines = [(task, deadline) for task in (*plan.tasks, plan) for deadline in task.deadlines]
        assert len(files[f"ics/{plan.id}.ics"].subcomponents) == len(deadlines) > 0
        for name in {unit.name for task in plan.tasks if task.deadlines for unit in task.units}:
            owned = sum(len(t.deadlines) for t in plan.tasks if name in {unit.name for unit in t.units})
            tidy = re.sub(r"\s", "", name)
            assert len(files[f"ics/{plan.id}/{tidy}.ics"].subcomponents) == owned
        days = {d.date for _, d in deadlines if d.kind is DeadlineKind.DATE}
        events = files[f"ics/{plan.id}.ics"].walk("VEVENT")
        assert {e["DTEND"].dt.toordinal() - 1 for e in events if "RRULE" not in e} >= {
            date.fromisoformat(day).toordinal() for day in days
        }


def test_lines_are_short_and_end_as_the_standard_says(comparison, alignment, plans):
    material = build_material(comparison, alignment, plans, "en")
    for file in calendars(material):
        assert file.content.endswith(b"END:VCALENDAR\r\n")
        assert max(len(line) for line in file.content.split(b"\r\n")) <= 75
        assert b"\n" not in file.content.replace(b"\r\n", b"")


def test_the_stamp_is_the_day_of_issue():
    component = read_component(make_entry(kind=DeadlineKind.DATE, date="2022-11-30"))
    assert component["DTSTAMP"].dt.date() == date(2022, 3, 30)
    assert (component["DTSTART"].dt, component["DTEND"].dt) == (date(2022, 11, 30), date(2022, 12, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022-11-30", None),
        ("2022-12-31", "最后一个工作日为 2022-12-30"),  # a Saturday
        ("2022-04-02", None),  # a Saturday that was worked
        ("2040-05-01", "没有 2040 年的法定节假日安排"),
    ],
)
def test_a_free_day_names_the_working_day_before(day, words):
    told = str(read_component(make_entry(kind=DeadlineKind.DATE, date=day))["DESCRIPTION"])
    assert (words in told) if words else ("工作日" not in told)


def test_what_counts_from_an_event_is_a_to_do_with_the_event():
    entry = make_entry(kind=DeadlineKind.RELATIVE, duration="P7D", working_days=True, trigger="作出行政决定之日")
    component = read_component(entry)
    assert component.name == "VTODO"
    assert "DUE" not in component
    assert "起算事件：作出行政决定之日" in component["DESCRIPTION"]
    assert "例：自 2022-03-30 起算，至 2022-04-11" in component["DESCRIPTION"]


def test_what_counts_from_the_plan_s_issue_falls_due():
    fields = {"kind": DeadlineKind.RELATIVE, "duration": "P7D", "working_days": True, "trigger": "印发之日"}
    assert read_component(make_entry(**fields))["DUE"].dt == date(2022, 4, 11)
    unknown = read_component(make_entry(make_plan("2040-01-02"), **fields))
    assert "DUE" not in unknown
    assert "工作日未定" in unknown["DESCRIPTION"]


def test_a_plan_without_a_day_of_issue_gives_to_dos_for_recurrences():
    entry = make_entry(make_plan(None), kind=DeadlineKind.RECURRING, rrule="FREQ=MONTHLY;BYMONTHDAY=26")
    assert read_component(entry).name == "VTODO"


@pytest.mark.parametrize(
    ("stated", "first", "rule", "assumed"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=26", date(2022, 6, 26), "FREQ=MONTHLY;BYMONTHDAY=26", False),
        # February has no 30th: its last day is meant.
        ("FREQ=MONTHLY;BYMONTHDAY=30", date(2022, 6, 30), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", False),
        ("FREQ=MONTHLY", date(2022, 6, 30), "FREQ=MONTHLY;BYMONTHDAY=-1", True),
        ("FREQ=DAILY", date(2022, 6, 2), "FREQ=DAILY", False),
        ("FREQ=WEEKLY", date(2022, 6, 5), "FREQ=WEEKLY", True),
        ("FREQ=MONTHLY;INTERVAL=3", date(2022, 6, 30), "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", True),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=5", date(2022, 7, 5),
         "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5", False),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", date(2022, 12, 20), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", False),
        ("FREQ=YEARLY", date(2022, 12, 31), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", True),
        ("FREQ=WEEKLY;BYDAY=FR", date(2022, 6, 3), "FREQ=WEEKLY;BYDAY=FR", False),
        ("FREQ=MONTHLY;BYMONTHDAY=5,20", date(2022, 6, 5), "FREQ=MONTHLY;BYMONTHDAY=5,20", False),
        ("FREQ=YEARLY;BYMONTH=6,12", date(2022, 6, 30), "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", True),
        ("FREQ=YEARLY;INTERVAL=2", date(2022, 12, 31), "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1", True),
        ("FREQ=MONTHLY;BYMONTHDAY=10,20,-1", date(2022, 6, 10), "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", False),
    ],
)  # fmt: skip
def test_recurrences(stated, first, rule, assumed):
    found = parse_recurrence(stated).ics(date(2022, 6, 2))
    assert (found.first, found.rrule, found.assumed) == (first, rule, assumed)
    rrule = pytest.importorskip("dateutil.rrule")
    from datetime import datetime

    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001
    days = list(islice(rrule.rrulestr(rule, dtstart=start), 24))
    assert days[0] == start, "the first day must be one of the rule's own"
    assert len(set(days)) == 24


@pytest.mark.parametrize(
    "stated", ["FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=MONTHLY;INTERVAL=5", ""]
)
def test_other_rules_are_left_to_the_reader(stated):
    known = parse_recurrence(stated)
    assert known is None or known.ics(date(2022, 6, 2)) is None
    assert read_component(make_entry(kind=DeadlineKind.RECURRING, rrule=stated)).name == "VTODO"


@given(st.dates(date(2005, 1, 1), date(2025, 6, 1)), st.integers(0, 30))
def test_working_days_are_counted_one_by_one(start, count):
    end = add_working_days(start, count)
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert sum(is_working_day(day) for day in between) == count
    assert not count or is_working_day(end)
    assert is_working_day(last_working_day(start))


def test_no_calendar_no_answer():
    assert add_working_days(date(2040, 1, 1), 3) is None
    assert last_working_day(date(2040, 1, 1)) is None


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\r\x7f"), max_size=200))
def test_any_words_come_back(words):
    plain = "".join(c for c in words if c >= " " or c in "\n\t")
    event = Component("a", words, words, "x", date(2022, 1, 1), start=date(2022, 1, 2), end=date(2022, 1, 2))
    content = build_calendar(words, words, [event])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (found,) = read(content).walk("VEVENT")
    assert found["SUMMARY"] == plain
    assert found["DESCRIPTION"] == plain


def make_calendar(title, *words, issued=None, year=None, earlier=(), as_todos=False, **fields):
    deadlines = tuple(
        Deadline(
            **{"text": text, "where": "body", "kind": DeadlineKind.DATE, "date": f"2024-{text[0]:0>2}-28", **fields}
        )
        for text in words
    )
    task = Task(id="t1", no=None, section=None, title="巡查", deadlines=deadlines)
    plan = Plan(id="plan", source=SOURCE, metadata=Metadata(title=title, issue_date=issued, year=year), tasks=(task,))
    alignment = Alignment(plans=("plan",), groups=())
    comparison = Comparison(plans=("plan",), overlaps=(), differences=(), coverage=())
    material = build_material(comparison, alignment, (plan,), "zh")
    return list(build_calendars(material, load_earlier=lambda _: earlier, as_todos=as_todos))


def uids(*arguments):
    return [str(part["UID"]) for part in read(make_calendar(*arguments)[0].content).walk("VEVENT")]


def test_an_event_keeps_its_uid_when_its_day_is_moved_and_shares_it_with_no_other_plan():
    assert uids("甲县方案", "6月底前") == uids("甲县方案", "8月底前") != uids("乙县方案", "6月底前")
    assert len(set(uids("甲县方案", "6月底前", "8月底前"))) == 2


def test_a_moved_day_is_numbered_as_a_change_by_the_calendar_of_before_and_stays_so():
    def written(*words, earlier=()):
        content = make_calendar("甲县方案", *words, earlier=earlier)[0].content
        (event,) = read(content).walk("VEVENT")
        return content, event["SEQUENCE"], event["LAST-MODIFIED"].dt

    first, sequence, at = written("6月底前")
    assert (sequence, written("6月底前", earlier=[first])) == (0, (first, 0, at))
    moved, sequence, later = written("8月底前", earlier=[first])
    assert sequence == 1
    assert later > at
    assert written("8月底前", earlier=[moved])[:2] == (moved, 1), "written again it is the same file"
    assert written("8月底前", earlier=[b"BEGIN:VCALENDAR\r\nnonsense", b"\xff"])[1] == 0, "no calendar tells nothing"


@pytest.mark.parametrize(
    ("issued", "year", "start", "until"),
    [
        ("2022-06-02", None, date(2022, 6, 26), date(2022, 12, 31)),  # no period: the year of issue
        ("2022-06-02", "2022", date(2022, 6, 26), date(2022, 12, 31)),
        ("2022-06-02", "2022-2024", date(2022, 6, 26), date(2024, 12, 31)),
        ("2021-12-20", "2022", date(2022, 1, 26), date(2022, 12, 31)),  # next year's plan
        (None, "2024", date(2024, 1, 26), date(2024, 12, 31)),  # a year in the title alone
        ("2022-06-02", "2021", date(2022, 6, 26), date(2022, 12, 31)),  # late rules for a year gone by
    ],
)
def test_every_recurrence_ends_with_the_plan_s_period(issued, year, start, until):
    files = make_calendar("方案", "每月26日前", issued=issued, year=year, kind=DeadlineKind.RECURRING, date=None,
                          rrule="FREQ=MONTHLY;BYMONTHDAY=26")  # fmt: skip
    (event,) = read(files[0].content).walk("VEVENT")
    assert (event["DTSTART"].dt, event["RRULE"]["UNTIL"]) == (start, [until])


def test_a_dated_limit_is_an_all_day_event_that_reminds_and_a_to_do_with_due_where_asked_for():
    (event,) = read(make_calendar("方案", "6月28日前")[0].content).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 6, 28), date(2024, 6, 29))
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt.days == -7
    (todo,) = read(make_calendar("方案", "6月28日前", as_todos=True)[0].content).walk("VTODO")
    assert todo["DUE"].dt == date(2024, 6, 28)
    assert todo.walk("VALARM")[0]["TRIGGER"].params["RELATED"] == "END"


def test_what_has_no_day_is_listed_and_told():
    files = make_calendar("方案", "立即", kind=DeadlineKind.IMMEDIATE, date=None)
    table, head, line = files[-3:]
    assert table.path == "ics/undated.csv"
    assert "巡查" in table.content.decode("utf-8-sig")
    assert head.words.startswith("ics: 0 条时限有日子；1 条没有日子")
    assert "巡查（即时：立即）" in line.words


def test_no_method_is_set_since_its_duties_are_not_met():
    assert b"METHOD" not in make_calendar("方案", "6月28日前")[0].content
