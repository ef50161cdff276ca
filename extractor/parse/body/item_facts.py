"""In: the paragraphs of a work item. Out: its lists of bodies, time limits and targets, each read once.

Not handled: facts that another item states for this one (见第三条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.language.folding import fold
from extractor.model.facts.plan import Deadline, Target
from extractor.model.paper.place import Passage
from extractor.model.problem import Problem, Severity
from extractor.parse.body.work_item import WorkItem
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import Where, find_deadlines, label_manner
from extractor.parse.facts.heading_limits import find_own_limits
from extractor.parse.facts.targets import find_targets
from extractor.parse.facts.units import UnitList, find_unit_lists

SAME_LEAST = 6
"""Characters of a quote that say what is done, not only how much."""
SHARES = ("%", "", None)
"""达到100%，…达到100% are shares of two things"""
COUNTED_THING = 4
"""随机抽查2家社会单位: characters behind the measure that tell what is counted"""


class ItemFacts(msgspec.Struct, frozen=True):
    """What an item says beside its words."""

    lists: tuple[UnitList, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether a body or a time limit stands in a bracket or behind a label."""
        return bool(self.lists) or any(deadline.where == "label" for deadline in self.deadlines)

    @property
    def timed(self) -> bool:
        """Whether it says by when."""
        return bool(self.deadlines)

    def __bool__(self) -> bool:
        return bool(self.lists or self.deadlines or self.targets)


def read_facts(context: Context, item: WorkItem) -> ItemFacts:
    """Return the facts of an item; lists are those of its paragraphs, which are read once however often asked."""
    lists = tuple(
        unit_list.shift(start) for start, piece in item.pieces for unit_list in find_unit_lists(context, piece)
    )
    deadlines, problems = _read_deadlines(context, item.passage, lists)
    targets = _once(
        context,
        [
            target
            for start, end in _outside(lists, len(item.passage))
            for target in find_targets(context, item.passage, start, end)
        ],
    )
    return ItemFacts(lists, deadlines, targets, tuple(problems))


def _once(context: Context, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return each target once: what is printed twice with the same words asks for it once (随机抽查2家社会单位)."""
    kept: list[Target] = []
    for target in targets:
        words = _words(context, target)
        if not any(
            (one.op, one.value, one.unit, one.max) == (target.op, target.value, target.unit, target.max)
            and len(target.text) >= SAME_LEAST
            and target.unit not in SHARES
            and _words(context, one).endswith(words)
            for one in kept
        ):
            kept.append(target)
    return tuple(kept)


def _words(context: Context, target: Target) -> str:
    """Return the printed words of a target with the first of what it counts."""
    place = target.place
    return fold(context.source.text[place.start : place.end + COUNTED_THING]) if place else target.text


def _outside(lists: tuple[UnitList, ...], end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a task's words that are no list of bodies."""
    position = 0
    for unit_list in lists:
        if unit_list.start > position:
            yield position, unit_list.start
        position = max(position, unit_list.end)
    if position < end:
        yield position, end


def _read_deadlines(
    context: Context, passage: Passage, lists: tuple[UnitList, ...]
) -> tuple[tuple[Deadline, ...], list[Problem]]:
    """Read the running words, then the labels; a label that names no time known here becomes a problem."""
    deadlines: list[Deadline] = []
    problems: list[Problem] = []
    labelled = list(_labelled(context, passage, lists))
    headed = find_own_limits(context, passage)
    for start, end in _outside(lists, len(passage)):
        for left, right in _without(start, end, [(s, e) for s, e, *_ in labelled]):
            deadlines.extend(find_deadlines(context, passage, "body", left, right))
    for start, end, stated, manner in labelled:
        found = find_deadlines(context, passage, manner, start, end)
        if not found and stated:
            problems.append(
                Problem(
                    "parse", "deadline-not-understood", Severity.NOTE, context.place(passage, start, end),
                    f"时限“{passage.printed[start:end]}”没有写明可计算的时间",
                    "The stated time limit names no time that can be computed",
                )
            )  # fmt: skip
        deadlines.extend(found)
    return (*_not_among(headed, deadlines), *deadlines), problems


def _not_among(headed: tuple[Deadline, ...], others: list[Deadline]) -> Iterator[Deadline]:
    """Yield the limits of an item's own heading that were not read with its words."""
    taken = [one.place for one in others if one.place is not None]
    for limit in headed:
        place = limit.place
        if place and not any(other.start < place.end and place.start < other.end for other in taken):
            yield limit


def _labelled(
    context: Context, passage: Passage, lists: tuple[UnitList, ...]
) -> Iterator[tuple[int, int, bool, Where]]:
    """Yield the stretches behind 完成时限 labels, and what follows a list of bodies behind its own label."""
    text, lexicon = passage.text, context.lexicon
    for match in lexicon.deadline_label.finditer(text):
        stop = _label_end(text, match, lists)
        after = lexicon.any_label.search(text, match.end(), stop)
        stop = after.start() if after else stop
        stop = match.end() + len(text[match.end() : stop].rstrip(");,。"))
        if stop > match.end():
            yield match.end(), stop, True, label_manner(context, match.group().rstrip(":]"))
    for unit_list in lists:
        for start, stop in unit_list.rest:
            yield start, stop, False, "label"


def _label_end(text: str, label: re.Match[str], lists: tuple[UnitList, ...]) -> int:
    """Return where the words behind a label end: with its list, its bracket, or its sentence."""
    for unit_list in lists:
        if unit_list.start <= label.start() < unit_list.end:
            return unit_list.end
    open_bracket = text.rfind("(", 0, label.start())
    closing = text.find(")", label.end())
    if open_bracket >= 0 and ")" not in text[open_bracket : label.start()] and closing >= 0:
        return closing + 1
    stop = text.find("。", label.end())
    return stop if stop >= 0 else len(text)


def _without(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = start
    for left, right in sorted(taken):
        if left >= end or right <= position:
            continue
        if left > position:
            yield position, left
        position = right
    if position < end:
        yield position, end
