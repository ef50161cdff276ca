"""In: a cell under 目标值 of a table that hands out work (45公里, ≥95%). Out: its numbers as targets of the row's task.

A bare number with a measure is what is to be reached; a relation that is printed decides (5.5%以内). The measured thing
is the task's name. Not handled: numbers without a measure, and what a cell says in words, which stay unread.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.needs import compile_late
from extractor.language.numerals import as_number
from extractor.model.facts.plan import Target
from extractor.model.facts.quantity import Quantity
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.targets import find_targets

# 每校1名, 全县3个: what stands before the number of a bare cell; more is a sentence
LEAD = compile_late(r"(?:[每各全][\u4e00-\u9fff]{1,4})?$")
# 目标值（公里）, 年度目标(单位：万元)
HEAD_UNIT = compile_late(r"\((?:计量)?(?:单位:)?(?P<unit>[^()\d]{1,5})\)$")
REST = compile_late(r"[。;]?$")


def find_goal_targets(
    context: Context, cell: Passage, title: Passage, head: str, *, worded: bool = True
) -> Iterator[Target]:
    """Yield the targets of a goal cell: the one number that it is, else, where `worded`, those of its sentence.

    `| 1 | 新改建农村公路 | 45公里 | 县交通运输局 |` -> >= 45 公里 of 新改建农村公路; below 目标值（公里） 45 will do
    """
    stated = find_targets(context, cell)
    if stated:
        yield from stated if worded else ()
        return
    found = [one for one in context.quantities.find(cell.text) if _is_bare(cell.text, one)]
    if len(found) != 1:
        return
    unit = found[0].unit or _find_unit(context, head)
    if unit:
        yield _build(context, cell, found[0], unit, title)


def _find_unit(context: Context, head: str) -> str:
    """Return the measure that a head prints in brackets."""
    match = HEAD_UNIT.search(head)
    return match["unit"] if match and context.quantities.find_measure(match["unit"]).kind != "none" else ""


def _is_bare(text: str, one: Quantity) -> bool:
    """Tell whether a cell is nothing but its number.

    >>> [bool(LEAD.match(words)) for words in ("", "每校", "上年增长")]
    [True, True, False]
    """
    return bool(LEAD.match(text[: one.start]) and REST.match(text, one.end))


def _build(context: Context, cell: Passage, one: Quantity, unit: str, title: Passage) -> Target:
    most = one.most
    return Target(
        text=cell.printed,
        metric=title.printed,
        op=one.op or ("==" if one.approximate else ">="),
        value=as_number(one.value),
        unit=unit,
        period=None,
        approx=one.approximate,
        change=one.change,
        max=as_number(most) if most is not None else None,
        place=context.place(cell, one.start, one.end),
    )
