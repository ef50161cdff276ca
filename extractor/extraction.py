"""In: documents and mappings. Out: the plan of each, and the failures: the stages that need no other document.

Read -> outline -> parse -> check. What is told of one plan is bounded in number, so that no file of 60 kB gives a
plan of 160,000 problems. Not handled: what relates plans (`pipeline`), disks and screens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import Any

from extractor.batch import Shared, choose_executor, run_each, share
from extractor.bounds.policy import BOUNDS, DEFAULT_LIMITS, Limits
from extractor.check import check_plan
from extractor.corpus.told import apply_row
from extractor.errors import Failure
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.model.problem import Problem, Severity
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document
from extractor.read.joining import join_sources


def extract_documents(
    documents: Sequence[Document],
    mappings: Mappings,
    *,
    executor: Executor | None = None,
    on_done: Callable[[], object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[tuple[Plan, ...], tuple[Failure, ...]]:
    """Extract each document by itself; return the plans and, for documents that cannot be read, the failures."""
    extract = partial(extract_shared, share(mappings, executor))
    if executor is not None:
        return run_each(extract, documents, executor, on_done=on_done, limits=limits)
    with choose_executor(documents) as chosen:
        return run_each(extract, documents, chosen, on_done=on_done, limits=limits)


def extract_document(document: Document, mappings: Mappings) -> Plan:
    """Take one plan through the stages that need no other: read, outline, parse, check.

    Its further documents (`others`) are read below the first; what a person tells of it (`row`) goes into its metadata.

    Raises UnreadableDocumentError where the file cannot be read at all.
    """
    source = join_sources([read_document(one) for one in (document, *document.others)])
    outline = build_outline(source, mappings)
    plan = apply_row(parse_plan(outline, mappings), document.row, mappings)
    return bound_findings(check_plan(plan, mappings))


def bound_findings(plan: Plan) -> Plan:
    """Return the plan with no more problems, unread stretches and doubts of one kind than a person would read."""
    problems, left_out = _bound(plan.problems, "code")
    unread, unread_out = _bound(plan.unread, "kind")
    doubts, doubts_out = _bound(plan.doubts, "code")
    left_out |= unread_out | doubts_out
    if not left_out:
        return plan
    told = tuple(
        Problem(
            "check", "more-of-this-kind", Severity.WARNING, None,
            f"“{kind}”还有 {count} 处，没有逐一列出", f"{count} more of the kind {kind} are not listed",
        )
        for kind, count in sorted(left_out.items())
    )  # fmt: skip
    return replace(plan, problems=(*problems, *told), unread=unread, doubts=doubts)


def _bound(found: Sequence[Any], key: str) -> tuple[tuple[Any, ...], dict[str, int]]:
    seen: dict[str, int] = {}
    kept = []
    for item in found:
        kind = str(getattr(item, key))
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= BOUNDS.findings:
            kept.append(item)
    return tuple(kept), {kind: count - BOUNDS.findings for kind, count in seen.items() if count > BOUNDS.findings}


def extract_shared(mappings: Shared[Mappings], document: Document) -> Plan:
    """Extract one document with mappings that were handed to this process."""
    return extract_document(document, mappings.value)
