"""In: many plans, and how further ones are placed. Out: their alignment; of many only a few are compared all with all.

Few plans are aligned as ever (`align_plans`). Of many of one field, those are anchors whose ids come first by their
digest; every other plan is placed beside them, on whatever process or machine the caller has it done, and what fits
nowhere goes round once more among itself. The groups depend on the plans alone: neither their order nor the number of
workers changes a byte. Not handled: near misses of plans that are placed; decisions of persons, with which all plans
are compared here.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import msgspec

from extractor.align.alignment import align_plans, check_ids
from extractor.align.anchored import Anchors, Placement, ReadAnchor, build_anchors, read_anchors
from extractor.align.likeness.semantic import SentenceVectors
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Alignment, Evidence, Group, Member
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings


class ManyPolicy(msgspec.Struct, frozen=True):
    """From when on plans are not all compared with each other, and what then."""

    whole: int = 60
    """plans up to which all are compared"""
    anchors: int = 40
    """plans of one field with which the others are compared"""
    rounds: int = 2
    """how often what fits nowhere looks for its like"""


MANY = ManyPolicy()


class SharedAnchors(msgspec.Struct, frozen=True):
    """What a worker needs to place plans; `key` tells one set of anchors from the next."""

    key: str
    mappings: Mappings
    plans: tuple[ReadAnchor, ...]
    alignment: Alignment

    def build(self) -> Anchors:
        """Return the anchors, ready to place plans beside them."""
        return build_anchors(self.plans, self.alignment, self.mappings)


class WayOfPlacing(Protocol):
    """How plans are placed beside anchors: here, in several processes, or on other machines."""

    def __call__(self, anchors: SharedAnchors, plans: Sequence[Plan]) -> Iterable[Placement]:
        """Give the placement of each plan, in their order."""


def place_here(anchors: SharedAnchors, plans: Sequence[Plan]) -> Iterable[Placement]:
    """Place plans one after the other in this process."""
    return map(anchors.build().place, plans)


def align_many(
    plans: Sequence[Plan],
    mappings: Mappings,
    place: WayOfPlacing = place_here,
    *,
    policy: ManyPolicy = MANY,
    vectors: SentenceVectors | None = None,
) -> Alignment:
    """Return the alignment of all plans; of many, `place` places those that are no anchors."""
    check_ids(plans)
    if len(plans) <= policy.whole or mappings.judgements.judgements:
        return align_plans(plans, mappings, vectors=vectors)
    blocks: dict[str, list[Plan]] = defaultdict(list)
    for plan in sorted(plans, key=lambda plan: plan.id):
        blocks[plan.metadata.field or ""].append(plan)
    aligning = _AligningMany(mappings, place, policy, vectors)
    parts = [one for field in sorted(blocks) for one in aligning.align(blocks[field])]
    ranks = {concept.id: rank for rank, concept in enumerate(mappings.concepts.concepts)}
    return join_parts(parts, [plan.id for plan in plans], ranks)


class _AligningMany(msgspec.Struct, frozen=True):
    mappings: Mappings
    place: WayOfPlacing
    policy: ManyPolicy
    vectors: SentenceVectors | None

    def align(self, plans: Sequence[Plan]) -> list[Alignment]:
        """Return the alignments of the plans of one field: those with each round's anchors, and one of the rest."""
        left, found = list(plans), []
        for _ in range(self.policy.rounds):
            if len(left) <= self.policy.whole:
                break
            chosen = choose_anchors([plan.id for plan in left], self.policy)
            core = sorted((plan for plan in left if plan.id in chosen), key=lambda plan: plan.id)
            alignment = align_plans(core, self.mappings, vectors=self.vectors)
            others = [plan for plan in left if plan.id not in chosen]
            placements = self._place(core, alignment, others)
            found.append(add_placed(alignment, placements))
            rest = ((plan, frozenset(one.rest)) for plan, one in zip(others, placements, strict=True) if one.rest)
            left = [keep_items(plan, items) for plan, items in rest]
        if left:
            found += [align_plans(part, self.mappings, vectors=self.vectors) for part in self._cut(left)]
        return found

    def _cut(self, plans: Sequence[Plan]) -> list[Sequence[Plan]]:
        """Return plans in lots that are small enough to be compared all with all."""
        ordered = sorted(plans, key=lambda plan: _digest(plan.id))
        lots = range(0, len(ordered), self.policy.whole)
        return [sorted(ordered[at : at + self.policy.whole], key=lambda plan: plan.id) for at in lots]

    def _place(self, core: Sequence[Plan], alignment: Alignment, others: Sequence[Plan]) -> list[Placement]:
        bare = leave_out_evidence(alignment)
        key = _digest(*(f"{plan.id}:{item.id}" for plan in core for item in plan.items))
        anchors = SharedAnchors(key, self.mappings, read_anchors(core, self.mappings), bare)
        return list(self.place(anchors, others))


def add_placed(alignment: Alignment, placements: Sequence[Placement]) -> Alignment:
    """Return the alignment of the anchors with what was placed, and the evidence for it."""
    members: dict[str, list[Member]] = defaultdict(list)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for one in placements:
        for placed in one.placed:
            members[placed.group].append(placed.member)
            evidence[placed.group].append(placed.evidence)
    most = Policy().pairs
    groups = (
        replace(
            group,
            members=(*group.members, *members[group.id]),
            evidence=(*group.evidence, *evidence[group.id])[:most],
        )
        for group in alignment.groups
    )
    return replace(alignment, groups=tuple(groups))


def keep_items(plan: Plan, items: frozenset[str]) -> Plan:
    """Return a plan with these items only."""
    return replace(
        plan,
        tasks=tuple(task for task in plan.tasks if task.id in items),
        indicators=tuple(row for row in plan.indicators if row.id in items),
    )


def join_parts(parts: Sequence[Alignment], plans: Sequence[str], ranks: Mapping[str, int]) -> Alignment:
    """Return the groups of all parts in a reader's order; a group that lost its name stands where its concept does."""
    named = sorted(
        name_groups(group for part in parts for group in part.groups),
        key=lambda pair: (
            ranks.get(pair[0].concept or "", len(ranks)),
            -len({member.plan for member in pair[1].members}),
            pair[1].id,
        ),
    )
    return Alignment(
        plans=tuple(plans),
        groups=tuple(group for _, group in named),
        near_misses=tuple(line for part in parts for line in part.near_misses)[: Policy().misses],
        judgements=(),
        problems=tuple(dict.fromkeys(one for part in parts for one in part.problems)),
    )


def name_groups(groups: Iterable[Group]) -> Iterator[tuple[Group, Group]]:
    """Yield each group as it is and as it is to be called; the largest of a concept keeps its name.

    The others say whose they are, by their first member.
    """
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: (group.concept is None, -len(group.members), group.id)):
        name = group.id
        if name in taken:
            first = min((member.plan, member.item) for member in group.members)
            name = ":".join(first) + (f"~{group.concept}" if group.concept else "")
        taken.add(name)
        yield group, group if name == group.id else replace(group, id=name, concept=None)


def choose_anchors(ids: Iterable[str], policy: ManyPolicy) -> frozenset[str]:
    """Return the ids of the plans with which the others are compared: the first by their digests."""
    return frozenset(sorted(ids, key=_digest)[: policy.anchors])


def leave_out_evidence(alignment: Alignment) -> Alignment:
    """Return an alignment as plans are placed beside it: its groups alone."""
    return replace(alignment, groups=tuple(replace(one, evidence=()) for one in alignment.groups), near_misses=())


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
