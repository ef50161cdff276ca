"""In: an outline. Out: `Body`: which of its items are work, which are safeguards, and what stands beside both.

Items are told by what they are, not by one word of their heading: whether they name bodies, limits or amounts, ask for
something, describe something, or close the document. Not handled: tasks that only a table prints (`tables`).
"""

from __future__ import annotations

import re

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.model.paper.outline import Outline, Part, Section
from extractor.model.paper.place import EMPTY
from extractor.parse.body.aside.catalogues import is_catalogue
from extractor.parse.body.aside.described import (
    leave_out_described,
)
from extractor.parse.body.by_kind.articles import ArticleReader
from extractor.parse.body.by_kind.flat_items import FlatReader
from extractor.parse.body.by_kind.safeguard_items import SafeguardReader
from extractor.parse.body.by_kind.stage_items import StageReader
from extractor.parse.body.by_kind.work_keeper import WorkKeeper
from extractor.parse.body.by_kind.work_signs import (
    backs_by_duties,
    betters_procedure,
    heads_work,
    is_caption,
    only_tells,
    says_work,
    sets_own_terms,
)
from extractor.parse.body.content import BodyContent, ReadItem
from extractor.parse.body.item_facts import read_facts
from extractor.parse.body.sections import (
    HeadingKind,
    classify_section,
    heading_text,
    section_start,
)
from extractor.parse.body.task_titles import find_title
from extractor.parse.body.work_item import WorkItem
from extractor.parse.body.work_items import find_items, leaf_item, walk_items
from extractor.parse.context import Context
from extractor.parse.document.own_titles import find_cover

LEAST_HEADED = 3
"""Paragraphs with a heading of work that make a paper without numbers a list of tasks."""
DEFINES = re.compile(r"(?:范围|定义|界定|对象|现状|概况|基本情况|术语|名词解释)(?:及[^,。]{2,6})?$")
DIVIDES = re.compile(r"(?:职责|任务|责任|工作)分工$|(?:部门|工作|主要)职责$")
"""三、职责分工 / 县水利局负责编制防洪预案。: one body is enough"""
AMOUNTS = re.compile(r"任务|指标")


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
        self.keeper = WorkKeeper(context, body)
        kinds = [classify_section(context, top) for top in part.sections if top.children]
        self.announced = HeadingKind.TASKS in kinds
        self.structured = self.announced or HeadingKind.UNKNOWN in kinds
        self.flat_items = FlatReader(self.keeper, announced=self.announced, structured=self.structured)
        self.articles = ArticleReader(self.keeper)
        self.safeguards = SafeguardReader(self.keeper)
        self.stages = StageReader(self.keeper)

    def read(self, scored: frozenset[int]) -> None:
        """Read the part's sections in order."""
        if self.part.sections or not (
            self.keeper.read_duties(self.part.front, None, one_is_enough=self.alone) or self._read_headed()
        ):
            self._front()
        if is_catalogue(self.context, self.part):
            for top in self.part.sections:
                self.body.put_aside(top, self.keeper.where())
            return
        for top in self.part.sections:
            if section_start(top) not in scored and not (self._heads_table(top) or self._read_named(top)):
                self._read_top(top)
        self.flat_items.settle()
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
            self.articles.read(top, top)
        elif holds is HeadingKind.SAFEGUARDS:
            self.safeguards.read(top)
        elif holds is HeadingKind.PHASES:
            self.stages.read(top)
        elif holds is HeadingKind.OTHER:
            self._read_other(top)
        elif (work := self._leave_out(top)) is not None:
            self._read_work(work, holds)

    def _leave_out(self, top: Section) -> Section | None:
        """Return a section without the lists in it that only describe, whose dates are the plan's own."""
        kept, described = leave_out_described(self.context, top)
        whole = (bool(described) and not kept.children) or only_tells(self.context, top)
        for section in (top,) if whole else described:
            self.body.put_aside(section, self.keeper.where())
        return None if whole else kept

    def _read_work(self, top: Section, holds: HeadingKind) -> None:
        if holds is HeadingKind.PROCEDURE and not betters_procedure(top):
            self.articles.read_procedure(top)
        elif sets_own_terms(self.context, top):
            self._read_other(top)
        elif holds is HeadingKind.TASKS and is_caption(self.context, top):
            self.body.put_aside(top, self.keeper.where())
        elif holds is HeadingKind.TASKS:
            self.keeper.opening(top)
            self.keeper.keep(find_items(self.context, top), sure=True)
        elif top.children:
            self.keeper.opening(top)
            self._keep_asking(top)
        else:
            self.flat_items.read(top)

    def _keep_asking(self, top: Section) -> None:
        """Keep the items below a heading that announces nothing, unless none of them asks for anything.

        三、保险金额与保费 / （一）每亩保费560元。: no clause begins with a verb of work or names a body that acts.
        """
        before = len(self.body.works)
        self.keeper.keep(walk_items(self.context, top), sure=True, unless_describing=True)
        kept = self.body.works[before:]
        if kept and not any(
            work.facts or work.item.owner or says_work(self.context, work.item.passage.text) for work in kept
        ):
            del self.body.works[before:]
            self.body.put_aside(top, self.keeper.where())

    def _read_named(self, top: Section) -> bool:
        """Read a section without items whose paragraphs open with bodies; steps and articles are none."""
        if top.children or classify_section(self.context, top) in (HeadingKind.RULES, HeadingKind.PHASES):
            return False
        divides = DIVIDES.search(heading_text(top.head).text) is not None
        return self.keeper.read_duties(top.body, top, one_is_enough=divides or backs_by_duties(self.context, top))

    def _heads_table(self, top: Section) -> bool:
        """Tell whether a bare heading only says what the table below it holds (一、重点任务 | the table)."""
        if not top.head or top.children or top.body or SENTENCE_END.search(top.head.text):
            return False
        start, end = top.head.span(0, len(top.head))
        return any(start <= under.span(0, 1)[0] < end for grid in self.part.grids for under in grid.under if under)

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
                self.keeper.flat.append((item, facts, top))
                return
        self.body.put_aside(top, self.keeper.where())

    def _read_headed(self) -> bool:
        """Read a paper without any number whose paragraphs open with a short heading of work (抓好麦田管理。…)."""
        headed = [passage for passage in self.part.front if heads_work(self.context, passage)]
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
