"""In: running words. Out: the bodies of which 牵头, 负责 or 配合 is said there (由县财政局负责, 县住建局牵头开展…).

A body that is only the subject or object of a sentence (各镇要…, 报县信用办, 会同有关部门) is none. Not handled: bodies
that a pronoun stands for, and names that no suffix of `units.yaml` ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extractor.language.grammar.body_names import find_function, is_body, is_generic
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Role, Unit
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.unit_items import MANNER, OPEN_END, UnitItem, split_run
from extractor.parse.facts.unit_roles import build_unit

# What is said of a body; a noun made of the same word is none (负责人, 牵头单位, 配合度).
SAID = compile_late(
    r"(?P<lead>(?:负责|为|总)?牵头(?!单位|部门|人|责任|科室|处室|领导|作用|抓总的)|为主负责|(?<=[局委办部院厅府会站社所队心])为主(?=[,。;]|推进|实施|落实|组织|开展)|主办(?!单位|方|人)|为牵头(?:责任)?(?:单位|部门))"
    r"|(?P<part>为配合(?:单位|部门)|(?:协同|密切|积极)?配合(?!单位|部门|度|使用|考核组|做好)|协助|协办(?!单位))"
    r"|(?P<resp>为责任(?:单位|部门|主体)|负责(?!人|同志|制(?![定订作止约])|任(?![务免])|的|者|部门|单位|科室|领导|到底|解释))"
    r"|(?P<weak>落实|组织实施|具体实施|实施|参与|参加)(?=[,。;)]|$)"
)
# 责任单位为县财政局、县审计局
NAMED = compile_late(r"(?P<role>牵头|责任|主管|实施|配合)(?:单位|部门|主体|科室)(?:为|是)(?P<names>[^,。;:]{3,80})")
BOUNDARY = compile_late(
    r"[,。;:!?\"《》()]|(?:其中|今后|以后|目前)(?=由)|(?:^|(?<=[,。;:]))[一二三四五六七八九十]{1,2}(?:是|要)"
)
IN_NAME = compile_late(
    r"\((?!见|详|附|含|包括|如|即|由|以下|简称|或|及)"
    r"(?:[\u4e00-\u9fff]{0,6}(?:居|社区|街道|办事处|管委会|政府|单位|部门|场|园|园区|办|区|镇|乡|局|委|中心)|[\u4e00-\u9fff]{1,6}(?=\)(?:办事处|管委会|委员会|政府|局)))\)"
)
"""街道(开发区)办事处, 区经委(商务委), 部门(单位): a bracket inside a name parts nothing"""
GROUNDS = compile_late(
    r"(?P<name>[^,。;:]{2,60}?)(?:应当?|要|须)?(?:根据|按照|依据|依照|结合|围绕|依托|是[^,。;]{2,30}(?:部门|单位|机构|主体|牵头人))[^,。;]{0,60},"
)
URGED_FAR = compile_late(r"(?P<name>[^,。;:]{2,40}?)(?:应当?|须|需|要(?![求点素闻]))[^。;!?]{2,160},")
"""各乡镇要认真组织排查，负责汇总上报: the same body answers, two clauses on"""
OTHER_DOER = compile_late(
    r"成立|设立|组建|指定|明确|确定|安排|抽调|配备|选派|落实专|专人|专班|人员|小组|办公室|分管|由|负责同志|联络员|[局委办部院中心站所会队公司镇乡](?:应当?|须|要|负责|牵头|配合)"
)
"""县司法局要成立专班，负责化解纠纷: who is set up answers"""
GIVEN = compile_late(r"(?:由|以|请|交由|委托|责成|责令|指定|安排)(?=[^由以]*$)")
JOINED = compile_late(r"、|和(?!平)|及(?!时)|以及|与|会同")
URGED = compile_late(
    r"(?:要|应|应当|须|需|必须)?(?:进一步)?(?:积极|主动|密切|认真|切实|全力|共同|分别|各自|具体|统一|全面|直接|主要)*$"
)
EXPLAINS = compile_late(r"负责(?:本|对?[^,。;]{0,12})?(?:解释|说明)")
# 苏澳、平原、芦洋、中楼、岚城等5个乡镇
COUNTED = compile_late(
    r"等(?P<group>[\d一二三四五六七八九十]{1,3}个?(?:乡镇|镇街|镇|乡|街道|县区|县|区|部门|单位|村|社区))$"
)
COUNTED_MOST = 12
LONGEST = 60
NAME_MOST = 24
NO_NAME = compile_late(
    r"要(?:成立|组建|设立|建立|明确|指定)|\d|^(?:按|每|在|于|自|并|将|报|经|对|为|以|从|向|根据|确保|完成|实行|建立|成立|落实|加强|明确)|[的了]|应当|应该|必须|是否"
)
NO_BODIES = (
    "部门", "单位", "科室", "责任单位", "牵头单位", "配合单位", "协同单位", "协作单位", "协办单位", "主办单位",
    "承办单位", "牵头部门", "责任部门", "配合部门", "协同部门",
)  # fmt: skip
"""协同单位积极配合: whoever has the role"""
# 负责人, 专人, 村 (社区): people and things of which 负责 is said
NOBODY = compile_late(r"(?:谁|专人|人员|人|员|领导|同志|组长|主任|局长|代表|企业主|业主|党员|机制)$")


class _Mention(msgspec.Struct, frozen=True):
    """Bodies of which a word is said, and whether the clause ends with it."""

    items: tuple[UnitItem, ...]
    role: Role
    start: int
    end: int
    bare: bool


def find_prose_units(context: Context, passage: Passage, start: int = 0, end: int | None = None) -> tuple[Unit, ...]:
    """Return the bodies that the running words of `passage` make answer, in order.

    由县发改局牵头，县财政局配合，各镇落实 is one chain: lead, participant, participant. 县住建局牵头开展结构排查，
    县市场监管局牵头开展经营排查 has two leads.
    """
    stop = len(passage) if end is None else end
    units: list[Unit] = []
    led: int | None = None
    for mention in _find_mentions(context, passage, start, stop):
        chained = led is not None and "。" not in passage.text[led : mention.start] and mention.bare
        role = Role.PARTICIPANT if chained and mention.role is Role.RESPONSIBLE else mention.role
        led = mention.end if mention.role is Role.LEAD else led
        units.extend(build_unit(context, passage, item, role) for item in mention.items)
    return tuple(units)


def _find_mentions(context: Context, passage: Passage, start: int, end: int) -> Iterator[_Mention]:
    text, position, seen = passage.text, start, False
    for match in SAID.finditer(text, start, end):
        if match.start() < position or (match["weak"] and not seen):
            continue
        left = _clause_start(text, position, match.start())
        left += seen and left == position and text.startswith("、", left)  # 由县民政局牵头、县财政局配合
        items = _read_subject(context, text, left, match.start(), urged=match["resp"] is None)
        if not items and match["weak"] is None and URGED.fullmatch(text, left, match.start()):
            items = _read_far_subject(context, text, position, left)
        if not items or EXPLAINS.match(text, match.start(), end):
            continue
        bare = match.end() >= end or text[match.end()] in ",。;)"
        role = Role.LEAD if match["lead"] else Role.PARTICIPANT if match["part"] else Role.RESPONSIBLE
        seen, position = True, match.end()
        yield _Mention(tuple(items), role, match.start(), match.end(), bare)
    for match in NAMED.finditer(text, start, end):
        items = _read_names(context, text, *match.span("names"))
        role = {"牵头": Role.LEAD, "配合": Role.PARTICIPANT}.get(match["role"], Role.RESPONSIBLE)
        if items:
            yield _Mention(tuple(items), role, match.start(), match.end(), bare=True)


def _read_far_subject(context: Context, text: str, start: int, end: int) -> list[UnitItem]:
    """Return the bodies that open a sentence, with their grounds before the word that is said of them.

    县交通局根据养护规范和相关规定，负责编制计划 is said of 县交通局.
    """
    sentence = max(start, max(text.rfind(mark, 0, end) for mark in "。;!?") + 1)
    grounds = GROUNDS.match(text, sentence, end)
    if grounds and grounds.end() == end:
        return _read_names(context, text, sentence, grounds.end("name"))
    urged = URGED_FAR.match(text, sentence, end)
    if urged is None or urged.end() != end or OTHER_DOER.search(text, urged.end("name"), end):
        return []
    return _read_names(context, text, sentence, urged.end("name"))


def _clause_start(text: str, start: int, end: int) -> int:
    """Return where the words begin of which the word at `end` is said: behind the last mark, or behind 由."""
    floor = max(start, end - LONGEST)
    inside = [bracket.span() for bracket in IN_NAME.finditer(text, floor, end)]
    for match in BOUNDARY.finditer(text, floor, end):
        if not any(first <= match.start() < last for first, last in inside):
            floor = match.end()
    given = GIVEN.search(text[floor:end])
    return floor + given.end() if given else floor


def _read_subject(context: Context, text: str, start: int, end: int, *, urged: bool) -> list[UnitItem]:
    """Return the bodies that `text[start:end]` names and nothing else; [] where it says more than names."""
    words = text[start:end]
    manner = MANNER.search(words)
    words = words[: manner.start()] if manner else words
    pressed = URGED.search(words)
    if pressed and pressed.group():
        words = words[: pressed.start()]
        if urged and is_generic(context.mappings.units, words):
            return []  # 各部门要密切配合
    return _read_names(context, text, start, start + len(words))


def _read_names(context: Context, text: str, start: int, end: int) -> list[UnitItem]:
    items: list[UnitItem] = []
    position = start
    counted = COUNTED.search(text, start, end)
    if counted:
        return _read_counted(text, start, counted)
    for joint in [*JOINED.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        if joint and joint.group() != "、" and not is_body(context.mappings.units, text[position:stop]):
            continue  # 县发展和改革局
        name = text[position:stop].removesuffix("等")
        opened = OPEN_END.match(name) if joint is None else None
        if opened and _is_name(context, opened["name"]):
            middle = position + opened.start("group")
            items.append(UnitItem(position, position + opened.end("name"), None))
            items.append(UnitItem(middle, position + len(name), None, optional=True))
            return items
        runs = list(split_run(context.mappings.units, text, position, position + len(name), cell=False))
        if not all(_is_name(context, text[first:last]) for first, last in runs):
            return []
        items.extend(UnitItem(first, last, None) for first, last in runs)
        position = joint.end() if joint else end
    return items


def _read_counted(text: str, start: int, counted: re.Match[str]) -> list[UnitItem]:
    """Return short names whose tail says what they are (苏澳、平原、芦洋等5个乡镇)."""
    items: list[UnitItem] = []
    position = start
    for name in text[start : counted.start()].split("、"):
        if not 2 <= len(name) <= COUNTED_MOST:
            return []
        items.append(UnitItem(position, position + len(name), None))
        position += len(name) + 1
    return [*items, UnitItem(counted.start("group"), counted.end(), None, optional=True)]


def _is_name(context: Context, name: str) -> bool:
    if not 2 <= len(name) <= NAME_MOST or NO_NAME.search(name) or NOBODY.search(name):
        return False
    units = context.mappings.units
    if name in NO_BODIES:
        return False
    if is_generic(units, name):
        return True
    return is_body(units, name) and (len(name) >= 3 or find_function(units, name) is not None)
