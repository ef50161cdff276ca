"""In: a grid that assigns work (重点任务 | 牵头单位 | 完成时限). Out: its rows as tasks.

Such a table is read where the body holds no tasks: a list of tasks behind a body repeats it. Not handled: one
task over several rows whose number is printed once; each row with words is a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.numerals import parse_number
from extractor.model.mappings import ColumnField
from extractor.model.outline import Grid, Outline, Row
from extractor.model.place import EMPTY, Passage
from extractor.model.plan import Deadline, Role, Target, Task, Unit
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.targets import find_targets
from extractor.parse.facts.units import find_cell_units
from extractor.parse.tables.categories import ARABIC, HAN_NUMBER
from extractor.parse.tables.header_fields import find_columns, is_task_table

WORDS: tuple[ColumnField, ...] = ("name", "measure", "content")
BODIES: tuple[tuple[ColumnField, Role], ...] = (
    ("lead_units", Role.LEAD),
    ("units", Role.RESPONSIBLE),
    ("participants", Role.PARTICIPANT),
)
Cells = dict[ColumnField, Passage]


def find_table_tasks(context: Context, outline: Outline) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """Return the tasks of all tables that assign work, and time limits that name no time."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    for part in outline.parts:
        for grid in part.grids:
            fields = find_columns(context.mappings.columns, grid)
            if is_task_table(fields, grid):
                for task, found in _read_grid(context, grid, fields):
                    tasks.append(task)
                    problems.extend(found)
    return tuple(tasks), tuple(problems)


def _read_grid(
    context: Context, grid: Grid, fields: tuple[ColumnField | None, ...]
) -> Iterator[tuple[Task, tuple[Problem, ...]]]:
    section: Passage | None = None
    for index, row in enumerate(grid.rows, start=1):
        if row.full_width:
            section = row.cells[0].passage
            continue
        cells = _cells(row, fields)
        title = next((cells[name] for name in WORDS if cells.get(name)), EMPTY)
        if title:
            yield _build_task(context, cells, title, section or cells.get("level1"), f"t{grid.number}.r{index}")


def _cells(row: Row, fields: tuple[ColumnField | None, ...]) -> Cells:
    named = zip(row.cells, fields, strict=False)
    return {name: cell.passage for cell, name in named if name is not None and cell.passage}


def _build_task(
    context: Context, cells: Cells, title: Passage, section: Passage | None, identifier: str
) -> tuple[Task, tuple[Problem, ...]]:
    number = cells.get("no", EMPTY)
    marked = ARABIC.match(number.text) or HAN_NUMBER.match(number.text)
    value = parse_number(marked["n"]) if marked else None
    places = {"title": context.place(title)}
    if section:
        places["section"] = context.place(section)
    deadlines, problems = _read_deadlines(context, cells)
    words = [cells[name] for name in WORDS if cells.get(name)]
    whole = EMPTY
    for passage in words:
        whole = whole.join(passage)
    targets: tuple[Target, ...] = tuple(target for passage in words for target in find_targets(context, passage))
    task = Task(
        id=identifier,
        no=str(value) if value is not None else None,
        section=section.printed if section else None,
        title=title.printed.rstrip("。；;"),
        text=context.quote(whole),
        units=tuple(unit for name, role in BODIES for unit in _read_units(context, cells, name, role)),
        deadlines=deadlines,
        targets=targets,
        place=context.place(whole),
        places=places,
    )
    return task, problems


def _read_units(context: Context, cells: Cells, name: ColumnField, role: Role) -> tuple[Unit, ...]:
    passage = cells.get(name)
    return find_cell_units(context, passage, role) if passage else ()


def _read_deadlines(context: Context, cells: Cells) -> tuple[tuple[Deadline, ...], tuple[Problem, ...]]:
    deadlines = [
        deadline
        for name in ("measure", "content")
        if cells.get(name)
        for deadline in find_deadlines(context, cells[name], "body")
    ]
    cell = cells.get("deadline")
    if not cell:
        return tuple(deadlines), ()
    stated = find_deadlines(context, cell, "label")
    if stated:
        return (*deadlines, *stated), ()
    problem = Problem(
        "parse", "deadline-not-understood", Severity.NOTE, context.place(cell),
        f"时限“{cell.printed}”没有写明可计算的时间", "The stated time limit names no time that can be computed",
    )  # fmt: skip
    return tuple(deadlines), (problem,)
