"""County social-credit plans as structured facts, aligned and compared.

>>> import extractor
>>> document = extractor.load_document(extractor.default_corpus() / "pingyin" / "pingyin.txt")
>>> plan = extractor.extract_document(document, extractor.load_mappings())
>>> plan.metadata.jurisdiction
'平阴县'

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.corpora import default_folder as default_corpus
    from extractor.corpora import load_corpus, load_document
    from extractor.errors import ExtractorError
    from extractor.mappings import load_mappings
    from extractor.model.plan import Plan
    from extractor.outputs import load_alignment, load_comparison, load_plan, write_plan
    from extractor.pipeline import Result, extract_document, run_pipeline
    from extractor.report.exports.frames import frames

__all__ = [
    "ExtractorError",
    "Plan",
    "Result",
    "default_corpus",
    "extract_document",
    "frames",
    "load_alignment",
    "load_comparison",
    "load_corpus",
    "load_document",
    "load_mappings",
    "load_plan",
    "run_pipeline",
    "write_plan",
]

_HOMES = {
    "ExtractorError": ("extractor.errors", "ExtractorError"),
    "Plan": ("extractor.model.plan", "Plan"),
    "Result": ("extractor.pipeline", "Result"),
    "default_corpus": ("extractor.corpora", "default_folder"),
    "extract_document": ("extractor.pipeline", "extract_document"),
    "frames": ("extractor.report.exports.frames", "frames"),
    "load_alignment": ("extractor.outputs", "load_alignment"),
    "load_comparison": ("extractor.outputs", "load_comparison"),
    "load_corpus": ("extractor.corpora", "load_corpus"),
    "load_document": ("extractor.corpora", "load_document"),
    "load_mappings": ("extractor.mappings", "load_mappings"),
    "load_plan": ("extractor.outputs", "load_plan"),
    "run_pipeline": ("extractor.pipeline", "run_pipeline"),
    "write_plan": ("extractor.outputs", "write_plan"),
}


def __getattr__(name: str) -> Any:
    """Load a public name at its first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
