"""In: the compared plans of a store. Out: their alignment: few plans all with all, many by anchors, field by field.

Of many, those are anchors whose ids come first by their digest: they are aligned with each other, and every other plan
is placed beside them, on whatever process or machine; what fits nowhere goes round once more among itself. So the
groups depend on the plans alone, not on their order nor on the history of the store; a further plan is compared with a
few others, and what is known of the rest is taken from the disk. Not handled: items of one meaning in two fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from extractor.align import align_plans, find_vectors
from extractor.align.anchored import Anchors, Placement, ReadAnchor, build_anchors, read_anchors
from extractor.align.many import ManyPolicy, choose_anchors, keep_items, leave_out_evidence, name_groups
from extractor.batch import Shared, run_in_turn, share
from extractor.bounds.policy import NO_LIMITS
from extractor.errors import Failure, PlanFileError
from extractor.model.compared.alignment import Alignment, Evidence, Group, Member
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.store.asking.loading import load_plan, trim
from extractor.store.contents import StoredPlan
from extractor.store.keeping.cache import Kept
from extractor.store.keys import digest


class BlockPolicy(ManyPolicy, frozen=True):
    """The same bounds where placements are kept on disk, and how they lie there."""

    bucket: int = 2
    """hexadecimal digits by which placements are kept together in one file"""


BLOCKS = BlockPolicy()


class AnchorSet(msgspec.Struct, frozen=True, kw_only=True):
    """What a process needs to place plans: the anchors as they were read, once and for all runs, and their groups."""

    plans: tuple[ReadAnchor, ...]
    alignment: Alignment


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """A plan, or those of its items that found no group yet."""

    plan: StoredPlan
    only: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.plan.look.name

    @property
    def key(self) -> str:
        """What a placement depends on, beside the anchors."""
        return self.plan.row if self.only is None else digest(self.plan.row, *self.only)

    def load(self, root: Path) -> Plan:
        """Return the plan with the items that count."""
        plan = trim(load_plan(root, self.plan))
        if self.only is None:
            return plan
        return keep_items(plan, frozenset(self.only))


class PlacedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence of the plans of one bucket and what it was made from: as before where none of these plans changed."""

    made_from: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Placer:
    """Aligns the plans of a store; what it found before is kept and taken again."""

    def __init__(
        self, root: Path, made_with: str, mappings: Mappings, executor: Executor, policy: BlockPolicy | None = None
    ) -> None:
        self.root, self.made_with, self.mappings, self.executor = root, made_with, mappings, executor
        self.policy = policy or BLOCKS
        self.alignments = Kept(root / "kept" / "alignments", Alignment)
        self.placements = Kept(root / "kept" / "placements", dict[str, Placement])
        self.used: set[str] = set()

    def align(self, plans: Sequence[StoredPlan]) -> tuple[Alignment, list[PlacedEvidence]]:
        """Return the alignment of all plans, and evidence of those that were placed, beside that in the groups."""
        parts = [PlanPart(plan=plan) for plan in plans]
        if len(parts) <= self.policy.whole:
            return self._align_whole(parts), []
        blocks: dict[str, list[PlanPart]] = defaultdict(list)
        for part in parts:
            blocks[part.plan.field or ""].append(part)
        found = [self._align_block(blocks[field]) for field in sorted(blocks)]
        ids = tuple(plan.id for plan in plans)
        return join_alignments([one for one, _ in found], ids), [line for _, lines in found for line in lines]

    def _align_whole(self, parts: Sequence[PlanPart]) -> Alignment:
        key = digest("alignment", self.made_with, *(f"{part.plan.id} {part.key}" for part in parts))
        self.used.add(key)
        alignment = self.alignments.find(key)
        if alignment is None:
            alignment = align_plans([part.load(self.root) for part in parts], self.mappings, vectors=find_vectors())
            self.alignments.keep(key, alignment)
        return alignment

    def _align_block(self, parts: Sequence[PlanPart]) -> tuple[Alignment, list[PlacedEvidence]]:
        if len(parts) <= self.policy.whole:
            return self._align_whole(parts), []
        left, aligned, evidence = list(parts), [], list[PlacedEvidence]()
        for _ in range(self.policy.rounds):
            if not left:
                break
            chosen = choose_anchors([part.plan.id for part in left], self.policy)
            core = sorted((part for part in left if part.plan.id in chosen), key=lambda part: part.plan.id)
            alignment = self._align_whole(core)
            others = [part for part in left if part.plan.id not in chosen]
            placements, lines = self._place(core, alignment, others) if others else ({}, [])
            aligned.append(grow_groups(alignment, placements))
            evidence += lines
            left = [
                replace(part, only=placements[part.plan.id].rest) for part in others if placements[part.plan.id].rest
            ]
        singles = [group for part in left for group in self._list_singles(part)]
        aligned.append(Alignment(plans=(), groups=tuple(singles)))
        return join_alignments(aligned, tuple(part.plan.id for part in parts)), evidence

    def _list_singles(self, part: PlanPart) -> Iterator[Group]:
        for item in part.load(self.root).items:
            title = getattr(item, "title", None) or getattr(item, "name", None) or ""
            kind = "task" if hasattr(item, "title") else "indicator"
            member = Member(part.plan.id, item.id, kind, title)  # type: ignore[arg-type]
            yield Group(id=f"{part.plan.id}:{item.id}", label=title[:40], concept=None, members=(member,), evidence=())

    def _place(
        self, core: Sequence[PlanPart], alignment: Alignment, others: Sequence[PlanPart]
    ) -> tuple[dict[str, Placement], list[PlacedEvidence]]:
        """Return the placement of each plan, by id, and the evidence; those that are kept are not made again."""
        key = digest("anchors", self.made_with, *(f"{part.plan.id} {part.key}" for part in core))
        self.used.add(key)
        buckets: dict[str, list[PlanPart]] = defaultdict(list)
        for part in others:
            buckets[part.key[: self.policy.bucket]].append(part)
        found: dict[str, Placement] = {}
        kept = {name: self.placements.find(digest(key, name)) or {} for name in buckets}
        missing = [part for name in sorted(buckets) for part in buckets[name] if part.key not in kept[name]]
        made = self._hand_out(key, core, alignment, missing) if missing else iter(())
        evidence = []
        for name in sorted(buckets):
            self.used.add(digest(key, name))
            known = kept[name]
            lacking = [part for part in buckets[name] if part.key not in known]
            for part in lacking:
                outcome = next(made)
                if isinstance(outcome, Failure):
                    raise PlanFileError(f"对齐时出错：{outcome}", hint="请再运行一次")
                known[part.key] = outcome
            wanted = {part.key: known[part.key] for part in buckets[name]}
            if lacking or len(wanted) != len(known):
                self.placements.keep(digest(key, name), wanted)
            found |= {part.plan.id: wanted[part.key] for part in buckets[name]}
            lines = tuple(placed.evidence for one in sorted(wanted) for placed in wanted[one].placed)
            evidence.append(PlacedEvidence(made_from=(key, *sorted(wanted)), evidence=lines))
        return {part.plan.id: found[part.plan.id] for part in others}, evidence

    def _hand_out(
        self, key: str, core: Sequence[PlanPart], alignment: Alignment, parts: Sequence[PlanPart]
    ) -> Iterator[Placement | Failure]:
        """Place `parts`; who works reads the anchors from the store, so that they do not travel with each plan."""
        kept = open_anchors(self.root)
        if not kept.has(key):
            read = read_anchors([part.load(self.root) for part in core], self.mappings)
            kept.keep(key, AnchorSet(plans=read, alignment=leave_out_evidence(alignment)))
        work = partial(place_one, share(self.mappings, self.executor), str(self.root), key)
        return run_in_turn(work, parts, self.executor, limits=NO_LIMITS)

    def prune(self, key: str) -> None:
        """Take away what this alignment, which is kept under `key`, had no use for."""
        self.alignments.prune({*self.used, key})
        self.placements.prune(self.used)
        open_anchors(self.root).prune(self.used)


_ready: dict[str, Anchors] = {}
"""the anchors that this process has read, by key; one set at a time"""


def open_anchors(root: Path) -> Kept[AnchorSet]:
    """Return the anchors of a run that is under way."""
    return Kept(root / "kept" / "anchors", AnchorSet)


def place_one(mappings: Shared[Mappings], root: str, key: str, part: PlanPart) -> Placement:
    """Return where the items of one plan belong; the anchors are read once a process."""
    folder = Path(root)
    if key not in _ready:
        given = open_anchors(folder).find(key)
        if given is None:
            raise PlanFileError(
                f"{root}: 对齐的中间结果读不到", hint="请确认各台机器能读写同一个 --out 文件夹，再运行一次"
            )
        _ready.clear()
        _ready[key] = build_anchors(given.plans, given.alignment, mappings.value)
    return _ready[key].place(part.load(folder))


def grow_groups(alignment: Alignment, placements: dict[str, Placement]) -> Alignment:
    """Return the alignment of the anchors with the items that were placed, each group under the id that it has."""
    gained: dict[str, list[Member]] = defaultdict(list)
    for one in placements.values():
        for placed in one.placed:
            gained[placed.group].append(placed.member)
    groups = tuple(
        replace(group, members=(*group.members, *gained[group.id])) if group.id in gained else group
        for group in alignment.groups
    )
    return replace(alignment, groups=groups)


def join_alignments(parts: Sequence[Alignment], plans: tuple[str, ...]) -> Alignment:
    """Return the groups of all parts; the largest group of a concept keeps its name, the others say whose they are."""
    return Alignment(
        plans=plans,
        groups=tuple(named for _, named in name_groups(group for part in parts for group in part.groups)),
        near_misses=tuple(line for part in parts for line in part.near_misses),
        judgements=tuple(dict.fromkeys(one for part in parts for one in part.judgements)),
        problems=tuple(dict.fromkeys(one for part in parts for one in part.problems)),
    )
