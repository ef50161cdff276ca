"""In: the labels and values of a form that was filled in. Out: the one task that it tells of.

Not handled: forms of several pieces of work, which are tables with a header.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.model.facts.plan import Task
from extractor.model.paper.place import EMPTY, Passage
from extractor.model.problem import Problem
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.targets import find_targets
from extractor.parse.tables.tasks.labels import ANSWERING, NAMING, LabelledValue
from extractor.parse.tables.tasks.task_cells import read_deadlines, read_units

WORDS = ("measure", "content", "goal", "target")


def build_labelled_task(context: Context, number: int, found: Sequence[LabelledValue], problems: list[Problem]) -> Task:
    """Return the task of a form: what names it, who answers, by when; every other value stands under its label."""
    title = next(one for field in NAMING for one in found if one.field == field)
    holding = {index: str(one.field) for index, one in enumerate(found) if one.field in ANSWERING}
    cells = {index: found[index].value for index in holding}
    words = [title.value, *(one.value for one in found if one is not title and one.field in WORDS)]
    rest = [one for index, one in enumerate(found) if index not in holding and one is not title]
    beside = {one.label.printed: one.value for one in rest}
    whole = _join(passage for one in found for passage in (one.label, one.value))
    return Task(
        id=f"t{number}.r1",
        no=None,
        section=None,
        title=title.value.printed,
        text=context.quote(_join(words)),
        units=read_units(context, holding, cells),
        deadlines=(
            *(limit for passage in words for limit in find_deadlines(context, passage, "body")),
            *read_deadlines(context, holding, cells, problems),
        ),
        targets=tuple(target for passage in words for target in find_targets(context, passage)),
        columns={head: context.quote(passage) for head, passage in beside.items()},
        place=context.place(whole),
        places={"title": context.place(title.value)} | {head: context.place(cell) for head, cell in beside.items()},
    )


def _join(passages: Iterable[Passage]) -> Passage:
    whole = EMPTY
    for passage in passages:
        whole = whole.join(passage)
    return whole
