"""In: parts of an outline. Out: problems of their numbering: one missing, twice or alone, a heading lost or repeated.

Not handled: whether the missing item was left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.paper.document import Source
from extractor.model.paper.outline import Part, Section
from extractor.model.problem import Problem, Severity


def find_numbering_problems(source: Source, parts: Sequence[Part]) -> tuple[Problem, ...]:
    """Return a problem for each gap, repetition and lost heading among sections that stand side by side."""
    return tuple(problem for part in parts for problem in _walk(source, part.sections))


def _walk(source: Source, sections: Sequence[Section]) -> Iterator[Problem]:
    before: Section | None = None
    last = 0
    for section in sections:
        if not section.number and not section.head:
            yield _lost(source, section)
            last += 1
        elif section.number.isdecimal():
            number = int(section.number)
            if before is not None and before.style == section.style:
                yield from _step(source, section, last, number)
                yield from _same_heading(source, before, section)
            last = number
        if section.marker and not (section.head or section.body or section.children):
            yield _alone(source, section)
        before = section
        yield from _walk(source, section.children)


def _step(source: Source, section: Section, last: int, number: int) -> Iterator[Problem]:
    place = source.build_place(section.marker)
    if number == last:
        yield Problem(
            "outline", "number-repeated", Severity.WARNING, place,
            f"编号“{section.marker.printed}”出现了两次", f'The number "{section.marker.printed}" stands twice',
        )  # fmt: skip
    elif number != last + 1:
        yield Problem(
            "outline", "number-missing", Severity.WARNING, place,
            f"编号不连续：第 {last} 项之后是第 {number} 项", f"Numbers are not continuous: {number} follows {last}",
        )  # fmt: skip


def _same_heading(source: Source, before: Section, section: Section) -> Iterator[Problem]:
    if section.head and section.head.text == before.head.text:
        yield Problem(
            "outline", "heading-repeated", Severity.WARNING, source.build_place(section.head),
            f"相邻两节的标题都是“{section.head.printed}”", "Two neighbouring sections have the same heading",
        )  # fmt: skip


def _alone(source: Source, section: Section) -> Problem:
    return Problem(
        "outline", "number-alone", Severity.WARNING, source.build_place(section.marker),
        f"编号“{section.marker.printed}”之后没有文字，原文可能缺失",
        f'No words follow the number "{section.marker.printed}"; they seem to be lost',
    )  # fmt: skip


def _lost(source: Source, section: Section) -> Problem:
    child = section.children[0]
    return Problem(
        "outline", "heading-lost", Severity.WARNING, source.build_place(child.marker),
        f"编号在“{child.marker.printed}”处重新开始，其上的标题可能缺失",
        f'Numbers start again at "{child.marker.printed}"; the heading above it seems to be lost',
    )  # fmt: skip
