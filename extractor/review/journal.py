"""In: the text of `corrections.jsonl`. Out: its decisions, those that count, and the text of one more line.

A line is never changed: an undo is a further line. Not handled: the disk, and whether a decision still fits its plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from extractor.errors import UsageError
from extractor.model.correction import CORRECTION_SCHEMA, Correction
from extractor.model.facts.plan import Plan

FILE = "corrections.jsonl"


class SettledDecisions(msgspec.Struct, frozen=True):
    """The decisions that count, the last of each person for each value, and the values on which persons disagree."""

    valid: tuple[Correction, ...]
    conflicts: tuple[tuple[Correction, ...], ...]


def parse_journal(text: str, name: str = FILE) -> tuple[Correction, ...]:
    """Return all decisions in the order in which they were made.

    A last line that breaks off (the machine stopped while it was written) is left out. Raises UsageError with the
    number of the line where one is not what the schema says.
    """
    lines = text.split("\n")
    found: list[Correction] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line.encode(), type=Correction)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeEncodeError) as error:
            if number == len(lines):
                continue
            raise UsageError(f"{name}: 第 {number} 行不是一条更正（{error}）", hint="请恢复该行，或把它删去") from None
        if one.schema != CORRECTION_SCHEMA:
            raise UsageError(f"{name}: 第 {number} 行 schema 为 {one.schema!r}", hint=f"应为 {CORRECTION_SCHEMA!r}")
        found.append(one)
    return tuple(found)


def append_correction(one: Correction) -> str:
    """Return `one` as a line.

    >>> line = append_correction(Correction(number=1, plan="a", sha256="", item="t1", field="title", act="right",
    ...                                     person="甲", date="2026-11-26"))
    >>> parse_journal(line)[0].person
    '甲'
    """
    return msgspec.json.encode(one).decode() + "\n"


def follow_files(corrections: Iterable[Correction], plans: Iterable[Plan]) -> tuple[Correction, ...]:
    """Return the decisions under the present names of their plans: a file that was renamed is known by its bytes."""
    known = tuple(plans)
    names = {plan.id for plan in known}
    by_bytes = {plan.main.sha256: plan.id for plan in known if plan.main.sha256}
    return tuple(
        one if one.plan in names else replace(one, plan=by_bytes.get(one.sha256, one.plan)) for one in corrections
    )


def settle(corrections: Iterable[Correction]) -> SettledDecisions:
    """Return what counts: undone lines are gone, of each person the last word, a disagreement is told.

    The last word of all is carried out even where persons disagree; the conflict is listed beside it.
    """
    ordered = list(corrections)
    undone = {one.undoes for one in ordered if one.act == "undo"}
    by_person: dict[tuple[tuple[str, str, str, str], str], Correction] = {}
    for one in ordered:
        if one.act != "undo" and one.number not in undone:
            by_person.pop((one.subject, one.person), None)
            by_person[one.subject, one.person] = one
    groups: dict[tuple[str, str, str, str], list[Correction]] = {}
    for one in sorted(by_person.values(), key=lambda one: one.number):
        groups.setdefault(one.subject, []).append(one)
    conflicts = tuple(tuple(group) for group in groups.values() if _differ(group))
    return SettledDecisions(tuple(group[-1] for group in groups.values()), conflicts)


def _differ(group: Sequence[Correction]) -> bool:
    words = {msgspec.json.encode(decided(one)) for one in group if one.act != "unsure"}
    return len(words) > 1


def decided(one: Correction) -> object:
    """Return what a decision says that the value is."""
    return one.was if one.act == "right" else one.now if one.act in {"fix", "new"} else None
