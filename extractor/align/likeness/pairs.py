"""In: the profiles of all plans. Out: `Likeness`, the log odds of any two items of two plans, and what makes them.

Plans are compared two by two, so a third plan changes nothing. Two plans of different fields are not compared at all;
with more than `Policy.near_plans` plans each is looked at beside some only (`nearest`). Not handled: groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

import numpy as np
from threadpoolctl import ThreadpoolController

from extractor.align.items import Key, Profile
from extractor.align.likeness.correspondence import find_doubt, find_share
from extractor.align.likeness.features import Floats, Parts, build_features, compare_fields
from extractor.align.likeness.gate import find_compared, judge_pair
from extractor.align.likeness.grams import GramWeigher
from extractor.align.likeness.leftovers import raise_leftovers
from extractor.align.likeness.model import Model, load_model
from extractor.align.likeness.nearest import find_nearest
from extractor.align.likeness.plan_views import PlanViews, build_views
from extractor.align.likeness.semantic import SentenceVectors
from extractor.align.likeness.similarities import SENTENCE_VIEWS, VIEWS, compare_views
from extractor.align.policy import Policy


@dataclass(slots=True)
class Likeness:
    """Likeness of the items of all plans; the odds of two plans are found once and kept.

    `apart` are pairs of plans that a person says are of two fields: not even a concept joins their items.
    """

    model: Model
    policy: Policy
    views: dict[str, PlanViews]
    places: dict[Key, int]
    compared: frozenset[tuple[str, str]]
    strange: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    _odds: dict[tuple[str, str], Floats] = field(default_factory=dict)
    _chances: dict[tuple[str, str], float] = field(default_factory=dict)
    _doubts: dict[tuple[str, str], float] = field(default_factory=dict)
    _kept: dict[tuple[Key, Key], tuple[Floats, float]] = field(default_factory=dict)
    _keys: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for key in self.places:
            self._keys[key[0]].append(key)

    def __contains__(self, plans: object) -> bool:
        """Tell whether something is known of the items of two plans, in either order.

        They are compared, or are of two fields, so that no item of one has its counterpart in the other.
        """
        if not isinstance(plans, tuple):
            return False
        one, other = plans
        pair = (one, other) if one <= other else (other, one)
        return pair in self.compared or pair in self.strange

    def find_part(self, key: Key) -> tuple[str, int]:
        """Return the plan of an item, and which of its tables holds it (0: its tasks)."""
        return key[0], int(self.views[key[0]].parts[self.places[key]])

    def find_odds(self, left: Key, right: Key) -> float:
        """Return the log odds of two items of different plans or parts; the least where they are not compared."""
        if left > right:
            left, right = right, left
        plans = (left[0], right[0])
        if plans not in self.compared:
            return -self.policy.limit
        return float(self._weigh(plans)[self.places[left], self.places[right]])

    def explain(self, left: Key, right: Key) -> dict[str, float]:
        """Return what each view adds to the odds of two items, whichever comes first; nothing for a pair not kept."""
        if left > right:
            left, right = right, left
        kept = self._kept.get((left, right))
        if kept is None:
            return {}
        doubt = self._doubts.get((left[0], right[0]), 0.0)
        return {**self.model.explain(kept[0]), "rivals": kept[1], "plans": -doubt}

    def find_told(self, left: Key, right: Key) -> float:
        """Return what is added to the log odds of two items for the chance that is told: nothing in doubtful plans."""
        doubt = self._doubts.get((min(left[0], right[0]), max(left[0], right[0])))
        return 0.0 if doubt is None else round(self.policy.told * (1 - doubt / self.policy.like_doubt), 3)

    def find_pairs(self, floor: float) -> Iterator[tuple[Key, Key, float]]:
        """Yield all pairs of items of compared plans whose log odds are above `floor`."""
        keys = self._keys
        for one, other in sorted(self.compared):
            odds = self._weigh((one, other))
            kept = odds > floor
            if one == other:
                kept &= self.views[one].parts[:, None] < self.views[one].parts[None, :]
            for row, column in np.argwhere(kept).tolist():
                yield keys[one][row], keys[other][column], float(odds[row, column])

    def match_plans(self, plans: tuple[str, str]) -> float:
        """Return how likely an item has a counterpart in the other plan, in the mean of the plan where it is less."""
        self._weigh(plans)
        return self._chances[plans]

    def _weigh(self, plans: tuple[str, str]) -> Floats:
        """Return the log odds of all pairs of two plans; their features are kept for those above the floor."""
        if plans not in self._odds:
            features = self._find_features(*plans)
            limit = self.policy.limit
            plain = self.model.weigh(features).clip(-limit, limit)
            parts = self.views[plans[0]].parts, self.views[plans[1]].parts
            odds = self.model.settle(plain, *parts).clip(-limit, limit)
            chances = 1 / (1 + np.exp(-odds))
            self._chances[plans] = float(min(chances.max(axis=0).mean(), chances.max(axis=1).mean()))
            if plans[0] != plans[1]:
                odds = self._hold_against(plans, odds, parts)
            rows, columns = self._keys[plans[0]], self._keys[plans[1]]
            above = np.nonzero(odds > self.policy.floor_odds)
            rivals = self.model.weigh_rivals(plain, *parts)[above].tolist()
            for row, column, own, rival in zip(*map(np.ndarray.tolist, above), features[above], rivals, strict=True):
                self._kept[rows[row], columns[column]] = own, rival
            self._odds[plans] = odds
        return self._odds[plans]

    def _hold_against(self, plans: tuple[str, str], odds: Floats, parts: tuple[Parts, Parts]) -> Floats:
        """Return log odds, less what speaks against two plans asking for the same; else leftovers meet."""
        doubt = self._doubts[plans] = find_doubt(find_share(odds), self.policy)
        held: Floats = (odds - doubt).clip(-self.policy.limit, self.policy.limit)
        return raise_leftovers(held, *parts, self.policy) if doubt <= self.policy.left_doubt else held

    def _find_features(self, left: str, right: str) -> Floats:
        one, other = self.views[left], self.views[right]
        with load_threads().limit(limits=1):
            return build_features(compare_views(one, other), one, other, self.model.norms)


def build_likeness(  # noqa: PLR0913 - what a run is made of
    plans: Iterable[Sequence[Profile]],
    genre: Sequence[str],
    policy: Policy,
    vectors: SentenceVectors | None,
    fields: Mapping[str, str | None],
    *,
    led: Mapping[str, str | None],
    settled: Collection[str],
) -> Likeness:
    """Return the likeness of the items of all plans, each given as its profiles; `fields` are what titles name.

    `led` are the fields of the bodies whose plans these are, where titles name none.
    Of `settled` plans a person told the field: beside one of the same field they are compared, else they are not.
    """
    weigher = GramWeigher(genre)
    views: dict[str, PlanViews] = {}
    places: dict[Key, int] = {}
    for profiles in plans:
        if not profiles:
            continue
        plan = profiles[0].key[0]
        views[plan] = build_views(profiles, weigher, vectors)
        places |= {profile.key: place for place, profile in enumerate(profiles)}
    model = load_model("sentences" if vectors else "words")
    told = _judge_fields(views, model, policy)
    sure = {
        pair: _are_near(str(fields[pair[0]]), str(fields[pair[1]]))
        for pair in (combinations(sorted(views), 2) if settled else ())
        if any(plan in settled for plan in pair) and all(fields.get(plan) for plan in pair)
    }
    near = {
        pair: value
        for pair, value in told.items()
        if sure.get(pair, True) and (value >= policy.field_far or _same(_name_pair(pair, fields, led)))
    }
    likeness = Likeness(model, policy, views, places, frozenset(near))
    start = policy.field_vectors if vectors else 0.0
    judged = {
        pair: start + judge_pair(value, likeness.match_plans(pair), _name_pair(pair, fields, led), policy)
        for pair, value in near.items()
    }
    judged |= {pair: max(judged[pair], policy.one_field) for pair in judged if sure.get(pair)}
    likeness.apart = frozenset(pair for pair, same in sure.items() if not same)
    likeness.compared = find_compared(judged, policy) | find_parted(views)
    likeness.strange = frozenset(pair for pair in told if judged.get(pair, policy.field_far) < policy.one_field)
    return likeness


def _are_near(one: str, other: str) -> bool:
    """Tell whether two names are of one field: 信用, which a person writes, and 社会信用, which a title gives.

    >>> _are_near("信用", "社会信用"), _are_near("防汛", "社会信用")
    (True, False)
    """
    return one in other or other in one


def _name_pair(
    pair: tuple[str, str], named: Mapping[str, str | None], led: Mapping[str, str | None]
) -> tuple[str | None, str | None]:
    """Return the fields of two plans by their titles; by whose plans they are only where that is one field.

    >>> _name_pair(("a", "b"), {"a": "教育"}, {"b": "教育"}), _name_pair(("a", "b"), {"a": "教育"}, {"b": "医疗保障"})
    (('教育', '教育'), ('教育', None))
    """
    one, other = map(named.get, pair)
    first, second = one or led.get(pair[0]), other or led.get(pair[1])
    return (first, second) if first == second else (one, other)


def _same(fields: tuple[str | None, str | None]) -> bool:
    return fields[0] is not None and fields[0] == fields[1]


def find_parted(views: Mapping[str, PlanViews]) -> frozenset[tuple[str, str]]:
    """Return each plan of several parts beside itself: its tasks and the rows of its tables are compared."""
    return frozenset((plan, plan) for plan, own in views.items() if len(np.unique(own.parts)) > 1)


def _judge_fields(views: dict[str, PlanViews], model: Model, policy: Policy) -> dict[tuple[str, str], float]:
    """Return for each two plans that are looked at the log odds that they are of one field."""
    with load_threads().limit(limits=1):
        return {
            (one, other): model.judge_fields(compare_fields(views[one], views[other], model.norms.centre))
            for one, other in find_nearest(views, policy)
        }


@lru_cache(maxsize=1)
def load_threads() -> ThreadpoolController:
    """Return what holds products to one thread, looked up once: products this small only lose by several."""
    return ThreadpoolController()


def name_views(*, sentences: bool) -> tuple[str, ...]:
    """Return the names of the views that a model weighs."""
    return (*VIEWS, *SENTENCE_VIEWS) if sentences else VIEWS
