"""In: a row of a table. Out: the category that it opens for the rows below it.

A category is printed across the table (一、工作体系建设（5分）), in a row numbered 一 above rows numbered 1, or in
a column of its own. Not handled: categories of three levels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.language.numerals import parse_number
from extractor.model.mappings import ColumnField
from extractor.model.outline import Row
from extractor.model.place import EMPTY, Passage, Place
from extractor.model.plan import Number
from extractor.parse.context import Context

HAN_NUMBER = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]?$")
HAN_START = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]\s*(?=\S)")
ARABIC = re.compile(r"\(?(?P<n>\d{1,3})[.、)]?$")
# 一、工作体系建设(5分); 工作创新(附加分10分)
POINTS_NOTE = re.compile(r"\(?(?:附加分|满分|共)?(?P<points>\d{1,5}(?:\.\d{1,5})?)分\)?$")
BONUS = re.compile(r"附加分|加分项|奖扣分|奖励分")


@dataclass(frozen=True, slots=True)
class Category:
    """What a row of a table stands under: its number, words, points, and whether its print is garbled."""

    number: str
    label: str
    title: Passage
    points: Number | None
    damaged: bool = False
    bonus: bool = False
    place: Place | None = None


def find_category(
    context: Context, row: Row, cells: dict[ColumnField, Passage], below: Sequence[dict[ColumnField, Passage]]
) -> Category | None:
    """Return the category that `row` opens: one printed across the table, or one numbered 一 above rows numbered 1.

    A row numbered 七 without rows of its own below it (工作创新, 郏县) is an indicator.
    """
    if row.full_width:
        return build_category(context, row.cells[0].passage)
    number, name = cells.get("no", EMPTY), cells.get("name", EMPTY)
    if not HAN_NUMBER.match(number.text) or not name:
        return None
    following = below[0].get("no", EMPTY) if below else EMPTY
    if not ARABIC.match(following.text):
        return None
    points = cells.get("points", EMPTY)
    value = parse_number(points.text.removesuffix("分")) if points else None
    return build_category(context, name, number=number, points=value)


def build_category(
    context: Context, title: Passage, *, number: Passage = EMPTY, points: Number | None = None
) -> Category:
    """Return the category named by `title`; its number and points may stand within it (一、工作体系建设（5分）)."""
    note = POINTS_NOTE.search(title.text)
    bonus = bool(BONUS.search(title.text))
    if note:
        value = parse_number(note["points"])
        points = value if points is None else points
        title = title.cut(0, note.start())
        title = title.cut(0, len(title.text.rstrip("(")))
    start = HAN_START.match(title.text)
    mark = start or HAN_NUMBER.match(number.text)
    value = parse_number(mark["n"]) if mark else None
    place = context.place(title) if title else None
    return Category(str(value) if value is not None else "", title.printed, title, points, bonus=bonus, place=place)


def build_column_category(context: Context, cell: Passage, current: Category | None) -> Category:
    """Return the category of a 一级指标 cell; the same words again, after a page break, are the same category."""
    found = build_category(context, cell)
    return current if current is not None and current.label == found.label else found
