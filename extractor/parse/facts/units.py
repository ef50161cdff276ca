"""In: the words of a paragraph or of a table cell. Out: the lists of bodies printed in it.

A list stands behind a label (责任单位：…), in brackets before a phrase (…牵头，…负责), or fills a cell.
Not handled: bodies named in running words (`prose_units`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.language.cover import Cover
from extractor.language.grammar.body_names import INNER_OFFICE, find_function, is_body, is_generic
from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.plan import Role, Unit
from extractor.model.mappings import UnitsFile
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.unit_items import UnitItem, read_items
from extractor.parse.facts.unit_roles import build_unit, settle, settle_roles

BRACKET = re.compile(r"\((?:[^()]|\([^()]*\))*\)?|\[[^\[\]()]{3,80}\](?=[。;]?$)")
# 税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同 (国发〔2019〕3号)
# 第一责任单位为牵头单位，下同 (厦府办〔2019〕10号)
# 首位单位为牵头单位，下同; 列第一位者为工作牵头单位; 主要责任单位第一个为牵头单位 (平潭)
FIRST_LEADS = Guarded(
    r"(?:(?:(?:排|列|位|名)[列在于名序]?|居|顺序|位列)?(?:第[一1](?:[位个家名]|顺位)|首[位个名列]|最前面?|前面?的?第[一1][位个])"
    r"|(?:排|列)[列在于名序]?(?:第[一1]|首)|(?:首位|第一|首个|打头的?)(?=责任|单位|部门|科室))"
    r"(?:的|者)?[^,。;:、]{0,8}?(?:单位|部门|科室|主体|机构|者)?(?:即?为|就?是|均为|作为|视为|系|负责)"
    r"(?:该项|该|本项|主要|工作|任务|具体|总)*(?:的)?(?:牵头|主办|主责)",
    ("牵头", "主办", "主责"),
)
HENCEFORTH = compile_late(r"下同")
NOTE_OPENS = ",;。:"
# 带*为牵头单位
MARK_NOTE = re.compile(
    r"[,;]?(?:注:)?(?:带|标|加|标注)\"?[*★▲△※☆#]|[,;(]?[*★▲△※☆#](?:号|标记)?的?(?:单位|部门)?(?:为|是|表示)[^,。;]{0,3}牵头"
)
# (县教育局；5月底前完成)
NAME_REACH = 8
TIMED = compile_late(r"\d|年底|年内|每|长期|持续|按季|按月|第?[一二三四]季度|上半年|下半年")
PLACED = compile_late(
    r"[县市区州旗镇乡](?!级|域|城|内|外|乡|村|区|里|以|民|场(?!监))[\u4e00-\u9fff]{2,10}[办站所院馆社联会台校队司]$"
)
"""县委考核办, 区禁毒办, 县创城指挥部: a place before it makes a short name a body"""
KNOWN_LEAST = 2
"""Bodies beyond doubt that vouch for the others of their bracket (县公安局、县住建局、社区居委会)."""
PERSON = 4
"""Characters of a person's name; 欧阳小明 has 4."""
# what fills a cell that names nobody
NO_BODY = re.compile(r"[^\u4e00-\u9fff]+|无|暂无|略|同上|详?见附[件表]\d*")


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

    def shift(self, by: int) -> UnitList:
        """Return the list as it stands in a passage that begins `by` characters earlier."""
        rest = tuple((start + by, end + by) for start, end in self.rest)
        return replace(self, start=self.start + by, end=self.end + by, rest=rest)

    def lead_first(self) -> UnitList:
        """Return the list with its first body in the lead, where none is said to lead."""
        return replace(self, units=settle(self.units, first_leads=True))


def find_unit_lists(context: Context, passage: Passage) -> tuple[UnitList, ...]:
    """Return the lists of bodies in `passage`, in order; what was read of a paragraph once is kept."""
    if not passage:
        return ()
    key = (passage.offsets[0], passage.text)
    known = context.lists.get(key)
    if known is None:
        known = context.lists[key] = tuple(_find_lists(context, passage))
    return known


def _find_lists(context: Context, passage: Passage, *, cell: bool = False) -> list[UnitList]:
    found: list[UnitList] = []
    text = passage.text
    for start, end in _brackets(text):
        if MARK_NOTE.match(text, start) or _is_order_note(text, start, end):
            continue
        if context.lexicon.unit_label.search(text, start, end):
            found.append(_read_labels(context, passage, start, end))
        elif not context.lexicon.deadline_label.search(text, start, end):
            found.extend(_read_phrases(context, passage, start, end) or _read_plain(context, passage, start, end))
    taken = Cover(0, len(text))
    for unit_list in found:
        taken.add(unit_list.start, unit_list.end)
    for match in context.lexicon.unit_label.finditer(text):
        if not taken.meets(match.start(), match.start() + 1):
            end = _labels_end(context, text, match.end())
            found.append(_read_labels(context, passage, match.start(), end, cell=cell))
            taken.add(match.start(), end)
    return sorted(found, key=lambda unit_list: unit_list.start)


def _is_order_note(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds only words on the order (重点任务（责任单位列首位的为牵头单位）), and no list."""
    note = FIRST_LEADS.search(text, start, end)
    return note is not None and not any(mark in text[start : note.start()] for mark in "、,;。:/")


def find_cell_units(context: Context, passage: Passage, role: Role = Role.RESPONSIBLE) -> tuple[Unit, ...]:
    """Return the bodies of a table cell. Names printed without marks between them are parted at the place word.

    县委宣传部县教育局县河长办 (石城) is three bodies; (工信局负责国有企业) behind one adds 工信局 (平阴).
    Bodies that the cell itself says to lead lead, the others of the cell take part; 配合 in a cell is taken as printed.
    A cell that opens with a label, in brackets or not (牵头：县审批局；配合：县公安局), is read as a paragraph's list.
    """
    if context.lexicon.unit_label.match(passage.text, 1 if passage.text[:1] in "([" else 0):
        return tuple(unit for listed in _find_lists(context, passage, cell=True) for unit in listed.units)
    read, _ = read_items(context, passage, 0, _note_start(passage.text, 0, len(passage)), cell=True)
    items = [
        _drop_person(context.mappings.units, passage, item)
        for item in read
        if item.end > item.start and not NO_BODY.fullmatch(passage.text, item.start, item.end)
    ]
    ordered = role is Role.RESPONSIBLE and (context.first_leads or FIRST_LEADS.search(passage.text) is not None)
    if ordered or any(item.role is Role.LEAD for item in items):
        return settle_roles(context, passage, [(item, role) for item in items], first_leads=ordered)
    return tuple(
        build_unit(context, passage, item, item.role if item.role is Role.PARTICIPANT else role) for item in items
    )


def _drop_person(units: UnitsFile, passage: Passage, item: UnitItem) -> UnitItem:
    """Return the item without the person who is printed behind a body: 县水利局 张三."""
    if is_body(units, passage.text[item.start : item.end]):
        return item
    for at in range(item.end - 2, max(item.start + 2, item.end - PERSON - 1), -1):
        parted = passage.offsets[at] - passage.offsets[at - 1] > 1
        if parted and is_body(units, passage.text[item.start : at]):
            return replace(item, end=at)
    return item


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    for match in BRACKET.finditer(text):
        yield match.span()


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = text.find("。", start, end)
    return stop if stop >= 0 else end


def _labels_end(context: Context, text: str, start: int) -> int:
    """Return where labels outside brackets end: with their sentence, or before a label that opens no list."""
    stop = _sentence_end(text, start, len(text))
    for after in context.lexicon.any_label.finditer(text, start, stop):
        if context.lexicon.label_role(after.group()) is None:
            return after.start()
    return stop


def _note_start(text: str, start: int, end: int) -> int:
    """Return where a list ends: before a note on its marks (带*为牵头单位) or on its order (，排第一位的为牵头单位)."""
    note = MARK_NOTE.search(text, start, end)
    order = FIRST_LEADS.search(text, start, end)
    if order and text[order.start() - 1] in NOTE_OPENS:
        return min(order.start() - 1, note.start() if note else end)
    return note.start() if note else end


def _read_labels(context: Context, passage: Passage, start: int, end: int, *, cell: bool = False) -> UnitList:
    """Read (责任单位：A、B；配合单位：C；完成时限：…): bodies of all labels, and what is no body as `rest`."""
    text, lexicon = passage.text, context.lexicon
    labels = list(lexicon.any_label.finditer(text, start, end))
    items: list[tuple[UnitItem, Role]] = []
    rest: list[tuple[int, int]] = []
    for index, match in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else end
        stop = stop - 1 if stop == end and text[stop - 1] in ")]" and text[start] in "([" else stop
        role = lexicon.label_role(match.group())
        if role is None:
            continue
        stop = _note_start(text, match.end(), stop)
        read, halt = read_items(context, passage, match.end(), stop, cell=cell)
        items.extend((item, role) for item in read)
        if halt < stop:
            rest.append((halt, stop))
    note = FIRST_LEADS.search(text, start, end)
    units = settle_roles(context, passage, items, first_leads=note is not None)
    henceforth = bool(note and HENCEFORTH.search(text, note.end(), end))
    return UnitList(units, start, end, tuple(rest), note is not None, henceforth)


def _read_plain(context: Context, passage: Passage, start: int, end: int) -> list[UnitList]:
    """Read (县农业农村局、县财政局) behind the last sentence of an item: bodies and nothing else."""
    text, units = passage.text, context.mappings.units
    last = start > 0 and text[end:].strip("。;,") == "" and text[end - 1] in ")]"
    if not last or is_body(context.mappings.units, text[max(0, start - NAME_REACH) : start]):
        return []  # a bracket behind a name (区农村发展局（农业处）) belongs to it
    items, halt = read_items(context, passage, start + 1, end - 1)
    names = [text[item.start : item.end] for item in items]
    known = [_is_sure(units, name) for name in names]
    sure = all(known) or (sum(known) >= max(KNOWN_LEAST, len(names) / 2) and all(is_body(units, one) for one in names))
    rest = text[halt : end - 1].lstrip(";,")
    if not names or not sure or (rest and not TIMED.match(rest)):
        return []
    units_found = settle_roles(context, passage, [(item, Role.RESPONSIBLE) for item in items])
    return [UnitList(units_found, start, end, ((halt, end - 1),) if rest else ())]


def _is_sure(units: UnitsFile, name: str) -> bool:
    """Tell whether a name is a body beyond doubt: a group, a known duty, an office (市容科), a sure ending."""
    if is_generic(units, name) or INNER_OFFICE.fullmatch(name) or (PLACED.match(name) and is_body(units, name)):
        return True
    return is_body(units, name) and (name.endswith(units.sure_ends) or find_function(units, name) is not None)


def _read_phrases(context: Context, passage: Passage, start: int, end: int) -> list[UnitList]:
    """Read (A牵头，B、C按职责分工负责): a bracket whose first sentence ends in such a phrase."""
    text = passage.text
    inner = end - 1 if text[end - 1] in ")]" else end
    stop = _sentence_end(text, start + 1, inner)
    note = FIRST_LEADS.search(text, start, stop)
    list_end = text.rfind(",", start, note.start()) if note else stop
    list_end = list_end if list_end > start else stop
    items, halt = read_items(context, passage, start + 1, list_end)
    units = context.mappings.units
    ordered = note is not None and all(_is_sure(units, text[item.start : item.end]) for item in items)
    if not items or (items[-1].role is None and not ordered):
        return []
    if not ordered and not any(is_body(units, text[item.start : item.end]) for item in items if item.role):
        return []  # (由村民自愿实施)
    rest = ((halt, list_end),) if halt < list_end else ()
    found = settle_roles(context, passage, [(item, Role.RESPONSIBLE) for item in items], first_leads=note is not None)
    return [UnitList(found, start, end, rest, note is not None, bool(note and HENCEFORTH.search(text, start, end)))]
