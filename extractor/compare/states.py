"""In: plans and aligned groups. Out: for each measure and plan what is printed of it: the commonest difference of all.

One county prints a number, another words only, a third a penalty: each says so, with its sentence. A measure that no
numbered item of a plan asks for may still stand in its goals or safeguards (`context`); a scoring table has no room for
what must be set up once (`outside` is left to kinds of documents that only score). Not handled: how far numbers differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.model.compared.alignment import Alignment, Group
from extractor.model.compared.series import State, StateKind
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan, RuleKind, Task
from extractor.model.mappings import Mappings

Items = Mapping[tuple[str, str], Task | Indicator]
PENALTIES = {RuleKind.DEDUCT, RuleKind.DEDUCT_PER, RuleKind.DEDUCT_CAP, RuleKind.ZERO}
ORDER: tuple[StateKind, ...] = ("number", "penalty", "words")
AROUND = 30


def find_states(plans: Sequence[Plan], alignment: Alignment, items: Items, mappings: Mappings) -> Iterator[State]:
    """Yield the state of each group in each plan, in the order of groups and plans."""
    words = {concept.id: concept.all[0] for concept in mappings.concepts.concepts if concept.all}
    for group in alignment.groups:
        for plan in plans:
            yield _find_state(group, plan, items, words.get(group.concept or "", ()))


def _find_state(group: Group, plan: Plan, items: Items, words: Sequence[str]) -> State:
    own = [items[plan.id, member.item] for member in group.members if member.plan == plan.id]
    if own:
        kinds = [(ORDER.index(_name_state(item)), number) for number, item in enumerate(own)]
        rank, number = min(kinds)
        item = own[number]
        quote, start, end = _print(item)
        return State(group=group.id, plan=plan.id, state=ORDER[rank], item=item.id, quote=quote, start=start, end=end)
    found = min((at for word in words if (at := plan.text.find(word)) >= 0), default=None)
    if found is None:
        return State(group=group.id, plan=plan.id, state="absent")
    start = max(plan.text.rfind(mark, 0, found) for mark in "。；\n") + 1
    stops = [at for mark in "。；\n" if (at := plan.text.find(mark, found)) >= 0]
    end = min(stops, default=min(found + AROUND, len(plan.text)))
    return State(group=group.id, plan=plan.id, state="context", quote=plan.text[start:end], start=start, end=end)


def _name_state(item: Task | Indicator) -> StateKind:
    if isinstance(item, Task):
        dated = any(deadline.date or deadline.duration or deadline.rrule for deadline in item.deadlines)
        return "number" if item.targets or dated else "words"
    parts: tuple[Indicator | IndicatorPart, ...] = (item, *item.parts)
    rules = [rule for part in parts for rule in part.rules]
    if any(rule.condition and rule.kind not in PENALTIES for rule in rules):
        return "number"
    return "penalty" if rules and all(rule.kind in PENALTIES for rule in rules) else "words"


def _print(item: Task | Indicator) -> tuple[str, int | None, int | None]:
    """Return the printed words of an item's title or name, and where they stand."""
    key = "title" if isinstance(item, Task) else "name"
    place = item.places.get(key) or item.place
    words = (item.title if isinstance(item, Task) else item.name) or ""
    return words, place.start if place else None, place.end if place else None
