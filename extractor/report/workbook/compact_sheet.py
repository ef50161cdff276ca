"""In: material. Out: the compact matrix, a row a measure, a column a place: a dot and the one number that compares.

The number is that of the group's first ranked difference, else the printed points; the third column says what it is.
It is a number that only looks like "● ≥100%": it can be sorted and charted. Prints on A4 across, at 7 points or more.
Not handled: several numbers of one cell, which the full matrix has.
"""

from __future__ import annotations

import re

import msgspec

from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.facts.plan import Indicator
from extractor.report.dataset import Material
from extractor.report.labels import ASPECTS, Wording
from extractor.report.tables.table import Column
from extractor.report.workbook.fact_sheets import Targets, set_print
from extractor.report.workbook.sheets import Sheet, clean, row_height, write_legend

NAME = Wording("简表", "Compact")
DOT = "●"
ABSENT, OUTSIDE = "—", "∅"
POINTS = Wording("分值（原表）", "points as printed")
SIGNS = re.compile(r"^[≥≤＞＜><=约]*")
FIRST_ASPECTS = ("target", "duration", "deadline", "frequency", "weight")
"""Of several differences of a group, the one that stands first here is shown: what is asked before what it is worth."""

LEGEND = Wording(
    "● 提出（后为“所列数值”一列所说的数；无数值则只有 ●）　— 未提出　∅ 此类文件一般不列，不作“未提出”论",
    "● asked for (with the number that the third column names)   — not asked for   ∅ hardly listed in such a document",
)
MOST_LINES = 2
COLUMNS = (
    Column("label", "事项", "measure", "该组条目共同的事项", "what the items share", width=34),
    Column("places", "地区数", "places", "有几个地区提出", "how many places ask for it", "number", 7),
    Column("value", "所列数值", "value shown", "格中数值是什么", "what the number in the cells is", width=24),
)


class Shown(msgspec.Struct, frozen=True):
    """One number of a cell: `sign` before it and `unit` behind it, `words` where it is no number (a date)."""

    value: float
    sign: str = ""
    unit: str = ""
    words: str = ""


def write_compact_sheet(sheet: Sheet, material: Material, targets: Targets) -> None:
    """Write one row for each group; a dot where a place asks for it, with its number where it has one."""
    width = 13 if len(material.plans) <= 6 else 9
    places = tuple(Column(plan.id, material.names[plan.id], "", "", "", width=width) for plan in material.plans)
    sheet.head(0, COLUMNS)
    for index, column in enumerate(places, start=len(COLUMNS)):
        sheet.worksheet.write_string(0, index, clean(column.zh, sheet.lang), sheet.styles.head)
        sheet.worksheet.set_column(index, index, width)
    states = {(state.group, state.plan): state.state for state in material.comparison.states}
    for row, group in enumerate(material.alignment.groups, start=1):
        chosen = choose_difference(material, group)
        asking = material.count_places(member.plan for member in group.members)
        cells = (tidy(group.label), asking, name_value(material, group, chosen))
        # LibreOffice sets a linked cell in one line and cuts it: the short number carries the link, not the name.
        sheet.write(row, 0, cells[0])
        sheet.link(row, 1, targets.groups.get(group.id, ""), cells[1], sheet.styles.count)
        sheet.worksheet.write_string(row, 2, cells[2] or "", sheet.styles.text)
        for index, plan in enumerate(material.plans, start=len(COLUMNS)):
            outside = states.get((group.id, plan.id)) == "outside"
            _write_cell(sheet, (row, index), find_shown(material, group, plan.id, chosen), outside=outside)
        sheet.worksheet.set_row(row, row_height(COLUMNS, cells, MOST_LINES))
    write_legend(sheet, LEGEND)
    sheet.worksheet.freeze_panes(1, 1)
    sheet.worksheet.autofilter(0, 0, len(material.alignment.groups), len(COLUMNS) + len(places) - 1)
    set_print(sheet, width=sum(column.width for column in (*COLUMNS, *places)))


def choose_difference(material: Material, group: Group) -> Difference | None:
    """Return the difference whose values stand in the row: one that ranks values of most places."""
    found = [d for d in material.differences.get(group.id, ()) if d.aspect in FIRST_ASPECTS and _ranked(d)]
    return min(found, key=lambda d: (-len({r.plan for r in _ranked(d)}), FIRST_ASPECTS.index(d.aspect)), default=None)


def _ranked(difference: Difference) -> list[Reading]:
    return [reading for reading in difference.readings if reading.rank is not None and reading.value is not None]


def name_value(material: Material, group: Group, chosen: Difference | None) -> str | None:
    """Return what the numbers of a row are, None where it has none."""
    if chosen is None:
        worth = (material.items[member.plan, member.item] for member in group.members)
        some = any(isinstance(item, Indicator) and item.points is not None for item in worth)
        return POINTS.first(material.lang) if some else None
    label = tidy(chosen.label) or ASPECTS[chosen.aspect].first(material.lang)
    return label if chosen.unit in ("%", "") or "（" in chosen.unit else f"{label}（{chosen.unit}）"


def find_shown(material: Material, group: Group, plan: str, chosen: Difference | None) -> Shown | str:
    """Return the number of a place, a dot where it has none, "" where it does not ask for the measure."""
    members = material.members(group, plan)
    if not members:
        return ""
    if chosen is not None:
        own = sorted((r for r in _ranked(chosen) if r.plan == plan), key=lambda reading: reading.rank or 0)
        return _show_reading(chosen, own[0]) if own else DOT
    items = [material.items[plan, member.item] for member in members]
    points = [item.points for item in items if isinstance(item, Indicator) and item.points is not None]
    return Shown(float(points[0])) if len(points) == 1 else DOT


def _show_reading(difference: Difference, reading: Reading) -> Shown:
    shown = tidy(reading.shown)
    sign = SIGNS.match(shown)
    words = shown if difference.unit == "日期" else ""
    unit = difference.unit if difference.unit in ("%", "‰") else ""
    return Shown(float(reading.value or 0), sign.group() if sign else "", unit, words)


def _write_cell(sheet: Sheet, cell: tuple[int, int], shown: Shown | str, *, outside: bool) -> None:
    if isinstance(shown, Shown) and not shown.words:
        style = sheet.styles.dotted(f'"{DOT} {shown.sign}"General' + (f'"{shown.unit}"' if shown.unit else ""))
        sheet.worksheet.write_number(*cell, shown.value, style)
    elif shown == "":
        sheet.worksheet.write_string(*cell, OUTSIDE if outside else ABSENT, sheet.styles.absent)
    else:
        words = f"{DOT} {shown.words}" if isinstance(shown, Shown) else shown
        sheet.worksheet.write_string(*cell, clean(words, sheet.lang), sheet.styles.count)
