"""In: material of a report. Out: every tidy table of it, in the order in which a reader meets them.

Not handled: how a table is written, which workbook and CSV files do each in their way.
"""

from extractor.report.dataset import Material
from extractor.report.tables.codebook import build_codebook_table
from extractor.report.tables.compared.contrasts import build_contrast_cells_table, build_contrasts_table
from extractor.report.tables.compared.groups import (
    build_coverage_table,
    build_matrix_table,
    build_members_table,
    build_overlaps_table,
)
from extractor.report.tables.compared.kinship import (
    build_cited_table,
    build_clauses_table,
    build_kinships_table,
    build_parents_table,
    build_passages_table,
)
from extractor.report.tables.compared.ladders import build_ladder_table, build_timetables_table
from extractor.report.tables.compared.long_matrix import build_long_matrix_table
from extractor.report.tables.compared.series import build_changes_table, build_gaps_table, build_states_table
from extractor.report.tables.duties import (
    build_checkability_table,
    build_duties_table,
    build_functions_table,
    build_sections_table,
    build_staffing_table,
)
from extractor.report.tables.facts.indicators import build_indicators_table, build_parts_table, build_rules_table
from extractor.report.tables.facts.plans import build_plans_table
from extractor.report.tables.facts.tasks import build_deadlines_table, build_targets_table, build_tasks_table
from extractor.report.tables.facts.units import build_units_table
from extractor.report.tables.findings import build_differences_table, build_problems_table, build_unread_table
from extractor.report.tables.research import (
    build_attention_table,
    build_diffusion_table,
    build_instruments_table,
    build_network_nodes_table,
    build_network_table,
    build_shared_work_table,
    build_strength_table,
)
from extractor.report.tables.responsibilities import build_responsibilities_table
from extractor.report.tables.table import TidyTable

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
    build_unread_table,
)
DEEPER = (
    build_long_matrix_table,
    build_contrasts_table,
    build_contrast_cells_table,
    build_ladder_table,
    build_timetables_table,
    build_functions_table,
    build_duties_table,
    build_responsibilities_table,
    build_staffing_table,
    build_sections_table,
    build_checkability_table,
    build_kinships_table,
    build_passages_table,
    build_clauses_table,
    build_cited_table,
    build_parents_table,
    build_changes_table,
    build_gaps_table,
    build_states_table,
    build_instruments_table,
    build_strength_table,
    build_attention_table,
    build_diffusion_table,
    build_network_table,
    build_network_nodes_table,
    build_shared_work_table,
)
"""Tables that are there only where the comparison has something for them."""


def build_tables(material: Material) -> dict[str, TidyTable]:
    """Return all tables by name, the codebook of the others last."""
    tables = [build(material) for build in BUILDERS]
    tables += [table for build in DEEPER if (table := build(material)).rows]
    return {table.name: table for table in (*tables, build_codebook_table(tables))}
