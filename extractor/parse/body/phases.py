"""In: an outline's sections. Out: the steps of the schedule with their first and last day.

Not handled: steps that name no dates at all; they have neither start nor end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.dates import MONTH_OR_DAY, SPAN, Days, parse_days
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Phase
from extractor.model.paper.outline import Outline, Section
from extractor.model.paper.place import Passage
from extractor.parse.body.sections import HeadingKind, classify_section, heading_text, walk
from extractor.parse.body.work_item import join_pieces
from extractor.parse.context import Context
from extractor.parse.facts.deadlines import find_deadlines

# 创建启动阶段(2022年3月); 全面推进阶段(2022年4-8月); 第一阶段:动员部署(即日起至4月底)
DATED = re.compile(r"^(?P<name>[^()。;]{2,40}?)[:,]?\((?P<days>[^()]*\d[^()]*)\)")
NAMED = compile_late(
    r"^(?P<name>[^,。;:()]{0,20}(?<![个前各该本现上下每分])阶段(?:[:,](?![^,。;:()]*\d)[^,。;:()]{2,20}(?=[。(]|$))?)"
)
# 自评阶段(4月30日前); 建立常态化机制(11月30日前完成并长期坚持)
ONLY_END = compile_late(r"^[^-~至到]*前(?:完成.{0,12})?$")
LIMIT = compile_late(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)*(?:之前|以前|前|底|末)")
"""9月底前: a limit, which has no start"""
OPENING = 40
OPEN_END = compile_late(r"(?:至|到|-|~|—)(?:长期|今后|永久)|(?:起|开始|以后|之后)(?:长期|持续|坚持)?(?:坚持)?$|^长期")
"""（7月1日至长期）: it has no end"""
OPEN_START = re.compile(r"^(?:即日起|自?印发之日起|发文之日起)(?:至|到|-)")


def find_phases(context: Context, outline: Outline) -> tuple[Phase, ...]:
    """Return the phases: items below a heading of steps, and items anywhere whose title is a dated 阶段."""
    phases: list[Phase] = []
    for part in outline.parts:
        for top in part.sections:
            stepping = classify_section(context, top) is HeadingKind.PHASES
            staged = _has_stages(top)
            if stepping:
                phases.extend(_read_paragraphs(context, top.body))
            for section in _walk_steps(context, top, stepping=stepping):
                if section is not top or stepping:
                    below = stepping and section is not top
                    phase = _read_phase(context, section, stepping=below, staged=staged and section in top.children)
                    if phase is not None:
                        phases.append(phase)
    return tuple(phases)


def _walk_steps(context: Context, section: Section, *, stepping: bool) -> Iterator[Section]:
    """Yield the sections that may be steps; what is numbered below a dated step is its work (1.制定方案)."""
    yield section
    for child in section.children:
        if stepping and is_dated_step(context, child):
            yield child
            yield from (block for block in walk(child) if block is not child and "阶段" in block.head.text[:OPENING])
        else:
            yield from _walk_steps(context, child, stepping=stepping)


def is_dated_step(context: Context, section: Section) -> bool:
    """Tell whether a heading of a schedule states its own days (（一）动员部署阶段（3月1日至3月31日）)."""
    return find_stage_end(context, section) is not None


def is_stage(context: Context, passage: Passage) -> bool:
    """Tell whether an item is a dated stage (（一）自查阶段（9月10日前）), wherever it stands: a phase, no task."""
    dated = DATED.match(passage.text)
    return dated is not None and "阶段" in dated["name"] and parse_days(dated["days"], context.year) is not None


def find_stage_end(context: Context, section: Section) -> str | None:
    """Return the last day that the heading of a step states."""
    dated = DATED.match(section.head.text)
    days = parse_days(dated["days"], context.year) if dated else None
    return days.end if days else None


def _read_paragraphs(context: Context, body: Sequence[Passage]) -> Iterator[Phase]:
    """Read the steps that are printed without a number; several that only open with a stage's name are steps too."""
    staged = sum(_names_stage(passage.text) for passage in body) > 1
    for passage in body:
        phase = _read_paragraph(context, passage)
        named = NAMED.match(passage.text) if phase is None and staged and _names_stage(passage.text) else None
        if named:
            phase = _build_phase(context, passage, named.end(), passage.printed[: named.end()])
        if phase is not None:
            yield phase


def _names_stage(text: str) -> bool:
    """Tell whether a paragraph opens with a stage's name (摸底阶段：…), not with words on one (对摸底阶段的问题…)."""
    named = NAMED.match(text)
    return named is not None and (named.end() == len(text) or text[named.end()] in ":,。;(0123456789")


def _read_paragraph(context: Context, passage: Passage) -> Phase | None:
    """Read a step that is printed without a number (第一阶段（2025年4月）：宣传发动)."""
    dated = DATED.match(passage.text)
    days = parse_days(dated["days"], context.year) if dated and "阶段" in dated["name"] else None
    if dated is None or days is None:
        return None
    return _build_dated(context, passage, dated, days)


def _has_stages(top: Section) -> bool:
    """Tell whether most items below a heading are named as stages: then so are the others (（三）建立长效机制)."""
    named = sum(NAMED.match(child.head.text) is not None for child in top.children)
    return named > 1 and named >= len(top.children) / 2


def _read_phase(context: Context, section: Section, *, stepping: bool, staged: bool) -> Phase | None:
    head = section.head
    dated = DATED.match(head.text)
    if dated and (stepping or "阶段" in dated["name"]):
        days = parse_days(dated["days"], context.year)
        if days is not None:
            return _build_dated(context, head, dated, days)
    named = NAMED.match(head.text)
    if stepping and not section.children and (named or staged):
        title = heading_text(head)
        words, _ = join_pieces((head, *section.body))
        end = named.end() if named else len(title)
        return _build_phase(context, words, end, head.printed[:end])
    return None


def _build_dated(context: Context, head: Passage, dated: re.Match[str], days: Days) -> Phase:
    """Return a step whose heading states its days; 即日起至4月底 has no start, 7月1日至长期 no end."""
    stated = dated["days"]
    start = None if OPEN_START.match(stated) or ONLY_END.search(stated) else days.start
    end = None if OPEN_END.search(stated) else days.end
    place = context.place(head, 0, dated.end())
    return Phase(name=head.printed[: dated.end("name")], start=start, end=end, place=place)


def _build_phase(context: Context, words: Passage, end: int, name: str) -> Phase:
    """Return a step whose name ends at `end`, with the days that its words name."""
    days, stop = _read_days(context, words, end)
    place = context.place(words, 0, max(stop, end))
    return Phase(name=name, start=days.start if days else None, end=days.end if days else None, place=place)


def _read_days(context: Context, words: Passage, title: int) -> tuple[Days | None, int]:
    """Return the days that the words of a step name, and where the last of them ends.

    集中整治阶段。9月底前，排查隐患。11月底前，完成整改。 ends with the last limit and has no start;
    动员部署阶段。2023年4月，… has both.
    """
    opening = words.text[: title + OPENING]
    first = min((found.start() for kind in (SPAN, MONTH_OR_DAY) if (found := kind.search(opening))), default=None)
    limits = [limit for limit in find_deadlines(context, words, "body") if limit.date]
    open_start = first is None or LIMIT.match(opening, first) is not None
    days = None if open_start else parse_days(opening, context.year)
    starts = [limit.start for limit in limits if limit.start]
    start = days.start if days else min(starts, default=None)
    ends = [limit.date for limit in limits if limit.date]
    end = max([*ends, *([days.end] if days and days.end else [])], default=None)
    if end is None:
        return None, title
    shown = [limit.place.end for limit in limits if limit.place is not None and limit.date == end]
    stop = next((at + 1 for at, offset in enumerate(words.offsets) if shown and offset == shown[-1] - 1), title)
    return Days(start, end), stop
