"""In: plans, their queue, a person, the journal's path. Out: answers for the review page, and lines on the disk.

A decision is answered only after its line is on the disk (flushed and synced), so a page that says "saved" never lies.
Not handled: HTTP (`server`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.model.compared.alignment import Alignment
from extractor.model.correction import Act, Anchor, Correction
from extractor.model.facts.plan import Plan
from extractor.review.journal import append_correction, follow_files, parse_journal, settle
from extractor.review.queue import Question, build_queue
from extractor.review.records import ENTRIES, PLAIN, Edit, change, find_place

CONTEXT = 400
"""Characters of the plan's text shown before and after a value."""


class PostedDecision(msgspec.Struct, frozen=True):
    """What the page sends: which question, what is decided, the new value and where it stands if it was selected."""

    question: str
    act: Act
    now: Any = None
    reason: str = ""
    quote: str | None = None


@dataclass(slots=True)
class Session:
    """One person at one set of outputs. `blind` hides what the program or another person found."""

    plans: Mapping[str, Plan]
    alignment: Alignment | None
    path: Path
    person: str
    date: str
    blind: bool = False
    _questions: dict[str, Question] = field(default_factory=dict)
    _corrections: list[Correction] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._corrections = list(follow_files(load_journal(self.path), self.plans.values()))
        mine = [one for one in self._corrections if one.person == self.person] if self.blind else self._corrections
        queue = build_queue(list(self.plans.values()), self.alignment, mine)
        self._questions = {question.id: question for question in queue}

    def questions(self) -> tuple[Question, ...]:
        """Return the queue, the most pressing first."""
        return tuple(self._questions.values())

    def read_workbook(self, path: Path) -> list[PostedDecision]:
        """Return the decisions of a filled workbook; raises UsageError with every row that is not understood."""
        from zipfile import BadZipFile

        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        from extractor.review.book import is_run_book, read_book
        from extractor.review.sheet import read_sheet

        try:
            book = load_workbook(path, read_only=True, data_only=True)
            sheets = {
                sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
            }
        except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
            raise UsageError(f"{path.name}: 打不开这个工作簿（{error}）") from None
        if is_run_book(list(sheets)):
            return read_book(sheets, self._questions, path.name)
        return list(read_sheet(next(iter(sheets.values())), self._questions, path.name))

    def take(self, corrections: Sequence[Correction]) -> int:
        """Add decisions of another journal that this one does not have; return how many."""
        known = {(one.subject, one.person, one.date, one.act) for one in self._corrections}
        fresh = [one for one in corrections if (one.subject, one.person, one.date, one.act) not in known]
        with self._lock:
            shift = max((one.number for one in self._corrections), default=0)
            for one in fresh:
                undoes = None if one.undoes is None else one.undoes + shift
                self._append(replace(one, number=one.number + shift, undoes=undoes))
        return len(fresh)

    def overview(self) -> dict[str, Any]:
        """Return how much there is to do: questions, points at stake, decisions so far, disagreements."""
        settled = settle(self._corrections)
        return {
            "person": self.person,
            "blind": self.blind,
            "questions": [_line(question, blind=self.blind) for question in self._questions.values()],
            "decided": len([one for one in settled.valid if one.person == self.person]),
            "conflicts": len(settled.conflicts),
            "choices": choices(),
        }

    def show(self, name: str) -> dict[str, Any]:
        """Return one question with the print around it and what its siblings have. Raises UsageError if unknown."""
        question = self._find(name)
        plan = self.plans[question.plan]
        start, end = (question.place.start, question.place.end) if question.place else (0, 0)
        left, right = max(0, start - CONTEXT), min(len(plan.text), end + CONTEXT)
        item = next((one for one in plan.items if one.id == question.item), None)
        return _line(question, blind=self.blind) | {
            "value": None if self.blind else question.value,
            "reasons": [] if self.blind else question.reasons,
            "before": plan.text[left:start],
            "printed": plan.text[start:end],
            "after": plan.text[end:right],
            "page": question.place.page if question.place else None,
            "title": (getattr(item, "title", None) or getattr(item, "name", None)) if item else None,
            "siblings": _siblings(plan, question),
        }

    def decide(self, decision: PostedDecision) -> int:
        """Write one decision; return its number. Raises UsageError where the value is none of its field."""
        question = self._find(decision.question)
        plan = self.plans[question.plan]
        anchored = Anchor(quote=decision.quote) if decision.quote else question.anchor
        if decision.act in {"fix", "new"}:
            self._try(plan, question, decision, anchored)
        with self._lock:
            number = max((one.number for one in self._corrections), default=0) + 1
            one = Correction(
                number=number, plan=plan.id, sha256=plan.main.sha256, item=question.item, field=question.field,
                act=decision.act, person=self.person, date=self.date, anchor=anchored, was=question.value,
                now=decision.now if decision.act in {"fix", "new"} else None, reason=decision.reason, blind=self.blind,
            )  # fmt: skip
            self._append(one)
        return number

    def undo(self, number: int) -> int:
        """Take back the person's decision `number` by a further line; return that line's number."""
        with self._lock:
            taken = next((one for one in self._corrections if one.number == number and one.person == self.person), None)
            if taken is None:
                raise UsageError(f"没有第 {number} 条判定，或不是 {self.person} 所作")
            following = max(one.number for one in self._corrections) + 1
            self._append(_undo(taken, following, self.date))
        return following

    def _append(self, one: Correction) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        whole = not self.path.exists() or self.path.read_bytes()[-1:] in {b"", b"\n"}
        with self.path.open("ab") as file:
            file.write((("" if whole else "\n") + append_correction(one)).encode())
            file.flush()
            os.fsync(file.fileno())
        self._corrections.append(one)

    def _try(self, plan: Plan, question: Question, decision: PostedDecision, anchored: Anchor | None) -> None:
        place = find_place(anchored, plan.text) if anchored else None
        try:
            change(plan, Edit(question.item, question.field, None, decision.now, self.person, place))
        except (ValueError, KeyError) as error:
            raise UsageError(f"{question.field} 不能是 {decision.now!r}（{error}）") from None

    def _find(self, name: str) -> Question:
        if name not in self._questions:
            raise UsageError(f"没有这个问题：{name}")
        return self._questions[name]


def _undo(taken: Correction, number: int, date: str) -> Correction:
    return Correction(
        number=number, plan=taken.plan, sha256=taken.sha256, item=taken.item, field=taken.field, act="undo",
        person=taken.person, date=date, anchor=taken.anchor, undoes=taken.number, blind=taken.blind,
    )  # fmt: skip


def _line(question: Question, *, blind: bool) -> dict[str, Any]:
    return {
        "id": question.id,
        "plan": question.plan,
        "kind": question.kind,
        "item": question.item,
        "field": question.field,
        "doubt": 0 if blind else round(question.doubt, 3),
        "stake": round(question.stake, 3),
        "drawn": question.drawn,
        "quote": question.anchor.quote[:40] if question.anchor else "",
    }


def _siblings(plan: Plan, question: Question) -> list[dict[str, Any]]:
    """Return what up to five neighbours of the item have in the same field."""
    items = list(plan.items)
    here = next((index for index, one in enumerate(items) if one.id == question.item), None)
    if here is None:
        return []
    near = [one for one in items[max(0, here - 2) : here + 4] if one.id != question.item]
    return [
        {"item": one.id, "value": msgspec.to_builtins(getattr(one, question.field, None))}
        for one in near
        if getattr(one, question.field, None)
    ]


def choices() -> dict[str, Any]:
    """Return the fields that a reader can fill in, by kind of value, with the words that are allowed."""
    schema = {name: msgspec.json.schema(kind) for name, kind in ENTRIES.items()}
    return {"entries": schema, "plain": {kind.__name__: names for kind, names in PLAIN.items()}}


def load_journal(path: Path) -> Sequence[Correction]:
    """Return the decisions at `path`, none where it does not exist."""
    return parse_journal(path.read_text("utf-8"), path.name) if path.exists() else ()
