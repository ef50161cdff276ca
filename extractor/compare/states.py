"""In: plans and aligned groups. Out: for each measure and plan what is printed of it: the commonest difference of all.

One county prints a number, another words only, a third a penalty: each says so, with its sentence. A measure that no
numbered item of a plan asks for may still stand in its goals or safeguards (`context`): "nobody else" is not claimed
from numbered items alone. `outside` is what the issuer or this kind of document cannot ask: a table of scores sets
up no website, an office of a bureau answers for no other body's work, a plan for jobs lists no river patrol.
Not handled: how far numbers differ; a plan that names no field is taken to be able to ask for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.compare.contrasts.sayings import find_sayings
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import find_words
from extractor.compare.mentions import find_in_plan, find_sentence
from extractor.model.compared.alignment import Group
from extractor.model.compared.contrasts import ContrastAspect, Saying
from extractor.model.compared.series import State, StateKind
from extractor.model.facts.plan import Indicator, Plan, PlanLevel
from extractor.model.mappings import Mappings

ORDER: tuple[tuple[StateKind, tuple[ContrastAspect, ...]], ...] = (
    ("number", ("target", "duration", "frequency", "deadline")),
    ("penalty", ("penalty",)),
    ("points", ("scoring", "points")),
    ("words", ("words",)),
)
"""What an item prints, the most binding first; a row that gives points and takes none is `points`."""
MONTHLY = "每月"
"""a day of the month on which something is reported: no number of the measure itself"""
Reach = tuple[int, int]
GRAM = 4
"""characters of a title that must stand in a text for it to mention the measure, where no list of words tells"""
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")


def find_states(
    plans: Sequence[Plan], rows: Sequence[tuple[Group, Sequence[GroupedItem]]], mappings: Mappings
) -> Iterator[State]:
    """Yield the state of each group in each plan, in the order of groups and plans."""
    words = {concept.id: concept.all for concept in mappings.concepts.concepts if concept.all}
    grams = {plan.id: find_grams(plan.text) for plan in plans}
    common = set(mappings.terms.genre) | set(mappings.terms.stop)
    fields = {plan.id: plan.metadata.field for plan in plans}
    for group, members in rows:
        known = words.get(group.concept or "", ())
        for plan in plans:
            own = [row for row in members if row.plan == plan.id]
            if own:
                yield _find_state(group, own)
                continue
            others = {fields[row.plan] for row in members}
            foreign = bool(plan.metadata.field) and None not in others and plan.metadata.field not in others
            # Four like characters of another field's text (社会化服务) speak of something else.
            titled = None if foreign or known else _find_title(plan, members, grams[plan.id], common)
            at = find_in_plan(plan, known) if known else titled
            yield _find_elsewhere(group, plan, members, at, foreign=foreign)


def _find_state(group: Group, own: Sequence[GroupedItem]) -> State:
    """Return what the items of one plan print: the most binding of all."""
    said: dict[ContrastAspect, Saying] = {}
    for row in own:
        for aspect, saying in find_sayings(row):
            if not (aspect == "deadline" and saying.shown.startswith(MONTHLY)):
                said.setdefault(aspect, saying)
    for kind, aspects in ORDER:
        found = next((said[aspect] for aspect in aspects if aspect in said), None)
        if found:
            return State(
                group=group.id, plan=own[0].plan, state=kind, item=found.item, quote=found.quote,
                start=found.start, end=found.end,
            )  # fmt: skip
    return State(group=group.id, plan=own[0].plan, state="words", item=own[0].item.id)


def find_grams(text: str) -> frozenset[str]:
    """Return all runs of four characters of a text.

    >>> sorted(find_grams("污水处理率。"))
    ['水处理率', '污水处理']
    """
    return frozenset(run[at : at + GRAM] for run in CHINESE.findall(text) for at in range(len(run) - GRAM + 1))


def _find_title(plan: Plan, members: Sequence[GroupedItem], grams: frozenset[str], common: set[str]) -> Reach | None:
    """Return where a text has four characters of a member's title that no genre word accounts for."""
    for row in members:
        title = find_words((row.item.name if isinstance(row.item, Indicator) else row.item.title) or "")
        for gram in sorted(find_grams(title) & grams):
            if gram[:2] not in common and gram[2:] not in common:
                return find_sentence(plan.text, plan.text.find(gram))
    return None


def _find_elsewhere(
    group: Group, plan: Plan, members: Sequence[GroupedItem], found: Reach | None, *, foreign: bool
) -> State:
    """Return what a plan without the measure says of it; one of another field than all that ask lacks nothing."""
    if found is None:
        outside = foreign or _is_outside(plan, members)
        return State(group=group.id, plan=plan.id, state="outside" if outside else "absent")
    start, end = found
    return State(group=group.id, plan=plan.id, state="context", quote=plan.text[start:end], start=start, end=end)


def _is_outside(plan: Plan, members: Sequence[GroupedItem]) -> bool:
    """Tell whether a plan could not ask for a measure.

    A document that only scores asks for nothing that no other table scores; a department's own plan asks for nothing
    that all other plans give to bodies of which it has none.
    """
    if not plan.tasks and plan.indicators:
        return not any(isinstance(row.item, Indicator) for row in members)
    if plan.metadata.level is not PlanLevel.DEPARTMENT:
        return False
    own = {unit.function for item in plan.items for unit in item.units if unit.function}
    others = [{unit.function for unit in row.item.units if unit.function} for row in members]
    return any(others) and all(not functions & own for functions in others)
