"""In: an outline's paragraphs. Out: the classes of results with the points that part them.

Not handled: grades by rank (前 30% 为优秀).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.language.numerals import parse_number
from extractor.model.outline import Outline
from extractor.model.place import Passage
from extractor.model.plan import Grade, Number
from extractor.parse.body.sections import walk
from extractor.parse.context import Context

NAME = (
    r"\"?(?P<name>优秀|优良|优|良好|良|中等|较好|一般|合格|基本合格|达标|不合格|不达标|差|较差|好"
    r"|[A-D]级?|[一二三四][等级])\"?(?:等次|等级|档|单位)?"
)
POINTS = r"(?P<{}>\d{{1,3}}(?:\.\d+)?)分?"
NOTE = r"(?:\([^()]*\))?"
IS = r"(?:的|者)?,?(?:为|评为|评定为|定为|确定为|是|属|评)?"
# 考核得分90分以上(含本数,下同)为优秀; 80分以上90分以下(不含本数,下同)为良好; 60分以下为不合格 (郏县)
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{POINTS.format('low')}{NOTE}(?:-|~|至|到){POINTS.format('high')}{NOTE}{IS}{NAME}",
        rf"{POINTS.format('low')}(?:及|\(含\))?以上{NOTE}(?:[、,]?(?:至|到|-)?(?:不足|低于|未满)?{POINTS.format('high')}(?:以下)?{NOTE})?{IS}{NAME}",
        rf"(?:低于|不足|不满|未达到?)?{POINTS.format('high')}(?:及|\(不含\))?(?:以下|的){NOTE}{IS}{NAME}",
        rf"{NAME}[:(]{POINTS.format('low')}(?:分)?(?:及|\(含\))?以上",
        rf"{NAME}[:(]{POINTS.format('low')}(?:-|~|至){POINTS.format('high')}",
        rf"{NAME}[:(](?:(?:低于|不足|未满|不满){POINTS.format('high')}|{POINTS.format('under')}以下)",
    )
)
CUE = re.compile(r"等次|等级|优秀|合格")


def find_grades(context: Context, outline: Outline) -> tuple[Grade, ...]:
    """Return the grades in the order in which they are printed, each name once."""
    for passage in _paragraphs(outline):
        if not CUE.search(passage.text):
            continue
        found = _read(context, passage)
        if len(found) >= 2:
            return found
    return ()


def _paragraphs(outline: Outline) -> Iterator[Passage]:
    for part in outline.parts:
        yield from part.front
        for top in part.sections:
            for section in walk(top):
                yield section.head
                yield from section.body
        yield from part.back


def _read(context: Context, passage: Passage) -> tuple[Grade, ...]:
    found: dict[str, tuple[int, Grade]] = {}
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(passage.text):
            if match["name"] in found or any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            grade = Grade(
                name=match["name"],
                min=_number(groups.get("low")),
                max=_number(groups.get("high") or groups.get("under")),
                place=context.place(passage, match.start(), match.end()),
            )
            found[match["name"]] = (match.start(), grade)
            taken.append(match.span())
    return tuple(grade for _, grade in sorted(found.values(), key=lambda pair: pair[0]))


def _number(printed: str | None) -> Number | None:
    return parse_number(printed) if printed else None
