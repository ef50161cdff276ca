"""The public names as a user's program calls them; mypy checks this file, `test_public_api` runs it."""

from __future__ import annotations

from pathlib import Path

import extractor


def compare_two(first: str, second: Path, out: Path) -> extractor.Comparison:
    """Read two files, align and compare them, write what was found."""
    documents = [extractor.load_document(first), extractor.load_document(second)]
    plans = [extractor.extract_document(document) for document in documents]
    alignment = extractor.align_plans(plans)
    comparison = extractor.compare_plans(alignment, plans)
    for plan in plans:
        extractor.write_plan(plan, str(out / "plans"))
    extractor.write_report(extractor.build_report(comparison, alignment, plans, lang="en"), out)
    return comparison


def count_by_stage(path: str) -> tuple[int, int, int]:
    """Call the stages one by one: lines of the source, parts of the outline, tasks of the plan."""
    source: extractor.Source = extractor.read_document(extractor.load_document(path))
    outline: extractor.Outline = extractor.build_outline(source)
    plan: extractor.Plan = extractor.parse_plan(outline)
    return len(source.lines), len(outline.parts), len(plan.tasks)


def keep(plan: extractor.Plan) -> extractor.Plan:
    """A plan through JSON and back."""
    return extractor.from_json(extractor.to_json(plan), extractor.Plan, text=plan.text)


def export(plans: list[extractor.Plan]) -> list[str]:
    """Names of the files of two exports; what failed is told beside them."""
    report, failures = extractor.export_plans(plans, ["pairs", "graphml"])
    return [file.path for file in report.files] + [str(failure) for failure in failures]
