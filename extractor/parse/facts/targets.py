"""In: the words of a task. Out: the numbers it must reach or stay within, each with what is measured.

Only duties set targets (`clauses`); which numbers are goals is asked in `goals`, goals in words (动态清零, 翻一番,
1:300) are rows of `mappings/phrases/targets.yaml`. Not handled: goals without a number (保持全市前列, 低于上年), and
numbers of scoring criteria, which are rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.language.cover import Cover
from extractor.language.grammar.clause_work import ClauseWork, WorkingClause, find_clauses, find_work
from extractor.language.grammar.clauses import find_readable
from extractor.language.needs import compile_late
from extractor.language.numerals import NUMBER, as_number, parse_exact
from extractor.language.scanner import load_scanner
from extractor.model.facts.plan import Target
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.facts.goals.finding import find_goals
from extractor.parse.facts.goals.goal import Goal
from extractor.parse.facts.metrics import find_clause_start, find_rates, name_counted
from extractor.parse.facts.periods import CYCLES, PERIODS, Cycle, Governing, Period, is_rhythm

TIMES = {"一": 1, "两": 2, "二": 2, "三": 3}
# 合格率、优良率分别达到98%、60%以上: one number for each, in order
RESPECTIVE = compile_late(rf"[、和](?P<value>{NUMBER})(?P<unit>%|‰|个百分点)(?:以上|以内|以下|左右)?")
JOINTS = ("、", "和", "及", "与")
BY_RATIO = compile_late(r"^按|比例$")
SHARED_PERIOD = re.compile(
    r"(?:^|(?<=[,。;:、]))(?P<who>[^,。;:、\d每]{0,14})(?P<each>每个?)(?P<period>半年|季度|月|周|星期|日|天|年度?|学期)(?=、)"
)
THING = re.compile(r"(?P<unit>[万亿]?[个支])(?:床位|学位|车位|工位|泊位|充电桩|点位|队伍)")
STRANGER = re.compile(r"\d[\d.]*[\u4e00-\u9fff]{1,3}、")
"""采购水带120幂、灭火器300具: a number of no known measure before a list's mark stays unread, and is told."""


def find_targets(context: Context, passage: Passage, start: int = 0, end: int | None = None) -> tuple[Target, ...]:
    """Return the targets in `passage.text[start:end]`, in order; several metrics of one number are several targets."""
    stop = len(passage) if end is None else end
    targets: list[Target] = []
    right = start
    waiting: tuple[str | None, ...] = ()
    for goal in _find(context, passage.text, start, stop):
        if goal.start < right:
            continue  # a number listed behind 分别, which is read with the first
        if goal.period and goal.value == 1 and is_rhythm(passage.text, goal.period):
            continue  # 每5日报送一次, 每周五举办1场: what comes round in no period of its own has no quota
        targets.extend(_read_shared(context, passage, goal, start))
        left = goal.what[0] if goal.listed and goal.what else find_clause_start(passage.text, goal.start, start)
        left = max((one.end() for one in STRANGER.finditer(passage.text, left, goal.start)), default=left)
        if left < right < goal.start and goal.what is None and passage.text[right] in "、和及":
            left = right + 1  # 及时率100%、准确率达到99%
        follows = bool(waiting) and passage.text[right : goal.start] in JOINTS
        metrics = waiting[:1] if follows else _find_metrics(passage, left, goal)
        left = goal.start if follows else left
        waiting = waiting[1:] if follows else ()
        values, right = _read_values(passage.text, goal, len(metrics))
        if len(values) < len(metrics):
            metrics, waiting = metrics[: len(values)], metrics[len(values) :]  # 覆盖率、蓄积量分别达到65%和1200万立方米
        place = context.place(passage, left, right)
        names = metrics if len(metrics) == len(values) else metrics * len(values)
        for metric, value in zip(names, values, strict=True):
            shared = replace(goal, op=targets[-1].op) if follows and goal.op == "==" and not goal.approx else goal
            targets.append(_build(shared, context.quote(passage, left, right), metric, value, place))
    return tuple(targets)


def _build(goal: Goal, quote: str, metric: str | None, value: Decimal, place: object) -> Target:
    unit = goal.unit
    if unit.startswith("个") and unit.removeprefix("个") in ("工作日", "自然日", "小时"):
        unit = unit.removeprefix("个")
    found = as_number(value)
    return Target(
        text=quote,
        metric=metric,
        op=goal.op,
        value=round(found, 12) if isinstance(found, float) else found,
        unit=unit,
        period=_find_period(goal.period),
        cycle=_find_cycle(goal.period),
        approx=goal.approx,
        change=goal.change,
        max=as_number(goal.most) if goal.most is not None else None,
        place=place,  # type: ignore[arg-type]
    )


def _find_period(period: Governing | None) -> Period | None:
    return PERIODS.get((period.unit, period.step)) if period else None


def _find_cycle(period: Governing | None) -> Cycle | None:
    return CYCLES.get((period.unit, period.step)) if period else None


def _read_shared(context: Context, passage: Passage, goal: Goal, start: int) -> Iterator[Target]:
    """县级河长每季度、乡级河长每月、村级河长每周巡河不少于1次: one number for each period of a list."""
    if goal.period is None:
        return
    text = passage.text
    left = find_clause_start(text, goal.period.start, start)
    for match in SHARED_PERIOD.finditer(text, left, goal.period.start):
        row = context.quantities.periods.get(match["period"])
        if row is None:
            continue
        own = replace(goal, period=Governing(match.start("each"), match.end("period"), row.unit, row.step))
        first, last = match.start("who"), match.end("period")
        metric = match["who"] or None
        yield _build(own, context.quote(passage, first, last), metric, goal.value, context.place(passage, first, last))


def _read_values(text: str, goal: Goal, count: int) -> tuple[tuple[Decimal, ...], int]:
    """Return the value of each of `count` metrics (one for all, or behind 分别 one for each) and where they end."""
    values, end = [goal.value], goal.end
    match = RESPECTIVE.match(text, goal.end) if text.endswith("分别", 0, goal.start) else None
    while match and match["unit"] == goal.unit and (value := parse_exact(match["value"])) is not None:
        values.append(value)
        end = match.end()
        match = RESPECTIVE.match(text, end)
    if len(values) == count or count == 1:
        return tuple(values), end
    respective = text.endswith("分别", 0, goal.start) and text[end : end + 1] in JOINTS
    return (tuple(values), end) if respective else ((goal.value,) * count, goal.end)


def _find(context: Context, text: str, start: int, stop: int) -> Iterator[Goal]:
    for left, right in find_readable(text, start, stop):
        yield from _scan(context, text, left, right)


def _scan(context: Context, text: str, start: int, stop: int) -> Iterator[Goal]:
    clauses = find_clauses(context.mappings.clauses, text, start, stop, context.year)
    found: list[Goal] = []
    taken = Cover(start, stop)
    for goal in (*_find_worded(context, text, clauses, start, stop), *find_goals(context, text, clauses, start, stop)):
        if not taken.meets(goal.start, goal.end):
            found.append(_plain(goal))
            taken.add(goal.start, goal.end)
    yield from sorted(found, key=lambda item: (item.start, item.end))


def _plain(goal: Goal) -> Goal:
    """1.2万人(次) counts 人次, 30台(套) stays as printed; 120个工位 and 2支队伍 are counted by 个 and 支."""
    if goal.unit.endswith("人(次)"):
        return replace(goal, unit=goal.unit.replace("(次)", "次"))
    thing = THING.fullmatch(goal.unit)
    return replace(goal, unit=thing["unit"]) if thing else goal


def _find_worded(
    context: Context, text: str, clauses: Sequence[WorkingClause], start: int, stop: int
) -> Iterator[Goal]:
    """Yield the goals whose number is in the words: none at all, doubling, a ratio."""
    for row, match in load_scanner(context.mappings.targets, context.mappings).find(text, start, stop):
        clause = find_work(clauses, match.start())
        if clause is not None and clause.work is not ClauseWork.DUTY:
            continue
        if row.reads == "zero":
            of = match.groupdict().get("of")
            what = match.span("of") if of else None
            yield Goal(match.start(), match.end(), "==", Decimal(0), "", match.start(), what=what)
        elif row.reads == "doubling":
            times = TIMES.get(match["n"] or "一") or int(match["n"])
            yield Goal(match.start(), match.end(), ">=", Decimal(2**times - 1), "倍", match.start(), change="rise")
        else:
            value = parse_exact(match["value"])
            if row.reads == "per_mille" and value:
                value = (100_000 if "十" in match["of"] or "10" in match["of"] else 10_000) / value
            if value == 1 and row.name == "ratio" and not match["op"] and not BY_RATIO.search(match.group()):
                continue  # 结对1:1
            if value:
                op = context.quantities.find_sign(match["op"], match["after"]) or "=="
                op = "<=" if op == "<" and match["after"] == "以下" else op
                yield Goal(match.start(), match.end(), op, 1 / value, "", match.start("value"))


def _find_metrics(passage: Passage, left: int, goal: Goal) -> tuple[str | None, ...]:
    """Return what is measured: the clause before the number, parted where it lists several rates."""
    if goal.what is not None:
        start, stop = max(goal.what[0], left), max(goal.what[1], left)
        return (name_counted(passage, left, (start, stop), goal.end, behind=bool(goal.unit)),)
    return find_rates(passage, left, goal.start)
