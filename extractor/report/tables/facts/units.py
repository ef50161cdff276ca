"""In: material of a report. Out: the table of responsible bodies, one row for each mention.

Not handled: whether two names mean the same body, which only `function` tells.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.language.tidying import tidy
from extractor.report.dataset import Material
from extractor.report.labels import FLAGS, ROLES, Wording
from extractor.report.tables.table import ITEM_COLUMNS, PLACE_COLUMNS, Column, TidyTable, item_cells, place_cells, show

COLUMNS = (
    *ITEM_COLUMNS,
    Column("position", "次序", "position", "在该条目中的次序", "position in its item", "number", 7),
    Column("unit", "责任单位", "body", "单位名称，照原文", "name as printed", width=26),
    Column("role", "角色", "role", "牵头、责任或配合", "lead, responsible or participant", width=8, vocabulary=ROLES),
    Column(
        "function_id",
        "职能",
        "function",
        "单位职能（见 units.yaml）",
        "duty, see units.yaml",
        width=20,
        blank="not_in_vocabulary",
    ),
    Column("generic", "泛指", "generic", "泛指一类单位", "a group, no single body", width=7, vocabulary=FLAGS),
    Column("optional", "等", "optional", "“等有关部门”一类", "等有关部门 and the like", width=7, vocabulary=FLAGS),
    *PLACE_COLUMNS,
)


def build_units_table(material: Material) -> TidyTable:
    """Return one row for each body that an item names."""
    rows = tuple(
        (
            *item_cells(material, plan, item),
            position,
            show(unit.name),
            unit.role.value,
            unit.function,
            str(int(unit.generic)),
            str(int(unit.optional)),
            *place_cells(plan, unit.place, unit.name),
        )
        for plan in material.plans
        for item in plan.items
        for position, unit in enumerate(item.units, start=1)
    )
    labels = {duty.function: tidy(duty.label) for duty in material.comparison.duties if duty.function}
    # What answers for no duty over all places (all offices of a bureau) is called as it is printed first.
    for unit in (unit for plan in material.plans for item in plan.items for unit in item.units if unit.function):
        labels.setdefault(unit.function or "", tidy(unit.name))
    # A reader wants the duty's name; the code is in the CSV file, and the codebook has both.
    named = {code: Wording(label, material.english.get(label, code)) for code, label in sorted(labels.items())}
    columns = tuple(replace(one, vocabulary=named) if one.name == "function_id" and named else one for one in COLUMNS)
    note = Wording("每行一处责任单位", "one mention of a body a row")
    return TidyTable("units", Wording("责任单位", "Units"), note, columns, rows)
