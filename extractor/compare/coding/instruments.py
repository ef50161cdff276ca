"""In: plans and the codebook (`instruments.yaml`). Out: for each item its policy instrument, by rules: the first coder.

A cue of the title counts more than one of the text; each cue counts once, so that long items do not win. What answers
for an item (责任单位…) is no cue. Not handled: items of two instruments, which get the one with more cues; the next is
named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.model.compared.research import InstrumentCode
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.mappings import InstrumentRow, InstrumentsFile

ANSWERING = re.compile(r"[（(][^（）()]*(?:负责|牵头|责任单位|责任科室|配合)[^（）()]*[）)]")
BLANK = re.compile(r"\s+")


def code_instruments(plans: Sequence[Plan], codebook: InstrumentsFile) -> Iterator[InstrumentCode]:
    """Yield the instrument of each item of each plan, in their order."""
    for plan in plans:
        for item in plan.items:
            title, text = read_item(item)
            yield code_item(plan.id, item.id, (title, text), codebook)


def read_item(item: Task | Indicator) -> tuple[str, str]:
    """Return an item's title and text, without blanks and without who answers for it."""
    if isinstance(item, Task):
        title, text = item.title, item.text
    else:
        parts = "".join(filter(None, (one.criteria or one.content for one in item.parts)))
        title, text = item.name or "", "".join(filter(None, (item.content, item.criteria, parts)))
    return BLANK.sub("", title), ANSWERING.sub("", BLANK.sub("", text))


def code_item(plan: str, item: str, words: tuple[str, str], codebook: InstrumentsFile) -> InstrumentCode:
    """Return the subclass whose cues stand most in title and text, the codebook's order deciding between equals."""
    scored = [(score(row, words, codebook.title), row) for row in codebook.instruments]
    best, row = max(scored, key=lambda entry: entry[0])
    if not best:
        return InstrumentCode(plan=plan, item=item, code=None, family=None, cues=(), score=0.0)
    rest = [(value, other.id) for value, other in scored if other is not row and value]
    return InstrumentCode(
        plan=plan,
        item=item,
        code=row.id,
        family=row.family,
        cues=tuple(cue for cue in row.words if cue in words[0] or cue in words[1]),
        score=best,
        name=row.name,
        runner_up=max(rest, key=lambda entry: entry[0])[1] if rest else "",
    )


def score(row: InstrumentRow, words: tuple[str, str], title: float) -> float:
    """Return the weight of a subclass's cues in an item's title and text."""
    head, text = words
    return sum(title if cue in head else 1.0 for cue in row.words if cue in head or cue in text)


def name_codes(codebook: InstrumentsFile) -> Mapping[str, InstrumentRow]:
    """Return the subclasses by id."""
    return {row.id: row for row in codebook.instruments}
