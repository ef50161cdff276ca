"""In: a row of a table. Out: the group that it opens for the rows below it, and the groups that a row stands under.

A group is printed across the table (一、工作体系建设（5分）), in a row numbered 一 above rows numbered 1, or in a
column of its own, merged over its rows. Not handled: groups printed below their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Number
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.parse.context import Context

HAN_NUMBER = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]?$")
HAN_START = re.compile(r"\(?(?P<n>[一二三四五六七八九十]{1,3})[、.)]\s*(?=\S)")
ARABIC = re.compile(r"\(?(?P<n>\d{1,3})[.、)]?$")
# 一、工作体系建设(5分); 工作创新(附加分10分)
POINTS_NOTE = re.compile(r"\(?(?:附加分|满分|共|计)?(?P<points>\d{1,5}(?:\.\d{1,5})?)分\)?[。;]?$")
BONUS = re.compile(r"附加分|加分项|奖扣分|奖励分")
MARKS = re.compile(r"[★▲※☆△●◆*#]+")
# 注：标★的为…; 说明: a row across the table that opens nothing
NOTE = re.compile(r"(?:备?注|说明|填表说明)[:\d]")
CATEGORY_MOST = 80


@dataclass(frozen=True, slots=True)
class RowGroup:
    """What rows of a table stand under: its number, words, points, and whether its print is garbled."""

    number: str
    label: str | None
    title: Passage
    points: Number | None
    damaged: bool = False
    bonus: bool = False
    place: Place | None = None
    rank: int = 1
    """how deep its number stands: 一、 is 1, （一） is 2, 1. is 3"""


class GroupsInForce(msgspec.Struct):
    """The groups in force while a table is read from top to bottom: rows of their own, then columns."""

    rows: list[RowGroup] = msgspec.field(default_factory=list)
    columns: dict[int, RowGroup] = msgspec.field(default_factory=dict)

    def open_row(self, category: RowGroup) -> None:
        """Open a group that is a row of its own; it ends those of its rank and deeper ones."""
        self.rows = [other for other in self.rows if other.rank < category.rank]
        self.rows.append(category)
        self.columns.clear()

    def open_column(self, column: int, category: RowGroup) -> RowGroup:
        """Open the group of a column; the same words again, after a page break, are the same group."""
        known = self.columns.get(column)
        if known is not None and known.label == category.label:
            return known
        for other in [index for index in self.columns if index > column]:
            del self.columns[other]
        self.columns[column] = category
        return category

    def chain(self, *, without: int | None = None) -> tuple[RowGroup, ...]:
        """Return the groups in force, outermost first."""
        ordered = [self.columns[index] for index in sorted(self.columns) if index != without]
        return (*self.rows, *ordered)


def find_category(
    context: Context, number: Passage, name: Passage, points: Passage, below: Sequence[Passage]
) -> RowGroup | None:
    """Return the category that a numbered row opens: one numbered 一 above rows numbered 1 or （一）.

    A row numbered 七 without rows of its own below it (工作创新, 郏县) is an indicator. `below` are the number cells
    of the rows that follow.
    """
    if not HAN_NUMBER.match(number.text) or not name:
        return None
    following = below[0].text if below else ""
    deeper = following.startswith("(") and not number.text.startswith("(")
    if not ARABIC.match(following) and not (deeper and HAN_NUMBER.match(following)):
        return None
    value = parse_number(points.text.removesuffix("分")) if points else None
    return build_category(context, name, number=number, points=value)


def find_wide_category(context: Context, title: Passage) -> RowGroup | None:
    """Return the category printed across the table; a note or a sentence there opens none."""
    if NOTE.match(title.text) or (len(title) > CATEGORY_MOST and not HAN_START.match(title.text)):
        return None
    return build_category(context, title)


def build_category(
    context: Context, title: Passage, *, number: Passage = EMPTY, points: Number | None = None
) -> RowGroup:
    """Return the category named by `title`; its number and points may stand within it (一、工作体系建设（5分）)."""
    whole, note_points = split_points(title)
    bonus = bool(BONUS.search(title.text))
    points = note_points if points is None else points
    whole = drop_marks(whole)
    start = HAN_START.match(whole.text)
    mark = start or HAN_NUMBER.match(number.text)
    value = parse_number(mark["n"]) if mark else None
    place = context.place(whole) if whole else None
    bracketed = whole.text.startswith("(") if start else number.text.startswith("(")
    return RowGroup(
        str(value) if value is not None else "", whole.printed, whole, points, bonus=bonus, place=place,
        rank=2 if mark and bracketed else 1,
    )  # fmt: skip


def split_points(passage: Passage) -> tuple[Passage, Number | None]:
    """Return words without the points in brackets behind them, and these points."""
    note = POINTS_NOTE.search(passage.text)
    if note is None or (note.start() and "(" not in note.group() and passage.text[note.start() - 1] in "得扣加满共计"):
        return passage, None
    if note.start() == 0:
        return passage, None
    rest = passage.cut(0, note.start())
    return rest.cut(0, len(rest.text.rstrip("("))), parse_number(note["points"])


def drop_marks(passage: Passage) -> Passage:
    """Return a name without marks that are no part of it: ★, ▲, ※ at its ends."""
    while passage and MARKS.fullmatch(passage.text[-1]):
        passage = passage.cut(0, len(passage) - 1)
    while passage and MARKS.fullmatch(passage.text[0]):
        passage = passage.cut(1)
    return passage


def with_points(category: RowGroup, points: Number | None) -> RowGroup:
    """Return a category with the points that a cell beside it prints."""
    return category if points is None or category.points is not None else replace(category, points=points)


def own_category(name: Passage, no: str, points: Number | None) -> RowGroup:
    """七 工作创新(附加分) (郏县): a category that is its own only indicator."""
    return RowGroup(no, name.printed, name, points, bonus=bool(BONUS.search(name.text)))
