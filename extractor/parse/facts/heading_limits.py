"""In: the words of a heading that groups work. Out: the time limits that it states for all that stands below.

集中整治阶段（2024年5月—10月）, 3月份重点工作, 第一季度: a stage, a month or a season with the work of it. Not handled:
headings whose bracket says more than a time.
"""

from __future__ import annotations

import re

from extractor.language.needs import compile_late
from extractor.model.facts.plan import Deadline
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines

MONTHLY = r"(?:\d{4}年)?(?:\d{1,2}月份?(?:[-~至到]\d{1,2}月份?)?|第?[一二三四1-4]季度|[上下]半年)"
SPOKEN = r"[\d年月日号份底末前后止至到自从即起今明各第一二三四上中下旬季度半完成,.、~-]{2,30}"
BRACKET = re.compile(rf"\((?:时间:)?(?P<time>{SPOKEN})\)$")
"""动员部署阶段（即日起至4月底）"""
BEHIND = re.compile(rf"^[^,。;:()]{{0,12}}阶段(?:[:,][^,。;:()\d]{{2,16}})?[:,](?P<time>{SPOKEN})$")
"""集中整治阶段：2024年5月—10月"""
WHOLE = re.compile(rf"^(?P<time>{MONTHLY})(?:的?(?:重点|主要|中心)?(?:工作|任务|事项|活动)?(?:安排|计划|任务|清单)?)$")
"""3月份重点工作"""
OWN = compile_late(r"^[^()。;,:]{2,40}(?:,[^()。;,:]{2,20})?\((?:时间:)?(?P<time>[^()]{2,30})\)(?=$|[:。;])")
"""摸清底数（3月1日至3月20日）: an item's own heading, with or without words behind it"""
DATED = compile_late(r"\d{1,2}月|季度|半年|年底|年末")


def find_heading_limits(context: Context, heading: Passage) -> tuple[Deadline, ...]:
    """Return the time limits of a heading that is or ends with a time."""
    found = BRACKET.search(heading.text) or BEHIND.match(heading.text) or WHOLE.match(heading.text)
    if found is None or not DATED.search(found["time"]):
        return ()
    return find_deadlines(context, heading, "lasting_label", found.start("time"), found.end("time"))


def find_own_limits(context: Context, passage: Passage) -> tuple[Deadline, ...]:
    """Return the time limits in the bracket of an item's own heading (开展培训（3月11日至3月20日）)."""
    own = OWN.match(passage.text)
    if own is None or not DATED.search(own["time"]):
        return ()
    return find_deadlines(context, passage, "lasting_label", own.start("time"), own.end("time"))
