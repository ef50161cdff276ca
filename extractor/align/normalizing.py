"""In: printed words of an item. Out: the same words folded, without quotes, lists of bodies and cited titles.

Not handled: meaning; what is left are still the document's own words, in their order.
"""

from __future__ import annotations

import re

from extractor.language.folding import fold

BRACKET = re.compile(r"[()]")

QUOTES = re.compile(r"[\"'\s]")
CITED = re.compile(r"《[^《》]{2,60}》")
"""按照《河南省公共信息目录》: what another document is called says nothing of this item's own measure."""

DUTY = re.compile(
    r"(?:责任|牵头|配合|主办|承办|协办)(?:单位|科室|部门)?\s*[:：]|(?:负责|牵头|配合|落实)(?:落实)?\s*$|完成时(?:限|间)"
)
"""Inside a bracket: (责任单位：县委宣传部…；完成时间：…), (县法院负责)."""

SENTENCE = re.compile(r"[。;；!！?？]+")
NUMBERING = re.compile(
    r"^(?:[-\s*#]*(?:第?[0-9一二三四五六七八九十]+[、.．)）]|[(（][0-9一二三四五六七八九十]+[)）]))+"
)
OPENERS = re.compile(
    r"^(?:(?:进一步|扎实|深入|切实|积极|持续|全面|着力|大力|不断|有序|规范|广泛|认真|严格|依法依规|依法|严防|严厉|探索|创新|充分|加大|加快|加强|"
    r"强化|推进|推动|推广|推行|开展|做好|健全|完善|建立|提升|提高|落实|实施|发挥|拓展|扩大|组织|优化|深化|促进|畅通|增强|对)(?:和|与)?)+"
)
TAILS = re.compile(r"(?:工作)?(?:开展|落实|完成|存续|出现|贡献|使用|应用)?(?:情况|工作)$")
PASSING = re.compile(
    r"围绕|等(?:各项|重点|方面)?(?:工作|任务|方面|环节|着力点|方式|手段|途径)|为(?:着力点|抓手|重点|支撑|主线)|为[^,。]{2,16}提供"
)
"""大力推进信用信息归集、信用监管、“信易贷”、信用宣传等工作; 为开展信用差异化监管提供数据支撑: named in passing."""


def clean(text: str | None) -> str:
    """Return `text` folded, without blanks and quotes.

    >>> clean("提升“双公示”工作质量")
    '提升双公示工作质量'
    """
    return QUOTES.sub("", fold(text)) if text else ""


def strip_duties(text: str) -> str:
    """Return `text` without the brackets that list bodies and time limits; other brackets stay.

    >>> strip_duties("开展核查(应用次数/主体数量)。(责任单位:各部门(单位);完成时间:年底)")
    '开展核查(应用次数/主体数量)。'
    """
    kept: list[str] = []
    position = 0
    for start, end in _brackets(text):
        if start >= position and DUTY.search(text[start + 1 : end - 1]):
            kept.append(text[position:start])
            position = end
    kept.append(text[position:])
    return "".join(kept)


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost brackets as intervals; one that never closes goes to the end of the text."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for match in BRACKET.finditer(text):
        if match.group() == "(":
            start, depth = (match.start() if depth == 0 else start), depth + 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, match.end()))
    if depth:
        found.append((start, len(text)))
    return found


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a cleaned text, without lists of bodies and titles of other documents.

    >>> split_sentences("按照《数据清单》归集信息。制定清单;(责任单位:县发改局)")
    ('按照归集信息', '制定清单')
    """
    plain = CITED.sub("", strip_duties(text))
    return tuple(part for part in (piece.strip(",、.:- ") for piece in SENTENCE.split(plain)) if len(part) > 1)


def find_object(title: str) -> str:
    """Return what a title is about: without numbering, opening verbs and empty endings.

    >>> find_object("深入推进信易贷工作"), find_object("信用宣传活动开展情况")
    ('信易贷', '信用宣传活动')
    """
    core = OPENERS.sub("", NUMBERING.sub("", title))
    core = TAILS.sub("", core)
    return core if len(core) > 1 else title
