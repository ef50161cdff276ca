"""In: the items of a group, the differences found in it. Out: numbers that stand in none, side by side with the reason.

Those that only the words of their period part (新增3000户 in a plan of one year, 全年新增4500户) are ranked.

One plan asks for a rise, another for a level; one counts by the year, another in all: silence would hide that both
print a number. A number that was printed and not understood stands there as it is printed. Not handled: numbers that
only one plan prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from extractor.compare.differences.durations import find_durations
from extractor.compare.differences.frequencies import find_frequencies, is_quota
from extractor.compare.differences.measures import find_likeness, join_single, split_alike
from extractor.compare.differences.ranking import build_difference, find_unlike, show_beside
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import UNREAD, Stated, find_context, tell_origin
from extractor.compare.differences.targets import find_targets
from extractor.compare.names import share_pair
from extractor.compare.one_measure import find_reason
from extractor.compare.rewording import is_reworded
from extractor.language.needs import compile_late
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import DeadlineKind, Task

YEARLY = "/年"
WITHIN_YEAR = "一方未写周期，按方案年度计"
SCALES = frozenset({"工作日", "日", "个月"})
SCOPED = "个数写在范围里，两处所做的事相同"
SCOPE = compile_late(r"(?:在|对|为|覆盖|选择|面向|围绕)[^，,。；;\d]{0,30}?(\d+)([\u4e00-\u9fff]{1,4})")
"""in how many fields or places something is done, which is no goal of its own: 对86株古树名木逐株建档"""
BOUNDED = compile_late(r"每|不超过|不得超过|以内|以下|低于|控制|至多|压减|减少|取消")
DIGITS = compile_late(r"\d+")
AT_ONCE = "一方为即时，未写时长"


def compare_unranked(group: Group, rows: Sequence[GroupedItem], found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the numbers of a group that no other difference shows, where two plans or more print one."""
    shown = {(reading.plan, reading.item, reading.quote) for one in found for reading in one.readings}
    plans = {reading.plan for one in found if one.aspect not in {"unit", "weight"} for reading in one.readings}
    alone = [one for row in rows for one in _list_numbers(row) if (one.plan, one.item, one.quote) not in shown]
    for alike in _join_years(alone):
        ranked = build_difference(group, "target", alike)
        if ranked:
            yield ranked
            plans.update(one.plan for one in alike)
            alone = [one for one in alone if all(one.quote != other.quote for other in alike)]
    alone += [one for row in rows for one in _find_at_once(row) if one.concerns(row) and _has_limit(one, alone)]
    scoped: set[str] = set()
    for alike in _join_scopes([one for row in rows for one in _state_unread(row)], alone):
        ranked = build_difference(group, "target", alike)
        if ranked:
            yield ranked
            plans.update(one.plan for one in alike)
            scoped.update(one.quote for one in alike)
            alone = [one for one in alone if one.quote not in scoped]
    unread = [one for row in rows if row.plan not in plans for one in _list_unread(row, alone)]
    alone += [one for one in unread if one.quote not in scoped]
    first = next(iter(alone), None)
    other = next((one for one in alone if first and one.plan != first.plan), None)
    if first and other and not {first.plan, other.plan} <= plans:
        yield from show_beside(group, "target", alone, find_unlike(first, other))
    else:
        for pair in _pair_left_over(alone):
            yield from show_beside(group, "target", pair, find_unlike(*pair))


def _pair_left_over(alone: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Yield what two plans print beside their ranked numbers two by two, those that are most alike first.

    粪污综合利用率83% and 粪污设施配套率97%, in items whose straw is ranked, are two measures: silence hides it.
    """
    numbers = (one for one in alone if one.value is not None)
    met = ((one, other) for one, other in combinations(numbers, 2) if one.plan != other.plan)
    pairs = [pair for pair in met if _share_words(*pair)]
    used: set[int] = set()
    for one, other in sorted(pairs, key=lambda pair: (-find_likeness(*pair), pair[0].unit != pair[1].unit)):
        if not used & {id(one), id(other)}:
            used |= {id(one), id(other)}
            yield one, other


def _share_words(one: Stated, other: Stated) -> bool:
    """Tell whether two numbers stand on one scale or are of one thing."""
    timed = {one.unit in SCALES, other.unit in SCALES}
    return one.unit == other.unit or (len(timed) == 1 and share_pair(one.about, other.about))


def _join_years(alone: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Yield numbers that are one measure once those of 全年 and those without a period count for the plan's year."""
    plain = [replace(one, unit=one.unit.removesuffix(YEARLY), note=WITHIN_YEAR) if one.yearly else one for one in alone]
    counted = [one for one in plain if one.unit and not one.unit.endswith(YEARLY) and not one.lasting]
    for alike in join_single(list(split_alike(counted)), lambda _: False):
        first = alike[0]
        if len({one.yearly for one in alike}) > 1 and all(
            find_reason(one.identity, first.identity) is None for one in alike
        ):
            yield alike


def _join_scopes(unread: Sequence[Stated], alone: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Yield stretches that say the same of another number of fields or bodies: 在15个领域实施 and 在22个领域实施.

    对8座小型病险水库实施除险加固 says in other words what 完成小型病险水库除险加固6座 has as its goal.
    """
    scoped = [found for one in unread if (found := _state_scope(one))]
    sets: list[list[Stated]] = []
    for one in (*scoped, *alone):
        met = next((alike for alike in sets if _is_one_scope(one, alike[0])), None)
        if met is not None:
            met.append(one)
        elif one in scoped:
            sets.append([one])
    yield from sets


def _state_scope(one: Stated) -> Stated | None:
    """Return a stretch with the one number that tells in how many places something is done."""
    found = SCOPE.search(one.quote)
    if not found or len(DIGITS.findall(one.quote)) != 1 or BOUNDED.search(one.quote):
        return None
    unit = found[2][0]
    about = "".join(one.quote.replace(found[1] + unit, "").split())
    return replace(
        one, value=float(found[1]), shown=found[1] + found[2], unit=unit, stricter="higher", about=about, note=SCOPED
    )


def _is_one_scope(one: Stated, other: Stated) -> bool:
    """Tell whether two numbers of different plans count the same, by the same words or by others that say the same."""
    if one.stricter != other.stricter or not one.words.count_alike(one.unit.removesuffix(YEARLY), other.unit):
        return False
    if one.about == other.about:
        return True
    told = is_reworded(one.words, one.about, other.about, contexts=(one.context, other.context))
    return one.plan != other.plan and told and find_reason(one.identity, other.identity) is None


def _list_unread(row: GroupedItem, known: Sequence[Stated]) -> Iterator[Stated]:
    """Yield what an item prints with a number that no fact holds, where the item has no number at all."""
    if not any(one.plan == row.plan and one.item == row.item.id for one in known):
        yield from _state_unread(row)


def _state_unread(row: GroupedItem) -> Iterator[Stated]:
    for text, place in row.unread:
        yield Stated(
            **tell_origin(row, text, place),
            value=None, shown=text,
            unit="", stricter="none", about=text, note=UNREAD,
        )  # fmt: skip


def _has_limit(one: Stated, alone: Sequence[Stated]) -> bool:
    """Tell whether another plan sets a time limit beside which 即时 says something."""
    return any(other.unit in SCALES and other.plan != one.plan for other in alone)


def _find_at_once(row: GroupedItem) -> Iterator[Stated]:
    """Yield what must be done at once (即时办结): no number, and yet a time limit beside one of 2个工作日."""
    for deadline in row.item.deadlines if isinstance(row.item, Task) else ():
        if deadline.kind is DeadlineKind.IMMEDIATE:
            yield Stated(
                **tell_origin(row, deadline.text, deadline.place),
                value=None,
                shown=deadline.text, unit="", stricter="none", about=find_context(row.item, deadline.text),
                note=AT_ONCE,
            )  # fmt: skip


def _list_numbers(row: GroupedItem) -> Iterator[Stated]:
    for one in (*find_targets(row), *find_durations(row), *filter(is_quota, find_frequencies(row))):
        if one.concerns(row):
            yield one
