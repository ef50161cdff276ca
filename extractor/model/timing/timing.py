"""In: the parts of a time limit. Out: `Timing`: a day, a span, a recurrence, a time from an event, or at once.

The one home of RRULE (RFC 5545) and ISO 8601 durations: it writes and reads them, counts them, puts them into words and
says when they fall due. Every kind answers `per_year`, `due`, `words` and `fields`; what cannot be known is None.
Not handled: working days against the official calendar, which is a function that the caller gives.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extractor.model.timing.calendar import build_rule
from extractor.model.timing.parts import (
    EVERY_MONTH,
    WEEKDAYS,
    CalendarRule,
    RecurrenceParts,
    TimeUnit,
    Unit,
    Words,
)
from extractor.model.timing.words import describe_recurrence, describe_within

Fields = dict[str, "str | bool | None"]
AddWorkingDays = Callable[[date, int], "date | None"]

FREQUENCIES: dict[Unit, str] = {
    "year": "YEARLY", "month": "MONTHLY", "week": "WEEKLY", "day": "DAILY", "hour": "HOURLY",
}  # fmt: skip
TIMES: dict[Unit, float] = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0, "hour": 8760.0}
RULE = re.compile(r"(?:RRULE:)?(?P<parts>[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*)")
KNOWN_PARTS = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}
DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
SEASON = re.compile(r"季度|[至到~～\-—–]")
"""Printed between or behind months that are one stretch of the year: 每年3月至5月, 每年第四季度."""


@dataclass(frozen=True, slots=True)
class Day:
    """The last day allowed; `month_day` (06-30) alone where no year is printed."""

    day: str | None
    month_day: str | None = None

    def per_year(self) -> float | None:
        """A single day does not come again."""
        return None

    def due(self, _reference: date | None = None) -> date | None:
        """Return the day itself; None where its year is open."""
        return _as_day(self.day)

    def words(self) -> Words:
        """Return by when.

        >>> Day("2022-11-30").words(), Day(None, "06-30").words().zh
        (Words(zh='2022-11-30 前', en='by 2022-11-30'), '6月30日前（年份未写明）')
        """
        if self.day:
            return Words(f"{self.day} 前", f"by {self.day}")
        month, day = (int(part) for part in (self.month_day or "12-31").split("-"))
        return Words(f"{month}月{day}日前（年份未写明）", f"by {self.month_day} (year not stated)")

    def fields(self) -> Fields:
        """Return the fields of SPEC.md."""
        return {"kind": "date", "date": self.day, "month_day": self.month_day}


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day; `start` is None for 自即日起."""

    start: str | None
    end: str | None

    def per_year(self) -> float | None:
        """A span does not come again."""
        return None

    def due(self, _reference: date | None = None) -> date | None:
        """Return its last day."""
        return _as_day(self.end)

    def words(self) -> Words:
        """Return both ends.

        >>> Span(None, "2022-08-31").words().zh
        '即日起至 2022-08-31'
        """
        if self.start is None:
            return Words(f"即日起至 {self.end or '…'}", f"from now to {self.end or '…'}")
        return Words(f"{self.start} 至 {self.end or '…'}", f"{self.start} to {self.end or '…'}")

    def fields(self) -> Fields:
        """Return the fields of SPEC.md."""
        return {"kind": "interval", "start": self.start, "date": self.end}


@dataclass(frozen=True, slots=True)
class Recurrence(RecurrenceParts):
    """Something that comes round: its count, its days, its words and its rules."""

    def per_year(self) -> float:
        """Return how often it falls due in a year.

        >>> Recurrence("month", 3, (3, 6, 9, 12), (25,)).per_year(), Recurrence("month", days=(5, 20)).per_year()
        (4.0, 24.0)
        >>> Recurrence("week", weekdays=("WE",)).per_year(), Recurrence("year", months=(6, 12)).per_year()
        (52.0, 2.0)
        """
        days = 1 if self.position is not None else max(len(self.days), 1)
        if self.unit in ("year", "month") and self.months:
            months = 1 if self.season else len(self.months)
            return round(months * days / (self.step if self.unit == "year" else 1), 4)
        weekdays = 1 if self.position is not None else max(len(self.weekdays), 1)
        return round(TIMES[self.unit] * days * weekdays / self.step, 4)

    @property
    def month_day(self) -> int | None:
        """The one day of each month by which it is due (每月25日前)."""
        single = self.unit == "month" and self.step == 1 and not self.months and not self.weekdays
        return self.days[0] if single and len(self.days) == 1 else None

    def due(self, reference: date | None) -> date | None:
        """Return the first day from `reference` on which it falls due; the last of the period where none is named.

        >>> Recurrence("month", days=(26,)).due(date(2022, 6, 2)), Recurrence("month", 3).due(date(2022, 6, 2))
        (datetime.date(2022, 6, 26), datetime.date(2022, 6, 30))
        """
        found = self.ics(reference) if reference is not None else None
        return found.first if found else None

    def rrule(self) -> str:
        """Return the rule of RFC 5545 as SPEC.md writes it.

        >>> Recurrence("month", days=(5, 20)).rrule(), Recurrence("week", weekdays=("WE",)).rrule()
        ('FREQ=MONTHLY;BYMONTHDAY=5,20', 'FREQ=WEEKLY;BYDAY=WE')
        """
        parts = [f"FREQ={FREQUENCIES[self.unit]}"]
        if self.step > 1:
            parts.append(f"INTERVAL={self.step}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(self.weekdays))
        if self.position is not None:
            parts.append(f"BYSETPOS={self.position}")
        return ";".join(parts)

    def words(self) -> Words:
        """Return how often and by which day; never the rule itself.

        >>> Recurrence("month", 3, (3, 6, 9, 12), (25,)).words()
        Words(zh='每季度最后一个月25日前', en='quarterly by day 25 of its last month')
        >>> Recurrence("week", weekdays=("FR",)).words().zh, Recurrence("year", months=(6,), days=(-1,)).words().zh
        ('每周五', '每年6月底前')
        """
        return describe_recurrence(self)

    def ics(self, issued: date) -> CalendarRule | None:
        """Return what a calendar takes from the day of issue on; None where no day can be told.

        A calendar must know a day where a plan says only 每月: the last day of the period then stands for it.

        >>> Recurrence("month", 3).ics(date(2022, 6, 2)).rrule
        'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'
        """
        return build_rule(self, issued)

    def fields(self) -> Fields:
        """Return the fields of SPEC.md."""
        return {"kind": "recurring", "rrule": self.rrule()}


@dataclass(frozen=True, slots=True)
class Within:
    """So much time from an event; `roll` says that the limit is the next working day after it."""

    amount: int | None
    unit: TimeUnit = "day"
    trigger: str | None = None
    roll: Literal["next_working_day"] | None = None

    def per_year(self) -> float | None:
        """An event comes when it comes."""
        return None

    def due(self, reference: date | None, add_working_days: AddWorkingDays | None = None) -> date | None:
        """Return the last day, counted from the event's day `reference`; None where that cannot be told.

        >>> Within(30, "day").due(date(2022, 6, 2)), Within(1, "month").due(date(2022, 1, 31))
        (datetime.date(2022, 7, 2), datetime.date(2022, 2, 28))
        """
        if reference is None or self.amount is None or self.unit in ("hour", "minute", "second"):
            return None
        try:
            found = self._count(reference, self.amount, add_working_days)
        except (OverflowError, ValueError):
            return None
        if self.roll and found is not None:
            return add_working_days(found, 1) if add_working_days else None
        return found

    def _count(self, start: date, amount: int, add_working_days: AddWorkingDays | None) -> date | None:
        if self.unit == "working_day":
            return add_working_days(start, amount) if add_working_days else None
        if self.unit in ("day", "week"):
            return start + timedelta(days=amount * (7 if self.unit == "week" else 1))
        index = start.year * 12 + start.month - 1 + amount * (12 if self.unit == "year" else 1)
        year, month = divmod(index, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    def scale(self) -> tuple[float, str] | None:
        """Return the time on one of three scales that no factor joins: working days, days (24 hours), months.

        >>> [Within(n, u).scale() for n, u in ((7, "working_day"), (48, "hour"), (1, "year"), (2, "week"))]
        [(7.0, '工作日'), (2.0, '日'), (12.0, '个月'), (14.0, '日')]
        """
        if not self.amount:
            return None
        if self.unit == "working_day":
            return float(self.amount), "工作日"
        if self.unit in ("year", "month"):
            return float(self.amount * (12 if self.unit == "year" else 1)), "个月"
        days = {"week": 7.0, "day": 1.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}[self.unit]
        return round(self.amount * days, 4), "日"

    def duration(self) -> str | None:
        """Return the ISO 8601 duration; working days are days, marked beside it.

        >>> Within(7, "working_day").duration(), Within(48, "hour").duration()
        ('P7D', 'PT48H')
        """
        if self.amount is None:
            return None
        letter = {
            "year": "Y",
            "month": "M",
            "week": "W",
            "day": "D",
            "working_day": "D",
            "hour": "H",
            "minute": "M",
            "second": "S",
        }
        return f"{'PT' if self.unit in ('hour', 'minute', 'second') else 'P'}{self.amount}{letter[self.unit]}"

    def words(self) -> Words:
        """Return how long from which event.

        >>> Within(15, "working_day", "作出行政决定之日").words().zh
        '作出行政决定之日起15个工作日内'
        >>> Within(30, "day", "收到之日", "next_working_day").words().zh
        '收到之日起满30天后的下一个工作日'
        """
        return describe_within(self.amount, self.unit, self.trigger or "", rolls=self.roll is not None)

    def fields(self) -> Fields:
        """Return the fields of SPEC.md, and `roll`."""
        working = None if self.amount is None else self.unit == "working_day"
        found: Fields = {"kind": "relative", "duration": self.duration(), "working_days": working}
        return found | {"trigger": self.trigger, "roll": self.roll}


@dataclass(frozen=True, slots=True)
class AtOnce:
    """At once, when `trigger` happens."""

    trigger: str | None = None

    def per_year(self) -> float | None:
        """An event comes when it comes."""
        return None

    def due(self, reference: date | None) -> date | None:
        """Return the day of the event."""
        return reference

    def words(self) -> Words:
        """Return that it is due at once."""
        return Words("即时", "at once")

    def fields(self) -> Fields:
        """Return the fields of SPEC.md."""
        return {"kind": "immediate", "trigger": self.trigger}


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A time limit whose fields say nothing that can be computed; `raw` is what they held."""

    raw: str

    def per_year(self) -> float | None:
        """Nobody can tell."""
        return None

    def due(self, _reference: date | None = None) -> date | None:
        """Nobody can tell."""
        return None

    def words(self) -> Words:
        """Return nothing: the printed words must do."""
        return Words("", "")

    def fields(self) -> Fields:
        """Return no field but the kind."""
        return {"kind": "relative"}


Timing = Day | Span | Recurrence | Within | AtOnce | Unparsed


def parse_recurrence(rrule: str, printed: str = "") -> Recurrence | None:
    """Return an RRULE as a recurrence; None for one with parts that no plan states (COUNT, UNTIL, day 31 of a list).

    `printed` tells whether several months are one stretch of the year.

    >>> parse_recurrence("FREQ=WEEKLY;BYDAY=FR"), parse_recurrence("FREQ=DAILY;COUNT=3")
    (Recurrence(unit='week', step=1, months=(), days=(), weekdays=('FR',), position=None, season=False), None)
    """
    match = RULE.fullmatch(rrule.upper().strip())
    parts = dict(part.split("=", 1) for part in match["parts"].split(";")) if match else {}
    unit = next((unit for unit, name in FREQUENCIES.items() if name == parts.get("FREQ")), None)
    if unit is None or not parts.keys() <= KNOWN_PARTS:
        return None
    try:
        step = int(parts.get("INTERVAL", "1"))
        months = tuple(int(month) for month in parts["BYMONTH"].split(",")) if "BYMONTH" in parts else ()
        days = tuple(int(day) for day in parts["BYMONTHDAY"].split(",")) if "BYMONTHDAY" in parts else ()
        position = int(parts["BYSETPOS"]) if "BYSETPOS" in parts else None
    except ValueError:
        return None
    weekdays = tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
    valid = set(months) <= set(EVERY_MONTH) and all(day == -1 or 1 <= day <= 31 for day in days)
    if step < 1 or not valid or not set(weekdays) <= set(WEEKDAYS) or (position is not None and not weekdays):
        return None
    # 每季度最后一个月 names four months apart, 每年第四季度 three in a row; 1月至12月 ends nowhere
    ends = sum(month % 12 + 1 not in months for month in months)
    season = len(months) > 1 and ends <= 1 and not days and bool(SEASON.search(printed))
    return Recurrence(unit, step, months, days, weekdays, position, season)


def parse_duration(duration: str, *, working_days: bool | None = None) -> tuple[int, TimeUnit] | None:
    """Return an ISO 8601 duration of one unit; None for a mixture, or none.

    >>> parse_duration("P7D", working_days=True), parse_duration("PT48H"), parse_duration("P1M2D")
    ((7, 'working_day'), (48, 'hour'), None)
    """
    match = DURATION.fullmatch(duration)
    parts = [(unit, int(n)) for unit, n in match.groupdict().items() if n] if match else []
    if len(parts) != 1:
        return None
    unit, amount = parts[0]
    return amount, "working_day" if unit == "day" and working_days else unit  # type: ignore[return-value]


def _as_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
