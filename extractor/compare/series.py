"""In: plans, aligned groups and their differences. Out: changes from year to year of a place, gaps to superiors' plans.

A number is tightened or loosened where it is one measure and ranked; a day that only moved with the year is said to
have moved; a number that is no longer the same measure is unlike. Not handled: places or years that no document tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from extractor.compare.contract_words import PER
from extractor.compare.differences.stated import ANSWERING, UNREAD
from extractor.compare.standing import RANKS, UNTOLD, find_years
from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.compared.series import Change, ChangeKind, Gap, GapKind
from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Indicator, Plan, PlanLevel, Task

Items = Mapping[tuple[str, str], Task | Indicator]
CARRIES = re.compile(r"(?:落实|贯彻|根据|按照|依据|执行|转发)[^。；;]{0,12}$")
BEFORE = 20
"""characters before a citation in which stands why it is cited"""
HAN = re.compile(r"[\u4e00-\u9fff]+")
ACTS = frozenset({"次", "场", "场次", "期", "轮", "遍", "批次", "篇", "倍", "个百分点", "分"})
"""units of what each office does by itself, or of a level"""
SPANS = {"weight", "unit"}
"""aspects that weigh or name, and are neither strict nor loose"""


def find_changes(  # noqa: PLR0913, PLR0917 - what a series is told from
    plans: Sequence[Plan],
    alignment: Alignment,
    differences: Sequence[Difference],
    items: Items,
    links: ToldLinks = UNTOLD,
    common: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    """Yield what became of each item from a place's plan of one year to its next, or from one to what replaced it."""
    seen: set[Change] = set()
    for change in _list_changes(find_series(plans, links.replaced), alignment, differences, items, common):
        key = replace(change, group="")
        if key not in seen:
            seen.add(key)
            yield change


def _list_changes(
    series: Iterable[tuple[Plan, Plan]],
    alignment: Alignment,
    differences: Sequence[Difference],
    items: Items,
    common: frozenset[str],
) -> Iterator[Change]:
    by_group = _sort_by_group(differences)
    for earlier, later in series:
        shared: set[tuple[str, str]] = set()
        for group in alignment.groups:
            left, right = (_members(group, plan.id) for plan in (earlier, later))
            if left and right:
                pairs = list(_pair_items((earlier.id, left), (later.id, right), items, common))
                for one, other in pairs:
                    shared.update(((earlier.id, one), (later.id, other)))
                if pairs:
                    yield from _change_group(group, (earlier.id, left), (later.id, right), by_group[group.id], items)
        for plan, kind in ((earlier, "dropped"), (later, "added")):
            for item in plan.items:
                if (plan.id, item.id) not in shared:
                    yield _lone(earlier.id, later.id, item, "dropped" if kind == "dropped" else "added")


def find_series(plans: Sequence[Plan], replaced: Collection[tuple[str, str]] = ()) -> Iterator[tuple[Plan, Plan]]:
    """Yield each two successive plans, the earlier first: those told by (plan, replaced), then by place and year."""
    by_id = {plan.id: plan for plan in plans}
    told = [(by_id[old], by_id[new]) for new, old in sorted(replaced) if old in by_id and new in by_id]
    yield from told
    settled = {new.id for _, new in told}
    for earlier, later in _list_successive(plans):
        if later.id not in settled and (earlier.id, later.id) not in replaced:
            yield earlier, later


def _list_successive(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    """Yield each two successive plans of one place, level and field; years of a period do not follow the period."""
    series: dict[tuple[str, str, str], list[tuple[tuple[int, int], str, Plan]]] = defaultdict(list)
    for plan in plans:
        years, place = find_years(plan), plan.metadata.jurisdiction
        if years and place:
            series[place, plan.metadata.level or "", plan.metadata.field or ""].append((years, plan.id, plan))
    for _, own in sorted(series.items()):
        for one, other in pairwise(sorted(own, key=lambda entry: entry[:2])):
            if one[0][1] < other[0][0]:
                yield one[2], other[2]


def _pair_items(
    one: tuple[str, Sequence[str]], other: tuple[str, Sequence[str]], items: Items, common: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield which item of a group became which, the most alike first; one that is left over was added or dropped.

    So were two that share no word but those of the genre: 新建抗旱应急水源井 did not become 建成水库监测站点.
    """
    (left, ours), (right, theirs) = one, other
    words = {key: _find_words(items[key], common) for key in ((left, a) for a in ours)}
    words |= {key: _find_words(items[key], common) for key in ((right, b) for b in theirs)}
    pairs = sorted(
        (-fuzz.ratio(_print(items[left, a]), _print(items[right, b])), a, b)
        for a in ours
        for b in theirs
        if words[left, a] & words[right, b]
    )
    taken: set[str] = set()
    for _, a, b in pairs:
        if f"<{a}" not in taken and f">{b}" not in taken:
            taken.update((f"<{a}", f">{b}"))
            yield a, b


def _find_words(item: Task | Indicator, common: frozenset[str]) -> frozenset[str]:
    """Return all runs of two characters of an item, without the bodies that answer for it and words of the genre."""
    printed = f"{item.title}。{item.text}" if isinstance(item, Task) else f"{item.name or ''}。{_print(item)}"
    runs = HAN.findall(ANSWERING.sub("", printed))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) - common


def _change_group(
    group: Group,
    left: tuple[str, list[str]],
    right: tuple[str, list[str]],
    differences: Sequence[Difference],
    items: Items,
) -> Iterator[Change]:
    told = False
    for difference in differences:
        one, other = (_strictest(difference, *side) for side in (left, right))
        if one and other and difference.aspect not in SPANS:
            told = True
            yield Change(
                earlier=left[0], later=right[0], group=group.id, label=difference.label,
                change=_name_change(difference, one, other), left=one.item, right=other.item,
                left_quote=one.quote, right_quote=other.quote,
            )  # fmt: skip
    if not told:
        texts = [_print(items[side[0], side[1][0]]) for side in (left, right)]
        same = _squeeze(texts[0]) == _squeeze(texts[1])
        yield Change(
            earlier=left[0], later=right[0], group=group.id, label=group.label,
            change="unchanged" if same else "reworded",
            left=left[1][0], right=right[1][0], left_quote=texts[0], right_quote=texts[1],
        )  # fmt: skip


def _name_change(difference: Difference, one: Reading, other: Reading) -> ChangeKind:
    if one.rank is None or other.rank is None:
        if UNREAD not in difference.note:
            return "unlike"
        return "unchanged" if _squeeze(one.quote) == _squeeze(other.quote) else "reworded"
    if one.rank == other.rank:
        return "moved" if difference.unit == "日期" and one.shown != other.shown else "unchanged"
    return "tightened" if other.rank < one.rank else "loosened"


def _squeeze(words: str) -> str:
    return "".join(words.split())


def _lone(earlier: str, later: str, item: Task | Indicator, change: ChangeKind) -> Change:
    label = (item.title if isinstance(item, Task) else item.name) or item.id
    words, dropped = _print(item), change == "dropped"
    return Change(
        earlier=earlier, later=later, group="", label=label, change=change,
        left=item.id if dropped else None, right=None if dropped else item.id,
        left_quote=words if dropped else "", right_quote="" if dropped else words,
    )  # fmt: skip


def find_gaps(
    plans: Sequence[Plan], alignment: Alignment, differences: Sequence[Difference], links: ToldLinks = UNTOLD
) -> Iterator[Gap]:
    """Yield each plan's numbers against those of its superior, what it does not take up, and what is its own."""
    by_group = _sort_by_group(differences)
    for superior, plan in find_superiors(plans, links.superiors):
        for group in alignment.groups:
            left, right = (_members(group, one.id) for one in (superior, plan))
            if left and right:
                yield from _gap_group(group, (superior.id, left), (plan.id, right), by_group[group.id])
            elif left or right:
                kind: GapKind = "not_taken_up" if left else "own"
                yield Gap(superior=superior.id, plan=plan.id, group=group.id, label=group.label, verdict=kind)


def find_superiors(plans: Sequence[Plan], told: Collection[tuple[str, str]] = ()) -> Iterator[tuple[Plan, Plan]]:
    """Yield each plan after one over it: told by (plan, superior), of its city, its province, the nation, or cited."""
    for superior in plans:
        for plan in plans:
            if (plan.id, superior.id) in told:
                yield superior, plan
                continue
            if (superior.id, plan.id) in told:
                continue
            above, below = superior.metadata.level, plan.metadata.level
            if not (above and below):
                continue
            over = RANKS[above] < RANKS[below] and _is_over(superior, plan)
            if over or (RANKS[above] <= RANKS[below] and _carries_out(plan, superior)):
                yield superior, plan


def _carries_out(plan: Plan, superior: Plan) -> bool:
    """Tell whether a plan says that it carries out another place's paper: 为落实《…》（河政办〔2024〕11号）.

    The level of a city that no list has may not be told; one of the same level whose number is merely cited is none.
    """
    place, number = superior.metadata.jurisdiction, "".join((superior.metadata.doc_number or "").split())
    if not number or not place or place == plan.metadata.jurisdiction:
        return False
    cited = [one for one in plan.citations if "".join((one.doc_number or "").split()) == number and one.place]
    return any(
        CARRIES.search(plan.text[max(one.place.start - BEFORE, 0) : one.place.start]) for one in cited if one.place
    )


def _is_over(superior: Plan, plan: Plan) -> bool:
    data, place = plan.metadata, superior.metadata.jurisdiction
    if superior.metadata.level is PlanLevel.NATION or (place and place in {data.parent, data.province}):
        return True
    title = superior.metadata.title or ""
    return any(len(one.title) > 6 and (one.title in title or title.endswith(one.title)) for one in plan.citations)


def _gap_group(
    group: Group, left: tuple[str, list[str]], right: tuple[str, list[str]], differences: Sequence[Difference]
) -> Iterator[Gap]:
    for difference in differences:
        one, other = (_strictest(difference, *side) for side in (left, right))
        if one and other and difference.aspect not in SPANS:
            verdict = _name_gap(one, other)
            if verdict == "looser" and _is_total(difference, one.quote):
                verdict = "unlike"
            ranked = verdict != "unlike"
            both = ranked and one.value is not None and other.value is not None
            yield Gap(
                superior=left[0], plan=right[0], group=group.id, label=difference.label,
                verdict=verdict, unit=difference.unit,
                gap=round((other.value or 0.0) - (one.value or 0.0), 6) if both else None,
                left_quote=one.quote, right_quote=other.quote,
            )  # fmt: skip


def _is_total(difference: Difference, words: str) -> bool:
    """Tell whether a number counts things over the whole of a place, so that a part of it asks for fewer by nature.

    A city's 建成投放点1200个 is no measure for the 140个 of one of its counties; its rates, times and 次 are.
    """
    if difference.aspect != "target" or difference.stricter != "higher" or PER.search(words):
        return False
    return (
        bool(difference.unit) and not difference.unit.startswith(("%", "日", "工作日")) and difference.unit not in ACTS
    )


def _name_gap(one: Reading, other: Reading) -> GapKind:
    if one.rank is None or other.rank is None:
        return "unlike"
    return "equal" if one.rank == other.rank else "stricter" if other.rank < one.rank else "looser"


def _strictest(difference: Difference, plan: str, items: Sequence[str]) -> Reading | None:
    own = [reading for reading in difference.readings if reading.plan == plan and reading.item in items]
    return min(own, key=lambda reading: (reading.rank is None, reading.rank or 0, reading.start), default=None)


def _members(group: Group, plan: str) -> list[str]:
    return [member.item for member in group.members if member.plan == plan]


def _sort_by_group(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    found: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        found[difference.group].append(difference)
    return found


def _print(item: Task | Indicator) -> str:
    return item.text if isinstance(item, Task) else item.criteria or item.content or item.name or ""
