"""In: kept plans. Out: their alignment and what differs, kept by the keys of the plans, the mappings and the program.

Not handled: how items are aligned and compared, which are the stages' work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Alignment, Evidence, Group
from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.store.cache import Kept
from extractor.store.columns import PARTITIONED
from extractor.store.contents import StoredPlan, StoreIndex
from extractor.store.datasets import name_partition, write_rows
from extractor.store.keys import digest
from extractor.store.reading import correct, open_plans
from extractor.store.rows import list_alignment_rows, list_difference_rows, list_plan_rows

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


def load_plans(root: Path, stored: Iterable[StoredPlan], corrections: Collection[Correction] = ()) -> tuple[Plan, ...]:
    """Return plans of the store, with what persons decided.

    Raises PlanFileError where a result was damaged on the disk; the run that follows reads it anew.
    """
    plans = open_plans(root)
    found: list[Plan] = []
    for one in stored:
        plan = plans.find(one.key)
        if plan is None:
            hint = "请再运行一次 extractor run，它会重读"
            raise PlanFileError(f"{one.look.name}: 数据库里的这份结果已损坏，已清除", hint=hint)
        own = [line for line in corrections if line.plan == one.id]
        found.append(correct(plan, own))
    return tuple(found)


def trim(plan: Plan) -> Plan:
    """Return `plan` without what aligning and comparing items do not look at, so that thousands fit into memory."""
    return replace(plan, text="", tables=(), unread=(), doubts=(), problems=(), citations=(), phases=(), grades=())


def key_alignment(index: StoreIndex, mappings: str) -> str:
    """Return the key of the alignment of the compared plans."""
    rows = (f"{one.id} {one.row}" for one in index.plans if one.compared)
    return digest(index.program, mappings, *rows)


def relate(
    root: Path, index: StoreIndex, key: str, mappings: Mappings, corrections: Collection[Correction]
) -> tuple[Alignment, dict[str, tuple[str, ...]]]:
    """Return the alignment of the compared plans and the files of the datasets that tell of it."""
    kept = open_alignments(root)
    alignment = kept.find(key)
    if alignment is not None and key == index.alignment and all(index.files.get(name) for name in ALIGNED):
        return alignment, {name: index.files[name] for name in (*ALIGNED, "comparisons")}
    plans = [trim(load_plans(root, [one], corrections)[0]) for one in index.plans if one.compared]
    from extractor.align import align_plans, find_vectors
    from extractor.compare import compare_groups

    if alignment is None:
        alignment = align_plans(plans, mappings, vectors=find_vectors())
        kept.keep(key, alignment)
    rows = list_alignment_rows(alignment)
    files: dict[str, tuple[str, ...]] = {
        name: (write_rows(root, name, "", [key], partial(rows.__getitem__, name)),) for name in ALIGNED
    }
    differences = write_rows(
        root, "comparisons", "", [key], lambda: list_difference_rows(compare_groups(alignment, plans, mappings))
    )
    return alignment, files | {"comparisons": (differences,)}


def write_plan_rows(root: Path, index: StoreIndex, corrections: Collection[Correction]) -> dict[str, tuple[str, ...]]:
    """Write the datasets of plans, partition by partition; a partition whose plans are as before is left as it is."""
    blocks: dict[tuple[str | None, str | None, str], list[StoredPlan]] = {}
    for one in index.plans:
        blocks.setdefault(one.partition, []).append(one)
    files: dict[str, list[str]] = {name: [] for name in PARTITIONED}
    for partition in sorted(blocks, key=lambda entry: tuple(map(str, entry))):
        block = blocks[partition]
        rows = _Lazy(root, block, corrections)
        for name in PARTITIONED:
            made_from = [f"{one.id} {one.row}" for one in block]
            folder = name_partition(partition)
            files[name].append(write_rows(root, name, folder, made_from, partial(rows.take, name)))
    return {name: tuple(found) for name, found in files.items()}


class _Lazy:
    """The rows of a block of plans, made once, and only where a file wants them."""

    def __init__(self, root: Path, block: Iterable[StoredPlan], corrections: Collection[Correction]) -> None:
        self.root, self.block, self.corrections = root, block, corrections
        self.rows: dict[str, list[tuple[object, ...]]] | None = None

    def take(self, name: str) -> list[tuple[object, ...]]:
        if self.rows is None:
            self.rows = {}
            for one in self.block:
                plan = load_plans(self.root, [one], self.corrections)[0]
                for dataset, rows in list_plan_rows(plan).items():
                    self.rows.setdefault(dataset, []).extend(rows)
        return self.rows.get(name, [])


def cut_alignment(alignment: Alignment, plans: Collection[str]) -> tuple[Alignment, int]:
    """Return the alignment of a selection, groups under the ids that they have, and how many groups are left out."""
    chosen = frozenset(plans)

    def inside(one: Evidence) -> bool:
        return one.left.partition(":")[0] in chosen and one.right.partition(":")[0] in chosen

    groups: list[Group] = []
    for group in alignment.groups:
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
