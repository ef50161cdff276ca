"""In: the tables of a document that hand out work (重点任务 | 牵头单位 | 完成时限). Out: their rows as tasks.

The finest naming column that has cells of its own names the task, what is merged over its rows is its section, and a
merged cell of bodies or dates holds for all its rows. Not handled: one task told in several tables of one document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from extractor.language.grammar.first_clause import find_first_duty
from extractor.language.needs import compile_late
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Role, Target, Task, Unit
from extractor.model.paper.outline import Row
from extractor.model.paper.place import EMPTY, Passage
from extractor.model.paper.table import TableKind
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.lead_order import settle_order
from extractor.parse.facts.targets import find_targets
from extractor.parse.facts.unit_roles import merge_repeated
from extractor.parse.facts.units import find_cell_units
from extractor.parse.tables.arrangement import TaskColumns, arrange_tasks
from extractor.parse.tables.categories import (
    ARABIC,
    HAN_NUMBER,
    GroupsInForce,
    RowGroup,
    build_category,
    drop_marks,
    find_category,
    find_wide_category,
)
from extractor.parse.tables.heading_bodies import find_named_bodies
from extractor.parse.tables.row_cells import is_note, is_total
from extractor.parse.tables.table_kinds import TableReading
from extractor.parse.tables.tasks.goal_cells import find_goal_targets
from extractor.parse.tables.tasks.labelled_forms import build_labelled_task
from extractor.parse.tables.tasks.marks import find_key, find_unkeyed, read_marks
from extractor.parse.tables.tasks.task_cells import find_lasting, read_deadlines, read_milestones, read_units
from extractor.parse.tables.tasks.task_columns import find_extras, keep_extras, keep_groups, place_all

NUMBERED = compile_late(r"\(?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.、](?!\d)|\)[、.]?)(?=\S)|[①-⑳]")
ISSUER = compile_late(r"[:]|政府")
"""填报单位：…, or who issued the paper: no heading of rows"""
BODY_FIELDS = frozenset({"body", "lead_units", "units", "participants"})
SENTENCE_END = compile_late(r"[。;!?]")
CELL_LEAST = 24
"""Of a numbered row a cell with a longer sentence is named by its first clause, as an item of running text is."""
CLAUSE_END = compile_late(r"[,。;!?]")


class _TaskTableReader(msgspec.Struct):
    context: Context
    reading: TableReading
    plan: TaskColumns
    lasting: frozenset[int]
    """the time columns that ask when something is done"""
    groups: GroupsInForce = msgspec.field(default_factory=GroupsInForce)
    held: dict[int, Passage] = msgspec.field(default_factory=dict)
    ids: Counter[str] = msgspec.field(default_factory=Counter)
    assumed: Passage = EMPTY
    """the first cell that was taken to hold for blank ones below it, where the format says nothing of merged cells"""
    tasks: list[Task] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    key: dict[str, Role] = msgspec.field(default_factory=dict)
    """what the marks of a matrix say of the bodies above them"""
    beside: dict[int, Passage] = msgspec.field(default_factory=dict)
    """the last printed cell of each further column, which may be merged over the rows below"""


def find_table_tasks(
    context: Context, readings: Sequence[TableReading]
) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """Return the tasks of all tables that hand out work, and time limits that name no time."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    for reading in readings:
        settled = settle_order(context, reading.grid, leads_apart=reading.has("lead_units"))
        if reading.labelled:
            tasks.append(build_labelled_task(settled, reading.grid.number, reading.labelled, problems))
        elif reading.kind is TableKind.TASKS:
            reader = _TaskTableReader(settled, reading, arrange_tasks(reading), find_lasting(context, reading))
            if reading.has("mark"):
                reader.key = find_key(context)
                problems.extend(find_unkeyed(context, reading, reader.key))
            for index in range(len(reading.grid.rows)):
                _take(reader, index)
            tasks.extend(reader.tasks)
            problems.extend(reader.problems)
            if reader.assumed:
                problems.append(_tell_assumed(context, reading, reader.assumed))
    return tuple(tasks), tuple(problems)


def _tell_assumed(context: Context, reading: TableReading, cell: Passage) -> Problem:
    return Problem(
        "parse", "merged-cells-assumed", Severity.NOTE, context.place(cell),
        f"第{reading.grid.number}张表有空白的单位或时限，按与上一行合并的单元格理解，请核对",
        f"Blank cells of table {reading.grid.number} were taken to be merged with those above; check them",
    )  # fmt: skip


def _take(reader: _TaskTableReader, index: int) -> None:
    row = reader.reading.grid.rows[index]
    columns = reader.context.mappings.columns
    if is_total(columns, row) or is_note(columns, row):
        return
    opened = _open_row(reader, index, row)
    if opened is not None:
        reader.groups.open_row(opened)
        reader.held.clear()
        return
    if not row.full_width:
        _open_columns(reader, row)
        _hold(reader, row)
        _read_row(reader, index, row)


def _open_row(reader: _TaskTableReader, index: int, row: Row) -> RowGroup | None:
    """Return the group that a row opens: across the table, or numbered 一 above rows numbered 1."""
    if row.full_width:
        return find_wide_category(reader.context, row.cells[0].passage)
    number, title = reader.plan.number, reader.plan.title
    if number is None or title is None:
        return None
    if any(row.cells[column].passage for column in reader.plan.holding):
        return None
    below = [other.cells[number].passage for other in reader.reading.grid.rows[index + 1 :] if not other.full_width]
    words = row.cells[title].passage or next(
        (row.cells[column].passage for column in reader.plan.groups if row.cells[column].passage), EMPTY
    )
    return find_category(reader.context, row.cells[number].passage, words, EMPTY, below)


def _open_columns(reader: _TaskTableReader, row: Row) -> None:
    for column in reader.plan.groups:
        words = row.cells[column].passage
        if words:
            known = reader.groups.columns.get(column)
            opened = reader.groups.open_column(column, build_category(reader.context, words))
            if opened is not known and not reader.reading.grid.merges:
                reader.held.clear()


def _hold(reader: _TaskTableReader, row: Row) -> None:
    """Keep the cells of bodies and dates that hold for the rows below, and let go of those that end."""
    grid = reader.reading.grid
    grouped = any(row.cells[column].passage for column in reader.plan.groups)
    for column in reader.plan.holding:
        cell = row.cells[column].passage
        if cell:
            reader.held[column] = cell
        elif (grid.merges and column not in row.covered) or (not grid.merges and (grouped or not reader.plan.groups)):
            reader.held.pop(column, None)


def _read_row(reader: _TaskTableReader, index: int, row: Row) -> None:
    plan = reader.plan
    title_cell = row.cells[plan.title].passage if plan.title is not None else EMPTY
    chain = reader.groups.chain()
    own = [column for column in plan.groups if row.cells[column].passage]
    if not title_cell and plan.title is not None and plan.title in row.covered and reader.tasks:
        _extend(reader, row)
        return
    if not title_cell and own:
        title_cell = row.cells[own[-1]].passage
        chain = reader.groups.chain(without=own[-1])
    if not title_cell:
        if reader.tasks and any(cell.passage for cell in row.cells):
            _extend(reader, row)
        return
    reader.tasks.append(_build_task(reader, index, row, title_cell, chain[-1] if chain else None))


def _words(reader: _TaskTableReader, row: Row, title: Passage) -> tuple[Passage, ...]:
    others = tuple(row.cells[column].passage for column in reader.plan.words if row.cells[column].passage)
    return (title, *others)


def _build_task(reader: _TaskTableReader, index: int, row: Row, title: Passage, section: RowGroup | None) -> Task:
    context, plan = reader.context, reader.plan
    words, held = _words(reader, row, title), _held(reader, row)
    extras = _keep_beside(reader, row, section)
    whole = EMPTY
    for passage in words:
        whole = whole.join(passage)
    no, bare = _number(reader, index, row, title)
    name = _cut_title(bare, CLAUSE_END if plan.duties else SENTENCE_END)
    if no is not None:
        name = name.cut(0, find_first_duty(name.text, CELL_LEAST))
    places = {"title": context.place(name), **place_all(context, extras)}
    if section is not None and section.title:
        places["section"] = section.place or context.place(section.title)
    deadlines = tuple(deadline for passage in words for deadline in find_deadlines(context, passage, "body"))
    return Task(
        id=_give_id(reader, no, index),
        no=no,
        section=section.title.printed if section is not None and section.title else None,
        title=name.printed,
        text=context.quote(whole),
        units=_read_bodies(reader, row, held),
        deadlines=(
            *deadlines,
            *read_deadlines(context, plan.holding, held, reader.problems, reader.lasting),
            *read_milestones(context, reader.reading, row),
        ),
        targets=(
            *(target for passage in words for target in find_targets(context, passage)),
            *_read_goals(reader, row, name),
        ),
        columns=_quote_extras(context, extras),
        place=context.place(whole),
        places=places,
    )


def _keep_beside(reader: _TaskTableReader, row: Row, section: RowGroup | None) -> dict[str, Passage]:
    """Return what the row holds beyond its task, with the groups above its section."""
    chain = reader.groups.chain()
    upto = next((index for index, group in enumerate(chain) if group is section), len(chain) - 1)
    groups = keep_groups(reader.reading, chain[: upto + 1], reader.groups.columns)
    return groups | keep_extras(find_extras(reader.reading, reader.plan), row, reader.beside)


def _read_bodies(reader: _TaskTableReader, row: Row, held: dict[int, Passage]) -> tuple[Unit, ...]:
    """Return the bodies of a row; of a table without a column of them, the body in the heading that it stands under."""
    context, fields = reader.context, reader.plan.holding
    named = (*read_units(context, fields, held), *read_marks(context, reader.reading, row, reader.key))
    if named or any(field in BODY_FIELDS for field in fields.values()):
        return named
    grid = reader.reading.grid
    heads = [*(line for line in grid.caption[-1:] if not ISSUER.search(line.text)), *grid.under]
    return next((find_cell_units(context, passage) for passage in find_named_bodies(context, heads)), ())


def _quote_extras(context: Context, extras: dict[str, Passage]) -> dict[str, str]:
    return {head: context.quote(passage) for head, passage in extras.items()}


def _read_goals(reader: _TaskTableReader, row: Row, title: Passage) -> Iterator[Target]:
    for column in reader.reading.columns("target", "goal"):
        if row.cells[column].passage:
            head = reader.reading.roles[column].head
            worded = column not in (*reader.plan.words, reader.plan.title)
            yield from find_goal_targets(reader.context, row.cells[column].passage, title, head, worded=worded)


def _held(reader: _TaskTableReader, row: Row) -> dict[int, Passage]:
    held = {column: reader.held[column] for column in reader.plan.holding if column in reader.held}
    blank = [column for column in held if not row.cells[column].passage]
    if blank and not reader.reading.grid.merges and not reader.assumed:
        reader.assumed = held[blank[0]]
    return held


def _extend(reader: _TaskTableReader, row: Row) -> None:
    """Add the bodies and dates of a row without a name of its own to the task above."""
    own = {column: row.cells[column].passage for column in reader.plan.holding if row.cells[column].passage}
    last = reader.tasks[-1]
    words = tuple(row.cells[column].passage for column in reader.plan.words if row.cells[column].passage)
    added = read_units(reader.context, reader.plan.holding, own)
    if reader.context.first_leads and any(unit.role is Role.LEAD for unit in last.units):
        added = tuple(replace(unit, role=Role.PARTICIPANT) for unit in added)
    units = merge_repeated((*last.units, *added))
    deadlines = tuple(deadline for passage in words for deadline in find_deadlines(reader.context, passage, "body"))
    targets = tuple(target for passage in words for target in find_targets(reader.context, passage))
    more = tuple(reader.context.quote(passage) for passage in words)
    extras = keep_extras(find_extras(reader.reading, reader.plan), row, {})
    beside = _quote_extras(reader.context, extras)
    reader.tasks[-1] = replace(
        last,
        text="".join((last.text, *more)),
        units=units,
        deadlines=(
            *last.deadlines,
            *deadlines,
            *read_deadlines(reader.context, reader.plan.holding, own, reader.problems, reader.lasting),
        ),
        targets=(*last.targets, *targets),
        columns=last.columns | {head: last.columns.get(head, "") + words for head, words in beside.items()},
        places={**place_all(reader.context, extras), **last.places},
    )


def _number(reader: _TaskTableReader, index: int, row: Row, title: Passage) -> tuple[str | None, Passage]:
    """Return the task's number and its title without one: the number of its own row, or printed before its name."""
    marked = NUMBERED.match(title.text)
    bare = drop_marks(title.cut(marked.end()) if marked else title)
    column = reader.plan.number
    if column is None:
        value = parse_number(marked["n"]) if marked and marked["n"] else None
        return (str(value) if value is not None else None), bare
    number = row.cells[column].passage
    found = ARABIC.match(number.text) or HAN_NUMBER.match(number.text)
    if not found or _covers_tasks(reader, index, column):
        return None, bare
    value = parse_number(found["n"])
    return (str(value) if value is not None else None), bare


def _covers_tasks(reader: _TaskTableReader, index: int, column: int) -> bool:
    """Tell whether the number cell is merged over the rows below, so that it numbers their group."""
    rows = reader.reading.grid.rows
    title = reader.plan.title
    below = rows[index + 1] if index + 1 < len(rows) else None
    if below is None or below.full_width or title is None or not below.cells[title].passage:
        return False
    if column in below.covered:
        return True
    group = reader.plan.groups[-1] if reader.plan.groups else None
    blank = not below.cells[column].passage and group is not None and not below.cells[group].passage
    return blank and not reader.reading.grid.merges


def _cut_title(passage: Passage, end: re.Pattern[str]) -> Passage:
    match = end.search(passage.text, 2)
    return passage.cut(0, match.start()) if match else passage


def _give_id(reader: _TaskTableReader, no: str | None, index: int) -> str:
    """Return a stable id: t<table>.<number>, or r<row> where the row has none."""
    base = f"t{reader.reading.grid.number}.{no or f'r{index + 1}'}"
    reader.ids[base] += 1
    return base if reader.ids[base] == 1 else f"{base}-{reader.ids[base]}"
