"""In: an outline. Out: the document's title, over one line or two, without the names of site and channel.

Not handled: several documents bound in one file; the first one's title is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.needs import compile_late
from extractor.language.page_words import is_page_word, is_site_name
from extractor.model.mappings import SectionsFile
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import Passage
from extractor.parse.document.kinds import ends_as_title, strip_note

TITLE_MOST = 90
TITLE_GAP = 20
"""Most characters of layout between two lines of one title; a table takes more."""
CLOSED = re.compile(r"[。:;号日)]$|文件$")
FIELD = re.compile(r"^(?!标题|政策名|名称)[\u4e00-\u9fff]{2,6}:")
MADE = compile_late(
    r"(?:特?制[定订]|现将|印发)了?(?:本)?《(?P<title>[^《》]{6,60})》(?=[,;。]?(?:现|希|请|印发|予以|并|$|[,;。]))"
)
NO_TITLE = re.compile(r"[。;!?]|^附件|^《[^》]*》[^(]|印发给")
SIGNED = compile_late(r"年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?$")
NUMBERED = compile_late(r"[\[(](?:19|20)\d{2}[\])]-?第?\d{1,5}号$")
ENDS_BODY = "室府局委会站网厅部院"
# 关于印发 / 云溪县物流发展实施方案的通知: the first line cannot stand alone
OPEN_LINE = re.compile(r"关于|印发|转发|[、和及与的]$|《[^》]*$")
TITLE_FIELD = re.compile(r"(?:文件)?(?:标题|政策名|名称):?")
"""标题：关于印发…的通知; 文件名称 云岭县人民政府办公室关于…, parted by a blank"""
CHANNEL = re.compile(r"\[[^\[\]]{4,20}\](?=.{4,}关于)")
"""【重点工作】云岭县人民政府关于…的通知: the channel of a site"""
LISTED = re.compile(
    r"(?:20\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[-/.]\d{1,2}[-/.]\d{1,2}))?(?:[^,。;:《》\d]{1,12}[\[(]20\d{2}[\])]第?\d{1,5}号)?"
    r"《(?P<title>(?:[^《》]|《[^《》]*》){6,})》$"
)
"""2021年3月 《云溪县农村改厕实施方案》: a row of a list of papers, with the day and the number before the title"""
BESIDE_TITLE = compile_late(r"\((?:[^()]{18,}|[^()]*(?:[为是]|通过|批准|印发|单位:|填报)[^()]*)\)")
"""（责任单位列第一位的为牵头单位）, （2024年3月1日县政府常务会议通过） below a title; （试行） is part of it"""
SENTENCE_MARK = compile_late(r"[,。;:!?]")
"""各镇人民政府："""


def find_document_title(sections: SectionsFile, outline: Outline) -> Passage | None:
    """Return the first title: a line, or two that follow each other, that ends with a word for a plan."""
    for known in (True, False):
        for candidate in _candidates(sections, outline):
            ending = candidate.text if known else ""
            if known and not strip_note(ending).endswith(sections.kinds):
                continue
            if _is_title(sections, candidate.text):
                return _without_site(_without_field(candidate), outline)
    return _find_made_title(sections, outline) or _find_plain_title(outline)


def _find_made_title(sections: SectionsFile, outline: Outline) -> Passage | None:
    """Return what the opening words say is made or issued: 特制定《花桥镇保洁考核办法》，希各村遵照执行."""
    for part in outline.parts[:1]:
        for passage in part.front:
            made = MADE.search(passage.text)
            if made and made["title"].endswith(sections.kinds):
                return passage.cut(*made.span("title"))
    return None


def _candidates(sections: SectionsFile, outline: Outline) -> Iterator[Passage]:
    for part in outline.parts:
        front = [passage for passage in part.front if not _is_foreign(passage.text)]
        for index in range(len(front)):
            yield from _joined(sections, front, index)
        for grid in part.grids:
            yield from grid.caption


def _is_foreign(text: str) -> bool:
    """Tell whether a line is the site's: a path of channels, counters, the name of the site."""
    return is_page_word(text) or is_site_name(text)


def _joined(sections: SectionsFile, front: Sequence[Passage], index: int) -> tuple[Passage, ...]:
    first = front[index]
    if index + 1 == len(front) or len(first) < 6 or CLOSED.search(first.text):
        return (first,)
    second = front[index + 1]
    follows = second.offsets[0] - first.offsets[-1] <= TITLE_GAP and not BESIDE_TITLE.fullmatch(second.text)
    if not follows or ends_as_title(sections, first.text):
        return (first,)
    if ends_as_title(sections, second.text) and len(second) >= 10 and not OPEN_LINE.search(first.text):
        apart = first.text[-1] in ENDS_BODY and not second.text.startswith("关于")
        return (first, second) if apart else (first, first.glue(second))
    if index + 2 < len(front) and second.text.startswith("关于") and first.text[-1] in ENDS_BODY:
        third = front[index + 2]
        near = third.offsets[0] - second.offsets[-1] <= TITLE_GAP
        if near and not ends_as_title(sections, second.text) and ends_as_title(sections, third.text):
            return (first.glue(second).glue(third),)
    return (first, first.glue(second))


def _is_title(sections: SectionsFile, text: str) -> bool:
    if len(text) > TITLE_MOST or len(text) < 6 or NO_TITLE.search(text) or FIELD.match(text):
        return False
    return ends_as_title(sections, text)


def _without_field(passage: Passage) -> Passage:
    label = TITLE_FIELD.match(passage.text)
    if label and not label.group().endswith(":"):
        at = label.end()
        label = label if at < len(passage) and passage.offsets[at] - passage.offsets[at - 1] > 1 else None
    if listed := LISTED.match(passage.text):
        return passage.cut(*listed.span("title"))
    label = label or CHANNEL.match(passage.text)
    return passage.cut(label.end()) if label else passage


def _without_site(title: Passage, outline: Outline) -> Passage:
    """Return the title that is printed alone as well, where another words stand before it in the same line."""
    for part in outline.parts:
        for passage in part.front:
            before = title.text.removesuffix(passage.text)
            if len(passage) >= 8 and before and before != title.text and is_site_name(before):
                return passage
    return title


def _find_plain_title(outline: Outline) -> Passage | None:
    """Return the first line of a document whose title names no kind of plan, where it stands alone as a title does."""
    for part in outline.parts:
        front = [passage for passage in part.front if not _is_foreign(passage.text)]
        for passage in front[:1]:
            plain = 6 <= len(passage) <= 60 and not SENTENCE_MARK.search(passage.text)
            if plain and not SIGNED.search(passage.text) and not NUMBERED.search(passage.text):
                return passage
    return None
