"""In: persons' decisions and the items at hand. Out: `Verdicts`: those that can be carried out, and why others cannot.

The decisions are taken in their order; one that contradicts an earlier one is left out and named. Not handled: what a
verdict does to groups (`binding`, `grouping`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from extractor.align.items import Key
from extractor.model.compared.alignment import Comparand
from extractor.model.judgement import NO_CONCEPT, Judgement
from extractor.model.problem import Problem, Severity

Pair = tuple[Key, Key]


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions that hold in this run.

    `linked` and `parted` are by pairs of items, the smaller first; `bound` are the sets of items that must share a
    group; `apart` gives for an item those that it may not share one with.
    """

    linked: Mapping[Pair, Judgement] = msgspec.field(default_factory=dict)
    parted: Mapping[Pair, Judgement] = msgspec.field(default_factory=dict)
    bound: tuple[tuple[Key, ...], ...] = ()
    apart: Mapping[Key, frozenset[Key]] = msgspec.field(default_factory=dict)
    concepts: Mapping[Key, tuple[Judgement, ...]] = msgspec.field(default_factory=dict)
    labels: Mapping[str, Judgement] = msgspec.field(default_factory=dict)
    applied: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()

    def find_line(self, left: Key, right: Key, weight: float) -> Comparand | None:
        """Return the line of evidence that a decision on this pair adds, None where there is none."""
        pair = (min(left, right), max(left, right))
        if pair in self.linked:
            return Comparand("人工判定", f"同一事项：{self.linked[pair].signed}", weight)
        if pair in self.parted:
            return Comparand("人工判定", f"不同事项：{self.parted[pair].signed}", -weight)
        return None


def build_verdicts(
    judgements: Sequence[Judgement], keys: Collection[Key], concepts: Collection[str], measures: int
) -> Verdicts:
    """Return what of `judgements` can be carried out on the items `keys` with at most `measures` concepts for each.

    A decision on a plan that is not here waits for it in silence; on an item that its plan lacks, it is a problem.
    """
    settled = _Settled(measures)
    plans = {plan for plan, _ in keys}
    for judgement in judgements:
        named = [_split(item) for item in judgement.items]
        if any(plan not in plans for plan, _ in named):
            continue
        absent = [":".join(key) for key in named if key not in keys]
        if absent:
            settled.refuse(judgement, "judgement-unknown-item", *_say_absent(absent))
        elif judgement.decision == "concept" and judgement.concept not in (NO_CONCEPT, *concepts):
            settled.refuse(judgement, "judgement-unknown-concept", "概念表没有这个概念", "no such concept")
        else:
            settled.take(judgement, named)
    return settled.build()


def find_contradiction(judgements: Sequence[Judgement], measures: int) -> Problem | None:
    """Return the first contradiction among decisions, whatever plans they speak of; None where there is none."""
    settled = _Settled(measures)
    for judgement in judgements:
        settled.take(judgement, [_split(item) for item in judgement.items])
    return settled.problems[0] if settled.problems else None


def _split(item: str) -> Key:
    plan, _, name = item.partition(":")
    return plan, name


def _say_absent(items: Iterable[str]) -> tuple[str, str]:
    names = "、".join(items)
    return f"方案中没有 {names} 这一项", f"no such item: {names}"


class _Settled:
    """The decisions taken so far, by which each further one is tested."""

    def __init__(self, measures: int) -> None:
        self.measures = measures
        self.linked: dict[Pair, Judgement] = {}
        self.parted: dict[Pair, Judgement] = {}
        self.homes: dict[Key, set[Key]] = {}
        self.concepts: dict[Key, list[Judgement]] = defaultdict(list)
        self.labels: dict[str, Judgement] = {}
        self.applied: list[Judgement] = []
        self.problems: list[Problem] = []

    def take(self, judgement: Judgement, keys: Sequence[Key]) -> None:
        """Take a decision, or name the earlier ones that it contradicts."""
        if judgement.decision == "label":
            against = self._label(judgement)
        elif judgement.decision == "concept":
            against = self._concept(judgement, keys[0])
        else:
            against = self._pair(judgement, (min(keys), max(keys)))
        if against:
            shown = "；".join(f"“{one.subject}”（{one.person}，{one.date}）" for one in against)
            self.refuse(judgement, "judgements-contradict", f"与 {shown} 相反", f"contradicts {_list(against)}")
        else:
            self.applied.append(judgement)

    def refuse(self, judgement: Judgement, code: str, reason: str, reason_en: str) -> None:
        """Keep a decision out and say why."""
        self.problems.append(
            Problem(
                stage="align",
                code=code,
                severity=Severity.WARNING,
                place=None,
                message=f"人工判定“{judgement.subject}”（{judgement.person}，{judgement.date}）未采用：{reason}。"
                "请在 judgements.yaml 中改正或删去其中一条",
                message_en=f"judgement “{judgement.subject}” was left out: {reason_en}; mend judgements.yaml",
                item=judgement.items[0] if judgement.items else None,
            )
        )

    def build(self) -> Verdicts:
        """Return what was taken."""
        apart: dict[Key, set[Key]] = defaultdict(set)
        for left, right in self.parted:
            apart[left].add(right)
            apart[right].add(left)
        return Verdicts(
            linked=self.linked,
            parted=self.parted,
            bound=tuple(sorted({tuple(sorted(home)) for home in self.homes.values()})),
            apart={key: frozenset(others) for key, others in apart.items()},
            concepts={key: tuple(taken) for key, taken in self.concepts.items()},
            labels=self.labels,
            applied=tuple(self.applied),
            problems=tuple(self.problems),
        )

    def _pair(self, judgement: Judgement, pair: Pair) -> list[Judgement]:
        one, other = pair
        left, right = self.homes.get(one, {one}), self.homes.get(other, {other})
        if judgement.decision == "cannot-link":
            if other in left:
                return _find_path(self.linked, one, other)
            self.parted.setdefault(pair, judgement)
            return []
        joined = left | right
        broken = next((two for two in self.parted if joined.issuperset(two)), None)
        if broken:
            path = _find_path(self.linked | {pair: judgement}, *broken)
            return [step for step in (*path, self.parted[broken]) if step is not judgement]
        self.linked.setdefault(pair, judgement)
        self.homes.update(dict.fromkeys(joined, joined))
        return []

    def _label(self, judgement: Judgement) -> list[Judgement]:
        earlier = self.labels.setdefault(judgement.group or "", judgement)
        return [earlier] if earlier.text != judgement.text else []

    def _concept(self, judgement: Judgement, key: Key) -> list[Judgement]:
        earlier = self.concepts[key]
        words = {one.concept for one in (*earlier, judgement)}
        if (NO_CONCEPT in words and len(words) > 1) or len(words) > self.measures:
            return list(earlier)
        if len(words) > len(earlier):
            earlier.append(judgement)
        return []


def _find_path(linked: Mapping[Pair, Judgement], start: Key, end: Key) -> list[Judgement]:
    """Return the must-links that lead from `start` to `end`, the shortest way; none where there is no way."""
    ways: dict[Key, list[Judgement]] = {start: []}
    queue = [start]
    for here in queue:
        for (one, other), judgement in linked.items():
            there = other if here == one else one if here == other else None
            if there is not None and there not in ways:
                ways[there] = [*ways[here], judgement]
                queue.append(there)
    return ways.get(end, [])


def _list(judgements: Iterable[Judgement]) -> str:
    return "; ".join(f"“{one.subject}”" for one in judgements)
