"""In: the words of a task or of a table cell. Out: the bodies that answer for it, each with its role.

Bodies are read where a list of them is printed: behind a label (责任单位：…), in brackets before a phrase
(…牵头，…负责), or in a cell. Not handled: bodies named in running prose (由县发改局会同有关部门研究…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.language.cover import Cover
from extractor.model.mappings import UnitsFile
from extractor.model.place import Passage
from extractor.model.plan import Role, Unit
from extractor.parse.context import Context
from extractor.parse.facts.unit_names import find_function, is_body, is_generic

# 部门、单位 is one name (等有关部门、单位); brackets inside a name stay (所有部门(单位))
ITEM = re.compile(r"(?:[^、,;。:()\s]|\([^()]*\)|(?<=部门)、(?=单位)|(?<=单位)、(?=部门|个人))+")
BRACKET = re.compile(r"\((?:[^()]|\([^()]*\))*\)?")
# 县行政审批服务局等县有关部门、单位 / 县卫健委等有关单位
OPEN_END = re.compile(r"^(?P<name>.+?)等(?P<group>(?:[县市区省州]|镇街)?(?:直)?各?(?:有关|相关|其他).*)$")
# 税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同 (国发〔2019〕3号)
# 第一责任单位为牵头单位，下同 (厦府办〔2019〕10号)
FIRST_LEADS = re.compile(r"(?:(?:排在|列在|排名)(?:第一位|首位)的?.{0,4}|第一(?:责任)?(?:单位|部门))(?:为|是)牵头")
HENCEFORTH = re.compile(r"下同")
# 按职责分工具体负责: what may stand between a name and its phrase
MANNER = re.compile(r"(?:等|分别|共同|具体|按照?(?:各自)?(?:职责|职能|任务)(?:和?分工)?|统一|依职责)+$")
STRONG_END = (
    "局",
    "委",
    "办",
    "部",
    "院",
    "厅",
    "署",
    "府",
    "中心",
    "支行",
    "公司",
    "单位",
    "部门",
    "总社",
    "委员会",
    "联合会",
    "总工会",
    "办事处",
)
CONJUNCTION = re.compile(r"等?(?:和|及|以及|与|会同)")
# 每月25日前,按照附件1… behind a colon typed for a semicolon (长清 task 8): no body begins so
CLAUSE = re.compile(
    r"\d|^(?:按|每|发生|在|于|自|并|将|报|根据|确保|完成|年内|年底|持续|长期|适时)|[的了]|(?:推进|完成|落实)$"
)
# 县委宣传部县教育局县河长办 (石城)
NEXT_PLACE = re.compile(r"(?<=[局办部委院队站中心])(?=[县市区省][^,、]{2})")
# what fills a cell that names nobody
NO_BODY = re.compile(r"[^\u4e00-\u9fff]+|无|暂无|略|同上|详?见附[件表]\d*")
MAX_NAME = 40
# 市各有关部门和单位 is one group
BARE_WORDS = ("单位", "部门", "个人", "机构")
RUN_MOST = 600
"""Characters without a mark between them; more are no list of bodies."""


@dataclass(frozen=True, slots=True)
class UnitList:
    """The bodies of one printed list, and the interval of the passage that it takes.

    `rest` is where the list stops and other words follow behind the same label; `first_leads` tells that the
    list says of itself, and with `henceforth` of all below, that the first body leads.
    """

    units: tuple[Unit, ...]
    start: int
    end: int
    rest: tuple[tuple[int, int], ...] = ()
    first_leads: bool = False
    henceforth: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    role: Role | None
    optional: bool = False
    alone: bool = False
    """whether the role is printed in brackets behind this name, so that it speaks of no other"""


def find_unit_lists(context: Context, passage: Passage, *, first_leads: bool = False) -> tuple[UnitList, ...]:
    """Return the lists of bodies in `passage`, in order; `first_leads` holds for lists without 牵头."""
    found: list[UnitList] = []
    text = passage.text
    for start, end in _brackets(text):
        if context.lexicon.unit_label.search(text, start, end):
            found.append(_read_labels(context, passage, start, end, first_leads=first_leads))
        elif not context.lexicon.deadline_label.search(text, start, end):
            found.extend(_read_phrases(context, passage, start, end, first_leads=first_leads))
    taken = Cover(0, len(text))
    for unit_list in found:
        taken.add(unit_list.start, unit_list.end)
    for match in context.lexicon.unit_label.finditer(text):
        if not taken.meets(match.start(), match.start() + 1):
            after = context.lexicon.any_label.search(text, match.end())
            end = _sentence_end(text, match.end(), after.start() if after else len(text))
            found.append(_read_labels(context, passage, match.start(), end, first_leads=first_leads))
            taken.add(match.start(), end)
    return tuple(sorted(found, key=lambda unit_list: unit_list.start))


def find_cell_units(context: Context, passage: Passage, role: Role = Role.RESPONSIBLE) -> tuple[Unit, ...]:
    """Return the bodies of a table cell. Names printed without marks between them are parted at the place word.

    县委宣传部县教育局县河长办 (石城) is three bodies; (工信局负责国有企业) behind one adds 工信局 (平阴).
    A body that the cell itself says to lead leads, the others of the cell take part.
    """
    read, _ = _read_items(context, passage, 0, len(passage), cell=True)
    items = [
        item for item in read if item.end > item.start and not NO_BODY.fullmatch(passage.text, item.start, item.end)
    ]
    if any(item.role is Role.LEAD for item in items):
        return _settle_roles(context, passage, [(item, role) for item in items])
    return tuple(_build_units(context, passage, items, role))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    for match in BRACKET.finditer(text):
        yield match.span()


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = text.find("。", start, end)
    return stop if stop >= 0 else end


def _read_labels(context: Context, passage: Passage, start: int, end: int, *, first_leads: bool) -> UnitList:
    """Read (责任单位：A、B；配合单位：C；完成时限：…): bodies of all labels, and what is no body as `rest`."""
    text, lexicon = passage.text, context.lexicon
    labels = list(lexicon.any_label.finditer(text, start, end))
    items: list[tuple[_Item, Role]] = []
    rest: list[tuple[int, int]] = []
    for index, match in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else end
        stop = stop - 1 if stop == end and text[stop - 1] == ")" and text[start] == "(" else stop
        label = match.group().rstrip(":")
        role = lexicon.label_roles.get(label)
        if role is None:
            continue
        read, halt = _read_items(context, passage, match.end(), stop)
        items.extend((item, role) for item in read)
        if halt < stop:
            rest.append((halt, stop))
    note = FIRST_LEADS.search(text, start, end)
    units = _settle_roles(context, passage, items, first_leads=first_leads or note is not None)
    henceforth = bool(note and HENCEFORTH.search(text, note.end(), end))
    return UnitList(units, start, end, tuple(rest), note is not None, henceforth)


def _read_phrases(context: Context, passage: Passage, start: int, end: int, *, first_leads: bool) -> Iterator[UnitList]:
    """Read (A牵头，B、C按职责分工负责): a bracket whose first sentence ends in such a phrase."""
    text = passage.text
    inner = end - 1 if text[end - 1] == ")" else end
    stop = _sentence_end(text, start + 1, inner)
    note = FIRST_LEADS.search(text, start, stop)
    list_end = text.rfind(",", start, note.start()) if note else stop
    list_end = list_end if list_end > start else stop
    items, halt = _read_items(context, passage, start + 1, list_end)
    if not items or items[-1].role is None:
        return
    rest = ((halt, list_end),) if halt < list_end else ()
    leads = first_leads or note is not None
    units = _settle_roles(context, passage, [(item, Role.RESPONSIBLE) for item in items], first_leads=leads)
    yield UnitList(units, start, end, rest, note is not None, bool(note and HENCEFORTH.search(text, start, end)))


def _read_items(
    context: Context, passage: Passage, start: int, end: int, *, cell: bool = False
) -> tuple[list[_Item], int]:
    """Return the items of an enumeration and the index at which words follow that name no body."""
    text = passage.text
    items: list[_Item] = []
    position = start
    while match := ITEM.search(text, position, end):
        parts = list(_split(context.mappings.units, text, match.start(), match.end(), cell=cell))
        read: list[_Item] = []
        for left, right in parts:
            read.extend(_read_item(context, text, left, right))
        if not read or not all(_may_be_body(context, text[item.start : item.end]) for item in read):
            if text[position : match.start()].endswith(":") or not cell:
                return _spread(items), match.start()
            position = match.end()
            continue
        items.extend(read)
        position = match.end()
        if text[position : position + 1] == ":":
            return _spread(items), position + 1
    return _spread(items), end


def _may_be_body(context: Context, name: str) -> bool:
    if not name or len(name) > MAX_NAME:
        return False
    return is_body(context.mappings.units, name) or (len(name) <= 12 and not CLAUSE.search(name))


def _read_item(context: Context, text: str, start: int, end: int) -> Iterator[_Item]:
    """Strip the phrase that follows a name, and part 等有关部门、单位 from the last name before it."""
    role: Role | None = None
    bracket = re.search(r"\(([^()]*)\)$", text[start:end])
    if bracket and (found := context.lexicon.phrase.search(bracket[1])):
        inner = start + bracket.start(1)
        role = context.lexicon.phrase_roles[found.group()]
        if found.start() == 0:
            yield _Item(start, start + bracket.start(), role, alone=True)
            return
        if is_body(context.mappings.units, bracket[1][: found.start()]):
            yield _Item(start, start + bracket.start(), None)
            yield _Item(inner, inner + found.start(), None)
            return
        role, end = None, start + bracket.start()
    found = _last_phrase(context, text, start, end)
    if found:
        role = context.lexicon.phrase_roles[found.group()]
        end = found.start()
    manner = MANNER.search(text, max(start, end - MAX_NAME), end)
    end = manner.start() if manner else end
    opened = OPEN_END.match(text[start:end])
    if opened:
        yield _Item(start, start + opened.end("name"), None)
        yield _Item(start + opened.start("group"), end, role, optional=True)
    elif end > start:
        yield _Item(start, end, role)


def _last_phrase(context: Context, text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the phrase that ends the item, if any (县发展改革委牵头 → 牵头)."""
    for match in context.lexicon.phrase.finditer(text, start, end):
        if match.end() == end and match.start() > start:
            return match
    return None


def _spread(items: Sequence[_Item]) -> list[_Item]:
    """A phrase speaks for all names before it that have none: A、B分别牵头 makes both lead."""
    spread: list[_Item] = []
    role: Role | None = None
    for item in reversed(items):
        role = role if item.alone else item.role or role
        spread.append(replace(item, role=item.role or role))
    return list(reversed(spread))


def _split(units: UnitsFile, text: str, start: int, end: int, *, cell: bool) -> Iterator[tuple[int, int]]:
    """Part two names joined by 和/及/会同, where a body ends before the word and one stands behind it.

    县发展和改革局 stays whole: no body ends with 县发展.
    """
    if end - start > RUN_MOST:
        yield start, end
        return
    for match in CONJUNCTION.finditer(text, start + 2, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if right in BARE_WORDS:
            continue
        if left.endswith(STRONG_END) and is_body(units, left) and right and _is_body_with_phrase(units, right):
            yield from _split_run(units, text, start, match.start()) if cell else [(start, match.start())]
            start = match.end()
    yield from _split_run(units, text, start, end) if cell else [(start, end)]


def _split_run(units: UnitsFile, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part names printed without marks between them: a body ends and a place word begins the next (石城)."""
    for match in NEXT_PLACE.finditer(text, start + 2, end):
        if is_body(units, text[start : match.start()]) and is_body(units, text[match.start() : end]):
            yield start, match.start()
            start = match.start()
    yield start, end


def _is_body_with_phrase(units: UnitsFile, text: str) -> bool:
    bare = re.sub(r"(?:等|分别|按.*|具体|共同|牵头|配合|负责|有关单位)+$", "", text)
    return is_body(units, bare) or is_generic(units, bare)


def _settle_roles(
    context: Context, passage: Passage, items: Sequence[tuple[_Item, Role]], *, first_leads: bool = False
) -> tuple[Unit, ...]:
    """Decide the roles of one list: where some body leads, all others of the list are participants."""
    roles = [item.role or default for item, default in items]
    if first_leads and Role.LEAD not in roles and roles:
        roles[0] = Role.LEAD
    if Role.LEAD in roles:
        roles = [role if role is Role.LEAD else Role.PARTICIPANT for role in roles]
    built = []
    for (item, _), role in zip(items, roles, strict=True):
        built.extend(_build_units(context, passage, [item], role))
    return tuple(built)


def _build_units(context: Context, passage: Passage, items: Sequence[_Item], role: Role) -> list[Unit]:
    units = context.mappings.units
    built = []
    for item in items:
        folded = passage.text[item.start : item.end]
        built.append(
            Unit(
                name=passage.printed[item.start : item.end],
                role=role,
                generic=is_generic(units, folded),
                optional=item.optional,
                function=find_function(units, folded),
                place=context.place(passage, item.start, item.end),
            )
        )
    return built
