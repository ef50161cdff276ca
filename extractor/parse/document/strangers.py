"""In: an outline and its title. Out: whether the paper only explains a plan, and where a second paper begins in it.

A 政策解读 tells what a plan asks for and asks for nothing itself; two papers in one file are read as one plan, which is
told. Not handled: two papers of which the second has no number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractor.language.folding import fold
from extractor.model.facts.plan import Metadata
from extractor.model.paper.outline import Outline, Part, Section
from extractor.model.paper.place import Passage
from extractor.model.problem import Problem, Severity
from extractor.parse.context import Context
from extractor.parse.document.kinds import ends_as_title

EXPLAINS = re.compile(
    r"(?:解读(?:材料|稿|说明|问答|方案)?|答记者问|图解|政策问答|起草说明|编制说明|修订说明|新闻发布(?:会|稿)?)(?:\([^()]*\))?$"
    r"|^(?:一图(?:读懂|看懂)|图解|一文读懂|政策解读)"
)
"""《云溪县…实施方案》政策解读; 一图读懂《…》"""
NUMBER = re.compile(r"[^\s,。;:《》()号|]{1,16}[\[(](?:19|20)\d{2}[\])]-?第?\d{1,5}号$")
"""a document number alone on its line"""
NEAR = 5
"""Lines between a number and the title below it."""


def explains_a_plan(title: str) -> bool:
    """Tell whether a title names a paper about a plan.

    >>> explains_a_plan("《云溪县河长制实施方案》政策解读"), explains_a_plan("云溪县政策解读工作方案")
    (True, False)
    """
    return EXPLAINS.search(fold(title)) is not None


def find_explaining(metadata: Metadata) -> Iterator[Problem]:
    """Yield what tells that a paper is no plan but explains one."""
    if explains_a_plan(metadata.title or ""):
        yield Problem(
            "parse", "explains-a-plan", Severity.WARNING, metadata.places.get("title"),
            "此文是对方案的解读或说明，不是方案本身；没有从中列出任务和指标",
            "This paper explains a plan and is none itself; no tasks and indicators were taken from it",
        )  # fmt: skip


def find_second_papers(context: Context, outline: Outline, first: str | None) -> Iterator[Problem]:
    """Yield where another paper with a number of its own begins; a paper that passes one on prints two numbers."""
    if first is None or "转发" in first:
        return
    known: set[str] = set()
    lines = [passage for part in outline.parts for passage in _lines(part)]
    for index, line in enumerate(lines):
        if NUMBER.fullmatch(line.text) is None:
            continue
        if not known or line.text in known:
            known.add(line.text)
            continue
        known.add(line.text)
        title = next((near for near in _near(lines, index) if _is_other(context, near, first)), None)
        if title is not None:
            yield Problem(
                "parse", "several-papers", Severity.WARNING, context.place(line),
                f"此处起似为另一份文件“{title.printed}”（{line.printed}）；本文件按一份方案读，题名、文号、日期取自第一份",
                f'Another paper seems to begin here ("{title.printed}"); the file was read as one plan',
            )  # fmt: skip


def _near(lines: list[Passage], index: int) -> Iterator[Passage]:
    yield from islice(lines, index + 1, index + 1 + NEAR)
    yield from islice(lines, max(0, index - 2), index)


def _is_other(context: Context, line: Passage, first: str) -> bool:
    own = fold(first)
    return len(line) >= 6 and line.text not in own and ends_as_title(context.mappings.sections, line.text)


def _lines(part: Part) -> Iterator[Passage]:
    yield from part.front
    for section in part.sections:
        yield from _section_lines(section)
    yield from part.back


def _section_lines(section: Section) -> Iterator[Passage]:
    yield section.head
    yield from section.body
    for child in section.children:
        yield from _section_lines(child)
