"""In: an export request. Out: the rulebooks of its plans as files for other engines.

Not handled: a rulebook that a person edited, which `extractor rulebook export` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.model.exporting import ExportRequest
from extractor.model.report import ReportFile, ReportNote
from extractor.model.scored.rulebook import Rulebook
from extractor.rulebook.build.rulebook import build_rulebook
from extractor.rulebook.exports.dmn import export_dmn
from extractor.rulebook.exports.jdm import export_jdm
from extractor.rulebook.exports.python_file import export_python
from extractor.rulebook.exports.sql import export_sql


def export_jdm_files(request: ExportRequest) -> Iterator[ReportFile | ReportNote]:
    """Yield a JDM file for each plan that has rules."""
    return _export(request, export_jdm, "jdm", "json")


def export_dmn_files(request: ExportRequest) -> Iterator[ReportFile | ReportNote]:
    """Yield a DMN file for each plan that has rules."""
    return _export(request, export_dmn, "dmn", "dmn")


def export_python_files(request: ExportRequest) -> Iterator[ReportFile | ReportNote]:
    """Yield a Python file, which needs the standard library only, for each plan that has rules."""
    return _export(request, export_python, "python", "py")


def export_sql_files(request: ExportRequest) -> Iterator[ReportFile | ReportNote]:
    """Yield a file of SQL for each plan that has rules."""
    return _export(request, export_sql, "sql", "sql")


def _export(
    request: ExportRequest, write: Callable[[Rulebook], str], folder: str, ending: str
) -> Iterator[ReportFile | ReportNote]:
    """Yield the files; a plan without scoring rules has none, which is told in one line."""
    empty = []
    for plan in request.plans:
        rulebook = build_rulebook(plan)
        if rulebook.rules:
            yield ReportFile(f"{folder}/{plan.id}.{ending}", write(rulebook).encode())
        else:
            empty.append(plan.id)
    if empty:
        zh = f"{folder}：{'、'.join(empty)} 没有评分规则，不写文件"
        en = f"{folder}: {', '.join(empty)} have no scoring rules, no file is written"
        yield ReportNote(zh if request.lang == "zh" else en)
