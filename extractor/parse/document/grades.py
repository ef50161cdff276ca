"""In: an outline's paragraphs. Out: the classes of results with the points that part them.

Names and bands of points are found apart and paired by their distance, since a name stands before its band
(优秀：90分以上) or behind it (90分以上为优秀). Not handled: grades by rank (前 30% 为优秀).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Grade, Number
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import Passage
from extractor.parse.body.sections import list_paragraphs
from extractor.parse.context import Context

NAME = re.compile(
    r"\"?(?P<name>优秀|优良|良好|中等|较好|一般|基本合格|不合格|合格|基本称职|不称职|称职|基本满意|不满意|基本达标|不达标|达标|较差|不及格|及格"
    r"|(?<![A-Za-z\d])[A-E]{1,4}\+?[级档类]?(?![A-Za-z\d])|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}[级档类](?=\(\d)|(?:(?<![设共置])(?<!(?<!\d)分)(?<!(?<!\d)分[为成])(?<!共有)|(?=..?.?[、和]))[一二三四五][等级星]级?|[红黄绿蓝黑白橙][牌色标](?!准)"
    r"|(?<=[为是定评、:;,\"(])[优良好差中](?=[\"、,;。:()的等]|$))\"?(?:等次|等级|档次?|单位|企业|标准)?"
)
VALUE = r"(?P<{}>\d{{1,3}}(?:\.\d+)?)分?(?:\([^()]*\))?"
FROM, TO = VALUE.format("low"), VALUE.format("high")
SCORE = r"(?:[A-Z]|得分|分数|总分|分值|评分|成绩)?"
# 90分(含90分)以上; 80≤得分<90分; 80-90分(不含90分); 75分(含)以上90分以下; 不足60分
BANDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{FROM}(?:≤|<=?|＜){SCORE}(?:≤|<=?|＜){TO}",
        rf"{FROM}(?:-|~|至|到){TO}(?:之间|以下)?",
        rf"{FROM}(?:及|含)?以上(?:\([^()]*\))?[、,]?(?:至|到|-)?(?:不足|低于|未满|不满)?{TO}(?:及|含)?(?:以下|\([^()]*\))",
        rf"{FROM}(?:及|含)?以上(?:\([^()]*\))?[、,]?(?:但|且|并)?(?:不足|低于|未满|不满|未达到?|不到|小于){TO}(?:的|者)?",
        rf"(?:≥|>=?|不低于|不少于|达到|超过|高于){FROM}(?:及以上|以上)?",
        rf"{FROM}(?:及|含)?以上(?:\([^()]*\))?",
        rf"(?:≤|<=?|低于|不足|不满|未满|未达到?|不到|小于|少于){TO}(?:以下|的)?",
        rf"{TO}(?:及|含)?以下(?:\([^()]*\))?",
    )
)
MEANING = re.compile(r"(?:为|是|:)[^,。;:\d]{0,6}")
CUE = re.compile(r"等次|等级|优秀|合格|称职|[A-E]级|档|评定为|[红黄]牌|[一二三四五][等级]|星级?|级\(\d")
REACH = 26
"""Most characters between a name and its band."""
HIGHEST = 1000
# 第4-8名, 前3名, 排名前30%: places, not points
RANKED = re.compile(r"[第前后]$")
RANKS = re.compile(r"[名位%]|个(?:单位|乡镇|镇|部门)")
FULL_STOP = re.compile(r"[。]")
"""90分以上为优秀。80分以上…"""


class _GradeBand(msgspec.Struct, frozen=True):
    low: Number | None
    high: Number | None
    start: int
    end: int


class _Pair(msgspec.Struct, frozen=True):
    name: re.Match[str]
    band: _GradeBand
    distance: int


def find_grades(context: Context, outline: Outline) -> tuple[Grade, ...]:
    """Return the grades in the order in which they are printed, each name once."""
    for passage in _paragraphs(outline):
        if not CUE.search(passage.text):
            continue
        found = read_grades(context, passage)
        if len(found) >= 2:
            return found
    return ()


def _paragraphs(outline: Outline) -> Iterator[Passage]:
    for part in outline.parts:
        yield from list_paragraphs(part)
        for grid in part.grids:
            for row in grid.rows:
                if row.full_width:
                    yield row.cells[0].passage


def read_grades(context: Context, passage: Passage) -> tuple[Grade, ...]:
    """Return the grades of a paragraph; of the two orders that with the names nearer to their bands."""
    text = passage.text
    bands, names = list(_find_bands(text)), list(_find_names(text))
    orders = [pairs for behind in (True, False) if (pairs := _pair(text, bands, names, behind=behind))]
    if not orders:
        return ()
    best = min(orders, key=lambda pairs: (-len(pairs), sum(pair.distance for pair in pairs)))
    found: dict[str, Grade] = {}
    for pair in best:
        start, end = min(pair.name.start(), pair.band.start), max(pair.name.end(), pair.band.end)
        grade = Grade(
            name=pair.name["name"], min=pair.band.low, max=pair.band.high, place=context.place(passage, start, end)
        )
        found.setdefault(grade.name, grade)
    return tuple(found.values())


def _find_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the names of grades; what a name is said to mean is none (A级为信用优良)."""
    before: re.Match[str] | None = None
    for match in NAME.finditer(text):
        if before is None or not MEANING.fullmatch(text, before.end(), match.start()):
            yield match
        before = match


def _find_bands(text: str) -> Iterator[_GradeBand]:
    """Yield the bands of points from left to right, the fullest reading first."""
    position = 0
    while position < len(text):
        matches = [match for pattern in BANDS if (match := pattern.search(text, position))]
        if not matches:
            return
        first = min(matches, key=lambda match: (match.start(), -match.end()))
        groups = first.groupdict()
        low, high = _number(groups.get("low")), _number(groups.get("high"))
        ranked = RANKED.search(text, 0, first.start()) or RANKS.match(text, first.end())
        if not ranked and all(value is None or value <= HIGHEST for value in (low, high)):
            yield _GradeBand(low, high, first.start(), first.end())
        position = max(first.end(), position + 1)


def _pair(text: str, bands: Sequence[_GradeBand], names: Sequence[re.Match[str]], *, behind: bool) -> list[_Pair]:
    """Return each band with the nearest name on one side, none of another band between."""
    pairs = []
    for index, band in enumerate(bands):
        if behind:
            stop = bands[index + 1].start if index + 1 < len(bands) else len(text)
            near = [name for name in names if band.end <= name.start() < stop][:1]
        else:
            floor = bands[index - 1].end if index else 0
            near = [name for name in names if floor <= name.start() and name.end() <= band.start][-1:]
        for name in near:
            gap = name.start() - band.end if behind else band.start - name.end()
            between = text[band.end : name.start()] if behind else text[name.end() : band.start]
            if gap <= REACH and not FULL_STOP.search(between):
                pairs.append(_Pair(name, band, gap))
    return pairs


def _number(printed: str | None) -> Number | None:
    return parse_number(printed) if printed else None
