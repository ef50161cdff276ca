"""In: paragraphs without numbers. Out: the work items among them that open with a body (县教育局：负责…).

Not handled: a body whose duties are numbered below a line of their own (县教育局职责： / 1.…), which the outline parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.language.grammar.body_names import is_body
from extractor.language.needs import compile_late
from extractor.model.mappings import SectionsFile
from extractor.model.paper.outline import Section
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.body.asking import is_work_title, owner_end
from extractor.parse.body.task_titles import find_title
from extractor.parse.body.work_item import WorkItem, join_pieces
from extractor.parse.context import Context

LEAST = 2
"""Paragraphs with a body in front that make a list of duties."""
DUTY_LEAST = 6
LABELLED = compile_late(r"(?P<name>[^,。;:]{3,16}):")
STOPPED = compile_late(r"[。;]$|[,;。].{4,}")
RUN_ON = re.compile(
    r"^(?P<name>[^,。;:]{3,60}?)(?=(?:主要|具体|统一|全面|总体)?(?:负责(?!人|同志)|牵头(?!单位|部门)|承担|配合(?!单位|部门)|协助))"
)
"""县民政局负责困难群众的临时救助。"""


EXPLAINS = re.compile(r"负责(?:本|对?[^,。;]{0,12})?(?:解释|说明)")
"""县教育局负责解释。"""


class BodyDuties(msgspec.Struct, frozen=True):
    """A list of duties by body: the paragraphs before the first, and one item for each body."""

    opening: tuple[Passage, ...] = ()
    items: tuple[WorkItem, ...] = ()


def find_body_duties(
    context: Context, paragraphs: Sequence[Passage], section: Section | None, least: int = LEAST
) -> BodyDuties:
    """Return the items of paragraphs that each open with a body; one that opens with none goes on with the last.

    五、职责分工 / 县教育局：负责校园排查。 / 县公安局：负责道路巡查。 are two. `least` says how many there must be.
    """
    ends = [_owner_end(context, paragraph) for paragraph in paragraphs]
    if sum(end > 0 for end in ends) < least:
        return BodyDuties()
    ends = [end or _named_end(context, paragraph) for end, paragraph in zip(ends, paragraphs, strict=True)]
    first = next(index for index, end in enumerate(ends) if end)
    groups: list[tuple[Passage, list[Passage]]] = []
    for paragraph, end in zip(paragraphs[first:], ends[first:], strict=True):
        if end:
            groups.append((paragraph.cut(0, end), []))
        groups[-1][1].append(paragraph)
    items = tuple(_build_item(owner, group, section) for owner, group in groups)
    return BodyDuties(tuple(paragraphs[:first]), items)


def _says_duty(sections: SectionsFile, words: str) -> bool:
    """县教育局：负责校园排查。 says what it does, 县教育局：张某某 does not."""
    return len(words) >= DUTY_LEAST and (STOPPED.search(words) is not None or is_work_title(sections, words))


def _build_item(owner: Passage, group: Sequence[Passage], section: Section | None) -> WorkItem:
    whole, placed = join_pieces(tuple(group))
    return WorkItem(None, whole, placed, find_title(group[0]), section, EMPTY, owner, own=True)


def _named_end(context: Context, paragraph: Passage) -> int:
    """Return where a name ends that only the list it stands in tells to be a body's (武警中队：参加抢险。)."""
    label = LABELLED.match(paragraph.text)
    if label is None or not is_body(context.mappings.units, label["name"]):
        return 0
    return label.end("name") if _says_duty(context.mappings.sections, paragraph.text[label.end() :]) else 0


def _owner_end(context: Context, paragraph: Passage) -> int:
    """Return where the body ends that a paragraph opens with, 0 where it opens with none or says nothing of it."""
    text = paragraph.text
    units, sections = context.mappings.units, context.mappings.sections
    end = owner_end(units, sections, text)
    if end and text[end : end + 1] == ":":
        return end if _says_duty(sections, text[end + 1 :]) else 0
    run_on = RUN_ON.match(text)
    end = owner_end(units, sections, run_on["name"]) if run_on and not EXPLAINS.match(text, run_on.end()) else 0
    return end if run_on and end == len(run_on["name"]) else 0
