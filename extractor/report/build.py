"""In: comparison, alignment and plans. Out: `Report`, the workbook, the page and the CSV files.

Not handled: new facts; everything that is shown was extracted, aligned or compared before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.facts.plan import Plan
from extractor.model.paper.picture import PagePicture, Picture
from extractor.model.problem import Problem
from extractor.model.report import Report, ReportFile
from extractor.model.scored.rulebook import Rulebook
from extractor.report.csv_files import build_csv
from extractor.report.dataset import build_material
from extractor.report.labels import Language
from extractor.report.page.assembling import build_page
from extractor.report.tables import build_tables
from extractor.report.workbook.book import build_workbook


def build_report(  # noqa: PLR0913 - all but the first three are options by keyword
    comparison: Comparison,
    alignment: Alignment,
    plans: Sequence[Plan],
    *,
    lang: Language = "zh",
    pictures: Sequence[Picture] = (),
    pages: Sequence[PagePicture] = (),
    rulebooks: Sequence[Rulebook] = (),
    findings: Mapping[str, tuple[Problem, ...]] | None = None,
    english: Mapping[str, str] | None = None,
) -> Report:
    """Return `comparison.xlsx`, `report.html` and `tables/*.csv`; `lang` stands first wherever both languages do.

    The page shows `pictures` of the paper beside the values that they belong to, `pages` with boxes, and of each of
    `rulebooks` which sentences run; `findings` are what `extractor rulebook check` tells of a plan's points beyond its
    own problems.

    Raises PlanFileError where comparison, alignment and plans do not belong together.
    """
    material = replace(
        build_material(comparison, alignment, plans, lang),
        pictures=tuple(pictures),
        pages=tuple(pages),
        rulebooks=tuple(rulebooks),
        findings=findings or {},
        english=english or {},
    )
    tables = build_tables(material)
    return Report(
        (
            ReportFile("comparison.xlsx", build_workbook(material, tables)),
            ReportFile("report.html", build_page(material)),
            *(ReportFile(f"tables/{name}.csv", build_csv(table)) for name, table in tables.items()),
        )
    )
