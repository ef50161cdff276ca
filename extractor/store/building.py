"""In: documents, mappings, corrections, a store. Out: the store brought up to date, and what was done again and why.

What nothing changed for is not touched. A run that is killed leaves the store as it was, with the results of the
documents that it had read, so that the next one goes on where it was. Not handled: reports (`selecting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import msgspec

from extractor.bounds.policy import DEFAULT_LIMITS, Limits
from extractor.corpus.gathering import find_links
from extractor.corpus.sorting_out import KnownSameness, read_signs, sort_appearances
from extractor.corpus.telling import tell_corpus_of
from extractor.errors import Failure
from extractor.model.corpus import LeftOut, ToldLinks
from extractor.model.correction import Correction
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.store.asking.loading import load_plan
from extractor.store.contents import StoredPlan, StoreIndex
from extractor.store.datasets import drop_unnamed
from extractor.store.folder import load_index, write_index
from extractor.store.keeping.cache import Kept
from extractor.store.keys import (
    RELATING,
    MappingsKey,
    digest,
    find_program_key,
    key_corrections,
    key_document,
    key_mappings,
)
from extractor.store.reading import ReadJob, open_plans, read_all
from extractor.store.relating import key_alignment, relate, write_plan_rows


class StoreUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A store as it is after a run: its index, what came through and what not, and what was done, in Chinese."""

    index: StoreIndex
    failures: tuple[Failure, ...]
    left_out: tuple[LeftOut, ...]
    told: tuple[str, ...]


def update_store(  # noqa: PLR0913 - all but the first three are options by keyword
    documents: Sequence[Document],
    mappings: Mappings,
    root: Path,
    *,
    digests: Mapping[str, str],
    executor: Executor,
    limits: Limits = DEFAULT_LIMITS,
    corrections: Sequence[Correction] = (),
    on_done: Callable[[], object] | None = None,
) -> StoreUpdate:
    """Bring the store at `root` up to date; whoever calls holds it (`folder.hold_store`).

    `documents` may have left their bytes in their files, whose `digests` are then given by path (`keys.leave_bytes`).
    """
    old = load_index(root)
    keys = key_mappings(mappings)
    index = StoreIndex(program=find_program_key(), mappings=dict(keys.parts))
    jobs = list_jobs(documents, digests, digest(index.program, keys.reading), corrections)
    plans, failures, read = _read(jobs, old, mappings, root, executor, limits, on_done)
    links = find_links(documents)
    chosen, left_out = _sort_out(plans, root, links)
    index = replace(
        index,
        plans=tuple(replace(plan, compared=plan.id in chosen) for plan in plans),
        keys=tuple(dict.fromkeys(key for job in jobs for key in (job.key, job.row))),
        links=links,
        alignment=old.alignment,
        files=old.files,
        written_from=old.written_from,
        written=old.written,
    )
    key = key_alignment(index, keys.whole)
    related = relate(root, index, key, mappings, executor)
    files = write_plan_rows(root, index) | related
    told = tell_work(old, index, keys, read, aligned=key != old.alignment)
    told += tell_corpus_of([plan.field for plan in index.plans if plan.compared], links)
    index = replace(index, alignment=key, files=files)
    if index != old:
        write_index(root, index)
        drop_unnamed(root, files)
        open_plans(root).prune({*index.keys, *old.keys})
    return StoreUpdate(index=index, failures=failures, left_out=left_out, told=told)


def list_jobs(
    documents: Sequence[Document], digests: Mapping[str, str], reading: str, corrections: Sequence[Correction]
) -> list[ReadJob]:
    """Return what is to be done for each document, unless it was done before."""
    decided: dict[str, list[Correction]] = {}
    for one in corrections:
        decided.setdefault(one.plan, []).append(one)
    jobs = []
    for document in documents:
        own = tuple(decided.get(document.id, ()))
        paths = [one.path for one in (document, *document.others)]
        jobs.append(
            ReadJob(
                document=document,
                digests={path: digests[path] for path in paths if path in digests},
                key=key_document(document, digests, reading),
                corrections=own,
                corrected=key_corrections(own, document.id),
            )
        )
    return jobs


def _read(  # noqa: PLR0913, PLR0917 - what reading needs
    jobs: Sequence[ReadJob],
    old: StoreIndex,
    mappings: Mappings,
    root: Path,
    executor: Executor,
    limits: Limits,
    on_done: Callable[[], object] | None,
) -> tuple[list[StoredPlan], tuple[Failure, ...], list[str]]:
    """Return the plans of all documents, those that failed, and the ids of those whose documents were read now."""
    kept = open_plans(root)
    known = {one.row: one for one in old.plans}
    missing = {job.key for job in jobs if not kept.has(job.key)}
    wanted = [job for job in jobs if job.row not in known or job.key in missing or not kept.has(job.row)]
    notes: dict[str, StoredPlan] = {job.row: known[job.row] for job in jobs if job.row in known}
    failures: list[Failure] = []
    for job, outcome in read_all(wanted, mappings, root, executor, limits=limits, on_done=on_done):
        if isinstance(outcome, Failure):
            failures.append(outcome)
            notes.pop(job.row, None)
        else:
            notes[job.row] = outcome
    read = [job.document.id for job in wanted if job.key in missing and job.row in notes]
    return [notes[job.row] for job in jobs if job.row in notes], tuple(failures), read


def _sort_out(plans: Sequence[StoredPlan], root: Path, links: ToldLinks) -> tuple[frozenset[str], tuple[LeftOut, ...]]:
    by_id = {plan.id: plan for plan in plans}

    def read(plan: str) -> str:
        return read_signs(load_plan(root, by_id[plan]))

    kept = Kept(root / "kept" / "sameness", dict[str, bool])
    key = digest("sameness", find_program_key())
    known = KnownSameness(before=kept.find(key) or {})
    found = sort_appearances([plan.look for plan in plans], read, links.replaced, known=known)
    if known.used != known.before:
        kept.keep(key, known.used)
        kept.prune({key})
    return found


def tell_work(
    old: StoreIndex, index: StoreIndex, keys: MappingsKey, read: Sequence[str], *, aligned: bool
) -> tuple[str, ...]:
    """Return in Chinese what was done again, and for what reason."""
    ids = {plan.id: plan for plan in index.plans}
    before = {plan.id: plan for plan in old.plans}
    if not before:
        return (f"数据库：新建，读了 {len(read)} 份，沿用已读的 {len(ids) - len(read)} 份",)
    reasons = _list_reasons(old, index, keys)
    counts = Counter("新增" if plan not in before else "重读" for plan in read)
    gone = len(before.keys() - ids.keys())
    corrected = sum(ids[one].row != before[one].row and ids[one].key == before[one].key for one in ids.keys() & before)
    parts = [f"{word} {counts[word]} 份" for word in ("新增", "重读") if counts[word]]
    parts += [f"更正有变 {corrected} 份"] if corrected else []
    parts += [f"移出 {gone} 份"] if gone else []
    parts += [f"沿用 {len(ids) - len(read)} 份"] if len(ids) > len(read) else []
    parts += ["重新对齐与比较"] if aligned else []
    if not read and not gone and not aligned:
        return (f"数据库：没有变化（{len(ids)} 份）",)
    return (*reasons, "数据库：" + "，".join(parts))


def _list_reasons(old: StoreIndex, index: StoreIndex, keys: MappingsKey) -> list[str]:
    reasons = []
    if old.program != index.program:
        reasons.append("程序或所用软件包已变：全部重读")
    changed = sorted(name for name, key in keys.parts.items() if old.mappings.get(name) != key)
    if changed:
        what = "重新对齐" if RELATING.issuperset(changed) else "全部重读"
        reasons.append(f"映射表有变（{'、'.join(changed)}）：{what}")
    return reasons
