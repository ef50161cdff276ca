"""In: an export request. Out: the rulebooks of its plans as files for other engines.

Not handled: a rulebook that a person edited, which `extractor rulebook export` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.model.exporting import ExportRequest
from extractor.model.report import ReportFile
from extractor.model.scored.rulebook import Rulebook
from extractor.rulebook.build.rulebook import build_rulebook
from extractor.rulebook.exports.dmn import export_dmn
from extractor.rulebook.exports.jdm import export_jdm


def export_jdm_files(request: ExportRequest) -> Iterator[ReportFile]:
    """Yield a JDM file for each plan that has rules."""
    return _export(request, export_jdm, "jdm", "json")


def export_dmn_files(request: ExportRequest) -> Iterator[ReportFile]:
    """Yield a DMN file for each plan that has rules."""
    return _export(request, export_dmn, "dmn", "dmn")


def _export(request: ExportRequest, write: Callable[[Rulebook], str], folder: str, ending: str) -> Iterator[ReportFile]:
    for plan in request.plans:
        rulebook = build_rulebook(plan)
        if rulebook.rules:
            yield ReportFile(f"{folder}/{plan.id}.{ending}", write(rulebook).encode())
