"""In: items of a part. Out: those that are work, kept in order; safeguards among them.

Not handled: which sections are looked through (`body`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.language.grammar.clauses import SENTENCE_END
from extractor.model.paper.outline import Section
from extractor.model.paper.place import Passage
from extractor.parse.body.asking import (
    asks_question,
)
from extractor.parse.body.body_duties import LEAST, find_body_duties
from extractor.parse.body.by_kind.work_signs import only_describes, only_grants, says_by_when
from extractor.parse.body.content import BodyContent, ReadItem, Where
from extractor.parse.body.item_facts import ItemFacts, read_facts
from extractor.parse.body.phases import is_stage
from extractor.parse.body.safeguards import asks_of_all, names_support
from extractor.parse.body.work_item import WorkItem
from extractor.parse.context import Context
from extractor.parse.facts.prose_units import find_prose_units


class WorkKeeper:
    """Keeps what is work; `flat` are a part's numbered items without heading above and without items below."""

    def __init__(self, context: Context, body: BodyContent) -> None:
        self.context = context
        self.body = body
        self.sections = context.mappings.sections
        self.flat: list[tuple[WorkItem, ItemFacts, Section]] = []

    def where(self) -> Where:
        """Return where words stand that are no item: before the first piece of work or behind it."""
        return "closing" if self.body.works or self.flat else "preamble"

    def opening(self, top: Section) -> None:
        """Put aside the unnumbered words between a heading and its first item."""
        if top.children:
            self.body.aside.extend(("preamble", passage) for passage in top.body)

    def keep(self, items: Iterator[WorkItem], *, sure: bool, unless_describing: bool = False) -> int:
        """Keep the items that are work: `sure` ones, but where they describe only those with a list or a limit.

        Of others an amount alone does not tell (得分90分以上为优秀).
        """
        kept = 0
        for item in items:
            if not item.passage:
                continue  # a number alone; `outline` tells of it
            facts = read_facts(self.context, item)
            if unless_describing and (self._supports(item, facts) or only_grants(self.context, item, facts)):
                continue
            if not facts.lists and is_stage(self.context, item.passage):
                continue
            telling = unless_describing and only_describes(self.context, item)
            said = facts.listed or facts.timed or says_by_when(self.context, item, facts)
            if not said and (telling or not sure or asks_question(item.passage.text)):
                continue
            self.body.works.append(ReadItem(item, facts))
            kept += 1
        return kept

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

    def read_duties(self, paragraphs: Sequence[Passage], top: Section | None, *, one_is_enough: bool = False) -> bool:
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
            self.keep(iter(duties.items), sure=True)
        return bool(duties.items)
