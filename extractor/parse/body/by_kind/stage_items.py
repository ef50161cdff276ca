"""In: a schedule. Out: the work that its stages hand out; what else they say is the plan's.

Not handled: the stages themselves (`phases`).
"""

from __future__ import annotations

from extractor.language.needs import compile_late
from extractor.model.paper.outline import Section
from extractor.parse.body.by_kind.work_keeper import WorkKeeper
from extractor.parse.body.by_kind.work_signs import is_timed_step
from extractor.parse.body.content import ReadItem
from extractor.parse.body.item_facts import read_facts
from extractor.parse.body.phases import find_stage_end, is_dated_step
from extractor.parse.body.sections import (
    walk,
)
from extractor.parse.body.work_items import walk_items

STAGED = compile_late(r"(?<!个)(?<!分)阶段")
"""动员部署阶段，3月: a stage; 即日起至12月底，分三个阶段进行 opens the schedule"""


class StageReader:
    """Reads 实施步骤 and sections named alike."""

    def __init__(self, keeper: WorkKeeper) -> None:
        self.keeper = keeper
        self.context = keeper.context
        self.body = keeper.body
        self.sections = keeper.sections

    def read(self, top: Section) -> None:
        """Keep what a stage hands to somebody (动员部署（3月）/ 1.制定方案。（责任单位：县民政局）), or times.

        What else a stage with days of its own says by when (并于8月5日前报…) is the plan's.
        """
        works: set[int] = set()
        for item in walk_items(self.context, top) if top.children else ():
            facts = read_facts(self.context, item)
            if item.passage and (facts.lists or is_timed_step(self.context, item, top)):
                self.body.works.append(ReadItem(item, facts))
                works.update(passage.offsets[0] for _, passage in item.pieces)
        for stage in top.children:
            if is_dated_step(self.context, stage):
                self._put_stage_aside(stage, works)
        undated = (passage for passage in top.body if not STAGED.search(passage.text))
        self.body.aside.extend((self.keeper.where(), passage) for passage in undated)

    def _put_stage_aside(self, stage: Section, works: set[int]) -> None:
        """Put aside the paragraphs below a stage's heading, and its items that are no work.

        What is run in with the heading says how the stage goes (（三）总结提升（11月）。11月20日前上报总结).
        """
        passages = [*stage.body]
        below = (block for child in stage.children for block in walk(child))
        passages += [passage for block in below for passage in (block.head, *block.body)]
        where, end = self.keeper.where(), find_stage_end(self.context, stage)
        for passage in passages:
            if passage and passage.offsets[0] not in works:
                self.body.aside.append((where, passage))
                self.body.stage_ends |= {passage.offsets[0]: end} if end else {}
