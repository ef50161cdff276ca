"""In: an alignment, its plans, one further plan. Out: the alignment with that plan's items placed, all else as it was.

A group keeps its id, its label and its members, and may gain items of the new plan; a new item that fits nowhere stands
alone or with others of its own plan. Not handled: an alignment of other plans than those given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.align.alignment import View, drop_spare, find_applied, read_facets
from extractor.align.concepts import ConceptIndex
from extractor.align.grouping.clustering import Bonds, build_clusters
from extractor.align.grouping.groups import Found, build_member, name_groups
from extractor.align.items import Key
from extractor.align.links import Pair, find_candidates, score_pairs
from extractor.align.policy import Policy, choose_policy
from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Alignment, Evidence, Group
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings


def place_plan(
    plan: Plan, alignment: Alignment, plans: Sequence[Plan], mappings: Mappings, *, policy: Policy | None = None
) -> Alignment:
    """Return `alignment` of `plans` with the items of `plan` placed in it.

    Raises PlanFileError where `plan` is in it already, or `plans` are not those that were aligned.
    """
    rules = policy or choose_policy(mappings)
    _check(plan, alignment, plans)
    concepts = ConceptIndex(mappings.concepts.concepts, rules, mappings.concepts.packs)
    view = read_facets([*plans, plan], mappings, concepts, rules)
    placing = _Placing(plan.id, alignment, view, rules)
    rest = placing.place()
    clusters = placing.build_rest(rest)
    groups = [placing.grow(number, group) for number, group in enumerate(alignment.groups)]
    groups += placing.found.build_groups(clusters, concepts, taken={group.id for group in groups})
    last = len(concepts.ranks)
    groups.sort(key=lambda group: concepts.ranks.get(group.concept or "", last))
    named, met = name_groups(groups, view.verdicts.labels)
    new = {one for one in find_applied(view.verdicts, met) if any(i.startswith(f"{plan.id}:") for i in one.items)}
    labels = {one for one in view.verdicts.applied if one.decision == "label" and one.group in met}
    return replace(
        alignment,
        plans=(*alignment.plans, plan.id),
        groups=named,
        near_misses=(*alignment.near_misses, *placing.find_near_misses(clusters))[: rules.misses],
        judgements=tuple(one for one in view.verdicts.applied if one in {*alignment.judgements, *new, *labels}),
        problems=view.verdicts.problems,
    )


def _check(plan: Plan, alignment: Alignment, plans: Sequence[Plan]) -> None:
    if plan.id in alignment.plans:
        raise PlanFileError(f"编号 {plan.id} 已在对齐结果里", hint="请换一个文件名或清单编号，或重新运行 run")
    if {one.id for one in plans} != set(alignment.plans):
        raise PlanFileError("对齐结果与方案不是同一批", hint="请用同一批方案重新运行 align 或 run")


class _Placing:
    """The settled groups as positions of facets, to which those of the new plan are added one by one."""

    def __init__(self, plan: str, alignment: Alignment, view: View, policy: Policy) -> None:
        self.view, self.policy = view, policy
        self.found = Found(view.facets, {}, view.likeness, policy, view.verdicts)
        self.found.scores.update(score_pairs(find_candidates(view.facets, view.likeness, policy), self.found.score))
        self.new = [position for position, facet in enumerate(view.facets) if facet.profile.key[0] == plan]
        held: dict[Key, list[int]] = defaultdict(list)
        for position, facet in enumerate(view.facets):
            held[facet.profile.key].append(position)
        self.concepts = [group.concept or group.id.partition("~")[2] or None for group in alignment.groups]
        self.clusters = [
            [self._find_position(held, (member.plan, member.item), concept) for member in group.members]
            for group, concept in zip(alignment.groups, self.concepts, strict=True)
        ]
        self.gained: dict[int, list[int]] = defaultdict(list)
        self.by_concept: dict[str, list[int]] = defaultdict(list)
        self.homes: dict[int, set[int]] = defaultdict(set)
        for number, cluster in enumerate(self.clusters):
            concept = self.concepts[number]
            if concept:
                self.by_concept[concept].append(number)
            for position in cluster:
                self.homes[position].add(number)
        self.near: dict[int, set[int]] = defaultdict(set)
        for left, right in self.found.scores:
            self.near[left].add(right)
            self.near[right].add(left)

    def _find_position(self, held: dict[Key, list[int]], key: Key, concept: str | None) -> int:
        """Return the facet under which an item stands in a group: of its concept, by its words, or any."""
        own = held.get(key)
        if not own:
            raise PlanFileError(f"对齐结果提到 {':'.join(key)}，但方案中没有这一项", hint="请重新运行 align 或 run")
        by_concept = {self.view.facets[position].concept: position for position in own}
        return by_concept.get(concept, by_concept.get(None, own[0]))

    def place(self) -> list[int]:
        """Add each new facet to the settled group that it is most like; return those that fit nowhere."""
        bound = [position for position in self.new if self._bind(position)]
        rest = []
        for position in self.new:
            if position in bound:
                continue
            home = self._find_home(position)
            if home is None:
                rest.append(position)
            else:
                self.gained[home].append(position)
        return rest

    def _bind(self, position: int) -> bool:
        """Add a new facet to a settled group of an item that persons joined it to; tell whether there is one."""
        facets, own = self.view.facets, self.view.facets[position]
        joined = {
            facets[other].profile.key
            for meeting in self.view.bonds.together
            if position in meeting
            for other in meeting
        }
        homes = [
            number
            for number, cluster in enumerate(self.clusters)
            if any(facets[other].profile.key in joined for other in cluster) and self._may_join(position, number)
        ]
        if homes:
            home = next((number for number in homes if self.concepts[number] == own.concept), homes[0])
            self.gained[home].append(position)
        return bool(homes)

    def _find_home(self, position: int) -> int | None:
        best, home = self.policy.line, None
        for number in self._find_groups(position):
            values = [self._find_score(position, other) for other in self.clusters[number][: self.policy.sample]]
            mean = sum(values) / len(values)
            if mean >= best and self._may_join(position, number):
                best, home = mean, number
        return home

    def _find_score(self, position: int, other: int) -> float:
        """Return the score of a new facet and a settled one; one too unlike to be kept has the least odds."""
        return self.found.scores.get((min(position, other), max(position, other)), -self.policy.limit)

    def _find_groups(self, position: int) -> list[int]:
        """Return the groups of the facet's concept, and those of its like where one side is without concept."""
        facet = self.view.facets[position]
        numbers = set(self.by_concept.get(facet.concept or "", ()))
        for other in self.near[position]:
            near = self.homes.get(other, ())
            numbers.update(n for n in near if facet.concept is None or self.concepts[n] is None)
        return sorted(numbers)

    def _may_join(self, position: int, number: int) -> bool:
        key = self.view.facets[position].profile.key
        keys = {self.view.facets[other].profile.key for other in (*self.clusters[number], *self.gained[number])}
        return key not in keys and not self.view.bonds.barred({key}) & keys

    def build_rest(self, rest: list[int]) -> list[list[int]]:
        """Return the groups that new facets form among themselves."""
        facets = [self.view.facets[position] for position in rest]
        places = {position: number for number, position in enumerate(rest)}
        within = {
            (places[left], places[right]): value
            for (left, right), value in self.found.scores.items()
            if left in places and right in places
        }
        together = tuple(
            tuple(places[position] for position in meeting)
            for meeting in self.view.bonds.together
            if all(position in places for position in meeting)
        )
        bonds = Bonds(together, self.view.bonds.apart)
        clusters = build_clusters(facets, within, self.view.likeness, self.policy, bonds)
        named = [[rest[number] for number in cluster] for cluster in clusters]
        return drop_spare(self.view.facets, named, self._settled())

    def _settled(self) -> list[list[int]]:
        return [[*cluster, *self.gained[number]] for number, cluster in enumerate(self.clusters)]

    def grow(self, number: int, group: Group) -> Group:
        """Return a settled group with what it gained, and the evidence for that."""
        gained = self.gained[number]
        if not gained:
            return group
        members = (*group.members, *(build_member(self.view.facets[position]) for position in gained))
        evidence = (*group.evidence, *(self.found.compare(pair) for pair in self._pairs(number, gained)))
        return replace(group, members=members, evidence=evidence)

    def _pairs(self, number: int, gained: Iterable[int]) -> Iterator[Pair]:
        for position in gained:
            for other in self.clusters[number][: self.policy.sample]:
                yield min(position, other), max(position, other)

    def find_near_misses(self, clusters: Sequence[list[int]]) -> tuple[Evidence, ...]:
        """Return the near misses of the new items."""
        return self.found.find_near_misses([*self._settled(), *clusters])
