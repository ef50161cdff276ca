"""In: a plan as parsed and checked, and what persons decided. Out: the plan with their values, and what became of each.

Planned first, then done as far as it goes: a decision applies, is no longer needed, has lost its place, or cannot be
carried out; none is dropped in silence. Not handled: which of two persons is right (`journal.settle` takes the last).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

import msgspec

from extractor.model.correction import LISTS, Correction
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity
from extractor.review.journal import follow_files, settle
from extractor.review.records import METADATA, WHOLE, Edit, Record, anchor, change, find_place, find_records


class DecisionOutcome(StrEnum):
    """What became of a decision."""

    APPLIED = "applied"
    CONFIRMED = "confirmed"
    NEEDLESS = "needless"
    STALE = "stale"
    REFUSED = "refused"
    OPEN = "open"


class Replay(msgspec.Struct, frozen=True):
    """One decision with its outcome, where its words stand now, and the value that it is about."""

    correction: Correction
    outcome: DecisionOutcome
    place: Place | None = None
    record: Record | None = None
    reason: str = ""


def apply_corrections(plan: Plan, corrections: Iterable[Correction]) -> tuple[Plan, tuple[Replay, ...]]:
    """Return `plan` with every decision that still fits carried out, and what became of all of them.

    Values that a person gave or confirmed carry `by`; what no longer fits is a problem of the plan.
    """
    settled = settle(one for one in follow_files(corrections, [plan]) if one.plan == plan.id)
    outcomes: list[Replay] = []
    for one in settled.valid:
        replay = _sort(plan, one)
        if replay.outcome in {DecisionOutcome.APPLIED, DecisionOutcome.CONFIRMED}:
            try:
                new = one.was if one.act == "right" else one.now
                plan = change(plan, Edit(one.item, one.field, replay.record, new, one.person, replay.place))
            except (ValueError, KeyError) as error:
                replay = Replay(one, DecisionOutcome.REFUSED, replay.place, replay.record, str(error))
        outcomes.append(replay)
    problems = [
        _tell(replay) for replay in outcomes if replay.outcome in {DecisionOutcome.STALE, DecisionOutcome.REFUSED}
    ]
    problems += [_tell_conflict(conflict) for conflict in settled.conflicts]
    return replace(plan, problems=(*plan.problems, *problems)) if problems else plan, tuple(outcomes)


def sort_corrections(plan: Plan, corrections: Iterable[Correction]) -> tuple[Replay, ...]:
    """Return what would become of each decision, without doing anything: the dry run of `review apply --plan`."""
    return apply_corrections(plan, corrections)[1]


def _sort(plan: Plan, one: Correction) -> Replay:
    """Return the outcome of one decision; the table of tests is tried from the top."""
    place = find_place(one.anchor, plan.text) if one.anchor else None
    record = _find_record(plan, one, place)
    wanted = one.was if one.act == "right" else one.now
    now = record.value if record else None
    tests = (
        (one.act == "unsure", DecisionOutcome.OPEN, ""),
        (bool(one.anchor and one.anchor.quote) and place is None, DecisionOutcome.STALE, "原文中已没有这段文字"),
        (one.item not in _known_items(plan), DecisionOutcome.STALE, "已没有这个条目"),
        (record is not None and one.act == "right" and now == wanted, DecisionOutcome.CONFIRMED, ""),
        (one.act == "right", DecisionOutcome.STALE, "现在提取到的值与当时确认的不同"),
        (now == wanted, DecisionOutcome.NEEDLESS, ""),
        (
            record is not None and one.was is not None and now != one.was,
            DecisionOutcome.STALE,
            "现在提取到的值与更正时看到的不同",
        ),
    )
    here = _choose_place(plan, one, record, place)
    for holds, outcome, reason in tests:
        if holds:
            return Replay(one, outcome, here, record, reason)
    return Replay(one, DecisionOutcome.APPLIED, here, record)


def _choose_place(plan: Plan, one: Correction, record: Record | None, place: Place | None) -> Place | None:
    """Return where the value stands: its own place where that has the words, since equal lines print them twice."""
    own = record.place if record else None
    if own and one.anchor and own.words(plan.text) == one.anchor.quote:
        return own
    return place or own


def _known_items(plan: Plan) -> set[str]:
    return {METADATA, *WHOLE, *(item.id for item in plan.items)}


def _find_record(plan: Plan, one: Correction, place: Place | None) -> Record | None:
    """Return the value that a decision is about: of a list the one with the same words, else the one that it saw."""
    same = [record for record in find_records(plan) if record.item == one.item and record.field == one.field]
    if one.field not in LISTS:
        return same[0] if same else None
    here = [record for record in same if place and record.place and record.place.start == place.start]
    if here:
        return next((record for record in here if record.value in (one.was, one.now)), here[0])
    quoted = [
        record for record in same
        if one.anchor and (words := anchor(record.place, plan.text)) and words.quote == one.anchor.quote
    ]  # fmt: skip
    return next((record for record in (*quoted, *same) if record.value in (one.was, one.now)), None)


def _tell(replay: Replay) -> Problem:
    one = replay.correction
    what = f"{one.item} 的 {one.field}" + (f"“{one.anchor.quote}”" if one.anchor else "")
    return Problem(
        "review", f"correction-{replay.outcome.value}", Severity.WARNING, replay.place,
        f"{one.person} {one.date} 对{what}的更正没有照办：{replay.reason}（当时 {one.was!r}，改为 {one.now!r}）",
        f"The correction of {one.item} {one.field} by {one.person} on {one.date} was not carried out",
    )  # fmt: skip


def _tell_conflict(conflict: tuple[Correction, ...]) -> Problem:
    last = conflict[-1]
    persons = "、".join(one.person for one in conflict)
    return Problem(
        "review", "correction-conflict", Severity.WARNING, None,
        f"{persons} 对 {last.item} 的 {last.field} 判定不一致；照最后一条（{last.person} {last.date}）办理",
        f"{persons} disagree on {last.item} {last.field}; the last word, of {last.person}, is carried out",
    )  # fmt: skip
