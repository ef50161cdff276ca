"""The typed time of a time limit, and what a measure counts."""

from fractions import Fraction

import pytest

from extractor.model.facts.asked import Deadline
from extractor.model.facts.quantity import Measure
from extractor.model.facts.scoring import Statement
from extractor.model.facts.vocabulary import DeadlineKind
from extractor.model.timing.timing import AtOnce, Day, Recurrence, Span, Unparsed, Within

TIMES = (
    # kind, fields, typed time
    ("date", {"date": "2022-06-30"}, Day("2022-06-30")),
    ("date", {"month_day": "06-30"}, Day(None, "06-30")),
    ("date", {}, Unparsed("")),
    ("date", {"rrule": "FREQ=MONTHLY"}, Unparsed("")),
    ("interval", {"start": "2022-03-01", "date": "2022-05-31"}, Span("2022-03-01", "2022-05-31")),
    ("interval", {"start": "2022-03-01"}, Span("2022-03-01", None)),
    ("interval", {"date": "2022-05-31"}, Span(None, "2022-05-31")),
    ("interval", {}, Unparsed("")),
    ("recurring", {"rrule": "FREQ=MONTHLY"}, Recurrence("month")),
    ("recurring", {"rrule": "FREQ=MONTHLY;COUNT=3"}, Unparsed("FREQ=MONTHLY;COUNT=3")),
    ("recurring", {"duration": "P7D"}, Unparsed("")),
    ("immediate", {"trigger": "发生险情"}, AtOnce("发生险情")),
    (
        "relative",
        {"duration": "P7D", "working_days": True, "trigger": "受理之日"},
        Within(7, "working_day", "受理之日"),
    ),
    ("relative", {"duration": "P1M3D"}, Unparsed("P1M3D")),
    ("relative", {"trigger": "受理之日"}, Unparsed("")),
    ("relative", {"date": "2022-06-30"}, Unparsed("")),
)


@pytest.mark.parametrize(("kind", "fields", "time"), TIMES)
def test_the_fields_of_a_time_limit_make_its_typed_time(kind, fields, time):
    assert Deadline(text="", where="label", kind=DeadlineKind(kind), **fields).timing == time


MEASURES = (
    # measure, counts whole things, 3 of it in the base
    (Measure("家", "count", "家"), True, (3, "家")),
    (Measure("万家", "count", "家", Fraction(10000)), False, (30000, "家")),
    (Measure("元", "money", "元"), False, (3, "元")),
    (Measure("公里", "length", "米", Fraction(1000)), False, (3000, "米")),
)


@pytest.mark.parametrize(("measure", "whole", "scaled"), MEASURES)
def test_only_single_things_are_counted_whole(measure, whole, scaled):
    assert (measure.whole, measure.scale(Fraction(3))) == (whole, scaled)


def test_sentences_stand_in_the_order_of_their_columns():
    said = [Statement(act="award", text="", column=column, start=start) for column, start in ((1, 0), (0, 9), (0, 2))]
    assert [one.order for one in sorted(said, key=lambda one: one.order)] == [(0, 2), (0, 9), (1, 0)]
