"""Measure: facts from each form of the five plans against facts from their text, by the project's own evaluator.

Run `python -m tests.benchmarks.format_facts [--scans]`; scans need the extra `ocr` and some minutes.
"""

# ruff: noqa: PERF401 - a measuring script

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec

from extractor.evaluation import Score, score_document
from extractor.mappings import load_mappings
from extractor.model.paper.document import Document
from extractor.pipeline import extract_document
from tests.fixtures.content import CORPORA, PLANS
from tests.fixtures.make import MADE

FORMS = ("-ruled.pdf", "-three-line.pdf", "-narrow.pdf", ".docx", ".html", ".ofd")
SCANS = ("-scan.pdf",)


def main(forms: tuple[str, ...]) -> None:
    """Print F1 of each figure that the texts have something for."""
    mappings = load_mappings()

    def extract(plan: str, name: str, content: bytes) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(
            msgspec.json.encode(extract_document(Document(plan, name, content), mappings))
        )
        return record

    wanted = {plan: extract(plan, f"{plan}.txt", (CORPORA / plan / f"{plan}.txt").read_bytes()) for plan in PLANS}
    columns: dict[str, dict[str, float]] = {}
    for form in forms:
        score = Score()
        for plan in PLANS:
            found = extract(plan, plan + form, (MADE / f"{plan}{form}").read_bytes())
            score_document(wanted[plan], found, score, plan)
        columns[form] = {figure.name: figure.f1 for figure in score.figures() if figure.expected}
        for mismatch in score.mismatches:
            sys.stderr.write(f"{form}: {mismatch}\n")
    lines = ["| | " + " | ".join(form.lstrip("-.") for form in forms) + " |", "| --- |" + " --- |" * len(forms)]
    for figure in next(iter(columns.values())):
        lines.append(f"| {figure} | " + " | ".join(f"{columns[form].get(figure, 0):.3f}" for form in forms) + " |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(SCANS if "--scans" in sys.argv else FORMS)
