"""In: what an event or a to-do says. Out: RFC 5545 by the library `icalendar`: escaped, folded at 75 octets, CRLF.

No METHOD is set: PUBLISH asks for an organizer, and for a start and a priority of each to-do, which no plan states; a
file without it is imported by every client. Not handled: time zones; every day is a whole day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from extractor.report.exports.packages import load_package

PRODUCT = "-//extractor//county plans//ZH"
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
LARGEST = 16_000_000
"""Bytes of an earlier calendar that is looked at."""
TIMES = ("DTSTART", "DTEND", "DUE", "RRULE")
"""What a client must be told of when it has changed: SEQUENCE counts these changes."""


@dataclass(frozen=True, slots=True)
class Component:
    """One event, or one to-do where `is_todo`: its words, its days and how far ahead it reminds."""

    uid: str
    summary: str
    description: str
    category: str
    stamp: date
    is_todo: bool = False
    start: date | None = None
    end: date | None = None
    rule: str = ""
    remind_days: int = 0
    sequence: int = 0

    @property
    def has_day(self) -> bool:
        """Whether a calendar can show it anywhere."""
        return self.end is not None

    def times(self) -> tuple[str, ...]:
        """Return TIMES as they stand in a file."""
        component = _build(load_package("icalendar", "ics"), self)
        return _read_times(component)


def number_revisions(components: Iterable[Component], earlier: Iterable[bytes]) -> list[Component]:
    """Return `components` with SEQUENCE as many as the times that their days were moved, by the calendars of before.

    An earlier file that is no calendar counts as none.
    """
    known: dict[str, tuple[int, tuple[str, ...]]] = {}
    for content in earlier:
        known.update(_read_revisions(content))
    found = []
    for component in components:
        sequence, times = known.get(component.uid, (0, ()))
        moved = component.uid in known and times != component.times()
        found.append(replace(component, sequence=sequence + moved))
    return found


def _read_revisions(content: bytes) -> dict[str, tuple[int, tuple[str, ...]]]:
    library = load_package("icalendar", "ics")
    try:
        calendar = library.Calendar.from_ical(content)
        return {
            str(part["UID"]): (max(int(part.get("SEQUENCE", 0)), 0), _read_times(part))
            for part in calendar.walk()
            if part.name in {"VEVENT", "VTODO"} and "UID" in part
        }
    except Exception:  # noqa: BLE001 - a file of another program may be damaged in any way; it then tells nothing
        return {}


def _read_times(component: Any) -> tuple[str, ...]:
    return tuple(
        f"{name}={value.to_ical().decode('utf-8')}" for name in TIMES if (value := component.get(name)) is not None
    )


def build_calendar(name: str, description: str, components: Iterable[Component]) -> bytes:
    """Return a calendar of `components`; `description` is shown by clients that know X-WR-CALDESC."""
    library = load_package("icalendar", "ics")
    calendar = library.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The library escapes what the standard knows; these two names are of one client and all others.
    calendar["X-WR-CALNAME"] = library.vText(_clean(name))
    calendar["X-WR-CALDESC"] = library.vText(_clean(description))
    for component in components:
        calendar.add_component(_build(library, component))
    content: bytes = calendar.to_ical()
    return content


def _build(library: Any, component: Component) -> Any:
    """Return the library's own component; its stamps move with SEQUENCE, since no clock may be read."""
    built = library.Todo() if component.is_todo else library.Event()
    revised = datetime.combine(component.stamp, datetime.min.time(), UTC) + timedelta(seconds=component.sequence)
    built.add("uid", component.uid)
    built.add("dtstamp", revised)
    built.add("last-modified", revised)
    built.add("sequence", component.sequence)
    built.add("summary", _clean(component.summary))
    built.add("description", _clean(component.description))
    built.add("categories", [_clean(component.category)])
    if component.is_todo:
        built.add("status", "NEEDS-ACTION")
        if component.end is not None:
            built.add("due", component.end)
    elif component.start is not None and component.end is not None:
        built.add("dtstart", component.start)
        if component.end < date.max:
            built.add("dtend", component.end + timedelta(days=1))
        if component.rule:
            built.add("rrule", library.vRecur.from_ical(component.rule))
        built.add("transp", "TRANSPARENT")
    if component.remind_days and component.has_day:
        built.add_component(_build_alarm(library, component))
    return built


def _build_alarm(library: Any, component: Component) -> Any:
    alarm = library.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(component.summary))
    parameters = {"RELATED": "END"} if component.is_todo else {}
    alarm.add("trigger", timedelta(days=-component.remind_days), parameters=parameters)
    return alarm


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text.replace("\r\n", "\n"))
