"""In: a plan. Out: doubts about rows of a scored table of which some scoring words gave no rule.

A sentence that seems to give points and could not be read, a condition beside rules that none of them holds, a row
without a rule among rows that have them. One doubt for each row. Not handled: rules that were read wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractor.check.ledger import list_stretches
from extractor.check.policy import CheckPolicy
from extractor.language.folding import fold
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan, Rule
from extractor.model.facts.scoring import Statement
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt

Part = Indicator | IndicatorPart
CLAUSE = re.compile(r"[^。；;\n，,]{3,}")
# 未巡河的挂零, 低于50%的作废
CONDITION = re.compile(
    r"^[\W\d]*(?:凡|对|若|如|因)?(?:未|不|没|无(?!重大|特殊|故)|低于|少于|超过|逾期|迟报|漏报|出现|发生)"
)
SAYS = re.compile(r"\d|(?:^|[,。;\n])(?:未|不|没|低于|少于|逾期|出现|发生)")
DEFINES = re.compile(
    r"[/÷×＝=]|占[^,。]{2,60}(?:的)?(?:比例|比重|百分比|比率)$|是指|(?:百分比|比例)$|参考|参照|^[(（]?[“\"]"
)
"""What an indicator is worth nothing without, and gives no points: its formula."""


def find_row_doubts(plan: Plan, policy: CheckPolicy) -> Iterator[Doubt]:
    """Yield at most one doubt for each scored row."""
    scored, ruled = Counter[int](), Counter[int]()
    for row in plan.indicators:
        scored[row.table] += row.points is not None
        ruled[row.table] += any(part.rules for part in _list_parts(row))
    for row in plan.indicators:
        if not scored[row.table]:
            continue
        places = [place for part in _list_parts(row) for place in _find_rest(plan, part)]
        usual = ruled[row.table] >= policy.share_of_siblings * scored[row.table]
        alone = usual and scored[row.table] > policy.pair
        if not places and alone and not any(part.rules for part in _list_parts(row)):
            places = list(_find_cells(row))[:1]
        if places:
            yield _build(plan, row, Place(min(one.start for one in places), max(one.end for one in places)))


def _find_cells(row: Indicator) -> Iterator[Place]:
    """Yield the cells of a row that speak of a number or a condition."""
    for part in _list_parts(row):
        for name, words in (("criteria", part.criteria), ("content", part.content)):
            place = part.places.get(name)
            if place is not None and SAYS.search(fold(words or "")):
                yield place


def _list_parts(row: Indicator) -> tuple[Part, ...]:
    return (row, *row.parts)


def _find_rest(plan: Plan, part: Part) -> Iterator[Place]:
    """Yield the sentences of a row that give points and were not read, and conditions beside its rules."""
    for statement in part.statements:
        if statement.unread and statement.place and not DEFINES.search(fold(statement.text)):
            yield statement.place
    facts: tuple[Statement | Rule, ...] = (*part.statements, *part.rules)
    held = [one for fact in facts for one in list_stretches(fact.place)]
    if part.criteria is None or not held:
        return
    for start, end in list_stretches(part.places.get("criteria")):
        for match in CLAUSE.finditer(plan.text, start, end):
            words = fold(match.group())
            free = not any(first < match.end() and match.start() < last for first, last in held)
            if free and CONDITION.match(words):
                yield Place(*match.span())


def _build(plan: Plan, row: Indicator, place: Place) -> Doubt:
    words = " ".join(place.words(plan.text).split())[:60]
    return Doubt(
        code="criteria-not-read", item=row.id, field="rules", text=words, place=place,
        message=f"“{row.name or row.no}”的评分标准中“{words}”可能给分或扣分，没有读作计分规则",
        message_en="Words of its criteria that may give or take points and became no rule",
    )  # fmt: skip
