"""In: plans, how they align and differ, what persons decided. Out: what to look at first, with the reasons.

A question's place in the queue is its doubt times what is at stake; every tenth is drawn by chance (by the content, so
that the same plans give the same draw), for an accuracy figure that the doubts do not bend. Not handled: the screen.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from extractor.model.compared.alignment import Alignment
from extractor.model.correction import Anchor, Correction
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.review.journal import settle
from extractor.review.opinion.advice import CODE
from extractor.review.print_checks import find_disagreement
from extractor.review.records import INNER, METADATA, Record, anchor, find_records


class QueuePolicy(msgspec.Struct, frozen=True):
    """How much each reason for doubt weighs (0 to 1), and how the queue is mixed."""

    disagrees: float = 0.95
    doubt: float = 0.8
    second: float = 0.6
    unread: float = 0.7
    damaged: float = 0.7
    problem: float = 0.55
    missing: float = 0.5
    recognised: float = 0.3
    unknown_body: float = 0.25
    no_trigger: float = 0.2
    ground: float = 0.05
    siblings: int = 3
    common: float = 0.75
    stake_floor: float = 0.6
    every: int = 10


class Question(msgspec.Struct, frozen=True):
    """One value to look at: what it is, where it stands, how doubtful, how much hangs on it, and why.

    `kind` is value (is it right?), missing (siblings have one, this item has none) or unread (no fact holds the words).
    """

    plan: str
    kind: Literal["value", "missing", "unread"]
    item: str
    field: str
    value: Any
    anchor: Anchor | None
    place: Place | None
    doubt: float
    stake: float
    reasons: tuple[str, ...]
    drawn: bool = False

    @property
    def id(self) -> str:
        """A name that the same question has at every run."""
        parts = (self.plan, self.kind, self.item, self.field, self.anchor.quote if self.anchor else "", str(self.value))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def build_queue(
    plans: Sequence[Plan],
    alignment: Alignment | None = None,
    corrections: Iterable[Correction] = (),
    policy: QueuePolicy | None = None,
) -> tuple[Question, ...]:
    """Return all questions, the most pressing first; what a person has judged already is left out."""
    chosen = policy or QueuePolicy()
    judged = {one.subject for one in settle(corrections).valid}
    stakes = find_stakes(plans, alignment)
    found = [
        question
        for plan in plans
        for question in _ask(plan, stakes, chosen)
        if (question.plan, question.item, question.field, _quote(question)) not in judged
    ]
    ranked = sorted(
        found, key=lambda one: (-one.doubt * one.stake, one.plan, one.place.start if one.place else -1, one.id)
    )
    return tuple(_mix(ranked, chosen.every))


def _rank(one: Question) -> tuple[float, str, int, str]:
    return -one.doubt * one.stake, one.plan, one.place.start if one.place else -1, one.id


def _quote(question: Question) -> str:
    record = Correction(
        number=0, plan=question.plan, sha256="", item=question.item, field=question.field, act="right", person="",
        date="", anchor=question.anchor,
    )  # fmt: skip
    return record.subject[3]


def _mix(ranked: Sequence[Question], every: int) -> Iterator[Question]:
    """Yield the queue, at each `every`th place one that was drawn by chance."""
    chance = sorted(ranked, key=lambda one: one.id)[: len(ranked) // every]
    drawn = {one.id for one in chance}
    rest = [one for one in ranked if one.id not in drawn]
    turn = iter(chance)
    for number, one in enumerate(rest, start=1):
        yield one
        if number % (every - 1) == 0 and (next_one := next(turn, None)):
            yield _mark(next_one)
    yield from map(_mark, turn)


def _mark(question: Question) -> Question:
    return Question(
        question.plan, question.kind, question.item, question.field, question.value, question.anchor, question.place,
        question.doubt, question.stake, question.reasons, drawn=True,
    )  # fmt: skip


def find_stakes(plans: Sequence[Plan], alignment: Alignment | None) -> Mapping[tuple[str, str], float]:
    """Return how much hangs on each item, from 0 to 1: its share of the points, how many plans it is compared with."""
    stakes: dict[tuple[str, str], float] = defaultdict(float)
    for plan in plans:
        most = max((float(row.points or 0) for row in plan.indicators), default=0.0) or 1.0
        for row in plan.indicators:
            stakes[plan.id, row.id] = float(row.points or 0) / most
    for group in alignment.groups if alignment else ():
        places = {member.plan for member in group.members}
        for member in group.members:
            key = (member.plan, member.item)
            stakes[key] = max(stakes[key], (len(places) - 1) / max(1, len(plans) - 1))
    return stakes


def _ask(plan: Plan, stakes: Mapping[tuple[str, str], float], policy: QueuePolicy) -> Iterator[Question]:
    records = list(find_records(plan))
    suspects = _Suspects.of(plan)
    recognised = any("ocr" in source.how for source in plan.source)
    for record in records:
        reasons = dict(_doubt(record, plan, suspects, policy))
        if recognised:
            reasons["文字由图像识别"] = policy.recognised
        stake = 1.0 if record.item == METADATA else stakes.get((plan.id, record.item), 0.0)
        yield Question(
            plan.id, "value", record.item, record.field, record.value, anchor(record.place, plan.text), record.place,
            _join(reasons.values(), policy.ground), policy.stake_floor + (1 - policy.stake_floor) * stake,
            tuple(reasons),
        )  # fmt: skip
    yield from _ask_missing(plan, records, stakes, policy)
    yield from _ask_second(plan, records, stakes, policy)
    for one in plan.unread:
        where = anchor(one.place, plan.text)
        field = one.kind.value
        yield Question(plan.id, "unread", "", field, one.text, where, one.place, policy.unread, 1.0, (one.message,))


def _join(weights: Iterable[float], ground: float) -> float:
    """Return one doubt out of several: that at least one of them holds."""
    sure = 1 - ground
    for weight in weights:
        sure *= 1 - weight
    return 1 - sure


class _Suspects(msgspec.Struct, frozen=True):
    """What the plan itself says may be wrong: by item and field, and stretches that problems name."""

    doubts: Mapping[tuple[str | None, str | None], str]
    second: Mapping[tuple[str | None, str | None, Place | None], str]
    problems: tuple[tuple[int, int, str], ...]
    damaged: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, plan: Plan) -> _Suspects:
        problems = tuple((one.place.start, one.place.end, one.message) for one in plan.problems if one.place)
        return cls(
            {(one.item, one.field): one.message for one in plan.doubts if one.code != CODE},
            {(one.item, one.field, one.place): one.message for one in plan.doubts if one.code == CODE},
            problems,
            frozenset((row.id, name) for row in plan.indicators for name in row.damaged),
        )


def _doubt(record: Record, plan: Plan, suspects: _Suspects, policy: QueuePolicy) -> Iterator[tuple[str, float]]:
    if reason := find_disagreement(record, plan.text):
        yield reason, policy.disagrees
    if message := suspects.doubts.get((record.item, record.field)):
        yield message, policy.doubt
    if message := suspects.second.get((record.item, record.field, record.place)):
        yield message, policy.second
    if (record.item, record.field) in suspects.damaged:
        yield "原文有损", policy.damaged
    if record.place:
        for start, end, message in suspects.problems:
            if start < record.place.end and record.place.start < end:
                yield message, policy.problem
                break
    value = record.value
    if record.field == "units" and value["function"] is None and not value["generic"]:
        yield "单位不在 units.yaml", policy.unknown_body
    if record.field == "deadlines" and value["kind"] == "relative" and not value["trigger"]:
        yield "没有起算事件", policy.no_trigger


def _ask_missing(
    plan: Plan, records: Sequence[Record], stakes: Mapping[tuple[str, str], float], policy: QueuePolicy
) -> Iterator[Question]:
    """Yield a question for each item that lacks what most of its siblings have."""
    has: dict[str, set[str]] = defaultdict(set)
    for record in records:
        has[record.field].add(record.item)
    for items in (plan.tasks, plan.indicators):
        if len(items) <= policy.siblings:
            continue
        for field in INNER[type(items[0])]:
            with_it = [one for one in items if one.id in has[field]]
            if len(with_it) < policy.common * len(items):
                continue
            for one in items:
                if one.id in has[field]:
                    continue
                stake = policy.stake_floor + (1 - policy.stake_floor) * stakes.get((plan.id, one.id), 0.0)
                reason = f"同类条目多有此项（{len(with_it)}/{len(items)}）"
                where = anchor(one.place, plan.text)
                yield Question(
                    plan.id, "missing", one.id, field, None, where, one.place, policy.missing, stake, (reason,)
                )


def _ask_second(
    plan: Plan, records: Sequence[Record], stakes: Mapping[tuple[str, str], float], policy: QueuePolicy
) -> Iterator[Question]:
    """Yield a question for each value that the learned model found and the rules did not."""
    held = {(one.item, one.field, one.place) for one in records}
    for one in plan.doubts:
        if one.code != CODE or (one.item, one.field, one.place) in held:
            continue
        item, field = one.item or "", one.field or ""
        stake = policy.stake_floor + (1 - policy.stake_floor) * stakes.get((plan.id, item), 0.0)
        where = anchor(one.place, plan.text)
        yield Question(plan.id, "missing", item, field, None, where, one.place, policy.second, stake, (one.message,))
