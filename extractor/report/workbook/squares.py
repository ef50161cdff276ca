"""In: material of a report. Out: the squares of the overview: who shares how much with whom, and concepts by places.

Not handled: what is shared, which the matrix shows.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.language.tidying import tidy
from extractor.model.compared.comparison import Coverage
from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.sharing import find_sharing
from extractor.report.workbook.fact_sheets import Targets
from extractor.report.workbook.sheets import LINE_HEIGHT, Sheet, clean, count_lines
from extractor.report.workbook.styles import HEAT_HIGH, HEAT_LOW

Square = Mapping[tuple[str, str], float]
"""A number for each pair of plan ids, each way round."""

CONCEPT = Wording("概念", "concept")


def find_shares(material: Material) -> Square:
    """Return the share of measures that each pair has in common; a plan shares all with itself."""
    return {pair: share for pair, (share, _) in find_sharing(material).items()}


def find_counts(material: Material) -> Square:
    """Return how many measures each pair has in common, and how many a plan has."""
    return {pair: count for pair, (_, count) in find_sharing(material).items()}


def find_kinship(material: Material) -> Square:
    """Return the share of the row's text that the column's text has word for word; none where nothing was compared."""
    if not material.comparison.kinships:
        return {}
    found = {(plan.id, plan.id): 1.0 for plan in material.plans}
    for pair in material.comparison.kinships:
        found[pair.left, pair.right] = pair.left_share
        found[pair.right, pair.left] = pair.right_share
    return found


def write_square(sheet: Sheet, material: Material, square: Square, row: int, *, share: bool) -> int:
    """Write a number for each pair of places, with its heat; return the row below."""
    ids = [plan.id for plan in material.plans]
    style = sheet.styles.share if share else sheet.styles.count
    sheet.worksheet.write_blank(row, 0, None, sheet.styles.head)
    for index, plan_id in enumerate(ids, start=1):
        sheet.worksheet.write_string(row, index, clean(material.names[plan_id], sheet.lang), sheet.styles.head)
        sheet.worksheet.write_string(row + index, 0, clean(material.names[plan_id], sheet.lang), sheet.styles.name)
    for i, left in enumerate(ids, start=1):
        for j, right in enumerate(ids, start=1):
            sheet.worksheet.write_number(row + i, j, square.get((left, right), 0), style)
    _heat(sheet, (row + 1, 1, row + len(ids), len(ids)))
    return row + len(ids) + 1


def count_items(coverage: Coverage) -> dict[str, int]:
    """Return how many items each plan has for a concept, 1 where that was not counted."""
    return dict.fromkeys(coverage.plans, 1) | {share.plan: share.items for share in coverage.shares}


def write_heat_map(sheet: Sheet, material: Material, targets: Targets, row: int, *, width: int) -> int:
    """Write concepts by places: how many items each place has for each concept; return the row below."""
    top = row
    sheet.worksheet.write_string(row, 0, CONCEPT.both(sheet.lang), sheet.styles.head)
    for index, plan in enumerate(material.plans, start=1):
        sheet.worksheet.write_string(row, index, clean(material.names[plan.id], sheet.lang), sheet.styles.head)
    for coverage in material.comparison.coverage:
        row += 1
        label = tidy(coverage.label)
        target = targets.groups.get(coverage.groups[0], "") if coverage.groups else ""
        sheet.worksheet.write_string(row, 0, clean(label, sheet.lang), sheet.styles.name)
        sheet.worksheet.set_row(row, count_lines(label, width) * LINE_HEIGHT + 2)
        counts = count_items(coverage)
        for index, plan in enumerate(material.plans, start=1):
            if counts.get(plan.id):
                sheet.link(row, index, target, counts[plan.id], sheet.styles.count)
            else:
                sheet.worksheet.write_blank(row, index, None, sheet.styles.absent)
    _heat(sheet, (top + 1, 1, row, len(material.plans)))
    return row + 1


def _heat(sheet: Sheet, area: tuple[int, int, int, int]) -> None:
    if area[2] < area[0] or area[3] < area[1]:
        return
    rule = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "min_color": HEAT_LOW, "max_color": HEAT_HIGH}
    sheet.worksheet.conditional_format(*area, rule)
