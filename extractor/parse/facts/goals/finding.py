"""In: the clauses of a task and the quantities in them. Out: `Goal`s, the numbers that a duty must reach or keep to.

What makes a number a goal: a relation (不少于, 以上), a verb of change (提高5个百分点), a rate before a share, a verb
that a count answers (新建12个), or a period (每年2次). What makes it none: it says who is meant (800万元以上的项目),
what a recipient gets, a step (每引进1名), what is or was, an order (第3次). Not handled: goals without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.grammar.clause_work import WorkingClause, find_work
from extractor.language.grammar.verb_heads import find_opening_verb
from extractor.language.needs import compile_late
from extractor.model.facts.quantity import Quantity, Sign
from extractor.parse.context import Context
from extractor.parse.facts.goals.counts import NEVER_BARE, find_counted
from extractor.parse.facts.goals.deeds import build_deeds
from extractor.parse.facts.goals.goal import Goal
from extractor.parse.facts.goals.numbers import AT_MOST, NumberInClause
from extractor.parse.facts.goals.relations import find_named_change, find_sign
from extractor.parse.facts.goals.shares import is_share_of_doers, is_whole
from extractor.parse.facts.periods import MEANS, Governing, find_governing

SHARE_NAME = compile_late(r"(?:率|占比|比例|比重|占|覆盖|覆盖面|度|占(?!地)[^,。;:\d]{2,16}的)$")
PLACE_KINDS = (
    "(?:城市|农村|城区|城镇|乡镇|乡村|县城|镇区|山区|平原|市区|郊区|[省市县区乡镇村]级"
    "|公办|民办|小学|初中|高中|中小学|幼儿园)"
)
RATE_AT_PLACE = compile_late(rf"(?:率|占比|比例|比重){PLACE_KINDS}$")
STATED_AT_PLACE = compile_late(rf"(?P<word>达到|不少于|不低于|不超过|控制在){PLACE_KINDS}$")
AT_PLACE = compile_late(rf"[、和,]{PLACE_KINDS}")
ASSURED = compile_late(r"(?:确保|保证|实现|做到|达成|达到|力争|完成)$")
DONE_OF = compile_late(r"(?:完成|实现|达到)[^,。;:\d]{1,12}的$")
"""完成年度任务的80%."""
HELD = re.compile(r"(?:举办|开办|开展|组织|培训|编印|印发|刊发|制作|推出|编发|出刊|发布|录制)[^,。;:\d]{0,14}$")
"""举办培训班5期"""
KEPT_WITHIN = ("控制在", "保持在", "维持在", "稳定在", "在", "为", "保持", "限制在")
DONE_KINDS = frozenset({"area", "length", "volume", "mass"})
"""全年新建公园28个,新增绿地6.5公顷: what is built is counted by its measure too"""
OF_THINGS = frozenset({"面", "位", "段"})
DIGITS_THEN_THING = compile_late(r"\d+[面位段](?!次|[以之]?[上下内外]|左右|数)[\u4e00-\u9fff]{2}")
"""更新30面宣传栏, 配齐2位调解员 count things; 上升2位, 三环 do not"""
COINED = re.compile(
    r"(?P<unit>(?![号版的后前内外上下起多余左右间中强佳星优好清倍成分级度%名位个元年月日时])[\u4e00-\u9fff])(?P<after>以上|以内|以下)?"
)
"""120榀: a word for counting that no list has"""
COINED_SIGNS: dict[str, Sign] = {"以上": ">=", "以内": "<=", "以下": "<="}
SIGNS: dict[str, Sign] = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", ">": ">", "<": "<"}
"""病死率≤5‰"""
LIST_MARK = compile_late(r"[^。;:]*(?:、|和|及|以及)")


def find_goals(context: Context, text: str, clauses: Sequence[WorkingClause], start: int, stop: int) -> Iterator[Goal]:
    """Yield the goals among the quantities of text[start:stop], from left to right."""
    found = list(context.quantities.find(text, start, stop))
    deeds = build_deeds(context.mappings.deeds)
    before: Goal | None = None
    for index, plain in enumerate(found):
        clause = find_work(clauses, plain.number)
        if clause is None:
            continue
        one = _coin(text, clause, _sign(text, clause, plain))
        following = found[index + 1] if index + 1 < len(found) and found[index + 1].number < clause.end else None
        previous = found[index - 1] if index and found[index - 1].number >= clause.start else None
        number = NumberInClause(context.quantities, deeds, text, clause, one, (previous, following))
        goal = _read(number, before)
        if goal is not None:
            goal = _part_list(text, before, goal)
            before = goal
            yield goal


def _sign(text: str, clause: WorkingClause, one: Quantity) -> Quantity:
    """Return a number with the mathematical sign before it as its relation: 规范管理率≥75%."""
    mark = text[one.start - 1] if one.start > clause.start else ""
    if one.op is not None or mark not in SIGNS or text[one.start - 2 : one.start - 1] in ("-", "="):
        return one
    return replace(one, start=one.start - 1, op=SIGNS[mark], stated=mark)


def _coin(text: str, clause: WorkingClause, one: Quantity) -> Quantity:
    """Return a number with the one word behind it that closes the clause as its measure: 更换梁架120榀."""
    if one.unit or one.share_in_words or not one.value or (one.number != one.start and one.op is None):
        return one
    coined = COINED.fullmatch(text, one.end, clause.end)
    if coined is None or not text[one.end - 1].isdigit():
        return one
    after = COINED_SIGNS.get(coined["after"] or "")
    return replace(one, unit=coined["unit"], end=coined.end(), op=one.op or after)


def _read(number: NumberInClause, before: Goal | None) -> Goal | None:
    """Return the goal that this number is, None where it is none; `before` is the goal read last."""
    if number.is_none:
        return None
    clause = number.clause
    period = find_governing(number.words, number.text, clause.sentence, clause.start, number.one.start)
    stated = find_sign(number)
    if stated is None:
        stated = _find_at_place(number, before)
    if stated is not None:
        return _build(number, *stated, period)
    return _read_bare(number, before, period)


def _read_bare(number: NumberInClause, before: Goal | None, period: Governing | None) -> Goal | None:
    """A number without relation: a share behind its rate, or a count behind its verb, period or list."""
    if number.kind in ("share", "point") and not number.one.change:
        whole = number.one.value == 100 and is_whole(number.lead, number.rest)
        if whole or is_share_of_doers(number.lead, number.rest) or number.is_share_of_work:
            return _build(number, ">=", number.one.start, period)
        named = (
            _lists_places(number, before)
            or SHARE_NAME.search(number.lead)
            or ASSURED.search(number.lead)
            or DONE_OF.search(number.lead)
        )
        if named is None and number.lead.endswith("量的"):
            named = find_opening_verb(number.lead)
        return _build(number, ">=", number.one.start, period) if named and not number.one.approximate else None
    if number.lasts:
        return _build(number, ">=", number.one.start, period)
    if number.kind in ("time", "none", "share", "point", "points", "ratio") or (
        number.one.unit in NEVER_BARE
        and not (number.one.unit == "期" and HELD.search(number.lead))
        and not (number.one.unit in OF_THINGS and DIGITS_THEN_THING.match(number.text, number.one.number))
    ):
        return None
    what = find_counted(number, before, period)
    return _build(number, ">=", what, period) if what is not None else None


def _build(number: NumberInClause, op: Sign, start: int, period: Governing | None) -> Goal:
    one = number.one
    share = number.kind in ("share", "point", "ratio")
    if (
        one.most is not None
        and op == "<="
        and one.stated in KEPT_WITHIN
        and number.text[one.end - 1 : one.end] not in "内下"
    ):
        op = ">="  # 湿度控制在45%-60%
    if op == "<" and number.text.endswith("以下", one.number, one.end):
        op = "<="  # 控制在10人以下: 以下 in a duty includes the number, as in law (民法典第1259条)
    mean = period is not None and number.text[period.start : period.end].endswith("均")
    if period is not None and number.kind in DONE_KINDS and number.text[period.start : period.end] in MEANS:
        period = None  # 日均清运280吨 names a rhythm as 日清运量 does
    if number.kind != "count" and period is not None and (mean or period.start < number.clause.start):
        period = period if _is_done_in_period(number, mean=mean) else None
    if share and period is not None and not one.change and WHOLE.match(number.text[period.start : period.end]):
        period = None  # 全年优良率不低于84%: a rate of the year is no quota
    counted = not share and number.kind != "time" and not one.change and not (one.op and not period)
    what = (min(start, one.start), one.start) if counted else None
    if counted and period is not None and one.op:
        what = (max(period.end, number.clause.start), one.start)
    change = one.change or find_named_change(number)
    begin = start if share and start < one.start else one.start
    return Goal(begin, one.end, op, one.value, one.unit, one.number, period, one.approximate, one.most, change, what)


def _lists_places(number: NumberInClause, before: Goal | None) -> bool:
    """覆盖率城市100%、农村80%: one rate, told for each kind of place."""
    if RATE_AT_PLACE.search(number.lead):
        return True
    return _goes_on_at_place(number, before)


def _find_at_place(number: NumberInClause, before: Goal | None) -> tuple[Sign, int] | None:
    """生均图书达到小学25册、初中35册: the relation stands before the kind of place."""
    match = STATED_AT_PLACE.search(number.lead) if number.kind == "count" else None
    if match is not None:
        return ("<=" if match["word"] in AT_MOST else ">="), number.lead_start + match.start()
    if before is not None and number.kind == "count" and _goes_on_at_place(number, before):
        return before.op, number.one.start
    return None


def _goes_on_at_place(number: NumberInClause, before: Goal | None) -> bool:
    listed = before is not None and before.unit == number.one.unit and before.start >= number.clause.start
    return bool(before and listed and AT_PLACE.fullmatch(number.text, before.end, number.one.start))


WHOLE = re.compile(r"^(?:全年度?|年度内|本年度|一年内?)$")
"""全年, 本年度; 每年提高 comes round"""


def _is_done_in_period(number: NumberInClause, *, mean: bool) -> bool:
    """年均销售彩票30亿元, 年均新增面积3万亩: an amount that is done in each period; an income or a share is none."""
    if number.one.change or number.kind not in (DONE_KINDS | {"money"} if mean else DONE_KINDS):
        return False
    verbs = number.deeds.money if number.kind == "money" else number.deeds.verb
    return verbs.search(number.lead) is not None


def _part_list(text: str, before: Goal | None, goal: Goal) -> Goal:
    """Name what is counted from the list's last mark on (建成重点镇2个、特色小镇5个)."""
    if before is None or goal.what is None or before.end > goal.start or "," in text[before.end : goal.start]:
        return goal
    mark = LIST_MARK.match(text[before.end : goal.start])
    if mark is None:
        return goal
    return replace(goal, what=(before.end + mark.end(), goal.what[1]), listed=True)
