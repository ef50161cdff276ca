"""In: a row of an indicator table. Out: its cells by what they are for, and whether it is a total or a note.

Not handled: cells merged over several rows, which stand in their first one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.model.facts.plan import Number
from extractor.model.mappings import ColumnField, ColumnsFile
from extractor.model.paper.outline import Row
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.tables.arrangement import Arrangement

Cells = dict[ColumnField, Passage]
"""The filled cells of a row by field."""
TOTAL_CELLS = 4
MOST_POINTS = 1000
"""More than any row is worth: 30202525 are the points of four rows whose lines are not drawn."""
HEAD_AND_ROWS = re.compile(r"(?:序号|编号|分值|权重|标准分)\d[\d.]{2,}$")
"""分值403525: a whole column in one cell, its head with it"""
TO_FILL = re.compile(
    r"(?:收益|资金|收入|投入|投资|产值|金额|面积|数量|人数|户数|经费|支出|总额|利润|项目数)"
    r"_*(?:[万亿]元|元|亩|平方米|公里|[个人户名家])(?=[;。,、)]|$)"
)
BLANKS_LEAST = 2
"""已入账收益__万元；未实现收益__万元: one measure without its number may be a unit (到位资金 万元)"""
AMOUNT = re.compile(r":?(?:\d+(?:\.\d+)?分?)?$")


@dataclass(frozen=True, slots=True)
class RowCells:
    """The filled cells of a row. `levels` are by column; `criteria` keeps its columns apart.

    `worth` are points that stand in brackets behind the name; `extras` are by the head of the column.
    """

    number: Passage = EMPTY
    name: Passage = EMPTY
    levels: dict[int, Passage] = field(default_factory=dict)
    fields: Cells = field(default_factory=dict)
    criteria: tuple[Passage, ...] = ()
    extras: dict[str, Passage] = field(default_factory=dict)
    worth: Number | None = None


def build_row_cells(row: Row, arrangement: Arrangement) -> RowCells:
    """Return the filled cells of a row by field; several columns of one field are joined in printed order."""
    if row.full_width:
        return RowCells()
    fields: Cells = {}
    criteria: list[Passage] = []
    extras: dict[str, Passage] = {}
    levels: dict[int, Passage] = {}
    for index, cell in enumerate(row.cells):
        if not cell.passage:
            continue
        name = arrangement.fields.get(index)
        if index in arrangement.levels:
            levels[index] = cell.passage
        elif name is not None:
            fields[name] = fields.get(name, EMPTY).join(cell.passage)
            if name == "criteria":
                criteria.append(cell.passage)
        elif index in arrangement.extras:
            head = arrangement.extras[index]
            extras[head] = extras.get(head, EMPTY).join(cell.passage)
    number, name_at = arrangement.number, arrangement.name
    return RowCells(
        number=row.cells[number].passage if number is not None else EMPTY,
        name=row.cells[name_at].passage if name_at is not None else EMPTY,
        levels=levels,
        fields=fields,
        criteria=tuple(criteria),
        extras=extras,
    )


def is_total(columns: ColumnsFile, row: Row) -> bool:
    """Tell whether a row is a 合计 or a 小计, which is no indicator.

    >>> from extractor.model.paper.outline import Cell
    >>> [bool(AMOUNT.match(rest)) for rest in (":30", "", ":30分", "分值")]
    [True, True, True, False]
    """
    filled = [cell.passage.text for cell in row.cells if cell.passage]
    return len(filled) <= TOTAL_CELLS and any(_is_total_word(columns, text) for text in filled)


def _is_total_word(columns: ColumnsFile, text: str) -> bool:
    words = [word for word in columns.total_rows if text.startswith(word)]
    return any(AMOUNT.match(text[len(word) :]) for word in words)


def is_glued(cells: RowCells) -> bool:
    """Tell whether a row is several ones whose lines are not drawn: its points are beyond all measure.

    >>> [is_glued(RowCells(fields={"points": Passage(text, text, ())})) for text in ("30202525", "30", "2.5")]
    [True, False, False]
    >>> [is_glued(RowCells(name=Passage(text, text, ()))) for text in ("分值403525", "分值10分", "序号1")]
    [True, False, False]
    """
    named = (cells.number, cells.name, *cells.levels.values())
    if any(HEAD_AND_ROWS.match(words.text) for words in named):
        return True
    text = cells.fields.get("points", EMPTY).text.removesuffix("分")
    return text.replace(".", "", 1).isdecimal() and float(text) > MOST_POINTS


def is_to_fill(cells: RowCells) -> bool:
    """Tell whether a row is a form to be filled in below an indicator: its name holds measures without their numbers.

    >>> name = "已入账收益万元;已签协议还未实现收益万元"
    >>> [is_to_fill(RowCells(name=Passage(text, text, ()))) for text in (name, "到位资金万元", "收益5万元;支出3万元")]
    [True, False, False]
    """
    return "points" not in cells.fields and len(TO_FILL.findall(cells.name.text)) >= BLANKS_LEAST


def is_note(columns: ColumnsFile, row: Row) -> bool:
    """Tell whether a row is a note below or between the rows: 备注 | 无失信行为本项得满分."""
    filled = [cell.passage.text for cell in row.cells if cell.passage]
    if not filled:
        return True
    return len(filled) <= 2 and any(
        filled[0].rstrip(":") == word or filled[0].startswith(f"{word}:") for word in columns.note_rows
    )
