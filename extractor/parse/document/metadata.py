"""In: an outline. Out: the elements of GB/T 9704 that identify the plan: title, number, issuer, date, kind, place.

Not handled: several documents bound in one file; the first one's elements are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.language.dates import build_date
from extractor.language.numerals import parse_number
from extractor.model.mappings import SectionsFile
from extractor.model.outline import Outline, Section
from extractor.model.place import Passage, Place
from extractor.model.plan import Metadata
from extractor.parse.context import Context
from extractor.parse.document.jurisdictions import Found, find_jurisdiction

# 成政办字〔2022〕10号; 平行审发[2022]5号; (2022)-057号 (长清)
DOC_NUMBER = re.compile(r"[^\s,。;:《》()号]{0,16}?[\[(](?:19|20)\d{2}[\])]-?第?\d{1,5}号")
SIGNATORY = re.compile(r"签发人:(?P<name>[^\s:]{2,12})")
DATE = re.compile(
    r"(?P<y>\d{4}|[〇零一二三四五六七八九]{4})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
SIGNED = re.compile(rf"^(?P<issuer>[^,。;:\d]{{0,60}}?)(?P<date>{DATE.pattern})(?:印发)?$")
DATE_FIELD = re.compile(rf"^(?:成文日期|发文日期|印发日期|发布日期|发布时间|印发时间):(?P<date>{DATE.pattern})")
ISSUER_FIELD = re.compile(r"^(?:发文机关|发布机构|发布机关|制发机关|发文单位):(?P<issuer>[^,。;:]{4,60})$")
ISSUED_BY = re.compile(
    r"^(?P<issuer>[^,。;:《》]{2,40}?)关于(?:印发|转发|下发|发布|公布|落实|做好|开展|进一步|深入|加快|促进|推进|建立|加强|实施|支持)"
)
HEAD_END = re.compile(r"文件$")
BODY_END = ("局", "委", "办", "办公室", "政府", "厅", "部", "院", "中心", "委员会", "领导小组", "联席会议", "署", "会")
SALUTATION = re.compile(r"^(?:各|现将|为|根据)|:$")
NOTICE = re.compile(r"的(?:通知|函|批复|公告|通告)$")
QUOTED = re.compile(r"(?:印发|转发|下发)《?(?P<title>.{1,200}?)》?的(?:通知|函)$")
TITLE_MOST = 90
TITLE_GAP = 20
"""Most characters of layout between two lines of one title; a table takes more."""


@dataclass(slots=True)
class _Front:
    """Values found so far, with their places."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def keep(self, name: str, value: str | None, place: Place | None) -> None:
        if value and name not in self.values:
            self.values[name] = value
            if place is not None:
                self.places[name] = place


def find_metadata(context: Context, outline: Outline) -> Metadata:
    """Return what identifies the plan; each element that is not printed is None."""
    front = _Front()
    head = outline.parts[0].front if outline.parts else ()
    _find_numbers(context, front, head)
    title = _find_title(context, outline)
    if title is not None:
        front.keep("title", title.printed, context.place(title))
    _find_signature(context, front, outline)
    _find_issuer(context, front, head, title)
    kind = find_kind(context.mappings.sections, title.text if title else "")
    if kind and title is not None:
        at = title.text.rfind(kind)
        front.keep("kind", title.printed[at : at + len(kind)], context.place(title, at, at + len(kind)))
    where = _find_where(context, front, outline, title)
    values: dict[str, Any] = dict(front.values)
    return Metadata(
        **values,
        jurisdiction=where.name if where else None,
        jurisdiction_code=where.code if where else None,
        parent=where.parent if where else None,
        province=where.province if where else None,
        places=front.places,
    )


def find_kind(sections: SectionsFile, title: str) -> str | None:
    """Return the plan's own word for itself: the last one in the title of the plan that the notice issues.

    关于印发《郏县2022年社会信用体系建设工作季度考核办法》的通知 is a 考核办法, not a 通知.
    """
    quoted = QUOTED.search(title)
    own = quoted["title"] if quoted else title
    bare = re.sub(r"\((?:试行|暂行|修订)?[^()]*\)$|[》\"]$", "", own)
    for kind in sections.kinds:
        if bare.endswith(kind):
            return kind
    best = max(((bare.rfind(kind), kind) for kind in sections.kinds if kind in bare), default=None)
    return best[1] if best else None


def _find_numbers(context: Context, front: _Front, head: Sequence[Passage]) -> None:
    for passage in head:
        signatory = SIGNATORY.search(passage.text)
        if signatory:
            start, end = signatory.span("name")
            front.keep("signatory", passage.printed[start:end], context.place(passage, start, end))
        number = DOC_NUMBER.search(passage.text)
        if number and len(passage) <= 60 and "《" not in passage.text[: number.start()]:
            start, end = number.span()
            front.keep("doc_number", passage.printed[start:end], context.place(passage, start, end))


def _find_title(context: Context, outline: Outline) -> Passage | None:
    """Return the first title: a line, or two that follow each other, that ends with a word for a plan."""
    kinds = context.mappings.sections.kinds
    for part in outline.parts:
        for index in range(len(part.front)):
            for candidate in _joined(part.front, index):
                if _is_title(candidate.text, kinds):
                    return _without_field(candidate)
        for grid in part.grids:
            for passage in grid.caption:
                if _is_title(passage.text, kinds):
                    return passage
    return _find_plain_title(outline)


def _find_plain_title(outline: Outline) -> Passage | None:
    """Return the first line of a document whose title names no kind of plan, where it stands alone as a title does."""
    for part in outline.parts:
        for passage in part.front[:1]:
            plain = 6 <= len(passage) <= 60 and not re.search(r"[,。;:!?]", passage.text)
            if plain and not SIGNED.match(passage.text) and not DOC_NUMBER.fullmatch(passage.text):
                return passage
    return None


def _joined(front: Sequence[Passage], index: int) -> tuple[Passage, ...]:
    first = front[index]
    if index + 1 == len(front) or len(first) < 6 or re.search(r"[。:;号日)]$|文件$", first.text):
        return (first,)
    second = front[index + 1]
    follows = second.offsets[0] - first.offsets[-1] <= TITLE_GAP
    return (first, first.glue(second)) if follows else (first,)


def _is_title(text: str, kinds: tuple[str, ...]) -> bool:
    bare = re.sub(r"\([^()]*\)$", "", text)
    if len(text) > TITLE_MOST or len(text) < 6 or re.search(r"[。;!?]|^附件|^《[^》]*》[^(]|印发给", text):
        return False
    if re.match(r"^(?!标题|政策名|名称)[\u4e00-\u9fff]{2,6}:", text):
        return False
    return bare.rstrip('》"').endswith(kinds)


def _without_field(passage: Passage) -> Passage:
    label = re.match(r"(?:标题|政策名|名称|文件名称):", passage.text)
    return passage.cut(label.end()) if label else passage


def _find_signature(context: Context, front: _Front, outline: Outline) -> None:
    """Find issuer and date where they sign: at the end of the notice or of the plan; else in a field above it."""
    signed = [passages for part in outline.parts for passages in (part.front, (*_ends(part.sections), *part.back))]
    for passages in signed:
        for index, passage in enumerate(passages):
            match = SIGNED.match(passage.text)
            if match is None or len(passage) > 90:
                continue
            _keep_date(context, front, passage, match)
            if match["issuer"] and match["issuer"].endswith(BODY_END):
                end = match.end("issuer")
                front.keep("issuer", passage.printed[:end], context.place(passage, 0, end))
            elif not match["issuer"] and index and _is_body_line(passages[index - 1].text):
                before = passages[index - 1]
                end = len(re.sub(r"\([^()]*\)$", "", before.text))
                front.keep("issuer", before.printed[:end], context.place(before, 0, end))
    for passages in signed:
        for passage in passages:
            match = DATE_FIELD.match(passage.text)
            if match:
                _keep_date(context, front, passage, match)


def _ends(sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Return the last paragraphs of the last section, where a signature may stand."""
    if not sections:
        return ()
    section = sections[-1]
    while section.children:
        section = section.children[-1]
    return section.body[-3:]


def _keep_date(context: Context, front: _Front, passage: Passage, match: re.Match[str]) -> None:
    year, month, day = (parse_number(match[name]) for name in ("y", "m", "d"))
    date = build_date(int(year or 0), int(month or 0), int(day or 0)) if year and month and day else None
    front.keep("issue_date", date, context.place(passage, *match.span("date")))


def _is_body_line(text: str) -> bool:
    return (
        4 <= len(text) <= 40 and re.sub(r"\([^()]*\)$", "", text).endswith(BODY_END) and not re.search(r"[,。;:]", text)
    )


def _find_issuer(context: Context, front: _Front, head: Sequence[Passage], title: Passage | None) -> None:
    """Find the issuer where it does not sign: in the title of the notice, the red head, or a field."""
    if title is not None:
        match = ISSUED_BY.match(title.text)
        if match and match["issuer"].endswith(BODY_END):
            end = match.end("issuer")
            front.keep("issuer", title.printed[:end], context.place(title, 0, end))
    for passage in head[:3]:
        text = HEAD_END.sub("", passage.text)
        if _is_body_line(text):
            front.keep("issuer", passage.printed[: len(text)], context.place(passage, 0, len(text)))
    for passage in head:
        match = ISSUER_FIELD.match(passage.text)
        if match:
            front.keep(
                "issuer", passage.printed[match.start("issuer") :], context.place(passage, match.start("issuer"))
            )


def _find_where(context: Context, front: _Front, outline: Outline, title: Passage | None) -> Found | None:
    """Find the place: in the issuer's name, the title, the number's first characters, or the salutation."""
    words = [front.values.get("issuer", ""), title.text if title else ""]
    words += [passage.text for part in outline.parts for passage in part.front[:4]]
    return find_jurisdiction(context.mappings.places, tuple(words))
