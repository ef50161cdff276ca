"""In: material of a report. Out: every tidy table of it, in the order in which a reader meets them.

Not handled: how a table is written, which workbook and CSV files do each in their way.
"""

from extractor.report.material import Material
from extractor.report.tables.codebook import build_codebook_table
from extractor.report.tables.findings import build_differences_table, build_problems_table
from extractor.report.tables.groups import (
    build_coverage_table,
    build_matrix_table,
    build_members_table,
    build_overlaps_table,
)
from extractor.report.tables.indicators import build_indicators_table, build_parts_table, build_rules_table
from extractor.report.tables.plans import build_plans_table
from extractor.report.tables.table import Table
from extractor.report.tables.tasks import build_deadlines_table, build_targets_table, build_tasks_table
from extractor.report.tables.units import build_units_table

__all__ = ["Table", "build_tables"]

BUILDERS = (
    build_plans_table,
    build_matrix_table,
    build_members_table,
    build_tasks_table,
    build_indicators_table,
    build_parts_table,
    build_units_table,
    build_deadlines_table,
    build_targets_table,
    build_rules_table,
    build_differences_table,
    build_overlaps_table,
    build_coverage_table,
    build_problems_table,
)


def build_tables(material: Material) -> dict[str, Table]:
    """Return all tables by name, the codebook of the others last."""
    tables = [build(material) for build in BUILDERS]
    return {table.name: table for table in (*tables, build_codebook_table(tables))}
