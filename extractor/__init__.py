"""Plans of Chinese counties as structured facts, aligned and compared.

>>> import extractor
>>> document = extractor.load_document(extractor.default_corpus() / "pingyin" / "pingyin.txt")
>>> plan = extractor.extract_document(document)
>>> plan.metadata.jurisdiction
'平阴县'

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.api import (
        align_plans,
        build_outline,
        build_report,
        build_rulebook,
        check_plan,
        compare_plans,
        export_plans,
        extract_document,
        frames,
        from_json,
        load_alignment,
        load_comparison,
        load_corpus,
        load_document,
        load_mappings,
        load_plan,
        load_rulebook,
        parse_plan,
        read_document,
        score,
        score_table,
        to_json,
        to_spacy,
        write_alignment,
        write_comparison,
        write_plan,
        write_report,
        write_rulebook,
    )
    from extractor.corpora import default_folder as default_corpus
    from extractor.errors import ExtractorError
    from extractor.model.compared.alignment import Alignment
    from extractor.model.compared.comparison import Comparison
    from extractor.model.exporting import Exporter, ExportRequest
    from extractor.model.facts.plan import Plan
    from extractor.model.paper.document import Document, Source
    from extractor.model.paper.outline import Outline
    from extractor.model.report import Report, ReportFile
    from extractor.model.scored.rulebook import Rulebook
    from extractor.model.scored.scorecard import Scorecard
    from extractor.pipeline import Result, run_pipeline
    from extractor.read.plain import read_plain
    from extractor.read.registry import Reader

__version__ = "0.2.0"

__all__ = [
    "Alignment",
    "Comparison",
    "Document",
    "ExportRequest",
    "Exporter",
    "ExtractorError",
    "Outline",
    "Plan",
    "Reader",
    "Report",
    "ReportFile",
    "Result",
    "Rulebook",
    "Scorecard",
    "Source",
    "align_plans",
    "build_outline",
    "build_report",
    "build_rulebook",
    "check_plan",
    "compare_plans",
    "default_corpus",
    "export_plans",
    "extract_document",
    "frames",
    "from_json",
    "load_alignment",
    "load_comparison",
    "load_corpus",
    "load_document",
    "load_mappings",
    "load_plan",
    "load_rulebook",
    "parse_plan",
    "read_document",
    "read_plain",
    "run_pipeline",
    "score",
    "score_table",
    "to_json",
    "to_spacy",
    "write_alignment",
    "write_comparison",
    "write_plan",
    "write_report",
    "write_rulebook",
]

_ELSEWHERE = {
    "Alignment": "extractor.model.compared.alignment",
    "Comparison": "extractor.model.compared.comparison",
    "Document": "extractor.model.paper.document",
    "ExportRequest": "extractor.model.exporting",
    "Exporter": "extractor.model.exporting",
    "ExtractorError": "extractor.errors",
    "Outline": "extractor.model.paper.outline",
    "Plan": "extractor.model.facts.plan",
    "Reader": "extractor.read.registry",
    "Report": "extractor.model.report",
    "ReportFile": "extractor.model.report",
    "Result": "extractor.pipeline",
    "Rulebook": "extractor.model.scored.rulebook",
    "Scorecard": "extractor.model.scored.scorecard",
    "Source": "extractor.model.paper.document",
    "read_plain": "extractor.read.plain",
    "run_pipeline": "extractor.pipeline",
}
"""Homes of the names that are not functions of `extractor.api`."""


def __getattr__(name: str) -> Any:
    """Load a public name at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    if name == "default_corpus":
        value = import_module("extractor.corpora").default_folder
    else:
        value = getattr(import_module(_ELSEWHERE.get(name, "extractor.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
