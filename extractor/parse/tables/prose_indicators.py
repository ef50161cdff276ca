"""In: an outline. Out: the indicators of a scoring scheme in running text, and the sections that hold it.

Numbered items with their points in brackets (2.台账管理（15分）。主要看…，由县档案馆负责考评) are indicators; one above
others is their group. Not handled: points that the text names without brackets (…，共20分).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Indicator, Level, Number, Role, Unit
from extractor.model.paper.outline import Grid, Outline, Part, Section
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.parse.context import Context
from extractor.parse.facts.prose_units import find_prose_units
from extractor.parse.facts.unit_items import read_items
from extractor.parse.facts.unit_names import is_body
from extractor.parse.facts.unit_roles import build_unit
from extractor.parse.facts.units import find_unit_lists
from extractor.parse.scoring.projection import project_rules
from extractor.parse.scoring.statements import find_statements
from extractor.parse.tables.categories import RowGroup, drop_marks
from extractor.parse.tables.indicators import IndicatorTable


@dataclass(frozen=True, slots=True)
class ProsePolicy:
    """How many noted items make a scheme, and which share of a section's items must be noted."""

    least: int = 2
    share: float = 0.6


POLICY = ProsePolicy()
ASSESSED = re.compile(
    r"由(?P<names>[^,。;:由]{3,60}?)(?:组织|进行|统一|分别)?(?:考评|考核|评分|打分|评定|测评)(?=[,。;)]|$)"
)
"""由县统计局考评。"""
# 队伍建设情况（20分），主要考评…; 安全生产（40分）; a heading may be printed in 【】
NOTED = re.compile(
    r"(?P<name>[^。;,:()]{1,40}(?:\([^()分]*\)[^。;,:()]{0,20})?)\((?:满分|共|计|附加分|分值:?)*(?P<points>\d+(?:\.\d+)?)分\)"
)
AFTER = re.compile(r"[,。;:、\s]*")
LAST = re.compile(r"[;,、]+$")


@dataclass(slots=True)
class _Scheme:
    """The noted items of one part while they are gathered."""

    context: Context
    rows: list[Indicator] = field(default_factory=list)
    categories: list[RowGroup] = field(default_factory=list)


def find_prose_indicators(context: Context, outline: Outline) -> tuple[tuple[IndicatorTable, ...], frozenset[int]]:
    """Return a table of indicators for each part that scores in running text, and where its sections start."""
    tables: list[IndicatorTable] = []
    starts: set[int] = set()
    for part in outline.parts:
        tops = _scored_tops(part)
        if sum(_count(top) for top in tops) < POLICY.least:
            continue
        scheme = _Scheme(context)
        for top in tops:
            _gather(scheme, top, ())
            starts.add(_start(top))
        first = min(_start(top) for top in tops)
        grid = Grid(0, (), (), start=first, end=first)
        tables.append(IndicatorTable(0, grid, tuple(scheme.rows), tuple(scheme.categories)))
    return tuple(tables), frozenset(starts)


def _start(section: Section) -> int:
    return (section.marker or section.head).offsets[0]


def _scored_tops(part: Part) -> list[Section]:
    return [top for top in part.sections if _count(top) and _share(top) >= POLICY.share]


def _count(section: Section) -> int:
    """Return how many items of a section, itself among them, carry points in brackets."""
    return bool(_note(section)) + sum(_count(child) for child in section.children)


def _share(section: Section) -> float:
    """Return which share of the lowest items is noted or stands under a noted one."""
    leaves = list(_leaves(section, noted=False))
    return sum(leaves) / len(leaves)


def _leaves(section: Section, *, noted: bool) -> Iterator[bool]:
    noted = noted or bool(_note(section))
    if not section.children:
        yield noted
    for child in section.children:
        yield from _leaves(child, noted=noted)


def _note(section: Section) -> re.Match[str] | None:
    """Return the name and the points that an item begins with."""
    return NOTED.match(section.head.text) if section.head else None


def _gather(scheme: _Scheme, section: Section, groups: tuple[RowGroup, ...]) -> None:
    noted = _note(section)
    inner = [child for child in section.children if _count(child)]
    if noted is None:
        for child in section.children:
            _gather(scheme, child, groups)
        return
    points = parse_number(noted["points"])
    if inner:
        group = _group(scheme.context, section, noted, points)
        scheme.categories.append(group)
        for child in section.children:
            _gather(scheme, child, (*groups, group))
        return
    scheme.rows.append(_build(scheme.context, section, noted, points, groups))


def _group(context: Context, section: Section, noted: re.Match[str], points: Number | None) -> RowGroup:
    title = section.marker.glue(section.head.cut(0, noted.end("name")))
    return RowGroup(section.number, title.printed, title, points, place=context.place(title))


def _build(
    context: Context, section: Section, noted: re.Match[str], points: Number | None, groups: tuple[RowGroup, ...]
) -> Indicator:
    name = drop_marks(section.head.cut(0, noted.end("name")))
    criteria = _criteria(section, noted)
    places: dict[str, Place] = {
        "name": context.place(name),
        "points": context.place(section.head, *noted.span("points")),
    }
    if criteria:
        places["criteria"] = context.place(criteria)
    if groups and groups[0].place is not None:
        places["level1"] = groups[0].place
    statements = find_statements(context, criteria) if criteria else ()
    return Indicator(
        id="",
        table=0,
        no=section.number or None,
        name=name.printed,
        level1=groups[0].label if groups else None,
        level1_points=groups[0].points if groups else None,
        levels=tuple(Level(name=group.label, points=group.points, place=group.place) for group in groups),
        points=points,
        criteria=context.quote(criteria) if criteria else None,
        units=tuple(_units(context, criteria)) if criteria else (),
        rules=project_rules(statements),
        statements=statements,
        place=context.place(section.head),
        places=places,
    )


def _criteria(section: Section, noted: re.Match[str]) -> Passage:
    """Return what an item says behind its name and points, its paragraphs and unnoted details with it."""
    after = AFTER.match(section.head.text, noted.end())
    whole = section.head.cut(after.end() if after else noted.end())
    for passage in section.body:
        whole = whole.follow(passage) if whole else passage
    for child in section.children:
        for passage in (child.marker.glue(child.head), *child.body):
            whole = whole.follow(passage) if whole else passage
    end = LAST.search(whole.text)
    return whole.cut(0, end.start()) if end else whole or EMPTY


def _units(context: Context, criteria: Passage) -> Iterator[Unit]:
    """Yield the bodies that assess: in a list behind a label, or named in the sentence (由县档案馆负责考评)."""
    seen: set[tuple[str, Role]] = set()
    listed = [unit for found in find_unit_lists(context, criteria) for unit in found.units]
    assessing = [
        build_unit(context, criteria, item, Role.RESPONSIBLE)
        for match in ASSESSED.finditer(criteria.text)
        for item in read_items(context, criteria, *match.span("names"))[0]
        if is_body(context.mappings.units, criteria.text[item.start : item.end])
    ]
    for unit in (*listed, *find_prose_units(context, criteria), *assessing):
        if (unit.name, unit.role) not in seen:
            seen.add((unit.name, unit.role))
            yield unit
