"""In: the cells of bodies and time limits of a row. Out: `Unit`s with their roles, and `Deadline`s.

A time limit that names no time is told. Not handled: which cells a row has (`task_tables`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from extractor.language.heads import STAGE_LIMIT
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Deadline, DeadlineKind, Role, Unit
from extractor.model.paper.outline import Row
from extractor.model.paper.place import Passage
from extractor.model.problem import Problem, Severity
from extractor.model.timing.parts import TimeUnit
from extractor.model.timing.timing import Within
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines, label_manner
from extractor.parse.facts.unit_roles import merge_repeated
from extractor.parse.facts.units import find_cell_units
from extractor.parse.tables.table_kinds import TableReading

BODIES: tuple[tuple[str, Role], ...] = (
    ("body", Role.RESPONSIBLE),
    ("lead_units", Role.LEAD),
    ("units", Role.RESPONSIBLE),
    ("participants", Role.PARTICIPANT),
)
SPAN = compile_late(
    r"(?:限期|限时|限)?(?P<n>[1-9]\d{0,2})个?(?P<unit>工作日|自然日|日|天|小时|个月|月|周)(?:之内|以内|内)?"
)
"""15个工作日 as a whole cell: so long may it take."""
UNITS: dict[str, TimeUnit] = {
    "工作日": "working_day", "自然日": "day", "日": "day", "天": "day",
    "小时": "hour", "个月": "month", "月": "month", "周": "week",
}  # fmt: skip
BOUND = compile_late(r"月(?:份|\d{1,2}[日号])?[底末前]|之前|以前|截止|完成")
"""6月底前, 3月前完成: a column that says by when in one row says so in all"""
WORDED = compile_late(r"[\w]")
"""A dash or stroke says that there is no limit."""
CALENDAR = ("时间", "日期", "月度", "")
Cells = Mapping[int, Passage]
Fields = Mapping[int, str]
"""The field of each column."""


def read_units(context: Context, fields: Fields, cells: Cells) -> tuple[Unit, ...]:
    """Return the bodies of a row, each once in a role."""
    return merge_repeated(tuple(_list_units(context, fields, cells)))


def _list_units(context: Context, fields: Fields, cells: Cells) -> Iterator[Unit]:
    plain = replace(context, first_leads=False) if context.first_leads else context
    for name, role in BODIES:
        for column, passage in cells.items():
            if fields[column] == name:  # whose duties a row holds (部门 | 主要职责) is no list in an order
                yield from find_cell_units(plain if name == "body" else context, passage, role)


def find_lasting(context: Context, reading: TableReading) -> frozenset[int]:
    """Return the time columns whose heads ask when something is done, and none of whose cells says by when.

    时间 before what is done is a calendar (时间 | 重点工作), behind it a limit.
    """
    first = min(reading.columns("name", "measure", "content", "problem"), default=0)
    return frozenset(
        column
        for column in reading.columns("deadline")
        if (
            label_manner(context, reading.roles[column].head) == "lasting_label"
            or (reading.roles[column].head in CALENDAR and column < first)
        )
        and not any(BOUND.search(row.cells[column].passage.text) for row in reading.grid.rows if not row.full_width)
    )


def read_deadlines(
    context: Context, fields: Fields, cells: Cells, problems: list[Problem], lasting: frozenset[int] = frozenset()
) -> tuple[Deadline, ...]:
    """Return the time limits of the time columns; one that names no time is added to `problems`.

    `lasting` holds the columns that ask when something is done: 1月份 is all of the month there.
    """
    found: list[Deadline] = []
    for column, passage in cells.items():
        if fields[column] != "deadline":
            continue
        stated = find_deadlines(context, passage, "lasting_label" if column in lasting else "label") or _read_span(
            context, passage
        )
        found.extend(stated)
        if not stated and WORDED.search(passage.text):
            problems.append(
                Problem(
                    "parse",
                    "deadline-not-understood",
                    Severity.NOTE,
                    context.place(passage),
                    f"时限“{passage.printed}”没有写明可计算的时间",
                    "The stated time limit names no time that can be computed",
                )
            )
    return tuple(found)


def read_milestones(context: Context, reading: TableReading, row: Row) -> tuple[Deadline, ...]:
    """Return the times that stand as heads over what is done by then (3月底前 over 完成设计), or then (2月 over √)."""
    heads = [reading.grid.head_path(column)[-1] for column in reading.columns("milestone") if row.cells[column].passage]
    return tuple(
        deadline
        for head in heads
        for deadline in find_deadlines(context, head, "label" if STAGE_LIMIT.search(head.text) else "lasting_label")
    )


def _read_span(context: Context, passage: Passage) -> tuple[Deadline, ...]:
    """Return the time that a whole cell of a time column allows."""
    match = SPAN.fullmatch(passage.text)
    if match is None or (match["unit"] == "月" and "个" not in passage.text):
        return ()
    fields = Within(int(match["n"]), UNITS[match["unit"]]).fields()
    return (
        Deadline(
            text=context.quote(passage),
            where="label",
            place=context.place(passage),
            **{**fields, "kind": DeadlineKind(str(fields["kind"]))},  # type: ignore[arg-type]
        ),
    )
