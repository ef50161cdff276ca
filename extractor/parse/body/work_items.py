"""In: a section with its sub-sections. Out: the work items below it, the lowest level that carries the work.

Not handled: work printed as running text without numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.grammar.body_names import is_body
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Role
from extractor.model.paper.outline import Section, Style
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.body.asking import owner_end
from extractor.parse.body.body_duties import find_body_duties
from extractor.parse.body.sections import carries_units, names_bodies
from extractor.parse.body.task_titles import find_title
from extractor.parse.body.work_item import WorkItem, join_pieces
from extractor.parse.context import Context
from extractor.parse.facts.units import find_unit_lists

DETAIL_STYLES = {Style.ARABIC_BRACKET, Style.CIRCLED}
HEAD_MOST = 45
OWNER_REACH = 30
SUBJECT_END = compile_late(r"[、,。;:]|要|应|须|按|根据|负责|结合")
SUBJECT_LEAST = 2
SENTENCE = re.compile(r"[。;]")
LABELLED_LEAST = 2
"""Lines of bodies that prove that the paragraphs below a heading are items of their own."""
LED = r"总?牵头(?:(?:的|负责的?)?(?:重点|主要|落实|推进|办理|完成)?(?:工作|任务|事项|项目)|(?=[(（\s]|$))"
LED_HEADING = re.compile(rf"^(?P<name>[^,。;:()]{{3,40}}?){LED}(?:\([^()]*\))?$")
"""一、县应急管理局牵头工作（6项）; 一、某某县长牵头重点工作 names no body"""
CHARGED = re.compile(r"^(?P<name>[^,。;:、]{2,16}):(?:主要|具体|全面)?(?:负责|牵头(?!单位|部门)|承担)(?!人|单位|部门)")
"""市容股：负责审批管理: whoever is said to answer is a body, known or not"""
LED_BEHIND = compile_late(LED)
LED_BEFORE = compile_late(r"牵头(?:责任)?(?:单位|部门)[:：]\s*$")
LABEL_REACH = 10


def find_items(context: Context, top: Section) -> Iterator[WorkItem]:
    """Yield the items of a top section: itself where it has none below."""
    if not top.children:
        yield from find_labelled_items(context, top) or (leaf_item(context, top, None),)
    else:
        yield from walk_items(context, top)


def walk_items(context: Context, parent: Section, owner: Passage | None = None) -> Iterator[WorkItem]:
    """Yield the items of the lowest level that carries the work."""
    depth = max((_depth(child) for child in parent.children if not _is_whole(context, child)), default=0)
    owner = _owner(context, parent) or owner
    for child in parent.children:
        if child.children and not _is_whole(context, child):
            yield from walk_items(context, child, owner)
        elif labelled := find_labelled_items(context, child, owner):
            yield from labelled
        elif not child.children and (duties := find_body_duties(context, child.body, child).items):
            yield from duties
        elif (
            depth > 0
            and _is_bare_group(child)
            and not (len(child.body) == 1 and _opens_with_body(context, child.body[0]))
            and _owner(context, child) is None
        ):
            yield from _paragraph_items(context, child, owner)
        else:
            yield leaf_item(context, child, parent, owner)


def _depth(section: Section) -> int:
    return 1 + max((_depth(child) for child in section.children), default=-1)


def _owner(context: Context, section: Section) -> Passage | None:
    """Return the heading where it is a body's name, before a mark or a wide blank."""
    head = section.head
    label = context.lexicon.unit_label.match(head.text)
    if label:
        if context.lexicon.label_role(label.group()) is Role.PARTICIPANT:
            return None
        named = head.cut(label.end())
        end = owner_end(context.mappings.units, context.mappings.sections, named.text)
        return named.cut(0, end) if end else None
    charged = CHARGED.match(head.text)
    if charged and is_body(context.mappings.units, charged["name"]):
        return head.cut(0, charged.end("name"))
    led = LED_HEADING.match(head.text)
    if led:
        end = owner_end(context.mappings.units, context.mappings.sections, led["name"])
        return head.cut(0, end) if end == len(led["name"]) else None
    gaps = (
        index for index in range(3, min(len(head), OWNER_REACH)) if head.offsets[index] - head.offsets[index - 1] > 1
    )
    apart = next((index for index in gaps if head.text.startswith(("负责", "牵头", "承担"), index)), len(head))
    end = owner_end(context.mappings.units, context.mappings.sections, head.text[:apart])
    return head.cut(0, end) if end else None


def leads(context: Context, owner: Passage) -> bool:
    """Tell whether the heading that names a body says that it leads what stands below (县水利局牵头任务)."""
    text, after = context.source.text, owner.offsets[-1] + 1
    before = text[max(0, owner.offsets[0] - LABEL_REACH) : owner.offsets[0]]
    return bool(LED_BEHIND.match(text[after : after + OWNER_REACH]) or LED_BEFORE.search(before))


def _is_whole(context: Context, section: Section) -> bool:
    """Tell whether a section with numbered details is one task: the details name no bodies of their own."""
    if not section.children:
        return True
    if sum(_owner(context, child) is not None for child in section.children) > 1:
        return False
    carrying = [carries_units(context, child) for child in section.children]
    details = section.children[0].style in DETAIL_STYLES
    own = any(names_bodies(context, passage) for passage in (section.head, *section.body))
    if own and not any(carrying):
        return True
    if not any(carrying):
        return details
    return len(carrying) > 1 and carrying[-1] and not any(carrying[:-1])


def _is_bare_group(section: Section) -> bool:
    """Tell whether a section is a bare heading over paragraphs, as its neighbours are over numbered items."""
    bare = len(section.head) <= HEAD_MOST and not SENTENCE.search(section.head.text)
    return bare and bool(section.body) and not section.children


def _opens_with_body(context: Context, passage: Passage) -> bool:
    """Tell whether a paragraph begins with who acts (乡镇船舶 / 各镇、各部门按照…): then its heading names the work."""
    first = SUBJECT_END.split(passage.text, maxsplit=1)[0]
    return SUBJECT_LEAST <= len(first) <= OWNER_REACH and is_body(context.mappings.units, first)


def _paragraph_items(context: Context, section: Section, owner: Passage | None) -> Iterator[WorkItem]:
    """Yield the first paragraph under a bare heading, and those that name bodies of their own."""
    for index, passage in enumerate(section.body, start=1):
        if index == 1 or (names_bodies(context, passage) and not _is_list(context, passage)):
            title = find_title(passage)
            yield WorkItem(None, passage, ((0, passage),), title, section, EMPTY, owner)


def _is_list(context: Context, passage: Passage) -> bool:
    """Tell whether a paragraph is nothing but a list of bodies (（责任单位：县水利局）), which names no work."""
    lists = find_unit_lists(context, passage)
    return bool(lists) and not passage.text[: lists[0].start].strip("。;,")


def find_labelled_items(context: Context, section: Section, owner: Passage | None = None) -> tuple[WorkItem, ...]:
    """Return the items of a bare heading whose paragraphs have no numbers: each ends with a line 责任单位：….

    一、学前教育 / 新建园舍4所。 / 责任单位：县教育局 / 改造食堂30处。 / 责任单位：县市场监管局 are two; one such line
    alone speaks for the heading, and so do all where they stand side by side.
    """
    if not _is_bare_group(section):
        return ()
    groups: list[list[Passage]] = []
    ended = True
    for passage in section.body:
        labelled = context.lexicon.any_label.match(passage.text) is not None
        if labelled and not groups:
            return ()
        if not labelled and ended:
            groups.append([])
        groups[-1].append(passage)
        ended = labelled
    named = [any(context.lexicon.unit_label.match(passage.text) for passage in group) for group in groups]
    if len(groups) < LABELLED_LEAST or not all(named):
        return ()
    return tuple(_group_item(group, section, owner) for group in groups)


def _group_item(group: Sequence[Passage], section: Section, owner: Passage | None) -> WorkItem:
    whole, placed = join_pieces(tuple(group))
    return WorkItem(None, whole, placed, find_title(group[0]), section, EMPTY, owner)


def leaf_item(context: Context, section: Section, parent: Section | None, owner: Passage | None = None) -> WorkItem:
    """Return a section with all that stands in and below it as one item."""
    whole, placed = join_pieces(tuple(_pieces(section)))
    title = find_title(section.head or whole)
    own = _owner(context, section)
    number = section.number or None
    return WorkItem(number, whole, placed, title, parent, section.marker, own or owner, own is not None)


def _pieces(section: Section) -> Iterator[Passage]:
    """Yield the paragraphs of a section: its own, then those below with their marks."""
    yield section.head
    yield from section.body
    for child in section.children:
        first, *rest = _pieces(child)
        yield child.marker.glue(first)
        yield from rest
