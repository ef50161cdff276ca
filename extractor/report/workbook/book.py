"""In: material of a report and its tables. Out: the bytes of `comparison.xlsx`.

The same material gives the same bytes: no clock, no temporary files. Not handled: macros, charts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.tables.table import Row, TidyTable
from extractor.report.workbook.compact_sheet import NAME as COMPACT
from extractor.report.workbook.compact_sheet import write_compact_sheet
from extractor.report.workbook.contrasts_sheet import write_contrasts_sheet
from extractor.report.workbook.fact_sheets import Targets, write_fact_sheet
from extractor.report.workbook.functions_sheet import write_functions_sheet
from extractor.report.workbook.ladder_sheet import write_ladder_sheet
from extractor.report.workbook.matrix_sheet import write_matrix_sheet
from extractor.report.workbook.overview_sheet import TITLE, write_overview_sheet
from extractor.report.workbook.sheets import Sheet
from extractor.report.workbook.styles import build_styles

SHEETS = (
    "contrasts", "matrix", "matrix_long", "ladder", "differences", "changes", "gaps",
    "tasks", "indicators", "parts", "deadlines", "targets", "units", "functions",
    "responsibilities", "rules", "clauses", "checkability", "problems", "unread", "coverage", "instruments", "strength",
    "attention", "diffusion", "network", "network_nodes", "plans", "codebook",
)  # fmt: skip
"""Tables that have a sheet where they are there, in this order, behind the overview. The others are for programs: CSV
only."""

SEVERAL = Wording("多张表", "several tables")
OVERVIEW = Wording("总览", "Overview")
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Written into the file as its date, so that the bytes depend on the material alone."""

SPECIAL = {
    "matrix": write_matrix_sheet,
    "ladder": write_ladder_sheet,
    "functions": write_functions_sheet,
    "contrasts": write_contrasts_sheet,
}
"""Sheets that are more than the rows of their table."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def build_workbook(material: Material, tables: Mapping[str, TidyTable]) -> bytes:
    """Return the workbook with an overview, the matrix, a sheet for each kind of fact, and the codebook."""
    from xlsxwriter.workbook import Workbook

    content = io.BytesIO()
    workbook = Workbook(content, OPTIONS)
    workbook.set_properties({"title": TITLE.both(material.lang), "created": CREATED})
    workbook.set_size(2400, 1500)
    styles = build_styles(workbook)
    names = {name: tables[name].label.both(material.lang) for name in SHEETS if name in tables}
    first = {"overview": OVERVIEW.both(material.lang), "compact": COMPACT.both(material.lang)}
    sheets = {
        name: Sheet(label, workbook.add_worksheet(label), styles, material.lang)
        for name, label in {**first, **names}.items()
    }
    tables = {**tables, "codebook": fold_codebook(tables["codebook"], names)}
    targets = _find_targets(tables, names)
    write_overview_sheet(sheets["overview"], material, tables, names, targets)
    write_compact_sheet(sheets["compact"], material, targets)
    for name in names:
        if name in SPECIAL:
            SPECIAL[name](sheets[name], material, tables[name], targets)
        else:
            write_fact_sheet(sheets[name], tables[name], targets)
    sheets["overview"].worksheet.activate()
    workbook.close()
    return content.getvalue()


def fold_codebook(table: TidyTable, names: Mapping[str, str]) -> TidyTable:
    """Return the codebook of the sheets alone; what holds for several of them is said once."""
    found: dict[Row, list[Row]] = {}
    for row in table.rows:
        if row[0] == "*" or row[0] in names:
            found.setdefault(row[2:], []).append(row)
    several = ("*", SEVERAL.zh)
    rows = tuple(same[0] if len(same) == 1 else (*several, *said) for said, same in found.items())
    return replace(table, rows=rows)


def _find_targets(tables: Mapping[str, TidyTable], names: Mapping[str, str]) -> Targets:
    """Return the cells that links lead to; row 1 is the heading, so the first row of a table is row 2."""
    items: dict[tuple[str, str], str] = {}
    for name in ("tasks", "indicators"):
        plan, item = tables[name].index("plan"), tables[name].index("item")
        for number, cells in enumerate(tables[name].rows, start=2):
            items[str(cells[plan]), str(cells[item])] = f"'{names[name]}'!A{number}"
    groups = {str(cells[0]): f"'{names['matrix']}'!A{number}" for number, cells in enumerate(tables["matrix"].rows, 2)}
    return Targets(items, groups, _find_readings(tables, names), _find_functions(tables, names))


def _find_readings(tables: Mapping[str, TidyTable], names: Mapping[str, str]) -> dict[tuple[int, str], str]:
    """Return the first row of each plan in each difference, which is that of its strictest value."""
    table = tables["differences"]
    difference, plan = table.index("difference"), table.index("plan")
    found: dict[tuple[int, str], str] = {}
    for number, cells in enumerate(table.rows, start=2):
        found.setdefault((int(str(cells[difference])), str(cells[plan])), f"'{names['differences']}'!A{number}")
    return found


def _find_functions(tables: Mapping[str, TidyTable], names: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return the first mention of each function, or of each body whose function is not known, in each plan."""
    table = tables["units"]
    plan, function, unit = table.index("plan"), table.index("function_id"), table.index("unit")
    found: dict[tuple[str, str], str] = {}
    for number, cells in enumerate(table.rows, start=2):
        for key in (cells[function], cells[unit]):
            found.setdefault((str(cells[plan]), str(key)), f"'{names['units']}'!A{number}")
    return found
