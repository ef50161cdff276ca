"""In: an outline. Out: the indicators of a scoring scheme in running text, and the sections that hold it.

Numbered items with their points in brackets (2.台账管理（15分）。主要看…，由县档案馆负责考评) are indicators; one above
others is their group. The items of 三、加分项 that say what they add or take away are indicators too, without points of
their own. Not handled: points that the text names without brackets (…，共20分).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extractor.language.grammar.body_names import is_body
from extractor.language.needs import Guarded, compile_late
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Indicator, Level, Number, Role, Unit
from extractor.model.paper.outline import Grid, Outline, Part, Section
from extractor.model.paper.place import EMPTY, Passage, Place
from extractor.parse.body.sections import heading_text, section_start
from extractor.parse.context import Context
from extractor.parse.facts.prose_units import find_prose_units
from extractor.parse.facts.unit_items import read_items
from extractor.parse.facts.unit_roles import build_unit
from extractor.parse.facts.units import find_unit_lists
from extractor.parse.scoring.projection import project_rules
from extractor.parse.scoring.statements import find_statements
from extractor.parse.tables.categories import RowGroup, drop_marks
from extractor.parse.tables.indicators import IndicatorTable


class ProsePolicy(msgspec.Struct, frozen=True):
    """How many noted items make a scheme, and which share of a section's items must be noted."""

    least: int = 2
    share: float = 0.6


POLICY = ProsePolicy()
ASSESSED = compile_late(
    r"由(?P<names>[^,。;:由]{3,60}?)(?:组织|进行|统一|分别)?(?:考评|考核|评分|打分|评定|测评|评审|评价|评议|审核|核查)(?=[,。;)]|$)"
)
"""由县统计局考评。"""
# 队伍建设情况（20分），主要考评…; 安全生产（40分）; a heading may be printed in 【】
NOTED = re.compile(
    r"(?P<name>[^。;,:()]{1,40}(?:\([^()分]*\)[^。;,:()]{0,20})?)\((?:满分|共|计|附加分|分值:?)*(?P<points>\d+(?:\.\d+)?)分\)"
)
# 三、加分项（最高10分）, 第九条 扣分情形
BONUS = Guarded(
    r"(?P<name>[^,。;:()]{0,8}(?:加减分|加扣分|奖惩分|附加分|奖励分|倒扣分|加分|扣分|减分)(?:及[加扣减]分)?"
    r"(?:项目?|事项|指标|情形|因素|内容|标准|规定|条款)?)"
    r"(?:\((?:满分|共|计|最高|上限|最多|不超过)*(?:加|扣)?(?P<points>\d+(?:\.\d+)?)分(?:封顶|为限|以内)?\))?(?=[:。]|$)",
    ("减分", "加分", "扣分", "奖励分", "奖惩分"),
)
# 获国家级表彰的,每次加5分
GAIN = compile_late(
    r"(?:每|按|一次性|分别|各|再|另|最高|最多)?[^,。;:]{0,12}(?:加|扣|减|奖励)\d+(?:\.\d+)?(?:[-至~]\d+)?分"
)
GAIN_AFTER = compile_late(r"[,;:]?(?:(?:每|一次性|分别|各|再|另|视情|酌情|予以|给予)[^,。;:]{0,8})?(?:加|扣|减|奖励)\d")
AFTER = compile_late(r"[,。;:、\s]*")
LAST = compile_late(r"[;,、]+$")


class _Scheme(msgspec.Struct):
    """The noted items of one part while they are gathered."""

    context: Context
    rows: list[Indicator] = msgspec.field(default_factory=list)
    categories: list[RowGroup] = msgspec.field(default_factory=list)


class _NotedItem(msgspec.Struct, frozen=True):
    """An item of a scheme: what names it, what it says, its points with where they stand, the groups above it."""

    section: Section
    title: Passage
    criteria: Passage
    points: Number | None = None
    groups: tuple[RowGroup, ...] = ()
    worth: tuple[int, int] | None = None


def find_prose_indicators(context: Context, outline: Outline) -> tuple[tuple[IndicatorTable, ...], frozenset[int]]:
    """Return a table of indicators for each part that scores in running text, and where its sections start."""
    tables: list[IndicatorTable] = []
    starts: set[int] = set()
    for part in outline.parts:
        tops = _scored_tops(part)
        tops = tops if sum(_count(top) for top in tops) >= POLICY.least else []
        scheme = _Scheme(context)
        for top in part.sections:
            if top in tops:
                _gather(scheme, top, ())
            elif not _gather_bonus(scheme, top):
                continue
            starts.add(section_start(top))
        if scheme.rows:
            first = scheme.rows[0].place.start if scheme.rows[0].place else 0
            tables.append(
                IndicatorTable(0, Grid(0, (), (), start=first, end=first), tuple(scheme.rows), tuple(scheme.categories))
            )
    return tuple(tables), frozenset(starts)


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
    name, criteria = section.head.cut(0, noted.end("name")), _criteria(section, noted.end())
    item = _NotedItem(section, name, criteria, points, groups, noted.span("points"))
    scheme.rows.append(_build(scheme.context, item))


def _group(context: Context, section: Section, noted: re.Match[str], points: Number | None) -> RowGroup:
    title = section.marker.glue(section.head.cut(0, noted.end("name")))
    return RowGroup(section.number, title.printed, title, points, place=context.place(title))


def _gather_bonus(scheme: _Scheme, section: Section) -> bool:
    """Gather the items of a section of gains and losses (三、加分项); tell whether it is one.

    A section above it is none, but its bonus items are gathered all the same.
    """
    noted = BONUS.match(section.head.text) if section.head else None
    if noted is None:
        for child in section.children:
            _gather_bonus(scheme, child)
        return False
    points = parse_number(noted["points"]) if noted["points"] else None
    gaining = [child for child in section.children if GAIN.search(_criteria(child, 0).text)]
    if gaining:
        group = _group(scheme.context, section, noted, points)
        scheme.categories.append(group)
        scheme.rows.extend(_build_bonus(scheme.context, child, (group,)) for child in gaining)
    elif not section.children and GAIN.search(_criteria(section, noted.end()).text):
        item = _NotedItem(section, section.head.cut(0, noted.end("name")), _criteria(section, noted.end()), points)
        scheme.rows.append(_build(scheme.context, item))
    else:
        return False
    return True


def _build_bonus(context: Context, section: Section, groups: tuple[RowGroup, ...]) -> Indicator:
    """Return an item of gains and losses: named by its heading, else by what is said before its points."""
    heading = heading_text(section.head)
    if len(heading) < len(section.head) and not GAIN.search(heading.text):
        return _build(context, _NotedItem(section, heading, _criteria(section, len(heading)), groups=groups))
    gain = GAIN_AFTER.search(heading.text)
    name = heading.cut(0, gain.start()) if gain else heading
    return _build(context, _NotedItem(section, name, _criteria(section, 0), groups=groups))


def _build(context: Context, item: _NotedItem) -> Indicator:
    section, criteria, groups = item.section, item.criteria, item.groups
    name = drop_marks(item.title)
    places: dict[str, Place] = {"name": context.place(name)}
    if item.worth is not None:
        places["points"] = context.place(section.head, *item.worth)
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
        points=item.points,
        criteria=context.quote(criteria) if criteria else None,
        units=tuple(_units(context, criteria)) if criteria else (),
        rules=project_rules(statements),
        statements=statements,
        place=context.place(section.head),
        places=places,
    )


def _criteria(section: Section, start: int) -> Passage:
    """Return what an item says behind its name and points, its paragraphs and unnoted details with it."""
    after = AFTER.match(section.head.text, start)
    whole = section.head.cut(after.end() if after else start)
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
