"""From eight places on the matrix has a long form beside the wide one, which says the same."""

import io
from dataclasses import replace

import openpyxl
import pytest

from extractor.model.compared.comparison import Comparison
from extractor.report import build_report
from extractor.report.dataset import build_material
from extractor.report.tables import build_tables
from extractor.report.tables.compared.long_matrix import LONG_FROM


@pytest.fixture(scope="module")
def many(plans, alignment):
    copies = [replace(plans[n % len(plans)], id=f"p{n}") for n in range(LONG_FROM)]
    ids = tuple(plan.id for plan in copies)
    groups = []
    for group in alignment.groups:
        members = [
            replace(member, plan=copy.id)
            for member in group.members
            for n, copy in enumerate(copies)
            if plans[n % len(plans)].id == member.plan
        ]
        groups.append(replace(group, members=tuple(members), evidence=()))
    told = replace(alignment, plans=ids, groups=tuple(groups), near_misses=())
    return Comparison(plans=ids, overlaps=(), differences=(), coverage=()), told, copies


def test_few_places_have_none(comparison, alignment, plans):
    assert "matrix_long" not in build_tables(build_material(comparison, alignment, plans, "zh"))


def test_the_long_form_has_each_item_once_with_what_it_asks(many):
    comparison, alignment, plans = many
    table = build_tables(build_material(comparison, alignment, plans, "zh"))["matrix_long"]
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    members = {(g.id, m.plan, m.item) for g in alignment.groups for m in g.members}
    cells = {name: table.index(name) for name in ("group", "plan", "item", "item_title", "points", "leaders", "key")}
    found = [(row[cells["group"]], row[cells["plan"]], row[cells["item"]]) for row in table.rows]
    assert len(found) == len(set(found))
    assert set(found) == members
    for row in table.rows:
        item = items[row[cells["plan"]], row[cells["item"]]]
        assert row[cells["points"]] == getattr(item, "points", None)
        named = "、".join(dict.fromkeys(unit.name for unit in item.units if unit.role.value == "lead"))
        assert not named or row[cells["leaders"]] == named
        assert row[cells["key"]] == f"{row[cells['plan']]}:{row[cells['item']]}"


def test_the_workbook_has_a_sheet_of_it(many):
    report = build_report(*many)
    workbook = openpyxl.load_workbook(io.BytesIO(report.file("comparison.xlsx").content))
    sheet = workbook["矩阵长表 Long matrix"]
    assert sheet.max_row == sum(len(group.members) for group in many[1].groups) + 1
    assert sheet.auto_filter.ref
