"""In: nothing. Out: what a task or an indicator asks for beside its words: bodies, time limits, numbers to reach.

Not handled: what the times mean (`timing`) and what the numbers measure (`quantity`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from extractor.model.facts.vocabulary import DeadlineKind, Number, Operator, Role
from extractor.model.paper.place import Place
from extractor.model.timing.timing import (
    AtOnce,
    Day,
    Span,
    Timing,
    Unparsed,
    Within,
    parse_duration,
    parse_recurrence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body that answers for something; `function` is its duty by `mappings/units.yaml`, None if unknown."""

    name: str
    role: Role
    generic: bool = False
    optional: bool = False
    function: str | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something must be done. `date` is the last day allowed; `rrule` is RFC 5545, `duration` ISO 8601 (`timing`).

    `month_day` ("06-30") stands in for `date` where no year is known. `where` is preamble, safeguard or closing for
    the plan's own deadlines, outside tasks.
    """

    text: str
    where: Literal["label", "body", "preamble", "safeguard", "closing"]
    kind: DeadlineKind
    date: str | None = None
    month_day: str | None = None
    start: str | None = None
    rrule: str | None = None
    duration: str | None = None
    working_days: bool | None = None
    trigger: str | None = None
    roll: Literal["next_working_day"] | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)

    @property
    def timing(self) -> Timing:
        """Return the fields as a typed time, which counts, falls due and has words.

        >>> Deadline(text="每月26日前", where="label", kind=DeadlineKind.RECURRING,
        ...          rrule="FREQ=MONTHLY;BYMONTHDAY=26").timing.words().zh
        '每月26日前'
        """
        return _build_timing(self)


def _build_timing(one: Deadline) -> Timing:
    if one.kind is DeadlineKind.DATE and (one.date or one.month_day):
        return Day(one.date, one.month_day)
    if one.kind is DeadlineKind.INTERVAL and (one.start or one.date):
        return Span(one.start, one.date)
    if one.kind is DeadlineKind.RECURRING and one.rrule:
        return parse_recurrence(one.rrule, one.text) or Unparsed(one.rrule)
    if one.kind is DeadlineKind.IMMEDIATE:
        return AtOnce(one.trigger)
    if one.kind is DeadlineKind.RELATIVE and one.duration:
        length = parse_duration(one.duration, working_days=one.working_days)
        return Within(*length, one.trigger, one.roll) if length else Unparsed(one.duration)
    return Unparsed("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number to reach or to stay within; `change` where it is the amount of a change, `max` closes a range.

    `cycle` is the period of a quota for which `period` has no word (每周至少1篇).
    """

    text: str
    metric: str | None
    op: Operator
    value: Number
    unit: str
    period: Literal["year", "quarter", "month", "day"] | None = None
    cycle: (
        Literal[
            "half_year",
            "two_months",
            "half_month",
            "ten_days",
            "two_weeks",
            "week",
            "term",
            "hour",
            "two_years",
            "three_years",
        ]
        | None
    ) = None
    approx: bool = False
    change: Literal["rise", "fall"] | None = None
    max: Number | None = None
    by: str | None = None
    place: Place | None = dataclasses.field(default=None, compare=False)
