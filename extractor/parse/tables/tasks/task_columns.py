"""In: a row of a table that hands out work, and what its columns are for. Out: what it holds beyond the task, by head.

A column that nothing else reads is kept as printed: 挂帅领导, 总投资, 地点; so are groups above the one that is the
task's section. Not handled: what these cells mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.paper.outline import Row
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.parse.context import Context
from extractor.parse.tables.arrangement import TaskColumns
from extractor.parse.tables.categories import RowGroup
from extractor.parse.tables.table_kinds import TableReading


def find_extras(reading: TableReading, plan: TaskColumns) -> dict[int, str]:
    """Return the columns that neither number, name, group nor answer for a task, each with its head."""
    taken = {plan.number, plan.title, *plan.groups, *plan.words, *plan.holding, *reading.columns("mark")}
    return {role.index: name_column(reading, role.index) for role in reading.roles if role.index not in taken}


def name_column(reading: TableReading, index: int) -> str:
    """Return the head of a column, 第3栏 where it has none."""
    return reading.roles[index].head or f"第{index + 1}栏"


def keep_extras(extras: dict[int, str], row: Row, held: dict[int, Passage]) -> dict[str, Passage]:
    """Return the cells of the further columns by head; one merged over several rows holds for each of them."""
    kept: dict[str, Passage] = {}
    for column, head in extras.items():
        cell = row.cells[column].passage
        if cell:
            held[column] = cell
        elif column in row.covered:
            cell = held.get(column, EMPTY)
        else:
            held.pop(column, None)
        if cell:
            kept[head] = kept[head].join(cell) if head in kept else cell
    return kept


def keep_groups(reading: TableReading, chain: Sequence[RowGroup], columns: dict[int, RowGroup]) -> dict[str, Passage]:
    """Return the groups above a task's section by the heads of their columns."""
    outer = chain[:-1]
    return {
        name_column(reading, column): group.title
        for column, group in columns.items()
        if group.title and any(group is other for other in outer)
    }


def place_all(context: Context, extras: dict[str, Passage]) -> dict[str, Place]:
    """Return where each of the further cells is printed."""
    return {head: context.place(passage) for head, passage in extras.items()}
