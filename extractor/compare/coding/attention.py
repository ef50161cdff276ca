"""In: plans, groups, concepts. Out: how much of each plan's text each theme takes; when places took measures up.

A theme is the first-level section of the national list where a group's concept has one, else the group's own label. An
item of several groups counts its characters for each in equal parts. Not handled: attention in prose outside items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.compare.coding.instruments import read_item
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.research import Adoption, Attention, Censoring
from extractor.model.compared.series import State, StateKind
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Concept


def find_attention(plans: Sequence[Plan], alignment: Alignment, concepts: Sequence[Concept]) -> Iterator[Attention]:
    """Yield each plan's themes, the largest first."""
    sections = {concept.id: concept.level1 or concept.name for concept in concepts}
    themes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for group in alignment.groups:
        for member in group.members:
            themes[member.plan, member.item].add(sections.get(group.concept or "", group.label))
    for plan in plans:
        items: dict[str, int] = defaultdict(int)
        sizes: dict[str, float] = defaultdict(float)
        for item in plan.items:
            size = len("".join(read_item(item)))
            own = themes.get((plan.id, item.id)) or {""}
            for theme in own:
                items[theme] += 1
                sizes[theme] += size / len(own)
        total = sum(sizes.values())
        for theme in sorted(sizes, key=lambda name: (-sizes[name], name)):
            yield Attention(
                plan=plan.id, level=plan.metadata.level.value if plan.metadata.level else None,
                year=plan.metadata.year, theme=theme, items=items[theme], characters=round(sizes[theme]),
                share=round(sizes[theme] / total, 4) if total else 0.0,
            )  # fmt: skip


def find_adoptions(plans: Sequence[Plan], alignment: Alignment, states: Sequence[State] = ()) -> Iterator[Adoption]:
    """Yield for each measure and place the first day on which a plan of the corpus has it, with what cannot be seen."""
    own: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        own[plan.metadata.jurisdiction or plan.id].append(plan)
    for dated in own.values():
        dated.sort(key=lambda plan: (_find_day(plan) is None, _find_day(plan) or "", plan.id))
    told = {(state.group, state.plan): state.state for state in states}
    for group in alignment.groups:
        having = {member.plan for member in group.members}
        firsts = {place: next((plan for plan in dated if plan.id in having), None) for place, dated in own.items()}
        days = sorted({day for plan in firsts.values() if plan and (day := _find_day(plan))})
        for place, first in firsts.items():
            day = _find_day(first or own[place][-1])
            yield Adoption(
                group=group.id,
                place=place,
                day=day,
                plan=first.id if first else None,
                order=days.index(day) + 1 if first and day else None,
                censored=_name_censoring(first, own[place], [told.get((group.id, plan.id)) for plan in own[place]]),
            )


def _name_censoring(first: Plan | None, dated: Sequence[Plan], told: Sequence[StateKind | None]) -> Censoring:
    if first is not None:
        return "left" if first is dated[0] else "none"
    if "context" in told:
        return "mentioned"
    return "outside" if told and all(state == "outside" for state in told) else "right"


def _find_day(plan: Plan) -> str | None:
    return plan.metadata.issue_date or plan.metadata.year
