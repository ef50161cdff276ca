"""In: a section of safeguards. Out: its safeguards, and what in it is work of its own.

Not handled: safeguards that no heading announces (`flat_items`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.paper.outline import Section
from extractor.model.paper.place import EMPTY
from extractor.parse.body.body_duties import find_body_duties
from extractor.parse.body.by_kind.work_keeper import WorkKeeper
from extractor.parse.body.by_kind.work_signs import is_headed, names_actor
from extractor.parse.body.content import ReadItem, Where
from extractor.parse.body.item_facts import read_facts
from extractor.parse.body.safeguards import asks_of_all, is_field_work, is_safeguard_item, names_support
from extractor.parse.body.sections import (
    HeadingKind,
    carries_units,
    classify_heading,
    heading_text,
)
from extractor.parse.body.task_titles import find_title
from extractor.parse.body.work_item import WorkItem
from extractor.parse.body.work_items import leaf_item, walk_items
from extractor.parse.facts.prose_units import find_prose_units

LEAST_DUTIES = 3
"""Paragraphs with a body in front that are no safeguard, whatever they stand below."""
# 建设智慧监管平台 under 健全保障机制 names a piece of work; 加强组织领导 does not
CONCRETE = re.compile(
    r"(?:建设|建成|新建|推行|打造|改造|开发|搭建|创建|购置|编制|出台|修订)(?!.{0,12}(?:机制|小组|专班|制度)$)"
    r"|(?:建立|设立|组建|成立)[^,。;]{2,14}(?:库|平台|基地|中心|站|系统|网络|基金|资金池|热线)$"
)


class SafeguardReader:
    """Reads 保障措施 and sections named alike."""

    def __init__(self, keeper: WorkKeeper) -> None:
        self.keeper = keeper
        self.context = keeper.context
        self.body = keeper.body
        self.sections = keeper.sections

    def read(self, top: Section) -> None:
        """Read a section's items, or its paragraphs where it has none."""
        where: Where = "safeguard"
        asks = asks_of_all(top)
        for child in top.children:
            item = self._part_duties(child, top)
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
            elif is_headed(passage):
                self.body.plain_safeguards.append(passage)

    def _part_duties(self, item: Section, top: Section) -> Section:
        """Keep the duties by body that follow the last item (2.定期通报。 / 各部门职责： / 区规划局：负责…) as work.

        Return the item without them.
        """
        duties = find_body_duties(self.context, item.body, top, LEAST_DUTIES)
        if not duties.items:
            return item
        self.keeper.keep(iter(duties.items), sure=True)
        return replace(item, body=duties.opening)

    def _hands_out(self, item: Section, top: Section) -> bool:
        """Keep what （二）职责分工 below 组织领导 says bodies answer for; tell whether it does."""
        holds, sure = classify_heading(self.sections, heading_text(item.head).text)
        if not sure or holds is not HeadingKind.TASKS or item.children:
            return False
        if self.keeper.read_duties(item.body, item):
            return True
        work = leaf_item(self.context, item, top)
        if not names_actor(self.context, work):
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
            return bool(self.keeper.keep(walk_items(self.context, item), sure=False))
        work = leaf_item(self.context, item, top)
        facts = read_facts(self.context, work)
        if work.passage and (facts.listed or work.own or (facts and CONCRETE.match(work.title.text))):
            self.body.works.append(ReadItem(work, facts))
            return True
        return False
