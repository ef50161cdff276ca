"""In: an outline's sections. Out: the steps of the schedule with their first and last day.

Not handled: steps that name no dates at all; they have neither start nor end.
"""

from __future__ import annotations

import re

from extractor.language.dates import parse_days
from extractor.model.facts.plan import Phase
from extractor.model.paper.outline import Outline, Section
from extractor.model.paper.place import Passage
from extractor.parse.body.sections import HeadingKind, classify_section, heading_text, walk
from extractor.parse.context import Context

# 创建启动阶段(2022年3月); 全面推进阶段(2022年4-8月); 第一阶段:动员部署(即日起至4月底)
DATED = re.compile(r"^(?P<name>[^()。;]{2,40}?)[:,]?\((?P<days>[^()]*\d[^()]*)\)")
NAMED = re.compile(r"^(?P<name>[^,。;:()]{0,20}阶段(?:[:,][^,。;:()]{2,20})?)")
# 自评阶段(4月30日前)
ONLY_END = re.compile(r"^[^-~至到]*前$")
OPEN_START = re.compile(r"^(?:即日起|自?印发之日起|发文之日起)(?:至|到|-)")


def find_phases(context: Context, outline: Outline) -> tuple[Phase, ...]:
    """Return the phases: items below a heading of steps, and items anywhere whose title is a dated 阶段."""
    phases: list[Phase] = []
    for part in outline.parts:
        for top in part.sections:
            stepping = classify_section(context, top) is HeadingKind.PHASES
            if stepping:
                phases.extend(phase for passage in top.body if (phase := _read_paragraph(context, passage)))
            for section in walk(top):
                if section is not top or stepping:
                    phase = _read_phase(context, section, stepping=stepping and section is not top)
                    if phase is not None:
                        phases.append(phase)
    return tuple(phases)


def _read_paragraph(context: Context, passage: Passage) -> Phase | None:
    """Read a step that is printed without a number (第一阶段（2025年4月）：宣传发动)."""
    dated = DATED.match(passage.text)
    days = parse_days(dated["days"], context.year) if dated and "阶段" in dated["name"] else None
    if dated is None or days is None:
        return None
    start = None if OPEN_START.match(dated["days"]) or ONLY_END.search(dated["days"]) else days.start
    place = context.place(passage, 0, dated.end())
    return Phase(name=passage.printed[: dated.end("name")], start=start, end=days.end, place=place)


def _read_phase(context: Context, section: Section, *, stepping: bool) -> Phase | None:
    head = section.head
    dated = DATED.match(head.text)
    if dated and (stepping or "阶段" in dated["name"]):
        days = parse_days(dated["days"], context.year)
        if days is not None:
            start = None if OPEN_START.match(dated["days"]) or ONLY_END.search(dated["days"]) else days.start
            place = context.place(head, 0, dated.end())
            return Phase(name=head.printed[: dated.end("name")], start=start, end=days.end, place=place)
    named = NAMED.match(head.text)
    if named and stepping and not section.children:
        title = heading_text(head)
        days = parse_days(head.text[:40], context.year)
        return Phase(
            name=title.printed if len(title) <= 30 else head.printed[: named.end()],
            start=days.start if days else None,
            end=days.end if days else None,
            place=context.place(title),
        )
    return None
