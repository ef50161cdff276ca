"""In: nothing. Out: `BodyContent`, what the numbered text of a document holds: work, safeguards, words beside both.

Not handled: telling them apart, which is `body`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.model.paper.outline import Part, Section
from extractor.model.paper.place import Passage
from extractor.parse.body.item_facts import ItemFacts
from extractor.parse.body.sections import walk
from extractor.parse.body.work_item import WorkItem

Where = Literal["preamble", "safeguard", "closing"]


class ReadItem(msgspec.Struct, frozen=True):
    """A work item with its facts."""

    item: WorkItem
    facts: ItemFacts


class BodyContent(msgspec.Struct):
    """What the numbered text of a document holds, in order."""

    works: list[ReadItem] = msgspec.field(default_factory=list)
    safeguards: list[Section] = msgspec.field(default_factory=list)
    plain_safeguards: list[Passage] = msgspec.field(default_factory=list)
    aside: list[tuple[Where, Passage]] = msgspec.field(default_factory=list)
    stage_ends: dict[int, str] = msgspec.field(default_factory=dict)
    """The last day of the stage that a paragraph aside stands below, by where it begins: no limit of the plan's."""

    def put_aside(self, section: Section, where: Where) -> None:
        """Keep the words of a section that is no work: its dates are the plan's own."""
        self.aside.extend((where, passage) for block in walk(section) for passage in (block.head, *block.body))

    def put_part_aside(self, part: Part) -> None:
        """Keep the words of a notice that only stands before the plan it issues: its dates are the plan's own."""
        said = (passage for passage in (*part.front, *part.back) if SENTENCE_END.search(passage.text))
        self.aside.extend(("preamble", passage) for passage in said)
        for top in part.sections:
            self.put_aside(top, "preamble")
