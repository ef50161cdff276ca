"""In: an outline. Out: `Body`: which of its items are work, which are safeguards, and what stands beside both.

Items are told by what they are, not by one word of their heading: whether they name bodies, limits or amounts, ask for
something, describe something, or close the document. Not handled: tasks that only a table prints (`tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.grammar.body_names import is_body
from extractor.language.grammar.clauses import CLAUSE_END, SENTENCE_END
from extractor.language.needs import compile_late
from extractor.model.paper.outline import Outline, Part, Section, Style
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.body.aside.catalogues import is_catalogue
from extractor.parse.body.aside.described import (
    is_description,
    leave_out_described,
    lists_organisers,
    names_benefit,
    names_contents,
    opens_described,
)
from extractor.parse.body.asking import (
    asks_openly,
    asks_question,
    describes,
    is_work_title,
    obliges,
    opens_telling,
    says_who_is_chosen,
    sets_terms,
)
from extractor.parse.body.body_duties import LEAST, find_body_duties
from extractor.parse.body.content import BodyContent, ReadItem, Where
from extractor.parse.body.item_facts import ItemFacts, read_facts
from extractor.parse.body.phases import find_stage_end, is_dated_step, is_stage
from extractor.parse.body.plan_deadlines import TIME_ALONE
from extractor.parse.body.safeguards import asks_of_all, is_field_work, is_safeguard_item, names_support
from extractor.parse.body.sections import (
    HeadingKind,
    carries_units,
    classify_heading,
    classify_section,
    heading_text,
    section_start,
    walk,
)
from extractor.parse.body.task_titles import find_title
from extractor.parse.body.work_item import WorkItem
from extractor.parse.body.work_items import find_items, find_labelled_items, leaf_item, walk_items
from extractor.parse.context import Context
from extractor.parse.document.own_titles import find_cover
from extractor.parse.facts.heading_limits import find_own_limits
from extractor.parse.facts.prose_units import find_prose_units

# 建设智慧监管平台 under 健全保障机制 names a piece of work; 加强组织领导 does not
CONCRETE = re.compile(
    r"(?:建设|建成|新建|推行|打造|改造|开发|搭建|创建|购置|编制|出台|修订)(?!.{0,12}(?:机制|小组|专班|制度)$)"
    r"|(?:建立|设立|组建|成立)[^,。;]{2,14}(?:库|平台|基地|中心|站|系统|网络|基金|资金池|热线)$"
)
DOER = re.compile(r"由?(?P<name>[^,。;:对按将]{3,20}?)(?:统一)?(?:负责|牵头|组织(?!部)|邀请|聘请|会同|抽调|委托|成立)")
RECURRING = re.compile(r"(?:^|[,。;:、)])([^,。;:、()]{2,20}?)(?:要|应当?|须|将)?(?=每[年月季周日半])")
BETTERS = re.compile("(?:进一步|持续|不断|全面|着力)*(?:优化|规范|简化|压减|再造|精简|改进|完善|压缩|减少|重塑)")
NAMED = re.compile(r"\[[^\[\]]{2,14}\][^,。;]")
"""【征求民意】入户征求意见率达到100%"""
LEAST_HEADED = 3
"""Paragraphs with a heading of work that make a paper without numbers a list of tasks."""
STAGED = compile_late(r"(?<!个)(?<!分)阶段")
"""动员部署阶段，3月: a stage; 即日起至12月底，分三个阶段进行 opens the schedule"""
LEAST_KEPT = 3
"""Items of a flat paper that are work, beside which one that only obliges (水利部门要再次检查) is work too."""
DEFINES = re.compile(r"(?:范围|定义|界定|对象|现状|概况|基本情况|术语|名词解释)(?:及[^,。]{2,6})?$")
DIVIDES = re.compile(r"(?:职责|任务|责任|工作)分工$|(?:部门|工作|主要)职责$")
"""三、职责分工 / 县水利局负责编制防洪预案。: one body is enough"""
TIME_HEADING = re.compile(r"[\u4e00-\u9fff]{0,4}(?:时间|期限|时限|日期|有效期|地点)(?:[、及和与](?:时间|地点))?")
"""三、实施期限: when, no work"""
AMOUNTS = re.compile(r"任务|指标")
STEPS = re.compile(r"程序|流程|步骤|环节")


def read_body(context: Context, outline: Outline, scored: frozenset[int] = frozenset()) -> BodyContent:
    """Return what the sections of all parts are; those whose start is in `scored` are a scoring scheme."""
    body = BodyContent()
    holding = [part for part in outline.parts if part.sections or part.grids]
    working = any(part.label is not None for part in holding)
    cover = find_cover(context.mappings.sections, outline)
    for part in outline.parts:
        if part is cover:
            body.put_part_aside(part)
        else:
            _BodyReader(context, body, part, heads_annex=working, alone=not holding).read(scored)
    return body


class _BodyReader:
    """Reads one part; `flat` are its numbered items without heading above and without items below.

    `heads_annex` tells that an annex holds work, so that a notice without any says what goes with it; `alone` that no
    part has numbers or tables, so that one paragraph that opens with a body hands out work.
    """

    def __init__(self, context: Context, body: BodyContent, part: Part, *, heads_annex: bool, alone: bool) -> None:
        self.heads_annex = heads_annex
        self.alone = alone
        self.context = context
        self.body = body
        self.part = part
        self.sections = context.mappings.sections
        self.flat: list[tuple[WorkItem, ItemFacts, Section]] = []
        kinds = [classify_section(context, top) for top in part.sections if top.children]
        self.announced = HeadingKind.TASKS in kinds
        self.structured = self.announced or HeadingKind.UNKNOWN in kinds

    def read(self, scored: frozenset[int]) -> None:
        """Read the part's sections in order."""
        if self.part.sections or not (
            self._read_duties(self.part.front, None, one_is_enough=self.alone) or self._read_headed()
        ):
            self._front()
        if is_catalogue(self.context, self.part):
            for top in self.part.sections:
                self.body.put_aside(top, self._where())
            return
        for top in self.part.sections:
            if section_start(top) not in scored and not (self._heads_table(top) or self._read_named(top)):
                self._read_top(top)
        self._settle_flat()
        if self.part.label is None:
            self.body.aside.extend(("closing", passage) for passage in self.part.back)

    def _front(self) -> None:
        """Put aside what stands before the first item, around a table of all the work, or in a paper without items."""
        held = self.part.sections or self.part.grids or self.heads_annex or self.alone
        if self.part.label is not None or not held:
            return
        said = [passage for passage in self.part.front if SENTENCE_END.search(passage.text)]
        table = min((grid.start for grid in self.part.grids), default=0)
        below = bool(self.part.grids) and not self.part.sections
        self.body.aside.extend(
            ("closing" if below and passage.offsets[0] > table else "preamble", passage) for passage in said
        )

    def _read_top(self, top: Section) -> None:
        holds = classify_section(self.context, top)
        if holds is HeadingKind.RULES:
            self._read_rules(top, top)
        elif holds is HeadingKind.SAFEGUARDS:
            self._read_safeguards(top)
        elif holds is HeadingKind.PHASES:
            self._read_stages(top)
            undated = (passage for passage in top.body if not STAGED.search(passage.text))
            self.body.aside.extend((self._where(), passage) for passage in undated)
        elif holds is HeadingKind.OTHER:
            self._read_other(top)
        elif (work := self._leave_out(top)) is not None:
            self._read_work(work, holds)

    def _leave_out(self, top: Section) -> Section | None:
        """Return a section without the lists in it that only describe, whose dates are the plan's own."""
        kept, described = leave_out_described(self.context, top)
        whole = (bool(described) and not kept.children) or self._only_tells(top)
        for section in (top,) if whole else described:
            self.body.put_aside(section, self._where())
        return None if whole else kept

    def _only_tells(self, top: Section) -> bool:
        """三、奖补标准 sets terms, and 二、组织机构 / 主办单位：… names who holds a contest."""
        if lists_organisers(top):
            return not any(find_prose_units(self.context, passage) for passage in top.body)
        describes_only = is_description(heading_text(top.head).text) or names_contents(top)
        return describes_only and not carries_units(self.context, top)

    def _read_work(self, top: Section, holds: HeadingKind) -> None:
        if holds is HeadingKind.PROCEDURE and not self._betters_procedure(top):
            self._read_procedure(top)
        elif self._sets_terms(top):
            self._read_other(top)
        elif holds is HeadingKind.TASKS and self._is_caption(top):
            self.body.put_aside(top, self._where())
        elif holds is HeadingKind.TASKS:
            self._opening(top)
            self._keep(find_items(self.context, top), sure=True)
        elif top.children:
            self._opening(top)
            self._keep_asking(top)
        else:
            self._read_flat(top)

    def _keep_asking(self, top: Section) -> None:
        """Keep the items below a heading that announces nothing, unless none of them asks for anything.

        三、保险金额与保费 / （一）每亩保费560元。: no clause begins with a verb of work or names a body that acts.
        """
        before = len(self.body.works)
        self._keep(walk_items(self.context, top), sure=True, unless_describing=True)
        kept = self.body.works[before:]
        if kept and not any(work.facts or work.item.owner or self._says_work(work.item.passage.text) for work in kept):
            del self.body.works[before:]
            self.body.put_aside(top, self._where())

    def _says_work(self, text: str) -> bool:
        if obliges(text) or DOER.search(text):
            return True
        return any(is_work_title(self.sections, clause) for clause in CLAUSE_END.split(text) if clause)

    def _read_stages(self, top: Section) -> None:
        """Keep what a stage hands to somebody (动员部署（3月）/ 1.制定方案。（责任单位：县民政局）), or times.

        What else a stage with days of its own says by when (并于8月5日前报…) is the plan's.
        """
        works: set[int] = set()
        for item in walk_items(self.context, top) if top.children else ():
            facts = read_facts(self.context, item)
            if item.passage and (facts.lists or self._is_timed_step(item, top)):
                self.body.works.append(ReadItem(item, facts))
                works.update(passage.offsets[0] for _, passage in item.pieces)
        for stage in top.children:
            if is_dated_step(self.context, stage):
                self._put_stage_aside(stage, works)

    def _is_timed_step(self, item: WorkItem, top: Section) -> bool:
        """Tell whether an item below a dated stage has a time in its own heading (1.摸底（9月5日前完成）)."""
        stage = item.section
        if stage is None or stage is top or not is_dated_step(self.context, stage):
            return False
        return bool(find_own_limits(self.context, item.passage))

    def _put_stage_aside(self, stage: Section, works: set[int]) -> None:
        """Put aside the paragraphs below a stage's heading, and its items that are no work.

        What is run in with the heading says how the stage goes (（三）总结提升（11月）。11月20日前上报总结).
        """
        passages = [*stage.body]
        below = (block for child in stage.children for block in walk(child))
        passages += [passage for block in below for passage in (block.head, *block.body)]
        where, end = self._where(), find_stage_end(self.context, stage)
        for passage in passages:
            if passage and passage.offsets[0] not in works:
                self.body.aside.append((where, passage))
                self.body.stage_ends |= {passage.offsets[0]: end} if end else {}

    def _read_duties(self, paragraphs: Sequence[Passage], top: Section | None, *, one_is_enough: bool = False) -> bool:
        """Read paragraphs that each open with a body (五、职责分工 / 县教育局：负责…); tell whether there are any.

        One is enough where it is the only body that the words make answer.
        """
        named = {unit.name for passage in paragraphs for unit in find_prose_units(self.context, passage)}
        least = 1 if one_is_enough and len(named) == 1 else LEAST
        duties = find_body_duties(self.context, paragraphs, top, least)
        if duties.items:
            self.body.aside.extend(
                ("preamble", passage) for passage in duties.opening if SENTENCE_END.search(passage.text)
            )
            self._keep(iter(duties.items), sure=True)
        return bool(duties.items)

    def _read_named(self, top: Section) -> bool:
        """Read a section without items whose paragraphs open with bodies; steps and articles are none."""
        if top.children or classify_section(self.context, top) in (HeadingKind.RULES, HeadingKind.PHASES):
            return False
        divides = DIVIDES.search(heading_text(top.head).text) is not None
        return self._read_duties(top.body, top, one_is_enough=divides or self._backs_by_duties(top))

    def _backs_by_duties(self, top: Section) -> bool:
        """五、保障措施 / 县发改局负责立项审批。 hands out work; 县应急局负责统筹协调。 stays a safeguard."""
        if classify_section(self.context, top) is not HeadingKind.SAFEGUARDS or len(top.body) != 1:
            return False
        return not names_support(self.sections, heading_text(top.body[0]).text)

    def _heads_table(self, top: Section) -> bool:
        """Tell whether a bare heading only says what the table below it holds (一、重点任务 | the table)."""
        if not top.head or top.children or top.body or SENTENCE_END.search(top.head.text):
            return False
        start, end = top.head.span(0, len(top.head))
        return any(start <= under.span(0, 1)[0] < end for grid in self.part.grids for under in grid.under if under)

    def _betters_procedure(self, top: Section) -> bool:
        """优化办事流程 and 规范审批程序 are work on a procedure, 考核程序 is one."""
        return not top.children and BETTERS.match(heading_text(top.head).text) is not None

    def _sets_terms(self, top: Section) -> bool:
        """有下列情形之一的 lists terms; 对违规用火的，取消申报资格。（县林草局负责） is handed to somebody."""
        return sets_terms(heading_text(top.head).text) and not carries_units(self.context, top)

    def _is_caption(self, top: Section) -> bool:
        """Tell whether a heading says only what the table below it holds (一、责任分工, and then a table)."""
        heading = top.head.text.rstrip("。:")
        alone = not top.children and not top.body and not SENTENCE_END.search(heading)
        return alone and classify_heading(self.sections, heading)[1]

    def _read_other(self, top: Section) -> None:
        """Put aside what describes; of a flat paper 一、目标任务 with amounts to reach is its first task.

        Dates of what only defines (四、适用范围) are no limits.
        """
        if DEFINES.search(heading_text(top.head).text):
            return
        if not top.children and not self.structured and AMOUNTS.search(heading_text(top.head).text):
            item = leaf_item(self.context, top, None)
            facts = read_facts(self.context, item)
            if facts.targets:
                self.flat.append((item, facts, top))
                return
        self.body.put_aside(top, self._where())

    def _read_headed(self) -> bool:
        """Read a paper without any number whose paragraphs open with a short heading of work (抓好麦田管理。…)."""
        headed = [passage for passage in self.part.front if self._heads_work(passage)]
        if self.part.label is not None or len(headed) < LEAST_HEADED:
            return False
        last = self.part.front.index(headed[-1])
        for index, passage in enumerate(self.part.front):
            if passage in headed:
                title = find_title(passage)
                item = WorkItem(None, passage, ((0, passage),), title, None, EMPTY, None)
                self.body.works.append(ReadItem(item, read_facts(self.context, item)))
            elif SENTENCE_END.search(passage.text):
                self.body.aside.append(("closing" if index > last else "preamble", passage))
        return True

    def _heads_work(self, passage: Passage) -> bool:
        if NAMED.match(passage.text):
            return True
        return _is_headed(passage) and is_work_title(self.sections, heading_text(passage).text)

    def _where(self) -> Where:
        return "closing" if self.body.works or self.flat else "preamble"

    def _opening(self, top: Section) -> None:
        """Put aside the unnumbered words between a heading and its first item."""
        if top.children:
            self.body.aside.extend(("preamble", passage) for passage in top.body)

    def _keep(self, items: Iterator[WorkItem], *, sure: bool, unless_describing: bool = False) -> int:
        """Keep the items that are work: `sure` ones, but where they describe only those with a list or a limit.

        Of others an amount alone does not tell (得分90分以上为优秀).
        """
        kept = 0
        for item in items:
            if not item.passage:
                continue  # a number alone; `outline` tells of it
            facts = read_facts(self.context, item)
            if unless_describing and (self._supports(item, facts) or self._grants(item, facts)):
                continue
            if not facts.lists and is_stage(self.context, item.passage):
                continue
            telling = unless_describing and self._tells(item)
            said = facts.listed or facts.timed or self._is_timed(item, facts)
            if not said and (telling or not sure or asks_question(item.passage.text)):
                continue
            self.body.works.append(ReadItem(item, facts))
            kept += 1
        return kept

    def _grants(self, item: WorkItem, facts: ItemFacts) -> bool:
        """Tell whether an item only says what is granted to whom (取暖补贴。每户1000元), and nobody answers for it."""
        return not facts.listed and names_benefit(item.passage.text) and not self._acts(item)

    def _supports(self, item: WorkItem, facts: ItemFacts) -> bool:
        """Keep an item below 四、实施要求 named as safeguards are (落实经费，做好保障); tell whether it is one."""
        if item.section is None or facts.listed or not asks_of_all(item.section):
            return False
        child = next((one for one in item.section.children if one.marker == item.marker), None)
        if child is None or not names_support(self.sections, item.title.text):
            return False
        self.body.safeguards.append(child)
        self.body.put_aside(child, "safeguard")
        return True

    def _read_safeguards(self, top: Section) -> None:
        where: Where = "safeguard"
        asks = asks_of_all(top)
        for item in top.children:
            if self._hands_out(item, top) or self._is_own_work(item, top) or (asks and self._is_field_work(item, top)):
                continue
            self.body.safeguards.append(item)
            self.body.put_aside(item, where)
        if not top.children and self._is_own_work(top, None):
            return
        self.body.aside.extend((where, passage) for passage in top.body)
        if top.children:
            return
        if is_safeguard_item(self.context, top):
            self.body.safeguards.append(top)
            self.body.aside.append((where, top.head))
        elif heading_text(top.head).text != top.head.text.rstrip("。"):
            self.body.safeguards.append(top)  # 六、工作要求。各单位明确1名联络员，名单于3月15日前报…
            self.body.aside.append((where, top.head))
        else:
            self._read_plain(top)

    def _read_plain(self, top: Section) -> None:
        """Read safeguards without numbers: headed paragraphs, and those in which bodies answer for work."""
        for passage in top.body:
            title = heading_text(passage)
            if find_prose_units(self.context, title) and not names_support(self.sections, title.text):
                item = WorkItem(None, passage, ((0, passage),), find_title(passage), top, EMPTY, None)
                self.body.works.append(ReadItem(item, read_facts(self.context, item)))
            elif _is_headed(passage):
                self.body.plain_safeguards.append(passage)

    def _hands_out(self, item: Section, top: Section) -> bool:
        """Keep what （二）职责分工 below 组织领导 says bodies answer for; tell whether it does."""
        holds, sure = classify_heading(self.sections, heading_text(item.head).text)
        if not sure or holds is not HeadingKind.TASKS or item.children:
            return False
        if self._read_duties(item.body, item):
            return True
        work = leaf_item(self.context, item, top)
        if not self._acts(work):
            return False
        self.body.works.append(ReadItem(work, read_facts(self.context, work)))
        return True

    def _is_field_work(self, item: Section, top: Section) -> bool:
        """Keep 彻底排查，摸清底数 below 工作要求 as work: it names no support and is done outside; tell so."""
        work = leaf_item(self.context, item, top)
        if not is_field_work(self.sections, work.title.text):
            return False
        self.body.works.append(ReadItem(work, read_facts(self.context, work)))
        return True

    def _is_own_work(self, item: Section, top: Section | None) -> bool:
        """Keep an item among safeguards that has a list or limit of its own, or names a piece of work; tell so."""
        if item.children and carries_units(self.context, item):
            return bool(self._keep(walk_items(self.context, item), sure=False))
        work = leaf_item(self.context, item, top)
        facts = read_facts(self.context, work)
        if work.passage and (facts.listed or work.own or (facts and CONCRETE.match(work.title.text))):
            self.body.works.append(ReadItem(work, facts))
            return True
        return False

    def _read_procedure(self, top: Section) -> None:
        """Read the steps of an appraisal (二、考核程序): tasks where they ask somebody to do something."""
        steps = bool(STEPS.search(heading_text(top.head).text))
        if top.children:
            items = list(find_items(self.context, top))
            steps = steps or any(self._is_timed(item, read_facts(self.context, item)) for item in items)
            kept = self._keep(iter(items), sure=steps, unless_describing=True)
        else:
            kept = self._keep(find_items(self.context, top), sure=self._has_doer(top))
        if not kept:
            self.body.put_aside(top, self._where())

    def _has_doer(self, top: Section) -> bool:
        """四、评审办法 / 县教育局组织专家评审。 says who does it, as 按得分排序。 does not."""
        words = top.body[0].text if top.body else SENTENCE_END.sub("\n", top.head.text, count=1).partition("\n")[2]
        doer = DOER.match(words)
        return doer is not None and is_body(self.context.mappings.units, doer["name"])

    def _read_rules(self, section: Section, top: Section, *, timed: bool = False) -> None:
        """Read chapters and articles: an article is work where it names a list, a limit or a body that acts.

        `timed` articles stand under 总则, 附则 and the like, where a body alone (县发改局负责组织实施) asks nothing.
        """
        heading = heading_text(section.head).text
        if section.style is Style.CHAPTER:
            holds, _ = classify_heading(self.sections, heading)
            for child in section.children:
                self._read_rules(child, section, timed=holds is HeadingKind.OTHER)
            return
        if sets_terms(heading) and not carries_units(self.context, section):
            return
        parent = top if top is not section else None
        if section.children and not carries_units(self.context, section) and self._read_steps(section):
            return
        items = iter([leaf_item(self.context, section, parent)])
        if section.children and carries_units(self.context, section):
            items = walk_items(self.context, section)
        for item in items:
            facts = read_facts(self.context, item)
            asks = self._acts(item) or (bool(facts) and self._names_doer(section))
            if item.passage and (facts.listed or self._is_timed(item, facts) or (not timed and asks)):
                self.body.works.append(ReadItem(item, facts))

    def _is_timed(self, item: WorkItem, facts: ItemFacts) -> bool:
        """Tell whether an article says by when; a bare 每年 counts only behind a body (县住建局每季度复核)."""
        if any(deadline.rrule is None or "BY" in deadline.rrule for deadline in facts.deadlines):
            return True
        units = self.context.mappings.units
        return any(is_body(units, subject[1]) for subject in RECURRING.finditer(item.passage.text))

    def _read_steps(self, article: Section) -> bool:
        """Keep the steps that an article lists (第七条 考核采取以下步骤：); tell whether there are any."""
        items = list(walk_items(self.context, article))
        steps = bool(STEPS.search(heading_text(article.head).text)) or any(item.owner is not None for item in items)
        return bool(self._keep(iter(items), sure=steps, unless_describing=True))

    def _tells(self, item: WorkItem) -> bool:
        """Tell whether an item only describes; one whose heading begins with a verb of work does not."""
        if opens_telling(item.passage.text):
            return True
        return describes(item.passage.text) and not is_work_title(self.sections, item.title.text)

    def _acts(self, item: WorkItem) -> bool:
        """Tell whether the running words make a body of its own answer (由县财政局负责…)."""
        if describes(item.passage.text):
            return False
        return any(not unit.generic for unit in find_prose_units(self.context, item.passage))

    def _answers(self, item: WorkItem) -> bool:
        """2、各镇负责材料的收集报送。 in a notice asks, though no single body is named."""
        return not describes(item.passage.text) and bool(find_prose_units(self.context, item.passage))

    def _read_flat(self, top: Section) -> None:
        """Read an item without heading above and items below: a safeguard, or to be settled with its neighbours."""
        if labelled := find_labelled_items(self.context, top):
            self._keep(iter(labelled), sure=True)
            return
        item = leaf_item(self.context, top, None)
        facts = read_facts(self.context, item)
        heading = heading_text(top.head).text
        if not facts.listed and says_who_is_chosen(heading):
            return
        alone = TIME_ALONE.fullmatch(item.passage.text[len(heading) :].lstrip("。:"))
        if not facts.lists and alone and TIME_HEADING.fullmatch(heading):
            self.body.put_aside(top, self._where())
            return
        if item.passage and (facts.listed or item.own):
            self.flat.append((item, facts, top))
        elif is_safeguard_item(self.context, top) and not self._names_doer(top) and not self._opens_work(facts):
            self.body.safeguards.append(top)
            self.body.put_aside(top, "safeguard")
        elif self.announced or (self.structured and not (facts and is_work_title(self.sections, item.title.text))):
            self.body.put_aside(top, self._where())
        else:
            self.flat.append((item, facts, top))

    def _opens_work(self, facts: ItemFacts) -> bool:
        """一、浓厚双拥氛围 with amounts to reach, before any other item, is the first task: safeguards stand behind."""
        return bool(facts.targets) and not (self.flat or self.body.works or self.body.safeguards)

    def _names_doer(self, top: Section) -> bool:
        """街道禁毒办负责统筹协调 hands out work, 加强统筹协调 is a safeguard."""
        return bool(find_prose_units(self.context, heading_text(top.head)))

    def _settle_flat(self) -> None:
        """Keep flat items that say something to be done, and their neighbours that begin with a verb of work."""
        working = [asks_openly(self.sections, item.title.text) for item, _, _ in self.flat]
        evident = any(facts for _, facts, _ in self.flat) or sum(working) > 1
        kept = [
            self._is_flat_work(item, facts, top, verb=verb and evident)
            for (item, facts, top), verb in zip(self.flat, working, strict=True)
        ]
        most = sum(kept) >= LEAST_KEPT and 2 * sum(kept) > len(kept)
        for (item, facts, top), work in zip(self.flat, kept, strict=True):
            if work or (most and not self._tells(item) and obliges(item.passage.text)):
                self.body.works.append(ReadItem(item, facts))
            else:
                self.body.put_aside(top, self._where())

    def _is_flat_work(self, item: WorkItem, facts: ItemFacts, top: Section, *, verb: bool) -> bool:
        if facts.listed or item.own:
            return True
        if opens_described(item.passage.text):
            return False
        return not self._tells(item) and (bool(facts) or verb or self._answers(item) or self._has_doer(top))


def _is_headed(passage: Passage) -> bool:
    """Tell whether a paragraph begins with a short heading (加强组织领导。各镇要…)."""
    first = SENTENCE_END.search(passage.text)
    return first is not None and 4 <= first.start() <= 14 and first.end() < len(passage)
