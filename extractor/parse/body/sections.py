"""In: the sections of an outline and `sections.yaml`. Out: what each heading announces (tasks, phases, steps ...).

A heading decides only where it is sure; else what stands below it is asked (`body`). Not handled: one section that
mixes tasks and safeguards in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from extractor.language.needs import compile_late
from extractor.model.mappings import SectionsFile
from extractor.model.paper.outline import Part, Section, Style
from extractor.model.paper.place import Passage
from extractor.parse.body.asking import obliges
from extractor.parse.context import Context
from extractor.parse.facts.units import find_unit_lists

SENTENCE_END = re.compile(r"[。;!?]")
LEADING = re.compile(r"^(?:进一步)?(?:加强|强化|健全|完善|落实|有关|明确|做好|工作|主要|抓好)")
RULES = (Style.CHAPTER, Style.ARTICLE)
"""Levels of a regulation: its articles are work only where they ask somebody to do something."""
BEHIND_HEADING = re.compile(r"[。:,].*$")
"""三、保障措施。各单位要…"""


SCHEDULE = re.compile(r"步骤|阶段|进度|时间")
LEAST_STAGES = 2
DATED_STAGE = re.compile(r"阶段(?:[:,][^,。;:()]{2,20})?\([^()]*\d[^()]*\)$")
STEP = compile_late(r"阶段|\d月|\d{4}年|\d日|第[一二三四五]步|^动员|^部署|总结验收")
"""动员部署, 组织实施(3月至5月): steps of a schedule"""


JUDGING = (
    r"(?:考核|考评|评价|评定|评选|评审|评比|评议|认定|申报|遴选|推荐|验收|评估|测评|审核|报名|选拔|推选|命名|复核|创评"
    r"|选树|参选|参评|参赛|竞选|竞聘|招聘|招募|选聘|征集|推介|入选|评优|表彰)"
)
STEPS_OF = re.compile(JUDGING + r"(?:程序|流程|步骤|环节|方式|方法|组织)$")
"""评定步骤: how an appraisal goes"""
TERMS_OF = re.compile(JUDGING + r"(?:标准|条件|对象|范围|原则|等次|等级|依据|名额|资格|纪律)$")
"""评定标准: what is asked of those who are appraised"""
MADE_OF = re.compile(
    r"(?:指标|考核|考评|评价|评定|评估|测评|监测|评分|认定|等级|量化)(?:体系|指标)?的?"
    r"(?:构成|组成|体系|框架|维度|要素|领域|层面|解释|说明|释义|含义|内涵|设置|设定|指标|结构)$"
)
"""指标构成, 评估维度: what is measured, which asks nothing"""


BETTERS = (
    "优化", "补齐", "补强", "完善", "健全", "拓展", "拓宽", "改善", "提升", "夯实", "巩固", "营造", "创新", "深化",
    "规范", "构建", "建立", "强化", "加强", "解决", "破解", "整改", "化解", "扩大", "培育",
)  # fmt: skip
"""优化发展环境, 补齐短板弱项 are work, 发展现状 is none"""


AIMS_AND_WORK = re.compile(r"目标[与和及、][^,。;:]{0,6}(?:任务|举措|措施|重点)")
"""二、发展目标与任务 / （一）总体目标 / （二）具体指标: what describes is left out heading by heading"""
PARTICIPANTS = re.compile(
    r"^(?:作品|参赛|参评|参展|投稿|征稿|征文|稿件|选手)(?:范围|条件|资格|类别|要求|标准|分类|组别|内容|主题|形式)(?:[与和及、][^,。;:]{2,6})?$"
)
"""二、作品要求, 三、参赛资格: what is asked of those who take part"""
ANSWERS = compile_late(r"[\u4e00-\u9fff]{2}(?:负责(?!人)|牵头(?!单位|部门))[\u4e00-\u9fff]{2}")
"""2、各镇负责申报材料的收集报送工作: a sentence that holds the word of a description by chance"""
OPEN_TILL = re.compile(
    r"^(?:申报|报名|投稿|征集|征稿|征文|参赛|推荐|报送|活动|竞赛|比赛|截稿)(?:起止|截止|受理)?(?:时间|期限|日期)$"
)
"""四、申报时间 / 请于5月31日前报送县文化馆: its days are the plan's own"""
HEADING_LONGEST = 40
"""Characters; what is longer is a sentence that holds such a word by chance."""


class HeadingKind(StrEnum):
    """What the items below a heading are."""

    TASKS = "tasks"
    SAFEGUARDS = "safeguards"
    PHASES = "phases"
    PROCEDURE = "procedure"
    RULES = "rules"
    OTHER = "other"
    UNKNOWN = "unknown"


def classify_heading(sections: SectionsFile, text: str) -> tuple[HeadingKind, bool]:
    """Return what a heading announces, by its longest known word, and whether it says nothing else.

    保障措施 is sure; 健全工作保障机制 only contains the word, so its items are asked too.
    """
    heading = BEHIND_HEADING.sub("", text)
    if len(heading) > HEADING_LONGEST:
        return HeadingKind.UNKNOWN, False
    for pattern, holds in (
        (STEPS_OF, HeadingKind.PROCEDURE),
        (TERMS_OF, HeadingKind.OTHER),
        (MADE_OF, HeadingKind.OTHER),
        (PARTICIPANTS, HeadingKind.OTHER),
        (OPEN_TILL, HeadingKind.OTHER),
    ):
        if found := pattern.search(heading):
            return holds, found.start() == 0
    best: tuple[int, HeadingKind, str] = (0, HeadingKind.UNKNOWN, "")
    for holds, words in (
        (HeadingKind.PHASES, sections.phase_words),
        (HeadingKind.SAFEGUARDS, sections.safeguard_words),
        (HeadingKind.PROCEDURE, sections.procedure_words),
        (HeadingKind.OTHER, sections.other_words),
        (HeadingKind.TASKS, sections.task_words),
    ):
        for word in words:
            if word in heading and len(word) > best[0] and not _is_verb(word, heading):
                best = (len(word), holds, word)
    rest = LEADING.sub("", heading)
    sure = bool(best[2]) and rest in (best[2], LEADING.sub("", best[2]))
    if best[1] is HeadingKind.OTHER and heading.startswith(BETTERS):
        return HeadingKind.UNKNOWN, False
    return best[1], sure


def _is_verb(word: str, heading: str) -> bool:
    """Tell whether a short word opens a heading as its verb (保障建设用地), which announces no safeguards."""
    return word == "保障" and heading.startswith(word) and len(heading) > len(word) + 1


def classify_section(context: Context, section: Section) -> HeadingKind:
    """Return what a top section holds: its heading decides where it is sure, else whether its items name bodies."""
    heading = heading_text(section.head).text
    holds, sure = classify_heading(context.mappings.sections, heading)
    if section.children and AIMS_AND_WORK.search(heading):
        holds = HeadingKind.TASKS
    elif _is_parted_in_stages(section):
        holds, sure = HeadingKind.PHASES, True
    if holds is HeadingKind.OTHER and not sure and (obliges(heading) or ANSWERS.search(heading)):
        holds = HeadingKind.UNKNOWN
    headed = section.style is Style.CHAPTER and section.children and section.children[0].style is not Style.ARTICLE
    if section.style in RULES and not headed:
        return HeadingKind.RULES
    if holds is HeadingKind.PHASES and sure and not _is_schedule(section):
        return HeadingKind.TASKS if carries_units(context, section) else HeadingKind.UNKNOWN
    if holds is HeadingKind.TASKS or (sure and holds not in (HeadingKind.UNKNOWN, HeadingKind.OTHER)):
        return holds
    if carries_units(context, section):
        return HeadingKind.TASKS
    if holds is HeadingKind.SAFEGUARDS and (section.style in RULES or _hands_out(context, section)):
        return HeadingKind.UNKNOWN  # 第四章 服务保障 is work; only 保障措施 itself is sure
    return holds


def _hands_out(context: Context, section: Section) -> bool:
    """Tell whether a flat item with 保障 in its heading is work: 落实施工保障 names no safeguard that is known."""
    sections, heading = context.mappings.sections, heading_text(section.head).text
    known = (*sections.safeguard_titles, *(word for word in sections.safeguard_words if word != "保障"))
    flat = section.style is Style.HAN and not section.children
    return flat and "保障" in heading and not any(word in heading for word in known)


def _is_parted_in_stages(section: Section) -> bool:
    """Tell whether all that stands below a heading is named a stage with its days (（二）整治阶段（6月）)."""
    heads = [heading_text(child.head).text for child in section.children]
    return len(heads) >= LEAST_STAGES and all(DATED_STAGE.search(head) for head in heads)


def _is_schedule(section: Section) -> bool:
    """Tell whether steps stand below a heading of steps: 二、工作安排 may hold plain work (（一）细化举措)."""
    if not section.children or SCHEDULE.search(section.head.text):
        return True
    return any(STEP.search(heading_text(child.head).text) for child in section.children)


def heading_text(head: Passage) -> Passage:
    """Return the first sentence of a block, without its full stop.

    >>> from extractor.language.passages import build_passage
    >>> heading_text(build_passage("加强组织领导。各科室明确责任人。", 0, 16)).printed
    '加强组织领导'
    """
    match = SENTENCE_END.search(head.text)
    return head.cut(0, match.start()) if match else head.cut(0, len(head.text.rstrip(":,、")))


def section_start(section: Section) -> int:
    """Return where a section is printed, which tells it from all others."""
    passage = section.marker or section.head
    return passage.offsets[0] if passage else -1


def walk(section: Section) -> Iterator[Section]:
    """Yield the section and all below it."""
    yield section
    for child in section.children:
        yield from walk(child)


def list_paragraphs(part: Part) -> Iterator[Passage]:
    """Yield the paragraphs of a part in their order, headings too; its tables are left out."""
    yield from part.front
    for top in part.sections:
        for section in walk(top):
            yield section.head
            yield from section.body
    yield from part.back


def carries_units(context: Context, section: Section) -> bool:
    """Tell whether some block of the section names bodies behind a label or before 负责."""
    return any(names_bodies(context, passage) for block in walk(section) for passage in (block.head, *block.body))


def names_bodies(context: Context, passage: Passage) -> bool:
    """Tell whether a paragraph names bodies behind a label or before 负责."""
    return bool(find_unit_lists(context, passage))
