"""In: a plan. Out: its facts with a reason to look again, each with what speaks against it.

A doubt is about what this program read; what is wrong with the document itself is a problem.
Not handled: values that are wrong and look like the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from extractor.check.ledger import find_place, list_values
from extractor.check.policy import CheckPolicy
from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.plan import Deadline, Grade, Indicator, IndicatorPart, Phase, Plan, Target, Task, Unit
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt

GLUED = re.compile(r"\d[ \t\u3000]*\n\s*\d|\d[ \u3000]{1,4}\d")
"""A number whose figures stand on two lines or apart: 30\\n20 is two numbers, read as 3020."""
PARTED = Guarded(
    r"(?:局|委|办|部|院|中心|公司|[行社会站所镇乡处科股室])[)）]?[ \t\u3000\n]+[\u4e00-\u9fff]{3,}",
    ("\t", "\n", " ", "\u3000"),
)
# 县民政局城关镇政府, 县教育局人社局: one name ends within another
WITHIN = re.compile(
    r"(?:局|委|办|院|中心|公司|残联|妇联)(?=(?:[县市区省州各全镇乡][\u4e00-\u9fff]{1,9}|[\u4e00-\u9fff]{2,8})"
    r"(?:局|委|部|联|政府|总社|公司)$)"
    r"|股(?=[\u4e00-\u9fff]{2,6}股$)|所(?=[\u4e00-\u9fff]{2,6}[所站]$)"
)
ONE_BODY = re.compile(
    r"^(?:国家|省|市|中共|中国|国网)|委(?:员会|组织|宣传|统战|政法|社会|网信|编|军|党|老|办|巡|机构)"
    r"|(?:[分支]局|[分支]公司|总局.*)$|办事处|办公室|人民政府$"
)
FIGURES = compile_late(r"\d{7,}")
BROKEN = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫")
YEAR = re.compile(r"(?:19|20)\d{2}")
UNLIKE_NAME = re.compile(r"\d{2,}|[。;；!?！？]|(?:应当|必须|不得|每月|每年|以上|以下|确保|开展|完善|推进)")


def find_doubts(plan: Plan, policy: CheckPolicy) -> Iterator[Doubt]:
    """Yield the doubts in the order of the items; those of the whole plan last."""
    yield from _doubt_values(plan, policy)
    yield from _doubt_points(plan)
    yield from _doubt_words(plan)


def _doubt_values(plan: Plan, policy: CheckPolicy) -> Iterator[Doubt]:
    years = _find_years(plan, policy)
    for item, field, value in list_values(plan):
        for code, zh, en in _judge(value, years, policy):
            place = find_place(value)
            words = getattr(value, "text", None) or getattr(value, "name", None)
            yield Doubt(code=code, item=item, field=field, text=words, message=zh, message_en=en, place=place)
        if isinstance(value, Unit) and value.place and _is_parted(value, plan.text):
            yield Doubt(
                code="names-glued", item=item, field=field, text=value.name, place=value.place,
                message=f"“{value.name}”可能是连写或分行写的几个单位",
                message_en="Perhaps these words are several bodies, printed apart or without a mark between them",
            )  # fmt: skip
        printed = getattr(value, "text", None)
        if isinstance(value, Target) and printed and _is_glued(printed, value.value):
            yield Doubt(
                code="number-glued", item=item, field=field, text=printed, place=value.place,
                message=f"“{printed}”中的数由两行或两段拼成，可能是两个数",
                message_en="The figures of this number stand on two lines or apart; perhaps they are two numbers",
            )  # fmt: skip


def _judge(value: object, years: tuple[int, int] | None, policy: CheckPolicy) -> Iterator[tuple[str, str, str]]:
    """Yield what speaks against a value by itself: code and both messages."""
    if isinstance(value, Deadline | Phase):
        last = value.date if isinstance(value, Deadline) else value.end
        if value.start and last and value.start > last:
            yield "range-reversed", f"起于 {value.start}，止于 {last}：先后颠倒", "It ends before it begins"
        for day in (value.start, last):
            if day and years and not years[0] <= int(day[:4]) <= years[1]:
                zh = f"{day} 不在本文件所属的 {years[0]}—{years[1]} 年之内"
                yield "date-outside-years", zh, f"{day} lies outside the years of this plan, {years[0]} to {years[1]}"
            if day and not _is_day(day):
                yield "no-such-day", f"没有 {day} 这一天", f"There is no day {day}"
    if isinstance(value, Target):
        yield from _judge_target(value)
    if isinstance(value, Grade) and value.min is not None and value.max is not None and value.min >= value.max:
        yield "range-reversed", f"“{value.name}”的下限 {value.min:g} 不小于上限 {value.max:g}", "The range is reversed"
    if isinstance(value, Unit) and (len(value.name) > policy.longest_name or UNLIKE_NAME.search(value.name)):
        yield "no-body-name", f"“{value.name}”不像单位名称", "This does not look like the name of a body"


def _is_parted(unit: Unit, text: str) -> bool:
    """Tell whether a name is printed apart, or has the end of another name within it.

    >>> [bool(WITHIN.search(name)) for name in ("县教育局人社局", "县发展和改革局", "县委宣传部")]
    [True, False, True]
    """
    if unit.place is not None and PARTED.search(unit.place.words(text)):
        return True
    return bool(WITHIN.search(unit.name)) and not ONE_BODY.search(unit.name)


def _judge_target(value: Target) -> Iterator[tuple[str, str, str]]:
    if value.max is not None and value.max < value.value:
        yield "range-reversed", f"上端 {value.max:g} 小于下端 {value.value:g}", "Its upper end is below its lower end"
    whole = value.unit == "%" and value.op in (">=", ">") and value.change is None
    if whole and value.value > 100:
        yield "share-above-whole", f"要求达到 {value.value:g}%，超过全部", f"More than the whole: {value.value:g}%"


def _find_years(plan: Plan, policy: CheckPolicy) -> tuple[int, int] | None:
    """Return the years that a plan may speak of: those of its title and issue, and some around them."""
    about = plan.metadata
    printed = " ".join(filter(None, (about.year, about.title, about.issue_date)))
    years = [int(year) for year in YEAR.findall(printed)]
    if not years:
        return None
    return min(years) - policy.years_before, max(years) + policy.years_after


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _is_glued(printed: str, value: float) -> bool:
    return bool(GLUED.search(printed)) and value >= 10 and bool(FIGURES.search(f"{value:g}") or "\n" in printed)


PAIR = 2
"""Rows of which one may well be worth more than the other: 扶贫（150分）, 农业（100分）."""


def _doubt_points(plan: Plan) -> Iterator[Doubt]:
    """Points above all that a table gives, or of more figures than points have: 30202525 are four rows' points."""
    totals = {row.table: 0.0 for row in plan.indicators}
    rows = Counter(row.table for row in plan.indicators)
    for row in plan.indicators:
        totals[row.table] += float(row.points or 0)
    for row in plan.indicators:
        for value, place in _list_points(row):
            rest = totals[row.table] - value
            if value > 1000 or (value > 100 and value > rest > 0 and rows[row.table] > PAIR):
                yield Doubt(
                    code="points-too-many", item=row.id, field="points", text=f"{value:g}", place=place,
                    message=f"“{row.name or row.no}”读作 {value:g} 分，多于同表其余各项之和 {rest:g} 分，或由几行拼成",
                    message_en=f"{value:g} points, far more than all other rows of the table ({rest:g})",
                )  # fmt: skip


def _list_points(row: Indicator) -> Iterator[tuple[float, Place | None]]:
    parts: tuple[Indicator | IndicatorPart, ...] = row.parts or (row,)
    for part in parts:
        if part.points is not None:
            yield float(part.points), part.places.get("points") or row.place


def _doubt_words(plan: Plan) -> Iterator[Doubt]:
    """Words with characters that were lost on the way: U+FFFD and its kin."""
    for item in plan.items:
        words, field = (item.title, "title") if isinstance(item, Task) else (item.name, "name")
        if words and BROKEN.search(words):
            yield Doubt(
                code="characters-lost", item=item.id, field=field,
                text=words, place=item.place,
                message=f"“{words}”中有无法辨认的字符（编码损坏）", message_en="Characters of these words were lost",
            )  # fmt: skip
    for owner, field, value in list_values(plan):
        printed = getattr(value, "text", None) or getattr(value, "name", None)
        if printed and BROKEN.search(printed):
            yield Doubt(
                code="characters-lost", item=owner, field=field, text=printed, place=find_place(value),
                message=f"“{printed}”中有无法辨认的字符（编码损坏）", message_en="Characters of these words were lost",
            )  # fmt: skip
