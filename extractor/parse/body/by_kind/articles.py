"""In: chapters and articles, or the steps of an appraisal. Out: those that ask somebody to do something.

Not handled: articles that are a scoring scheme (`prose_indicators`).
"""

from __future__ import annotations

import re

from extractor.model.paper.outline import Section, Style
from extractor.parse.body.asking import (
    sets_terms,
)
from extractor.parse.body.by_kind.work_keeper import WorkKeeper
from extractor.parse.body.by_kind.work_signs import has_doer, heading_names_doer, names_actor, says_by_when
from extractor.parse.body.content import ReadItem
from extractor.parse.body.item_facts import read_facts
from extractor.parse.body.sections import (
    HeadingKind,
    carries_units,
    classify_heading,
    heading_text,
)
from extractor.parse.body.work_items import find_items, leaf_item, walk_items

STEPS = re.compile(r"程序|流程|步骤|环节")


class ArticleReader:
    """Reads 第N条 and 考核程序."""

    def __init__(self, keeper: WorkKeeper) -> None:
        self.keeper = keeper
        self.context = keeper.context
        self.body = keeper.body
        self.sections = keeper.sections

    def read(self, section: Section, top: Section, *, timed: bool = False) -> None:
        """Read chapters and articles: an article is work where it names a list, a limit or a body that acts.

        `timed` articles stand under 总则, 附则 and the like, where a body alone (县发改局负责组织实施) asks nothing.
        """
        heading = heading_text(section.head).text
        if section.style is Style.CHAPTER:
            holds, _ = classify_heading(self.sections, heading)
            for child in section.children:
                self.read(child, section, timed=holds is HeadingKind.OTHER)
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
            asks = names_actor(self.context, item) or (bool(facts) and heading_names_doer(self.context, section))
            if item.passage and (facts.listed or says_by_when(self.context, item, facts) or (not timed and asks)):
                self.body.works.append(ReadItem(item, facts))

    def _read_steps(self, article: Section) -> bool:
        """Keep the steps that an article lists (第七条 考核采取以下步骤：); tell whether there are any."""
        items = list(walk_items(self.context, article))
        steps = bool(STEPS.search(heading_text(article.head).text)) or any(item.owner is not None for item in items)
        return bool(self.keeper.keep(iter(items), sure=steps, unless_describing=True))

    def read_procedure(self, top: Section) -> None:
        """Read the steps of an appraisal (二、考核程序): tasks where they ask somebody to do something."""
        steps = bool(STEPS.search(heading_text(top.head).text))
        if top.children:
            items = list(find_items(self.context, top))
            steps = steps or any(says_by_when(self.context, item, read_facts(self.context, item)) for item in items)
            kept = self.keeper.keep(iter(items), sure=steps, unless_describing=True)
        else:
            kept = self.keeper.keep(find_items(self.context, top), sure=has_doer(self.context, top))
        if not kept:
            self.body.put_aside(top, self.keeper.where())
