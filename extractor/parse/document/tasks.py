"""In: an outline's sections. Out: the plan's tasks, each with units, deadlines, targets and places.

Where only the lowest level of numbering carries the work, that level is the task. Not handled: tasks that are
printed as running text without numbers, and tasks of several bodies in one table cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.model.outline import Outline, Section, Style
from extractor.model.place import EMPTY, Passage
from extractor.model.plan import Deadline, Target, Task, Unit
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.document.sections import Holds, carries_units, classify_section, heading_text, names_bodies
from extractor.parse.facts.custom_patterns import add_deadlines, add_targets, add_units
from extractor.parse.facts.deadlines import find_deadlines
from extractor.parse.facts.prose_units import find_prose_units
from extractor.parse.facts.targets import find_targets
from extractor.parse.facts.unit_roles import merge_repeated
from extractor.parse.facts.units import UnitList, find_unit_lists

DETAIL_STYLES = {Style.ARABIC_BRACKET, Style.CIRCLED}
TITLE_CUT = re.compile(r"[。;!?]|\((?=[^)]{0,400}(?::|负责|牵头))")
TITLE_LEAST = 6
TITLE_MOST = 40
HEAD_MOST = 45


@dataclass(frozen=True, slots=True)
class _Item:
    """A work item of the outline: its number, its words, and the heading it stands under."""

    no: str | None
    path: str
    passage: Passage
    title: Passage
    section: Section | None
    marker: Passage


@dataclass(slots=True)
class _State:
    """What one task says for those after it: that the first body of each list leads (下同)."""

    first_leads: bool = False
    ids: Counter[str] = field(default_factory=Counter)


def find_tasks(context: Context, outline: Outline) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """Return the tasks of all parts in order, and the problems met in their words."""
    state = _State()
    tasks: list[Task] = []
    problems: list[Problem] = []
    for part in outline.parts:
        for top in part.sections:
            if classify_section(context, top) is Holds.TASKS:
                for item in _find_items(context, top):
                    if not item.passage:
                        continue  # a number alone; `outline` tells of it
                    task, found = _build_task(context, item, state)
                    tasks.append(task)
                    problems.extend(found)
    return tuple(tasks), tuple(problems)


def _find_items(context: Context, top: Section) -> Iterator[_Item]:
    if not top.children:
        yield from _leaf_items(context, top, None, top.number, sibling_depth=0)
    else:
        yield from _walk(context, top, top.number, needs_units=_needs_units(top))


def _needs_units(top: Section) -> bool:
    """Articles of a regulation are work only where they name a body behind a label."""
    return top.style in (Style.CHAPTER, Style.PART, Style.ARTICLE)


def _walk(context: Context, parent: Section, path: str, *, needs_units: bool) -> Iterator[_Item]:
    depth = max((_depth(child) for child in parent.children), default=0)
    for child in parent.children:
        below = f"{path}.{child.number or 'x'}"
        if needs_units and not carries_units(context, child):
            continue
        if child.children and not _is_whole(context, child):
            yield from _walk(context, child, below, needs_units=needs_units)
        else:
            yield from _leaf_items(context, child, parent, below, sibling_depth=depth)


def _depth(section: Section) -> int:
    return 1 + max((_depth(child) for child in section.children), default=-1)


def _is_whole(context: Context, section: Section) -> bool:
    """Tell whether a section with numbered details is one task: the details name no bodies of their own."""
    carrying = [carries_units(context, child) for child in section.children]
    details = section.children[0].style in DETAIL_STYLES
    own = any(names_bodies(context, passage) for passage in (section.head, *section.body))
    if own and not any(carrying):
        return True
    if not any(carrying):
        return details
    return len(carrying) > 1 and carrying[-1] and not any(carrying[:-1])


def _leaf_items(
    context: Context, section: Section, parent: Section | None, path: str, *, sibling_depth: int
) -> Iterator[_Item]:
    """Yield the task that a section is; a bare heading among headings of deeper sections gives its paragraphs."""
    bare = len(section.head) <= HEAD_MOST and not re.search(r"[。;]", section.head.text)
    if bare and section.body and sibling_depth > 0 and not section.children:
        for index, passage in enumerate(section.body, start=1):
            if index == 1 or names_bodies(context, passage):
                yield _Item(None, f"{path}.p{index}", passage, _title(passage), section, EMPTY)
        return
    whole = section.head
    for passage in section.body:
        whole = whole.follow(passage)
    for child in section.children:
        whole = _append(whole, child)
    yield _Item(section.number or None, path, whole, _title(section.head or whole), parent, section.marker)


def _append(whole: Passage, section: Section) -> Passage:
    whole = whole.follow(section.marker).glue(section.head)
    for passage in section.body:
        whole = whole.follow(passage)
    for child in section.children:
        whole = _append(whole, child)
    return whole


def _title(passage: Passage) -> Passage:
    """Return the first sentence or clause, which names the task."""
    match = TITLE_CUT.search(passage.text)
    title = passage.cut(0, match.start()) if match else passage
    colon = title.text.find(":")
    if 4 <= colon <= TITLE_MOST:
        title = title.cut(0, colon)
    comma = title.text.find(",", TITLE_LEAST)
    if len(title) > TITLE_MOST and comma > 0:
        title = title.cut(0, comma)
    return title.cut(0, len(title.text.rstrip(",、:")))


def _build_task(context: Context, item: _Item, state: _State) -> tuple[Task, list[Problem]]:
    lists = find_unit_lists(context, item.passage)
    if state.first_leads:
        lists = tuple(unit_list.lead_first() for unit_list in lists)
    if any(unit_list.first_leads and unit_list.henceforth for unit_list in lists):
        state.first_leads = True
    deadlines, problems = _read_deadlines(context, item.passage, lists)
    state.ids[item.path] += 1
    suffix = f"-{state.ids[item.path]}" if state.ids[item.path] > 1 else ""
    places = {"title": context.place(item.title)} if item.title else {}
    if item.marker:
        places["no"] = context.place(item.marker)
    section = _section_title(item.section)
    if section:
        places["section"] = context.place(section)
    task = Task(
        id=f"t{item.path}{suffix}",
        no=item.no,
        section=section.printed if section else None,
        title=item.title.printed,
        text=context.quote(item.passage),
        units=add_units(context, item.passage, _read_units(context, item.passage, lists)),
        deadlines=add_deadlines(context, item.passage, deadlines),
        targets=add_targets(context, item.passage, _read_targets(context, item.passage, lists)),
        place=context.place(item.passage),
        places=places,
    )
    return task, problems


def _section_title(section: Section | None) -> Passage | None:
    if section is None or not section.head:
        return None
    return section.marker.glue(heading_text(section.head))


def _read_units(context: Context, passage: Passage, lists: tuple[UnitList, ...]) -> tuple[Unit, ...]:
    """Return the bodies of the lists; a list stands for the whole task, so running words are read only without one."""
    listed = merge_repeated(unit for unit_list in lists for unit in unit_list.units)
    return listed or merge_repeated(find_prose_units(context, passage))


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
    for start, end in _outside(lists, len(passage)):
        for left, right in _without(start, end, [(s, e) for s, e, _ in labelled]):
            deadlines.extend(find_deadlines(context, passage, "body", left, right))
    for start, end, stated in labelled:
        found = find_deadlines(context, passage, "label", start, end)
        if not found and stated:
            problems.append(
                Problem(
                    "parse", "deadline-not-understood", Severity.NOTE, context.place(passage, start, end),
                    f"时限“{passage.printed[start:end]}”没有写明可计算的时间",
                    "The stated time limit names no time that can be computed",
                )
            )  # fmt: skip
        deadlines.extend(found)
    return tuple(deadlines), problems


def _labelled(context: Context, passage: Passage, lists: tuple[UnitList, ...]) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches behind 完成时限 labels, and what follows a list of bodies behind its own label."""
    text, lexicon = passage.text, context.lexicon
    for match in lexicon.deadline_label.finditer(text):
        stop = _label_end(text, match, lists)
        after = lexicon.any_label.search(text, match.end(), stop)
        stop = after.start() if after else stop
        stop = match.end() + len(text[match.end() : stop].rstrip(");,。"))
        if stop > match.end():
            yield match.end(), stop, True
    for unit_list in lists:
        for start, stop in unit_list.rest:
            yield start, stop, False


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


def _read_targets(context: Context, passage: Passage, lists: tuple[UnitList, ...]) -> tuple[Target, ...]:
    return tuple(
        target for start, end in _outside(lists, len(passage)) for target in find_targets(context, passage, start, end)
    )
