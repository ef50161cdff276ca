"""In: the words of a work item. Out: its title: what names the task, without number, full stop and list of bodies.

Not handled: a title that only the table of an annex prints.
"""

from __future__ import annotations

import re

from extractor.language.grammar.first_clause import find_first_duty
from extractor.language.needs import compile_late
from extractor.model.paper.place import EMPTY, Passage

# 第一条 【健全专员制度】为每个落地项目…
BRACKETED = re.compile(r"\[(?P<title>[^\[\]]{2,40})\]|\((?P<round>[^(),。;:]{2,12})\)(?=[^,。;:)])")
CUT = re.compile(
    r"[。;!?]|\((?=[^)]{0,400}(?::|负责|牵头|指导|落实|配合))"
    r"|(?<=[\u4e00-\u9fff\"])\((?=[^()]*(?:\d{1,2}月|\d日|季度|半年|年底)[^()]*\)(?:$|[。:;(]))(?=[\d年月日号份底末前后止至到自从即起今各第一二三四上中下旬季度半完成,.、~—-]{3,30}\))"
)
"""排查消防隐患（9月5日前完成）: a time behind the name is no part of it"""
COLON_MOST = 40
TITLE_MOST = 150
"""A first sentence that is longer is cut at its last comma before."""
CONDITION = re.compile(r"(?:对于?|发现|凡|因|经|查实)[^。;]{6,300}的,(?=[^的]*$)")
"""对未落实责任制、违规用火的，要责令改正: the condition stays, however long, with what is done"""
ACTION_MOST = 40
"""Characters behind a condition that belong to the title in any case."""
GRANTED = compile_late(r"(?<=,)(?:可?再?|一次性)*(?:给予|予以|奖励|补助|补贴|资助)[^,]+(?=,)")
"""对…的项目,到位5000万元,给予人才指标1名,每增加…: a long condition ends with what is granted first"""
SPACED_MOST = 20
"""A heading of at most so many characters may be parted from its words by a blank alone."""
SPACED_LEAST = 40
LABEL_ENDS = ("单位", "部门", "时限", "时间")
LISTED = compile_late(r"[,、]")
"""（一）健全制度、机制　各镇要…: a list goes on behind its blank"""
HAN_LETTER = compile_late(r"[\u4e00-\u9fff]")
"""健全制度　各镇"""
CLAUSE_END = compile_late(r"[,。;!?]")
"""县教育局。负责统筹协调，每月…"""
DUTIES = compile_late(
    r"(?:的?(?:主要|工作|具体)*(?:职责|任务)(?:分工)?(?=[。:]))?[。:;,、]*(?:\(?\d{1,2}[)、.)][。.、]?)?"
)
"""县信访局主要职责。（1）统筹协调积案化解"""


def find_title(passage: Passage) -> Passage:
    """Return the printed name in 【】, else the first sentence; a condition stays with what it asks for.

    对整改到位的乡镇，减少检查频次。 is one title: the clause before the comma alone would name nobody's work.
    """
    named = BRACKETED.match(passage.text)
    if named:
        return passage.cut(*named.span("title" if named["title"] else "round"))
    match = CUT.search(passage.text)
    title = passage.cut(0, match.start()) if match else passage
    colon = title.text.find(":")
    if 4 <= colon <= COLON_MOST:
        title = title.cut(0, colon)
    if len(title) > SPACED_LEAST:
        title = _before_blank(title)
    condition = CONDITION.match(title.text)
    if condition is None:
        title = title.cut(0, find_first_duty(title.text))
    if condition:
        comma = title.text.find(",", condition.end() + ACTION_MOST)
        title = title.cut(0, comma) if len(title) > TITLE_MOST and comma > 0 else title
    elif len(title) > TITLE_MOST:
        granted = GRANTED.search(title.text)
        comma = granted.end() if granted else _last_comma(title.text)
        title = title.cut(0, comma if comma > 0 else TITLE_MOST)
    return title.cut(0, len(title.text.rstrip(",、:")))


def _last_comma(text: str) -> int:
    """Return where the last comma before `TITLE_MOST` stands that is in no bracket."""
    comma = text.rfind(",", 0, TITLE_MOST)
    while comma > 0 and text.count("(", 0, comma) > text.count(")", 0, comma):
        comma = text.rfind(",", 0, comma)
    return comma


def _before_blank(title: Passage) -> Passage:
    """Return the heading that a wide blank parts from its words (（一）健全制度　各镇要…)."""
    for index in range(4, min(SPACED_MOST, len(title) - 1)):
        gap = title.offsets[index] - title.offsets[index - 1]
        gap = gap if HAN_LETTER.match(title.text[index - 1]) else 0  # 对实际投资 2 亿元以上的…
        if gap > 1 and LISTED.search(title.text[:index]) is None and HAN_LETTER.match(title.text[index]):
            return title.cut(0, index)
    return title


def find_duty(passage: Passage, start: int) -> Passage:
    """Return the first clause behind a heading that is a body (（一）县教育局。负责统筹协调，每月…)."""
    rest = passage.cut(start)
    opening = DUTIES.match(rest.text)
    rest = rest.cut(opening.end() if opening else 0)
    stop = CLAUSE_END.search(rest.text)
    return rest.cut(0, stop.start()) if stop else rest


def skip_to(passage: Passage, index: int) -> Passage:
    """Return the sentence that holds the character at `index`, as the title of an article whose duty stands there."""
    start = max(passage.text.rfind(mark, 0, index) for mark in "。;!?") + 1
    return find_title(passage.cut(start)) if start < len(passage) else EMPTY
