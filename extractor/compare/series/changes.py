"""In: plans, aligned groups and their differences. Out: changes from year to year of a place.

A number is tightened or loosened where it is one measure and ranked; a day that only moved with the year is said to
have moved; a number that is no longer the same measure is unlike. Not handled: places or years that no document tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.compare.differences.stated import UNREAD
from extractor.compare.series.pairing import (
    SPANS,
    Items,
    ItemTrail,
    find_strictest,
    list_members,
    print_item,
    sort_by_group,
)
from extractor.compare.standing import UNTOLD, find_years
from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.compared.series import Change, ChangeKind
from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Indicator, Plan, Task


def find_changes(
    plans: Sequence[Plan],
    alignment: Alignment,
    differences: Sequence[Difference],
    pairing: ItemTrail,
    links: ToldLinks = UNTOLD,
) -> Iterator[Change]:
    """Yield what became of each item from a place's plan of one year to its next, or from one to what replaced it."""
    seen: set[Change] = set()
    for change in _list_changes(find_series(plans, links.replaced), alignment, differences, pairing):
        key = replace(change, group="")
        if key not in seen:
            seen.add(key)
            yield change


def _list_changes(
    series: Iterable[tuple[Plan, Plan]],
    alignment: Alignment,
    differences: Sequence[Difference],
    pairing: ItemTrail,
) -> Iterator[Change]:
    by_group = sort_by_group(differences)
    for earlier, later in series:
        own = pairing.without_titles(earlier, later)
        shared: set[tuple[str, str]] = set()
        for group in alignment.groups:
            left, right = (list_members(group, plan.id) for plan in (earlier, later))
            if left and right:
                pairs = list(own.pair((earlier.id, left), (later.id, right)))
                for one, other in pairs:
                    shared.update(((earlier.id, one), (later.id, other)))
                if pairs:
                    sides = (earlier.id, left), (later.id, right)
                    yield from _change_group(group, *sides, by_group[group.id], own.items)
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


def _change_group(
    group: Group,
    left: tuple[str, list[str]],
    right: tuple[str, list[str]],
    differences: Sequence[Difference],
    items: Items,
) -> Iterator[Change]:
    told = False
    for difference in differences:
        one, other = (find_strictest(difference, *side) for side in (left, right))
        if one and other and difference.aspect not in SPANS:
            told = True
            yield Change(
                earlier=left[0], later=right[0], group=group.id, label=difference.label,
                change=_name_change(difference, one, other), left=one.item, right=other.item,
                left_quote=one.quote, right_quote=other.quote,
            )  # fmt: skip
    if not told:
        texts = [print_item(items[side[0], side[1][0]]) for side in (left, right)]
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
    words, dropped = print_item(item), change == "dropped"
    return Change(
        earlier=earlier, later=later, group="", label=label, change=change,
        left=item.id if dropped else None, right=None if dropped else item.id,
        left_quote=words if dropped else "", right_quote="" if dropped else words,
    )  # fmt: skip
