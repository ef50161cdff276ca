"""In: an item or a section. Out: the signs by which it is work, or only describes, grants or sets terms.

Not handled: what the sections above it are (`sections`).
"""

from __future__ import annotations

import re

from extractor.language.grammar.body_names import is_body
from extractor.language.grammar.clauses import CLAUSE_END, SENTENCE_END
from extractor.model.paper.outline import Section
from extractor.model.paper.place import Passage
from extractor.parse.body.aside.described import (
    is_description,
    lists_organisers,
    names_benefit,
    names_contents,
)
from extractor.parse.body.asking import (
    describes,
    is_work_title,
    obliges,
    opens_telling,
    sets_terms,
)
from extractor.parse.body.item_facts import ItemFacts
from extractor.parse.body.phases import is_dated_step
from extractor.parse.body.safeguards import names_support
from extractor.parse.body.sections import (
    HeadingKind,
    carries_units,
    classify_heading,
    classify_section,
    heading_text,
)
from extractor.parse.body.work_item import WorkItem
from extractor.parse.context import Context
from extractor.parse.facts.heading_limits import find_own_limits
from extractor.parse.facts.prose_units import find_prose_units

DOER = re.compile(r"由?(?P<name>[^,。;:对按将]{3,20}?)(?:统一)?(?:负责|牵头|组织(?!部)|邀请|聘请|会同|抽调|委托|成立)")
RECURRING = re.compile(r"(?:^|[,。;:、)])([^,。;:、()]{2,20}?)(?:要|应当?|须|将)?(?=每[年月季周日半])")
BETTERS = re.compile("(?:进一步|持续|不断|全面|着力)*(?:优化|规范|简化|压减|再造|精简|改进|完善|压缩|减少|重塑)")
NAMED = re.compile(r"\[[^\[\]]{2,14}\][^,。;]")
"""【征求民意】入户征求意见率达到100%"""


def only_describes(context: Context, item: WorkItem) -> bool:
    """Tell whether an item only describes; one whose heading begins with a verb of work does not."""
    if opens_telling(item.passage.text):
        return True
    return describes(item.passage.text) and not is_work_title(context.mappings.sections, item.title.text)


def names_actor(context: Context, item: WorkItem) -> bool:
    """Tell whether the running words make a body of its own answer (由县财政局负责…)."""
    if describes(item.passage.text):
        return False
    return any(not unit.generic for unit in find_prose_units(context, item.passage))


def names_answering(context: Context, item: WorkItem) -> bool:
    """2、各镇负责材料的收集报送。 in a notice asks, though no single body is named."""
    return not describes(item.passage.text) and bool(find_prose_units(context, item.passage))


def says_by_when(context: Context, item: WorkItem, facts: ItemFacts) -> bool:
    """Tell whether an article says by when; a bare 每年 counts only behind a body (县住建局每季度复核)."""
    if any(deadline.rrule is None or "BY" in deadline.rrule for deadline in facts.deadlines):
        return True
    units = context.mappings.units
    return any(is_body(units, subject[1]) for subject in RECURRING.finditer(item.passage.text))


def has_doer(context: Context, top: Section) -> bool:
    """四、评审办法 / 县教育局组织专家评审。 says who does it, as 按得分排序。 does not."""
    words = top.body[0].text if top.body else SENTENCE_END.sub("\n", top.head.text, count=1).partition("\n")[2]
    doer = DOER.match(words)
    return doer is not None and is_body(context.mappings.units, doer["name"])


def heading_names_doer(context: Context, top: Section) -> bool:
    """街道禁毒办负责统筹协调 hands out work, 加强统筹协调 is a safeguard."""
    return bool(find_prose_units(context, heading_text(top.head)))


def says_work(context: Context, text: str) -> bool:
    """Tell whether words oblige somebody, name who does it, or hold a clause that begins with a verb of work."""
    if obliges(text) or DOER.search(text):
        return True
    return any(is_work_title(context.mappings.sections, clause) for clause in CLAUSE_END.split(text) if clause)


def only_grants(context: Context, item: WorkItem, facts: ItemFacts) -> bool:
    """Tell whether an item only says what is granted to whom (取暖补贴。每户1000元), and nobody answers for it."""
    return not facts.listed and names_benefit(item.passage.text) and not names_actor(context, item)


def only_tells(context: Context, top: Section) -> bool:
    """三、奖补标准 sets terms, and 二、组织机构 / 主办单位：… names who holds a contest."""
    if lists_organisers(top):
        return not any(find_prose_units(context, passage) for passage in top.body)
    describes_only = is_description(heading_text(top.head).text) or names_contents(top)
    return describes_only and not carries_units(context, top)


def is_timed_step(context: Context, item: WorkItem, top: Section) -> bool:
    """Tell whether an item below a dated stage has a time in its own heading (1.摸底（9月5日前完成）)."""
    stage = item.section
    if stage is None or stage is top or not is_dated_step(context, stage):
        return False
    return bool(find_own_limits(context, item.passage))


def sets_own_terms(context: Context, top: Section) -> bool:
    """有下列情形之一的 lists terms; 对违规用火的，取消申报资格。（县林草局负责） is handed to somebody."""
    return sets_terms(heading_text(top.head).text) and not carries_units(context, top)


def is_caption(context: Context, top: Section) -> bool:
    """Tell whether a heading says only what the table below it holds (一、责任分工, and then a table)."""
    heading = top.head.text.rstrip("。:")
    alone = not top.children and not top.body and not SENTENCE_END.search(heading)
    return alone and classify_heading(context.mappings.sections, heading)[1]


def betters_procedure(top: Section) -> bool:
    """优化办事流程 and 规范审批程序 are work on a procedure, 考核程序 is one."""
    return not top.children and BETTERS.match(heading_text(top.head).text) is not None


def backs_by_duties(context: Context, top: Section) -> bool:
    """五、保障措施 / 县发改局负责立项审批。 hands out work; 县应急局负责统筹协调。 stays a safeguard."""
    if classify_section(context, top) is not HeadingKind.SAFEGUARDS or len(top.body) != 1:
        return False
    return not names_support(context.mappings.sections, heading_text(top.body[0]).text)


def heads_work(context: Context, passage: Passage) -> bool:
    """Tell whether a paragraph opens with a heading of work: 抓好麦田管理。…, or one in 【】."""
    if NAMED.match(passage.text):
        return True
    return is_headed(passage) and is_work_title(context.mappings.sections, heading_text(passage).text)


def is_headed(passage: Passage) -> bool:
    """Tell whether a paragraph begins with a short heading (加强组织领导。各镇要…)."""
    first = SENTENCE_END.search(passage.text)
    return first is not None and 4 <= first.start() <= 14 and first.end() < len(passage)
