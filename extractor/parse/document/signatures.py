"""In: the paragraphs around a document's text. Out: who issued it and when, from signature, red head, title or fields.

Not handled: seals, and signatures of which only the picture is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from extractor.language.dates import build_date
from extractor.language.grammar.brackets import drop_end_bracket
from extractor.language.needs import Guarded, compile_late
from extractor.language.numerals import parse_number
from extractor.language.page_words import is_page_word
from extractor.model.paper.outline import Outline, Section
from extractor.model.paper.place import Passage, Place
from extractor.parse.context import Context
from extractor.parse.document.jurisdictions import is_national

DATE = compile_late(
    r"(?P<y>\d{4}|[〇零一二三四五六七八九]{4})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
SIGNED = re.compile(rf"^(?P<issuer>[^,。;:\d]{{0,60}}?)(?P<date>{DATE.pattern})(?:印发)?[?\s]*$")
DATED_BELOW = re.compile(rf"^\((?P<date>{DATE.pattern})\)$")
"""（2022年5月6日） alone below the title"""
# 中共云岭县委 / 云岭县人民政府 / 2021年2月: the bodies sign, the day is not printed
MONTH = re.compile(r"^(?:20\d{2}|[〇零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月$")
# 发布日期 is the page's, 实施日期 is when it comes into force: neither is the date of issue
ISSUED = r"(?:成文日期|发文日期|印发日期|印发时间|签发日期)\]?:\|?"
DATE_FIELDS = (
    re.compile(rf"{ISSUED}(?P<date>{DATE.pattern})"),
    re.compile(rf"{ISSUED}(?P<date>(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}))(?!\d)"),
    re.compile(
        r"^(?P<date>(?P<y>20\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2}))(?=[^,。;:\d]{1,12}[\[(](?P=y)[\])]第?\d{1,5}号)"
    ),
)
"""有效性：有效 发文日期：2024年2月22日: a site prints several fields in one line; 2022-04-04 云农发〔2022〕18号"""
FIELDS_MOST = 300
"""Characters of such a line."""
ISSUER_FIELD = re.compile(
    r"^\[?(?:发文机关|发布机构|发布机关|制发机关|发文单位|发布单位|发布部门|印发机关|印发单位|制发单位|发文部门|制定机关)\]?:(?P<issuer>[^,。;:]{4,60})$"
)
ISSUED_BY = re.compile(
    r"^(?P<issuer>[^,。;:《》]{2,40}?)(?:关于(?:印发|转发|下发|发布|公布|落实|做好|开展|进一步|深入|加快|促进|推进|建立|加强|实施|支持"
    r"|全面|聚焦|深化|规范|完善|调整|推广|优化|在|对|给予|同意|组织|切实|扎实|扩大|举办|报送|表彰|认定|成立|启动|继续)|印发《)"
)
JOINT_END = re.compile(r"等[一二三四五六七八九十\d]+(?:部门|单位|个部门|个单位|局|委)$|等部门$")
HEAD_END = re.compile(r"文件$")
BODY_END = (
    "局", "委", "办", "办公室", "政府", "厅", "部", "院", "中心", "委员会", "领导小组", "联席会议", "署", "会",
    "指挥部", "公司", "行", "大队", "支队", "站", "所", "处", "社", "馆", "校",
)  # fmt: skip
NO_TITLE_ISSUER = re.compile(r"[印转下]发|批转|贯彻|落实|学习|传达|执行|根据|按照|^关于|\d{4}年")
"""监利市人民政府办公室关于分解落实…: a body before 关于, whatever it does; 落实省教育厅关于…的方案 opens with none"""
TITLE_ISSUER = re.compile(r"^(?P<issuer>[^,。;:《》]{2,40}?)关于")
SOURCE_FIELD = Guarded(
    r"来源:(?P<issuer>[\u4e00-\u9fff]{2,20}[县市区州旗镇乡省][\u4e00-\u9fff]{2,20}?)"
    r"(?=发布|发表|时间|日期|点击|浏览|阅读|作者|编辑|\[|\d|$)",
    ("来源:",),
)
"""作者： 来源：莲都区人民政府办公室 发布时间：…, where nothing else says whose paper it is"""
# 中共绍兴市委人才工作 / 领导小组办公室: the second line of one name
DEPENDENT = compile_late(
    r"^(?![^办]{0,8}[省市县区镇乡州旗])[\u4e00-\u9fff]{0,10}"
    r"(?:领导小组|协调小组|工作组|委员会|指挥部|联席会议)(?:办公室)?$|^(?:工作)?(?:办公室|办事处|委员会)$"
)
OPENS_NAME = compile_late(r"[省市县区镇乡州旗][^,。;:]{2,30}(?:工作|建设|改革|委员会|创建|整治|[\u4e00-\u9fff])$")
CLOSES_NAME = compile_late(r"(?:局|办公室|政府|厅|办|组|部|院|中心|公司)$")
OWN_END = ("局", "委员会", "办公室", "中心", "指挥部", "联合会", "街道办事处", "管委会")
SOURCE_LINES = 6
NEAR_TITLE = 12
"""Lines in which a body may stand above 关于…的通知, below the page's own heading."""
TITLE_LINES = 6
JOINED_MOST = 30
"""Characters of a first line of a name."""
JOINT_MOST = 8
"""Bodies that sign one paper jointly; more lines above a date are something else."""
NO_BODY = re.compile(r"[,。;:《》]|^各|^附")
"""各乡镇人民政府,县直各单位:"""


class Front(msgspec.Struct):
    """Values found so far, with their places."""

    values: dict[str, str] = msgspec.field(default_factory=dict)
    places: dict[str, Place] = msgspec.field(default_factory=dict)

    def keep(self, name: str, value: str | None, place: Place | None) -> None:
        """Keep a value where there is none yet."""
        if value and name not in self.values:
            self.values[name] = value
            if place is not None:
                self.places[name] = place


def find_signature(context: Context, front: Front, outline: Outline) -> None:
    """Find issuer and date where they sign: at the end of the notice or of the plan; else in a field above it."""
    signed = [passages for part in outline.parts for passages in (part.front, (*_ends(part.sections), *part.back))]
    unsigned = list(_dated_below(outline))
    for passages in signed:
        for index, passage in enumerate(passages):
            if MONTH.match(passage.text):
                _keep_issuer(context, front, list(_signers_above(passages, index)))
            match = SIGNED.match(passage.text)
            if match is None or len(passage) > 120 or is_page_word(passage.text):
                continue
            if match["issuer"]:
                signers = list(_split_signers(passage.cut(0, match.end("issuer"))))
            else:
                signers = list(_signers_above(passages, index))
            if signers:
                _keep_date(context, front, passage, match)
                _keep_issuer(context, front, signers)
            else:
                unsigned.append((passage, match))
    for passage, match in unsigned:  # a day alone may be the day on which a site put it up
        _keep_date(context, front, passage, match)
    for passages in signed:
        for passage in passages:
            _keep_field_date(context, front, passage)


def _dated_below(outline: Outline) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the days that stand alone in brackets below the title."""
    for part in outline.parts[:1]:
        for passage in part.front[:TITLE_LINES]:
            if below := DATED_BELOW.match(passage.text):
                yield passage, below


def _keep_field_date(context: Context, front: Front, passage: Passage) -> None:
    if len(passage) > FIELDS_MOST:
        return
    for pattern in DATE_FIELDS:
        if match := pattern.search(passage.text):
            _keep_date(context, front, passage, match)


def _ends(sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Return the last paragraphs of the last section, where a signature may stand."""
    if not sections:
        return ()
    section = sections[-1]
    while section.children:
        section = section.children[-1]
    return section.body[-JOINT_MOST - 1 :]


def _keep_date(context: Context, front: Front, passage: Passage, match: re.Match[str]) -> None:
    year, month, day = (parse_number(match[name]) for name in ("y", "m", "d"))
    date = build_date(int(year or 0), int(month or 0), int(day or 0)) if year and month and day else None
    front.keep("issue_date", date, context.place(passage, *match.span("date")))


def _keep_issuer(context: Context, front: Front, signers: Sequence[Passage]) -> None:
    """Keep the signing bodies, several joined by 、 (县民政局、县财政局)."""
    if not signers:
        return
    whole = signers[0]
    for signer in signers[1:]:
        whole = whole.join(signer)
    front.keep("issuer", "、".join(signer.printed for signer in signers), context.place(whole))


def _signers_above(passages: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the lines right above a date that are names of bodies, in printed order."""
    first = index
    while first > 0 and index - first < JOINT_MOST and is_body_line(passages[first - 1].text):
        first -= 1
    if first > 0 and index > first and _goes_on(passages[first - 1].text, passages[first].text):
        first -= 1
    lines = list(passages[first:index])
    while len(lines) > 1 and _goes_on(lines[0].text, lines[1].text):
        lines[:2] = [lines[0].glue(lines[1])]
    for passage in lines:
        yield from _split_signers(_without_note(passage))


def _goes_on(above: str, line: str) -> bool:
    """Tell whether a line of a signature is the rest of the name above it.

    >>> _goes_on("中共云溪县委人才工作", "领导小组办公室"), _goes_on("云溪县民政局", "云溪县财政局")
    (True, False)
    """
    if NO_BODY.search(above) or len(above) > JOINED_MOST or CLOSES_NAME.search(above):
        return False
    return DEPENDENT.search(line) is not None and OPENS_NAME.search(above) is not None


def _without_note(passage: Passage) -> Passage:
    return passage.cut(0, len(drop_end_bracket(passage.text)))


def _split_signers(line: Passage) -> Iterator[Passage]:
    """Part a line of signers at the blanks between them (县民政局 县财政局)."""
    start = 0
    least = 3 if is_national(line.text) else 4  # 财政部 税务总局; 海关总署 民航局
    for index in range(least, len(line) - least + 1):
        gap = line.offsets[index] - line.offsets[index - 1] > 1
        if gap and line.text[start:index].endswith(BODY_END) and line.text.endswith(BODY_END):
            rest = line.text[index:]
            apart = not rest.startswith(("办公室", "委员会", "人民")) and not _goes_on(line.text[start:index], rest)
            if index - start >= least and apart:
                yield line.cut(start, index)
                start = index
    if line.text[start:].endswith(BODY_END):
        yield line.cut(start)


def is_body_line(text: str) -> bool:
    """Tell whether a line is the name of a body and nothing else.

    >>> is_body_line("云溪县财政局"), is_body_line("各乡镇人民政府,县直各单位:")
    (True, False)
    """
    bare = drop_end_bracket(text)
    least = 3 if is_national(text) else 4  # 财 政 部
    return least <= len(text) <= 60 and bare.endswith(BODY_END) and not NO_BODY.search(text)


# 云岭县统计局2024年工作要点: a body's own paper, its name before the year
OWN_PAPER = re.compile(
    r"^(?:.*?印发)?《?(?P<issuer>[^,。;:《》\d]{4,30}?)(?=20\d{2}年?度?[^,。;:《》]{2,30}》?(?:的通知)?$)"
)


def find_issuer(context: Context, front: Front, head: Sequence[Passage], title: Passage | None) -> None:
    """Find the issuer where it does not sign: in the title of the notice, the red head, or a field."""
    if title is not None:
        match = ISSUED_BY.match(title.text)
        named = JOINT_END.sub("", match["issuer"]) if match else ""
        if match and named.endswith(BODY_END):
            _keep_issuer(context, front, list(_split_signers(title.cut(0, len(named)))))
        other = TITLE_ISSUER.match(title.text)
        if other and other["issuer"].endswith(BODY_END) and not NO_TITLE_ISSUER.search(other["issuer"]):
            _keep_issuer(context, front, list(_split_signers(title.cut(0, other.end("issuer")))))
    _keep_own_name(context, front, title)
    for passage in head[:3]:
        text = HEAD_END.sub("", passage.text)
        if is_body_line(text) and not is_page_word(text):
            front.keep("issuer", passage.printed[: len(text)], context.place(passage, 0, len(text)))
    for above, below in pairwise(head[:NEAR_TITLE]):
        if below.text.startswith("关于") and is_body_line(above.text) and not is_page_word(above.text):
            _keep_issuer(context, front, list(_split_signers(above)))
    for passage in head:
        match = ISSUER_FIELD.match(passage.text)
        if match:
            start = match.start("issuer")
            front.keep("issuer", passage.printed[start:], context.place(passage, start))
    _keep_source(context, front, head)


def _keep_source(context: Context, front: Front, head: Sequence[Passage]) -> None:
    """Keep the body that a page names as its source, where nothing else says who issued the paper."""
    for passage in head[:SOURCE_LINES]:
        match = SOURCE_FIELD.search(passage.text)
        if match and is_body_line(match["issuer"]):
            start, end = match.span("issuer")
            front.keep("issuer", passage.printed[start:end], context.place(passage, start, end))


def _keep_own_name(context: Context, front: Front, title: Passage | None) -> None:
    """Keep the bureau that a title opens with, before the year that its paper is for (云岭县统计局2024年工作要点)."""
    match = OWN_PAPER.match(title.text) if title is not None else None
    if title is None or match is None or not match["issuer"].endswith(OWN_END):
        return
    front.keep("issuer", match["issuer"], context.place(title, *match.span("issuer")))
