"""In: numbered items without a heading above and without items below. Out: which of them are work.

They are settled together, when all of a part are read. Not handled: items below a heading (`body`).
"""

from __future__ import annotations

import re

from extractor.model.paper.outline import Section
from extractor.parse.body.aside.described import (
    opens_described,
)
from extractor.parse.body.asking import (
    asks_openly,
    is_work_title,
    obliges,
    says_who_is_chosen,
)
from extractor.parse.body.by_kind.work_keeper import WorkKeeper
from extractor.parse.body.by_kind.work_signs import has_doer, heading_names_doer, names_answering, only_describes
from extractor.parse.body.content import ReadItem
from extractor.parse.body.item_facts import ItemFacts, read_facts
from extractor.parse.body.plan_deadlines import TIME_ALONE
from extractor.parse.body.safeguards import is_safeguard_item
from extractor.parse.body.sections import (
    heading_text,
)
from extractor.parse.body.work_item import WorkItem
from extractor.parse.body.work_items import find_labelled_items, leaf_item

LEAST_KEPT = 3
"""Items of a flat paper that are work, beside which one that only obliges (水利部门要再次检查) is work too."""
TIME_HEADING = re.compile(r"[\u4e00-\u9fff]{0,4}(?:时间|期限|时限|日期|有效期|地点)(?:[、及和与](?:时间|地点))?")
"""三、实施期限: when, no work"""


class FlatReader:
    """Reads flat items; `announced` tells that the part has a heading of work, `structured` that it has any."""

    def __init__(self, keeper: WorkKeeper, *, announced: bool, structured: bool) -> None:
        self.keeper = keeper
        self.context = keeper.context
        self.body = keeper.body
        self.sections = keeper.sections
        self.announced = announced
        self.structured = structured

    def read(self, top: Section) -> None:
        """Read an item without heading above and items below: a safeguard, or to be settled with its neighbours."""
        if labelled := find_labelled_items(self.context, top):
            self.keeper.keep(iter(labelled), sure=True)
            return
        item = leaf_item(self.context, top, None)
        facts = read_facts(self.context, item)
        heading = heading_text(top.head).text
        if not facts.listed and says_who_is_chosen(heading):
            return
        alone = TIME_ALONE.fullmatch(item.passage.text[len(heading) :].lstrip("。:"))
        if not facts.lists and alone and TIME_HEADING.fullmatch(heading):
            self.body.put_aside(top, self.keeper.where())
            return
        if item.passage and (facts.listed or item.own):
            self.keeper.flat.append((item, facts, top))
        elif self._is_safeguard(top, facts):
            self.body.safeguards.append(top)
            self.body.put_aside(top, "safeguard")
        elif self.announced or (self.structured and not (facts and is_work_title(self.sections, item.title.text))):
            self.body.put_aside(top, self.keeper.where())
        else:
            self.keeper.flat.append((item, facts, top))

    def _is_safeguard(self, top: Section, facts: ItemFacts) -> bool:
        """Tell whether an item is named as safeguards are, and neither names who does it nor opens the work."""
        named = is_safeguard_item(self.context, top)
        return named and not heading_names_doer(self.context, top) and not self._opens_work(facts)

    def _opens_work(self, facts: ItemFacts) -> bool:
        """一、浓厚双拥氛围 with amounts to reach, before any other item, is the first task: safeguards stand behind."""
        return bool(facts.targets) and not (self.keeper.flat or self.body.works or self.body.safeguards)

    def settle(self) -> None:
        """Keep flat items that say something to be done, and their neighbours that begin with a verb of work."""
        working = [asks_openly(self.sections, item.title.text) for item, _, _ in self.keeper.flat]
        evident = any(facts for _, facts, _ in self.keeper.flat) or sum(working) > 1
        kept = [
            self._is_flat_work(item, facts, top, verb=verb and evident)
            for (item, facts, top), verb in zip(self.keeper.flat, working, strict=True)
        ]
        most = sum(kept) >= LEAST_KEPT and 2 * sum(kept) > len(kept)
        for (item, facts, top), work in zip(self.keeper.flat, kept, strict=True):
            if work or (most and not only_describes(self.context, item) and obliges(item.passage.text)):
                self.body.works.append(ReadItem(item, facts))
            else:
                self.body.put_aside(top, self.keeper.where())

    def _is_flat_work(self, item: WorkItem, facts: ItemFacts, top: Section, *, verb: bool) -> bool:
        if facts.listed or item.own:
            return True
        if opens_described(item.passage.text):
            return False
        return not only_describes(self.context, item) and (
            bool(facts) or verb or names_answering(self.context, item) or has_doer(self.context, top)
        )
