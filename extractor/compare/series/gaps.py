"""In: plans, aligned groups and their differences. Out: gaps of each plan to the plans over it.

A number is stricter or looser where it is one measure and ranked. Not handled: levels that no document tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extractor.compare.contract_words import ContractWords
from extractor.compare.series.pairing import SPANS, ItemTrail, find_strictest, list_members, sort_by_group
from extractor.compare.standing import RANKS, UNTOLD
from extractor.language.needs import compile_late
from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.comparison import Difference, Reading
from extractor.model.compared.series import Gap, GapKind
from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Indicator, Plan, PlanLevel, Task

CARRIES = compile_late(r"(?:落实|贯彻|根据|按照|依据|执行|转发)[^。；;]{0,12}$")
BEFORE = 20
"""characters before a citation in which stands why it is cited"""
ACTS = frozenset({"次", "场", "场次", "期", "轮", "遍", "批次", "篇", "倍", "个百分点", "分"})
"""units of what each office does by itself, or of a level"""


def find_gaps(
    plans: Sequence[Plan],
    alignment: Alignment,
    differences: Sequence[Difference],
    pairing: ItemTrail,
    links: ToldLinks = UNTOLD,
) -> Iterator[Gap]:
    """Yield each plan's numbers against those of its superior, what it does not take up, and what is its own.

    Items of one group that share no telling word are two: 与高校共建观测站 is not taken up by 开发观鸟路线.
    """
    by_group = sort_by_group(differences)
    for superior, plan in find_superiors(plans, links.superiors):
        own = pairing.without_titles(superior, plan)
        for group in alignment.groups:
            left, right = (list_members(group, one.id) for one in (superior, plan))
            if left and right and any(own.pair((superior.id, left), (plan.id, right))):
                yield from _gap_group(group, (superior.id, left), (plan.id, right), by_group[group.id], own.words)
                continue
            beside = bool(left and right)
            if left:
                one = own.items[superior.id, left[0]] if beside else None
                yield _name_lone(superior, plan, group, "not_taken_up", one)
            if right:
                yield _name_lone(superior, plan, group, "own", own.items[plan.id, right[0]] if beside else None)


def _name_lone(superior: Plan, plan: Plan, group: Group, kind: GapKind, item: Task | Indicator | None) -> Gap:
    """Return what one of the two asks alone; an item beside another's of its group goes by its own name."""
    label = group.label if item is None else (item.title if isinstance(item, Task) else item.name) or group.label
    return Gap(superior=superior.id, plan=plan.id, group=group.id, label=label, verdict=kind)


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
            over = RANKS[above] < RANKS[below] and _is_over(superior, plan) and not _is_foreign(superior, plan)
            if over or (RANKS[above] <= RANKS[below] and _carries_out(plan, superior)):
                yield superior, plan


def _is_foreign(superior: Plan, plan: Plan) -> bool:
    """Tell whether two plans are of two fields: a district's 助保贷 paper leaves out nothing of its city's 5G网络."""
    one, other = superior.metadata.field, plan.metadata.field
    return bool(one and other and one != other)


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
    group: Group,
    left: tuple[str, list[str]],
    right: tuple[str, list[str]],
    differences: Sequence[Difference],
    words: ContractWords,
) -> Iterator[Gap]:
    for difference in differences:
        one, other = (find_strictest(difference, *side) for side in (left, right))
        if one and other and difference.aspect not in SPANS:
            verdict = _name_gap(one, other)
            if verdict == "looser" and _is_total(difference, one.quote, words):
                verdict = "unlike"
            ranked = verdict != "unlike"
            both = ranked and one.value is not None and other.value is not None
            yield Gap(
                superior=left[0], plan=right[0], group=group.id, label=difference.label,
                verdict=verdict, unit=difference.unit,
                gap=round((other.value or 0.0) - (one.value or 0.0), 6) if both else None,
                left_quote=one.quote, right_quote=other.quote,
            )  # fmt: skip


def _is_total(difference: Difference, printed: str, words: ContractWords) -> bool:
    """Tell whether a number counts things over the whole of a place, so that a part of it asks for fewer by nature.

    A city's 建成投放点1200个 is no measure for the 140个 of one of its counties, nor 年接待150万人次 for
    8万人次; its rates, times and 次 are.
    """
    counted = difference.aspect == "target" or (difference.aspect == "frequency" and "每" not in printed)
    if not counted or difference.stricter != "higher" or words.per.search(printed):
        return False
    unit = difference.unit.removesuffix("/年")
    return bool(unit) and not unit.startswith(("%", "日", "工作日")) and unit not in ACTS


def _name_gap(one: Reading, other: Reading) -> GapKind:
    if one.rank is None or other.rank is None:
        return "unlike"
    return "equal" if one.rank == other.rank else "stricter" if other.rank < one.rank else "looser"
