"""In: material of a report. Out: calendars of deadlines (.ics), one for each body of each plan and one for each plan.

What has no day (立即, 收到之日起7日) is a to-do without DUE: many clients do not show it, so `ics/undated.csv` lists
every such limit, and each is told. Not handled: indicators, which have no deadlines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Deadline, Plan
from extractor.model.report import ReportFile, ReportNote
from extractor.report.csv_files import build_csv
from extractor.report.dataset import Material
from extractor.report.exports.calendar.components import Component, build_calendar, number_revisions
from extractor.report.exports.calendar.entries import CalendarEntry, build_component
from extractor.report.exports.identity import name_files
from extractor.report.labels import Language, Wording
from extractor.report.quoting import cite_plan
from extractor.report.tables.table import PLAN_COLUMNS, Column, TidyTable

UNSTATED = Wording("未写明责任单位", "no body stated")
FIGURES = re.compile(r"[\d〇一二三四五六七八九十]+")
UNDATED_COLUMNS = (
    *PLAN_COLUMNS,
    Column("title", "事项", "title", "任务名称", "title of the task", width=40),
    Column("deadline", "时限", "deadline", "时限的含义", "what the limit says", width=30),
    Column("trigger", "起算事件", "trigger", "从何时起算", "what it counts from", width=24),
    Column("bodies", "单位", "bodies", "责任单位及角色", "bodies with roles", width=40),
    Column("printed", "原文", "printed", "印出的词语", "as printed", width=30),
    Column("source", "出处", "source", "方案", "plan", width=40),
)
Loader = Callable[[str], Iterable[bytes]]
"""Gives the contents of the files that match a pattern below the folder written to before."""


def build_calendars(
    material: Material, *, as_todos: bool = False, load_earlier: Loader = lambda _: ()
) -> Iterator[ReportFile | ReportNote]:
    """Yield `ics/<plan>.ics` with all of a plan, `ics/<plan>/<body>.ics` for each body, and what has no day."""
    earlier = tuple(load_earlier("ics/*.ics"))
    folders = name_files(plan.id for plan in material.plans)
    undated: list[CalendarEntry] = []
    shown = 0
    for plan in material.plans:
        entries = list(_list_entries(plan, material, as_todos=as_todos))
        if not entries:
            continue
        built = number_revisions(map(build_component, entries), earlier)
        pairs = list(zip(entries, built, strict=True))
        folder, place = folders[plan.id], material.names[plan.id]
        yield ReportFile(f"ics/{folder}.ics", _write(place, pairs, material.lang))
        owned = _sort_by_body(pairs, material.lang)
        names = name_files(sorted(owned))
        for body, name in names.items():
            content = _write(f"{place} {body}", owned[body], material.lang)
            yield ReportFile(f"ics/{folder}/{name}.ics", content)
        undated += [entry for entry, component in pairs if not component.has_day]
        shown += sum(component.has_day for component in built)
    if undated:
        yield ReportFile("ics/undated.csv", build_csv(_build_undated(undated)))
    yield from _tell_undated(undated, shown, material.lang)


def _list_entries(plan: Plan, material: Material, *, as_todos: bool) -> Iterator[CalendarEntry]:
    place = material.names[plan.id]
    for task in plan.tasks:
        for key, deadline in zip(_name_deadlines(task.deadlines), task.deadlines, strict=True):
            yield CalendarEntry(plan, place, task, key, deadline, material.lang, as_todos)
    for key, deadline in zip(_name_deadlines(plan.deadlines), plan.deadlines, strict=True):
        yield CalendarEntry(plan, place, None, key, deadline, material.lang, as_todos)


def _name_deadlines(deadlines: Iterable[Deadline]) -> Iterator[str]:
    """Yield what tells the deadlines of a task apart: their words without figures, so that a moved day keeps its event.

    6月30日前 and 9月30日前 of one task in two editions are one event; both in one edition are two.
    """
    used = Counter[str]()
    for deadline in deadlines:
        words = FIGURES.sub("", tidy(deadline.text))
        used[words] += 1
        yield f"{words}:{used[words]}"


def _write(name: str, pairs: Iterable[tuple[CalendarEntry, Component]], lang: Language) -> bytes:
    components = [component for _, component in pairs]
    dated = sum(component.has_day for component in components)
    words = Wording(
        f"共 {len(components)} 条时限，{dated} 条有日子；{len(components) - dated} 条没有日子，是不带到期日的待办",
        f"{len(components)} deadlines, {dated} with a day; {len(components) - dated} have none: to-dos without DUE",
    )
    return build_calendar(name, words.first(lang), components)


def _sort_by_body(
    pairs: Iterable[tuple[CalendarEntry, Component]], lang: Language
) -> dict[str, list[tuple[CalendarEntry, Component]]]:
    found: dict[str, list[tuple[CalendarEntry, Component]]] = {}
    for entry, component in pairs:
        units = entry.task.units if entry.task else ()
        bodies = [tidy(unit.name) for unit in units] or [UNSTATED.first(lang)]
        for body in dict.fromkeys(bodies):
            found.setdefault(body, []).append((entry, component))
    return found


def _build_undated(entries: Iterable[CalendarEntry]) -> TidyTable:
    rows = tuple(
        (
            entry.plan.id, entry.place, entry.title, entry.meaning, tidy(entry.deadline.trigger or "") or None,
            "、".join(entry.bodies) or None, tidy(entry.deadline.text), cite_plan(entry.plan),
        )
        for entry in entries
    )  # fmt: skip
    label = Wording("没有日子的时限", "Deadlines without a day")
    return TidyTable("undated", label, label, UNDATED_COLUMNS, rows)


def _tell_undated(entries: list[CalendarEntry], shown: int, lang: Language) -> Iterator[ReportNote]:
    if not entries:
        return
    yield ReportNote(
        Wording(
            f"ics: {shown} 条时限有日子；{len(entries)} 条没有日子，多数日历程序不显示，见 ics/undated.csv：",
            f"ics: {shown} deadlines have a day; {len(entries)} have none, and most calendars do not show them "
            f"(ics/undated.csv):",
        ).first(lang)
    )
    for entry in entries:
        yield ReportNote(f"  [{entry.place}] {entry.title}（{entry.meaning}）")
