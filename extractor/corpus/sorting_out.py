"""In: extracted plans. Out: those that are compared, and those that are left out: no plans, and plans given twice.

Two years' plans of one place are alike and are two plans, as are two places' of one model: what tells plans apart
(place, issuer, year, number, level) must not differ, and the place must be stated. Only plans of one place, or of one
text, are held against each other. Not handled: an excerpt or a draft of a plan that is much shorter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256

import msgspec
from rapidfuzz import fuzz

from extractor.language.folding import fold
from extractor.model.corpus import LeftOut
from extractor.model.facts.plan import Plan

SIGNS = re.compile(r"[\W_]+")
APART = ("jurisdiction", "issuer", "year", "doc_number", "level")
"""elements that two plans which are the same cannot state differently"""


class SamenessPolicy(msgspec.Struct, frozen=True):
    """When two documents are the same plan."""

    alike: float = 95.0
    """of 100: share of the signs, without spaces and marks, that stand in both in one order"""


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a plan from others: the number of its items, what it states of itself, and the key of its signs."""

    id: str
    name: str
    is_plan: bool
    items: int
    stated: tuple[str | None, ...]
    signs_key: str


KEY = 20
"""characters of a text's key that stand for it among pairs"""


class KnownSameness(msgspec.Struct):
    """Which texts are alike, by pairs of keys: what was found `before`, and what was asked for now (`used`)."""

    before: Mapping[str, bool] = msgspec.field(default_factory=dict)
    used: dict[str, bool] = msgspec.field(default_factory=dict)


def sort_out(
    plans: Sequence[Plan], apart: frozenset[tuple[str, str]] = frozenset(), policy: SamenessPolicy | None = None
) -> tuple[tuple[Plan, ...], tuple[LeftOut, ...]]:
    """Return the plans to compare, in their order, and what was left out with its reason.

    `apart` are pairs of ids that a person says are two plans. Where nothing is a plan, all stay: one who asks for one
    document wants to see what was found in it.
    """
    signs = {plan.id: read_signs(plan) for plan in plans}
    looks = [find_appearance(plan, signs[plan.id]) for plan in plans]
    chosen, told = sort_appearances(looks, signs.__getitem__, apart, policy)
    return tuple(plan for plan in plans if plan.id in chosen), told


def sort_appearances(
    looks: Sequence[Appearance],
    read: Callable[[str], str],
    apart: frozenset[tuple[str, str]] = frozenset(),
    policy: SamenessPolicy | None = None,
    known: KnownSameness | None = None,
) -> tuple[frozenset[str], tuple[LeftOut, ...]]:
    """Return the ids of the plans to compare, and what was left out; `read` gives the signs of a plan by its id.

    `known` are texts that were compared before: nothing is read for them again.
    """
    real = [look for look in looks if look.is_plan]
    if not real:
        return frozenset(look.id for look in looks), ()
    told = {
        look.id: LeftOut(name=look.name, reason="没有找到工作任务，也没有找到考核指标，可能不是方案；没有参加比较")
        for look in looks
        if not look.is_plan
    }
    compare = partial(_compare, read, (policy or SamenessPolicy()).alike, known or KnownSameness())
    kept: list[Appearance] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    # of two that are alike the one whose name can be read stays
    for look in sorted(real, key=lambda look: (-look.items, "\ufffd" in look.name, look.id)):
        keys = (look.signs_key, *([f"@{look.stated[0]}"] if look.stated[0] else []))
        near = sorted({place for key in keys for place in blocks[key]})
        twin = next((kept[place] for place in near if _is_same(look, kept[place], apart, compare)), None)
        if twin is None:
            for key in keys:
                blocks[key].append(len(kept))
            kept.append(look)
        else:
            told[look.id] = LeftOut(name=look.name, reason=f"与 {twin.name} 是同一份方案（{twin.id}），只用后者")
    return frozenset(look.id for look in kept), tuple(told[look.id] for look in looks if look.id in told)


def read_signs(plan: Plan) -> str:
    """Return the text of a plan without spaces and marks."""
    return SIGNS.sub("", fold(plan.text))


def find_appearance(plan: Plan, signs: str) -> Appearance:
    """Return what tells `plan`, whose text without marks is `signs`, from others."""
    return Appearance(
        id=plan.id,
        name=plan.main.name,
        is_plan=not is_no_plan(plan),
        items=len(plan.items),
        stated=tuple(getattr(plan.metadata, key) for key in APART),
        signs_key=sha256(signs.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def is_no_plan(plan: Plan) -> bool:
    """Tell whether nothing was found that a plan is made of."""
    return not plan.items and any(problem.code == "nothing-found" for problem in plan.problems)


def _compare(
    read: Callable[[str], str], alike: float, known: KnownSameness, one: Appearance, other: Appearance
) -> bool:
    key = name_pair(one, other)
    found = known.before.get(key)
    known.used[key] = _are_alike(read(one.id), read(other.id), alike) if found is None else found
    return known.used[key]


def name_pair(one: Appearance, other: Appearance) -> str:
    """Return the key of two texts, whichever comes first."""
    return "".join(sorted(look.signs_key[:KEY] for look in (one, other)))


def _is_same(
    one: Appearance,
    other: Appearance,
    apart: frozenset[tuple[str, str]],
    compare: Callable[[Appearance, Appearance], bool],
) -> bool:
    if (one.id, other.id) in apart or (other.id, one.id) in apart:
        return False
    if one.signs_key == other.signs_key:
        return True
    return _may_be_same(one, other) and compare(one, other)


def _may_be_same(one: Appearance, other: Appearance) -> bool:
    """Tell whether nothing that both state differs; of two that state no place nothing tells whose they are."""
    if not one.stated[0] or not other.stated[0]:
        return False
    return all(left == right for left, right in zip(one.stated, other.stated, strict=True) if left and right)


def _are_alike(left: str, right: str, most: float) -> bool:
    """Tell whether the texts are so alike; lengths and signs come first, since comparing whole texts is slow."""
    size = len(left) + len(right)
    if 200 * min(len(left), len(right)) < most * size:
        return False
    if 200 * (Counter(left) & Counter(right)).total() < most * size:
        return False
    return fuzz.ratio(left, right, score_cutoff=most) > 0
