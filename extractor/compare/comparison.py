"""In: an alignment and its plans. Out: `Comparison`: what the plans share, what differs by how much, who owes what, and
what the texts owe to each other.

Nothing is invented: a value that cannot be put on the scale is None, what only one plan states is no difference, and
what is inferred says so. Not handled: how the comparison is shown, which is the report's work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import msgspec

from extractor.compare.coding.attention import find_adoptions, find_attention
from extractor.compare.coding.centrality import find_shared_work, measure_networks, measure_nodes
from extractor.compare.coding.instruments import code_instruments
from extractor.compare.coding.strength import find_strengths
from extractor.compare.contract_words import ContractWords, build_contract_words
from extractor.compare.contradictions import find_contradictions
from extractor.compare.contrasts import list_contrasts
from extractor.compare.counting import count_measures
from extractor.compare.coverage.overlaps import find_overlaps
from extractor.compare.coverage.point_shares import Weights
from extractor.compare.coverage.presence import find_coverage, find_sections
from extractor.compare.differences.bodies import compare_bodies
from extractor.compare.differences.deadlines import compare_deadlines
from extractor.compare.differences.durations import compare_durations
from extractor.compare.differences.frequencies import compare_frequencies, is_said_by_day
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.targets import compare_targets
from extractor.compare.differences.unranked import compare_unranked
from extractor.compare.differences.unread import UnreadNumbers
from extractor.compare.differences.weights import compare_weights
from extractor.compare.responsibilities.duties import find_duties, find_staffing
from extractor.compare.responsibilities.networks import find_networks
from extractor.compare.responsibilities.timetables import build_timetable
from extractor.compare.responsibilities.verifiability import find_checkability, sum_checkability
from extractor.compare.series.changes import find_changes
from extractor.compare.series.gaps import find_gaps
from extractor.compare.series.pairing import ItemTrail
from extractor.compare.standing import UNTOLD, find_year, order_plans, sets_one_day
from extractor.compare.states import find_states
from extractor.compare.text_reuse.report import compare_texts
from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.compared.comparison import Comparison, Difference
from extractor.model.corpus import ToldLinks
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.mappings import Concept, Mappings

Aspect = Callable[[Group, Sequence[GroupedItem]], Iterator[Difference]]


def find_fitting(concepts: Sequence[Concept], plans: Sequence[Plan], alignment: Alignment) -> tuple[Concept, ...]:
    """Return the concepts of the fields that the plans are of: no list of one field checks another's plans."""
    fields = {concept.id: concept.field for concept in concepts}
    met = {plan.metadata.field for plan in plans} | {fields.get(group.concept or "") for group in alignment.groups}
    return tuple(concept for concept in concepts if not concept.field or concept.field in met)


def compare_plans(
    alignment: Alignment, plans: Sequence[Plan], mappings: Mappings, *, links: ToldLinks = UNTOLD
) -> Comparison:
    """Return what the aligned items of `plans` share and by how much they differ.

    Differences follow the groups, and inside a group the order of `_aspects`. All else follows the alignment's plans,
    whatever the order of `plans`. `links` tell superiors and earlier years of a plan beyond its own words.
    Raises PlanFileError where the alignment names a plan or an item that `plans` does not have.
    """
    items = _Items.of(plans, alignment, mappings)
    names = {function.id: function.name for function in mappings.units.functions}
    rows = [(group, items.find_all(group)) for group in alignment.groups]
    by_id = {plan.id: plan for plan in plans}
    ordered = [by_id[plan] for plan in alignment.plans if plan in by_id]
    weights = Weights.of(ordered)
    concepts = find_fitting(mappings.concepts.concepts, ordered, alignment)
    checked = tuple(find_checkability(ordered, mappings.terms.soft))
    texts = compare_texts(ordered, mappings, order_plans(ordered, links))
    differences = tuple(found for group, members in rows for found in _compare(group, members, names))
    networks = tuple(find_networks(alignment, ordered, names))
    common = frozenset(mappings.terms.genre) | frozenset(mappings.terms.stop)
    pairing = ItemTrail({key: row.item for key, row in items.rows.items()}, items.contract, common)
    states = tuple(find_states(ordered, rows, mappings))
    return Comparison(
        plans=alignment.plans,
        overlaps=find_overlaps(alignment, weights),
        differences=differences,
        coverage=find_coverage(alignment, concepts, weights, ordered),
        timetables=tuple(found for group, members in rows if (found := build_timetable(group, members))),
        staffing=tuple(find_staffing(ordered, names)),
        duties=tuple(find_duties(ordered, names)),
        networks=networks,
        sections=tuple(find_sections(alignment, concepts, weights, ordered)),
        kinships=texts.kinships,
        clauses=texts.clauses,
        citations=texts.citations,
        parents=texts.parents,
        contradictions=tuple(find_contradictions(ordered)),
        checkability=checked,
        plan_checkability=tuple(sum_checkability(ordered, checked)),
        changes=tuple(find_changes(ordered, alignment, differences, pairing, links)),
        gaps=tuple(find_gaps(ordered, alignment, differences, pairing, links)),
        states=states,
        contrasts=tuple(list_contrasts(rows, differences, states, ordered, mappings)),
        instruments=tuple(code_instruments(ordered, mappings.instruments)),
        strengths=tuple(find_strengths(ordered, mappings.strength, mappings.terms.soft)),
        attention=tuple(find_attention(ordered, alignment, concepts)),
        adoptions=tuple(find_adoptions(ordered, alignment, states)),
        network_measures=tuple(measure_networks(networks)),
        node_measures=tuple(measure_nodes(networks)),
        shared_work=tuple(find_shared_work(networks)),
        measures=tuple(count_measures(differences)),
    )


def compare_groups(alignment: Alignment, plans: Sequence[Plan], mappings: Mappings) -> Iterator[Difference]:
    """Yield by how much aligned items differ, group by group, and nothing that grows with pairs of plans.

    Raises PlanFileError where the alignment names an item that `plans` does not have.
    """
    items = _Items.of(plans, alignment, mappings)
    names = {function.id: function.name for function in mappings.units.functions}
    for group in alignment.groups:
        yield from _compare(group, items.find_all(group), names)


def _compare(group: Group, rows: Sequence[GroupedItem], names: dict[str, str]) -> Iterator[Difference]:
    found = [one for compare in _aspects(names) for one in compare(group, rows)]
    found = [one for one in found if not is_said_by_day(one, found)]
    yield from found
    yield from compare_unranked(group, rows, found)


def _aspects(names: dict[str, str]) -> tuple[Aspect, ...]:
    """Return all that is compared, in the order in which differences are given."""

    def bodies(group: Group, rows: Sequence[GroupedItem]) -> Iterator[Difference]:
        return compare_bodies(group, rows, names)

    return compare_targets, compare_durations, compare_frequencies, compare_deadlines, compare_weights, bodies


class _Items(msgspec.Struct, frozen=True):
    """Items by plan and id, with the points of their tables; the words of each concept; the concepts of each item."""

    rows: dict[tuple[str, str], GroupedItem]
    words: dict[str, tuple[tuple[str, ...], ...]]
    concepts: dict[tuple[str, str], set[str]]
    contract: ContractWords

    @classmethod
    def of(cls, plans: Sequence[Plan], alignment: Alignment, mappings: Mappings) -> _Items:
        rows: dict[tuple[str, str], GroupedItem] = {}
        contract = build_contract_words(mappings.contract)
        for plan in plans:
            totals: dict[int, float] = {}
            year, blanket, unread = find_year(plan), sets_one_day(plan), UnreadNumbers.of_plan(plan)
            for indicator in plan.indicators:
                totals[indicator.table] = totals.get(indicator.table, 0) + (indicator.points or 0)
            for item in plan.items:
                total = _total(item, totals)
                rows[plan.id, item.id] = GroupedItem(
                    plan.id,
                    item,
                    total,
                    contract,
                    year=year,
                    blanket=blanket,
                    unread=unread.of(item.place),
                    heading=plan.metadata.title or "",
                )
        concepts: dict[tuple[str, str], set[str]] = defaultdict(set)
        for group in alignment.groups:
            for member in group.members:
                concepts[member.plan, member.item].update({group.concept} if group.concept else ())
        words = {concept.id: concept.all for concept in mappings.concepts.concepts if concept.all}
        return cls(rows, words, concepts, contract)

    def find_all(self, group: Group) -> list[GroupedItem]:
        """Return the rows of all members of `group`."""
        return [self.find(member, group) for member in group.members]

    def find(self, member: Member, group: Group) -> GroupedItem:
        """Return the row of `member` as it stands in `group`."""
        key = member.plan, member.item
        if key not in self.rows:
            raise PlanFileError(
                f"对齐结果提到 {member.plan}:{member.item}，但方案中没有这一项", hint="请用同一批方案重新运行 align"
            )
        others = sorted(self.concepts[key] - {group.concept})
        return replace(
            self.rows[key],
            own=next(iter(self.words.get(group.concept or "", ())), ()),
            others=tuple(word for concept in others for word in next(iter(self.words.get(concept, ())), ())),
            concept=self.words.get(group.concept or "", ()),
            rivals=tuple(self.words[concept] for concept in others if concept in self.words),
        )


def _total(item: Task | Indicator, totals: dict[int, float]) -> float | None:
    return totals[item.table] or None if isinstance(item, Indicator) else None
