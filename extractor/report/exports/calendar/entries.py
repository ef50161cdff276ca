"""In: one deadline of a plan. Out: the event or to-do that a calendar shows for it, and in words what it cannot show.

Dates and intervals are whole-day events (to-dos with DUE where asked for), recurrences repeat to the end of the plan's
period, and what counts from an event that nobody can know is a to-do without a day. Working days are official ones or
none. Not handled: which file an entry goes into.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import msgspec

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Deadline, DeadlineKind, Plan, Task
from extractor.model.timing.timing import Recurrence, Within
from extractor.report.exports.calendar.components import Component
from extractor.report.exports.calendar.working_days import add_working_days, is_working_day, last_working_day
from extractor.report.exports.identity import identify_plan
from extractor.report.labels import ROLES, Language, Wording
from extractor.report.phrasing import describe_deadline
from extractor.report.quoting import cite_plan, print_sentence
from extractor.report.tables.table import as_date, title_of

NO_STAMP = date(1970, 1, 1)
"""Stands for the day of issue of a plan that states none, since the standard asks for a stamp."""
ISSUED = re.compile(r"(?:印发|发布|下发|成文|发文)之?日|本(?:方案|通知|办法|文件)(?:印发|发布|下发)")
YEAR = re.compile(r"(?:19|20)\d\d")
REMIND_DAY, REMIND_ROUND = 7, 1
"""Days ahead of a single day, and of each turn of a recurrence; what comes every day reminds of itself."""
WHOLE_PLAN = Wording("全文要求", "the whole plan")


class CalendarEntry(msgspec.Struct, frozen=True):
    """One deadline of one task (of the plan itself where `task` is None), and how to tell it in one language."""

    plan: Plan
    place: str
    task: Task | None
    key: str
    deadline: Deadline
    lang: Language
    as_todos: bool = False

    def say(self, zh: str, en: str) -> str:
        """Return the words in the report's language."""
        return Wording(zh, en).first(self.lang)

    @property
    def title(self) -> str:
        """What must be done."""
        return title_of(self.task) if self.task else WHOLE_PLAN.first(self.lang)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Who must do it, with the role in brackets."""
        units = self.task.units if self.task else ()
        return tuple(f"{tidy(unit.name)}（{ROLES[unit.role.value].first(self.lang)}）" for unit in units)

    @property
    def meaning(self) -> str:
        """By when, in words."""
        return describe_deadline(self.deadline).first(self.lang)

    @property
    def issued(self) -> date | None:
        """The plan's day of issue."""
        found = as_date(self.plan.metadata.issue_date)
        return found if isinstance(found, date) else None


def build_component(entry: CalendarEntry) -> Component:
    """Return the event or to-do of one deadline."""
    deadline = entry.deadline
    day, start = as_date(deadline.date), as_date(deadline.start)
    if deadline.kind in (DeadlineKind.DATE, DeadlineKind.INTERVAL) and isinstance(day, date):
        first = start if isinstance(start, date) and start <= day else day
        return replace(_describe(entry, _tell_day(entry, day)), is_todo=entry.as_todos, start=first, end=day)
    timing = deadline.timing
    period = find_period(entry.plan)
    if isinstance(timing, Recurrence) and period is not None:
        found = timing.ics(period.first)
        if found is not None and found.first <= period.last:
            notes = [period.tell(entry)]
            if found.assumed:
                notes.insert(
                    0, entry.say("原文未写明日子，记在每期最后一日", "no day is stated: set on the last of each period")
                )
            rule = f"{found.rrule};UNTIL={period.last:%Y%m%d}"
            remind = 0 if timing.unit == "day" else REMIND_ROUND
            shown = _describe(entry, notes)
            return replace(shown, start=found.first, end=found.first, rule=rule, remind_days=remind)
    due, notes = _tell_duration(entry, entry.issued)
    return replace(_describe(entry, notes), is_todo=True, end=due)


class Period(msgspec.Struct, frozen=True):
    """The days on which a plan's recurrences may fall; `stated` is False where the year of issue stands for it."""

    first: date
    last: date
    stated: bool

    def tell(self, entry: CalendarEntry) -> str:
        """Say until when a recurrence runs and why."""
        if self.stated:
            return entry.say(f"方案期限至 {self.last}，此后不再重复", f"the plan runs until {self.last}")
        return entry.say(
            f"方案未写明期限，暂止于印发当年年底（{self.last}）",
            f"no period is stated: shown to the end of the year of issue ({self.last})",
        )


def find_period(plan: Plan) -> Period | None:
    """Return from when to when a plan's recurrences run; None where neither a year nor a day of issue is known.

    >>> from extractor.model.facts.plan import Metadata, SourceInfo
    >>> source = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)
    >>> found = find_period(Plan(id="a", source=source, metadata=Metadata(issue_date="2022-06-02", year="2022-2024")))
    >>> str(found.first), str(found.last), found.stated
    ('2022-06-02', '2024-12-31', True)
    """
    issued = as_date(plan.metadata.issue_date)
    years = [int(year) for year in YEAR.findall(plan.metadata.year or "")]
    if not isinstance(issued, date):
        return Period(date(years[0], 1, 1), date(years[-1], 12, 31), stated=True) if years else None
    if years and years[-1] >= issued.year:
        return Period(max(issued, date(years[0], 1, 1)), date(years[-1], 12, 31), stated=True)
    return Period(issued, date(issued.year, 12, 31), stated=False)


def _describe(entry: CalendarEntry, notes: list[str]) -> Component:
    sentence = print_sentence(entry.plan, entry.deadline.place) or tidy(entry.deadline.text)
    trigger = tidy(entry.deadline.trigger or "")
    lines = [
        f"{entry.say('时限', 'Deadline')}：{entry.meaning}",
        f"{entry.say('起算事件', 'Counts from')}：{trigger}" if trigger else "",
        *notes,
        f"{entry.say('单位', 'Bodies')}：{'、'.join(entry.bodies)}" if entry.bodies else "",
        f"{entry.say('原句', 'Printed')}：{sentence}",
        f"{entry.say('出处', 'Source')}：{cite_plan(entry.plan)}",
    ]
    owner = entry.task.id if entry.task else ""
    return Component(
        uid=f"{uuid5(NAMESPACE_URL, f'urn:county-plan:{identify_plan(entry.plan)}:{owner}:{entry.key}')}@extractor",
        summary=f"[{entry.place}] {entry.title}（{entry.meaning}）",
        description="\n".join(line for line in lines if line),
        category=entry.place,
        stamp=entry.issued or NO_STAMP,
        remind_days=REMIND_DAY,
    )


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
