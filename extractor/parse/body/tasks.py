"""In: the work items of a body. Out: the plan's tasks, each with units, deadlines, targets and places.

Not handled: tasks that are printed as running text without numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from msgspec import structs

from extractor.language.grammar.body_names import is_body
from extractor.model.facts.plan import Deadline, Role, Task, Unit
from extractor.model.paper.outline import Outline, Section, Style
from extractor.model.paper.place import Passage
from extractor.model.problem import Problem
from extractor.parse.body.content import BodyContent, ReadItem
from extractor.parse.body.sections import heading_text, section_start
from extractor.parse.body.task_titles import find_duty, find_title, skip_to
from extractor.parse.body.work_item import WorkItem
from extractor.parse.body.work_items import leads
from extractor.parse.context import Context
from extractor.parse.facts.custom_patterns import add_deadlines, add_targets, add_units
from extractor.parse.facts.heading_limits import find_heading_limits
from extractor.parse.facts.prose_units import find_prose_units
from extractor.parse.facts.unit_items import UnitItem, read_items
from extractor.parse.facts.unit_roles import build_unit, merge_repeated
from extractor.parse.facts.units import UnitList


class _SharedLead(msgspec.Struct):
    """What one task says for those after it: that the first body of each list leads (下同)."""

    first_leads: bool = False


def find_tasks(context: Context, body: BodyContent, outline: Outline) -> tuple[tuple[Task, ...], tuple[Problem, ...]]:
    """Return the tasks of all parts in order, and the problems met in their words.

    A task without a time limit has that of the heading it stands under (集中整治阶段（2024年5月—10月）).
    """
    state = _SharedLead(context.first_leads)
    headed: dict[int, tuple[Deadline, ...]] = {}
    for part in outline.parts:
        for top in part.sections:
            _collect_limits(context, top, (), headed)
    works = sorted(body.works, key=lambda work: work.item.passage.offsets[0])
    tasks = tuple(_build_task(context, _time_by_heading(work, headed), state) for work in works)
    return tasks, tuple(problem for work in works for problem in work.facts.problems)


def _collect_limits(
    context: Context, section: Section, above: tuple[Deadline, ...], found: dict[int, tuple[Deadline, ...]]
) -> None:
    """Keep the time limits of headings by where they are printed; a heading without any has those above it."""
    if not section.children and not section.body:
        return
    own = find_heading_limits(context, heading_text(section.head)) if section.head else ()
    if own or above:
        found[section_start(section)] = own or above
    for child in section.children:
        _collect_limits(context, child, own or above, found)


def _time_by_heading(work: ReadItem, headed: Mapping[int, tuple[Deadline, ...]]) -> ReadItem:
    """Return the item with the limits of its heading, where it states none."""
    section = work.item.section
    if work.facts.deadlines or section is None or not headed:
        return work
    limits = headed.get(section_start(section), ())
    return structs.replace(work, facts=structs.replace(work.facts, deadlines=limits)) if limits else work


def _build_task(context: Context, work: ReadItem, state: _SharedLead) -> Task:
    item, lists = work.item, work.facts.lists
    if state.first_leads:
        lists = tuple(unit_list.lead_first() for unit_list in lists)
    if any(unit_list.first_leads and unit_list.henceforth for unit_list in lists):
        state.first_leads = True
    title = _before_lists(_read_title(context, work), item.passage, lists)
    places = {"title": context.place(title)} if title else {}
    if item.marker:
        places["no"] = context.place(item.marker)
    section = _section_title(item.section)
    if section:
        places["section"] = context.place(section)
    return Task(
        id="",
        no=item.no,
        section=section.printed if section else None,
        title=title.printed,
        text=context.quote(item.passage),
        units=add_units(context, item.passage, _read_units(context, item, lists)),
        deadlines=add_deadlines(context, item.passage, work.facts.deadlines),
        targets=add_targets(context, item.passage, work.facts.targets),
        place=context.place(item.passage),
        places=places,
    )


def _before_lists(title: Passage, passage: Passage, lists: tuple[UnitList, ...]) -> Passage:
    """Return the title up to the first list of bodies (开展抽检（县水利局质监站）)."""
    starts = {passage.offsets[unit_list.start] for unit_list in lists}
    cut = next((index for index, offset in enumerate(title.offsets) if offset in starts), len(title))
    kept = len(title.text[:cut].rstrip(",、:;"))
    return title.cut(0, kept) if kept else title


def _section_title(section: Section | None) -> Passage | None:
    if section is None or not section.head:
        return None
    return section.marker.glue(heading_text(section.head))


def _read_title(context: Context, work: ReadItem) -> Passage:
    """Return what names the task: of a heading that is a body its first duty, of an article the sentence that asks."""
    item = work.item
    if item.own and item.owner is not None:
        duty = find_duty(item.passage, len(item.owner))
        return duty or item.title
    if (item.section is not None and item.section.style is Style.CHAPTER) or _is_article(item):
        return _article_title(context, work)
    return item.title


def _is_article(item: WorkItem) -> bool:
    return item.marker.text.startswith("第") and "条" in item.marker.text


def _article_title(context: Context, work: ReadItem) -> Passage:
    """Return the sentence of an article that holds its first limit or list, where an earlier one only introduces it."""
    item, facts = work.item, work.facts
    if facts.lists or item.passage.text.startswith("["):
        return item.title
    starts = [deadline.place.start for deadline in facts.deadlines if deadline.place is not None]
    if not starts:
        starts = [unit.place.start for unit in find_prose_units(context, item.passage) if unit.place is not None]
    first = min(starts, default=None)
    if first is None or first not in item.passage.offsets:
        return item.title
    return skip_to(item.passage, item.passage.offsets.index(first)) or find_title(item.passage)


def _read_units(context: Context, item: WorkItem, lists: tuple[UnitList, ...]) -> tuple[Unit, ...]:
    """Return the bodies of the lists; a list stands for the whole task, so other words are read only without one.

    Then the heading that is a body answers, else those of whom the running words say so.
    """
    listed = merge_repeated(unit for unit_list in lists for unit in unit_list.units)
    if listed:
        return listed
    if item.owner is not None:
        return _build_owners(context, item.owner)
    return merge_repeated(find_prose_units(context, item.passage))


def _build_owners(context: Context, owner: Passage) -> tuple[Unit, ...]:
    """Return the body that a heading is, or each of several (县教育局、县人社局)."""
    role = Role.LEAD if leads(context, owner) else Role.RESPONSIBLE
    listed = read_items(context, owner, 0, len(owner))[0] if "、" in owner.text else []
    names = [owner.text[item.start : item.end] for item in listed]
    if len(names) > 1 and all(is_body(context.mappings.units, name) for name in names):
        return tuple(build_unit(context, owner, item, role) for item in listed)
    unit = build_unit(context, owner, UnitItem(0, len(owner), None), role)
    return (replace(unit, name=owner.printed),)
