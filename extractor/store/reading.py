"""In: documents and the keys of their results. Out: every result kept in the store, and a note of each plan.

The process that reads a document keeps its plan at once and hands back a short note, so that a run that is killed
loses only what was under way, and no plan travels between processes. Not handled: aligning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from extractor.batch import Shared, run_in_turn, share
from extractor.bounds.files import read_file
from extractor.bounds.policy import BOUNDS, Limits
from extractor.corpus.sorting_out import find_appearance, read_signs
from extractor.errors import CorpusError, Failure
from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.store.contents import StoredPlan
from extractor.store.keeping.cache import Kept
from extractor.store.keys import digest
from extractor.store.rows import find_area


class ReadJob(msgspec.Struct, frozen=True, kw_only=True):
    """One document to read, unless its result is kept; `corrections` are what persons decided of its plan."""

    document: Document
    digests: dict[str, str]
    key: str
    corrections: tuple[Correction, ...] = ()
    corrected: str = ""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.document.name

    @property
    def row(self) -> str:
        """The key of what the plan gives to the datasets."""
        return digest(self.key, self.corrected) if self.corrected else self.key


def open_plans(root: Path) -> Kept[Plan]:
    """Return the results of documents that the store at `root` keeps."""
    return Kept(root / "kept" / "plans", Plan)


def read_all(  # noqa: PLR0913 - options by keyword
    jobs: Sequence[ReadJob],
    mappings: Mappings,
    root: Path,
    executor: Executor,
    *,
    limits: Limits,
    on_done: Callable[[], object] | None = None,
) -> Iterator[tuple[ReadJob, StoredPlan | Failure]]:
    """Yield the note of each document, in their order; what is not kept is read and kept first."""
    work = partial(_read_one, share(mappings, executor), str(root))
    for job, outcome in zip(jobs, run_in_turn(work, jobs, executor, limits=limits), strict=True):
        if on_done is not None:
            on_done()
        yield job, outcome


def _read_one(mappings: Shared[Mappings], root: str, job: ReadJob) -> StoredPlan:
    plans = open_plans(Path(root))
    plan = plans.find(job.key)
    if plan is None:
        from extractor.extraction import extract_document

        plan = extract_document(fetch(job.document, job.digests), mappings.value)
        plans.keep(job.key, plan)
    if job.row != job.key:
        plan = correct(plan, job.corrections)
        plans.keep(job.row, plan)
    return note_plan(plan, job)


def correct(plan: Plan, corrections: Sequence[Correction]) -> Plan:
    """Return `plan` with what persons decided."""
    from extractor.review import apply_corrections

    return apply_corrections(plan, corrections)[0]


def note_plan(plan: Plan, job: ReadJob) -> StoredPlan:
    """Return what the index keeps of a plan."""
    about = plan.metadata
    return StoredPlan(
        id=plan.id,
        key=job.key,
        row=job.row,
        place=about.jurisdiction or plan.id,
        field=about.field,
        year=about.year,
        area=find_area(plan),
        items=len(plan.items),
        look=find_appearance(plan, read_signs(plan)),
    )


def fetch(document: Document, digests: dict[str, str]) -> Document:
    """Return `document` with its bytes, read from its file where it does not hold them.

    Raises CorpusError where the file is gone, or is no longer what it was when the run began.
    """
    others = tuple(fetch(other, digests) for other in document.others)
    if document.content or not document.path:
        return replace(document, others=others) if others else document
    content = read_file(Path(document.path), BOUNDS.document_bytes, CorpusError)
    if digest(content) != digests.get(document.path):
        raise CorpusError(f"{document.name}: 文件在运行中被改动", hint="请再运行一次")
    return replace(document, content=content, others=others)
