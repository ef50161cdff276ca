"""In: plans that are aligned (anchors), and one further plan. Out: in which of their groups its items belong.

The plan is compared with the few anchors that it is most like, whatever else is placed: work grows with the number of
plans, results do not depend on their order, and plans can be placed on many machines at once. An item joins the group
of its concept, or of its like, with the highest mean score over the line; what fits nowhere is handed back.
Not handled: what the plans that are placed have in common beyond the anchors (`align_many` goes round again).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extractor.align.comparisons import Facet, compare, score
from extractor.align.concepts import ConceptIndex
from extractor.align.constraints import build_verdicts
from extractor.align.grouping.groups import build_member
from extractor.align.items import Key, Profile, ProfileBuilder
from extractor.align.likeness.features import compare_fields
from extractor.align.likeness.grams import GramWeigher
from extractor.align.likeness.model import Model, load_model
from extractor.align.likeness.pairs import Likeness
from extractor.align.likeness.plan_views import PlanViews, build_views
from extractor.align.policy import Policy, choose_policy
from extractor.align.terms import Segmenter
from extractor.align.views import build_facets
from extractor.model.compared.alignment import Alignment, Evidence, Member
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a further plan in a group, with the strongest evidence for it."""

    group: str
    member: Member
    evidence: Evidence


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """Where the items of one plan belong; `rest` are the ids of those that fit nowhere."""

    plan: str
    placed: tuple[Placed, ...]
    rest: tuple[str, ...]


class ReadAnchor(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of an anchor, which is most of the work: profiles without their running words, and views."""

    plan: str
    profiles: tuple[Profile, ...]
    views: PlanViews | None


class _AnchorReader(msgspec.Struct, frozen=True):
    """Reads the items of a plan as facets and views."""

    mappings: Mappings
    policy: Policy
    concepts: ConceptIndex
    weigher: GramWeigher

    @classmethod
    def of(cls, mappings: Mappings) -> _AnchorReader:
        policy = choose_policy(mappings)
        concepts = ConceptIndex(mappings.concepts.concepts, policy, mappings.concepts.packs)
        return cls(mappings, policy, concepts, GramWeigher((*mappings.terms.stop, *mappings.terms.genre)))

    def read(self, plan: Plan) -> list[Profile]:
        keys = {(plan.id, item.id) for item in plan.items}
        judgements = self.mappings.judgements.judgements
        verdicts = build_verdicts(judgements, keys, self.concepts.ranks, self.policy.measures)
        builder = ProfileBuilder(Segmenter(self.mappings.terms), self.concepts, self.policy, verdicts.concepts)
        return list(builder.build(plan))

    def part(self, profiles: Sequence[Profile]) -> list[Facet]:
        return sorted(build_facets(profiles, self.concepts, self.policy), key=lambda facet: facet.key)

    def view(self, profiles: Sequence[Profile]) -> PlanViews:
        return build_views(profiles, self.weigher, None)


class Anchors(msgspec.Struct):
    """Aligned plans, read once, beside which others are placed."""

    reader: _AnchorReader
    model: Model
    views: dict[str, PlanViews] = msgspec.field(default_factory=dict)
    places: dict[str, dict[Key, int]] = msgspec.field(default_factory=dict)
    homes: dict[Key, list[tuple[str, Facet]]] = msgspec.field(default_factory=lambda: defaultdict(list))
    by_concept: dict[str, list[tuple[str, Facet]]] = msgspec.field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[Facet]] = msgspec.field(default_factory=lambda: defaultdict(list))
    concepts: dict[str, str | None] = msgspec.field(default_factory=dict)

    def place(self, plan: Plan) -> Placement:
        """Return where the items of `plan` belong."""
        profiles = self.reader.read(plan)
        if not profiles:
            return Placement(plan=plan.id, placed=(), rest=())
        facets = self.reader.part(profiles)
        views = self.reader.view(profiles)
        near = self._find_near(views)
        likeness = self._compare(plan.id, profiles, views, near)
        alike = self._find_alike(likeness)
        homes = (self._find_home(facet, likeness, near, alike.get(facet.profile.key, ())) for facet in facets)
        best = sorted(filter(None, homes), key=lambda home: (-home[0], home[1].group))
        found: dict[tuple[str, str], Placed] = {}
        held: Counter[str] = Counter()
        for _, placed in best:
            key = (placed.group, placed.member.item)
            if key not in found and held[placed.member.item] < self.reader.policy.measures:
                found[key] = placed
                held[placed.member.item] += 1
        met = {item for _, item in found}
        rest = tuple(item.id for item in plan.items if item.id not in met)
        return Placement(plan=plan.id, placed=tuple(found[key] for key in sorted(found)), rest=rest)

    def _find_near(self, views: PlanViews) -> tuple[str, ...]:
        """Return the anchors of the plan's field that it is most like."""
        policy, centre = self.reader.policy, self.model.norms.centre
        odds = {name: self.model.judge_fields(compare_fields(views, own, centre)) for name, own in self.views.items()}
        kept = [name for name in odds if odds[name] >= policy.one_field]
        return tuple(sorted(kept, key=lambda name: (-odds[name], name))[: policy.near_anchors])

    def _compare(self, plan: str, profiles: Sequence[Profile], views: PlanViews, near: Sequence[str]) -> Likeness:
        places = {profile.key: place for place, profile in enumerate(profiles)}
        for name in near:
            places |= self.places[name]
        pairs = frozenset((min(plan, name), max(plan, name)) for name in near)
        own = {plan: views} | {name: self.views[name] for name in near}
        return Likeness(self.model, self.reader.policy, own, places, pairs)

    def _find_alike(self, likeness: Likeness) -> dict[Key, list[Key]]:
        alike: dict[Key, list[Key]] = defaultdict(list)
        for one, other, _ in likeness.find_pairs(self.reader.policy.floor_odds):
            alike[one].append(other)
            alike[other].append(one)
        return alike

    def _find_home(
        self, facet: Facet, likeness: Likeness, near: Sequence[str], alike: Sequence[Key]
    ) -> tuple[float, Placed] | None:
        """Return the group whose members the facet is most like in the mean, None where that is under the line."""
        policy, chosen = self.reader.policy, frozenset(near)
        groups = {group for group, _ in self.by_concept.get(facet.concept or "", ())}
        for key in alike:
            groups.update(g for g, _ in self.homes[key] if facet.concept is None or self.concepts[g] is None)
        best: tuple[float, str] | None = None
        for group in sorted(groups):
            members = [one for one in self.members[group] if one.profile.key[0] in chosen][: policy.sample]
            scores = [max(score(facet, one, likeness, policy), -policy.limit) for one in members]
            mean = sum(scores) / len(scores) if scores else -policy.limit
            if mean >= policy.line and (best is None or mean > best[0]):
                best = (mean, group)
        if best is None:
            return None
        members = [one for one in self.members[best[1]] if one.profile.key[0] in chosen][: policy.sample]
        closest = max(members, key=lambda one: score(facet, one, likeness, policy))
        evidence = compare(facet, closest, likeness, policy)
        return best[0], Placed(group=best[1], member=build_member(facet), evidence=evidence)


def read_anchors(plans: Sequence[Plan], mappings: Mappings) -> tuple[ReadAnchor, ...]:
    """Return what `build_anchors` needs of each plan; it depends on plan and mappings alone, and may be kept."""
    reader = _AnchorReader.of(mappings)
    found = []
    for plan in plans:
        profiles = reader.read(plan)
        bare = tuple(replace(one, sentences=(), cuts=()) for one in profiles)
        found.append(ReadAnchor(plan=plan.id, profiles=bare, views=reader.view(profiles) if profiles else None))
    return tuple(found)


def build_anchors(plans: Sequence[ReadAnchor], alignment: Alignment, mappings: Mappings) -> Anchors:
    """Return the anchors `plans` with the groups of `alignment`, in which they all stand."""
    reader = _AnchorReader.of(mappings)
    anchors = Anchors(reader, load_model("words"))
    held: dict[Key, list[Facet]] = defaultdict(list)
    for plan in plans:
        if plan.views is not None:
            anchors.views[plan.plan] = plan.views
            anchors.places[plan.plan] = {profile.key: place for place, profile in enumerate(plan.profiles)}
        for facet in reader.part(plan.profiles):
            held[facet.profile.key].append(facet)
    for group in alignment.groups:
        concept = group.concept or group.id.partition("~")[2] or None
        anchors.concepts[group.id] = concept
        for member in group.members:
            own = held.get((member.plan, member.item), ())
            if not own:
                continue
            facet = next((one for one in own if one.concept == concept), own[0])
            anchors.members[group.id].append(facet)
            anchors.homes[member.plan, member.item].append((group.id, facet))
            if concept:
                anchors.by_concept[concept].append((group.id, facet))
    return anchors
