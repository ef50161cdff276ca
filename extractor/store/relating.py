"""In: kept plans. Out: their alignment and what differs, kept by the keys of the plans, the mappings and the program.

Not handled: how items are aligned and compared, which are the stages' work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from extractor.batch import Shared, run_in_turn, share
from extractor.bounds.policy import NO_LIMITS
from extractor.errors import Failure, PlanFileError
from extractor.model.compared.alignment import Alignment, Evidence, Group
from extractor.model.mappings import Mappings
from extractor.store.asking.loading import load_plan, trim
from extractor.store.asking.selecting import WIDE
from extractor.store.columns import PARTITIONED
from extractor.store.contents import StoredPlan, StoreIndex
from extractor.store.datasets import find_rows, name_partition, write_rows
from extractor.store.keeping.cache import Kept
from extractor.store.keys import digest
from extractor.store.rows import (
    Row,
    list_alignment_rows,
    list_difference_rows,
    list_pair_rows,
    list_plan_rows,
)

ALIGNED = ("groups", "members", "pairs")


def open_alignments(root: Path) -> Kept[Alignment]:
    """Return the alignments that the store at `root` keeps."""
    return Kept(root / "kept" / "alignments", Alignment)


def load_alignment(root: Path, index: StoreIndex) -> Alignment:
    """Return the alignment of all plans of the store. Raises PlanFileError where it was damaged on the disk."""
    alignment = open_alignments(root).find(index.alignment)
    if alignment is None:
        raise PlanFileError("数据库里的对齐结果已损坏，已清除", hint="请再运行一次 extractor run，它会重新对齐")
    return alignment


def key_alignment(index: StoreIndex, mappings: str) -> str:
    """Return the key of the alignment of the compared plans."""
    rows = (f"{one.id} {one.row}" for one in index.plans if one.compared)
    return digest(index.program, mappings, *rows)


def relate(
    root: Path,
    index: StoreIndex,
    key: str,
    mappings: Mappings,
    executor: Executor,
) -> dict[str, tuple[str, ...]]:
    """Align the compared plans, keep the alignment, and return the files of the datasets that tell of it."""
    kept = open_alignments(root)
    if key == index.alignment and kept.has(key) and all(index.files.get(name) for name in ALIGNED):
        return {name: index.files[name] for name in (*ALIGNED, "comparisons")}
    from extractor.store.placing import Placer

    compared = [one for one in index.plans if one.compared]
    placer = Placer(root, digest(index.program, *index.mappings.values()), mappings, executor)
    alignment, evidence = placer.align(compared)
    kept.keep(key, alignment)
    rows = list_alignment_rows(alignment)
    files: dict[str, tuple[str, ...]] = {
        name: (write_rows(root, name, "", [key], partial(rows.__getitem__, name)),) for name in ALIGNED
    }
    files["pairs"] += tuple(
        write_rows(root, "pairs", "", one.made_from, partial(list_pair_rows, one.evidence)) for one in evidence
    )
    files["comparisons"] = _compare_blocks(root, key, compared, alignment, mappings, executor)
    placer.prune(key)
    return files


class BlockJob(msgspec.Struct, frozen=True, kw_only=True):
    """Plans that are compared with each other, their groups, and the file that is to hold what differs."""

    name: str
    block: tuple[StoredPlan, ...]
    alignment: Alignment
    made_from: tuple[str, ...]


def _compare_blocks(  # noqa: PLR0913, PLR0917 - what comparing needs
    root: Path,
    key: str,
    compared: Sequence[StoredPlan],
    alignment: Alignment,
    mappings: Mappings,
    executor: Executor,
) -> tuple[str, ...]:
    """Compare all plans with each other where they are few, else those of one field, year and area; by who works."""
    jobs = _list_blocks(key, compared, alignment)
    work = partial(_compare_block, share(mappings, executor), str(root))
    files = {job.name: find_rows(root, "comparisons", job.name, job.made_from) for job in jobs}
    missing = [job for job in jobs if files[job.name] is None]
    for job, outcome in zip(missing, run_in_turn(work, missing, executor, limits=NO_LIMITS), strict=True):
        if isinstance(outcome, Failure):
            raise PlanFileError(f"比较时出错：{outcome}", hint="请再运行一次")
        files[job.name] = outcome
    return tuple(path for path in files.values() if path)


def _list_blocks(key: str, compared: Sequence[StoredPlan], alignment: Alignment) -> list[BlockJob]:
    blocks: dict[tuple[str | None, ...], list[StoredPlan]] = {}
    few = len(compared) <= WIDE.plans
    for one in compared:
        blocks.setdefault(() if few else one.partition, []).append(one)
    groups: dict[str, list[Group]] = {}
    for group in alignment.groups:
        bare = replace(group, evidence=())
        for plan in dict.fromkeys(member.plan for member in group.members):
            groups.setdefault(plan, []).append(bare)
    plain = replace(alignment, near_misses=())
    jobs = []
    for partition in sorted(blocks, key=lambda entry: tuple(map(str, entry))):
        block = blocks[partition]
        cut, _ = cut_alignment(plain, [one.id for one in block], groups)
        members = (f"{one.id} {member.plan} {member.item}" for one in cut.groups for member in one.members)
        made_from = (key,) if few else (digest(*(f"{one.id} {one.row}" for one in block)), digest(*members))
        name = name_partition(partition) if partition else ""
        jobs.append(BlockJob(name=name, block=tuple(block), alignment=cut, made_from=made_from))
    return jobs


def _compare_block(mappings: Shared[Mappings], root: str, job: BlockJob) -> str:
    """Write what differs within one block; return the file."""
    from extractor.compare import compare_groups

    def build() -> list[Row]:
        plans = [trim(load_plan(Path(root), one)) for one in job.block]
        return list_difference_rows(compare_groups(job.alignment, plans, mappings.value))

    return write_rows(Path(root), "comparisons", job.name, job.made_from, build)


def write_plan_rows(root: Path, index: StoreIndex) -> dict[str, tuple[str, ...]]:
    """Write the datasets of plans, partition by partition; a partition whose plans are as before is left as it is."""
    blocks: dict[tuple[str | None, str | None, str], list[StoredPlan]] = {}
    for one in index.plans:
        blocks.setdefault(one.partition, []).append(one)
    files: dict[str, list[str]] = {name: [] for name in PARTITIONED}
    for partition in sorted(blocks, key=lambda entry: tuple(map(str, entry))):
        block = blocks[partition]
        rows = _Lazy(root, block)
        for name in PARTITIONED:
            made_from = [f"{one.id} {one.row}" for one in block]
            folder = name_partition(partition)
            files[name].append(write_rows(root, name, folder, made_from, partial(rows.take, name)))
    return {name: tuple(found) for name, found in files.items()}


class _Lazy:
    """The rows of a block of plans, made once, and only where a file wants them."""

    def __init__(self, root: Path, block: Iterable[StoredPlan]) -> None:
        self.root, self.block = root, block
        self.rows: dict[str, list[tuple[object, ...]]] | None = None

    def take(self, name: str) -> list[tuple[object, ...]]:
        if self.rows is None:
            self.rows = {}
            for one in self.block:
                plan = load_plan(self.root, one)
                for dataset, rows in list_plan_rows(plan).items():
                    self.rows.setdefault(dataset, []).extend(rows)
        return self.rows.get(name, [])


def cut_alignment(
    alignment: Alignment, plans: Collection[str], by_plan: Mapping[str, Sequence[Group]] | None = None
) -> tuple[Alignment, int]:
    """Return the alignment of a selection, groups under the ids that they have, and how many groups are left out.

    `by_plan` are the groups of each plan, where many selections are cut from one alignment.
    """
    chosen = frozenset(plans)
    near = alignment.groups
    if by_plan is not None:
        near = tuple({group.id: group for plan in plans for group in by_plan.get(plan, ())}.values())

    def inside(one: Evidence) -> bool:
        return one.left.partition(":")[0] in chosen and one.right.partition(":")[0] in chosen

    groups: list[Group] = []
    for group in near:
        members = tuple(member for member in group.members if member.plan in chosen)
        if members:
            groups.append(replace(group, members=members, evidence=tuple(filter(inside, group.evidence))))
    cut = replace(
        alignment,
        plans=tuple(plan for plan in alignment.plans if plan in chosen),
        groups=tuple(groups),
        near_misses=tuple(filter(inside, alignment.near_misses)),
    )
    return cut, len(alignment.groups) - len(groups)
