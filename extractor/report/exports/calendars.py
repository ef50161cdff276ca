"""In: material of a report. Out: calendars of deadlines (.ics), one for each body of each plan and one for each plan.

Dates and intervals are events, recurrences repeat, and what counts from an event that nobody can know is a to-do with
the event in its description. Working days are official ones or none. Not handled: indicators, which have no deadlines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Deadline, DeadlineKind, Plan, Task
from extractor.model.report import ReportFile
from extractor.model.timing.timing import Recurrence, Within
from extractor.report.dataset import Material
from extractor.report.exports.components import Property, build_calendar, write_day, write_text
from extractor.report.exports.working_days import add_working_days, is_working_day, last_working_day
from extractor.report.labels import ROLES, Language, Wording
from extractor.report.phrasing import describe_deadline
from extractor.report.quoting import cite_plan, print_sentence
from extractor.report.tables.table import as_date, title_of

UNSTATED = Wording("未写明责任单位", "no body stated")
NO_STAMP = date(1970, 1, 1)
"""Stands for the day of issue of a plan that states none, since the standard asks for a stamp."""

ISSUED = re.compile(r"(?:印发|发布|下发|成文|发文)之?日|本(?:方案|通知|办法|文件)(?:印发|发布|下发)")
FIGURES = re.compile(r"[\d〇一二三四五六七八九十]+")
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\ud800-\udfff]+')


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One deadline of one task, and how to tell it in one language."""

    plan: Plan
    place: str
    task: Task
    key: str
    deadline: Deadline
    lang: Language

    def say(self, zh: str, en: str) -> str:
        """Return the words in the report's language."""
        return Wording(zh, en).first(self.lang)


def build_calendars(material: Material) -> Iterator[ReportFile]:
    """Yield `ics/<plan>.ics` with all deadlines of a plan, and `ics/<plan>/<body>.ics` for each body with any."""
    for plan in material.plans:
        entries = [
            CalendarEntry(plan, material.names[plan.id], task, key, deadline, material.lang)
            for task in plan.tasks
            for key, deadline in zip(_name_deadlines(task), task.deadlines, strict=True)
        ]
        if not entries:
            continue
        folder, place = name_file(plan.id), material.names[plan.id]
        components = {id(entry): build_component(entry) for entry in entries}
        yield ReportFile(f"ics/{folder}.ics", build_calendar(place, components.values()))
        for body, owned in sorted(_sort_by_body(entries, material.lang).items()):
            content = build_calendar(f"{place} {body}", [components[id(entry)] for entry in owned])
            yield ReportFile(f"ics/{folder}/{name_file(body)}.ics", content)


def _name_deadlines(task: Task) -> Iterator[str]:
    """Yield what tells the deadlines of a task apart: their words without figures, so that a moved day keeps its event.

    6月30日前 and 9月30日前 of one task in two editions are one event; both in one edition are two.
    """
    used = Counter[str]()
    for deadline in task.deadlines:
        words = FIGURES.sub("", tidy(deadline.text))
        used[words] += 1
        yield f"{words}:{used[words]}"


def _identify(plan: Plan) -> str:
    """Return what is printed that tells a plan from all others: not its file's name, which anyone may change."""
    about = plan.metadata
    stated = [tidy(words) for words in (about.jurisdiction, about.doc_number, about.title) if words]
    return ":".join(stated) or plan.id


def _sort_by_body(entries: list[CalendarEntry], lang: Language) -> dict[str, list[CalendarEntry]]:
    found: dict[str, list[CalendarEntry]] = {}
    for entry in entries:
        bodies = [tidy(unit.name) for unit in entry.task.units] or [UNSTATED.first(lang)]
        for body in dict.fromkeys(bodies):
            found.setdefault(body, []).append(entry)
    return found


def name_file(name: str) -> str:
    """Return `name` as the name of a file on any system, at most 80 characters.

    >>> name_file("县发展和改革局/办公室")
    '县发展和改革局_办公室'
    """
    return UNSAFE.sub("_", name).strip(". ")[:80] or "_"


def build_component(entry: CalendarEntry) -> list[Property]:
    """Return the event or to-do of one deadline."""
    deadline, issued = entry.deadline, as_date(entry.plan.metadata.issue_date)
    day, start = as_date(deadline.date), as_date(deadline.start)
    if deadline.kind in (DeadlineKind.DATE, DeadlineKind.INTERVAL) and isinstance(day, date):
        return _event(entry, start if isinstance(start, date) and start <= day else day, day, _tell_day(entry, day))
    timing = deadline.timing
    if isinstance(timing, Recurrence) and isinstance(issued, date):
        found = timing.ics(issued)
        if found is not None:
            note = [entry.say("原文未写明日子，记在每期最后一日", "no day is stated: set on the last of each period")]
            event = _event(entry, found.first, found.first, note if found.assumed else [])
            return [*event[:-1], ("RRULE", found.rrule), event[-1]]
    return _todo(entry, issued if isinstance(issued, date) else None)


def _event(entry: CalendarEntry, start: date, end: date, notes: list[str]) -> list[Property]:
    return [
        ("BEGIN", "VEVENT"),
        *_shared(entry, notes),
        ("DTSTART;VALUE=DATE", write_day(start)),
        *([("DTEND;VALUE=DATE", write_day(end + timedelta(days=1)))] if end < date.max else []),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ]


def _todo(entry: CalendarEntry, issued: date | None) -> list[Property]:
    due, notes = _tell_duration(entry, issued)
    limit = [("DUE;VALUE=DATE", write_day(due))] if due else []
    return [("BEGIN", "VTODO"), *_shared(entry, notes), *limit, ("STATUS", "NEEDS-ACTION"), ("END", "VTODO")]


def _shared(entry: CalendarEntry, notes: list[str]) -> list[Property]:
    plan, task = entry.plan, entry.task
    issued = as_date(plan.metadata.issue_date)
    stamp = issued if isinstance(issued, date) else NO_STAMP
    meaning = describe_deadline(entry.deadline).first(entry.lang)
    bodies = [f"{tidy(unit.name)}（{ROLES[unit.role.value].first(entry.lang)}）" for unit in task.units]
    sentence = print_sentence(plan, entry.deadline.place) or tidy(entry.deadline.text)
    trigger = tidy(entry.deadline.trigger or "")
    lines = [
        f"{entry.say('时限', 'Deadline')}：{meaning}",
        f"{entry.say('起算事件', 'Counts from')}：{trigger}" if trigger else "",
        *notes,
        f"{entry.say('单位', 'Bodies')}：{'、'.join(bodies)}" if bodies else "",
        f"{entry.say('原句', 'Printed')}：{sentence}",
        f"{entry.say('出处', 'Source')}：{cite_plan(plan)}",
    ]
    return [
        ("UID", f"{uuid5(NAMESPACE_URL, f'urn:county-plan:{_identify(plan)}:{task.id}:{entry.key}')}@extractor"),
        ("DTSTAMP", f"{write_day(stamp)}T000000Z"),
        ("SUMMARY", write_text(f"[{entry.place}] {title_of(task)}（{meaning}）")),
        ("DESCRIPTION", write_text("\n".join(line for line in lines if line))),
        ("CATEGORIES", write_text(entry.place)),
    ]


def _tell_day(entry: CalendarEntry, day: date) -> list[str]:
    """Say of a last day that is free which working day comes before it; and where nobody can say."""
    works = is_working_day(day)
    if works:
        return []
    before = last_working_day(day)
    if works is None or before is None:
        return [_tell_unresolved(entry, day.year)]
    return [
        entry.say(
            f"该日非工作日，此前最后一个工作日为 {before}", f"a free day; the last working day before is {before}"
        )
    ]


def _tell_duration(entry: CalendarEntry, issued: date | None) -> tuple[date | None, list[str]]:
    """Return the day on which a to-do falls due, known only where it counts from the plan's own issue."""
    deadline, timing = entry.deadline, entry.deadline.timing
    counted = isinstance(timing, Within) and timing.unit in ("day", "working_day", "week", "month", "year")
    if not isinstance(timing, Within) or not counted or issued is None:
        return None, []
    due = timing.due(issued, add_working_days)
    own = bool(deadline.trigger and ISSUED.search(deadline.trigger))
    if due is None:
        return None, [_tell_unresolved(entry, issued.year)]
    if own:
        return due, []
    return None, [entry.say(f"例：自 {issued} 起算，至 {due}", f"for example, from {issued} until {due}")]


def _tell_unresolved(entry: CalendarEntry, year: int) -> str:
    return entry.say(
        f"工作日未定：没有 {year} 年的法定节假日安排", f"working days unresolved: no official calendar for {year}"
    )
