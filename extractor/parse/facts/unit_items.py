"""In: a stretch of words that lists bodies. Out: its items, each with the role that is printed beside it.

An enumeration is parted at 、，；／ and marks (①, *), at blanks between two bodies, at 和 / 会同 between two bodies;
等有关部门 and the like at its end are an item of their own. Not handled: names that were cut by a page's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.language.grammar.body_names import find_function, is_body, is_generic
from extractor.language.grammar.verb_heads import opens_with_verb
from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.plan import Role
from extractor.model.mappings import UnitsFile
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.blank_parting import RUN_MOST, is_named, split_blanks

MARKS = "*★▲△※☆#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# 部门、单位 is one name (等有关部门、单位); so is 等各业务、资产主管部门; brackets inside a name stay (所有部门(单位))
# 各区、县(市)教体局, 各县、市、区政府 and 各乡、镇人民政府 are one group
ITEM = re.compile(
    rf"(?:各[市区]、县\((?:市|区|市、区)\)(?=[\u4e00-\u9fff]{{2,8}}(?:局|委|办|部门|政府))|各[县市区旗乡镇](?:、[县市区旗乡镇](?=[、,;。)]|$|人民政府|政府|党委|管委会|有关|相关))+|等各?[^、,;。:()\s]{{0,8}}、(?=[^、,;。:()\s]{{0,10}}(?:部门|单位|机构)(?:$|[,;。)]))"
    rf"|[^、,;。:()\s/{MARKS}]|\([^()]*\)|(?<=党委)、(?=政府(?:$|[、,;。)和]))|(?<=部门)、(?=单位)|(?<=单位)、(?=部门|个人))+"
)
# 县行政审批服务局等县有关部门、单位; 市交通运输局等涉海主管部门; 等6个部门; 等成员单位
OPEN_END = re.compile(
    r"^(?P<name>.+?)等(?P<group>(?:[县市区省州]|镇街)?(?:直)?各?(?:有关|相关|其他).*"
    r"|[^等]{0,20}?(?:部门|单位|机构|成员|科室|股室|处室|企业|国企|协会|团体|组织|院校|学校|镇街|乡镇|街道|园区|平台公司|县区|区县)(?:\([^()]*\))?)$"
)
# 县卫健委等, and nothing behind it
BARE_END = re.compile(r"(?<=[\u4e00-\u9fff)])等$")
# 按职责分工具体负责: what may stand between a name and its phrase
MANNER = re.compile(
    r"(?:等|分别|共同|具体|按照?(?:各自|管理|法定)?(?:职责|职能|任务|权责清单|责任清单|权限|事权|属地)(?:和?分工)?|分工|统一|依职责|依法|积极|密切|协同|予以|给予|主动|做好)+$"
)
# 由县农业农村局牵头; 以上任务由县财政局负责
GIVEN = re.compile(r"[^、]{0,12}?由(?=[^、]{2})|会同(?=[县市区省州]|国网|各)")
ROLE_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")
OWN_OFFICE = re.compile(r"^[^,、;牵配]{1,8}[局科股室处队]$")
"""区人民法院(执行局): the office that answers, no role"""
# 县文旅局[1], 县教育局(注2): the mark of a note is no part of a name
NOTE_MARK = re.compile(r"(?:\[注?\d{1,2}\]|\(注\d{0,2}\))$")
ROLE_BEFORE = re.compile(r"^[(\[]([^()\[\]]{2,6})[)\]]")
STRONG_END = (
    "局", "委", "办", "部", "院", "厅", "署", "府", "中心", "支行", "公司", "单位", "部门", "总社", "委员会", "联合会",
    "总工会", "办事处", "妇联", "残联", "文联", "工商联", "科协", "大队", "支队", "团委", "银行", "协会",
)  # fmt: skip
CONJUNCTION = re.compile(r"等?(?:和|及|以及|与|会同)")
# 每月25日前,按照附件1… behind a colon typed for a semicolon (长清 task 8): no body begins so
CLAUSE = re.compile(
    r"\d|^(?:按|每|发生|在|于|自|并|将|报|根据|确保|完成|年内|年底|持续|长期|适时)|[的了]|(?:推进|完成|落实)$"
)
# 县委宣传部县教育局县河长办 (石城)
NEXT_PLACE = re.compile(
    r"(?<=[局办部委院队站社联会司校中心)])(?!(?<=社)区)(?=[县市区省](?![城域]|场(?!监))[^,、]{2}|各[镇乡街县区有相]"
    r"|农发行|人行|人民银行|中国|国网|供电|邮政|农商|团[县市区]委)"
)
LONG_END = ("办公室", "指挥部", "领导小组")
NEXT_PLACED = compile_late(r"各[级乡镇街村]|[县市区省州][^,、]{1,12}(?:局|委|办|部|中心|公司|院|队|所|站)")
"""各乡镇和县财政局, 县河长制办公室及各级河长"""
LEVEL = "县市区省州"
RULING = compile_late(r"^(?:中共)?[县市区省州]?(?:委|政府|人民政府|党委|党工委|管委会)$")
"""县委县政府督查室 is one body, 县委政法委县公安局 two"""
INNER_BRANCH = compile_late(r"[县市区](?:[分支]局|支行|[分支]公司|联社|[大支]队)")
"""市生态环境局县分局 is one body"""
# 适用范围:, 试点单位:, which open something else
LABEL_END = re.compile(r"(?:单位|部门|范围|对象|区域|时间|领域|方式)$")
NEXT_OFFICE = Guarded(r"(?<=[股科])(?=[\u4e00-\u9fff]{2,8}(?:[股科馆站所]|中心|大队)$)", ("科", "股"))
"""文化宣传股文化馆, printed in one line of a cell"""
DUTY = compile_late(
    r"(?P<act>(?:具体|全面|统一|主要|分别)?(?:牵头(?:负责|组织|开展|推进|做好|抓好)?|负责|承担"
    r"|(?P<helps>(?:积极)?(?:配合|协助)(?:做好|开展|完成)?)))"
    r"(?!人|单位|部门|科室|同志|领导|制)[\u4e00-\u9fff]{2,24}$"
)
"""县政府办公室法规科负责合法性审查工作"""
OFFICE_END = compile_late(
    r"(?:局|委|办|部|院|厅|署|府|会|中心|公司|站|所|科|股|处|室|队|镇|乡|街道|联|行|社|组|单位|部门)(?:\([^()]*\))?$"
)
MAX_NAME = 40
# 市各有关部门和单位 is one group
BARE_WORDS = ("单位", "部门", "个人", "机构")
ROLE_HEADS = tuple("主抓牵总全跟兜包落推督指协配参承执实负统组")
ROLE_MOST = 6
"""A role that no list holds begins so and is no longer (主抓, 全程跟进); 县卫健委疾控 stays as printed."""
ROLE_ACT = re.compile(r"(?:(?P<helps>配合|协助|协同|参与)|负责|具体|组织|共同|统一|分别)?(?P<act>[\u4e00-\u9fff]{2,4})")
"""负责安装, 协助清运, 审核"""


@dataclass(frozen=True, slots=True)
class UnitItem:
    """One name of an enumeration, its printed role, and whether it is the group at its end.

    `alone` tells that the role is printed in brackets behind this name, so that it speaks of no other; `stop` is the
    mark that follows the item.
    """

    start: int
    end: int
    role: Role | None
    optional: bool = False
    alone: bool = False
    stop: str = ""


def read_items(
    context: Context, passage: Passage, start: int, end: int, *, cell: bool = False
) -> tuple[list[UnitItem], int]:
    """Return the items of an enumeration and the index at which words follow that name no body."""
    text = passage.text
    items: list[UnitItem] = []
    position = start
    while match := ITEM.search(text, position, end):
        read = list(_read_parts(context, passage, match, cell=cell))
        after = text[match.end() : match.end() + 1]
        if after == ":" and read and _is_label(context, text[read[-1].start : read[-1].end]):
            return _spread(items), match.start()
        if not read or not all(may_be_body(context, text[item.start : item.end]) for item in read):
            if text[position : match.start()].endswith(":") or not cell:
                return _spread(items), match.start()
            position = match.end()
            continue
        items.extend(_mark_leads(context, passage, match, read))
        position = match.end()
        if after == ":":
            return _spread(items), position + 1
    return _spread(items), end


def may_be_body(context: Context, name: str) -> bool:
    """Tell whether a stretch of a list may be a name: it ends as one does, or it is short and no clause."""
    if not name or len(name) > MAX_NAME:
        return False
    return is_body(context.mappings.units, name) or (len(name) <= 12 and not CLAUSE.search(name))


def _read_parts(context: Context, passage: Passage, match: re.Match[str], *, cell: bool) -> Iterator[UnitItem]:
    text, units = passage.text, context.mappings.units
    stop = text[match.end() : match.end() + 1]
    for whole in split_blanks(context, passage, match.start(), match.end(), cell=cell):
        for left, right in _split(units, text, *whole, cell=cell):
            for item in _read_item(context, text, left, right):
                yield replace(item, stop=stop)


def _is_label(context: Context, name: str) -> bool:
    """Tell whether words before a colon open something else than a body's words (；适用范围：全县)."""
    return bool(LABEL_END.search(name)) or not is_body(context.mappings.units, name)


def _mark_leads(context: Context, passage: Passage, match: re.Match[str], read: list[UnitItem]) -> list[UnitItem]:
    """Give the lead to a name with the mark of which the document says so (带*为牵头单位); a blank parts both."""
    marks, text, offsets = context.lead_marks, passage.text, passage.offsets
    start, end = match.span()
    before = start > 0 and offsets[start] - offsets[start - 1] == 1
    after = end < len(text) and offsets[end] - offsets[end - 1] == 1
    around = (text[end] if after else "", text[start - 1] if before else "")
    if len(read) == 1 and any(mark and mark in marks for mark in around):
        return [replace(read[0], role=Role.LEAD, alone=True)]
    return read


def _read_item(context: Context, text: str, start: int, end: int) -> Iterator[UnitItem]:
    """Strip the phrase that follows a name, and part 等有关部门、单位 from the last name before it."""
    role: Role | None = None
    note = NOTE_MARK.search(text, start, end)
    end = note.start() if note else end
    before = ROLE_BEFORE.match(text[start:end])
    if before and (found := context.lexicon.phrase.fullmatch(before[1])):
        yield UnitItem(start + before.end(), end, context.lexicon.phrase_roles[found.group()], alone=True)
        return
    bracket = ROLE_BRACKET.search(text[start:end])
    if bracket and not OWN_OFFICE.search(bracket[1]) and (found := context.lexicon.phrase.search(bracket[1])):
        inner = start + bracket.start(1)
        role = context.lexicon.phrase_roles[found.group()]
        if found.start() == 0:
            yield UnitItem(start, start + bracket.start(), role, alone=True)
            return
        if is_body(context.mappings.units, bracket[1][: found.start()]):
            yield UnitItem(start, start + bracket.start(), None)
            yield UnitItem(inner, inner + found.start(), None)
            return
        role, end = None, start + bracket.start()
    found = _last_phrase(context, text, start, end)
    if found:
        role = context.lexicon.phrase_roles[found.group()]
        end = found.start()
    manner = MANNER.search(text, max(start, end - MAX_NAME), end) if found else BARE_END.search(text, start, end)
    end = manner.start() if manner else end
    given = GIVEN.match(text, start, end)
    start = given.end() if given else start
    opened = OPEN_END.match(text[start:end])
    if opened:
        yield UnitItem(start, start + opened.end("name"), None)
        yield UnitItem(start + opened.start("group"), end, role, optional=True)
    elif end > start:
        units = context.mappings.units
        plain = role is None or not is_body(units, text[start:end])
        at, said = _cut_duty(units, text, start, end) if plain else (end, None)
        if said is None and role is None:
            at, said = _part_role(units, text, start, end)
        yield UnitItem(start, at, role or said)


def _cut_duty(units: UnitsFile, text: str, start: int, end: int) -> tuple[int, Role | None]:
    """Return where a name ends before what it is to do, and the role that this gives (县政府办法规科负责合法性审查)."""
    for said in DUTY.finditer(text, start + 2, end):
        name = text[start : said.start()]
        if len(name) <= MAX_NAME and is_body(units, name) and (is_generic(units, name) or OFFICE_END.search(name)):
            act = said["act"]
            return said.start(), Role.LEAD if "牵头" in act else Role.PARTICIPANT if said["helps"] else Role.RESPONSIBLE
    return end, None


def _part_role(units: UnitsFile, text: str, start: int, end: int) -> tuple[int, Role | None]:
    """Return where a name ends before words of its role that no list holds, and that role.

    县体育局主抓, 县工会牵总, 县应急管理局审核, 各镇转播: a known body or group, and what it does.
    """
    name = text[start:end]
    if end - start > MAX_NAME or is_body(units, name):
        return end, None
    for at in range(end - 2, max(start + 2, end - ROLE_MOST) - 1, -1):
        known, act = text[start:at], text[at:end]
        found = ROLE_ACT.fullmatch(act)
        sure = found and is_body(units, known) and (is_generic(units, known) or find_function(units, known))
        if sure and found and opens_with_verb(found["act"]):
            return at, Role.PARTICIPANT if found["helps"] else Role.RESPONSIBLE
        if sure and act.startswith(ROLE_HEADS):
            return at, None
    return end, None


def _last_phrase(context: Context, text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the phrase that ends the item, if any (县发展改革委牵头 → 牵头)."""
    for match in context.lexicon.phrase.finditer(text, start, end):
        if match.end() == end and match.start() > start:
            return match
    return None


def _spread(items: Sequence[UnitItem]) -> list[UnitItem]:
    """A phrase speaks for all names before it that have none: A、B分别牵头 makes both lead.

    配合 does not reach over a comma: 县农业局，县规划局配合 leaves 县农业局 responsible.
    """
    spread: list[UnitItem] = []
    role: Role | None = None
    for item in reversed(items):
        if item.stop == "," and role is Role.PARTICIPANT and item.role is None:
            role = None
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
        sure = match.group().startswith("等") or (left.endswith(STRONG_END) and is_body(units, left))
        group = is_generic(units, left) or (left.endswith(LONG_END) and is_body(units, left))
        sure = sure or (group and NEXT_PLACED.match(right) is not None)
        if sure and right and is_named(units, right):
            yield from split_run(units, text, start, match.start(), cell=cell)
            start = match.end()
    yield from split_run(units, text, start, end, cell=cell)


def split_run(units: UnitsFile, text: str, start: int, end: int, *, cell: bool) -> Iterator[tuple[int, int]]:
    """Part names printed without marks between them: a body ends and a place word begins the next (石城).

    县委县政府督查室 is one body. Outside cells both must begin with the same word for a place: 县民政局县残联 is two
    bodies everywhere.
    """
    if cell:
        for match in NEXT_OFFICE.finditer(text[:end], start + 3):
            yield start, match.start()
            start = match.start()
    for match in NEXT_PLACE.finditer(text, start + 2, end):
        at = match.start()
        alike = text[start] == text[at] and text[at] in LEVEL
        branch = INNER_BRANCH.match(text, at, end)
        joint = RULING.match(text[start:at]) and not RULING.match(text[at:end])
        if branch or joint or not (cell or alike):
            continue
        if is_body(units, text[start:at]) and is_named(units, text[at:end]):
            yield start, at
            start = at
    yield start, end
