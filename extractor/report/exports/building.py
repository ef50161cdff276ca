"""In: comparison, alignment, plans, and the formats wanted. Out: `Report`, their files.

The tables are those of the CSV files, so that all formats agree. Not handled: writing to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.model.alignment import Alignment
from extractor.model.comparison import Comparison
from extractor.model.plan import Plan
from extractor.model.report import Report, ReportFile
from extractor.report.csv_files import build_csv
from extractor.report.dataset import Material, build_material
from extractor.report.exports.calendars import build_calendars
from extractor.report.exports.columns import build_pandas, build_polars
from extractor.report.exports.methods import Figure, build_methods
from extractor.report.exports.network import build_graphs
from extractor.report.exports.packages import load_package
from extractor.report.exports.pairs import build_pairs_table
from extractor.report.exports.parquet import build_parquet
from extractor.report.exports.pmc import build_pmc_table
from extractor.report.exports.refi import build_refi
from extractor.report.exports.stata import build_stata
from extractor.report.labels import Language
from extractor.report.tables import build_tables
from extractor.report.tables.codebook import build_codebook_table
from extractor.report.tables.table import Table

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "parquet": ("pyarrow",),
    "stata": ("pandas",),
    "refi": (),
    "ics": ("chinese_calendar",),
    "graphml": (),
    "pairs": (),
    "pmc": (),
    "methods": (),
}
FORMATS = tuple(PACKAGES)
"""All formats, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Language of labels, and accuracy figures for the methods paragraph, by name."""

    lang: Language = "zh"
    figures: Mapping[str, Figure] = field(default_factory=dict)


def build_exports(
    comparison: Comparison,
    alignment: Alignment,
    plans: Sequence[Plan],
    *,
    formats: Iterable[str] = FORMATS,
    options: ExportOptions | None = None,
) -> Report:
    """Return the files of `formats`.

    Raises UsageError where a package is missing, before anything is made, and PlanFileError where comparison,
    alignment and plans do not belong together.
    """
    wanted = [name for name in FORMATS if name in set(formats)]
    for name in wanted:
        for package in PACKAGES[name]:
            load_package(package, f"--to {name}")
    chosen = options or ExportOptions()
    material = build_material(comparison, alignment, plans, chosen.lang)
    return Report(tuple(file for name in wanted for file in _build_format(name, material, chosen.figures)))


def _build_format(name: str, material: Material, figures: Mapping[str, Figure]) -> Iterator[ReportFile]:
    if name == "parquet":
        yield from build_parquet(build_all_tables(material))
    elif name == "stata":
        yield from build_stata(build_all_tables(material), material.lang)
    elif name == "refi":
        yield from build_refi(material)
    elif name == "ics":
        yield from build_calendars(material)
    elif name == "graphml":
        yield from build_graphs(material)
    elif name == "methods":
        yield from build_methods(material, figures)
    else:
        table = build_pairs_table(material) if name == "pairs" else build_pmc_table(material)
        yield ReportFile(f"{name}.csv", build_csv(table))
        yield ReportFile(f"{name}-codebook.csv", build_csv(build_codebook_table([table])))


def build_all_tables(material: Material) -> dict[str, Table]:
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
