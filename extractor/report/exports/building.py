"""In: an export request. Out: the files of one export each, as `extractor.exporters` names them; and frames.

The tables are those of the CSV files, so that all formats agree. Not handled: writing to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.exporting import ExportRequest
from extractor.model.facts.plan import Plan
from extractor.model.report import ReportFile, ReportNote
from extractor.report.csv_files import build_csv
from extractor.report.dataset import Material, build_material
from extractor.report.exports.calendar.calendars import build_calendars
from extractor.report.exports.coding.refi import build_refi
from extractor.report.exports.methods import build_methods
from extractor.report.exports.network import build_graphs
from extractor.report.exports.tabular.columns import build_pandas, build_polars
from extractor.report.exports.tabular.pairs import build_pairs_table
from extractor.report.exports.tabular.parquet import build_parquet
from extractor.report.exports.tabular.pmc import build_pmc_table
from extractor.report.exports.tabular.stata import build_stata
from extractor.report.labels import Language
from extractor.report.tables import build_tables
from extractor.report.tables.codebook import build_codebook_table
from extractor.report.tables.table import TidyTable


@lru_cache(maxsize=1)
def _gather(request: ExportRequest) -> Material:
    """Return the material of `request`, made once for all exports of one call.

    Raises PlanFileError where comparison, alignment and plans do not belong together.
    """
    return build_material(request.comparison, request.alignment, request.plans, request.lang)


def export_parquet(request: ExportRequest) -> Iterable[ReportFile]:
    """Every tidy table, columns labelled, and the codebook."""
    return build_parquet(build_all_tables(_gather(request)))


def export_stata(request: ExportRequest) -> Iterable[ReportFile]:
    """Every tidy table with variable labels and value labels."""
    return build_stata(build_all_tables(_gather(request)), request.lang)


def export_refi(request: ExportRequest) -> Iterable[ReportFile]:
    """A REFI-QDA project and its codebook."""
    return build_refi(_gather(request))


def export_calendars(request: ExportRequest) -> Iterable[ReportFile | ReportNote]:
    """A calendar for each plan and each body."""
    return build_calendars(_gather(request), as_todos=request.todos, load_earlier=request.load_earlier)


def export_graphs(request: ExportRequest) -> Iterable[ReportFile]:
    """Networks of tasks and bodies."""
    return build_graphs(_gather(request))


def export_methods(request: ExportRequest) -> Iterable[ReportFile]:
    """A paragraph for a paper, in both languages."""
    return build_methods(_gather(request), request.figures)


def export_pairs(request: ExportRequest) -> Iterable[ReportFile]:
    """Pairs of clauses and of items, with a codebook."""
    return _build_csv_pair(build_pairs_table(_gather(request)))


def export_pmc(request: ExportRequest) -> Iterable[ReportFile]:
    """The PMC input-output table, with a codebook."""
    return _build_csv_pair(build_pmc_table(_gather(request)))


def _build_csv_pair(table: TidyTable) -> Iterator[ReportFile]:
    yield ReportFile(f"{table.name}.csv", build_csv(table))
    yield ReportFile(f"{table.name}-codebook.csv", build_csv(build_codebook_table([table])))


def build_all_tables(material: Material) -> dict[str, TidyTable]:
    """Return the tables of the CSV files, and those that only exports have, with a codebook of all."""
    tables = [table for name, table in build_tables(material).items() if name != "codebook"]
    tables += [build_pairs_table(material), build_pmc_table(material)]
    return {table.name: table for table in (*tables, build_codebook_table(tables))}


def build_frames(
    plans: Sequence[Plan],
    alignment: Alignment | None = None,
    comparison: Comparison | None = None,
    *,
    library: Literal["pandas", "polars"] = "pandas",
    lang: Language = "zh",
) -> dict[str, Any]:
    """Return every tidy table as a frame, by its name; those of alignment and comparison where both are given."""
    alone = alignment is None or comparison is None
    material = build_material(
        Comparison(plans=(), overlaps=(), differences=(), coverage=()) if comparison is None else comparison,
        Alignment(plans=(), groups=()) if alignment is None else alignment,
        plans,
        lang,
    )
    convert = build_polars if library == "polars" else build_pandas
    tables = build_tables(material) if alone else build_all_tables(material)
    return {name: convert(table) for name, table in tables.items() if table.rows or not alone}
