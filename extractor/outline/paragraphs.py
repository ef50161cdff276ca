"""In: text lines in order. Out: paragraphs, broken lines joined again.

A printed line goes on when the one before it is cut in mid-sentence. Not handled: a break that falls on a
full stop, which cannot be told from the end of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.language.grammar.continuation import is_closed
from extractor.language.needs import Guarded, compile_late
from extractor.language.page_words import is_page_line
from extractor.model.paper.place import Passage
from extractor.outline.closing import is_closing, signs_above
from extractor.outline.markers import ATTACHMENT, find_marker
from extractor.outline.reading_order import TextLine

INNER_MARK = re.compile(r"[,。;:、]")
"""现将2024年工作要点印发给你们，请…: a line with a mark inside is no title"""


class JoinPolicy(msgspec.Struct, frozen=True):
    """When a line counts as cut: at least so long, or nearly as long as the document's full lines."""

    min_cut: int = 20
    narrow: int = 45
    nearly_full: float = 0.85
    heading_most: int = 45


POLICY = JoinPolicy()

DATE_LINE = re.compile(r".{0,40}?\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$")
NUMBER_LINE = re.compile(r"[^,。]{0,20}[\[(]\d{4}[\])].{0,3}\d+号$")
LIST_POINT = re.compile(r"[一二三四五六七八九十](?:是|要)")
"""一是…, 二是…: each a paragraph of its own"""
LABELLED_END = re.compile(r"(?:单位|部门|科室|主体|领导|时限|时间):[^。:]{2,60}$")
NAMED = Guarded(r"\[[\u4e00-\u9fff“”\"]{2,14}\][^,。;]", ("[",))
"""【征求民意】入户…: a paragraph that opens with its name"""
BODIES_END = compile_late(r"(?:单位|部门|科室|主体):[^。:]{2,60}(?<![、,和及])$")
SAYS_WHEN = compile_late(r"[^,。;、]{0,12}(?:每[日天周月季]|\d{1,2}月|\d{1,2}[日号])[^、]{4,}。$")
"""每日16点前各村向镇禁放办报送情况。: no list of bodies goes on so"""
SALUTATION = re.compile(r"^各.{2,80}:$")
# 签发人: 韩鲁 / 文号：… : a short label with its value stands for itself
FIELD = re.compile(r"^[\u4e00-\u9fff]{2,6}:")
TITLE_END = re.compile(
    r"(?:方案|要点|办法|细则|通知|意见|计划|措施|规定|指标|分解表?|(?:分工|任务|责任|安排|计划|考核|考评|评分|评价|评定)表|清单|文件|任务|体系|目录|指南|指引|预案|规划|纲要|条例|决定|公告|通告"
    r"|政策|举措|制度|标准|规程|安排|部署|通报|台账|分工)[)》\"]?$"
)
ITEM_NUMBER = re.compile(r"(\d{1,2})[.、]")
DATED_NUMBER = re.compile(r"(\d{1,2})\.(?:20\d{2}年|\d{1,2}月|\d{1,2}[-~至到]\d{1,2}月)")
# 现将2024年度重点任务明确如下, 为做好…: a plan's first words, not the rest of its title
OPENING = re.compile(
    r"(?:现将|现就|为(?:了|深入|进一步|贯彻|切实|加快|全面|做好|推进|加强|规范|落实)|根据《|按照《"
    r"|(?:根据|按照)[^,。;:]{2,24}(?:部署|要求|精神|安排|决定),)"
)


def join_lines(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the paragraphs that `lines` make up; each keeps the signs of its first line."""
    full = _full_width(lines)
    paragraphs: list[TextLine] = []
    last = ""
    for index, line in enumerate(lines):
        signs = index + 1 < len(lines) and signs_above(line.passage.text, lines[index + 1].passage.text)
        if paragraphs and not signs and _goes_on(paragraphs[-1], last, line, full):
            head = paragraphs.pop()
            line_passage = head.passage.glue(line.passage)
            paragraphs.append(TextLine(line_passage, head.gap, head.heading, head.indented, head.bullet))
        else:
            paragraphs.append(line)
        last = line.passage.text
    return tuple(paragraphs)


def _goes_on(before: TextLine, last: str, line: TextLine, full: int) -> bool:
    """Tell whether `line` continues the paragraph `before`, whose last printed line is `last`."""
    text = line.passage.text
    fresh = line.heading or line.after_table
    if is_open_bracket(before.passage.text) and not _starts_block(text, marked=False) and len(before.passage) > 2:
        return not fresh
    opens = OPENING.match(text) and not INNER_MARK.search(before.passage.text)
    counted = _counts_on(before.passage.text, text)
    if before.heading or fresh or line.indented or opens or counted or _starts_block(text, marked=True):
        return False
    if (
        _parts_lists(before.passage.text, last, text)
        or is_page_line(before.passage.text)
        or is_closed(last)
        or DATE_LINE.match(last)
        or NUMBER_LINE.match(last)
    ):
        return False
    if last.endswith((")", "》")) or FIELD.match(text) or is_heading(before.passage) or _is_field(before.passage.text):
        return False
    if (
        find_marker(before.passage.text) is None
        and TITLE_END.search(last)
        and not SENTENCE_END.search(before.passage.text)
    ):
        return False
    long_enough = POLICY.min_cut if full >= POLICY.narrow else POLICY.nearly_full * full
    return len(last) >= long_enough


def _parts_lists(before: str, last: str, text: str) -> bool:
    """Tell whether 二是… follows 一是…, or closing words follow a list (责任部门：宣教部 / 各部门每月底报送进展)."""
    if LIST_POINT.match(text) and LIST_POINT.match(before):
        return True
    if LABELLED_END.search(last) is None:
        return False
    return is_closing(text) or (BODIES_END.search(last) is not None and SAYS_WHEN.match(text) is not None)


def is_heading(passage: Passage) -> bool:
    """Tell whether a numbered paragraph is a heading alone: short, one clause, not cut at a comma.

    >>> from extractor.language.passages import build_passage
    >>> is_heading(build_passage("（四）权益保护", 0, 7))
    True
    """
    text = passage.text
    if find_marker(text) is None or SENTENCE_END.search(text[:-1]) or text.endswith((",", "、", '"')):
        return False
    return len(text) <= POLICY.heading_most


def is_open_bracket(text: str) -> bool:
    """Tell whether a bracket that was opened near the end is still open: "…(责" goes on with "任单位:…)".

    >>> is_open_bracket("提高银行成功授信信贷规模。(责"), is_open_bracket("（一）")
    (True, False)
    """
    return text.count("(") > text.count(")") and ")" not in text[text.rfind("(") :]


def _is_field(text: str) -> bool:
    """Tell whether a paragraph is a label with its value (链接：https://…), which no next line goes on with."""
    return bool(FIELD.match(text)) and not SENTENCE_END.search(text) and text[-1] not in ",、("


def _counts_on(before: str, text: str) -> bool:
    """Tell whether 8.6月1日前组织培训 is the item behind 7.…, whose words a cut line might go on with."""
    number, following = ITEM_NUMBER.match(before), DATED_NUMBER.match(text)
    return bool(number and following and int(following[1]) == int(number[1]) + 1)


def _starts_block(text: str, *, marked: bool) -> bool:
    """Tell whether `text` begins something new: a number, an attachment, a date line, a document number."""
    if marked and find_marker(text):
        return True
    return bool(
        ATTACHMENT.match(text)
        or DATE_LINE.fullmatch(text)
        or NUMBER_LINE.fullmatch(text)
        or SALUTATION.match(text)
        or NAMED.match(text)
        or text.startswith("(此件")
    )


def _full_width(lines: Sequence[TextLine]) -> int:
    """Return the length that most long lines have; large where each line is a whole paragraph."""
    lengths = sorted(len(line.passage) for line in lines if len(line.passage) >= 10)
    return lengths[len(lengths) * 3 // 4] if lengths else POLICY.narrow
