"""In: comparison, alignment and plans. Out: `Material`, the same with the look-ups that every file of a report needs.

Not handled: an alignment of other plans than those given, which is refused with a message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.errors import PlanFileError
from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.compared.comparison import Comparison, Difference
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.paper.picture import PagePicture, Picture
from extractor.model.problem import Problem
from extractor.model.scored.rulebook import Rulebook
from extractor.report.labels import Language

ItemKey = tuple[str, str]
"""Plan id and item id."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made of. `names` are the places' names, unique among the plans."""

    comparison: Comparison
    alignment: Alignment
    plans: tuple[Plan, ...]
    lang: Language
    items: Mapping[ItemKey, Task | Indicator]
    group_ids: Mapping[ItemKey, tuple[str, ...]]
    differences: Mapping[str, tuple[Difference, ...]]
    names: Mapping[str, str]
    concepts: Mapping[str, str]
    pictures: tuple[Picture, ...] = ()
    pages: tuple[PagePicture, ...] = ()
    rulebooks: tuple[Rulebook, ...] = ()
    english: Mapping[str, str] = field(default_factory=dict)
    """English names of measures, functions and sections, by their Chinese ones."""
    findings: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What the check of its rulebook finds wrong with a plan's points, beyond the plan's own problems."""

    def members(self, group: Group, plan_id: str) -> tuple[Member, ...]:
        """Return the members of `group` that stand in one plan, tasks first."""
        found = [member for member in group.members if member.plan == plan_id]
        return tuple(sorted(found, key=lambda member: member.kind != "task"))

    def count_places(self, plans: Iterable[str]) -> int:
        """Return of how many places `plans` are: two years' plans of one county are one place."""
        homes = {plan.id: plan.metadata.jurisdiction or plan.id for plan in self.plans}
        return len({homes[plan] for plan in plans})

    def concept(self, group: Group) -> str | None:
        """Return the name of the group's concept, its id where the coverage does not name it."""
        return self.concepts.get(group.concept, group.concept) if group.concept else None


def build_material(comparison: Comparison, alignment: Alignment, plans: Sequence[Plan], lang: Language) -> Material:
    """Return the material of a report. Raises PlanFileError where the three do not belong together."""
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    _check_plans(comparison, alignment, plans)
    group_ids: dict[ItemKey, list[str]] = {}
    for group in alignment.groups:
        for member in group.members:
            if (member.plan, member.item) not in items:
                raise PlanFileError(
                    f"组 {group.id} 提到 {member.plan}:{member.item}，但该方案中没有这一项",
                    hint="请用同一批方案重新运行 extractor align",
                )
            group_ids.setdefault((member.plan, member.item), []).append(group.id)
    differences: dict[str, list[Difference]] = {}
    for difference in comparison.differences:
        differences.setdefault(difference.group, []).append(difference)
    return Material(
        comparison=comparison,
        alignment=alignment,
        plans=tuple(plans),
        lang=lang,
        items=items,
        group_ids={key: tuple(ids) for key, ids in group_ids.items()},
        differences={group: tuple(found) for group, found in differences.items()},
        names=name_plans(plans),
        concepts={coverage.concept: coverage.label for coverage in comparison.coverage},
    )


def _check_plans(comparison: Comparison, alignment: Alignment, plans: Sequence[Plan]) -> None:
    given = [plan.id for plan in plans]
    for plan_id, count in Counter(given).items():
        if count > 1:
            raise PlanFileError(f"方案 {plan_id} 给了 {count} 次", hint="每个方案只能给一次")
    mentioned = [*alignment.plans, *comparison.plans, *(r.plan for d in comparison.differences for r in d.readings)]
    for plan_id in mentioned:
        if plan_id not in given:
            raise PlanFileError(
                f"对齐或比较结果提到方案 {plan_id}，但没有给出它",
                hint="请把参加对齐的方案全部给出，或重新运行 extractor align",
            )


def name_plans(plans: Sequence[Plan]) -> dict[str, str]:
    """Return each plan's short name: its place, else its issuer; with the year where two are of one place: 云岭县2023.

    Where the year tells them not apart, the id does. A plan that states neither is called by its id.
    """
    places = {plan.id: tidy(plan.metadata.jurisdiction or plan.metadata.issuer or plan.id) for plan in plans}
    several = {place for place, count in Counter(places.values()).items() if count > 1}
    years = {plan.id: f"{places[plan.id]}{tidy(plan.metadata.year or '')}" for plan in plans}
    told = Counter(years.values())
    for plan in plans:
        if places[plan.id] in several and plan.metadata.year and told[years[plan.id]] == 1:
            places[plan.id] = years[plan.id]
    counts = Counter(places.values())
    return {
        plan_id: place if counts[place] == 1 or place == plan_id else f"{place}（{plan_id}）"
        for plan_id, place in places.items()
    }
